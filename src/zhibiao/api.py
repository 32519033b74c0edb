"""The composition root: the plug-in manager, the registries, and the public functions.

:class:`Workbench` holds everything that is configurable: which plug-ins are active, which
folders of rule sets are known. The functions beside it work on one default workbench.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import define, evolve, field, frozen

from zhibiao.auditing.results import AuditedDocument, AuditResult
from zhibiao.errors import FormError, NotFoundError, PluginError, RuleSetError
from zhibiao.loading.catalog import Catalog, Folder, Summary, files_in, is_ruleset_file
from zhibiao.messages import LANGUAGES, Message, Text, default_language, say
from zhibiao.messages import arguments as asked
from zhibiao.messages import catalog as texts
from zhibiao.messages import plugins as plugin_texts
from zhibiao.messages import reports as report_texts
from zhibiao.messages import scoring as scoring_texts
from zhibiao.model.argument import require
from zhibiao.model.problem import Problem
from zhibiao.plugins import manager as plugin_manager
from zhibiao.plugins import parts as plugin_parts

if TYPE_CHECKING:
    from fractions import Fraction

    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.criteria.pattern import CriterionPattern
    from zhibiao.criteria.reading import Reading as CriterionReading
    from zhibiao.exact import Figure as Number
    from zhibiao.interpreting import Interpretation
    from zhibiao.linting.check import LintCheck
    from zhibiao.loading.rulesets import Loader
    from zhibiao.model.case import Case
    from zhibiao.model.document import Document
    from zhibiao.model.form import Form
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.model.scheme import Scheme
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.plugins.faults import PluginFault
    from zhibiao.plugins.manager import PluginManager
    from zhibiao.readers.reader import Reader
    from zhibiao.reports.formats import ReportFormat
    from zhibiao.scoring.evidence import Figure
    from zhibiao.scoring.scorer import Scorer


@frozen
class CaseRun:
    """The worked cases of one rule set, each with what is wrong with it."""

    ruleset: str
    results: tuple[tuple[Case, tuple[Problem, ...]], ...]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> int:
        """How many cases do not come out as written."""
        return sum(1 for _, problems in self.results if problems)


@define
class Workbench:
    """Everything that is known here: rule sets, schemes and checks of all active plug-ins.

    Args:
        rules: further folders of rule sets.
        plugins: whether installed plug-ins are loaded; our own parts always are.
    """

    rules: Sequence[str | Path] = ()
    plugins: bool = True
    _manager: PluginManager | None = field(default=None, alias="manager")

    @cached_property
    def manager(self) -> PluginManager:
        """The plug-in manager."""
        return self._manager or plugin_manager.make_manager(entry_points=self.plugins)

    @property
    def plugin_faults(self) -> tuple[PluginFault, ...]:
        """What plug-ins have done wrong so far; whatever it is, the rest went on."""
        return self.manager.faults

    @cached_property
    def schemes(self) -> Mapping[str, Callable[[], type[Scheme]]]:
        """The scheme kinds, each resolved on first use."""
        registered = plugin_parts.schemes(self.manager)
        return {kind: partial(_scheme, part) for kind, part in registered.items()}

    def resolve_schemes(self) -> None:
        """Looks at every scheme kind now; what is none is kept among the plug-ins' faults."""
        from zhibiao.plugins.faults import PluginFault

        named, _ = plugin_parts.all_named(self.manager, "zhibiao_schemes", texts.SCHEME)
        for part in named.values():
            try:
                _scheme(part)
            except PluginError as error:
                if part.plugin == plugin_manager.BUILTIN:
                    raise
                self.manager.record(PluginFault(part.plugin, "part", error.message))

    @cached_property
    def loader(self) -> Loader:
        """Reads rule sets with the registered schemes."""
        from zhibiao.loading.rulesets import Loader

        return Loader(self.schemes, self.catalog.find)

    @cached_property
    def catalog(self) -> Catalog:
        """The rule sets of all folders."""
        own = plugin_manager.BUILTIN
        found: list[Folder] = [
            Folder(path, texts.BUILTIN if plugin == own else Text(zh=plugin, en=plugin))
            for plugin, path in plugin_parts.rule_places(self.manager)
        ]
        found += [Folder(Path(folder), "--rules") for folder in self.rules]
        return Catalog(tuple(found), lambda: self.loader)

    @cached_property
    def form_checks(self) -> tuple[FormCheck | DocumentCheck, ...]:
        """The checks on forms, in the order in which findings are listed."""
        from zhibiao.auditing.check import DocumentCheck, FormCheck
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_form_checks", texts.FORM_CHECK
        found: list[tuple[str, FormCheck | DocumentCheck]] = plugin_parts.distinct(
            self.manager, hook, kind, FormCheck, DocumentCheck
        )
        return tuple(guard.form_check(self.manager, plugin, check) for plugin, check in found)

    @cached_property
    def lint_checks(self) -> tuple[LintCheck, ...]:
        """The checks on rule sets."""
        from zhibiao.linting.check import LintCheck
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_lint_checks", texts.LINT_CHECK
        found = plugin_parts.distinct(self.manager, hook, kind, LintCheck)
        return tuple(guard.lint_check(self.manager, plugin, check) for plugin, check in found)

    @cached_property
    def criterion_patterns(self) -> tuple[CriterionPattern, ...]:
        """The wordings of criteria that plug-ins know beside our own grammar."""
        from zhibiao.criteria.pattern import CriterionPattern
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_criterion_patterns", plugin_texts.PATTERN
        found = plugin_parts.distinct(self.manager, hook, kind, CriterionPattern)
        return tuple(guard.pattern(self.manager, plugin, one) for plugin, one in found)

    def read_criterion(self, text: str, points: Number) -> CriterionReading:
        """The scheme that a criterion's wording describes, or a refusal.

        Args:
            text: the wording, in Chinese.
            points: the points of its row.

        Raises:
            NumberError: points that are no exact number.
        """
        from zhibiao.criteria import read

        found = read(text, points)
        return found if found.scheme is not None else read(text, points, self.criterion_patterns)

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """The readers of document formats, in the order in which they are asked."""
        from zhibiao.plugins import guard
        from zhibiao.readers.reader import Reader

        found = plugin_parts.distinct(self.manager, "zhibiao_readers", texts.READER, Reader)
        return tuple(guard.reader(self.manager, plugin, one) for plugin, one in found)

    @cached_property
    def report_formats(self) -> dict[str, ReportFormat]:
        """The formats of reports by their endings."""
        from zhibiao.reports.formats import ReportFormat

        kind = report_texts.REPORT_FORMAT
        found = plugin_parts.distinct(self.manager, "zhibiao_report_formats", kind, ReportFormat)
        return {one.suffix: one for _, one in found}

    def load(self, name: str | Path) -> RuleSet:
        """A rule set by id or by path.

        Raises:
            NotFoundError: there is none of that id.
            RuleSetError: it is broken; every fault with its place.
        """
        require("name", name, (str, Path), asked.A_NAME, asked.GIVE_NAME)
        return self.catalog.load(str(name))

    def loads(self, text: str, name: str = "<text>") -> RuleSet:
        """A rule set from TOML text.

        Raises:
            RuleSetError: it is broken; every fault with its place.
        """
        require("text", text, str, asked.A_TEXT, asked.GIVE_TEXT)
        return self.loader.parse(text.encode(), name, name)

    def list_rulesets(self) -> tuple[list[Summary], list[Problem]]:
        """The heading of every rule set, and what is wrong with those that cannot be read."""
        return self.catalog.summaries()

    def read(self, path: str | Path, raw: bytes | None = None) -> tuple[Form, ...]:
        """The forms in a document.

        Args:
            path: the document, or its name where ``raw`` is given.
            raw: its bytes.

        Raises:
            FormError: it cannot be read as a form.
        """
        found = self.interpret(path, raw)
        if not found.forms:
            raise FormError(found.remarks[0])
        return found.forms

    def interpret(self, path: str | Path, raw: bytes | None = None) -> Interpretation:
        """The forms in a document of any format, and what could not be read.

        A file whose name ends in ``.toml``, or that begins as form TOML does, is form TOML; JSON
        is that of the budget-integration tables; every other one is read as a document.

        Args:
            path: the document, or its name where ``raw`` is given.
            raw: its bytes.

        Raises:
            FormError: it cannot be read at all. A document without a form is no error here.
        """
        return self._opened(path, raw)[0]

    def _opened(
        self, path: str | Path, raw: bytes | None
    ) -> tuple[Interpretation, Document | None]:
        """What a file says, with the document that it was read from, where it is one."""
        from zhibiao.interpreting import Interpretation, interpret
        from zhibiao.interpreting.budget.files import is_budget_json, parse_json
        from zhibiao.interpreting.budget.reading import forms_of
        from zhibiao.loading.forms import is_form_toml, load_forms, parse_forms
        from zhibiao.readers import sniffing

        if is_form_toml(str(path), raw):
            forms = load_forms(Path(path)) if raw is None else parse_forms(raw, str(path))
            return Interpretation(forms), None
        found = raw
        if raw is None and str(path).endswith(".json"):
            found = sniffing.read_bytes(Path(path))
        if found is not None and is_budget_json(found):
            return Interpretation(forms_of(parse_json(found, str(path)))), None
        document = self.read_document(path, found)
        return interpret(document), document

    def audit_file(
        self,
        path: str | Path,
        rules: RuleSet | str | None = None,
        *,
        raw: bytes | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> AuditedDocument:
        """A file read and audited, with what it was read from.

        Args:
            path: the file, or its name where ``raw`` is given.
            rules: as for :meth:`audit_document`.
            raw: its bytes.
            select: names of checks to run; all when empty.
            ignore: names of checks to leave out.

        Raises:
            FormError: it cannot be read.
            NotFoundError: a rule set or check that was named does not exist.
            RuleSetError: the rule set is broken.
        """
        found, document = self._opened(path, raw)
        audited = self.audit_document(found.forms, rules, select=select, ignore=ignore)
        return evolve(audited, document=document, remarks=found.remarks)

    def read_document(self, path: str | Path, raw: bytes | None = None) -> Document:
        """The tables and the prose of a document of any format, before anybody reads a form.

        Args:
            path: the document, or its name where ``raw`` is given.
            raw: its bytes.

        Raises:
            FormError: it cannot be read.
        """
        from zhibiao.readers import sniffing

        found = sniffing.read_bytes(Path(path)) if raw is None else raw
        return sniffing.read(self.readers, found, str(path))

    def score(self, rules: RuleSet, given: Form | Mapping[str, Figure]) -> Scorecard:
        """The scorecard of a form, or of plain figures by measure id.

        Raises:
            FiguresError: plain figures that do not fit the rule set, all of them at once.
        """
        from zhibiao.model.form import Form
        from zhibiao.model.ruleset import RuleSet
        from zhibiao.scoring.score import score_figures, score_form

        require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
        require("given", given, (Form, Mapping), asked.FIGURES, asked.GIVE_FIGURES)
        return score_form(given, rules) if isinstance(given, Form) else score_figures(given, rules)

    def audit(
        self,
        form: Form,
        rules: RuleSet | str | None = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> AuditResult:
        """A form scored, as far as it can be, and checked.

        Args:
            form: the form.
            rules: the rule set or its id; found from the form's own words when left out.
            select: names of checks to run; all when empty.
            ignore: names of checks to leave out.

        Raises:
            NotFoundError: a rule set or check that was named does not exist.
            RuleSetError: the rule set is broken.
        """
        return self.audit_document((form,), rules, select=select, ignore=ignore).results[0]

    def audit_document(
        self,
        forms: Sequence[Form],
        rules: RuleSet | str | None = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> AuditedDocument:
        """All forms of one document, each scored and checked, and checked together.

        Args:
            forms: its forms in order, as :meth:`read` gives them.
            rules: the rule set for all of them, or its id; found for each when left out.
            select: names of checks to run; all when empty.
            ignore: names of checks to leave out.

        Raises:
            NotFoundError: a rule set or check that was named does not exist.
            RuleSetError: the rule set is broken.
        """
        from zhibiao.auditing.audit import run, run_between
        from zhibiao.auditing.check import Audit
        from zhibiao.model.form import Form
        from zhibiao.model.ruleset import RuleSet

        for form in forms:
            require("form", form, Form, asked.A_FORM, asked.READ_FIRST)
        require("rules", rules, (RuleSet, str, type(None)), asked.RULES, asked.LOAD_FIRST)
        checks = self.chosen_checks(select, ignore)
        results, audits = [], []
        load = lru_cache(maxsize=None)(self.load)  # one edition of each for the whole document
        for form in forms:
            found, reasons = self._rules_for(form, rules, load)
            audit = Audit(form, self.score(found, form) if found is not None else None)
            audits.append(audit)
            results.append(AuditResult(form, run(audit, checks), audit.card, reasons))
        return AuditedDocument(tuple(results), run_between(tuple(audits), checks))

    def chosen_checks(
        self, select: Iterable[str] = (), ignore: Iterable[str] = ()
    ) -> tuple[FormCheck | DocumentCheck, ...]:
        """The checks that a selection leaves.

        Raises:
            NotFoundError: a name is no check.
        """
        wanted, unwanted = set(select), set(ignore)
        known = [check.name for check in self.form_checks]
        for name in sorted((wanted | unwanted) - set(known)):
            raise NotFoundError(say(NO_CHECK, name=name, known=tuple(known)))
        return tuple(
            check
            for check in self.form_checks
            if (not wanted or check.name in wanted) and check.name not in unwanted
        )

    def _rules_for(
        self, form: Form, rules: RuleSet | str | None, load: Callable[[str], RuleSet]
    ) -> tuple[RuleSet | None, tuple[Message, ...]]:
        from zhibiao.scoring.finding import find

        if isinstance(rules, str):
            return load(rules), (say(scoring_texts.NAMED_BY_CALLER, id=rules),)
        if rules is not None:
            return rules, (say(scoring_texts.NAMED_BY_CALLER, id=rules.id),)
        summaries, _ = self.catalog.summaries()
        try:
            found = find(form, summaries, load)
            return load(found.id), found.reasons
        except NotFoundError as error:
            return None, (cast(Message, error.message),)

    def lint(self, paths: Iterable[str | Path], *, jobs: int = 1) -> tuple[Problem, ...]:
        """All problems of rule sets: files, folders or ids.

        Args:
            paths: what to look at.
            jobs: so many processes; each has a workbench of its own, so that a workbench
                around a manager of the caller's own stays in one.

        Raises:
            NotFoundError: a path or id that does not exist.
        """
        from zhibiao.bulk.spread import spread

        names = self.targets(paths)
        if not self.manager.can_be_made_again or jobs <= 1:
            return tuple(self._lint(names))
        work = partial(_lint_apart, tuple(self.rules), self.plugins)
        return tuple(spread(work, names, jobs=jobs))

    def _lint(self, names: Sequence[str]) -> list[Problem]:
        from zhibiao.linting.check import Subject, run

        problems: list[Problem] = []
        for name in names:
            try:
                rules = self.load(name)
                has_cases = self.catalog.entry(name).cases.is_file()
                cases = self.catalog.cases(name) if has_cases else None
            except RuleSetError as error:
                problems += [p for p in error.problems if isinstance(p, Problem)]
                continue
            problems += run(Subject(rules, cases, self.criterion_patterns), self.lint_checks)
        return problems

    def test(self, paths: Iterable[str | Path]) -> tuple[CaseRun, ...]:
        """The worked cases of rule sets: files, folders or ids.

        Raises:
            NotFoundError: a path or id that does not exist.
        """
        from zhibiao.scoring.cases import run

        runs = []
        for name in self.targets(paths):
            try:
                rules = self.load(name)
                cases = self.catalog.cases(name)
            except RuleSetError as error:
                faults = tuple(p for p in error.problems if isinstance(p, Problem))
                runs.append(CaseRun(name, (), faults))
                continue
            runs.append(CaseRun(rules.id, tuple(run(cases, rules))))
        return tuple(runs)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a rule-set file, with the scheme kinds of all active plug-ins.

        Returns:
            Plain values that ``json`` can write; editors check and complete files by them.
        """
        from zhibiao.loading.json_schema import schema_of

        return schema_of(self.schemes)

    def targets(self, paths: Iterable[str | Path]) -> list[str]:
        """Files, folders and ids as names of single rule sets.

        Raises:
            NotFoundError: a path or id that does not exist.
        """
        found: list[str] = []
        for given in paths:
            require("paths", given, (str, Path), asked.A_NAME, asked.GIVE_PATHS)
            path = Path(given)
            if path.is_dir():
                found += [str(inner) for inner in files_in(path)]
            elif path.is_file() and not is_ruleset_file(path):
                beside = path.name.removesuffix(".toml").removesuffix(".cases")
                found.append(str(path.with_name(f"{beside}.toml")))
            else:
                self.catalog.entry(str(given))
                found.append(str(given))
        return list(dict.fromkeys(found))


def _scheme(part: plugin_parts.Part) -> type[Scheme]:
    """A scheme kind, looked at now."""
    from zhibiao.model.scheme import Scheme

    found = part.resolve(texts.SCHEME, type)
    if not issubclass(found, Scheme):
        raise part.unfit(texts.SCHEME)
    return found


NO_CHECK = Text(
    zh="没有名为“{name}”的审核项；可用：{known}",
    en='there is no check "{name}"; known: {known}',
)


def _lint_apart(
    rules: tuple[str | Path, ...], plugins: bool, names: Sequence[str]
) -> list[Problem]:
    """A share of a folder, in a process of its own."""
    return _workbench(rules, plugins)._lint(names)


@lru_cache(maxsize=1)
def _workbench(rules: tuple[str | Path, ...], plugins: bool) -> Workbench:
    return Workbench(rules, plugins)


@lru_cache(maxsize=1)
def default_workbench() -> Workbench:
    """The workbench of the functions below: all installed plug-ins, no further folders.

    A plug-in's fault is a :class:`zhibiao.plugins.faults.PluginWarning`, once.
    """
    return Workbench(manager=plugin_manager.make_manager(notify=_warn))


def _warn(fault: PluginFault) -> None:
    from zhibiao.plugins.faults import PluginWarning

    warnings.warn(fault.render(), PluginWarning, stacklevel=2)


def load(name: str | Path) -> RuleSet:
    """A rule set by its id (``"cn-430600/department/2020"``) or the path of its file.

    Raises:
        NotFoundError: there is none of that id.
        RuleSetError: it is broken; every fault with its place.
    """
    return default_workbench().load(name)


def loads(text: str) -> RuleSet:
    """A rule set from TOML text.

    Raises:
        RuleSetError: it is broken; every fault with its place.
    """
    return default_workbench().loads(text)


def list_rulesets() -> list[Summary]:
    """The headings of all rule sets that are known here."""
    return default_workbench().list_rulesets()[0]


def read(path: str | Path) -> Form:
    """The form in a document; of several, the first.

    Raises:
        FormError: it cannot be read as a form.
    """
    require("path", path, (str, Path), asked.A_PATH, asked.GIVE_PATH)
    return default_workbench().read(path)[0]


def score(rules: RuleSet, given: Form | Mapping[str, Figure]) -> Scorecard:
    """What a rule set gives: ``low … high`` for every indicator, tier and the total.

    Args:
        rules: the rule set.
        given: a form, or plain figures by measure id: ``int``, ``Decimal``, ``Fraction``,
            ``bool`` or text such as ``"103.7%"``, ``"189.769万元"``, ``"＞85%"``. A judged
            score goes by the indicator's id.

    Returns:
        The scorecard, in points.

    Raises:
        FiguresError: figures that do not fit; a ``float`` is one. All are listed at once.
    """
    return default_workbench().score(rules, given)


def scorer(rules: RuleSet, places: Mapping[str, int] | None = None) -> Scorer:
    """A rule set compiled, for scores of one form after the other.

    Args:
        rules: the rule set.
        places: how many decimal places the integers of a row have, by the name of the input,
            where these are not the usual ones of its unit.

    Returns:
        A function of figures, as ``score`` takes them, that gives the least and the most of
        every score, tier and the total. Its method ``scaled`` takes a row of scaled integers
        and is as fast as Python written by hand; the scores of both equal those of ``score``.
    """
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.scoring.scorer import Scorer

    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    return Scorer(rules, dict(places or {}))


def aggregate(rules: RuleSet, units: Sequence[Mapping[str, Figure]]) -> dict[str, Fraction | bool]:
    """The figures of several sub-units as those of one, to be scored once.

    Absolute values are summed, ratios weighted as the rule set's ``aggregate`` says.

    Raises:
        FiguresError: figures that do not fit, or that cannot be put together.
    """
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.scoring.aggregating import aggregate as put_together

    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    require("units", units, (list, tuple), asked.UNITS, asked.GIVE_UNITS)
    for figures in units:
        require("units", figures, Mapping, asked.UNITS, asked.GIVE_UNITS)
    return put_together(rules, units)


def explain(card: Scorecard, indicator: str | None = None, lang: str | None = None) -> str:
    """Every reason of one score, or of all, in Chinese (``"zh"``) or English (``"en"``).

    Raises:
        NotFoundError: there is no such indicator.
    """
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.scoring.explaining import explain_score

    require("card", card, Scorecard, asked.A_CARD, asked.SCORE_FIRST)
    require("indicator", indicator, (str, type(None)), asked.AN_ID, asked.GIVE_ID)
    chosen = lang if lang in LANGUAGES else default_language()
    scores = card.scores if indicator is None else (card[indicator],)
    return "\n\n".join("\n".join(explain_score(card, score, chosen)) for score in scores)


def audit(form: Form, rules: RuleSet | str | None = None) -> AuditResult:
    """A form scored, as far as it can be, and checked; iterate it for its findings.

    Raises:
        NotFoundError: the rule set that was named does not exist.
        RuleSetError: the rule set is broken.
    """
    return default_workbench().audit(form, rules)


def lint(*paths: str | Path) -> tuple[Problem, ...]:
    """All problems of rule sets: files, folders or ids.

    Raises:
        NotFoundError: a path or id that does not exist.
    """
    return default_workbench().lint(paths)


def test(*paths: str | Path) -> tuple[CaseRun, ...]:
    """The worked cases of rule sets: files, folders or ids.

    Raises:
        NotFoundError: a path or id that does not exist.
    """
    return default_workbench().test(paths)
