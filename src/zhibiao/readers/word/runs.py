"""The text of a paragraph as a person sees it: changes accepted, field codes and hidden text out.

Text boxes that hang on a paragraph are handed back apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field

from zhibiao.readers.scripts import raised
from zhibiao.readers.xml import Element, child, children, local, value

_SKIPPED = frozenset(
    (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "del", "moveFrom",
        "delText", "instrText", "delInstrText", "rt", "sectPr", "tblPrEx", "customXmlPr",
    )
)  # fmt: skip
CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What people tick in forms, by font and the last two digits of the code.
_TICKS = {
    "wingdings": {"fe": "☑", "fd": "☒", "fc": "✓", "fb": "✗", "a8": "☐", "6f": "☐", "6e": "■"},
    "wingdings 2": {
        "52": "☑", "53": "☒", "54": "☒", "50": "✓", "4f": "✗", "a3": "☐", "2a": "☐", "35": "☐",
    },
}  # fmt: skip


@define
class Seen:
    """What was met on the way and is said of the whole document."""

    changes: bool = False
    hidden: int = 0
    pictures: bool = False


@define
class Line:
    """One paragraph: its text, and the text boxes that hang on it."""

    text: str = ""
    boxes: list[Element] = field(factory=list)


def read_line(paragraph: Element, seen: Seen) -> Line:
    """A paragraph's text."""
    line = Line()
    line.text = "".join(_pieces(paragraph, line, seen))
    return line


def _pieces(element: Element, line: Line, seen: Seen) -> Iterator[str]:
    for one in element:
        name = local(one)
        if name in CHANGES:
            seen.changes = True
        if name in _SKIPPED:
            continue
        match name:
            case "t":
                yield one.text or ""
            case "r":
                yield from _run(one, line, seen)
            case "sym":
                yield _symbol(one)
            case "txbxContent":
                line.boxes.append(one)
            case "AlternateContent":
                for branch in _chosen(one):
                    yield from _pieces(branch, line, seen)
            case "checkBox":
                yield _box(one)
            case "blip" | "imagedata":
                seen.pictures = True
            case _:
                yield _SIGNS.get(name, "")
                yield from _pieces(one, line, seen)


def _chosen(alternatives: Element) -> Iterator[Element]:
    """The first choice, or what stands there for old programs; never both."""
    yield from list(children(alternatives, "Choice"))[:1] or children(alternatives, "Fallback")


def _run(run: Element, line: Line, seen: Seen) -> Iterator[str]:
    marks = child(run, "rPr")
    if marks is not None and _is_on(child(marks, "vanish")):
        seen.hidden += 1
        return
    pieces = _pieces(run, line, seen)
    if value(child(marks, "vertAlign")) == "superscript":
        yield raised("".join(pieces))
    else:
        yield from pieces


def _is_on(mark: Element | None) -> bool:
    return mark is not None and (value(mark) or "true") not in {"0", "false", "off"}


def _symbol(element: Element) -> str:
    code = (value(element, "char") or "").lower()
    ticks = _TICKS.get((value(element, "font") or "").lower(), {})
    if code[-2:] in ticks:
        return ticks[code[-2:]]
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _box(element: Element) -> str:
    """An old form field to tick."""
    ticked = child(element, "checked")
    return "☑" if _is_on(child(element, "default") if ticked is None else ticked) else "☐"


def transparent(elements: Iterable[Element], wanted: frozenset[str]) -> Iterator[Element]:
    """Those of such names, seen through content controls, custom XML and changes."""
    for one in elements:
        name = local(one)
        if name in wanted:
            yield one
        elif name in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            yield from transparent(one, wanted)
        elif name == "AlternateContent":
            for branch in _chosen(one):
                yield from transparent(branch, wanted)
