"""FEEL texts evaluated on plain inputs, for the suites of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from zhibiao.expr.domain import Numeric
from zhibiao.expr.feel.lowering import condition, formula
from zhibiao.expr.nodes import Const, Expr, Input
from zhibiao.expr.outcomes import Truth, holds, outcomes


@frozen
class Inputs:
    """A scope whose names are inputs, each a number or a truth value as its value is."""

    values: Mapping[str, Fraction | bool | None]
    labels: tuple[str, ...] = ()

    def resolve(self, name: str) -> Expr | None:
        """The input of that name."""
        if name not in self.values:
            return None
        return Input(name, "boolean" if isinstance(self.values[name], bool) else "number")

    def known(self) -> tuple[str, ...]:
        """All inputs."""
        return tuple(self.values)

    def level(self, subject: Expr, text: str) -> Expr | None:
        """The position of a label; every number has the same ones here."""
        if text not in self.labels or not isinstance(subject, Input):
            return None
        return Const(Fraction(self.labels.index(text) + 1))

    def levels(self, subject: Expr) -> tuple[str, ...]:
        """The labels."""
        return self.labels if isinstance(subject, Input) else ()

    @property
    def evidence(self) -> dict[str, Numeric | bool]:
        """What is known of the inputs; ``None`` is unknown."""
        return {name: value for name, value in self.values.items() if value is not None}


def number_of(text: str, inputs: Inputs) -> Numeric:
    """The value of a formula."""
    return outcomes(formula(text, inputs), inputs.evidence)


def truth_of(text: str, inputs: Inputs) -> Truth:
    """Whether a test holds."""
    return holds(condition(text, inputs), inputs.evidence)
