"""``impossible-score``: a score that the criterion cannot give on any figures."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.criterion import allows, few_outcomes
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Claim

FOUND = Text(
    zh="“{label}”填 {claimed} 分，评分标准给不出这个分数；只可能是 {possible}",
    en='{claimed} is claimed for "{label}", which its criterion cannot give; possible: {possible}',
)
MANY = Text(
    zh="“{label}”填 {claimed} 分，评分标准给不出这个分数",
    en='{claimed} is claimed for "{label}", which its criterion cannot give',
)


@form_check("impossible-score", Severity.ERROR)
def impossible_score(audit: Audit) -> Iterator[Observation]:
    """The claimed score is none of the outcomes that the criterion allows.

    What it finds:
        A score between 0 and the points that no figures could earn, under none of the
        readings which the criterion leaves open.

    Why it matters:
        It shows that the criterion was not applied but a mark was given by feeling.

    Example:
        2 points under "有提升记3分，无改善记0分".

    What to do:
        Apply the criterion to the figures and enter one of the scores that it knows.

    Source:
        The row's own criterion, as the rule set writes it.
    """
    if audit.card is None:
        return
    for score, row in audit.scored_rows:
        claimed = score.claimed
        if claimed is None or score.claim is not Claim.OUTSIDE:
            continue
        if not 0 <= claimed <= score.item.points or allows(audit.card, score, claimed):
            continue
        possible = tuple(map(text, few_outcomes(audit.card, score)))
        template = FOUND if 0 < len(possible) <= 12 else MANY
        shown = say(template, label=audit.name_of(row), claimed=text(claimed), possible=possible)
        yield Observation(
            shown,
            row.claimed.place(row.label),
            claimed=text(claimed),
            expected=", ".join(possible[:12]) or None,
        )
