"""``checklist-points``: the items of a checklist are not worth the indicator."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.exact import ZERO, text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.checklist import Checklist

FOUND = Text(
    zh="“{label}”为 {points} 分，各要点相加为 {sum} 分",
    en='"{label}" is worth {points} points, but its items add up to {sum}',
)


@lint_check("checklist-points", Severity.ERROR)
def checklist_points(subject: Subject) -> Iterator[Sighting]:
    """The items of a checklist do not add up to the points of their indicator.

    What it finds:
        A ``checklist`` whose item scores sum to more or less than the points.

    Why it matters:
        Whoever meets every item must earn full marks, and nobody more.

    Example:
        Items of 1, 1 and 0.5 on an indicator of 3 points.

    What to do:
        Compare with the source. If the source itself is wrong, keep its wording as the
        criterion and decide the scores with ``assumed``.

    Source:
        Arithmetic; no regulation is needed.
    """
    for item in subject.rules.items:
        if isinstance(item.scheme, Checklist):
            total = sum((entry.score for entry in item.scheme.items), ZERO)
            if total != item.points:
                shown = say(FOUND, label=item.label, points=text(item.points), sum=text(total))
                yield Sighting(shown, (*item.path, "scheme", "items"))
