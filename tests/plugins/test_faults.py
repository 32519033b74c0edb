"""What a plug-in does wrong is named, isolated and reported, and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from tests.auditing.small import GOOD, form
from tests.plugins.test_manager import SAID, bench_with, registering
from tests.rules import ROOT
from zhibiao.api import Workbench, default_workbench
from zhibiao.auditing.check import Audit, FormCheck, Observation
from zhibiao.cli.root import Session, build, verb
from zhibiao.criteria import CriterionPattern, Understood
from zhibiao.errors import PluginError
from zhibiao.linting.check import LintCheck, Subject
from zhibiao.messages import LANGUAGES, Text, say
from zhibiao.model.document import Document
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.judged import Judged
from zhibiao.plugins import builtin, hookspecs
from zhibiao.plugins.faults import PluginWarning
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.plugins.manager import BUILTIN, PluginManager, make_manager
from zhibiao.readers.reader import Reader
from zhibiao.reports.formats import ReportFormat

RULES = ROOT / "examples" / "rules" / "cn-139900" / "department" / "2023.toml"
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("zhibiao_"))
NAMED = {"zhibiao_schemes", "zhibiao_commands"}


class Failing:
    """A plug-in every hook of which raises."""


def failing(name: str) -> Any:
    """An implementation that raises."""

    def hook() -> Any:
        raise RuntimeError("lamps\nout")

    return staticmethod(hookimpl(hook, specname=name))


for _hook in HOOKS:
    setattr(Failing, _hook, failing(_hook))


def look_at_all(bench: Workbench) -> None:
    """Calls every hook."""
    assert bench.form_checks
    assert bench.lint_checks
    assert bench.criterion_patterns == ()
    assert bench.readers
    assert bench.report_formats
    assert bench.schemes
    assert bench.list_rulesets()[0]
    root = build("en", manager=bench.manager)
    assert "audit" in root.list_commands(click.Context(root))


def test_a_hook_that_raises_is_named_and_the_rest_goes_on() -> None:
    """Each hook of the plug-in is a fault of its own, and all that is ours is there."""
    bench = bench_with(city=Failing())
    look_at_all(bench)
    assert len(bench.plugin_faults) == len(HOOKS)
    for fault in bench.plugin_faults:
        assert (fault.plugin, fault.code) == ("city", "hook")
        for lang in LANGUAGES:
            assert "RuntimeError: lamps out" in fault.render(lang)
    assert {hook for hook in HOOKS for f in bench.plugin_faults if hook in f.render("en")} == set(
        HOOKS
    )


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("wrong", [None, 5, "text", object()])
def test_a_hook_that_returns_something_else_is_named(hook: str, wrong: object) -> None:
    """The fault says what came and what should have come."""
    bench = bench_with(village=registering(hook, wrong))
    look_at_all(bench)
    (fault,) = bench.plugin_faults
    assert (fault.plugin, fault.code) == ("village", "hook")
    assert hook in fault.render("en")
    assert type(wrong).__name__ in fault.render("zh")
    assert ("mapping" in fault.render("en")) == (hook in NAMED)


@pytest.mark.parametrize("name", ["a b", "", " x", "x ", "a--b", "-x", "a\n", 5, None])
@pytest.mark.parametrize("hook", sorted(NAMED))
def test_a_name_with_a_space_is_left_out(hook: str, name: object) -> None:
    """The part is left out, its name is said, and the plug-in's other parts are there."""
    bench = bench_with(village=registering(hook, {name: Judged, "well-named": Judged}))
    known: Mapping[str, object] = (
        bench.schemes if hook == "zhibiao_schemes" else build("en", manager=bench.manager).parts  # type: ignore[attr-defined]  # a Verbs
    )
    assert "well-named" in known
    assert name not in known
    assert [(f.plugin, f.code) for f in bench.plugin_faults] == [("village", "name")]


def test_a_check_whose_name_has_a_space_is_left_out() -> None:
    """The same for parts that bring their names themselves."""
    check = FormCheck("bad name", Severity.NOTE, lambda _: ())
    bench = bench_with(village=registering("zhibiao_form_checks", [check]))
    assert len(bench.form_checks) == len(builtin.FORM_CHECKS)
    assert "bad name" in bench.plugin_faults[0].render("en")


@pytest.mark.parametrize("place", [Path("/nowhere/at/all"), "no.such.package", 5, None])
def test_rule_sets_that_do_not_exist_are_named(place: object) -> None:
    """A folder that is not there is the plug-in's fault, and no other folder suffers."""
    bench = bench_with(village=registering("zhibiao_rulesets", [place]))
    assert bench.load("cn-430600/department/2020").ruleset.points == 100
    (fault,) = bench.plugin_faults
    assert str(place) in fault.render("en")


