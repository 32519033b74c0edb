"""Numbers of a workbook as text, by their number format, as the program would show them.

A workbook stores a decimal as a binary double and shows it with at most 15 digits; so these 15
are its value here, exactly. Nothing is ever calculated with a float. A format that is not
understood shows the plain number.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from attrs import frozen

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_LONGEST = 20
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)|(?P<general>General|G/通用格式)"
    r"|(?P<plain>[-+/ ()：:¥￥$€£亿万千百元人个件次年月日%‰、，。-]|[^\x00-\x7f])",
    re.DOTALL | re.IGNORECASE,
)


def decimal_of(stored: str) -> Decimal | None:
    """The number that a workbook means by what it stored, or none."""
    if _NUMBER.fullmatch(stored) is None:
        return None
    try:
        return _FIFTEEN.create_decimal(stored)
    except InvalidOperation:  # overflows the context
        return None


def plain(number: Decimal) -> str:
    """All its digits, without trailing zeros."""
    if number == 0:
        return "0"
    shown = number.normalize(_FIFTEEN)
    if not -_LONGEST < shown.adjusted() < _LONGEST:
        return str(shown)
    return format(shown, "f")


@frozen
class Shown:
    """One section of a number format, understood."""

    before: str
    after: str
    decimals: int
    least: int
    grouped: bool
    shift: int
    signless: bool = False
    general: bool = False

    def text(self, number: Decimal) -> tuple[str, bool]:
        """The number as shown, and whether digits were rounded off."""
        scaled = number.scaleb(self.shift, _WIDE)
        sign = "-" if number < 0 and not self.signless else ""
        if self.general:
            return f"{sign}{self.before}{plain(abs(scaled))}{self.after}", False
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-self.decimals), context=_WIDE)
        whole, _, rest = format(rounded, ",f" if self.grouped else "f").partition(".")
        if self.optional:
            rest = rest[: self.least_decimals] + rest[self.least_decimals :].rstrip("0")
        digits = whole.rjust(self.least, "0") + (f".{rest}" if rest else "")
        if not rounded:
            sign = ""
        return f"{sign}{self.before}{digits}{self.after}", rounded != abs(scaled)

    least_decimals: int = 0

    @property
    def optional(self) -> bool:
        """Whether trailing zeros of the decimals are left out."""
        return self.least_decimals < self.decimals


def show(number: Decimal, code: str) -> tuple[str, bool]:
    """A number by its format code, and whether it is shown rounded."""
    sections = _sections(code)
    which = 0
    if len(sections) > 1 and number < 0:
        which = 1
    elif len(sections) > 2 and number == 0:
        which = 2
    found = _understood(sections[which], signless=which == 1)
    return (plain(number), False) if found is None else found.text(number)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    parts, quoted, start = [], False, 0
    for at, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            parts.append(code[start:at])
            start = at + 1
    return (*parts, code[start:])


@lru_cache(maxsize=256)
def _understood(section: str, *, signless: bool) -> Shown | None:
    around = ["", ""]
    digits, general, shift, at = "", False, 0, 0
    if re.search(r"\[[<>=]", section):
        return None  # sections by condition
    while at < len(section):
        found = _TOKEN.match(section, at)
        if found is None:
            return None
        at = found.end()
        if found["digits"]:
            if digits or general:
                return None
            digits = found["digits"]
        elif found["general"]:
            if digits or general:
                return None
            general = True
        elif found["percent"]:
            shift += 2
            around[bool(digits or general)] += "%"
        else:
            literal = found["quoted"] or found["escaped"] or found["currency"] or found["plain"]
            around[bool(digits or general)] += literal or ""
    if not digits and not general:
        return None
    return _placed(digits, around, shift, signless=signless, general=general)


def _placed(
    digits: str, around: list[str], shift: int, *, signless: bool, general: bool
) -> Shown | None:
    bare = digits.rstrip(",")
    shift -= 3 * (len(digits) - len(bare))  # each trailing comma divides by a thousand
    whole, _, rest = bare.partition(".")
    if "." in rest or "," in rest:
        return None
    return Shown(
        around[0],
        around[1].rstrip(),
        len(rest),
        whole.count("0"),
        "," in whole,
        shift,
        signless=signless,
        general=general,
        least_decimals=len(rest.rstrip("#?")),
    )
