"""``reading-dependent-score``: the score hangs on how the criterion is read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.scoring.explaining import reading_scores
from zhibiao.scoring.words import score_text

FOUND = Text(
    zh="“{label}”的得分取决于评分标准怎么读，而文字没有说明：{readings}；"
    "规则采用的读法得 {score}，自评 {claimed}",
    en='the score of "{label}" depends on a reading that the criterion leaves open: {readings}; '
    "the rule set's reading gives {score}, claimed {claimed}",
)
READING = Text(zh="{name}得 {score}", en="{name}: {score}")


@form_check("reading-dependent-score", Severity.WARNING)
def reading_dependent_score(audit: Audit) -> Iterator[Observation]:
    """Different readings of the criterion give different scores, and the text does not choose.

    What it finds:
        A row whose figures are known and whose scheme has a field marked ``assumed``, such as
        the reading of a step, when the other readings give another score.

    Why it matters:
        Unit and reviewer can both be right. The bureau must say which reading holds.

    Example:
        103.7% under "每超过一个百分点扣0.5分" on 5 points: 3.5 (whole steps), 3.0 (started
        steps) or 3.15 (in proportion).

    What to do:
        Ask the bureau that issued the standard, and record its answer in the rule set.

    Source:
        The row's own criterion, and ``assumed`` in the rule set.
    """
    if audit.card is None:
        return
    for score, row in audit.scored_rows:
        readings = reading_scores(audit.card.rules, score)
        exact = [value for _, value in readings if isinstance(value, Fraction)]
        if len(exact) != len(readings) or len(set(exact)) < 2:
            continue
        shown = say(
            FOUND,
            label=audit.name_of(row),
            readings=tuple(say(READING, name=n, score=score_text(v)) for n, v in readings),
            score=score_text(score.value),
            claimed="—" if score.claimed is None else text(score.claimed),
        )
        yield Observation(
            shown,
            row.claimed.place(row.label),
            claimed=None if score.claimed is None else text(score.claimed),
            expected=" / ".join(text(value) for value in dict.fromkeys(exact)),
        )
