"""A basic mark with what is added to it and taken off it: ``基础分8分；获省级表彰加2分``."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.building.parts import Built, Parts, refused
from zhibiao.criteria.parsing.clauses import Gain, Loss, Mark
from zhibiao.exact import text
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.table import Table


def applies(parts: Parts) -> bool:
    """Whether facts alone move a basic mark."""
    return bool(parts.of(Gain)) and any(mark.basic for mark in parts.of(Mark))


def build(parts: Parts) -> Built:
    """The basic mark and what each fact adds or takes off, within the points.

    Raises:
        RefusedError: a clause of another kind, two basic marks, or the same fact twice.
    """
    parts.only([Gain, Loss], ["most", "bonus-cap", "capped", "floor"])
    basics = [mark for mark in parts.of(Mark) if mark.basic]
    facts = [one.clause for one in parts.numbered if isinstance(one.clause, (Gain, Loss))]
    if len(basics) > 1 or len({one.label for one in facts}) < len(facts):
        raise refused(facts[-1])
    most, cap = parts.tail("most"), parts.tail("bonus-cap")
    if most is not None and most.value != parts.points:
        raise refused(most)
    names = {f"item_{position}": one for position, one in enumerate(facts, 1)}
    gained = _summed({name: one.points for name, one in names.items() if isinstance(one, Gain)})
    lost = _summed({name: one.deduct for name, one in names.items() if isinstance(one, Loss)})
    if cap is not None and cap.value is not None:
        gained = f"min({text(cap.value)}, {gained})"
    total = f"{text(basics[0].value)} + {gained}" + (f" - ({lost})" if lost else "")
    formula = f"max(0, min({text(parts.points)}, {total}))"
    measures = {name: Measure(one.label, type=MeasureType.BOOLEAN) for name, one in names.items()}
    highest = basics[0].value + sum((one.points for one in parts.of(Gain)), Fraction(0))
    said = (say(texts.BONUS, points=text(parts.points)),) if highest > parts.points else ()
    return Built(FormulaScheme(formula=Formula(formula)), Table(measures), said)


def _summed(prices: dict[str, Fraction]) -> str:
    return " + ".join(f"(if {name} then {text(price)} else 0)" for name, price in prices.items())
