"""The annual goal and what became of it: the figures in the two cells, with their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from attrs import evolve

from zhibiao.exact import fold
from zhibiao.interpreting.prose.sentences import MAX_SENTENCE, split
from zhibiao.interpreting.wording import is_blank, tidy
from zhibiao.model.document import GridCell
from zhibiao.model.form import Cell, Stated, read_cell

_CLAUSE = re.compile(r"[,;。:]")
_GOAL = re.compile(
    r"(?P<label>(?:PM2\.5|PM10|[^\d%]){2,}?)(?P<verb>达到|达|保持在|稳定在|控制在|不低于|不少于|不高于|不超过|大于等于|"
    r"小于等于|大于|小于|高于|低于|为|≥|≤|>|<|完成)+"
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>%|万元|元|微克/立方米|人次?|名|个|件|起|次|家|户|万)?"
    r"(?P<more>以上|以下|以内)?$"
)
_BOUNDS = {
    "不低于": "≥", "不少于": "≥", "大于等于": "≥", "≥": "≥", "不高于": "≤", "不超过": "≤",
    "小于等于": "≤", "控制在": "≤", "≤": "≤", "大于": ">", "高于": ">", ">": ">", "小于": "<",
    "低于": "<", "<": "<",
}  # fmt: skip
_TIMES = re.compile(r"20\d{2}年(?:度|末|底)?|\d{1,2}(?:-\d{1,2})?月(?:至\d{1,2}月)?")
_LEAD = re.compile(
    r"^(?:力争|确保|实现|使|全年|年度|争取|继续|\(?[一二三四五六七八九十]{1,3}\)?[、.是]?|\d{1,2}[、.])+"
)
_NAMES = re.compile(r"(?:率|比例|度|浓度|收入|支出|成本|数|数量|人次|额|面积|里程|指数|合格|达标)$")


def goal_figures(cell: GridCell, kind: Literal["fact", "goal"], heading: str) -> Iterator[Stated]:
    """The figures of a cell of the annual goal; without one, the cell itself under its heading."""
    if is_blank(cell.raw):
        return
    found = [stated for raw in split(cell.raw) for stated in _of_sentence(raw, cell, kind)]
    if found:
        yield from found
        return
    yield Stated(heading, Cell(cell.raw.strip(), at=cell.at), kind)


def _of_sentence(raw: str, cell: GridCell, kind: Literal["fact", "goal"]) -> Iterator[Stated]:
    if len(raw) > MAX_SENTENCE:
        return
    for clause in _CLAUSE.split(tidy(fold(raw))):
        matched = _GOAL.fullmatch(_TIMES.sub("", clause))
        if matched is None:
            continue
        label = _LEAD.sub("", matched["label"])
        if not 2 <= len(label) <= 24 or not _NAMES.search(label):
            continue
        unit = {"万": "万元", None: ""}.get(matched["unit"], matched["unit"])
        sign = _BOUNDS.get(matched["verb"], "")
        read = read_cell(f"{sign}{matched['number']}{unit}{matched['more'] or ''}", cell.at)
        yield Stated(label, evolve(read, raw=raw), kind)
