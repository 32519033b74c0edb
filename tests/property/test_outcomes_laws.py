"""Laws of the evaluation: exact where all is known, sound where not, narrower the more is known."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.oracle import answer
from tests.strategies import KNOWN, Known, blurred, members_of, numbers, truths, within
from zhibiao.backends.evaluate import evaluate
from zhibiao.expr.domain import contains, ends
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import holds, outcomes


@given(tree=numbers(), known=KNOWN)
def test_known_inputs_give_the_oracles_value(tree: Expr, known: Known) -> None:
    """Where every input is known, the value is that of a plain Fraction interpreter."""
    exact = answer(tree, known)
    assume(exact is not None)
    assert outcomes(tree, known) == exact


@given(tree=truths(), known=KNOWN)
def test_known_inputs_decide_a_test_as_the_oracle_does(tree: Expr, known: Known) -> None:
    """Where every input is known, a test is decided as the plain interpreter decides it."""
    exact = answer(tree, known)
    assume(exact is not None)
    assert holds(tree, known) is exact


@given(tree=numbers(), known=KNOWN, data=st.data())
def test_partial_evidence_keeps_the_exact_value(tree: Expr, known: Known, data: DataObject) -> None:
    """What is left open never excludes the value that full knowledge would give."""
    exact = answer(tree, known)
    assume(exact is not None)
    evidence = data.draw(blurred(known))
    assert contains(outcomes(tree, evidence), Fraction(exact or 0))


@given(tree=truths(), known=KNOWN, data=st.data())
def test_partial_evidence_never_decides_against_the_truth(
    tree: Expr, known: Known, data: DataObject
) -> None:
    """A test that is decided on part of the evidence is decided rightly."""
    exact = answer(tree, known)
    assume(exact is not None)
    assert holds(tree, data.draw(blurred(known))) in {None, exact}


@given(tree=numbers(), known=KNOWN, data=st.data())
def test_one_more_known_figure_never_widens(tree: Expr, known: Known, data: DataObject) -> None:
    """Making one more figure known leaves the ends where they were, or brings them closer."""
    evidence = data.draw(blurred(known))
    name = data.draw(st.sampled_from(sorted(known)))
    narrower = outcomes(tree, {**evidence, name: known[name]})
    assert within(narrower, outcomes(tree, evidence))


@given(tree=numbers(), known=KNOWN, data=st.data())
def test_low_is_at_most_high(tree: Expr, known: Known, data: DataObject) -> None:
    """The low end of a value lies at or below its high end."""
    reach = ends(outcomes(tree, data.draw(blurred(known))))
    assert reach.low is None or reach.high is None or reach.low <= reach.high


@given(tree=numbers(), known=KNOWN, data=st.data())
def test_no_evidence_allows_all_that_evidence_does(
    tree: Expr, known: Known, data: DataObject
) -> None:
    """The static range of a tree holds every value that it has on any evidence."""
    found = outcomes(tree, data.draw(blurred(known)))
    assert contains(outcomes(tree), data.draw(members_of(found)))


@given(tree=numbers(), known=KNOWN, data=st.data())
def test_evaluation_is_the_interpretation(tree: Expr, known: Known, data: DataObject) -> None:
    """The back end gives the value of the interpretation, and names no known input as open."""
    evidence = data.draw(blurred(known))
    result = evaluate(tree, evidence)
    exactly = {name for name, value in evidence.items() if isinstance(value, (bool, Fraction))}
    assert result.value == outcomes(tree, evidence)
    assert not exactly & set(result.open_inputs)
