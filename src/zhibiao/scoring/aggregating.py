"""Figures of several sub-units as those of one: absolute values summed, ratios weighted.

What comes out is scored once. Averaging scores of sub-units would give another number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhibiao.errors import FiguresError
from zhibiao.exact import ZERO
from zhibiao.expr.domain import Numeric
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import lower
from zhibiao.model.measure import MeasureType, WeightedAggregate
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.evidence import Figure, from_figures

NO_WAY = Text(
    zh="“{name}”不能相加，规则也没有写 aggregate（weighted = 按哪个量加权）",
    en='"{name}" cannot be summed, and the rule set gives no aggregate (weighted = "a measure")',
)
DISAGREE = Text(
    zh="各单位对“{name}”的回答不一致",
    en='the units answer "{name}" differently',
)
HEADLINE = Text(zh="有 {count} 项数据无法汇总", en="{count} figure(s) cannot be put together")


def aggregate(rules: RuleSet, units: Sequence[Mapping[str, Figure]]) -> dict[str, Fraction | bool]:
    """The figures of several sub-units as one set of figures.

    Args:
        rules: the rule set.
        units: the plain figures of each sub-unit. A measure that one of them does not give is
            left out, and so unknown for the whole.

    Returns:
        Figures by measure id, exact, in the unit of each measure.

    Raises:
        FiguresError: figures that do not fit the rule set, or that cannot be put together.
    """
    program = lower(rules)
    known = [
        {name: readings[0].value for name, readings in from_figures(unit, rules, program).items()}
        for unit in units
    ]
    result: dict[str, Fraction | bool] = {}
    problems: list[Problem] = []
    for name in rules.measures:
        if not known or any(name not in unit for unit in known):
            continue
        try:
            result[name] = _one(rules, name, known)
        except _CannotError as error:
            message = say(error.text, name=name)
            problems.append(Problem("bad-figure", Severity.ERROR, message, Place(name, 0)))
    if problems:
        raise FiguresError(say(HEADLINE, count=len(problems)), problems)
    return result


class _CannotError(Exception):
    def __init__(self, text: Text) -> None:
        self.text = text


def _one(
    rules: RuleSet, name: str, units: Sequence[Mapping[str, Numeric | bool]]
) -> Fraction | bool:
    measure = rules.measures[name]
    values = [unit[name] for unit in units]
    if isinstance(measure.aggregate, WeightedAggregate):
        return _weighted(values, [unit.get(measure.aggregate.weighted) for unit in units])
    summed = measure.aggregate == "sum" or (
        measure.type in (MeasureType.NUMBER, MeasureType.COUNT) and measure.unit != "%"
    )
    if summed:
        return sum((_exact(value) for value in values), ZERO)
    if len(set(values)) == 1 and isinstance(values[0], (bool, Fraction)):
        return values[0]
    raise _CannotError(DISAGREE if measure.type is MeasureType.BOOLEAN else NO_WAY)


def _weighted(
    values: Sequence[Numeric | bool], weights: Sequence[Numeric | bool | None]
) -> Fraction:
    exact = [_exact(weight) for weight in weights]
    total = sum(exact)
    if total == 0:
        raise _CannotError(NO_WAY)
    return sum((_exact(v) * w for v, w in zip(values, exact, strict=True)), ZERO) / total


def _exact(value: Numeric | bool | None) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise _CannotError(NO_WAY)
