"""What a new edition does to submissions: each indicator's part in the change of the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from zhibiao.analysis.differences import differences
from zhibiao.errors import FiguresError
from zhibiao.exact import ZERO
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Text, say
from zhibiao.messages import comparing as texts
from zhibiao.model.analysis.comparison import Comparison, Effect, Failed, Move, Pair
from zhibiao.model.form import Form, word
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Score, Scorecard, highest, lowest
from zhibiao.scoring.evidence import Figure
from zhibiao.scoring.score import score_figures, score_form

Submission = Form | Mapping[str, Figure]


def compare(
    old: RuleSet, new: RuleSet, submissions: Iterable[tuple[str, Submission]] = ()
) -> Comparison:
    """Two editions, and what the new one does to submissions.

    Args:
        old: the edition before.
        new: the edition after.
        submissions: forms, or figures by the ids of measures, each with its name. A figure that
            an edition does not know is left out for it.

    Returns:
        The differences in words, and an effect for each submission that both could score.
    """
    effects: list[Effect] = []
    failed: list[Failed] = []
    for name, given in submissions:
        try:
            cards = _scored(given, old), _scored(given, new)
        except FiguresError as error:
            why = Text(zh=error.render("zh"), en=error.render("en"))
            failed.append(Failed(name, say(Text(zh="{why}", en="{why}"), why=why)))
            continue
        effects.append(effect(name, *cards))
    return Comparison(old, new, differences(old, new), tuple(effects), tuple(failed))


def _scored(given: Submission, rules: RuleSet) -> Scorecard:
    if isinstance(given, Form):
        return score_form(given, rules)
    known = _names(rules)
    return score_figures({name: value for name, value in given.items() if name in known}, rules)


@lru_cache(maxsize=64)
def _names(rules: RuleSet) -> frozenset[str]:
    return frozenset((*rules.measures, *(item.id for item in rules.items)))


def effect(name: str, old: Scorecard, new: Scorecard) -> Effect:
    """What one submission earned and earns, and which indicators make the difference."""
    every = list(_moves(old, new))
    moves = [one for one in every if one.low or one.high or one.verdict != "same"]
    before = old.total.least, old.total.most
    after = new.total.least, new.total.most
    low = after[0] - before[0] - sum((one.low for one in moves), ZERO)
    high = after[1] - before[1] - sum((one.high for one in moves), ZERO)
    change = _difference(before, after)
    if _adds_up(old) and _adds_up(new):
        known = _sum(one.change for one in every)
        change = max(change[0], known[0]), min(change[1], known[1])
    if low or high:
        around = (low, high) if low == high and change[0] == change[1] else change
        moves.append(Move("", texts.AROUND.zh, low, high, around))
    return Effect(name, before, after, old.rating, new.rating, tuple(moves), change)


def _moves(old: Scorecard, new: Scorecard) -> Iterable[Move]:
    """Every indicator of either card with what it adds to the change of the total."""
    partner = _partners(old, new)
    nothing = ZERO, ZERO
    for score in new.scores:
        other = partner.get(score.id)
        before, after = nothing if other is None else _reach(other), _reach(score)
        alike = other is not None and _is_alike(other, score)
        yield _move(score, before, after, nothing if alike else _difference(before, after))
    met = {score.id for score in partner.values()}
    for score in old.scores:
        if score.id not in met:
            before = _reach(score)
            yield _move(score, before, nothing, _difference(before, nothing))


def _move(score: Score, before: Pair, after: Pair, change: Pair) -> Move:
    low, high = after[0] - before[0], after[1] - before[1]
    return Move(score.id, score.item.label, low, high, change)


def _difference(before: Pair, after: Pair) -> Pair:
    """All by which one of these can differ from one of those."""
    return after[0] - before[1], after[1] - before[0]


def _sum(pairs: Iterable[Pair]) -> Pair:
    low, high = ZERO, ZERO
    for one in pairs:
        low, high = low + one[0], high + one[1]
    return low, high


def _is_alike(old: Score, new: Score) -> bool:
    """Whether both editions give the same, whatever the figures are that are missing."""
    return old.value == new.value and old.chains == new.chains and _same(old.tree, new.tree)


@lru_cache(maxsize=4096)
def _same(old: Expr, new: Expr) -> bool:
    return old == new


def _adds_up(card: Scorecard) -> bool:
    """Whether the total is the sum of the scores, so that their changes are its change."""
    rules, total = card.rules, card.total
    plain = not rules.adjustments and rules.ruleset.rounding.at != "total"
    return plain and (total.least, total.most) == _sum(map(_reach, card.scores))


def _partners(old: Scorecard, new: Scorecard) -> dict[str, Score]:
    """The old score of each new one: that of the same id, else the only one of the same label."""
    found = {score.id: score for score in old.scores}
    partners = {score.id: found.pop(score.id) for score in new.scores if score.id in found}
    rest: dict[str, list[Score]] = {}
    for score in found.values():
        rest.setdefault(word(score.item.label), []).append(score)
    for score in new.scores:
        alike = rest.get(word(score.item.label), [])
        if score.id not in partners and len(alike) == 1:
            partners[score.id] = alike.pop()
    return partners


def _reach(score: Score) -> Pair:
    return lowest(score.value), highest(score.value)
