"""Formulas that wordings come to, in Chinese words that read back as the same formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from zhibiao.criteria.phrases import phrase
from zhibiao.criteria.writing.nouns import distinct
from zhibiao.model.measure import Measure

if TYPE_CHECKING:
    from zhibiao.criteria.writing.chinese import Chinese

_N = r"[\d.]+"
_COUNTS = rf"{_N} \* count_1(?: \+ {_N} \* count_\d+)+"
_EARNED = phrase(r"min\((\S+), (\S+) \* count\)")
_BONUS = phrase(r"min\(\S+, (\S+) \+ (?:min\((\S+), )?(\S+) \* count\)+")
_SEVERAL = phrase(
    rf"min\((?P<points>{_N}), (?:(?P<basic>{_N}) \+ )?(?:min\((?P<cap>{_N}), )?"
    rf"(?P<counts>{_COUNTS})\)+"
)
_PRICE = phrase(rf"({_N}) \* (count_\d+)")
_FACT = r"\(if item_\d+ then [\d.]+ else 0\)"
_FACTS = phrase(
    rf"max\(0, min\((?P<points>{_N}), (?P<basic>{_N}) \+ (?:min\((?P<cap>{_N}), )?"
    rf"(?P<gains>{_FACT}(?: \+ {_FACT})*)\)?(?: - \((?P<losses>{_FACT}(?: \+ {_FACT})*)\))?\)\)"
)
_FACT_PRICE = phrase(r"\(if (item_\d+) then ([\d.]+) else 0\)")
_LIFTED = phrase(
    r"if x >= (?P<at>\S+) then min\(\S+, (?P<mark>\S+) \+ (?:min\((?P<cap>[\d.]+), )?"
    r"(?P<gain>[\d.]+) \* floor\(\(x - \S+\) / (?P<step>\S+?)\)\)+ else "
    r"(?:0|max\(0, \S+ - (?P<deduct>[\d.]+) \* floor\(\(\S+ - x\) / (?P<down>\S+?)\)\))"
)
_EXCEEDING = phrase(
    r"if actual >= target then min\((?P<points>[\d.]+), (?P<mark>[\d.]+) \+ "
    r"(?:min\((?P<cap>[\d.]+), )?"
    r"(?P<gain>[\d.]+) \* floor\(\(actual - target\) / target / (?P<step>\S+?)\)+ "
    r"else [\d.]+ \* actual / target"
)
_RISEN = phrase(
    r"if x >= (?P<at>\S+) then min\((?P<points>\S+), (?P<gain>[\d.]+) \* "
    r"floor\(\(x - \S+\) / (?P<step>\S+?)\)\) else 0"
)
_MOVED = phrase(
    rf"if x < 0%? then (?P<best>{_N}) else "
    rf"max\(0, (?P<mark>{_N}) - (?P<deduct>{_N}) \* floor\(x / (?P<step>\S+?)\)\)"
)
_PLAIN_NAME = phrase(r"[\u4e00-\u9fff、]{2,16}")


def formula(writer: Chinese, written: str) -> str:
    """The words of a formula; where it is none of these, the formula itself."""
    earned = _EARNED.fullmatch(written)
    if earned is not None:
        return f"每次得{earned[2]}分，最多得{earned[1]}分。"
    bonus = _BONUS.fullmatch(written)
    if bonus is not None:
        cap = f"，最多加{bonus[2]}分" if bonus[2] else ""
        return f"基本分{bonus[1]}分，每次加{bonus[3]}分{cap}。"
    for pattern, words in (
        (_SEVERAL, _several),
        (_FACTS, _facts),
        (_LIFTED, _lifted),
        (_RISEN, _risen),
        (_MOVED, _moved),
        (_EXCEEDING, _exceeding),
    ):
        found = pattern.fullmatch(written)
        if found is not None:
            return words(writer, found)
    return f"得分={written}。"


def _several(writer: Chinese, found: re.Match[str]) -> str:
    """``国家级表彰每次加3分；省级表彰每次加2分，最高得5分``."""
    prices = _PRICE.findall(found["counts"])
    nouns = distinct([writer.label(name) for _, name in prices])
    gains = "；".join(
        f"{noun}每次加{gain}分" for noun, (gain, _) in zip(nouns, prices, strict=True)
    )
    if not found["basic"]:
        return f"{gains}，最高得{found['points']}分。"
    cap = f"，最多加{found['cap']}分" if found["cap"] else ""
    return f"基本分{found['basic']}分，{gains}{cap}。"


def _facts(writer: Chinese, found: re.Match[str]) -> str:
    """``基本分8分；获省级表彰的加2分；被通报的扣1分``."""
    words = [f"基本分{found['basic']}分"]
    words += [f"{writer.label(n)}的加{p}分" for n, p in _FACT_PRICE.findall(found["gains"])]
    if found["cap"]:
        words[-1] += f"，最多加{found['cap']}分"
    lost = _FACT_PRICE.findall(found["losses"] or "")
    words += [f"{writer.label(name)}的扣{price}分" for name, price in lost]
    return "；".join(words) + "。"


def _lifted(writer: Chinese, found: re.Match[str]) -> str:
    """``达到95%得8分，每超过1个百分点加0.5分，最多加2分``."""
    measures = writer.measures
    at = _written(found["at"], measures)
    words = f"{writer.label('x')}≥{at}，得{found['mark']}分"
    words += f"；每超过{_written(found['step'], measures)}加{found['gain']}分"
    words += f"，最多加{found['cap']}分" if found["cap"] else ""
    if found["deduct"]:
        down = _written(found["down"], measures)
        return f"{words}；每降低{down}扣{found['deduct']}分，扣完为止。"
    return f"{words}；低于{at}不得分。"


def _risen(writer: Chinese, found: re.Match[str]) -> str:
    """``增长率每超过0%1%得1分，最多得5分``."""
    at, step = (_written(found[name], writer.measures) for name in ("at", "step"))
    if step.endswith("%"):
        step = f"{step.removesuffix('%')}个百分点"
    return f"{writer.label('x')}每超过{at}{step}得{found['gain']}分，最多得{found['points']}分。"


def _moved(writer: Chinese, found: re.Match[str]) -> str:
    """``经费下降的得4分；持平的得3分；每增长1%扣1分，从3分起扣，扣完为止``."""
    name = writer.label("x").removesuffix("变动")
    name = name if _PLAIN_NAME.fullmatch(name) else ""
    words = f"{name}下降的得{found['best']}分；持平的得{found['mark']}分"
    step = _written(found["step"], writer.measures)
    return f"{words}；每增长{step}扣{found['deduct']}分，从{found['mark']}分起扣，扣完为止。"


def _exceeding(_: Chinese, found: re.Match[str]) -> str:
    """``完成目标值得8分，未完成的按完成比例得分；每超过10%加1分，最多加2分``."""
    words = f"完成目标值得{found['mark']}分，未完成的按完成比例得分"
    bonus = f"超额完成的，每超过{found['step']}加{found['gain']}分"
    limit = f"最多加{found['cap']}分" if found["cap"] else f"最高得{found['points']}分"
    return f"{words}；{bonus}，{limit}。"


def _written(value: str, measures: Mapping[str, Measure]) -> str:
    """A number of a formula with the unit of the figure."""
    measure = measures.get("x")
    unit = measure.unit if measure is not None else ""
    return value if value.endswith("%") else f"{value}{unit}"
