"""Dates of a workbook, which stores them as days since an epoch, as the program shows them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<noon>AM/PM|A/P|上午/下午)'
    r"|(?P<part>y+|m+|d+|h+|s+|e+|a+)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_LAST = 2_958_465  # 9999-12-31
_WEEKDAYS = "一二三四五六日"
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def is_date(code: str) -> bool:
    """Whether a number format shows a date or a time of day."""
    section = code.split(";", maxsplit=1)[0]
    if "general" in section.lower():
        return False
    bare = _QUOTED.sub("", section)
    return bool(_ELAPSED.search(section) or re.search(r"[ymdhs]", bare, re.IGNORECASE)) and not (
        re.search(r"[0#?]", bare.replace(".0", "").replace(".00", ""))
    )


def show_date(days: Decimal, code: str, *, from_1904: bool) -> str | None:
    """A stored number of days as the date that its format shows; none where there is none."""
    if not 0 <= days <= _LAST:
        return None
    moment = _moment(days, from_1904=from_1904)
    section = code.split(";", maxsplit=1)[0]
    if _ELAPSED.search(section):
        return None
    return "".join(_shown(section, moment))


def _moment(days: Decimal, *, from_1904: bool) -> datetime:
    whole = int(days)
    seconds = int(((days - whole) * 86_400).to_integral_value())
    if from_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001  # a sheet knows no time zone
    elif whole < 60:
        start = datetime(1899, 12, 31)  # noqa: DTZ001  # as above
    else:  # sheets count a 29 February 1900 that never was
        start = datetime(1899, 12, 30)  # noqa: DTZ001  # as above
    return start + timedelta(days=whole, seconds=seconds)


def _shown(section: str, moment: datetime) -> list[str]:
    tokens = list(_TOKEN.finditer(section))
    parts = [(token["part"] or "").lower()[:1] for token in tokens]
    half = any(token["noon"] for token in tokens)
    found: list[str] = []
    for at, token in enumerate(tokens):
        if token["part"]:
            near = [part for part in (_last(parts[:at]), _first(parts[at + 1 :])) if part]
            minutes = parts[at] == "m" and ("h" in near[:1] or near[-1:] == ["s"])
            found.append(_part(token["part"].lower(), moment, minutes=minutes, half=half))
        elif token["noon"]:
            found.append(_noon(token["noon"], moment))
        else:
            found.append(token["quoted"] or token["escaped"] or token["plain"] or "")
    return found


def _first(parts: list[str]) -> str:
    return next((part for part in parts if part), "")


def _last(parts: list[str]) -> str:
    return _first(parts[::-1])


def _noon(code: str, moment: datetime) -> str:
    words = code.split("/")
    return words[moment.hour >= 12]


def _part(code: str, moment: datetime, *, minutes: bool, half: bool) -> str:
    width = len(code)
    hour = moment.hour % 12 or 12 if half else moment.hour
    match code[0]:
        case "y" | "e":
            return f"{moment.year % 100:02d}" if code in {"y", "yy"} else f"{moment.year}"
        case "m" if not minutes and width >= 3:
            month = _ENGLISH_MONTHS[moment.month - 1]
            return month[:3] if width == 3 else month[:1] if width == 5 else month
        case "a":
            return (
                f"星期{_WEEKDAYS[moment.weekday()]}" if width > 3 else _WEEKDAYS[moment.weekday()]
            )
        case "d" if width >= 3:
            return f"{moment:%a}" if width == 3 else f"{moment:%A}"
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    number = moment.minute if minutes else numbers[code[0]]
    return f"{number:02d}" if width > 1 else f"{number}"
