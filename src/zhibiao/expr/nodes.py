"""The nodes of the expression tree: a closed union of small frozen classes.

Every back end has one arm a node and ends in :func:`assert_never`, so that a new node makes
the type checker name each place that lacks it. Nodes are dear, schemes are cheap: what can
be said with these is desugared by ``expr.build`` and ``expr.feel``:

=====================  ==========================================================
written                lowered to
=====================  ==========================================================
``a - b``              ``Add(a, Mul(-1, b))``
``a > b``, ``a >= b``  ``Compare("<", b, a)``, ``Compare("<=", b, a)``
``a != b``             ``Not(Compare("=", a, b))``
``x between a and b``  ``And(a <= x, x <= b)``; ``in`` and intervals likewise
``abs(x)``             ``Max(x, Mul(-1, x))``
``floor``, ``decimal`` ``Round`` with its mode
``modulo(a, b)``       ``a - b * floor(a / b)``
``sum``, ``mean``      ``Add``, ``Div`` by the number of members
``odd``, ``even``      a comparison of ``modulo(x, 2)``
``count``              a constant
=====================  ==========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal, NoReturn

from attrs import field, frozen

from zhibiao.exact import Rounding
from zhibiao.expr.domain import UNBOUNDED, Numeric

Kind = Literal["number", "boolean"]
Operator = Literal["<", "<=", "="]


def _with_type(value: Fraction | bool | None) -> tuple[bool, Fraction | bool | None]:
    """Python takes ``False`` for zero and ``True`` for one; a tree must not."""
    return isinstance(value, bool), value


@frozen(cache_hash=True)
class Const:
    """A number, a truth value or FEEL's ``null``; ``unit`` is ``"%"`` where one was written."""

    value: Fraction | bool | None = field(eq=_with_type)
    unit: str = ""


@frozen(cache_hash=True)
class Outside:
    """A program outside the tree that gives an input's figure where all it asks for is known.

    It is no node: no back end looks into it. ``arguments`` are the trees of what it asks for, by
    name; ``run`` is hashable, and raises :class:`zhibiao.errors.OutsideError` where it fails.
    """

    arguments: tuple[tuple[str, Expr], ...]
    run: Callable[[Mapping[str, Fraction | bool]], Fraction]


@frozen(cache_hash=True)
class Input:
    """A figure or an answer from outside, unknown until somebody gives it.

    ``within`` is what it can be at all: its declared range, or the positions of its levels.
    ``outside`` is a program that gives it; a back end that runs none takes it as any input.
    """

    name: str
    kind: Kind = "number"
    unit: str = ""
    within: Numeric = UNBOUNDED
    outside: Outside | None = None


@frozen(cache_hash=True)
class Named:
    """A value that deserves a name in an explanation, a helper cell or a column.

    ``role`` is one of ``measure``, ``excess``, ``steps``, ``deduction``, ``share``,
    ``score``; a measure may also be given from outside under its name. ``within`` is what the
    value can be at all, which narrows it while it is not exactly known.
    """

    role: str
    name: str
    child: Expr
    unit: str = ""
    within: Numeric = UNBOUNDED


@frozen(cache_hash=True)
class Add:
    """The sum of all terms."""

    terms: tuple[Expr, ...]


@frozen(cache_hash=True)
class Mul:
    """The product of all factors."""

    factors: tuple[Expr, ...]


@frozen(cache_hash=True)
class Div:
    """An exact quotient; where the denominator is zero it is ``undefined``, or unknown."""

    numerator: Expr
    denominator: Expr
    undefined: Fraction | None = None


@frozen(cache_hash=True)
class Power:
    """A whole power."""

    operand: Expr
    exponent: int


@frozen(cache_hash=True)
class Sqrt:
    """A square root, for rationals that have an exact one; else unknown."""

    operand: Expr


@frozen(cache_hash=True)
class Round:
    """The operand at so many decimal places."""

    operand: Expr
    places: int
    mode: Rounding


@frozen(cache_hash=True)
class Min:
    """The least of all."""

    operands: tuple[Expr, ...]


@frozen(cache_hash=True)
class Max:
    """The greatest of all."""

    operands: tuple[Expr, ...]


@frozen(cache_hash=True)
class Median:
    """The middle one in order, or the mean of the middle two."""

    operands: tuple[Expr, ...]


@frozen(cache_hash=True)
class Compare:
    """A comparison of two numbers, or with ``=`` of two truth values."""

    operator: Operator
    left: Expr
    right: Expr


@frozen(cache_hash=True)
class And:
    """True when all are; false as soon as one is false."""

    operands: tuple[Expr, ...]


@frozen(cache_hash=True)
class Or:
    """True as soon as one is true."""

    operands: tuple[Expr, ...]


@frozen(cache_hash=True)
class Not:
    """The opposite; of an unknown it is unknown."""

    operand: Expr


@frozen(cache_hash=True)
class If:
    """One of two, by a condition."""

    condition: Expr
    then: Expr
    otherwise: Expr = field()


Expr = (
    Const | Input | Named | Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median
    | Compare | And | Or | Not | If
)  # fmt: skip


def assert_never(node: NoReturn) -> NoReturn:
    """For the last arm of a ``match``: the type checker proves that it is not reached."""
    raise AssertionError(f"no arm for {type(node).__name__}")
