"""The hooks as such: each has a user, a test and an example; each part of ours can be taken out."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from tests.auditing.small import GOOD, form
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.cli.root import build
from zhibiao.errors import RuleSetError
from zhibiao.plugins import builtin, hookspecs
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.plugins.manager import BUILTIN, PluginManager, make_manager
from zhibiao.sphinxext.parts import hooks

CITY = ROOT / "examples" / "city_plugin" / "src"
HOOKS = [hook.__name__ for hook in hooks()]
# Hooks of which zhibiao itself makes no use; the city's package does.
FOR_OTHERS = {"zhibiao_criterion_patterns"}


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """A workbench with the example package, as if it were installed."""
    monkeypatch.syspath_prepend(str(CITY))
    for name in [one for one in sys.modules if one.split(".")[0] == "lantern_city"]:
        monkeypatch.delitem(sys.modules, name)
    manager = make_manager(entry_points=False)
    manager.register(__import__("lantern_city"), "lantern-city")
    return Workbench(manager=manager)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_real_user(hook: str, city: Workbench) -> None:
    """Ours, the example package, or both."""
    users = {
        implementation.plugin_name
        for implementation in getattr(city.manager.hook, hook).get_hookimpls()
    }
    assert "lantern-city" in users or BUILTIN in users
    assert (BUILTIN in users) == (hook not in FOR_OTHERS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_test_of_its_own(hook: str) -> None:
    """Some test calls it by its name."""
    named = [
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__) and hook in path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == hook
    ]
    assert named


@pytest.mark.parametrize("hook", hooks(), ids=HOOKS)
def test_every_hook_says_when_it_is_called_and_gives_an_example(hook: Any) -> None:
    """The specification is the documentation."""
    written = hook.__doc__ or ""
    assert "Example:" in written
    example = written.partition("Example:")[2].strip().strip("`")
    assert isinstance(ast.parse(example).body[0], ast.Return)
    assert "Called" in written.partition("Example:")[0]


def test_the_city_brings_every_part_and_is_at_no_fault(city: Workbench) -> None:
    """All hooks work together: rule set, both schemes, checks, pattern, verb."""
    city.resolve_schemes()
    rules = city.load("cn-139900/department/2024")
    assert {"full-half-none", "halving"} <= set(city.schemes)
    assert "heading-without-year" in {check.name for check in city.form_checks}
    assert {p.code for p in city.lint([rules.id])} == {"runs-python"}
    assert [run.failed for run in city.test([rules.id])] == [0]
    reading = city.read_criterion("每发生一起，得分减半。", 10)
    assert reading.scheme is not None
    assert reading.scheme.kind == "halving"
    root = build("en", manager=city.manager)
    assert "halving" in root.list_commands(click.Context(root))
    assert city.plugin_faults == ()


def without(hook: str, left: object) -> PluginManager:
    """Our own parts, with one hook giving something else."""
    own: dict[str, Any] = {
        name: staticmethod(hookimpl(getattr(builtin, name), specname=name))
        for name in HOOKS
        if name != hook and hasattr(builtin, name)
    }
    own[hook] = staticmethod(hookimpl(lambda: left, specname=hook))
    manager = make_manager(own=False, entry_points=False)
    manager.register(type("Own", (), own), BUILTIN)
    return manager


def less(parts: Mapping[str, str], name: str) -> dict[str, str]:
    """The parts without one of them."""
    return {key: value for key, value in parts.items() if key != name}


@pytest.mark.parametrize("kind", sorted(builtin.SCHEMES))
def test_without_any_one_scheme_the_others_work(kind: str) -> None:
    """Rule sets that do not name it load as before; one that does says what is missing."""
    bench = Workbench(manager=without("zhibiao_schemes", less(builtin.SCHEMES, kind)))
    assert kind not in bench.schemes
    whole = Workbench(plugins=False)
    for name, entry in whole.catalog.entries.items():
        said = ""
        try:
            same = bench.load(name) == whole.load(name)
        except RuleSetError as error:
            same, said = False, error.render("zh")
        assert same or f"“{kind}”" in said, entry.path
    assert bench.schema()


@pytest.mark.parametrize("part", builtin.FORM_CHECKS)
def test_without_any_one_form_check_the_others_find_the_same(part: str) -> None:
    """No check needs another."""
    left = [one for one in builtin.FORM_CHECKS if one != part]
    bench = Workbench(manager=without("zhibiao_form_checks", left))
    (subject,) = Workbench(plugins=False).read(ROOT / "examples/forms/miluo-2020.form.toml")
    gone = part.partition(":")[2].replace("_", "-")
    whole = Workbench(plugins=False).audit(subject, "cn-430600/department/2020")
    found = bench.audit(subject, "cn-430600/department/2020")
    # Findings that followed from it lose the link, and nothing else.
    assert [(one.check, one.message, one.where) for one in found] == [
        (one.check, one.message, one.where) for one in whole if one.check != gone
    ]


@pytest.mark.parametrize("part", builtin.LINT_CHECKS)
def test_without_any_one_lint_check_the_others_find_the_same(part: str) -> None:
    """No check needs another."""
    left = [one for one in builtin.LINT_CHECKS if one != part]
    bench = Workbench(manager=without("zhibiao_lint_checks", left))
    gone = part.partition(":")[2].replace("_", "-")
    name = "cn-430600/department/2024"
    whole = Workbench(plugins=False).lint([name])
    assert bench.lint([name]) == tuple(one for one in whole if one.code != gone)


@pytest.mark.parametrize("part", builtin.READERS)
def test_without_any_one_reader_the_others_are_there(part: str) -> None:
    """No reader needs another to be registered."""
    left = [one for one in builtin.READERS if one != part]
    bench = Workbench(manager=without("zhibiao_readers", left))
    whole = Workbench(plugins=False).readers
    assert [one for one in whole if one in bench.readers] == list(bench.readers)
    assert len(bench.readers) == len(whole) - 1
    assert bench.read(ROOT / "examples/forms/miluo-2020.form.toml")


@pytest.mark.parametrize("part", builtin.REPORT_FORMATS)
def test_without_any_one_report_format_the_others_are_there(part: str) -> None:
    """No format needs another."""
    left = [one for one in builtin.REPORT_FORMATS if one != part]
    bench = Workbench(manager=without("zhibiao_report_formats", left))
    assert len(bench.report_formats) == len(builtin.REPORT_FORMATS) - 1
    assert set(bench.report_formats) < set(Workbench(plugins=False).report_formats)


@pytest.mark.parametrize("verb", sorted(builtin.COMMANDS))
def test_without_any_one_verb_the_others_are_there(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verb is unknown, the help lists the rest."""
    root = build("en", manager=without("zhibiao_commands", less(builtin.COMMANDS, verb)))
    assert root.list_commands(click.Context(root)) == [n for n in builtin.COMMANDS if n != verb]
    with pytest.raises(SystemExit) as caught:
        root.main(args=[verb], prog_name="zhibiao")
    assert caught.value.code == 2
    assert verb in capsys.readouterr().err


def test_without_our_rule_sets_the_rest_works() -> None:
    """An empty catalogue is no fault."""
    bench = Workbench(manager=without("zhibiao_rulesets", []))
    assert bench.list_rulesets() == ([], [])
    assert bench.audit(form(GOOD)).card is None


def test_every_hook_is_in_the_specifications() -> None:
    """A hook of ours that nobody specified would never be called."""
    own = {name for name in vars(builtin) if name.startswith("zhibiao_")}
    assert own <= {name for name in vars(hookspecs) if name.startswith("zhibiao_")}
