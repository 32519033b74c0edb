"""Points in proportion: ``得分=完成值/指标值×分值``, ``按完成比例得分``, ``执行率×10分``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from attrs import evolve

from zhibiao.criteria.parsing.clauses import Over, Ratio
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS
from zhibiao.criteria.phrases import phrase

_RESULT = (
    r"(?:(?:该项|本项|此项|三级指标|单项指标|指标)?(?:实际)?(?:得分|计分|评分|记分"
    r"|指标得分)(?:=|:|为|按照?)?)"
)
_NOUN = r"[\u4e00-\u9fff]{1,20}?"
_FACTOR = (
    r"(?:(?:该项|本项|此项|该指标|指标)?(?:分值|权重分值|权重分|权重|满分分值|满分"
    r"|标准分|总分)|(?P<factor>\d{1,4}(?:\.\d{1,4})?)(?:分(?!钟))?)"
)
_TIMES = r"(?:×|乘以?|x|X)"
_QUOTIENT = phrase(
    rf"(?:[\u4e00-\u9fff]{{2,10}}?(?=(?:得分|计分)=))?{_RESULT}?(?P<least>(?:min|MIN|Min)\()?\(?(?P<above>{_NOUN})(?:/|÷|除以)(?P<below>{_NOUN})\)?"
    rf"(?:{_TIMES}100%)?(?(least),(?:1|100%))\)?{_TIMES}\(?{_FACTOR}\)?(?:计算得分|计算|计分|记分|得分|计)?"
)
_LINEAR = phrase(
    rf"{_RESULT}?\(?[1一]-\((?P<above>{_NOUN})-(?P<target>{_NOUN})\)(?:/|÷)"
    rf"(?P<below>{_NOUN})\)?{_TIMES}{_FACTOR}"
)
_EXCESS = phrase(
    rf"(?:即)?{_RESULT}?(?:{_FACTOR}{_TIMES})\([1一]-(?P<rate>[\u4e00-\u9fff]{{0,6}}?(?:超支|超出|超过|超|偏差|超标)[\u4e00-\u9fff]{{0,6}}?(?:率|比例|幅度))\)"
)
_EXCESS_FIRST = phrase(
    rf"(?:即)?{_RESULT}?\([1一]-(?P<rate>[\u4e00-\u9fff]{{0,6}}?(?:超支|超出|超过|超|偏差|超标)[\u4e00-\u9fff]{{0,6}}?(?:率|比例|幅度))\){_TIMES}{_FACTOR}"
)
_BY_EXCESS = phrase(
    r"(?:则|应)?按照?(?:实际)?(?:超支|超出|超过|超|超标)(?:部分|预算|的|幅度|计划|目标)*(?:比例|比率|百分比)(?:相应)?(?:扣减|扣除|扣|减)(?:相应)?(?:分值|得分|分数|分)"
)
_TURNED = phrase(
    rf"{_RESULT}{_FACTOR}{_TIMES}(?:(?P<rate>[\u4e00-\u9fff]{{2,16}}?率)"
    r"|\((?P<rated>[\u4e00-\u9fff]{2,16}?(?:率|满意度))[/÷](?P<over>\d{1,3}(?:\.\d{1,2})?)%\)"
    rf"|\(?(?:实际|完成)[\u4e00-\u9fff]{{0,12}}?(?:/|÷)[\u4e00-\u9fff]{{0,6}}?(?:目标|计划|指标|任务|应)[\u4e00-\u9fff]{{0,12}}\)?)"
    r"(?:×100%)?\)?(?=[,;。]|$)"
)
_RATE = phrase(
    rf"(?:(?:其余|其他|剩余|否则)(?:的|情况|情形)*,?)?(?:[\u4e00-\u9fff]{{2,12}}(?=得分=)|{_RESULT})?{_RESULT}?(?:未(?:完成|达到|达)(?:目标|目标值|指标值|计划|任务)?的?,?)?(?:则|否则)?"
    rf"(?:按照?)?(?P<open>\()?(?P<rate>(?:\d{{1,2}}月)?[\u4e00-\u9fff]{{0,20}}?(?:率|满意度))(?:[/÷](?P<over>\d{{1,3}}(?:\.\d{{1,2}})?)%)?(?(open)\))(?:×100%)?{_TIMES}{_FACTOR}"
    r"(?:计算)?(?:=?得分|计分|计算得分)?"
)
_PROPORTION = phrase(
    r"(?:(?:否则|反之)的?,?)?(?:[\u4e00-\u9fff]{2,6}指标,?(?=按))?(?:未(?:全部|能|足额)?(?:完成|达到|达|达成)(?:年度|年初|预期|绩效|计划|目标|目标值|指标值|任务|指标|进度|序时|要求)*(?:的|者|部分)*,?)?"
    r"(?:则|应)?按照?(?:其|实际|任务|目标|指标|计划|完成|情况|数量|[数值量占与和]|年初|年度|全年|工程|工作|[的之]|比值|达成|进度)*"
    r"(?:比例|比率|比重|百分比|完成率|达成率)(?:乘以?(?:该项|本项)?(?:分值|权重|满分))?(?:相应)?(?:计算|折算)?"
    r"(?:得分|计分|记分|给分|赋分|扣减分值|扣减得分|扣减|扣分|减分)"
)
_PART_OF = phrase(
    r"(?:未(?:全部|能)?(?:完成|达到)(?:上述|以上|相应)?(?:目标进度|目标值|目标|进度|要求)?(?:的|者)?,?)?(?:则|应)?按照?实际[\u4e00-\u9fff]{2,10}?(?:占|与|和)(?:年度|年初)?(?:计划|目标|任务|应|预算|指标)[\u4e00-\u9fff]{0,10}?的?"
    r"(?:比重|比例|比率|比值|百分比|之比)(?:乘以?(?:该项|本项)?(?:分值|权重|满分))?(?:计算)?(?:得分|计分|记分|给分|赋分)"
)
_OF_WHAT = phrase(r"完成|实际|目标|达|任务|指标|计划|数量")
_OWN_TARGET = phrase(r"目标|指标|计划|预算|任务|应|预期|定额|标准")
_OWN_ACTUAL = phrase(r"实际|完成|已|执行|决算|支出")
_OVER = phrase(
    r"(?P<rate>(?:实际)?(?:完成值|完成率|实际值|实际完成值|完成数|完成数量|实际完成数|完成情况))?"
    r"(?:(?:超过|超出|高于)(?P<target>(?:年度|年初|预期|计划|绩效)*(?:目标值|指标值|目标数?|指标|计划[数值]?|任务数?))?"
    r"|(?P<beyond>超额完成))的?(?P<at>\d{1,4}(?:\.\d{1,2})?)%(?P<usual>以上)?(?:的|者)?,?"
    r"(?:(?:视为|视同|属于)[^,;。\d]{2,16},)?"
    rf"(?:(?P<zero>不得分|得0分)|(?P<full>得满分)|扣(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS})"
)


def ratio(cursor: Cursor) -> Ratio | None:
    """A proportion of what was done to what was planned."""
    start = cursor.at
    found = cursor.take(_LINEAR)
    if found is not None and found["target"] == found["below"]:
        return _factored(found, Ratio(start, cursor.at, kind="linear"))
    cursor.at = start
    found = cursor.take(_TURNED)
    if found is not None:
        rate = found["rate"] or found["rated"]
        at = Fraction(found["over"] or 100) / 100
        named = Ratio(start, cursor.at, kind="rate", subject=rate or "", at=at)
        return _factored(found, named if rate else evolve(named, kind="completion"))
    found = cursor.take(_EXCESS) or cursor.take(_EXCESS_FIRST)
    if found is not None:
        return _factored(found, Ratio(start, cursor.at, kind="linear", subject=found["rate"]))
    if cursor.take(_BY_EXCESS):
        return Ratio(start, cursor.at, kind="linear")
    found = cursor.take(_QUOTIENT)
    if found is not None:
        planned = _OWN_TARGET.search(found["above"]) and not _OWN_ACTUAL.search(found["above"])
        turned = planned and _OWN_ACTUAL.search(found["below"])
        kind: Literal["ratio", "completion"] = "ratio" if turned else "completion"
        return _factored(found, Ratio(start, cursor.at, kind=kind))
    found = cursor.take(_RATE)
    if found is not None:
        at = Fraction(found["over"] or 100) / 100
        rate = found["rate"].removeprefix("实际")
        named = Ratio(start, cursor.at, kind="rate", subject=rate, at=at)
        return _factored(found, named)
    if cursor.take(_PART_OF):
        return Ratio(start, cursor.at, kind="completion")
    found = cursor.take(_PROPORTION)
    if found is not None:
        bare = _OF_WHAT.search(found[0]) is None
        return Ratio(start, cursor.at, kind="completion", bare=bare)
    return None


def _factored(found: re.Match[str], made: Ratio) -> Ratio:
    factor = found["factor"]
    return made if not factor else _with(made, Fraction(factor))


def _with(made: Ratio, factor: Fraction) -> Ratio:
    return evolve(made, factor=factor)


def over(cursor: Cursor) -> Over | None:
    """``完成值超过目标值30%以上的，扣2分``: what passing the target by far means."""
    start = cursor.at
    found = cursor.take(_OVER)
    if found is None:
        return None
    at = Fraction(found["at"]) / 100
    past_target = bool(found["target"] or found["beyond"])
    if past_target and at >= 1:  # “超过目标值150%”: so much more, or so much in all?
        cursor.at = start
        return None
    if not past_target and not (found["rate"] and at >= 1 and found["points"]):
        cursor.at = start
        return None
    return Over(
        start,
        cursor.at,
        above=at + 1 if past_target else at,
        then="zero" if found["zero"] else "full" if found["full"] else "deduct-once",
        deduct=Fraction(found["points"] or 0),
        usual=found["usual"] is not None,
    )
