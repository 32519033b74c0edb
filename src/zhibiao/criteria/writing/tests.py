"""A test of the rule-set language, taken apart to be said in words."""

from __future__ import annotations

from attrs import frozen

from zhibiao.criteria.phrases import phrase
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure

_ONE = phrase(r"\s*(?P<sign><=|>=|<|>|=|≤|≥)\s*(?P<value>.+?)\s*")
_TWO = phrase(
    r"\s*(?P<opening>[\[(])\s*(?P<low>.+?)\s*\.\.\s*(?P<high>.+?)\s*(?P<closing>[\])])\s*"
)
_NUMBER = phrase(r"-?\d+(?:\.\d+)?")
_SIGNS = {"≤": "<=", "≥": ">="}


@frozen
class Told:
    """The ends of a test as text, and which of them belong to it."""

    low: str | None
    high: str | None
    low_closed: bool = True
    high_closed: bool = True
    exact: bool = False


def told(test: UnaryTest, measure: Measure | None) -> Told | None:
    """The test's ends with the measure's unit; ``None`` for a test of another form."""
    one = _ONE.fullmatch(test.text)
    if one is not None:
        sign = _SIGNS.get(one["sign"], one["sign"])
        value = _with_unit(one["value"], measure)
        match sign:
            case "=":
                return Told(value, value, exact=True)
            case "<" | "<=":
                return Told(None, value, high_closed=sign == "<=")
            case _:
                return Told(value, None, low_closed=sign == ">=")
    two = _TWO.fullmatch(test.text)
    if two is None:
        return None
    low, high = _with_unit(two["low"], measure), _with_unit(two["high"], measure)
    return Told(low, high, two["opening"] == "[", two["closing"] == "]")


def _with_unit(value: str, measure: Measure | None) -> str:
    """``350`` of a measure in 万元 is ``350万元``; names and levels stay as they are."""
    if measure is not None and measure.unit not in ("", "%") and _NUMBER.fullmatch(value):
        return value + measure.unit
    return value.strip('"')
