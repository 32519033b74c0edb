"""``direction-contradiction``: the scheme takes points off for what is better."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.pieces import pieces
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import ItemScope, scope_of
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.step_deduction import StepDeduction

FOUND = Text(
    zh='“{label}”对“{measure}”{punished}的扣分，direction = "{direction}" 却说{better}为好',
    en='"{label}" takes points off when "{measure}" gets {punished}, although its direction is '
    '"{direction}" ({better} is better)',
)
UP = Text(zh="越高", en="higher")
DOWN = Text(zh="越低", en="lower")


@lint_check("direction-contradiction", Severity.WARNING)
def direction_contradiction(subject: Subject) -> Iterator[Sighting]:
    """The scheme deducts for what the measure calls better.

    What it finds:
        A step deduction, bands or completion whose score falls in the direction that the
        measure's ``direction`` names as the good one.

    Why it matters:
        Units would be punished for doing well, or the direction was written wrongly.

    Example:
        A deduction for each microgram by which PM2.5 *falls* below 35.

    What to do:
        Correct the scheme or the direction. If the source itself says so, keep its wording as
        the criterion and name ``direction`` in the scheme's ``assumed``.

    Source:
        The rule-set language, ``direction``.
    """
    rules = subject.rules
    for item in rules.items:
        name = _measure(item)
        measure = rules.measures.get(name) if name else None
        if measure is None or measure.direction is None or "direction" in item.scheme.assumed:
            continue
        rewarded = _rewarded(rules, item)
        if rewarded is None or rewarded == measure.direction:
            continue
        punished = UP if rewarded == "lower" else DOWN
        better = UP if measure.direction == "higher" else DOWN
        shown = say(
            FOUND,
            label=item.label,
            measure=measure.label,
            punished=punished,
            direction=measure.direction,
            better=better,
        )
        yield Sighting(shown, (*item.path, "scheme"))


def _measure(item: Scored) -> str:
    match item.scheme:
        case StepDeduction(measure=name) | Bands(measure=name) | Completion(actual=name):
            return name
        case _:
            return ""


def _rewarded(rules: RuleSet, item: Scored) -> str | None:
    """The direction in which the score rises; ``None`` where it has none or both."""
    match item.scheme:
        case StepDeduction() as scheme:
            scope = ItemScope(scope_of(rules), item.id, item.points)
            ends = scope.bounds(scheme.full, scope.measure(scheme.measure))
            if (ends.low is None) == (ends.high is None):
                return None
            return "lower" if ends.low is None else "higher"
        case Completion() as scheme:
            return scheme.direction
        case Bands() as scheme:
            return _of_bands(rules, scheme)
        case _:
            return None


def _of_bands(rules: RuleSet, scheme: Bands) -> str | None:
    scores = []
    for piece in pieces(rules, scheme):
        if piece.bands:
            score = scheme.bands[piece.bands[0]].score
            scores.append(score[0] if isinstance(score, tuple) else score)
    rises = any(a < b for a, b in pairwise(scores))
    falls = any(a > b for a, b in pairwise(scores))
    if rises == falls:
        return None
    return "higher" if rises else "lower"
