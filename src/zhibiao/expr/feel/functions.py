"""The built-in functions of the FEEL subset, each desugared to nodes.

A function takes its arguments as trees, numbers unless said otherwise. ``sum`` and its like
take one list or several arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from zhibiao.exact import Rounding
from zhibiao.expr import build
from zhibiao.expr.nodes import Const, Expr, Max, Median, Min, Round, Sqrt

MAX_PLACES = 6200
"""FEEL allows scales from -6111 to 6176."""


class PlacesError(ValueError):
    """The number of places is no constant whole number; lowering knows the place."""


@frozen
class Function:
    """One function: its parameters' names (none: any number of arguments) and its tree."""

    parameters: tuple[str, ...]
    make: Callable[..., Expr]
    optional: int = 0

    @property
    def signature(self) -> str:
        """The parameters as a hint shows them."""
        return ", ".join(self.parameters) or "n1, n2, …"


def _places(node: Expr) -> int:
    value = node.value if isinstance(node, Const) else None
    if not isinstance(value, Fraction) or abs(value) > MAX_PLACES:
        raise PlacesError
    return int(value)  # FEEL truncates: decimal(1/3, 2.5) is decimal(1/3, 2)


def _rounding(mode: Rounding) -> Callable[..., Expr]:
    def make(operand: Expr, places: Expr = Const(Fraction(0))) -> Expr:
        return Round(operand, _places(places), mode)

    return make


def _modulo(dividend: Expr, divisor: Expr) -> Expr:
    whole = Round(build.divide(dividend, divisor), 0, "floor")
    return build.subtract(dividend, build.multiply(divisor, whole))


def _is_even(operand: Expr) -> Expr:
    return build.compare("=", _modulo(operand, build.const(2)), build.const(0))


def _mean(*operands: Expr) -> Expr:
    return build.divide(build.add(*operands), build.const(len(operands)))


FUNCTIONS: dict[str, Function] = {
    "abs": Function(("n",), lambda n: Max((n, build.negate(n)))),
    "floor": Function(("n", "scale"), _rounding("floor"), optional=1),
    "ceiling": Function(("n", "scale"), _rounding("ceiling"), optional=1),
    "round half up": Function(("n", "scale"), _rounding("half-up")),
    "round half down": Function(("n", "scale"), _rounding("half-down")),
    "round up": Function(("n", "scale"), _rounding("up")),
    "round down": Function(("n", "scale"), _rounding("down")),
    "decimal": Function(("n", "scale"), _rounding("half-even")),
    "modulo": Function(("dividend", "divisor"), _modulo),
    "min": Function((), lambda *operands: Min(operands)),
    "max": Function((), lambda *operands: Max(operands)),
    "sum": Function((), build.add),
    "mean": Function((), _mean),
    "count": Function((), lambda *operands: build.const(len(operands))),
    "median": Function((), lambda *operands: Median(operands)),
    "product": Function((), build.multiply),
    "sqrt": Function(("number",), Sqrt),
    "odd": Function(
        ("number",), lambda n: build.compare("=", _modulo(n, build.const(2)), build.const(1))
    ),
    "even": Function(("number",), _is_even),
}
