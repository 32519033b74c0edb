"""The figures that are drawn for a rule set: all of them are accepted, and the edges occur."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from tests.rules import ROOT
from tests.testing.small import BENCH, rules
from zhibiao.api import Workbench
from zhibiao.scoring.corners import Corner, ground, moved
from zhibiao.scoring.score import score_figures
from zhibiao.testing import from_ruleset, narrowed

RULES = rules()
EVERYWHERE = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))
SEARCH = settings(max_examples=4000, derandomize=True, database=None, phases=(Phase.generate,))


@pytest.mark.parametrize("name", ["cn-430600/department/2020", "cn-139900/department/2023"])
@FEW
@given(data=st.data())
def test_every_drawn_figure_is_accepted(name: str, data: st.DataObject) -> None:
    """Scoring refuses none of the figures, on rule sets with all kinds of measures."""
    loaded = EVERYWHERE.load(name)
    for strategy in (from_ruleset(loaded), from_ruleset(loaded, complete=True)):
        card = score_figures(data.draw(strategy), loaded)
        assert len(card.scores) == len(loaded.items)


@FEW
@given(from_ruleset(RULES))
def test_no_figure_is_a_float(figures: dict[str, Any]) -> None:
    """Figures are exact: fractions, texts and answers."""
    assert not [value for value in figures.values() if isinstance(value, float)]


@FEW
@given(narrowed(RULES))
def test_the_second_figures_hold_the_first(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Whatever is exactly known in the first is known in the second, and equal."""
    less, more = pair
    exact = {name: value for name, value in less.items() if not isinstance(value, str)}
    assert {name: more[name] for name in exact} == exact
    assert set(less) <= set(more)


def _rate(figures: dict[str, Any]) -> Fraction | None:
    posts, staff = figures.get("posts"), figures.get("staff")
    exact = isinstance(posts, Fraction) and isinstance(staff, Fraction) and posts
    return staff / posts if exact else figures.get("rate")  # type: ignore[operator]  # both exact


EDGES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "on the bound": lambda f: _rate(f) == 1 and f.get("staff", 2) not in (0, 1),
    "just above it": lambda f: isinstance(r := _rate(f), Fraction) and 1 < r < Fraction(1001, 1000),
    "on a step": lambda f: isinstance(r := _rate(f), Fraction) and r > 1 and r * 100 % 1 == 0,
    "a zero denominator": lambda f: f.get("posts") == 0,
    "a computed measure stated": lambda f: "rate" in f,
    "nothing known": lambda f: not f,
    "a bound": lambda f: any(isinstance(v, str) for v in f.values()),
}


@pytest.mark.parametrize("edge", EDGES)
def test_the_edges_are_reached(edge: str) -> None:
    """Figures on a bound, a hair beside it, on a step, without a denominator, without anything."""
    assert EDGES[edge](find(from_ruleset(RULES), EDGES[edge], settings=SEARCH))


def test_complete_figures_leave_nothing_open() -> None:
    """With ``complete`` all that is asked for is there, or is computed from what is there."""
    found = find(
        from_ruleset(RULES, complete=True),
        lambda f: {"posts", "staff"} <= set(f) and f["posts"] != 0,
        settings=SEARCH,
    )
    card = BENCH.score(RULES, found)
    assert card.total.least == card.total.most


def test_a_figure_is_moved_exactly() -> None:
    """A corner is reached by exact arithmetic, or not at all."""
    rate = Corner(ground(RULES).computed["rate"].child)
    assert rate.names == ("staff", "posts")
    assert moved(rate, "staff", {"posts": Fraction(109)}, Fraction(1, 3)) == Fraction(109, 3)
    assert moved(rate, "posts", {"staff": Fraction(109)}, Fraction(1, 3)) == 327
    assert moved(rate, "staff", {}, Fraction(1, 3)) is None


def test_a_failure_does_not_print_the_rule_set() -> None:
    """The strategies are shown by a short name."""
    assert len(repr(from_ruleset(RULES))) < 100
    assert len(repr(narrowed(RULES))) < 100
