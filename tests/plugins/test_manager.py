"""Plug-ins: parts enter by hooks, conflicts name both sides, and our own parts resolve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import frozen

from tests.auditing.small import GOOD, form
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.auditing.check import Audit, FormCheck, Observation, form_check
from zhibiao.errors import NotFoundError, RuleSetError
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.linting.check import LintCheck, Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.scheme import Scheme, Scope
from zhibiao.plugins import builtin
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.plugins.manager import make_manager

SAID = Text(zh="看到了", en="seen")


@frozen(kw_only=True)
class HalfOfAll(Scheme):
    """Half of the points, whatever happens."""

    kind: ClassVar[str] = "half-of-all"
    title: ClassVar[Text] = Text(zh="一半", en="half")

    def lower(self, scope: Scope) -> Expr:
        """A constant."""
        return build.const(scope.points / 2)


@form_check("form-was-seen", Severity.NOTE)
def form_was_seen(audit: Audit) -> Iterable[Observation]:
    """Every form is seen."""
    yield Observation(say(SAID), claimed=audit.form.title)


@lint_check("rules-were-seen", Severity.NOTE)
def rules_were_seen(subject: Subject) -> Iterable[Sighting]:
    """Every rule set is seen."""
    if subject.rules.id:
        yield Sighting(say(SAID), ("ruleset",))


class City:
    """A plug-in that brings one of each part."""

    @hookimpl
    def zhibiao_rulesets(self) -> Iterable[Path]:
        """The invented city's rule sets."""
        return [ROOT / "examples" / "rules"]

    @hookimpl
    def zhibiao_schemes(self) -> Mapping[str, type[Scheme]]:
        """A scheme of its own."""
        return {"half-of-all": HalfOfAll}

    @hookimpl
    def zhibiao_form_checks(self) -> Iterable[FormCheck]:
        """A check on forms."""
        return [form_was_seen]

    @hookimpl
    def zhibiao_lint_checks(self) -> Iterable[LintCheck]:
        """A check on rule sets."""
        return [rules_were_seen]


def registering(hook: str, value: object) -> object:
    """A plug-in that returns a value for one hook."""
    method = hookimpl(lambda self: value)  # noqa: ARG005  # a method
    return type("Plugin", (), {hook: method})()


def bench_with(**plugins: object) -> Workbench:
    """A workbench with our own parts and these plug-ins."""
    manager = make_manager(entry_points=False)
    for name, plugin in plugins.items():
        manager.register(plugin, name)
    return Workbench(manager=manager)


RULES = """
language = 1
[ruleset]
title = "插件"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 3
[tiers.t]
label = "全部"
points = 3
[groups.g]
tier = "t"
label = "全部"
points = 3
[indicators.one]
group = "g"
label = "一"
points = 3
scheme = { kind = "half-of-all" }
"""


def test_a_scheme_of_a_plug_in_scores() -> None:
    """A kind that a plug-in registers is read, lowered and scored like our own."""
    bench = bench_with(city=City())
    card = bench.score(bench.loads(RULES), {})
    assert card["one"].value == Fraction(3, 2)


def test_without_the_plug_in_its_scheme_is_unknown() -> None:
    """Nothing of a plug-in stays where it is not registered."""
    with pytest.raises(Exception, match="half-of-all"):
        bench_with().loads(RULES)


def test_a_check_of_a_plug_in_runs() -> None:
    """Its findings stand among ours, and it can be selected by name."""
    bench = bench_with(city=City())
    assert "form-was-seen" in {f.check for f in bench.audit(form(GOOD))}
    (finding,) = bench.audit(form(GOOD), select=["form-was-seen"])
    assert finding.render("zh") == "看到了"


def test_a_lint_check_of_a_plug_in_runs() -> None:
    """Its problems have the place of what it saw."""
    bench = bench_with(city=City())
    seen = [p for p in bench.lint([ROOT / "examples" / "rules"]) if p.code == "rules-were-seen"]
    assert len(seen) >= 1
    assert seen[0].place.line > 1


def test_a_folder_of_a_plug_in_is_known() -> None:
    """Its rule sets are listed under its name and loaded by id."""
    bench = bench_with(city=City())
    origins = {s.id: s.origin for s in bench.list_rulesets()[0]}
    origin = origins["cn-139900/department/2023"]
    assert (origin.zh if isinstance(origin, Text) else origin) == "city"
    assert bench.load("cn-139900/department/2023").ruleset.fiscal_year == 2023


