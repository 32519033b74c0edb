"""The number formats of a workbook's styles, and how a stored number is shown by them."""

from __future__ import annotations

from attrs import frozen

from zhibiao.readers.package import Package
from zhibiao.readers.workbook.dates import is_date, show_date
from zhibiao.readers.workbook.numbers import decimal_of, plain, show
from zhibiao.readers.xml import child, children

GENERAL = "General"
# The formats that a workbook may name by number alone; 27 to 58 as a Chinese program shows them.
BUILTIN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0",
    6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%",
    10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss",
    47: "mm:ss", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


@frozen
class ShownNumber:
    """A number as its cell shows it; ``stored`` differs where it is shown rounded."""

    text: str
    stored: str

    @property
    def is_rounded(self) -> bool:
        """Whether the cell holds more digits than it shows."""
        return bool(self.stored)


@frozen
class Formats:
    """The format code of each style of a workbook."""

    codes: tuple[str, ...] = ()
    from_1904: bool = False

    def shown(self, stored: str, style: int) -> ShownNumber:
        """A stored number as a person sees it; a text that is no number stays as it is."""
        code = self.codes[style] if 0 <= style < len(self.codes) else GENERAL
        return show_number(stored, code, from_1904=self.from_1904)


def show_number(stored: str, code: str, *, from_1904: bool = False) -> ShownNumber:
    """A stored number by a format code."""
    number = decimal_of(stored)
    if number is None:
        return ShownNumber(stored, "")
    if is_date(code):
        date = show_date(number, code, from_1904=from_1904)
        if date is not None:
            return ShownNumber(date, "")
    text, rounded = show(number, code)
    return ShownNumber(text, plain(number) if rounded else "")


def read_formats(package: Package, part: str | None, *, from_1904: bool) -> Formats:
    """The formats of a workbook's part of styles."""
    if part is None or part not in package:
        return Formats(from_1904=from_1904)
    root = package.xml(part)
    own: dict[str, str] = {}
    listed = child(root, "numFmts")
    for one in () if listed is None else children(listed, "numFmt"):
        own[one.get("numFmtId", "")] = one.get("formatCode", GENERAL)
    codes: list[str] = []
    styles = child(root, "cellXfs")
    for style in () if styles is None else children(styles, "xf"):
        number = style.get("numFmtId", "0")
        known = BUILTIN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
        codes.append(own.get(number, known))
    return Formats(tuple(codes), from_1904)
