"""Which column of a table is which figure: by id, label or alias, with a unit behind the name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import frozen

from zhibiao.errors import FiguresError
from zhibiao.exact import fold, is_counted, same_family, worth
from zhibiao.expr.integers import Scale, Scales, scale_of
from zhibiao.expr.integers.nodes import Column
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.walk import inputs, measures
from zhibiao.messages import Message, say, scoring
from zhibiao.messages import tables as texts
from zhibiao.model.form import word
from zhibiao.model.lowering.program import JUDGED, STATE, lower
from zhibiao.model.lowering.sums import SCORE, lower_sums
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.compiled.places import no_places

Kind = Literal["whole", "decimal", "text", "float", "truth", "other"]
"""What a column holds, whatever the library calls it."""

_UNIT = re.compile(r"(?P<name>.+?)\s*[(（]\s*(?P<unit>[^()（）]{1,8})\s*[)）]\s*")


WHOLE = Scale(0)

PLAIN = "1"
"""The unit of a heading whose numbers are just numbers: 0.9 for 90 %."""

TIMES = "倍"
"""The same unit as a text has it: of a ratio, 0.9倍 is 90 %."""


@frozen
class Source:
    """One column that is read, and how.

    Attributes:
        column: its name in the table.
        input: the input of the trees that it is, such as ``staff`` or ``judged.quality``.
        name: what plain figures call it.
        kind: what it holds.
        is_answer: whether the input is a question.
        multiplier: its numbers times this are in the unit of the measure.
        figure: the scaled integer that it becomes; nothing of an answer.
        scale: its scale.
        has_unit: whether its heading says the unit, or a scale does.
        unit: what its heading says, as a text has it behind a number.
        is_rate: whether the measure is a ratio.
    """

    column: str
    input: str
    name: str
    kind: Kind
    is_answer: bool
    multiplier: Fraction = Fraction(1)
    figure: Column | None = None
    scale: Scale = WHOLE
    has_unit: bool = False
    unit: str = ""
    is_rate: bool = False


@frozen
class Header:
    """A column's name and kind, with the places of its integers where they are scaled."""

    name: str
    kind: Kind
    shown: str


def sources(
    headers: Iterable[Header], rules: RuleSet, places: Mapping[str, int], *, floats_as_text: bool
) -> tuple[Source, ...]:
    """The columns of a table that a rule set reads.

    Args:
        headers: all columns.
        rules: the rule set.
        places: for columns of scaled integers, by column or id: how many decimal places.
        floats_as_text: floats are read as their shortest decimals.

    Raises:
        FiguresError: columns that cannot be used, and places of none, all of them at once; or no
            column that is a figure.
    """
    wanted = _inputs(rules)
    found: dict[str, Source] = {}
    every = list(headers)
    named: dict[str, None] = {}
    problems = [_problem(name, said) for name, said in no_places(places)]
    if problems:
        raise FiguresError(say(scoring.PLACES_WRONG, count=len(problems)), problems)
    for header in every:
        name, unit = _split(header.name, wanted, rules)
        key = _key(name, wanted, rules)
        if key is None:
            continue
        if key in found:
            said = say(texts.TWO_COLUMNS, name=key, first=found[key].column, second=header.name)
            problems.append(_problem(header.name, said))
            continue
        calls = (header.name, key, name, _plain(key))
        named |= dict.fromkeys(calls)
        scaled = next((places[call] for call in calls if call in places), None)
        source = _source(header, key, unit, wanted[key], scaled)
        problems += [
            _problem(header.name, said)
            for said in _faults(source, header, unit, rules, scaled, floats_as_text)
        ]
        found[key] = source
    unknown = [name for name in places if name not in named]
    if found and unknown:
        shown = tuple(source.column for source in found.values())
        problems += [
            _problem(name, say(texts.PLACES_OF_NONE, name=name, columns=shown)) for name in unknown
        ]
    if problems:
        raise FiguresError(say(texts.COLUMNS_WRONG, count=len(problems)), problems)
    if not found:
        few = tuple(_plain(name) for name in list(wanted)[:8])
        shown = tuple(header.name for header in every)[:12] or ("—",)
        raise FiguresError(say(texts.NO_COLUMN, id=rules.id, wanted=few, found=shown))
    return tuple(found.values())


def wanted_columns(rules: RuleSet) -> tuple[str, ...]:
    """The names of all columns that a rule set can read."""
    return tuple(map(_plain, _inputs(rules)))


