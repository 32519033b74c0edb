"""``share-as-percent``: a share such as 0.98 in a column that counts in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import fold, unit_text
from zhibiao.messages import Text, say
from zhibiao.model.form import Cell
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的单位是 %，这一格写 {raw}，即 {read}；对照 {other}，可能想写 {meant}",
    en='"{label}" counts in %, and this cell says {raw}, which is {read}; beside {other} it may be '
    "meant as {meant}",
)
_BARE = re.compile(r"0?\.\d+|1(?:\.0+)?", re.ASCII)
MUCH = 10
"""By how many times the other figure of the row must be larger."""


@form_check("share-as-percent", Severity.WARNING)
def share_as_percent(audit: Audit) -> Iterator[Observation]:
    """A figure under a column in percent looks like a share of one.

    What it finds:
        A target or an actual without a percent sign, not above 1, in a row that counts in
        percent, where the other of the two is at least ten times as large and at least 10 %.
        Nothing is converted: the form is scored as it stands.

    Why it matters:
        0.98 read as 0.98 % makes a result that met its target look like a failure.

    Example:
        0.98 for an actual in the unit %, beside a target of 95.

    What to do:
        Write 98 where 98 % is meant.

    Source:
        The row's own unit.
    """
    for row in audit.form.rows:
        for cell, other in ((row.actual, row.target), (row.target, row.actual)):
            if _is_share(cell, other):
                assert cell.quantity is not None
                assert other.quantity is not None
                meant = unit_text(cell.quantity.value * 100, "%")
                shown = say(
                    FOUND,
                    label=audit.name_of(row),
                    raw=cell.raw.strip(),
                    read=unit_text(cell.quantity.value, "%"),
                    other=unit_text(other.quantity.value, "%"),
                    meant=meant,
                )
                yield Observation(
                    shown, row.place_of(cell), claimed=cell.raw.strip(), expected=meant
                )


def _is_share(cell: Cell, other: Cell) -> bool:
    if cell.quantity is None or other.quantity is None:
        return False
    if cell.quantity.unit != "%" or other.quantity.unit != "%":
        return False
    least = max(cell.quantity.value * MUCH, Fraction(1, 10))
    return bool(_BARE.fullmatch(fold(cell.raw).strip())) and other.quantity.value >= least