def test_a_single_file_and_a_package_bring_rule_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is one rule set by its own path; a package is given by its name."""
    bench = bench_with(village=registering("zhibiao_rulesets", [RULES]))
    assert bench.load("cn-139900/department/2023").ruleset.fiscal_year == 2023
    package = tmp_path / "village_rules"
    target = package / "cn-139900" / "department" / "2023.toml"
    target.parent.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    target.write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    bench = bench_with(village=registering("zhibiao_rulesets", ["village_rules"]))
    assert bench.load("cn-139900/department/2023").ruleset.fiscal_year == 2023
    assert bench.plugin_faults == ()


def test_two_rule_sets_of_one_id_name_both_packages() -> None:
    """Neither is chosen."""
    village = registering("zhibiao_rulesets", [ROOT / "rulesets" / "cn"])
    bench = bench_with(village=village, city=registering("zhibiao_rulesets", [RULES]))
    assert bench.list_rulesets()[0]  # the same folder twice is no conflict


def test_two_rule_sets_of_one_id_conflict(tmp_path: Path) -> None:
    """Whoever asks for it is told both plug-ins and both files; every other one is still there."""
    copy = tmp_path / "cn-139900" / "department" / "2023.toml"
    copy.parent.mkdir(parents=True)
    copy.write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    bench = bench_with(
        city=registering("zhibiao_rulesets", [RULES]),
        village=registering("zhibiao_rulesets", [tmp_path]),
    )
    with pytest.raises(PluginError) as caught:
        bench.load("cn-139900/department/2023")
    found, (problem,) = bench.list_rulesets()
    assert "cn-139900/department/2023" not in {one.id for one in found}
    for lang in LANGUAGES:
        for said in (caught.value.render(lang), problem.render(lang)):
            assert "city" in said
            assert "village" in said


def look_and_fail(audit: Audit) -> Iterator[Observation]:
    """Sees one thing, prints, then fails."""
    print("on standard output")  # noqa: T201  # what a plug-in must not do
    yield Observation(say(Text(zh="一", en="one")))
    raise ZeroDivisionError(audit.form.title)


def look_wrongly(audit: Audit) -> Any:
    """Gives a text for an observation."""
    return [audit.form.title]


def change_the_form(audit: Audit) -> Iterable[Observation]:
    """Tries to change what it is given."""
    audit.form.title = "mine"  # type: ignore[misc]  # what a plug-in must not do
    return []


def change_by_force(audit: Audit) -> Iterable[Observation]:
    """Changes what it is given, past the lock: the form, a row and the scorecard."""
    object.__setattr__(audit.form, "title", "mine")
    object.__setattr__(audit.form.rows[0], "points", None)
    object.__setattr__(audit, "card", None)
    yield Observation(say(Text(zh="改了", en="changed")))


def change_the_rows(audit: Audit) -> Iterable[Observation]:
    """Tries to take rows away."""
    audit.form.rows.clear()  # type: ignore[attr-defined]  # what a plug-in must not do
    return []


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (look_and_fail, "ZeroDivisionError"),
        (look_wrongly, "str"),
        (change_the_form, "FrozenInstanceError"),
        (change_the_rows, "AttributeError"),
        (change_by_force, ""),
        (lambda _: 5, "int"),
        (lambda _: None, "NoneType"),
        (lambda _: exit(3), "SystemExit"),  # noqa: PLR1722  # what a plug-in must not do
    ],
)
def test_a_check_that_fails_is_a_finding_and_the_others_run(
    look: Any, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The audit goes on, nothing was changed, and standard output stays clean."""
    check = FormCheck("lamp-check", Severity.ERROR, look)
    bench = bench_with(city=registering("zhibiao_form_checks", [check]))
    subject = form(GOOD)
    result = bench.audit(subject)
    failed = [f for f in result.findings if f.check == "check-failed"]
    assert [f.severity for f in failed] == [Severity.WARNING]
    for lang in LANGUAGES:
        assert all(word in failed[0].render(lang) for word in (said, "city", "lamp-check"))
    without = bench_with().audit(form(GOOD))
    others = [f for f in result.findings if f.check not in {"check-failed", "lamp-check"}]
    assert others == list(without.findings)
    assert result.form == form(GOOD)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("given", "found"), [(5, "int"), (None, "NoneType")])
