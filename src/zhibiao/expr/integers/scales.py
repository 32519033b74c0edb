"""How exact and how large a figure of each unit may be, to enter as a scaled whole number.

A figure with more decimal places, or beyond the range, is no bad figure: the row that holds it
is scored by ``backends.evaluate`` instead. The ranges are wide enough for any budget and narrow
enough that the sums and products of ordinary standards stay within 64 or 128 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from zhibiao.exact import ZERO, factor, family
from zhibiao.expr.domain import Numeric, ends, lattice_of
from zhibiao.expr.integers.nodes import Column
from zhibiao.expr.nodes import Input, Named

YUAN_PLACES = 2
MOST_YUAN = Fraction(10**13)
"""Ten trillion yuan: more than any budget below the nation's own."""

RATE_PLACES = 6
"""Of a ratio: four decimal places of a per cent."""

OTHER_PLACES = 4
MOST = Fraction(10**9)


@frozen
class Scale:
    """A figure times ``10**places`` is a whole number of a size up to ``most`` times that."""

    places: int
    most: Fraction = MOST

    def times(self) -> int:
        """What a figure is multiplied by."""
        return int(10**self.places)


@frozen
class Scales:
    """The scale of every figure: its own where one is named, else that of its unit.

    Attributes:
        own: scales by the name of the input.
    """

    own: Mapping[str, Scale] = field(factory=dict)

    def column(self, node: Input | Named) -> Column:
        """The whole-number figure of an input, or of a measure that is given instead of computed.

        Its bounds are those of the scale, cut to what the figure can be at all.
        """
        found = self.own.get(node.name) or scale_of(node.unit, node.within)
        times = found.times()
        reach = ends(node.within)
        low = -found.most if reach.low is None else max(-found.most, reach.low)
        high = found.most if reach.high is None else min(found.most, reach.high)
        least, most = low * times, high * times
        return Column(
            node.name,
            found.places,
            -(-least.numerator // least.denominator),
            most.numerator // most.denominator,
        )


def scale_of(unit: str, within: Numeric) -> Scale:
    """The scale that a unit has where nobody says otherwise; whole numbers have no places."""
    grid = lattice_of(within)
    if grid is not None and grid[0].denominator == 1 and (grid[1] % 1) == ZERO:
        return Scale(0)
    if family(unit) == "元":
        yuan = factor(unit)
        return Scale(YUAN_PLACES + len(str(int(yuan))) - 1, MOST_YUAN / yuan)
    if unit == "%":
        return Scale(RATE_PLACES, Fraction(10**4))
    return Scale(OTHER_PLACES)
