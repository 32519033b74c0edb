"""``execution-score-mismatch``: the execution item's score is not what its rate gives."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.expr.domain import Numeric, inside
from zhibiao.messages import Text, say
from zhibiao.messages.scoring import EITHER_LANGUAGE
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import EXECUTION
from zhibiao.model.scorecard import Claim, Scorecard
from zhibiao.scoring.explaining import explain_brief
from zhibiao.scoring.words import score_text

FOUND = Text(
    zh="“{label}”填 {claimed} 分，按资金表应为 {expected}：{why}",
    en='{claimed} is claimed for "{label}", but the funds table gives {expected}: {why}',
)


@form_check("execution-score-mismatch", Severity.ERROR)
def execution_score_mismatch(audit: Audit) -> Iterator[Observation]:
    """The score of the execution item differs from points times rate.

    What it finds:
        A claimed score in the funds table that is not the points times the execution rate,
        with the denominator and the rounding stage that the rule set names. One unit of the
        last place is a warning: it was cut off, or rounded at another stage.

    Why it matters:
        It is the one item that every form shares and that anybody can recompute.

    Example:
        9.6 of 10 points at 770.93 of 799.01, which give 9.65.

    What to do:
        Recompute the rate, then the score; round where the standard says.

    Source:
        ``[execution]`` in the rule set.
    """
    if audit.card is None:
        return
    for score in audit.card.scores:
        claimed = score.claimed
        if score.item.path != (EXECUTION,) or claimed is None:
            continue
        if score.claim is not Claim.OUTSIDE:
            continue
        expected = score_text(score.value)
        shown = say(
            FOUND,
            label=score.item.label,
            claimed=text(claimed),
            expected=expected,
            why=say(
                EITHER_LANGUAGE,
                zh=explain_brief(audit.card, score, "zh"),
                en=explain_brief(audit.card, score, "en"),
            ),
        )
        where = audit.form.funds.claimed.place(score.item.label)
        used = [reading.where for chain in score.chains for reading in chain.readings.values()]
        yield Observation(
            shown,
            where,
            claimed=text(claimed),
            expected=expected,
            related=tuple(dict.fromkeys(place for place in used if place.statement is not None)),
            severity=Severity.WARNING if _is_rounding(audit.card, score.value, claimed) else None,
        )


def _is_rounding(card: Scorecard, value: Numeric, claimed: Fraction) -> bool:
    """Whether one unit of the last place that the rule set keeps is all that differs."""
    rounding = card.rules.ruleset.rounding
    unit = Fraction(1, 10**rounding.places)
    near = any(inside(value, claimed + step) for step in (unit, -unit))
    return rounding.at != "never" and near
