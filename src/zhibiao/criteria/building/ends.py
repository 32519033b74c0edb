"""Ranges of a wording as bands without gap and overlap, or a refusal that names the value."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from attrs import define, frozen

from zhibiao.criteria.building.parts import RefusedError, refused
from zhibiao.criteria.parsing.amounts import DISCRETE, WHOLE, Amount
from zhibiao.criteria.parsing.bounds import End, Firmness, Range
from zhibiao.criteria.parsing.clauses import Award, Clause
from zhibiao.exact import unit_text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts


@define
class Stretch:
    """One band while its ends are being settled."""

    award: Award
    low: End | None
    high: End | None

    @property
    def test(self) -> str:
        """As the rule-set language writes it."""
        if self.low is None or self.high is None:
            if self.low is not None:
                return f"{'>=' if self.low.closed else '>'} {self.low.at.written}"
            assert self.high is not None
            return f"{'<=' if self.high.closed else '<'} {self.high.at.written}"
        if self.low.at.value == self.high.at.value:
            return f"= {self.low.at.written}"
        opening, closing = "[" if self.low.closed else "(", "]" if self.high.closed else ")"
        return f"{opening}{self.low.at.written}..{self.high.at.written}{closing}"


@frozen
class Settled:
    """The bands in the order of the wording; ``open`` where the words left an end open."""

    stretches: tuple[Stretch, ...]
    lowest: Stretch
    highest: Stretch
    open: bool
    said: tuple[Message, ...]


def in_unit(found: Range, unit: str, award: Clause) -> Range:
    """A range in the one unit of the wording.

    Raises:
        RefusedError: a number in another unit.
    """
    ends = []
    for end in (found.low, found.high):
        if end is not None and not end.at.fits(unit):
            raise refused(award, say(texts.UNITS_DIFFER))
        ends.append(None if end is None else End(end.at.in_unit(unit), end.closed, end.firm))
    return Range(ends[0], ends[1], found.exact, found.both_signs)


def settle(awards: tuple[Award, ...], unit: str, *, covered: bool) -> Settled:
    """The bands with their ends settled.

    Args:
        awards: clauses with a range, in the order of the wording.
        unit: the unit of the figure.
        covered: whether the wording says what else scores, so that gaps are no gaps.

    Raises:
        RefusedError: bands that overlap, or leave a gap between them.
    """
    stretches = []
    for award in awards:
        found = in_unit(award.range, unit, award)
        stretches.append(Stretch(award, found.low, found.high))
    cumulative = _cumulate(stretches)
    ordered = sorted(stretches, key=_position)
    said: list[Message] = []
    is_open = cumulative
    for lower, upper in pairwise(ordered):
        met = _meet(lower, upper, unit, covered=covered)
        is_open = is_open or met is not None
        if met:
            said.append(met[0])
    for stretch in ordered:
        said += _closed(stretch, unit)
    return Settled(tuple(stretches), ordered[0], ordered[-1], is_open or bool(said), tuple(said))


def _closed(stretch: Stretch, unit: str) -> list[Message]:
    """Ends that no neighbour shares: a value that a band names is taken to be in it."""
    low, high = stretch.low, stretch.high
    said = [
        say(texts.CLOSED_END, at=unit_text(end.at.value, unit))
        for end in (low, high)
        if end is not None and end.firm is Firmness.OPEN and unit not in DISCRETE
    ]
    if low is not None and low.firm is Firmness.OPEN:
        stretch.low = End(low.at, closed=True)
    if high is not None and high.firm is Firmness.OPEN:
        stretch.high = End(high.at, closed=True)
    return said


def _position(stretch: Stretch) -> tuple[bool, Fraction, Fraction]:
    low = stretch.low.at.value if stretch.low else Fraction(0)
    high = stretch.high.at.value if stretch.high else low
    return (stretch.low is not None, low, high)


def _cumulate(stretches: list[Stretch]) -> bool:
    """``≥90% 5分；≥80% 3分``: each threshold reaches to the next better one."""
    changed = False
    rising = sorted(
        (s for s in stretches if s.low and (not s.high or s.award.range.exact)),
        key=lambda s: s.low.at.value if s.low else 0,
    )
    for lower, upper in pairwise(rising):
        assert upper.low is not None
        assert lower.low is not None
        if lower.low.at == upper.low.at:
            continue  # the same values twice
        if lower.high is not None or lower.award.score.value >= upper.award.score.value:
            continue  # not thresholds on the way up; an overlap, which is refused later
        lower.high = End(upper.low.at, not upper.low.closed)
        changed = True
    falling = sorted(
        (s for s in stretches if s.high and not s.low),
        key=lambda s: s.high.at.value if s.high else 0,
    )
    for lower, upper in pairwise(falling):
        assert lower.high is not None
        assert upper.high is not None
        if upper.high.at == lower.high.at or upper.award.score.value >= lower.award.score.value:
            continue
        upper.low = End(lower.high.at, not lower.high.closed)
        changed = True
    return changed


def _meet(
    lower: Stretch, upper: Stretch, unit: str, *, covered: bool
) -> tuple[Message, ...] | None:
    """Settles the bound between two neighbours; a tuple where the words left it open."""
    if lower.high is None or upper.low is None:
        at = lower.low or upper.high or lower.high or upper.low
        raise _overlap(upper, at.at if at else Amount(Fraction(0)), unit)
    if lower.high.at.value > upper.low.at.value:
        raise _overlap(upper, upper.low.at, unit)
    if lower.high.at.value < upper.low.at.value:
        if covered:
            return None
        if _next_whole(lower.high, upper.low, unit):
            lower.high, upper.low = End(lower.high.at, closed=True), End(upper.low.at, closed=True)
            return ()
        between = (lower.high.at.value + upper.low.at.value) / 2
        raise _gap(upper, between, unit)
    return _shared(lower, upper, unit, covered=covered)


def _next_whole(below: End, above: End, unit: str) -> bool:
    """Whether two ends are neighbours among things that are counted: 8-9期, 10期以上."""
    values = (below.at.value, above.at.value)
    wanted = all(value.denominator == 1 for value in values) and unit in WHOLE
    excluded = any(end.firm is Firmness.SAID and not end.closed for end in (below, above))
    return wanted and not excluded and values[1] - values[0] == 1


def _shared(
    lower: Stretch, upper: Stretch, unit: str, *, covered: bool
) -> tuple[Message, ...] | None:
    below, above = lower.high, upper.low
    assert below is not None
    assert above is not None
    value = above.at.value
    if below.firm is Firmness.SAID and above.firm is Firmness.SAID:
        if below.closed and above.closed:
            raise _overlap(upper, above.at, unit)
        if not below.closed and not above.closed and not covered:
            raise _gap(upper, value, unit)
        return None
    if Firmness.SAID not in (below.firm, above.firm):
        # 以上 takes in its number by the usual meaning; otherwise (以下, a bare dash) the value
        # goes to the better of the two
        better = above.firm > below.firm or upper.award.score.value >= lower.award.score.value
        _set(lower, upper, upper_closed=better)
        return (say(texts.CLOSED_END, at=unit_text(value, unit)),)
    firmer_above = above.firm > below.firm
    _set(lower, upper, upper_closed=above.closed if firmer_above else not below.closed)
    return ()


def _set(lower: Stretch, upper: Stretch, *, upper_closed: bool) -> None:
    assert lower.high is not None
    assert upper.low is not None
    lower.high = End(lower.high.at, not upper_closed)
    upper.low = End(upper.low.at, upper_closed)


def _gap(stretch: Stretch, at: Fraction, unit: str) -> RefusedError:
    return refused(stretch.award, say(texts.GAP, at=unit_text(at, unit)))


def _overlap(stretch: Stretch, at: Amount, unit: str) -> RefusedError:
    return refused(stretch.award, say(texts.OVERLAP, at=unit_text(at.value, unit)))
