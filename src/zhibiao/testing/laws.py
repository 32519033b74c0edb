"""What is true of every scorecard, whatever the standard: one function a law.

Each returns nothing where the law holds and raises :class:`LawError` with the reason where it
does not, so that a test is one line. Nothing here draws figures or needs Hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from zhibiao.exact import ZERO, round_to, text
from zhibiao.expr.domain import Numeric, contains, members
from zhibiao.messages import Message, Text, Value, say
from zhibiao.model.case import Case
from zhibiao.model.problem import Problem
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Score, Scorecard, Status, Sum, highest, lowest
from zhibiao.scoring import cases
from zhibiao.scoring.around import MAX_DOUBTS
from zhibiao.scoring.evidence import Figure
from zhibiao.scoring.score import score_figures
from zhibiao.testing import words
from zhibiao.testing.adding import Pair, answers, hull, undecided

Figures = Mapping[str, Figure]
MOVES_UP = ("bonus", "multiplier")
"""Adjustments that may lift a sum above its points; that is what they are for."""


class LawError(AssertionError):
    """A law does not hold; ``message`` says where, ``score`` names the score where there is one."""

    def __init__(self, message: Message, score: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.score = score

    def __str__(self) -> str:
        return self.message.render()


class CaseError(AssertionError):
    """A worked case does not come out as written; ``problems`` hold every difference."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(problem.render() for problem in self.problems)


def bounds(card: Scorecard) -> None:
    """Scores, tiers and the total lie between zero and their points.

    A bonus or a multiplier may lift a tier or the total above them; then only zero counts.

    Raises:
        LawError: one of them does not.
    """
    lifted = any(one.kind in MOVES_UP for one in card.rules.adjustments.values())
    for score in card.scores:
        _within(score.id, lowest(score.value), highest(score.value), _most_of(card, score))
    for whole in (*card.tiers, card.total):
        inside = sum((_most_of(card, score) for score in _parts(card, whole.id)), ZERO)
        _within(whole.id, whole.least, whole.most, None if lifted else max(whole.points, inside))


def low_le_high(card: Scorecard) -> None:
    """No least is above its most.

    Raises:
        LawError: one is.
    """
    pairs = [(score.id, lowest(score.value), highest(score.value)) for score in card.scores]
    pairs += [(whole.id, whole.least, whole.most) for whole in (*card.tiers, card.total)]
    for what, low, high in pairs:
        if low > high:
            _broken(words.LOW_ABOVE_HIGH, what=what, low=text(low), high=text(high))


def sums_add_up(card: Scorecard) -> None:
    """A tier is the sum of its scores; the total is the sum of the tiers and what stands beside.

    A row that does not apply counts what its policy says. Where it is not decided which rows
    apply, a sum spans just what the answers give; of very many such rows it only has to hold
    what some of the answers give. Where an adjustment changes the sums there is nothing to
    compare; a tier with open rows holds more than the scores that the rule set names.

    Raises:
        LawError: a sum is another.
    """
    if card.adjustments:
        return
    unsure = undecided(card)
    found = list(answers(card, unsure))
    exactly = len(unsure) <= MAX_DOUBTS
    open_tiers = {opening.tier for opening in card.rules.open.values()}
    for tier in card.tiers:
        if tier.id not in open_tiers:
            _same_sum(tier, hull(one.tier(tier.id) for one in found), exactly=exactly)
    if any(score.item.tier in open_tiers for score in card.scores if score.id in unsure):
        return  # what its open rows add to each answer cannot be told from the sum
    totals = (
        one.total(
            (tier.least, tier.most) if tier.id in open_tiers else one.tier(tier.id)
            for tier in card.tiers
        )
        for one in found
    )
    _same_sum(card.total, hull(totals), exactly=exactly)


def one_rating(card: Scorecard) -> None:
    """A total that is exactly known has exactly one rating, where the standard has any.

    Raises:
        LawError: it has none, or several.
    """
    total = card.total
    exact = total.least == total.most
    if card.rules.ruleset.ratings and exact and len(card.rating) != 1:
        shown = card.rating or (words.NOTHING,)
        _broken(words.RATINGS, total=text(total.least), count=len(card.rating), found=shown)


