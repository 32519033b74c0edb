"""Straight lines between two values: ``得分=6+(执行率-70%)/20%×4``, ``按线性插值法计分``."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.parsing.amounts import PERCENT, amount
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import AnyClause, Award, Equation, Score, Tail
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase

_N = r"\d{1,6}(?:\.\d{1,4})?"
_LINEAR = phrase(
    r"的?,?(?:得分|计分)?(?:按照?|用|采用|以)?(?:(?:直线|线性)(?:内插|插值)?法?|插值法|内插法|(?:相应)?比例)"
    r"(?:进行)?(?:计算得分|计算|确定得分|确定|计分|得分|赋分|给分|折算)"
)
_EQUATION = phrase(
    rf"的?,?(?:(?:按照?)?(?:得分|计分)=|按照?)(?:(?P<start>{_N})分?\+)?[(\[]*[\u4e00-\u9fff]{{1,16}}-(?P<from>{_N})(?P<sign>%?)\)"
    rf"(?:[/÷]\(?(?P<over>{_N})%?(?:-(?P<less>{_N})%?)?\)?)?[)\]]*×(?P<times>{_N})分?(?:计分|计算得分|计算|得分)?(?=[,;。)]|$)"
)


_FROM_FULL = phrase(
    rf"(?:即|则)?[\u4e00-\u9fff]{{0,12}}?(?:得分|计分)(?:=|为|:)(?P<full>{_N})分?-[(\[]+(?P<top>{_N})%-(?P<name>[\u4e00-\u9fff]{{1,16}})[)\]]+"
    rf"×(?P<hundred>100×)?(?P<times>{_N})分?(?=[,;。)]|$)"
)
_STRAIGHT = phrase(
    rf"(?:即|则|按照?)?[\u4e00-\u9fff]{{0,12}}?(?:(?:得分|计分|分值)(?:=|为|:)|(?<=按)|(?<=按照))(?:(?P<start>{_N})分?\+)?[(\[]*(?:(?P<top>{_N})(?P<sign>%?)-(?P<name>[\u4e00-\u9fff]{{1,16}})"
    rf"|(?P<named>[\u4e00-\u9fff]{{1,16}})-(?P<bottom>{_N})(?P<mark>%?))\)?[/÷]\(?(?P<over>{_N})%?(?:-(?P<less>{_N})%?)?\)?[)\]]*"
    rf"×(?P<times>{_N})分?(?:\+(?P<more>{_N})分?)?(?:计分|计算得分|计算|得分)?(?=[,;。)]|$)"
)


_SHORTFALL = phrase(
    rf"(?:即|则|按照?)?[\u4e00-\u9fff]{{0,12}}?(?:得分|计分|分值)(?:=|为|:)[(\[]+(?:1|100%)(?P<sign>[-+])(?P<name>\(?[\u4e00-\u9fff]{{2,20}}(?:[/÷][\u4e00-\u9fff]{{2,20}}|(?:率|比例|占比|比重)))\)?"
    rf"(?:×100%)?(?:×(?P<times>{_N}))?[)\]]+×(?:(?P<factor>{_N})分?|(?:本项|该项|指标)?(?:标准)?(?:分值|权重分值|权重分|权重|满分))(?=[,;。)]|$)"
)


def equation(cursor: Cursor) -> Equation | None:
    """``得分=(25%-结转结余率)÷20%×10分``, ``得分=(1-调剂额÷预算数×5)×分值``."""
    start = cursor.at
    short = cursor.take(_SHORTFALL)
    if short is not None:
        factor = Fraction(short["factor"] or 1)
        slope = factor * Fraction(short["times"] or 1) * (1 if short["sign"] == "+" else -1)
        name = short["name"].strip("(").replace("/", "与").replace("÷", "与")
        name = f"{name}之比" if "与" in name else name
        share = short["factor"] is None
        return Equation(
            start, cursor.at, constant=factor, slope=slope, subject=name, unit="%", share=share
        )
    less = cursor.take(_FROM_FULL)
    if less is not None:
        slope = Fraction(less["times"]) * (100 if less["hundred"] else 1)
        top = Fraction(less["top"]) * PERCENT
        constant = Fraction(less["full"]) - slope * top
        name, unit = less["name"], "%"
        return Equation(start, cursor.at, constant=constant, slope=slope, subject=name, unit=unit)
    found = cursor.take(_STRAIGHT)
    if found is None:
        return None
    scale = PERCENT if found["sign"] or found["mark"] else Fraction(1)
    over = (Fraction(found["over"]) - Fraction(found["less"] or 0)) * scale
    if over <= 0:
        cursor.at = start
        return None
    slope = Fraction(found["times"]) / over
    origin = Fraction(found["top"] or found["bottom"]) * scale
    slope = -slope if found["top"] else slope
    constant = Fraction(found["start"] or 0) + Fraction(found["more"] or 0) - slope * origin
    unit = "%" if found["sign"] or found["mark"] else ""
    subject = found["name"] or found["named"]
    return Equation(start, cursor.at, constant=constant, slope=slope, subject=subject, unit=unit)


def line(cursor: Cursor, between: Range) -> Score | bool:
    """How the score runs between two ends: as a score range, or ``True`` where words say so.

    ``得分=6+(执行率-70%)/20%×4`` for 70 % to 90 % is a range from 6 to 10 points.
    """
    found = cursor.take(_EQUATION)
    if found is None:
        return cursor.take(_LINEAR) is not None
    low, high = between.low, between.high
    assert low is not None
    assert high is not None
    scale = PERCENT if found["sign"] else Fraction(1)
    over = Fraction(1)
    if found["over"]:
        over = (Fraction(found["over"]) - Fraction(found["less"] or 0)) * scale
    values = [
        Fraction(found["start"] or 0)
        + (end.at.value - Fraction(found["from"]) * scale) / over * Fraction(found["times"])
        for end in (low, high)
        if over > 0
    ]
    fits = low.at.unit == high.at.unit == ("%" if found["sign"] else low.at.unit)
    if not fits or len(values) < 2 or not 0 <= values[0] < values[1]:
        return False
    return Score(values[1], low=values[0], within="interpolated")


_OF_NUMBER = phrase(
    rf"(?:(?:本项|该项|指标)?(?:得分|计分)(?:=|:|为))?\(?(?P<name>(?:实际|完成)[\u4e00-\u9fff]{{1,14}}|[\u4e00-\u9fff]{{1,12}}(?:人数|次数|数量|面积|里程|户数|场次))"
    rf"[/÷](?P<whole>{_N})\)?×(?P<times>{_N})分(?=[,;。]|$)"
)
_FULL_AND_NOUGHT = phrase(
    rf"(?P<name>[\u4e00-\u9fff]{{0,16}}?)以(?P<full>{_N}%?)为满分值?[,、](?:以)?(?P<nought>{_N}%?)为(?:零|0)分值?,?"
    r"(?:(?:其间|中间|之间|其余)(?:的|部分)*,?)?(?:按照?|采用|用)?(?:(?:直线|线性)(?:内插|插值)?法?|插值法|内插法)"
    r"(?:计算得分|计算|确定得分|确定|计分|得分|赋分)?(?=[,;。]|$)"
)


def spread(cursor: Cursor) -> list[AnyClause]:
    """``实际人数/300×5分``, ``以90%为满分值、60%为零分值，按直线插值计分``: two values."""
    start = cursor.at
    if "/" in cursor.text or "÷" in cursor.text:
        found = cursor.take(_OF_NUMBER)
        if found is not None and Fraction(found["whole"]) > 0:
            full, nought = found["whole"], "0"
            top = Score(Fraction(found["times"]))
            return _spread(cursor, start, (found["name"], full, nought), top)
    found = cursor.take(_FULL_AND_NOUGHT) if "为满分" in cursor.text else None
    if found is None or found["full"].endswith("%") is not found["nought"].endswith("%"):
        cursor.at = start
        return []
    return _spread(
        cursor,
        start,
        (found["name"], found["full"], found["nought"]),
        Score(Fraction(1), share=True),
    )


def _spread(cursor: Cursor, start: int, told: tuple[str, str, str], top: Score) -> list[AnyClause]:
    """Full marks from one value on, nought from the other on, and a line between them."""
    name, full, nought = told
    best, worst = amount(Cursor(full)), amount(Cursor(nought))
    if best is None or worst is None or best.value == worst.value:
        cursor.at = start
        return []
    ends = (End(best, closed=True), End(worst, closed=True))
    rises = best.value > worst.value
    ranges = (
        (Range(low=ends[0]), Range(high=ends[1]))
        if rises
        else (Range(high=ends[0]), Range(low=ends[1]))
    )
    end = cursor.at
    return [
        Award(start, end, subject=name, range=ranges[0], score=top),
        Award(start, end, subject=name, range=ranges[1], score=Score(Fraction(0))),
        Tail(start, end, kind="interpolated"),
    ]
