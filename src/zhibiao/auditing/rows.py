"""Which rows of a form are filled in as rows, and whether a column is used at all.

A form without a column is not missing it in every row; and a row that does not apply, or that
shares one merged cell with others, need not fill every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit
from zhibiao.model.form import Cell, FormRow, word
from zhibiao.scoring.open_rows import is_own

LEVEL = re.compile(r"[ⅠⅡⅢⅣⅤⅥIV一二三四五六优劣甲乙丙丁1-6]{1,4}(?:[类级等]|等级)以?[上内]?")
"""A level such as Ⅱ类: an actual that repeats it says that it was reached."""


def filled_rows(audit: Audit) -> Iterator[tuple[int, FormRow]]:
    """The rows that stand for one indicator each, apply, and are worth points or claim some."""
    for index, row in enumerate(audit.form.rows):
        says = not (row.points.is_empty and row.claimed.is_empty)
        if says and row.applicable is not False and len(row.labels) == 1 and word(row.label):
            yield index, row


def is_used(cells: Iterable[Cell]) -> bool:
    """Whether a column exists: at least half of its cells say something."""
    filled = [not cell.is_empty for cell in cells]
    return sum(filled) * 2 >= len(filled) > 0


def brings_its_own(audit: Audit, index: int) -> bool:
    """Whether a row is the form's own, so that its target and actual stand nowhere else."""
    score = audit.score_of_row.get(index)
    return score is None or is_own(score.item)


def number_of(cell: Cell) -> Fraction | None:
    """The figure in a cell, whatever its relation: the 90 of ``≥90``."""
    return cell.quantity.value if cell.quantity is not None else None
