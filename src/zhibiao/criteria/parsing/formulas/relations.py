"""One amount held against another: ``实际成本≤计划成本的得满分；实际成本＞计划成本的，…``."""

from __future__ import annotations

from zhibiao.criteria.parsing.clauses import Given, Side, State
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import score
from zhibiao.criteria.phrases import phrase

_ACTUAL = phrase(r"实际|完成|执行|决算|支出|发生|率$|进度$|数量?$")
_PLANNED = phrase(
    r"目标|计划|预算|指标|预期|定额|标准|概算|批复|年初|核定|限额|应|上年|去年|序时|时间进度"
)
_RELATION = phrase(
    r"(?P<one>[\u4e00-\u9fff]{2,16}?)(?P<sign>≤|<=|≥|>=|<|>|超过|超出|高于|大于|低于|少于|小于|未达到)(?P<other>[\u4e00-\u9fff]{2,16}?)"
    r"(?:的|时|者)*,?(?:则|其)?(?P<rest>(?=得分=|计分=|按|每))?(?=[得计记不每按满])"
)


def relation(cursor: Cursor) -> State | Given | None:
    """An actual amount and the planned one; the State's words are those of a plain wording."""
    start = cursor.at
    found = cursor.take(_RELATION)
    if found is None or not _apart(found["one"], found["other"]):
        cursor.at = start
        return None
    over = found["sign"][0] in ">≥超高大"
    if found["sign"][0] not in "<>≤≥" and found["rest"] is None:
        cursor.at = start
        return None
    if found["rest"] is not None:
        side = Side.UP if over else Side.DOWN
        return Given(start, cursor.at, subject="", range=None, side=side)
    given = score(cursor)
    if given is None or found["sign"] in ("<", ">"):
        cursor.at = start
        return None
    words = "达到" if over else "不超过"
    return State(start, cursor.at, label=f"{found['one']}{words}{found['other']}", score=given)


def _apart(one: str, other: str) -> bool:
    """Whether the first is what was done and the second what was planned."""
    planned = _PLANNED.search(other) is not None and not _PLANNED.search(one)
    return planned and _ACTUAL.search(one) is not None
