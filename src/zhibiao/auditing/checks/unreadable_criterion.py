"""``unreadable-criterion``: a criterion that states a rule and cannot be read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.criterion import read_criterion
from zhibiao.messages import Message, Text, say
from zhibiao.messages import criteria as criteria_texts
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的评分标准读不成规则，停在“{part}”（{why}）：“{criterion}”",
    en='the criterion of "{label}" could not be read as a rule, because of "{part}" ({why}): '
    '"{criterion}"',
)
_RULE = re.compile(r"[计记得扣加给][^，。；,;]{0,8}?\d[\d.]*\s*分")


@form_check("unreadable-criterion", Severity.NOTE)
def unreadable_criterion(audit: Audit) -> Iterator[Observation]:
    """A criterion states scores and could not be turned into a rule.

    What it finds:
        A criterion, printed in the form, that says how points are earned or lost and of which
        a part was not understood. The part is quoted. Wording without any score is no rule,
        and is not reported.

    Why it matters:
        The score beside it is not recomputed from the form's own words; only the rule set, if
        it knows the row, can tell.

    Example:
        "水体标准达到Ⅱ类，记10分，每下降一类扣1分，Ⅰ类", which breaks off.

    What to do:
        Look at the row yourself; complete the criterion if it was cut off.

    Source:
        The row's own criterion.
    """
    for index, row in enumerate(audit.form.rows):
        points = audit.points_of(index)
        if not _RULE.search(row.criterion) or points is None or points <= 0:
            continue
        seen = _seen(row.criterion, points, audit.name_of(row), row.at_criterion)
        if seen is not None:
            yield seen


def _seen(criterion: str, points: Fraction, label: str, where: Where) -> Observation | None:
    reading = read_criterion(criterion, points)
    if reading.scheme is not None or not isinstance(reading.why, Message):
        return None
    if reading.why.text in (criteria_texts.SCORES_DISAGREE, criteria_texts.FACTOR_DIFFERS):
        return None  # said by criterion-contradicts-points
    shown = say(
        FOUND, label=label, part=reading.refused or "", why=reading.why, criterion=criterion.strip()
    )
    return Observation(shown, where)