def deterministic(card: Scorecard, figures: Figures) -> None:
    """The same figures, scored again in another order, earn the same.

    Args:
        card: the scorecard of the figures.
        figures: what was scored.

    Raises:
        LawError: they do not.
    """
    again = score_figures(dict(reversed(list(figures.items()))), card.rules)
    for one, other in zip(card.scores, again.scores, strict=True):
        if (one.value, one.status) != (other.value, other.status):
            _broken(words.CHANGES, what=one.id)
    if (card.tiers, card.total, card.rating) != (again.tiers, again.total, again.rating):
        _broken(words.CHANGES, what=card.total.id)


def narrowing(before: Scorecard, after: Scorecard) -> None:
    """What is possible with more evidence was possible with less.

    Rows that do not apply stand aside: that they do not is evidence of another kind.

    Args:
        before: the scorecard of some figures.
        after: that of the same figures and further ones, or of exact ones in the place of bounds.

    Raises:
        LawError: a score became possible that was not.
    """
    for old, new in zip(before.scores, after.scores, strict=True):
        applies = Status.NOT_APPLICABLE not in (old.status, new.status)
        if applies and not _inside(new.value, old.value):
            shown = numeric_text(old.value), numeric_text(new.value)
            _broken(words.WIDER, what=new.id, old=shown[0], new=shown[1])


def case_holds(case: Case, rules: RuleSet) -> None:
    """A worked case comes out exactly as written.

    Raises:
        CaseError: it does not; every difference is listed.
    """
    for _, problems in cases.run([case], rules):
        if problems:
            raise CaseError(problems)


@frozen
class Trial:
    """One try: figures, the same and more, and the scorecard of each."""

    less: Figures
    more: Figures
    before: Scorecard
    after: Scorecard


def trial(rules: RuleSet, less: Figures, more: Figures) -> Trial:
    """A try of all laws on figures of which the second know more."""
    return Trial(less, more, score_figures(less, rules), score_figures(more, rules))


LAWS: Mapping[str, Callable[[Trial], None]] = {
    "bounds": lambda tried: bounds(tried.before),
    "low_le_high": lambda tried: low_le_high(tried.before),
    "sums_add_up": lambda tried: sums_add_up(tried.before),
    "one_rating": lambda tried: one_rating(tried.after),
    "deterministic": lambda tried: deterministic(tried.before, tried.less),
    "narrowing": lambda tried: narrowing(tried.before, tried.after),
}
"""All laws by name, as they are tried on any rule set."""


def _broken(template: Text, **values: Value) -> None:
    raise LawError(say(template, **values))


def _within(what: str, least: Fraction, most: Fraction, points: Fraction | None) -> None:
    if least < 0:
        _broken(words.NEGATIVE, what=what, found=text(least))
    if points is not None and most > points:
        _broken(words.TOO_MUCH, what=what, found=text(most), points=text(points))


def _same_sum(whole: Sum, parts: Pair, *, exactly: bool) -> None:
    ends = whole.least, whole.most
    held = ends[0] <= parts[0] and parts[1] <= ends[1]
    if not held or (exactly and ends != parts):
        found, wanted = _pair_text(ends), _pair_text(parts)
        _broken(words.SUM_DIFFERS, what=whole.id, found=found, wanted=wanted)


def _parts(card: Scorecard, whole: str) -> list[Score]:
    """The scores that a tier or the total is made of."""
    return [score for score in card.scores if whole in (score.item.tier, card.total.id)]


def _most_of(card: Scorecard, score: Score) -> Fraction:
    """The most that one row can earn: rounding may lift 2.5 points to 3."""
    rounding = card.rules.ruleset.rounding
    points = score.item.points
    lifted = rounding.at == "indicator"
    return max(points, round_to(points, rounding.places, rounding.mode)) if lifted else points


def _inside(narrow: Numeric, wide: Numeric) -> bool:
    few = members(narrow)
    if few is not None:
        return all(contains(wide, one) for one in few)
    return lowest(wide) <= lowest(narrow) and highest(narrow) <= highest(wide)


def numeric_text(value: Numeric) -> str:
    """A value, few of them, or two ends, exactly."""
    few = members(value)
    if few is not None:
        return "{" + ", ".join(map(text, sorted(few))) + "}" if len(few) > 1 else text(min(few))
    return _pair_text((lowest(value), highest(value)))


def _pair_text(pair: tuple[Fraction, Fraction]) -> str:
    low, high = pair
    return text(low) if low == high else f"{text(low)} … {text(high)}"
