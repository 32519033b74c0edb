"""``score-contradicts-criterion``: the form's own figures give another score."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.criterion import allows, another_reading_gives, read_criterion
from zhibiao.auditing.own_criteria import by_own_criteria
from zhibiao.exact import text
from zhibiao.messages import Message, Text, say
from zhibiao.model.form import FormRow
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Claim, Score, Scorecard
from zhibiao.scoring.deadlines import compared
from zhibiao.scoring.explaining import explain_brief
from zhibiao.scoring.words import score_text

FOUND = Text(
    zh="“{label}”填 {claimed} 分，按评分标准和表中数据应为 {expected}：{why}",
    en='{claimed} is claimed for "{label}", but its criterion gives {expected} on the form\'s own '
    "figures: {why}",
)
BORROWED = Text(
    zh="“{label}”填 {claimed} 分；按全国框架的通常算法应为 {expected}：{why}。"
    "本地办法如另有规定，以本地的为准",
    en='{claimed} is claimed for "{label}"; the usual way of the national frame gives {expected}: '
    "{why}. A standard of the place itself goes before it",
)
LATE = Text(
    zh="期限是“{target}”，完成于“{actual}”，晚了 → {expected}",
    en='the deadline was "{target}" and it was done "{actual}", which is later → {expected}',
)


@form_check("score-contradicts-criterion", Severity.ERROR)
def score_contradicts_criterion(audit: Audit) -> Iterator[Observation]:
    """The claimed score is not what the criterion gives on the form's own figures.

    What it finds:
        A claim outside the scores that the evidence allows. Where figures are missing or
        disagree, only a claim outside the whole span is reported; where the criterion leaves
        a reading open, only a claim that no reading gives. A criterion that the form prints
        itself is applied to the row's actual, also where no rule set knows the row. It is a
        warning where the form prints no criterion that is understood and its place has no
        standard here, so that only the usual way of the national frame says otherwise.

    Why it matters:
        This is what a reviewer recomputes by hand.

    Example:
        3 of 3 for 资金结余 where 739.82 is left of 3237.73 carried in, which gives 2.

    What to do:
        Correct the score or the figure. ``zhibiao explain`` shows each step.

    Source:
        The row's own criterion, as the rule set or else the form writes it.
    """
    for card, score, row in (*_by_rules(audit), *by_own_criteria(audit)):
        claimed = score.claimed
        if claimed is None or score.claim is not Claim.OUTSIDE:
            continue
        if not 0 <= claimed <= score.item.points or not allows(card, score, claimed):
            continue  # said by score-out-of-range and impossible-score
        if another_reading_gives(card, score, claimed):
            continue  # said by reading-dependent-score
        expected = score_text(score.value)
        borrowed = audit.is_borrowed and not _is_understood(row, score)
        shown = say(
            BORROWED if borrowed else FOUND,
            label=audit.name_of(row),
            claimed=text(claimed),
            expected=expected,
            why=_late(audit, row, expected) or _why(card, score),
        )
        where = row.claimed.place(row.label)
        yield Observation(
            shown,
            where,
            claimed=text(claimed),
            expected=expected,
            severity=Severity.WARNING if borrowed else None,
        )


def _by_rules(audit: Audit) -> Iterator[tuple[Scorecard, Score, FormRow]]:
    for score, row in audit.scored_rows:
        assert audit.card is not None
        yield audit.card, score, row


def _is_understood(row: FormRow, score: Score) -> bool:
    """Whether the form prints a criterion, and its wording could be applied."""
    if not row.criterion.strip() or score.item.points <= 0:
        return False
    return read_criterion(row.criterion, score.item.points).scheme is not None


def _late(audit: Audit, row: FormRow, expected: str) -> Message | None:
    """Where a missed deadline decides, both dates say more than the state that follows."""
    decided = compared(row.target, row.actual, audit.form.fiscal_year)
    if decided is None or decided.kept:
        return None
    return say(LATE, target=row.target.raw, actual=row.actual.raw, expected=expected)


def _why(card: Scorecard, score: Score) -> Message:
    return say(
        Text(zh="{zh}", en="{en}"),
        zh=explain_brief(card, score, "zh"),
        en=explain_brief(card, score, "en"),
    )
