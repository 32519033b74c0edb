"""What a figure's label names: the quantity, its year and its column; and when two figures agree.

A basic-data table says ``三公经费2024年决算数`` where the report says ``三公经费支出``. Nothing is
guessed: a label whose year or column is not clear is compared with no other year or column.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from zhibiao.exact import Quantity, factor, same_family
from zhibiao.model.form import Cell, Stated, word

Column = Literal["final", "budget"]

MOST_AS_SHARE = 2
"""No execution rate of a whole year is 200 %, and none is so low that 2 means 2 %."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年?(?:度|末|初|底|全年)?(?!\d)")
_BUDGET = re.compile(r"(?:年初)?预算(?:安排)?(?:数|金额)$")
_FINAL = re.compile(r"(?:实际)?(?:决算|执行|支出|完成)(?:数|金额)$")
_OUTLAY = re.compile(r"(?<=.{3})(?:支出|收入)$")
_PADDING = re.compile(r"^(?:其中|本年度?|全年|当年|实际|共计|合计)+|(?:总计|合计|共计|总额|情况)+$")
_EARLIER = re.compile(r"上年|上一年|去年|往年|前年|同比|环比|年初")
_LATER = re.compile(r"计划|预计|力争|目标|任务|拟|明年|下一?年")
_GENERIC = re.compile(
    r"(?:[^率]{0,2}(?:完成|达标|办结|优良|合格|执行|覆盖|及时|治理)?率)|占比|比例|金额|资金|支出|收入|"
    r"经费|罚款|案件|项目|人数|数量|总数|得分|面积|任务"
)


@frozen
class Naming:
    """A quantity by its words, the year and the column that it belongs to."""

    noun: str
    year: int | None
    column: Column


def naming(stated: Stated, fiscal_year: int | None) -> Naming | None:
    """What a stated figure names; ``None`` where its sentence speaks of other times as well."""
    label = word(stated.label)
    years = {int(year) for year in _YEAR.findall(label)}
    label = _YEAR.sub("", label)
    column: Column = "final"
    if _BUDGET.search(label):
        column, label = "budget", _BUDGET.sub("", label)
    elif _FINAL.search(label):
        label = _FINAL.sub("", label)
    noun = _OUTLAY.sub("", _PADDING.sub("", label))  # 三公经费支出, but 项目支出
    if stated.kind == "fact" and not years:
        others = {int(year) for year in _YEAR.findall(word(stated.cell.raw))} - {fiscal_year}
        if others or _EARLIER.search(stated.cell.raw) or _LATER.search(stated.cell.raw):
            return None
    if not noun or len(years) > 1:
        return None
    return Naming(noun, years.pop() if years else fiscal_year, column)


def is_generic(noun: str) -> bool:
    """Whether a name could mean anything: 完成率 in two sentences need not be the same one."""
    return _GENERIC.fullmatch(noun) is not None


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are the same within what they print; those of other units are not told.

    The one with fewer places is a rounded one when it lies within half a unit of its last.
    """
    if one.unit != other.unit and not (
        one.unit and other.unit and same_family(one.unit, other.unit)
    ):
        return True
    a, b = one.value * factor(one.unit), other.value * factor(other.unit)
    printed = (one.resolution * factor(one.unit), other.resolution * factor(other.unit))
    if printed[0] == printed[1]:
        return a == b
    return abs(a - b) * 2 <= max(printed)


def as_rate(cell: Cell) -> Cell:
    """A rate that was printed without its sign: above 2 it is in percent, else a share."""
    figure = cell.quantity
    if figure is None or figure.unit:
        return cell
    scale = Fraction(1, 100) if figure.value > MOST_AS_SHARE else Fraction(1)
    return evolve(cell, quantity=Quantity(figure.value * scale, "%", figure.resolution * scale))


_SAME = (("优良天数比例", "优良率"), ("优良天数比率", "优良率"), ("满意率", "满意度"))
_ALIKE = 6


def alike(one: str, other: str) -> bool:
    """Whether two labels are much the same: six of ten pairs of neighbouring signs, or more."""
    pairs = []
    for label in (one, other):
        plain = word(label)
        for long, short in _SAME:
            plain = plain.replace(long, short)
        pairs.append({plain[i : i + 2] for i in range(len(plain) - 1)})
    a, b = pairs
    return 20 * len(a & b) >= _ALIKE * (len(a) + len(b)) > 0