def test_a_check_that_gives_no_list_is_told_what_to_give(given: Any, found: str) -> None:
    """Not a Python error about iterating, but what came and what should have come."""
    check = FormCheck("lamp-check", Severity.NOTE, lambda _: given)
    result = bench_with(city=registering("zhibiao_form_checks", [check])).audit(form(GOOD))
    (failed,) = [f for f in result.findings if f.check == "check-failed"]
    assert f"it gave {found} where it should give observations" in failed.render("en")


def test_what_a_check_changes_by_force_is_seen_by_nobody_else() -> None:
    """The finding names it, what it saw is kept, and the next one sees what was there before."""
    forms: list[object] = []

    def look(audit: Audit) -> list[Observation]:
        forms.append(audit.form)
        return []

    checks = [
        FormCheck("forcing", Severity.NOTE, change_by_force),
        FormCheck("looking", Severity.NOTE, look),
    ]
    bench = bench_with(city=registering("zhibiao_form_checks", checks))
    before = form(GOOD)
    (failed, said) = bench.audit(before, select=["forcing", "looking"]).findings
    assert forms == [form(GOOD)]
    assert before == form(GOOD)
    assert (failed.check, said.check) == ("check-failed", "forcing")
    for lang in LANGUAGES:
        assert all(word in failed.render(lang) for word in ("city", "forcing"))
    assert [fault.plugin for fault in bench.plugin_faults] == ["city"]


def test_a_lint_check_that_changes_a_rule_set_by_force_is_named() -> None:
    """The rule set stays what it is."""

    def look(subject: Subject) -> Any:
        object.__setattr__(subject.rules.ruleset, "points", 0)
        return ()

    check = LintCheck("forcing", Severity.NOTE, look)
    bench = bench_with(city=registering("zhibiao_lint_checks", [check]))
    problems = bench.lint([RULES])
    (failed,) = [p for p in problems if p.code == "check-failed"]
    assert "forcing" in failed.message.render("en")
    assert [p for p in problems if p.code != "check-failed"] == list(bench_with().lint([RULES]))


def test_our_own_checks_are_given_no_copy() -> None:
    """Only what comes from elsewhere costs one."""
    bench = bench_with()
    assert all(check.look.__module__.startswith("zhibiao.auditing") for check in bench.form_checks)
    assert not any(hasattr(check.look, "__wrapped__") for check in bench.form_checks)


def test_what_a_check_saw_before_it_failed_is_kept() -> None:
    """An observation is not lost because a later one fails."""
    check = FormCheck("lamp-check", Severity.NOTE, look_and_fail)
    bench = bench_with(city=registering("zhibiao_form_checks", [check]))
    assert "one" in [f.render("en") for f in bench.audit(form(GOOD)).findings]


def test_a_lint_check_that_fails_is_a_problem_and_the_others_run() -> None:
    """The problem names the plug-in and the check."""

    def look(subject: Subject) -> Any:
        raise KeyError(subject.rules.id)

    bench = bench_with(
        city=registering("zhibiao_lint_checks", [LintCheck("l", Severity.NOTE, look)])
    )
    problems = bench.lint([RULES])
    assert [p.severity for p in problems if p.code == "check-failed"] == [Severity.WARNING]
    rest = [p for p in problems if p.code != "check-failed"]
    assert rest == list(bench_with().lint([RULES]))


def test_a_pattern_that_fails_understands_nothing() -> None:
    """The wording stays refused, and the fault is kept; another pattern still counts."""

    def broken(text: str, _: object) -> Any:
        raise ValueError(text)

    def other(text: str, _: object) -> Understood | None:
        return Understood(Judged()) if text == "看着给" else None

    patterns = [
        CriterionPattern("broken", broken),
        CriterionPattern("wrong", lambda *_: 5),  # type: ignore[arg-type]  # what a plug-in must not do
        CriterionPattern("other", other),
    ]
    bench = bench_with(city=registering("zhibiao_criterion_patterns", patterns))
    assert bench.read_criterion("看着给", 5).scheme == Judged()
    assert bench.read_criterion("看着办", 5).refused is not None
    assert {f.code for f in bench.plugin_faults} == {"run"}


def test_patterns_that_disagree_leave_the_wording_refused() -> None:
    """Both are named; neither is chosen."""
    scheme = Judged()
    patterns = [
        CriterionPattern("one", lambda *_: Understood(scheme)),
        CriterionPattern("two", lambda *_: Understood(Judged(assumed={"x": ""}))),  # type: ignore[arg-type]  # another scheme is all that counts
    ]
    reading = bench_with(city=registering("zhibiao_criterion_patterns", patterns)).read_criterion(
        "看着给", 5
    )
    assert reading.scheme is None
    assert reading.why is not None
    assert all(name in reading.why.render("en") for name in ("one", "two"))


