"""Numbers of a wording: digits or Chinese numerals, with the units that criteria use.

Only known units are read; an unknown word behind a number is not swallowed, and so ends in a
refusal. ``分`` is a unit only where no points can be meant.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import Quantity, factor, same_family, text

PERCENT = Fraction(1, 100)
NUMERALS = "零一二两三四五六七八九十"
_DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}

UNITS = (
    "微克/立方米", "毫克/立方米", "毫克/升", "微克/立", "μg/m3", "mg/L", "元/人",
    "元/平方米",
    "个百分点", "百分点", "个点", "亿元", "千万元", "百万元", "万元", "千元", "百元", "元",
    "个工作日", "工作日", "个自然日", "自然日", "个月", "个小时", "小时", "分钟", "天", "日",
    "周", "年", "季度", "月",
    "人次", "人", "名", "位", "万人次", "万人", "户", "家", "次", "起", "例", "宗", "件", "项",
    "个", "篇", "份", "台", "套", "辆", "条", "处", "座", "场", "期", "批", "笔", "本",
    "块", "所", "株",
    "场次", "班次", "批次", "期次", "台次", "台套", "户次", "件次", "家次", "车次", "项次", "例次",
    "课时", "学时", "头", "只", "眼", "口", "棵", "册", "张", "枚", "支", "节", "轮", "单", "村",
    "公里", "千米", "平方公里", "平方千米", "平方米", "㎡", "立方米", "万立方米", "米",
    "万亩", "亩", "公顷", "吨", "万吨", "千克", "公斤", "度", "分贝", "摄氏度", "℃",
)  # fmt: skip
DISCRETE = (
    "次", "起", "例", "宗", "件", "项", "个", "处", "人次", "人", "名", "位", "户", "家", "份",
    "条", "笔", "台", "套", "辆", "座", "场", "期", "批", "篇", "本", "块", "所", "株",
    "场次", "班次", "批次", "期次", "台次", "台套", "户次", "件次", "家次", "车次", "项次", "例次",
    "头", "只", "眼", "口", "棵", "册", "张", "枚", "支", "节", "轮", "单", "村",
)  # fmt: skip
TIMES = (
    "天", "日", "个工作日", "工作日", "个自然日", "自然日", "个月", "月", "小时", "个小时", "分钟",
    "周", "年", "季度",
)  # fmt: skip
WHOLE = (*DISCRETE, "天", "日", "个工作日", "工作日", "个自然日", "自然日")
_ANY_UNIT = "|".join(
    (
        r"(?:亿元|万元|千元|元|吨|千克|公斤|千瓦时|度)/(?:人次|[人户亩吨米台套件次个天年月]|公[顷里])",
        *(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True)),
    )
)
_SHARE_WORDS = ("个百分点", "百分点", "个点")

_MARK = (
    r"分(?=\(不?含|及?以上|及?以下|的?,?(?:不[得计记]分|[得计记]零分)|(?:的|之间)?,?[得计记](?:\d|满分|全分|分值)"
    r"|[-~至]\d|[<>≤≥]|\)|以[内外]|之间"
    r"|的?(?:为|属于?|是)[优良中差合不])"
)

# A bare 月 or 年 behind a number is a date, no amount; so is 日.
_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = phrase(
    rf"(?:百分之(?P<of>{_NUMBER}|百|[{NUMERALS}]+)"
    r"|(?P<tenths>[一二三四五六七八九])成(?=[,的]|及?以|得|计|记|不|未|至|到|-|\(|且)|(?P<nil>零)(?=的?,?[得计记])"
    rf"|(?P<number>[-+]?{_NUMBER})(?P<unit>%|‰|{_ANY_UNIT}|{_MARK})?)"
)
_COUNTED = phrase(
    rf"百分之(?P<of>{_NUMBER}|[{NUMERALS}]+)|(?P<number>{_NUMBER}|[{NUMERALS}]+|半)"
    rf"(?:(?P<unit>%|‰|{_ANY_UNIT}|分(?=的?,?(?:则|应)?(?:扣|减)))|(?=的?,?(?:则|应)?(?:扣|加|减)))"
)
_DATES = ("月", "年", "日")
_DURATION = phrase(r"\(不?含|及?以[内上下]|之?内|[-~至]\d{1,3}日|[<≤]|的?,?(?:得|计|记|不得分)")


@frozen
class Amount:
    """A number with its unit; of a percentage the value is already divided.

    ``points`` says that the words were 百分点, and not merely the sign %.
    """

    value: Fraction
    unit: str = ""
    points: bool = False

    @property
    def quantity(self) -> Quantity:
        """As a figure of the rule-set language."""
        return Quantity(self.value, self.unit)

    @property
    def written(self) -> str:
        """As a test of the rule-set language takes it."""
        return f"{text(self.value * 100)}%" if self.unit == "%" else text(self.value)

    def in_unit(self, unit: str) -> Amount:
        """The same amount in another unit of its family."""
        if self.unit in ("", unit):
            return Amount(self.value, unit, self.points)
        return Amount(self.value * factor(self.unit) / factor(unit), unit, self.points)

    def fits(self, unit: str) -> bool:
        """Whether it can be compared with figures in a unit."""
        return self.unit == unit or (self.unit == "" and self.value == 0) or _family(self, unit)


def _family(amount: Amount, unit: str) -> bool:
    return "" not in (amount.unit, unit) and same_family(amount.unit, unit)


def amount(cursor: Cursor, *, inherited: str = "") -> Amount | None:
    """A number with its unit; ``inherited`` is the unit of a number that stands bare."""
    found, cursor.at = _amount(cursor.text, cursor.at, inherited)
    return found


@lru_cache(maxsize=256)  # one parser after the other asks at the same place
def _amount(text: str, start: int, inherited: str) -> tuple[Amount | None, int]:
    """The amount at a place of a text, and where it ends."""
    found = _AMOUNT.match(text, start)
    if found is None:
        return None, start
    if found["of"]:
        value = numeral(found["of"])
        return (None, start) if value is None else (Amount(value * PERCENT, "%"), found.end())
    if found["tenths"]:
        return Amount((numeral(found["tenths"]) or Fraction(0)) / 10, "%"), found.end()
    if found["nil"]:
        return Amount(Fraction(0), inherited), found.end()
    unit = found["unit"] or ""
    dated = unit in _DATES and not (unit == "日" and _DURATION.match(text, found.end()))
    if dated or (unit == "日" and text[start - 1 : start] == "月"):
        return None, start
    return _made(Fraction(found["number"]), unit or inherited), found.end()


def counted(cursor: Cursor) -> Amount | None:
    """The size of a step: ``一个百分点``, ``5%``, ``20万元``, ``半个百分点``, ``1次``."""
    start = cursor.at
    found = cursor.take(_COUNTED)
    if found is None:
        return None
    if found["of"]:
        share = numeral(found["of"])
        if share is not None:
            return Amount(share * PERCENT, "%")
        cursor.at = start
        return None
    value = Fraction(1, 2) if found["number"] == "半" else numeral(found["number"])
    if value is None:
        cursor.at = start
        return None
    return _made(value, found["unit"] or "")


def numeral(written: str) -> Fraction | None:
    """The value of digits, or of Chinese numerals up to ninety-nine."""
    if written[0].isdigit():
        return Fraction(written)
    if written == "百":
        return Fraction(100)
    tens, ten, ones = written.partition("十")
    if not ten:
        return Fraction(_DIGIT[written]) if written in _DIGIT else None
    if (tens and tens not in _DIGIT) or (ones and ones not in _DIGIT):
        return None
    return Fraction((_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0))


def _made(value: Fraction, unit: str) -> Amount:
    if unit in _SHARE_WORDS:
        return Amount(value * PERCENT, "%", points=True)
    if unit == "‰":
        return Amount(value / 1000, "%")
    return Amount(value * PERCENT, "%") if unit == "%" else Amount(value, unit)
