"""``declared-score-mismatch``: the report names another self-score than the table."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.form import word
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import SELF_SCORE

FOUND = Text(
    zh="报告中的“{label}”是 {declared}，评分表总分是 {total}",
    en='the report gives "{label}" as {declared}, but the total of the table is {total}',
)


@form_check("declared-score-mismatch", Severity.ERROR)
def declared_score_mismatch(audit: Audit) -> Iterator[Observation]:
    """The self-score in the report differs from the total of the form.

    What it finds:
        A figure called 自评得分 (or one of its synonyms) in the prose or elsewhere in the
        document that is not the total of the scoring table.

    Why it matters:
        One document cannot hold two results; the bureau does not know which one to record.

    Example:
        "自评得分95分" in the report above a table with a total of 98.

    What to do:
        Decide which is right and write it in both places.

    Source:
        Consistency of the document; no regulation is needed.
    """
    total = audit.form.total.claimed
    if total.number is None:
        return
    for stated in audit.form.stated:
        declared = stated.cell.number
        if declared is None or stated.kind == "goal" or word(stated.label) not in SELF_SCORE:
            continue
        if audit.differs(declared, total.number):
            shown = say(
                FOUND, label=stated.label, declared=text(declared), total=text(total.number)
            )
            yield Observation(
                shown,
                stated.where,
                claimed=text(declared),
                expected=text(total.number),
                related=(total.place(),),
            )
