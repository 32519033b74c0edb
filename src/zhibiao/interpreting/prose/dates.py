"""Dates of a document, each with its role: cover, report, filled, signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from zhibiao.exact import fold
from zhibiao.interpreting.grids.matrix import Matrix
from zhibiao.interpreting.prose.sentences import Sentence
from zhibiao.interpreting.wording import tidy
from zhibiao.model.form import FormDate
from zhibiao.model.place import Where

Role = Literal["cover", "report", "filled", "signed"]

_DATE = r"(20\d{2})(?:年|[.\-/])(\d{1,2})(?:月|[.\-/])(\d{1,2})日?"
_ALONE = re.compile(rf"(?:日期:?|时间:?)?{_DATE}")
_LABELLED: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("filled", re.compile(rf"(?:填[报表写]|填制)(?:日期|时间):?{_DATE}")),
    ("report", re.compile(rf"(?:报告|编制|报送|上报|提交)(?:日期|时间):?{_DATE}")),
    ("signed", re.compile(rf"(?:签字|签章|盖章|负责人)[^\d]{{0,12}}{_DATE}")),
)


def dates(sentences: Iterable[Sentence], tables: Iterable[Matrix]) -> Iterator[FormDate]:
    """All dates whose role is certain.

    A date on a line of its own is the cover's before any prose, and a signature's after it.
    """
    prose = False
    for sentence in sentences:
        prose = prose or sentence.raw.endswith("。")
        plain = fold(tidy(sentence.raw))
        alone = _ALONE.fullmatch(plain)
        if alone is not None:
            yield _dated("signed" if prose else "cover", alone, sentence.at)
            continue
        yield from _labelled(plain, sentence.at)
    for table in tables:
        for cell in table.grid.cells:
            if len(cell.raw) <= 400:
                yield from _labelled(fold(tidy(cell.raw)), cell.at)


def _labelled(plain: str, at: Where) -> Iterator[FormDate]:
    for role, pattern in _LABELLED:
        found = pattern.search(plain)
        if found:
            yield _dated(role, found, at)
            return


def _dated(role: Role, found: re.Match[str], at: Where) -> FormDate:
    """The date in its role; one that no calendar has keeps what stands there."""
    value = _date(found.groups())
    raw = "" if value is not None else found[0][found.start(1) - found.start() :]
    return FormDate(role, value, at, raw)


def _date(parts: tuple[str, ...]) -> date | None:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
