"""The composition root: the plug-in manager, the registries, and the public functions.

:class:`Workbench` holds everything that is configurable: which plug-ins are active, which
folders of rule sets are known. The functions beside it work on one default workbench.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import define, field, frozen

from zhibiao.errors import NotFoundError, RuleSetError
from zhibiao.loading.catalog import Catalog, Folder, Summary, files_in, is_ruleset_file
from zhibiao.messages import LANGUAGES, Message, Text, default_language, say
from zhibiao.messages import catalog as texts
from zhibiao.messages import scoring as scoring_texts
from zhibiao.model.problem import Problem
from zhibiao.plugins import manager as plugin_manager

if TYPE_CHECKING:
    from fractions import Fraction

    import pluggy

    from zhibiao.auditing.check import FormCheck
    from zhibiao.auditing.finding import Finding
    from zhibiao.linting.check import LintCheck
    from zhibiao.loading.rulesets import Loader
    from zhibiao.model.case import Case
    from zhibiao.model.form import Form
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.model.scheme import Scheme
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.scoring.evidence import Figure


@frozen
class AuditResult:
    """One audited form: what it was scored by and why, its scorecard, its findings.

    ``card`` is missing where no rule set fits; ``reasons`` then say so.
    """

    form: Form
    findings: tuple[Finding, ...]
    card: Scorecard | None = None
    reasons: tuple[Message, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


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
    _manager: pluggy.PluginManager | None = field(default=None, alias="manager")

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plug-in manager."""
        return self._manager or plugin_manager.make_manager(entry_points=self.plugins)

    @cached_property
    def schemes(self) -> Mapping[str, Callable[[], type[Scheme]]]:
        """The scheme kinds, each resolved on first use."""
        from zhibiao.model.scheme import Scheme

        def resolve(part: plugin_manager.Part) -> type[Scheme]:
            found = part.resolve(texts.SCHEME, type)
            if not issubclass(found, Scheme):
                raise part.unfit(texts.SCHEME)
            return found

        registered = plugin_manager.schemes(self.manager)
        return {kind: partial(resolve, part) for kind, part in registered.items()}

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
            for plugin, path in plugin_manager.folders(self.manager)
        ]
        found += [Folder(Path(folder), "--rules") for folder in self.rules]
        return Catalog(tuple(found), lambda: self.loader)

    @cached_property
    def form_checks(self) -> tuple[FormCheck, ...]:
        """The checks on forms, in the order in which findings are listed."""
        from zhibiao.auditing.check import FormCheck

        registered = plugin_manager.parts(self.manager, "zhibiao_form_checks")
        return tuple(
            plugin_manager.distinct(
                [(p.plugin, p.resolve(texts.FORM_CHECK, FormCheck)) for p in registered],
                texts.FORM_CHECK,
            )
        )

    @cached_property
    def lint_checks(self) -> tuple[LintCheck, ...]:
        """The checks on rule sets."""
        from zhibiao.linting.check import LintCheck

        registered = plugin_manager.parts(self.manager, "zhibiao_lint_checks")
        return tuple(
            plugin_manager.distinct(
                [(p.plugin, p.resolve(texts.LINT_CHECK, LintCheck)) for p in registered],
                texts.LINT_CHECK,
            )
        )

    def load(self, name: str | Path) -> RuleSet:
        """A rule set by id or by path.

        Raises:
            NotFoundError: there is none of that id.
            RuleSetError: it is broken; every fault with its place.
        """
        return self.catalog.load(str(name))

    def loads(self, text: str, name: str = "<text>") -> RuleSet:
        """A rule set from TOML text.

        Raises:
            RuleSetError: it is broken; every fault with its place.
        """
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
        from zhibiao.loading.forms import load_forms, parse_forms

        return load_forms(Path(path)) if raw is None else parse_forms(raw, str(path))

    def score(self, rules: RuleSet, given: Form | Mapping[str, Figure]) -> Scorecard:
        """The scorecard of a form, or of plain figures by measure id.

        Raises:
            FiguresError: plain figures that do not fit the rule set, all of them at once.
        """
        from zhibiao.model.form import Form
        from zhibiao.scoring.score import score_figures, score_form

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
        from zhibiao.auditing.audit import run
        from zhibiao.auditing.check import Audit

        checks = self.chosen_checks(select, ignore)
        found, reasons = self._rules_for(form, rules)
        card = self.score(found, form) if found is not None else None
        findings = run(Audit(form, card), checks)
        return AuditResult(form, findings, card, reasons)

    def chosen_checks(
        self, select: Iterable[str] = (), ignore: Iterable[str] = ()
    ) -> tuple[FormCheck, ...]:
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
        self, form: Form, rules: RuleSet | str | None
    ) -> tuple[RuleSet | None, tuple[Message, ...]]:
        from zhibiao.scoring.finding import find

        if isinstance(rules, str):
            return self.load(rules), (say(scoring_texts.NAMED_BY_CALLER, id=rules),)
        if rules is not None:
            return rules, (say(scoring_texts.NAMED_BY_CALLER, id=rules.id),)
        summaries, _ = self.catalog.summaries()
        try:
            found = find(form, summaries, self.load)
            return self.load(found.id), found.reasons
        except NotFoundError as error:
            return None, (cast(Message, error.message),)

    def workbook(self, rules: RuleSet, form: Form | None = None, lang: str | None = None) -> bytes:
        """A workbook that is filled in and scores itself, as the bytes of an ``.xlsx`` file.

        Args:
            rules: the rule set.
            form: a form whose figures, claims and reasons are filled in.
            lang: ``"zh"`` or ``"en"``; left out, the user's own.

        Raises:
            NotFoundError: XlsxWriter is not installed.
        """
        from zhibiao.reports.workbook import workbook_of

        chosen = lang if lang in LANGUAGES else default_language()
        card = None if form is None else self.score(rules, form)
        return workbook_of(rules, card, form, chosen)

    def lint(self, paths: Iterable[str | Path]) -> tuple[Problem, ...]:
        """All problems of rule sets: files, folders or ids.

        Raises:
            NotFoundError: a path or id that does not exist.
        """
        from zhibiao.linting.check import Subject, run

        problems: list[Problem] = []
        for name in self.targets(paths):
            try:
                rules = self.load(name)
                has_cases = self.catalog.entry(name).cases.is_file()
                cases = self.catalog.cases(name) if has_cases else None
            except RuleSetError as error:
                problems += [p for p in error.problems if isinstance(p, Problem)]
                continue
            problems += run(Subject(rules, cases), self.lint_checks)
        return tuple(problems)

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


NO_CHECK = Text(
    zh="没有名为“{name}”的审核项；可用：{known}",
    en='there is no check "{name}"; known: {known}',
)


@lru_cache(maxsize=1)
def default_workbench() -> Workbench:
    """The workbench of the functions below: all installed plug-ins, no further folders."""
    return Workbench()


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


def aggregate(rules: RuleSet, units: Sequence[Mapping[str, Figure]]) -> dict[str, Fraction | bool]:
    """The figures of several sub-units as those of one, to be scored once.

    Absolute values are summed, ratios weighted as the rule set's ``aggregate`` says.

    Raises:
        FiguresError: figures that do not fit, or that cannot be put together.
    """
    from zhibiao.scoring.aggregating import aggregate as put_together

    return put_together(rules, units)


def explain(card: Scorecard, indicator: str | None = None, lang: str | None = None) -> str:
    """Every reason of one score, or of all, in Chinese (``"zh"``) or English (``"en"``).

    Raises:
        NotFoundError: there is no such indicator.
    """
    from zhibiao.scoring.explaining import explain_score

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
