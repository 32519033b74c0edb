"""How the text of a cell is compared: white space, brackets, numbering and units taken off.

Nothing here knows what a word means; the raw text stays in the cell.
"""

from __future__ import annotations

import re

from zhibiao.exact import fold
from zhibiao.model.form import PLACEHOLDERS, read_cell

_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")
_MARKS = ":：*、，,。;；"
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_BRACKETS = re.compile(r"[(（【\[][^(（)）\[\]【】]*[)）】\]]")
_NUMBERING = re.compile(
    r"^(?:其\s*中\s*[:：,，、]?|[①②③④⑤⑥⑦⑧⑨⑩]|\d{1,2}\s*[、.．)）](?!\d)|[(（]\d{1,2}[)）]"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．]|[(（][一二三四五六七八九十]{1,3}[)）][、,，]?)\s*"
)
_MONEY = re.compile(r"(?:单位[:：]?)?(亿元|千万元|百万元|万元|千元|元)")
_UNITS = {"人": "人", "㎡": "㎡", "m2": "㎡", "m²": "㎡", "平方米": "㎡", "%": "%", "百分比": "%"}
_POINTS = re.compile(r"[(（【\[](\d{1,3}(?:\.\d+)?)分?[)）】\]]")
_ONLY_POINTS = re.compile(r"[(（]?(\d{1,3}(?:\.\d+)?)分[)）]?|[(（](\d{1,3}(?:\.\d+)?)[)）]")
_ORDINAL = re.compile(r"^(?:三级)?指标\s*[\d一二三四五六七八九十]{1,2}\s*(?:[:：、.．]|$)")
_DOTS = re.compile(r"[.…·。•—\-_/*]+")


def tidy(text: str) -> str:
    r"""The text without white space, except between two words in Latin letters.

    >>> tidy("经济效\n益 指标")
    '经济效益指标'
    """

    def gap(found: re.Match[str]) -> str:
        if found[0].strip(_INVISIBLE) == "":
            return ""
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        keep = before.isascii() and after.isascii() and before.isalpha() and after.isalpha()
        return " " if keep else ""

    return _SPACE.sub(gap, text.strip())


def bare(text: str) -> str:
    """A heading as it is compared: folded, without brackets, numbering and end marks."""
    plain = fold(tidy(text))
    return _BRACKETS.sub("", plain).strip(_MARKS)


def row_label(text: str) -> str:
    """What a row is called: numbering, 其中, remarks in brackets and end marks taken off."""
    plain = tidy(text)
    for _ in range(3):
        shorter = _NUMBERING.sub("", plain)
        if shorter == plain:
            break
        plain = shorter
    plain = _BRACKETS.sub(_kept, plain)
    return plain.strip(_MARKS)


def _kept(found: re.Match[str]) -> str:
    inner = fold(found[0])[1:-1]
    said = unit_of(f"({inner})") or re.search(r"一行|一个|填|年|单位", inner) or not inner
    return "" if said else found[0]


def indicator_label(text: str) -> str:
    """What an indicator is called: ``指标1：`` before it is the form's own numbering."""
    return _ORDINAL.sub("", tidy(text))


def numbered(text: str) -> bool:
    """Whether the row bears a number of its own (``3、``), and so may head others."""
    return bool(
        re.match(r"^\s*(?:\d{1,2}\s*[、.．](?!\d)|[一二三四五六七八九十]{1,3}、)", fold(text))
    )


def unit_of(text: str) -> str:
    """The unit that a heading states in brackets or after ``单位：``, or ``""``."""
    plain = fold(tidy(text))
    for inner in re.findall(r"\(([^()]*)\)", plain):
        money = _MONEY.fullmatch(inner)
        if money:
            return money[1]
        if inner in _UNITS:
            return _UNITS[inner]
    said = re.search(r"单位[:：](亿元|千万元|百万元|万元|千元|元|人)", plain)
    if said:
        return said[1]
    return "%" if plain.endswith("%") and len(plain) > 1 and not plain[:-1][-1:].isdigit() else ""


def split_points(text: str) -> tuple[str, str]:
    """A heading and the points that stand in it: ``产出指标（50分）`` is 产出指标 and 50."""
    plain = fold(tidy(text))
    found = _POINTS.search(plain)
    if found is None:
        return tidy(text), ""
    return plain[: found.start()] + plain[found.end() :], found[1]


def only_points(text: str) -> str:
    """The points in a cell that holds nothing else: ``(50)`` or ``50分``."""
    found = _ONLY_POINTS.fullmatch(fold(tidy(text)))
    return (found[1] or found[2]) if found else ""


def is_blank(text: str) -> bool:
    """Whether nothing or only a placeholder stands there."""
    plain = tidy(text)
    return plain in PLACEHOLDERS or bool(_DOTS.fullmatch(fold(plain)))


def is_number(text: str) -> bool:
    """Whether the text is a plain number without a unit, as points and scores are."""
    return bool(re.fullmatch(r"-?\d{1,12}(?:,\d{3})*(?:\.\d+)?", fold(tidy(text))))


def is_figure(text: str) -> bool:
    """Whether the text is an amount, a count or a rate; ``2024年度`` is none of them."""
    found = read_cell(tidy(text))
    if found.quantity is None:
        return False
    unit = found.quantity.unit
    return not unit.startswith(("年", "月", "日", "号", "、", ")", ":")) and len(unit) <= 5


def is_masked(text: str) -> bool:
    """Whether what stood there was made unreadable on purpose: ``×××``."""
    return bool(re.fullmatch(r"[×xX*＊]{2,}", tidy(text)))
