"""Pieces of formula text, each with the value that it has on the figures at hand.

Text and value are made together, so that a workbook can hold the value beside each formula and
the two never differ. Only functions that Excel 2010, WPS and LibreOffice share are used, and
only on whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

MOST_ARGUMENTS = 200
"""A function takes 255 in Excel; beyond, it is nested."""
Value = int | str | bool

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}


@frozen
class Part:
    """A piece of a formula; ``value`` is what an engine finds for it."""

    text: str
    value: Value

    @property
    def number(self) -> int:
        """Its value, which is a whole number."""
        assert isinstance(self.value, int)
        return self.value

    @property
    def constant(self) -> int | None:
        """The number, where it is written as one."""
        return self.number if self.text == _literal(self.value) else None


def whole(value: int) -> Part:
    """A whole number as it is written."""
    return Part(_literal(value), value)


def quoted(text: str) -> Part:
    """Words as a formula holds them."""
    return Part('"' + text.replace('"', '""') + '"', text)


def times(*parts: Part) -> Part:
    """The product of numbers and cells."""
    product = 1
    for part in parts:
        product *= part.number
    known = [part.constant for part in parts]
    if all(one is not None for one in known):
        return whole(product)
    if 0 in known:
        return whole(0)
    kept = [part.text for part, one in zip(parts, known, strict=True) if one != 1]
    return Part("*".join(kept), product)


def plus(*parts: Part) -> Part:
    """The sum of numbers, cells and products."""
    total = sum(part.number for part in parts)
    if all(part.constant is not None for part in parts):
        return whole(total)
    kept = [part.text for part in parts if part.constant != 0]
    return Part("+".join(kept), total)


def minus(part: Part) -> Part:
    """The opposite of a number or a cell."""
    return whole(-part.number) if part.constant is not None else Part(f"-{part.text}", -part.number)


def call(name: str, parts: Sequence[Part], value: int) -> Part:
    """A function of whole numbers; of one argument it is that argument."""
    distinct = list(dict.fromkeys(parts))
    if len(distinct) == 1:
        return distinct[0]
    if all(part.constant is not None for part in distinct):
        return whole(value)
    texts = [part.text for part in distinct]
    while len(texts) > MOST_ARGUMENTS:
        parts_of = range(0, len(texts), MOST_ARGUMENTS)
        texts = [f"{name}({','.join(texts[i : i + MOST_ARGUMENTS])})" for i in parts_of]
    return Part(f"{name}({','.join(texts)})", value)


def least(*parts: Part) -> Part:
    """The least of several."""
    return call("MIN", parts, min(part.number for part in parts))


def most(*parts: Part) -> Part:
    """The greatest of several."""
    return call("MAX", parts, max(part.number for part in parts))


def floored(top: Part, bottom: Part) -> Part:
    """The whole part of a quotient, downwards.

    Exact: two whole numbers below 2^47 have no quotient so near to the next whole number
    that doubles, or the fifteen digits of a comparison, would take it for that number.
    """
    value = top.number // bottom.number
    if top.constant is not None and bottom.constant is not None:
        return whole(value)
    if bottom.constant == 1:
        return top
    return Part(f"INT(({top.text})/{_factor(bottom)})", value)


def compared(operator: str, left: Part, right: Part) -> Part:
    """A comparison: true or false."""
    found = _COMPARISONS[operator](left.number, right.number)
    if left.constant is not None and right.constant is not None:
        return Part("TRUE" if found else "FALSE", found)
    return Part(f"{left.text}{operator}{right.text}", found)


def both(*parts: Part) -> Part:
    """Whether all comparisons hold."""
    return _joined("AND", parts, decisive=False)


def any_of(*parts: Part) -> Part:
    """Whether one of several comparisons holds."""
    return _joined("OR", parts, decisive=True)


def _joined(function: str, parts: tuple[Part, ...], *, decisive: bool) -> Part:
    """Comparisons joined: one of the decisive value decides, those of the other add nothing."""
    decides, idle = ("TRUE", "FALSE") if decisive else ("FALSE", "TRUE")
    kept = [part for part in dict.fromkeys(parts) if part.text != idle]
    found = any(part.value for part in parts) if decisive else all(part.value for part in parts)
    if not kept or any(part.text == decides for part in kept):
        return Part("TRUE" if found else "FALSE", found)
    if len(kept) == 1:
        return kept[0]
    return Part(f"{function}({','.join(part.text for part in kept)})", found)


def either(condition: Part, then: Part, otherwise: Part) -> Part:
    """One of two by a comparison."""
    if then == otherwise or condition.text == "TRUE":
        return then
    if condition.text == "FALSE":
        return otherwise
    value = then.value if condition.value else otherwise.value
    return Part(f"IF({condition.text},{then.text},{otherwise.text})", value)


def flag(condition: Part) -> Part:
    """A comparison as 1 or 0."""
    return either(condition, whole(1), whole(0))


def _literal(value: Value) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value >= 0 else f"({value})"
    return ""


def _factor(part: Part) -> str:
    return f"({part.text})" if "*" in part.text else part.text