@lru_cache(maxsize=32)
def _inputs(rules: RuleSet) -> dict[str, Input | Named]:
    """Everything that a table can give: inputs, and measures with a formula."""
    sums = lower_sums(rules)
    trees = [*lower(rules).scores.values(), sums.total.low]
    trees += [tier.low for tier in sums.tiers.values()]
    found: dict[str, Input | Named] = {}
    for tree in trees:
        found |= {node.name: node for node in inputs(tree) if not node.name.startswith(SCORE)}
        found |= {node.name: node for node in measures(tree)}
    return found


def _split(written: str, wanted: Container[str], rules: RuleSet) -> tuple[str, str]:
    """A heading's name and unit; brackets that belong to a label stay there."""
    matched = _UNIT.fullmatch(written)
    if matched is None or _key(written, wanted, rules) is not None:
        return written, ""
    return matched["name"], fold(matched["unit"])


def _key(name: str, wanted: Container[str], rules: RuleSet) -> str | None:
    """The input of a name: by id, by a judged indicator's id, by a label or alias.

    Space around an id and the width of its signs are no part of it, as with labels.
    """
    plain = fold(name).strip()
    for key in (plain, JUDGED + plain, STATE + plain):
        if key in wanted:
            return key
    named = _named(rules).get(word(name), ())
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=32)
def _named(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """The inputs that a word can mean."""
    wanted = _inputs(rules)
    found: dict[str, dict[str, None]] = {}
    for name, measure in rules.measures.items():
        for said in measure.words if name in wanted else ():
            found.setdefault(word(said), {})[name] = None
    for item in rules.items:
        for key in (JUDGED + item.id, STATE + item.id):
            if key in wanted:
                found.setdefault(word(item.label), {})[key] = None
    return {said: tuple(names) for said, names in found.items()}


def _plain(name: str) -> str:
    return name.removeprefix(JUDGED).removeprefix(STATE)


def _source(header: Header, key: str, unit: str, node: Input | Named, scaled: int | None) -> Source:
    answer = isinstance(node, Input) and node.kind == "boolean"
    if answer:
        return Source(header.name, key, _plain(key), header.kind, is_answer=True)
    is_rate = node.unit == "%"
    said = (TIMES if is_rate else "") if unit == PLAIN else unit
    multiplier = worth(said, node.unit) if said else Fraction(1)
    scale = scale_of(node.unit, node.within)
    if scaled is not None:
        multiplier /= 10**scaled
        scale = Scale(_places(multiplier), scale.most)
    figure = Scales({key: scale}).column(node)
    return Source(
        header.name,
        key,
        _plain(key),
        header.kind,
        is_answer=False,
        multiplier=multiplier,
        figure=figure,
        scale=scale,
        has_unit=bool(unit) or scaled is not None,
        unit=said,
        is_rate=is_rate,
    )


def _places(power: Fraction) -> int:
    """How many decimal places a power of ten has; all units are such powers of one another."""
    return len(str(power.denominator)) - 1


def _faults(
    source: Source,
    header: Header,
    unit: str,
    rules: RuleSet,
    scaled: int | None,
    floats_as_text: bool,
) -> Iterator[Message]:
    known = rules.measures.get(source.input)
    kinds: dict[str, str] = {"column": header.name, "name": source.name}
    if source.is_answer:
        if header.kind in ("float", "decimal", "other"):
            yield say(texts.WRONG_TYPE, **kinds, found=header.shown, wanted=texts.ANSWERS)
        return
    if header.kind == "float" and not floats_as_text:
        yield say(texts.FLOAT_COLUMN, **kinds)
    elif scaled is not None and header.kind != "whole":
        yield say(texts.PLACES_UNFIT, **kinds, found=header.shown)
    elif header.kind in ("truth", "other"):
        yield say(texts.WRONG_TYPE, **kinds, found=header.shown, wanted=texts.NUMBERS)
    measure = known or Measure("")
    if unit and not _can_be(unit, measure):
        yield say(texts.UNIT_UNFIT, column=header.name, found=unit, wanted=measure.unit or "—")
    bare = measure.unit == "%" and header.kind in ("whole", "decimal", "float")
    if bare and not source.has_unit:
        yield say(texts.BARE_RATE, **kinds)


def _can_be(unit: str, measure: Measure) -> bool:
    """Whether numbers of a measure can be in a unit; plain ones are shares or counts."""
    if unit != PLAIN:
        return same_family(unit, measure.unit)
    is_count = measure.type is MeasureType.COUNT or is_counted(measure.unit)
    return is_count or measure.unit in ("", "%")


def _problem(column: str, message: Message) -> Problem:
    return Problem("bad-column", Severity.ERROR, message, Place(column, 0))
