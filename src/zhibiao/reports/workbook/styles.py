"""The looks of a workbook: one place for fonts, fills, borders and what may be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = {"zh": "Microsoft YaHei", "en": "Calibri"}
INK, LINE, HEAD, BAND, INPUT = "#1F2933", "#B8C2CC", "#1F4E79", "#EAF1F8", "#FFF8DC"
GREEN, AMBER, RED, GREY = "#C6EFCE", "#FFEB9C", "#F8CBAD", "#E4E7EB"

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "line": {"align": "left", "text_wrap": True},
    "hint": {"font_color": "#52606D", "italic": True, "text_wrap": True},
    "head": {
        "bold": True, "bg_color": HEAD, "font_color": "#FFFFFF", "align": "center",
        "border": 1, "text_wrap": True,
    },
    "tier": {"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": BAND},
    "tier_block": {
        "bold": True, "border": 1, "align": "center", "valign": "top", "text_wrap": True,
        "bg_color": BAND,
    },
    "block": {"border": 1, "align": "center", "valign": "top", "text_wrap": True},
    "words": {"border": 1, "text_wrap": True},
    "small": {"border": 1, "text_wrap": True, "font_size": 9, "font_color": "#52606D"},
    "middle": {"border": 1, "align": "center", "text_wrap": True},
    "score": {"border": 1, "align": "center", "bold": True, "num_format": "0.####;-0.####;0"},
    "end": {"border": 1, "align": "center", "num_format": "General", "font_color": "#52606D"},
    "sum": {"border": 1, "bold": True, "bg_color": BAND, "align": "center", "text_wrap": True},
    "sum_label": {"border": 1, "bold": True, "bg_color": BAND, "align": "right"},
    "figure": {"border": 1, "align": "right"},
    "input": {"border": 1, "bg_color": INPUT, "locked": False, "align": "right"},
    "choice": {
        "border": 1, "bg_color": INPUT, "locked": False, "align": "center", "text_wrap": True,
    },
    "note": {
        "border": 1, "bg_color": INPUT, "locked": False, "text_wrap": True, "num_format": "@",
        "font_size": 9,
    },
    "blank": {"bottom": 1, "bg_color": INPUT, "locked": False},
    "plain": {},
    "bold": {"bold": True},
}  # fmt: skip


class Styles:
    """Makes each format once."""

    def __init__(self, book: Workbook, lang: str) -> None:
        self.book = book
        self.lang = lang
        self._made: dict[tuple[str, str], Format] = {}

    def get(self, look: str, number_format: str = "") -> Format:
        """A look, with its own way of showing numbers."""
        key = (look, number_format)
        if key not in self._made:
            shape = {
                "font_name": FONT[self.lang],
                "font_size": 10,
                "font_color": INK,
                "valign": "vcenter",
                "border_color": LINE,
                **_LOOKS[look],
            }
            if number_format:
                shape["num_format"] = number_format
            self._made[key] = self.book.add_format(shape)
        return self._made[key]

    def light(self, colour: str) -> Format:
        """The fill of a traffic light."""
        return self.book.add_format({"bg_color": colour})
