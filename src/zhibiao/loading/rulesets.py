"""Rule-set files and their worked cases to models, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import cattrs
from attrs import evolve, field, frozen

from zhibiao.errors import NumberError, RuleSetError
from zhibiao.exact import interval_ends, number
from zhibiao.loading.blame import problem
from zhibiao.loading.clauses.percents import written_without
from zhibiao.loading.converter import Fault, FaultError, make_converter, structure, wrong_type
from zhibiao.loading.inherit import Find, Inherited, inherit
from zhibiao.loading.mending import mend
from zhibiao.loading.report import problem as stated
from zhibiao.loading.resolve import resolve
from zhibiao.loading.toml import Document, UnreadableError, parse, read_bytes
from zhibiao.messages import loading as texts
from zhibiao.messages import say
from zhibiao.model.around import Adjustment, Execution, NotApplicable, OpenRows
from zhibiao.model.case import Case, Expected, Given
from zhibiao.model.measure import Measure
from zhibiao.model.place import Path
from zhibiao.model.problem import Problem
from zhibiao.model.ruleset import Group, Heading, Indicator, RuleSet, Shared, Tier
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table

Schemes = Mapping[str, Callable[[], type[Scheme]]]


@frozen
class _File:
    """The shape of a rule-set file."""

    language: int
    ruleset: Heading
    measures: Table[str, Measure] = field(factory=Table)
    tiers: Table[str, Tier] = field(factory=Table)
    groups: Table[str, Group] = field(factory=Table)
    indicators: Table[str, Indicator] = field(factory=Table)
    shared: Table[str, Shared] = field(factory=Table)
    execution: Execution | None = None
    open: Table[str, OpenRows] = field(factory=Table)
    adjustments: Table[str, Adjustment] = field(factory=Table)
    not_applicable: NotApplicable | None = None


@frozen
class _Cases:
    """The shape of a file of worked cases."""

    case: tuple[Case, ...]


class Loader:
    """Reads rule sets with a set of known scheme kinds."""

    def __init__(self, schemes: Schemes, find: Find = lambda _: None) -> None:
        self._find = find
        self._converter = make_converter(schemes)
        _register_cases(self._converter)

    def load(self, path: FilePath, id: str, name: str | None = None) -> RuleSet:  # noqa: A002  # the field's word
        """The rule set in a file.

        Raises:
            RuleSetError: with every fault and its place.
        """
        shown = name or path.as_posix()
        try:
            return self.parse(read_bytes(path, shown), shown, id)
        except UnreadableError as error:
            raise _refused(shown, [error.problem]) from None

    def parse(self, raw: bytes, name: str, id: str) -> RuleSet:  # noqa: A002  # the field's word
        """The rule set in TOML bytes.

        Raises:
            RuleSetError: with every fault and its place.
        """
        whole = self._whole(raw, name, id)
        found = self._checked(whole.document, id)
        if isinstance(found, RuleSet):
            return found
        parent = whole.document.values["ruleset"].get("extends") if whole.extended else ""
        before = self._checked(whole.extended, parent) if whole.extended else []
        old = set() if isinstance(before, RuleSet) else {fault.kernel for fault in before}
        raise _refused(name, _problems(whole.document, found, old))

    def _checked(self, document: Document, id: str) -> RuleSet | list[Fault]:  # noqa: A002  # the field's word
        """The rule set of a document, or every fault in it."""
        file = structure(self._converter, document.values, _File)
        if isinstance(file, list):
            return [*file, *self._further(document, file, id)]
        rules = _rules(file, document, id)
        return _between(file, rules, document.values) or rules

    def _further(self, document: Document, told: list[Fault], id: str) -> Iterator[Fault]:  # noqa: A002  # the field's word
        """What else is wrong with a document whose shape has faults."""
        mended = mend(
            document.values, told, lambda values: structure(self._converter, values, _File)
        )
        if mended is not None:
            rules = _rules(mended.made, document, id)
            found = _between(mended.made, rules, mended.values, mended.amiss)
            yield from mended.independent(found)

    def whole(self, raw: bytes, name: str, id: str) -> Document:  # noqa: A002  # the field's word
        """The document in TOML bytes, with all that it extends merged in.

        Raises:
            RuleSetError: no TOML, or a fault of the inheritance.
        """
        return self._whole(raw, name, id).document

    def _whole(self, raw: bytes, name: str, id: str) -> Inherited:  # noqa: A002  # the field's word
        try:
            document = parse(raw, name)
        except UnreadableError as error:
            raise _refused(name, [error.problem]) from None
        inherited = inherit(document, id, self._find)
        if inherited.faults:
            raise _refused(name, _problems(inherited.document, list(inherited.faults)))
        return inherited

    def cases(self, path: FilePath, name: str | None = None) -> tuple[Case, ...]:
        """The worked cases in a file.

        Raises:
            RuleSetError: with every fault and its place.
        """
        shown = name or path.as_posix()
        try:
            document = parse(read_bytes(path, shown), shown)
        except UnreadableError as error:
            raise _refused(shown, [error.problem]) from None
        found = structure(self._converter, document.values, _Cases)
        if isinstance(found, list):
            raise _refused(shown, _problems(document, found))
        empty = [
            Fault(("case", index, "expect"), "wrong-value", say(texts.EXPECTS_NOTHING))
            for index, case in enumerate(found.case)
            if not case.expect
        ]
        if empty:
            raise _refused(shown, _problems(document, empty))
        return tuple(_placed(case, document, index) for index, case in enumerate(found.case))


FUNDS = {
    "initial_budget": Measure("年初预算数", "万元"),
    "annual_budget": Measure("全年预算数", "万元", aliases=("调整后预算数",)),
    "expenditure": Measure("全年执行数", "万元"),
}
"""The cells of a funds table are measures by these names, whether a rule set writes them or not."""


def _with_funds(file: _File) -> Table[str, Measure]:
    if file.execution is None:
        return file.measures
    return Table({**file.measures, **{n: m for n, m in FUNDS.items() if n not in file.measures}})


def _placed(case: Case, document: Document, index: int) -> Case:
    keys: list[Path] = [("given", name) for name in case.given]
    keys += [("expect", name) for name in case.expect]
    at: Path = ("case", index)
    places = Table({key: document.place((*at, *key)) for key in keys})
    return evolve(case, place=document.place(at), places=places)


def _refused(name: str, problems: list[Problem]) -> RuleSetError:
    ordered = sorted(
        problems,
        key=lambda p: (p.place.file != name, p.place.file, p.place.line, p.place.column),
    )
    return RuleSetError(say(texts.HEADLINE, file=name, count=len(ordered)), ordered)


def _problems(
    document: Document, faults: list[Fault], old: Collection[object] = ()
) -> list[Problem]:
    """Each fault on the clause that made it so; one that was there before, where it stands."""
    return [
        stated(document, fault) if fault.kernel in old else problem(document, fault)
        for fault in dict.fromkeys(faults)
    ]


def _rules(file: _File, document: Document, id: str) -> RuleSet:  # noqa: A002  # the field's word
    return RuleSet(
        id=id,
        ruleset=file.ruleset,
        measures=_with_funds(file),
        tiers=file.tiers,
        groups=file.groups,
        indicators=file.indicators,
        shared=file.shared,
        execution=file.execution,
        open=file.open,
        adjustments=file.adjustments,
        not_applicable=file.not_applicable,
        places=document.places,
        changes=document.changes,
    )


def _between(
    file: _File, rules: RuleSet, values: Mapping[str, Any], amiss: Collection[Path] = ()
) -> list[Fault]:
    """The faults between tables that have their shape."""
    slips = written_without(values, rules)
    return [*_language(file), *_agreement(rules), *resolve(rules, amiss), *slips]


def _language(file: _File) -> list[Fault]:
    if file.language == 1:
        return []
    message = say(texts.WRONG_LANGUAGE, found=file.language)
    return [Fault(("language",), "wrong-value", message)]


def _agreement(rules: RuleSet) -> list[Fault]:
    """The path of a file names jurisdiction, scope and year; the heading must say the same."""
    parts = rules.id.split("/")
    if len(parts) != 3:
        return []
    folder, scope, year = parts
    wanted = "cn" if folder == "cn" else folder.removeprefix("cn-")
    heading, found = rules.ruleset, []
    if heading.jurisdiction != wanted:
        message = say(texts.JURISDICTION_PATH, found=heading.jurisdiction, wanted=wanted)
        found.append(Fault(("ruleset", "jurisdiction"), "path-disagrees", message))
    for key, value, said in (
        ("scope", heading.scope, scope),
        ("fiscal_year", str(heading.fiscal_year), year),
    ):
        if value != said:
            message = say(texts.SCOPE_PATH, key=key, found=value, wanted=said)
            path: Path = ("ruleset", key)
            found.append(Fault(path, "path-disagrees", message))
    return found


def _register_cases(converter: cattrs.Converter) -> None:
    def given(value: object, _: object) -> int | Decimal | str | bool:
        if not isinstance(value, (int, Decimal, str, bool)):
            raise wrong_type(texts.NUMBER, value)
        if isinstance(value, Decimal):
            number(value)
        return value

    def expected(value: object, _: object) -> Expected:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        if isinstance(value, list) and len(value) == 2:
            return number(value[0]), number(value[1])
        if isinstance(value, list):
            raise FaultError("wrong-value", say(texts.SCORE_PAIR))
        if isinstance(value, str):
            try:
                return number(value)
            except NumberError:
                ends = interval_ends(value)
                if ends is None:
                    return (value,)
            low, high = ends
            hint = say(texts.PAIR_OF_SCORES, low=low, high=high)
            raise FaultError("wrong-value", say(texts.SCORE_PAIR), hint)
        return number(value)

    converter.register_structure_hook_func(lambda cls: cls == Given, given)
    converter.register_structure_hook_func(lambda cls: cls == Expected, expected)