@pytest.mark.parametrize(
    ("hook", "value", "shown"),
    [
        ("zhibiao_schemes", {"x": int}, "int"),
        ("zhibiao_schemes", {"x": "zhibiao.nothing:Scheme"}, "zhibiao.nothing:Scheme"),
        ("zhibiao_schemes", {"x": "zhibiao.nothing:Scheme"}, "No module named 'zhibiao.nothing'"),
        ("zhibiao_schemes", {"x": "zhibiao.exact:no_such"}, "zhibiao.exact:no_such"),
        ("zhibiao_schemes", {"x": "zhibiao.exact:no_such"}, "has no attribute 'no_such'"),
        ("zhibiao_schemes", {"x": "zhibiao.exact:ZERO"}, "zhibiao.exact:ZERO"),
        ("zhibiao_form_checks", [print], "print"),
        ("zhibiao_form_checks", [rules_were_seen], "rules-were-seen"),
        ("zhibiao_form_checks", ["nowhere:check"], "nowhere:check"),
        ("zhibiao_form_checks", ["nowhere:check"], "No module named 'nowhere'"),
        ("zhibiao_lint_checks", [":check"], "Empty module name"),
        ("zhibiao_lint_checks", [form_was_seen], "form-was-seen"),
        ("zhibiao_lint_checks", ["zhibiao.exact:text"], "zhibiao.exact:text"),
    ],
)
def test_a_part_of_the_wrong_kind_is_named(hook: str, value: object, shown: str) -> None:
    """The fault names the plug-in and what it registered; everything else goes on."""
    bench = bench_with(village=registering(hook, value))
    bench.resolve_schemes()
    assert len(bench.form_checks) == len(builtin.FORM_CHECKS)
    assert len(bench.lint_checks) == len(builtin.LINT_CHECKS)
    (fault,) = bench.plugin_faults
    assert (fault.plugin, fault.code) == ("village", "part")
    for lang in ("zh", "en"):
        assert "village" in fault.render(lang)
        assert shown in fault.render(lang)


def test_a_scheme_of_the_wrong_kind_is_an_error_where_it_is_used() -> None:
    """A rule set that names it is refused with the plug-in's name; others load."""
    bench = bench_with(village=registering("zhibiao_schemes", {"half-of-all": int}))
    with pytest.raises(RuleSetError, match="village"):
        bench.loads(RULES)
    assert bench.load("cn-430600/department/2020").ruleset.points == 100


def test_without_our_own_parts_the_system_is_empty_and_works() -> None:
    """Even what ships with zhibiao enters by the hooks: without it there is nothing, no error."""
    bench = Workbench(manager=make_manager(own=False, entry_points=False))
    assert (dict(bench.schemes), bench.form_checks, bench.lint_checks) == ({}, (), ())
    assert bench.list_rulesets() == ([], [])
    result = bench.audit(form(GOOD))
    assert (result.card, result.findings) == (None, ())
    with pytest.raises(NotFoundError):
        bench.load("cn-430600/department/2020")


@pytest.mark.parametrize("kind", sorted(builtin.SCHEMES))
def test_every_scheme_of_ours_resolves_under_its_own_name(kind: str) -> None:
    """The text names a class whose ``kind`` is the word in the TOML."""
    found = Workbench(plugins=False).schemes[kind]()
    assert found.kind == kind
    assert found.title.zh != found.title.en


def test_every_check_of_ours_resolves() -> None:
    """Each text gives one check, in the order of the list, and no name stands twice."""
    bench = Workbench(plugins=False)
    assert len(bench.form_checks) == len(builtin.FORM_CHECKS)
    assert len(bench.lint_checks) == len(builtin.LINT_CHECKS)
    for checks, texts in (
        (bench.form_checks, builtin.FORM_CHECKS),
        (bench.lint_checks, builtin.LINT_CHECKS),
    ):
        assert [c.name.replace("-", "_") for c in checks] == [t.partition(":")[2] for t in texts]


def test_our_rule_sets_are_found() -> None:
    """The folder that ships with the package exists and holds rule sets."""
    (folder,) = builtin.zhibiao_rulesets()
    assert list(folder.rglob("*.toml"))