class Ticking:
    """A clock that goes on by so many seconds each time somebody looks."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        self.now += self.step
        return self.now


def installed(
    monkeypatch: pytest.MonkeyPatch, clock: Ticking | None = None, **modules: object
) -> PluginManager:
    """A manager that finds modules as if they were installed under these names."""
    for name, module in modules.items():
        if isinstance(module, ModuleType):
            monkeypatch.setitem(sys.modules, f"installed_{name}", module)
    points = [
        EntryPoint(name.replace("_", "-"), f"installed_{name}", "zhibiao") for name in modules
    ]
    manager = make_manager(entry_points=False, clock=clock or Ticking(0))
    manager.load_installed(points)
    return manager


def module(**hooks: object) -> ModuleType:
    """A module with these hooks."""
    made = ModuleType("made")
    for name, value in hooks.items():
        setattr(made, name, hookimpl(lambda value=value: value, specname=name))
    return made


def test_a_plug_in_that_cannot_be_imported_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the list as not active, and the others are active."""
    good = module(zhibiao_schemes={"x": Judged})
    manager = installed(monkeypatch, missing=None, good=good)
    listed = {one.name: one for one in manager.listing()}
    assert (listed["missing"].active, listed["good"].active) == (False, True)
    assert listed["good"].hooks == ("zhibiao_schemes",)
    assert [(f.plugin, f.code) for f in manager.faults] == [("missing", "load")]
    assert next(iter(listed)) == BUILTIN


def test_an_unknown_hook_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt hook would otherwise do nothing, in silence."""
    manager = installed(monkeypatch, city=module(zhibiao_rulsets=[]))
    (fault,) = manager.faults
    assert "zhibiao_rulsets" in fault.render("en")


def test_two_plug_ins_of_one_name_are_both_named() -> None:
    """The second is not loaded."""
    manager = make_manager(entry_points=False)
    manager.load_installed(
        [EntryPoint("city", "zhibiao.exact", "zhibiao"), EntryPoint("city", "json", "zhibiao")]
    )
    (fault,) = manager.faults
    assert fault.code == "conflict"
    assert all(name in fault.render("zh") for name in ("json", "zhibiao.exact"))


def test_a_plug_in_with_our_name_is_not_loaded() -> None:
    """Nobody stands in for zhibiao."""
    manager = make_manager(entry_points=False)
    manager.load_installed([EntryPoint(BUILTIN, "json", "zhibiao")])
    assert manager.get_plugin(BUILTIN) is builtin
    assert [f.code for f in manager.faults] == ["conflict"]


@pytest.mark.parametrize("name", ["my city", "a\tb"])
def test_a_plug_in_whose_name_has_a_space_is_not_loaded(name: str) -> None:
    """The name stands in every message, and must be one word."""
    manager = make_manager(entry_points=False)
    manager.load_installed([EntryPoint(name, "json", "zhibiao")])
    assert [f.code for f in manager.faults] == ["name"]


@pytest.mark.parametrize(("seconds", "slow"), [(4.9, False), (5, True), (61, True)])
def test_a_slow_import_is_said(monkeypatch: pytest.MonkeyPatch, seconds: float, slow: bool) -> None:
    """From five seconds on the plug-in's name is said; it is active all the same."""
    manager = installed(monkeypatch, Ticking(seconds), city=module(zhibiao_schemes={}))
    assert [f.code for f in manager.faults] == (["slow"] if slow else [])
    assert all("city" in f.render("en") for f in manager.faults)
    assert {one.name: one.active for one in manager.listing()}["city"]


def test_the_library_warns_of_a_fault_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who imports zhibiao sees a Python warning that names the plug-in."""
    default_workbench.cache_clear()
    bench = default_workbench()
    bench.manager.register(Failing(), "city")
    with pytest.warns(PluginWarning, match="city"):
        assert bench.schemes
    default_workbench.cache_clear()
    monkeypatch.undo()


def run_verb(
    manager: PluginManager, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Exit status and both streams of a call."""
    with pytest.raises(SystemExit) as caught:
        build("en", manager=manager).main(args=arguments, prog_name="zhibiao")
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def loud(lang: str) -> click.Command:
    """A verb that prints where it should not and then gives its JSON."""

    def run(session: Session) -> None:
        print("noise")  # noqa: T201  # what a plug-in must not do
        session.emit({"lamps": "3"})

    return verb(lang, "loud", "loud")(run)


def broken_verb(lang: str) -> click.Command:
    """A verb that fails while it runs."""

    def run() -> None:
        raise RuntimeError(lang)

    return click.Command("broken", callback=run)


