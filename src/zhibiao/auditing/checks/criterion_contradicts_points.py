"""``criterion-contradicts-points``: the criterion's own scores do not fit the row's points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.criterion import read_criterion
from zhibiao.criteria import Reading
from zhibiao.exact import text
from zhibiao.messages import Message, Text, say
from zhibiao.messages import criteria as criteria_texts
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction

MARK = Text(
    zh="“{label}”的评分标准以 {stated} 分为满分，分值却是 {points} 分",
    en='the criterion of "{label}" takes {stated} for full marks, but the row is worth {points}',
)
PARTS = Text(
    zh="“{label}”的评分标准里的分数与分值对不上：{why}",
    en='the scores in the criterion of "{label}" do not fit its points: {why}',
)


@form_check("criterion-contradicts-points", Severity.ERROR)
def criterion_contradicts_points(audit: Audit) -> Iterator[Observation]:
    """The scores in a row's criterion do not fit the points of the row.

    What it finds:
        A criterion, printed in the form and understood in full, whose full mark is not the
        points; and a list of entries whose scores neither add up to the points nor reach them.

    Why it matters:
        Nobody can earn such a row as it is written: one of the two numbers is wrong.

    Example:
        "利用率达到91%，记6分" on a row of 5 points.

    What to do:
        Correct the criterion or the points; where the standard itself says so, ask whoever
        issued it.

    Source:
        The row's own criterion.
    """
    for row in audit.form.rows:
        points = row.points.number
        if points is None or points <= 0 or not row.criterion.strip():
            continue
        reading = read_criterion(row.criterion, points)
        name, where = audit.name_of(row), row.place_of(row.points)
        stated = _full_mark(reading)
        if stated is not None and stated != points:
            shown = say(MARK, label=name, stated=text(stated), points=text(points))
            yield Observation(shown, where, claimed=text(stated), expected=text(points))
        elif isinstance(reading.why, Message) and reading.why.text in (
            criteria_texts.SCORES_DISAGREE,
            criteria_texts.FACTOR_DIFFERS,
        ):
            shown = say(PARTS, label=name, why=reading.why)
            yield Observation(shown, where, expected=text(points))


def _full_mark(reading: Reading) -> Fraction | None:
    """The highest score that the criterion itself states."""
    match reading.scheme:
        case StepDeduction(full_score=stated):
            return stated
        case Bands(bands=bands):
            return max(
                (b.score[1] if isinstance(b.score, tuple) else b.score for b in bands),
                default=None,
            )
        case States(states=states):
            return max((state.score for state in states), default=None)
        case _:
            return None
