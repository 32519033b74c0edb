"""Names, values and places in words, in one language: what explanations and findings share."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.exact import rounded_text, unit_text
from zhibiao.expr.domain import Choice, Numeric, Span, ends
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.outcomes import Null, Value
from zhibiao.messages import explaining as texts
from zhibiao.messages import say
from zhibiao.model.lowering.program import JUDGED, OUTSIDE, STATE
from zhibiao.model.measure import Measure
from zhibiao.model.table import Table


def score_text(value: Numeric) -> str:
    """A score as people read it: ``5``, ``0 … 5``."""
    whole = ends(value)
    if whole.low is None or whole.high is None:
        return "?"
    if whole.low == whole.high:
        return rounded_text(whole.low, 4)
    return f"{rounded_text(whole.low, 4)} … {rounded_text(whole.high, 4)}"


class Words:
    """The names and values of a rule set's inputs in one language."""

    def __init__(self, measures: Table[str, Measure], lang: str) -> None:
        self.measures = measures
        self.lang = lang

    def name(self, name: str) -> str:
        """The label of an input."""
        if name in self.measures:
            return self.measures[name].label
        if name.startswith(JUDGED):
            return texts.JUDGED_INPUT.render(self.lang)
        if name.startswith(STATE):
            return texts.STATE_INPUT.render(self.lang)
        if name.startswith(OUTSIDE):
            return texts.OUTSIDE_INPUT.render(self.lang)
        return texts.REASON_INPUT.render(self.lang)

    def value(self, value: Value, unit: str) -> str:
        """A value in its unit."""
        match value:
            case bool():
                return (texts.YES if value else texts.NO).render(self.lang)
            case Fraction():
                return unit_text(value, unit)
            case Choice(values):
                return " / ".join(unit_text(v, unit) for v in sorted(values)[:12])
            case Span():
                return self.span(value, unit)
            case Null() | None:
                return texts.UNKNOWN.render(self.lang)

    def span(self, value: Span, unit: str) -> str:
        """A bound or an interval in words."""
        low = None if value.low is None else unit_text(value.low, unit)
        high = None if value.high is None else unit_text(value.high, unit)
        if low is not None and high is not None:
            return f"{low} … {high}"
        if low is not None:
            template = texts.ABOVE if value.low_open else texts.AT_LEAST
            return say(template, low=low).render(self.lang)
        if high is not None:
            template = texts.BELOW if value.high_open else texts.AT_MOST_VALUE
            return say(template, high=high).render(self.lang)
        return texts.UNKNOWN.render(self.lang)

    def symbols(self, node: Input | Named) -> str | None:
        """A leaf by its name."""
        if isinstance(node, Named) and node.role != "measure":
            return None
        return self.name(node.name)
