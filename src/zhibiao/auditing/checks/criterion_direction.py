"""``criterion-direction``: the criterion takes points off for what is better."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.criterion import read_criterion, rewarded
from zhibiao.auditing.rows import filled_rows
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow, word
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import HIGHER_IS_BETTER, LOWER_IS_BETTER

FOUND = Text(
    zh="“{label}”越{better}越好，评分标准却对它变{better}扣分：“{criterion}”",
    en='"{label}" is better when it is {better}, but its criterion takes points off for just '
    'that: "{criterion}"',
)
WORDS = {"higher": Text(zh="高", en="higher"), "lower": Text(zh="低", en="lower")}


@form_check("criterion-direction", Severity.WARNING)
def criterion_direction(audit: Audit) -> Iterator[Observation]:
    """A criterion deducts for what is better, or rewards what is worse.

    What it finds:
        A criterion, printed in the form and understood in full, whose score falls in the
        direction that is the good one: by the sign of the row's own target (≤ or ≥), by the
        ``direction`` of its measure in the rule set, or by words such as 浓度 and 满意度.

    Why it matters:
        Units are punished for doing well, and the worst result earns full marks.

    Example:
        PM2.5: "达到35微克/立方米，记10分，每减少1微克/立方米，扣0.5分".

    What to do:
        Ask whoever issued the standard; most likely 减少 was written for 增加.

    Source:
        The row's own criterion.
    """
    for index, row in filled_rows(audit):
        points = audit.points_of(index)
        if not row.criterion.strip() or points is None or points <= 0:
            continue
        given, wanted = rewarded(read_criterion(row.criterion, points)), _better(audit, index, row)
        if given is not None and wanted is not None and given != wanted:
            shown = say(
                FOUND,
                label=audit.name_of(row),
                better=WORDS[wanted],
                criterion=row.criterion.strip(),
            )
            yield Observation(shown, row.at_criterion)


def _better(audit: Audit, index: int, row: FormRow) -> str | None:
    """Which direction is the good one; ``None`` where nothing says so, or two things disagree."""
    found = set()
    if row.target.relation in ("<", "<="):
        found.add("lower")
    elif row.target.relation in (">", ">="):
        found.add("higher")
    score = audit.score_of_row.get(index)
    if score is not None and audit.card is not None:
        name = score.item.scheme.speaks().get("actual")
        measure = audit.card.rules.measures.get(name) if name else None
        if measure is not None and measure.direction is not None:
            found.add(measure.direction)
    if not found:
        label = word(row.label)
        lower, higher = (
            any(one in label for one in words) for words in (LOWER_IS_BETTER, HIGHER_IS_BETTER)
        )
        if lower != higher:
            found.add("lower" if lower else "higher")
    return found.pop() if len(found) == 1 else None
