"""The workbench: everything that is configurable, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import define, evolve, frozen

from zhibiao.api.registries import Registries
from zhibiao.auditing.results import AuditedDocument, AuditResult
from zhibiao.errors import NotFoundError, RuleSetError
from zhibiao.loading.catalog import Summary, files_in, is_ruleset_file
from zhibiao.messages import LANGUAGES, Message, Text, default_language, say
from zhibiao.messages import arguments as asked
from zhibiao.messages import scoring as scoring_texts
from zhibiao.model.argument import require
from zhibiao.model.problem import Problem
from zhibiao.plugins.parts import refuse_conflict

if TYPE_CHECKING:
    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.interpreting import Interpretation
    from zhibiao.model.case import Case
    from zhibiao.model.document import Document
    from zhibiao.model.form import Form
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.scoring.evidence import Figure

NO_CHECK = Text(
    zh="没有名为“{name}”的审核项；可用：{known}",
    en='there is no check "{name}"; known: {known}',
)


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
class Workbench(Registries):
    """Everything that is known here: rule sets, schemes and checks of all active plug-ins.

    Args:
        rules: further folders of rule sets.
        plugins: whether installed plug-ins are loaded; our own parts always are.
    """

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
            from zhibiao.interpreting.interpret import no_form

            raise no_form(str(path), found.remarks)
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
        from zhibiao.interpreting import Interpretation, interpret
        from zhibiao.interpreting.budget.files import is_budget_json, parse_json
        from zhibiao.interpreting.budget.reading import forms_of
        from zhibiao.loading.forms import is_form_toml, load_forms, parse_forms
        from zhibiao.readers import sniffing

        if is_form_toml(str(path), raw):
            return Interpretation(
                load_forms(Path(path)) if raw is None else parse_forms(raw, str(path))
            )
        found = raw
        if raw is None and str(path).endswith(".json"):
            found = sniffing.read_bytes(Path(path))
        if found is not None and is_budget_json(found):
            return Interpretation(forms_of(parse_json(found, str(path))))
        return interpret(self.read_document(path, found))

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
        found = self.interpret(path, raw)
        audited = self.audit_document(found.forms, rules, select=select, ignore=ignore)
        return evolve(audited, document=found.document, remarks=found.remarks)

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
            found, reasons, borrowed = self._rules_for(form, rules, load)
            card = self.score(found, form) if found is not None else None
            audit = Audit(form, card, borrowed)
            audits.append(audit)
            results.append(AuditResult(form, run(audit, checks), audit.card, reasons))
        return AuditedDocument(tuple(results), run_between(tuple(audits), checks))

    def chosen_checks(
        self, select: Iterable[str] = (), ignore: Iterable[str] = ()
    ) -> tuple[FormCheck | DocumentCheck, ...]:
        """The checks that a selection leaves.

        Raises:
            NotFoundError: a name is no check.
            PluginError: a check that is selected was brought by two plug-ins.
        """
        wanted, unwanted = set(select), set(ignore)
        known = [check.name for check in self.form_checks]
        for name in sorted(wanted):
            refuse_conflict(self.manager, "zhibiao_form_checks", name)
        for name in sorted((wanted | unwanted) - set(known)):
            raise NotFoundError(say(NO_CHECK, name=name, known=tuple(known)))
        return tuple(
            check
            for check in self.form_checks
            if (not wanted or check.name in wanted) and check.name not in unwanted
        )

    def _rules_for(
        self, form: Form, rules: RuleSet | str | None, load: Callable[[str], RuleSet]
    ) -> tuple[RuleSet | None, tuple[Message, ...], bool]:
        from zhibiao.scoring.finding.find import find

        if isinstance(rules, str):
            return load(rules), (say(scoring_texts.NAMED_BY_CALLER, id=rules),), False
        if rules is not None:
            return rules, (say(scoring_texts.NAMED_BY_CALLER, id=rules.id),), False
        summaries, _ = self.catalog.summaries()
        try:
            found = find(form, summaries, load)
            return load(found.id), found.reasons, found.is_borrowed
        except NotFoundError as error:
            return None, (cast(Message, error.message),), False

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

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a rule-set file, with the scheme kinds of all active plug-ins.

        Returns:
            Plain values that ``json`` can write; editors check and complete files by them.
        """
        from zhibiao.loading.json_schema import schema_of

        sound = self.resolve_schemes()
        return schema_of({kind: one for kind, one in self.schemes.items() if kind in sound})

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


def _lint_apart(
    rules: tuple[str | Path, ...], plugins: bool, names: Sequence[str]
) -> list[Problem]:
    """A share of a folder, in a process of its own."""
    return _workbench(rules, plugins)._lint(names)


@lru_cache(maxsize=1)
def _workbench(rules: tuple[str | Path, ...], plugins: bool) -> Workbench:
    return Workbench(rules, plugins)
