"""``unmeasured-actual``: a result that measures nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import LEVEL, filled_rows
from zhibiao.exact import fold
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow, word
from zhibiao.model.problem import Severity
from zhibiao.scoring.deadlines import is_date

WORDS = Text(
    zh="“{label}”的指标值是“{target}”，完成值只写“{actual}”，没有数",
    en='"{label}" has "{target}" for a target and only "{actual}" for an actual, which is no '
    "figure",
)
REPEATED = Text(
    zh="“{label}”的完成值“{actual}”照抄指标值，没有说明实际结果",
    en='the actual "{actual}" of "{label}" repeats the target and does not say what was reached',
)
_DIGIT = re.compile(r"[\d零〇一二两三四五六七八九十百千万]")
_SHORT = 40


@form_check("unmeasured-actual", Severity.WARNING)
def unmeasured_actual(audit: Audit) -> Iterator[Observation]:
    """The actual does not say what was reached.

    What it finds:
        Words such as 已完成 where the target is a number; and an actual that repeats the words
        or the bound of its target (有所改善 for 有所改善, 90%以上 for 90%以上). A number that
        meets its target exactly, a date and a level such as Ⅱ类 say what was reached.

    Why it matters:
        Such a row cannot be scored by anybody but the unit itself.

    Example:
        365天 answered by 完成.

    What to do:
        Write the figure that was reached, or for words what has changed, and how it is known.

    Source:
        The row's own target.
    """
    for _, row in filled_rows(audit):
        target, actual = row.target, row.actual
        if target.is_empty or actual.is_empty or row.state is not None:
            continue
        template = _fault(row)
        if template is not None:
            shown = say(
                template,
                label=audit.name_of(row),
                target=_brief(target.raw),
                actual=_brief(actual.raw),
            )
            yield Observation(
                shown,
                row.place_of(actual),
                claimed=_brief(actual.raw),
                expected=_brief(target.raw) if template is WORDS else None,
            )


def _fault(row: FormRow) -> Text | None:
    target, actual = row.target, row.actual
    if target.quantity is not None and actual.quantity is None:
        return None if _DIGIT.search(fold(actual.raw)) else WORDS
    if word(target.raw) != word(actual.raw):
        return None
    if actual.quantity is not None:
        return REPEATED if actual.relation != "=" else None
    said = LEVEL.fullmatch(word(actual.raw)) or is_date(actual)
    return None if said else REPEATED


def _brief(raw: str) -> str:
    plain = raw.strip()
    return plain if len(plain) <= _SHORT else plain[:_SHORT] + "…"
