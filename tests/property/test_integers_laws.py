"""Laws of the whole-number trees: where they find a value, it is the one of ``evaluate``."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from tests.integers import truth, value
from tests.strategies import Known, numbers, truths
from tests.written import STANDARDS
from zhibiao import loads
from zhibiao.backends.evaluate import evaluate
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import Lowering, Ratio, Scale, Scales
from zhibiao.expr.integers.passed import passed
from zhibiao.expr.nodes import Expr, Named
from zhibiao.expr.outcomes import holds, outcomes
from zhibiao.model.lowering.program import lower
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.evidence import from_figures
from zhibiao.scoring.score import score_figures
from zhibiao.testing.strategies import Figures, from_ruleset

ON_SCALE = st.integers(-120_000, 120_000).map(lambda n: Fraction(n, 10_000)) | st.integers(
    -12, 12
).map(Fraction)
ROWS: st.SearchStrategy[dict[str, Fraction | bool]] = st.fixed_dictionaries(
    {},
    optional={
        "a": ON_SCALE,
        "b": ON_SCALE,
        "count": st.integers(0, 9).map(Fraction),
        "level": st.sampled_from([Fraction(1), Fraction(2), Fraction(3)]),
        "p": st.booleans(),
        "q": st.booleans(),
    },
)


@given(tree=numbers(), row=ROWS)
def test_a_number_that_is_found_is_that_of_evaluate(tree: Expr, row: Known) -> None:
    """Whatever is known: a whole-number tree gives the exact value, or nothing."""
    try:
        ratio = Lowering().number(tree)
    except UnsupportedNodeError:
        assume(False)
    found = value(ratio, row)
    assume(found is not None)
    assert outcomes(tree, row) == found


@given(tree=truths(), row=ROWS)
def test_a_test_that_is_decided_is_decided_as_evaluate_does(tree: Expr, row: Known) -> None:
    """Whatever is known: a whole-number test is decided rightly, or not at all."""
    try:
        test = Lowering().logical(tree)
    except UnsupportedNodeError:
        assume(False)
    found = truth(test, row)
    assume(found is not None)
    assert holds(tree, row) is found


@given(tree=numbers(), row=ROWS)
def test_what_is_passed_on_the_way_are_the_steps_of_evaluate(tree: Expr, row: Known) -> None:
    """Wherever a value is exactly known, with the named values in the order that they came in."""
    lowering = Lowering()
    try:
        ratio = lowering.number(tree)
        ways = passed(tree, lowering)
    except UnsupportedNodeError:
        assume(False)
    assume(value(ratio, row) is not None)
    result = evaluate(tree, row)
    assume(not result.open_inputs)
    found: dict[Named, Fraction | bool | None] = {}
    for one in ways:
        if truth(one.when, row):
            part = one.value
            found[one.node] = value(part, row) if isinstance(part, Ratio) else truth(part, row)
    assert found == {step.node: step.value for step in result.steps}
    assert list(found) == [step.node for step in result.steps]


@st.composite
def scored(draw: DrawFn, rules: RuleSet) -> tuple[Figures, dict[str, Fraction | bool]]:
    """Figures of a rule set that are exact, by the names of the inputs of its trees."""
    figures = draw(from_ruleset(rules, complete=draw(st.booleans())))
    readings = from_figures(figures, rules, lower(rules))
    row = {name: found[0].value for name, found in readings.items()}
    plain = {n: v for n, v in row.items() if isinstance(v, (Fraction, bool))}
    return {n: v for n, v in figures.items() if not isinstance(v, str)}, plain


@pytest.mark.parametrize("name", STANDARDS)
@settings(max_examples=max(10, settings().max_examples // 5))  # a row is hundreds of trees
@given(data=st.data())
def test_scores_of_the_rule_sets_are_those_of_the_scorecard(name: str, data: DataObject) -> None:
    """On rows at and beside the corners: the exact score where there is one, else nothing."""
    rules = loads(STANDARDS[name])
    figures, row = data.draw(scored(rules))
    card = score_figures(figures, rules)
    lowering = Lowering(_fine(row), given=frozenset(row))
    for score in card.scores:
        found = value(lowering.number(lower(rules).scores[score.id]), row)
        wanted = score.chains[0].value
        assert found is None or found == wanted
        if isinstance(wanted, Fraction) and not score.open_inputs:
            assert found == wanted


def _fine(row: dict[str, Any]) -> Scales:
    """Scales on which drawn figures, which need not be decimal, are whole numbers."""
    return Scales({n: Scale(_places(v), Fraction(10**24)) for n, v in row.items()})


def _places(number: Fraction | bool) -> int:
    for places in range(40):
        if (Fraction(number) * 10**places).denominator == 1:
            return places
    assume(False)
    raise AssertionError
