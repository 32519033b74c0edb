"""The exact value of a tree on the evidence at hand, and the steps by which it came about.

The interpretation itself is :mod:`zhibiao.expr.outcomes`, which also serves the static
checks; this back end keeps what an explanation needs.
"""

from __future__ import annotations

from attrs import frozen

from zhibiao.expr.domain import Numeric
from zhibiao.expr.nodes import Expr, Named
from zhibiao.expr.outcomes import Evidence, Interpretation, Value
from zhibiao.messages import Message


@frozen
class Step:
    """One named value on the way to a score."""

    node: Named
    value: Value


@frozen
class Result:
    """What a tree gives.

    ``value`` holds all that the score can be; ``steps`` are the named values in the order
    in which they came about; ``open_inputs`` are the inputs that were asked for and are not
    exactly known; ``failures`` say what programs outside the tree did wrong.
    """

    value: Numeric
    steps: tuple[Step, ...] = ()
    open_inputs: tuple[str, ...] = ()
    failures: tuple[Message, ...] = ()


def evaluate(tree: Expr, evidence: Evidence) -> Result:
    """The value of a numeric tree, with its steps.

    Args:
        tree: the tree of a number.
        evidence: what is known of inputs (and of measures with a formula) by name.
    """
    run = Interpretation(evidence)
    value = run.number(tree)
    steps = tuple(Step(node, found) for node, found in run.steps.items())
    return Result(value, steps, tuple(run.open_inputs), tuple(run.failures))
