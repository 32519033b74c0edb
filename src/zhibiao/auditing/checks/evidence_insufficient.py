"""``evidence-insufficient``: the form does not show what it claims."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.expr.outcomes import outcomes
from zhibiao.messages import Message, Text, say
from zhibiao.messages.scoring import EITHER_LANGUAGE
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Claim, Score, Scorecard, Status, highest
from zhibiao.scoring.explaining import missing_names
from zhibiao.scoring.words import score_text

MISSING = Text(
    zh="“{label}”自评 {claimed}，表中数据只能支持 {span}；还要有：{names}",
    en='{claimed} is claimed for "{label}", but the form supports {span}; what is missing: {names}',
)
BEST_END = Text(
    zh="“{label}”自评 {claimed}，取了表中数据所能支持的最高值（{span}）；要算定，还要有：{names}",
    en='the {claimed} claimed for "{label}" takes the best end of what the form supports ({span}); '
    "to settle it: {names}",
)
MAX_READINGS = 20


@form_check("evidence-insufficient", Severity.NOTE)
def evidence_insufficient(audit: Audit) -> Iterator[Observation]:
    """The score cannot be computed from the form, or the claim takes the best end.

    What it finds:
        A claimed score that the evidence allows but does not show: figures are missing, are
        only bounds (＞85%), or disagree. The figures that would settle it are named.

    Why it matters:
        A claim without evidence is where a reviewer asks for proof.

    Example:
        "＞85%" supports 3 or 5 points; 5 are claimed.

    What to do:
        Add the missing figure to the form, exactly and with its source.

    Source:
        The row's own criterion and the form's own figures.
    """
    if audit.card is None:
        return
    for score, row in audit.scored_rows:
        claimed = score.claimed
        if claimed is None or score.status is not Status.UNKNOWN:
            continue
        if score.claim is not Claim.WITHIN:
            continue
        narrowed = score.value != outcomes(score.tree)
        template = BEST_END if narrowed and claimed == highest(score.value) else MISSING
        span = score_text(score.value)
        shown = say(
            template,
            label=audit.name_of(row),
            claimed=text(claimed),
            span=span,
            names=_names(audit.card, score),
        )
        where = row.claimed.place(row.label)
        yield Observation(
            shown,
            where,
            claimed=text(claimed),
            expected=span,
            related=_disagreeing(audit.card, score),
        )


def _names(card: Scorecard, score: Score) -> Message:
    return say(
        EITHER_LANGUAGE,
        zh="、".join(_settling(card, score, "zh")),
        en=", ".join(_settling(card, score, "en")),
    )


def _disagreeing(card: Scorecard, score: Score) -> tuple[Where, ...]:
    """Every place of the figures that disagree."""
    found: dict[Where, None] = {}
    for name in dict.fromkeys(name for chain in score.chains for name in chain.readings):
        readings = card.evidence.get(name, ())
        if len(readings) > 1:
            found.update(dict.fromkeys(p for r in readings[:MAX_READINGS] for p in r.places))
    return tuple(found)


def _settling(card: Scorecard, score: Score, lang: str) -> tuple[str, ...]:
    """The open inputs, or the figures that disagree."""
    missing = missing_names(score, card.rules, lang)
    if missing:
        return missing
    several = [
        name
        for chain in score.chains
        for name in chain.readings
        if len(card.evidence.get(name, ())) > 1 and name in card.rules.measures
    ]
    return tuple(card.rules.measures[name].label for name in dict.fromkeys(several))
