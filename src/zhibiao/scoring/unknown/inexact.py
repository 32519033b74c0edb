"""Why nothing exact comes of figures that are all known: a zero below the line, a root, a size.

The score is then not known, as the tree itself says; here it is only said in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from zhibiao.backends.infix import infix
from zhibiao.exact import rounded_text
from zhibiao.expr.nodes import Add, Const, Div, Expr, Mul, Power, Sqrt
from zhibiao.expr.outcomes import Evidence, Interpretation, Value
from zhibiao.expr.walk import children, nodes
from zhibiao.messages import Message, Text, say
from zhibiao.messages import scoring as texts
from zhibiao.model.measure import Measure
from zhibiao.model.table import Table
from zhibiao.scoring.words import Words

LONGEST = 60
"""A part of a formula is shown up to this length; of a longer one, the beginning."""


def reasons(tree: Expr, evidence: Evidence, measures: Table[str, Measure]) -> Iterator[Message]:
    """Each part of a tree that has no exact value though all that it is made of has one.

    Args:
        tree: the tree of a number.
        evidence: what is known of inputs by name.
        measures: the measures of the rule set, for their labels.
    """
    if not _can_fail(tree):
        return
    run = _Watched(evidence)
    run.number(tree)
    words = [Words(measures, lang) for lang in ("zh", "en")]
    for node, template in run.stuck.items():
        what = {one.lang: shortened(infix(node, one.symbols, one.lang)) for one in words}
        zero = node.denominator if isinstance(node, Div) else node
        below = {one.lang: shortened(infix(zero, one.symbols, one.lang)) for one in words}
        yield say(
            template,
            what=say(texts.EITHER_LANGUAGE, **what),
            below=say(texts.EITHER_LANGUAGE, **below),
            value=run.shown.get(node, ""),
        )


@lru_cache(maxsize=2048)
def _can_fail(tree: Expr) -> bool:
    """Whether known figures can leave a tree unknown; sums and products alone are not too long."""
    return any(
        isinstance(node, (Power, Sqrt))
        or (isinstance(node, Div) and not isinstance(node.denominator, Const))
        for node in nodes(tree)
    )


class _Watched(Interpretation):
    """A run that keeps what comes to nothing; each part is followed once."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(evidence)
        self.kept: dict[Expr, Value] = {}
        self.stuck: dict[Expr, Text] = {}
        self.shown: dict[Expr, str] = {}

    def fresh(self, node: Expr) -> Value:
        """What a node gives by itself."""
        if self.facts:  # under a condition that is not decided: a figure is missing anyway
            return super().fresh(node)
        if node not in self.kept:
            self.kept[node] = super().fresh(node)
            if not isinstance(self.kept[node], Fraction):
                self.look(node)
        return self.kept[node]

    def look(self, node: Expr) -> None:
        """Keeps a node whose operands are all exactly known, or that divides by zero anyway."""
        if not isinstance(node, (Add, Mul, Div, Power, Sqrt)):
            return
        below = [self.fresh(child) for child in children(node)]
        if isinstance(node, Div):
            if isinstance(node.denominator, Const):  # so a tree says that a value is out of range
                return
            if below[1] == 0:
                self.stuck[node] = texts.ZERO_BELOW
                return
        if not all(isinstance(value, Fraction) for value in below):
            return
        match node:
            case Power(exponent=exponent) if exponent < 0 and below[0] == 0:
                self.stuck[node] = texts.ZERO_POWER
            case Sqrt():
                value = below[0]
                assert isinstance(value, Fraction)
                self.stuck[node] = texts.NEGATIVE_ROOT if value < 0 else texts.NO_EXACT_ROOT
                self.shown[node] = rounded_text(value, 4)
            case _:
                self.stuck[node] = texts.TOO_LONG_TO_FOLLOW


def shortened(shown: str) -> str:
    """A part of a formula, or its beginning where it is long."""
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
