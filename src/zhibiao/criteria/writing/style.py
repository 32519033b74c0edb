"""How ranges, scores and limits are put into Chinese words."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from zhibiao.criteria.writing.tests import Told
from zhibiao.exact import text
from zhibiao.model.schemes.bands import Band
from zhibiao.model.schemes.step_deduction import StepDeduction


def award(score: Fraction) -> str:
    """``得5分``, or ``不得分``."""
    return f"得{text(score)}分" if score else "不得分"


def band_score(band: Band) -> str:
    """What a band earns."""
    if not isinstance(band.score, tuple):
        return award(band.score)
    low, high = (text(end) for end in band.score)
    if band.within == "interpolated":
        return f"在{low}至{high}分之间按比例得分"
    return f"由评价组在{low}至{high}分之间评定"


@frozen
class Style:
    """How ranges are written: with every end said, or as open as the wording left them.

    Where ends are left open, one-sided bands settle the values in ``firm``, a range that
    touches them says nothing, and its other closed ends are marked （含）.
    """

    said: bool = True
    firm: frozenset[str] = frozenset()
    ranges: bool = False

    @classmethod
    def of(cls, tests: list[Told | None], *, said: bool) -> Style:
        """The style of some bands together."""
        known = [found for found in tests if found is not None]
        one_sided = [found for found in known if found.exact or None in (found.low, found.high)]
        firm = {end for found in one_sided for end in (found.low, found.high) if end is not None}
        return cls(said, frozenset(firm), len(one_sided) < len(known))

    def range(self, found: Told) -> str:
        """A range in words."""
        low, high = found.low, found.high
        signs = self.said or self.ranges
        if found.exact:
            return f"等于{low}"
        if low is None:
            if found.high_closed:
                return f"≤{high}" if signs else f"{high}以下"
            return f"低于{high}"
        if high is None:
            if found.low_closed:
                return f"≥{low}" if signs else f"{low}以上"
            return f"高于{low}"
        dash = "至" if low.startswith("-") else "-"
        return (
            f"{low}{self._mark(low, closed=found.low_closed)}"
            f"{dash}{high}{self._mark(high, closed=found.high_closed)}"
        )

    def _mark(self, end: str, *, closed: bool) -> str:
        if self.said:
            return "（含）" if closed else "（不含）"
        return "（含）" if closed and end not in self.firm else ""


def limits(scheme: StepDeduction) -> str:
    """How far a deduction goes."""
    words = ""
    if scheme.max_deduction is not None:
        words += f"，最多扣{text(scheme.max_deduction)}分"
    if scheme.floor:
        words += f"，最低得{text(scheme.floor)}分"
    if not words and "floor" not in scheme.assumed:
        words = "，扣完为止"
    return words