def commands(**verbs: object) -> PluginManager:
    """A manager with a plug-in that brings verbs."""
    return bench_with(city=registering("zhibiao_commands", verbs)).manager


def test_a_verb_of_a_plug_in_runs_and_its_json_stays_valid(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What it prints goes to standard error where JSON was asked for."""
    status, out, err = run_verb(commands(loud=loud), ["loud", "--json"], capsys)
    assert (status, json.loads(out)) == (0, {"lamps": "3"})
    assert "noise" in err


def test_a_verb_that_fails_names_its_plug_in(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not called a fault of zhibiao."""
    status, out, err = run_verb(commands(broken=broken_verb), ["broken"], capsys)
    assert (status, out) == (3, "")
    assert "city" in err
    assert "RuntimeError" in err


@pytest.mark.parametrize("made", [5, lambda _: 5, lambda _: 1 / 0, "nowhere:command"])
def test_a_verb_that_is_none_says_so_and_the_others_run(
    made: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """The help lists it with its fault, and our verbs work."""
    manager = commands(bad=made)
    status, _, err = run_verb(manager, ["bad"], capsys)
    assert status == 2
    assert "city" in err
    assert run_verb(manager, ["list"], capsys)[0] == 0
    assert run_verb(manager, ["--help"], capsys)[0] == 0


def test_two_verbs_of_one_name_are_neithers(capsys: pytest.CaptureFixture[str]) -> None:
    """Both plug-ins are named, also where one of them is zhibiao; other verbs run."""
    status, _, err = run_verb(commands(audit=loud), ["audit", "x"], capsys)
    assert status == 2
    assert "city" in err
    assert BUILTIN in err
    assert run_verb(commands(audit=loud), ["list"], capsys)[0] == 0


def test_the_list_shows_every_plug_in_with_its_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON: where each comes from, its hooks, and what it did wrong."""
    manager = bench_with(city=Failing()).manager
    status, out, _ = run_verb(manager, ["plugins", "--json"], capsys)
    ours, city = json.loads(out)["plugins"]
    assert (status, ours["name"], ours["faults"]) == (0, BUILTIN, [])
    assert set(ours["hooks"]) >= NAMED
    assert city["hooks"] == HOOKS
    assert len(city["faults"]) == len(HOOKS)
    status, out, _ = run_verb(manager, ["plugins"], capsys)
    assert out.count("city") >= len(HOOKS)


def test_a_fault_is_said_on_standard_error_by_every_verb(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Results stay on standard output."""
    manager = bench_with(city=Failing()).manager
    _, out, err = run_verb(manager, ["list"], capsys)
    assert "city" in err
    assert "city" not in out


def test_a_folder_of_ones_own_never_takes_the_place_of_an_installed_rule_set(
    tmp_path: Path,
) -> None:
    """An id that is built in: both are named, with the two ways out; by its path it is read."""
    copy = tmp_path / "cn" / "project" / "2020.toml"
    copy.parent.mkdir(parents=True)
    copy.write_text((ROOT / "rulesets/cn/project/2020.toml").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(PluginError) as caught:
        Workbench(rules=[tmp_path], plugins=False).load("cn/project/2020")
    said = caught.value.render("en")
    assert str(copy) in said
    assert "built in" in said
    assert "by path" in said
    assert Workbench(plugins=False).load(str(copy)).id == "cn/project/2020"


def test_a_reader_of_a_plug_in_reads_its_format() -> None:
    """A format that only the plug-in knows is asked for by its ending and its first bytes."""
    memo = Reader("memo", (".memo",), lambda raw: raw.startswith(b"MEMO"), parse_memo)
    bench = bench_with(city=registering("zhibiao_readers", [memo]))
    assert [one.name for one in bench.readers].count("memo") == 1
    found = next(one for one in bench.readers if one.name == "memo")
    assert found.read(b"MEMO", "x.memo").kind == "memo"
    assert "memo" not in {one.name for one in bench_with().readers}


def parse_memo(raw: bytes, name: str) -> Document:
    """The document of a memo: its name alone."""
    del raw
    return Document(name, "memo", ())


def test_a_report_format_of_a_plug_in_is_known_by_its_ending() -> None:
    """It stands beside ours, and goes with the plug-in."""
    plain = ReportFormat(".list", SAID, lambda *_: None, lambda *_: None)
    bench = bench_with(city=registering("zhibiao_report_formats", [plain]))
    assert bench.report_formats[".list"].title is SAID
    assert ".list" not in bench_with().report_formats
