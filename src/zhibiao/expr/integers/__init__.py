"""Exact scores in whole numbers: what the compiled, columnar and workbook back ends share.

A tree of ``expr.nodes`` becomes one fraction of two trees of integers, so that an engine that
knows nothing but whole numbers gives exactly what ``backends.evaluate`` gives::

    lowering = Lowering(Scales({"staff": Scale(places=0)}), given=frozenset({"staff", "posts"}))
    score = lowering.number(tree)          # Ratio(numerator, constant, factors)
    score.numerator, score.denominator     # trees of ``Integer`` nodes; denominator > 0
    bounds(score.numerator).bits <= INT64  # fits 64 bits; widest((score.numerator,)) < DOUBLE:
                                           # every product on the way is below 2**53

What holds of every lowered tree:

* Figures enter as :class:`Column`: the figure times ``10**places`` as a whole number, within the
  declared ``low … high``. The caller checks at run time that a row keeps to both, and gives a row
  that does not to ``backends.evaluate``. A ratio measure counts as a ratio: 12.5 % with six
  places is 125000.
* Answers enter as :class:`Flag`. Names are those of ``Input`` nodes: a measure's id, or
  ``judged.x``, ``state.x``, ``reason.x``.
* A score is one fraction; the division is the one :class:`Quotient` of its rounding. A rounded
  score has a constant denominator: ``factors == ()``.
* In a ``Quotient`` that counts, the denominator is above zero and the numerator is not below.
* Half-up is ``(2n + d) // 2d`` and so on (``rounding``); no engine's own rounding is needed.
* A zero denominator is an explicit ``Nonzero``: unknown where its operand is zero.
* Unknown is three-valued and strict: a figure that is not given makes all that is computed from it
  unknown, tests are Kleene's, a ``Choose`` is unknown with its test, and FEEL's ``null`` is unknown
  as well. So where an engine finds a value, it is the exact one and the score is ``computed``;
  where it finds none, ``backends.evaluate`` says what the score spans (which may still be a
  single value, such as nothing times something).
* Equal sub-trees are equal values: compute each once. ``Choose`` may be computed eagerly, both
  branches before the test, as long as the other branch's division by zero is no failure.

``Lowering.given`` names what there is to be read; without it all inputs are. A measure with a
formula that is given stands in for its formula on rows that lack a figure of it. ``Lowering.known``
puts rationals in the place of inputs: tiers and totals (``model.sums``) are trees over scores.
:class:`~zhibiao.errors.UnsupportedNodeError` says what has no whole-number form: square roots,
medians of many values, large powers.
"""

from zhibiao.expr.integers.lowering import Lowering
from zhibiao.expr.integers.nodes import Integer, Logical, Node, below
from zhibiao.expr.integers.ranges import DOUBLE, INT64, INT128, Bounds, bounds, widest
from zhibiao.expr.integers.ratios import Ratio
from zhibiao.expr.integers.scales import Scale, Scales, scale_of

__all__ = [
    "DOUBLE",
    "INT64",
    "INT128",
    "Bounds",
    "Integer",
    "Logical",
    "Lowering",
    "Node",
    "Ratio",
    "Scale",
    "Scales",
    "below",
    "bounds",
    "scale_of",
    "widest",
]
