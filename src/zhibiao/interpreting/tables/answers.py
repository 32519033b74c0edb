"""Answers in a list of figures: what is asked of one indicator belongs to its row.

A workbook asks for an assessor's score, for the state that holds and for whether a row applies
in lines of its own, named by the indicator and the question: 业务工作：评审得分.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from zhibiao.messages import Text
from zhibiao.messages import workbook as texts
from zhibiao.model.form import FormRow, Stated, rows_by_name, word

_NO = (texts.NO.zh, texts.NO.en)


def answered(
    rows: tuple[FormRow, ...], figures: Iterable[Stated]
) -> tuple[tuple[FormRow, ...], tuple[Stated, ...]]:
    """Rows with the answers that stand among the figures, and the figures without them.

    A line that names no row, or several, stays a figure, and so does a bound of an assessor's
    score: a row holds the score itself, and there can be two bounds.
    """
    changed, rest = list(rows), []
    places = rows_by_name(rows)
    for stated in figures:
        owner, _, question = stated.label.rpartition("：")
        index = places.get(word(owner)) if owner else None
        row = None if index is None else _with_answer(changed[index], question, stated)
        if index is None or row is None:
            rest.append(stated)
        else:
            changed[index] = row
    return tuple(changed), tuple(rest)


def _with_answer(row: FormRow, question: str, stated: Stated) -> FormRow | None:
    if _asks(texts.JUDGED, question):
        return evolve(row, judged=stated.cell) if stated.cell.relation == "=" else None
    if _asks(texts.STATE, question):
        return evolve(row, state=stated.cell.raw.strip())
    if _asks(texts.APPLIES, question):
        no = stated.cell.raw.strip() in _NO
        return evolve(row, applicable=False if no else row.applicable)
    return None


def _asks(text: Text, question: str) -> bool:
    return word(question) in (word(text.zh), word(text.en))
