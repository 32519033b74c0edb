"""Small rule sets for tests: a loader, and the score that one scheme gives on figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from importlib import import_module
from pathlib import Path

from zhibiao.backends.evaluate import Result, evaluate
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import Evidence
from zhibiao.loading.rulesets import Loader
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.lowering.program import lower
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.ruleset import Group, Heading, Indicator, RoundingRule, RuleSet, Tier
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table
from zhibiao.plugins.builtin import SCHEMES

ROOT = Path(__file__).resolve().parent.parent


def _scheme(place: str) -> type[Scheme]:
    module, _, name = place.partition(":")
    found: type[Scheme] = getattr(import_module(module), name)
    return found


def make_loader() -> Loader:
    """A loader that knows the built-in scheme kinds."""
    schemes: dict[str, Callable[[], type[Scheme]]] = {
        kind: partial(_scheme, place) for kind, place in SCHEMES.items()
    }
    return Loader(schemes)


MEASURES = Table(
    {
        "x": Measure("x"),
        "y": Measure("y"),
        "rate": Measure("rate", unit="%"),
        "amount": Measure("amount", unit="万元"),
        "target": Measure("target"),
        "cases": Measure("cases", type=MeasureType.COUNT),
        "visits": Measure("visits", range=UnaryTest(">= 0")),
        "first": Measure("first", type=MeasureType.BOOLEAN),
        "second": Measure("second", type=MeasureType.BOOLEAN),
        "third": Measure("third", type=MeasureType.BOOLEAN),
        "answer": Measure("answer", type=MeasureType.STATE),
    }
)


def rule_set(scheme: Scheme, points: Fraction, measures: Table[str, Measure] = MEASURES) -> RuleSet:
    """A rule set whose one indicator, ``item``, is scored by a scheme and never rounded."""
    return RuleSet(
        id="test",
        ruleset=Heading(
            title="test",
            jurisdiction="cn",
            scope="department",
            fiscal_year=2020,
            points=points,
            rounding=RoundingRule(at="never"),
        ),
        measures=measures,
        tiers=Table({"tier": Tier("tier", points)}),
        groups=Table({"group": Group("tier", "group", points)}),
        indicators=Table({"item": Indicator("group", "item", points, scheme)}),
        shared=Table(),
    )


def tree_of(scheme: Scheme, points: Fraction) -> Expr:
    """The tree of a scheme's score within ``[0, points]``."""
    return lower(rule_set(scheme, points)).scores["item"]


def scored(scheme: Scheme, points: Fraction, evidence: Evidence) -> Result:
    """What a scheme gives on figures, with its steps."""
    return evaluate(tree_of(scheme, points), evidence)


def exact_score(
    scheme: Scheme, points: Fraction, evidence: Mapping[str, Fraction | bool]
) -> Fraction:
    """The exact score that a scheme gives on known figures."""
    value = scored(scheme, points, evidence).value
    assert isinstance(value, Fraction), value
    return value
