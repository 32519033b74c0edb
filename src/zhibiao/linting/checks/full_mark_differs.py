"""``full-mark-differs``: the wording's full mark is not what the row is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from zhibiao.exact import text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import Scored
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction

FOUND = Text(
    zh="“{label}”的文字以 {stated} 分为满分，而分值是 {points} 分",
    en='the wording of "{label}" takes {stated} for full marks, but it is worth {points}',
)
_MARK = re.compile(r"[计记得]\s*(\d{1,3}(?:\.\d{1,2})?)\s*分")


@lint_check("full-mark-differs", Severity.WARNING)
def full_mark_differs(subject: Subject) -> Iterator[Sighting]:
    """The full mark that the criterion states differs from the points.

    What it finds:
        A ``full_score`` other than the points, and a criterion whose highest "计…分" is not
        the points of its row.

    Why it matters:
        One of the two numbers is wrong in the standard itself; the score is bounded by the
        points.

    Example:
        "利用率达到91%，记6分" on a row of 5 points.

    What to do:
        Keep the wording, record it as ``full_score``, and ask whoever issued the standard.

    Source:
        The row's own criterion.
    """
    for item in subject.rules.items:
        stated = _stated(item)
        if stated is not None and stated != item.points:
            shown = say(FOUND, label=item.label, stated=text(stated), points=text(item.points))
            yield Sighting(shown, item.path)


def _stated(item: Scored) -> Fraction | None:
    scheme = item.scheme
    if isinstance(scheme, StepDeduction) and scheme.full_score is not None:
        return scheme.full_score
    if not isinstance(scheme, (StepDeduction, Bands, States)):
        return None
    return _highest(item.criterion)


@lru_cache(maxsize=2048)  # the rule sets of a place quote the same criteria
def _highest(criterion: str) -> Fraction | None:
    return max(map(Fraction, _MARK.findall(criterion)), default=None)
