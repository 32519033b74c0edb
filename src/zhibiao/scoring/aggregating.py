"""Figures of several sub-units as those of one: absolute values summed, ratios weighted.

What comes out is scored once. Averaging scores of sub-units would give another number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhibiao.errors import FiguresError
from zhibiao.exact import ZERO, text
from zhibiao.expr.domain import Numeric, contains
from zhibiao.messages import Message, Text, say
from zhibiao.model.lowering.program import lower, scope_of
from zhibiao.model.measure import MeasureType, WeightedAggregate
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.evidence import Figure, from_figures
from zhibiao.scoring.reach import range_text

NO_WAY = Text(
    zh="“{name}”不能相加，规则也没有写 aggregate（weighted = 按哪个量加权）",
    en='"{name}" cannot be summed, and the rule set gives no aggregate (weighted = "a measure")',
)
BOUND = Text(
    zh="“{name}”不能汇总：有单位的“{of}”只知道界限（如“＞85%”），不是一个确定的数",
    en='"{name}" cannot be put together: "{of}" of a unit is only a bound (such as "＞85%"), not '
    "one number",
)
WEIGHT_MISSING = Text(
    zh="“{name}”不能汇总：它按“{of}”加权，而有单位没有给出“{of}”",
    en='"{name}" cannot be put together: it is weighted by "{of}", which one of the units does not '
    "give",
)
WEIGHTS_ZERO = Text(
    zh="“{name}”不能汇总：它按“{of}”加权，而各单位的“{of}”合计为 0",
    en='"{name}" cannot be put together: it is weighted by "{of}", which is 0 in all',
)
BEYOND = Text(
    zh="“{name}”不能相加：合计 {sum} 超出它可能的范围（{range}）；请写 aggregate，或改 range",
    en='"{name}" cannot be summed: {sum} lies outside what it can be ({range}); give it an '
    "aggregate, or another range",
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
            message = say(error.text, name=name, **error.values)
            problems.append(Problem("bad-figure", Severity.ERROR, message, Place(name, 0)))
    if problems:
        raise FiguresError(say(HEADLINE, count=len(problems)), problems)
    return result


class _CannotError(Exception):
    def __init__(self, text: Text, **values: str | Message) -> None:
        self.text = text
        self.values = values


def _one(
    rules: RuleSet, name: str, units: Sequence[Mapping[str, Numeric | bool]]
) -> Fraction | bool:
    measure = rules.measures[name]
    values = [unit[name] for unit in units]
    if isinstance(measure.aggregate, WeightedAggregate):
        weight = measure.aggregate.weighted
        return _weighted(name, values, weight, [unit.get(weight) for unit in units])
    summed = measure.aggregate == "sum" or (
        measure.type in (MeasureType.NUMBER, MeasureType.COUNT)
        and measure.unit != "%"
        and name not in _ranks(rules)
    )
    if summed:
        return _summed(rules, name, values)
    if len(set(values)) == 1 and isinstance(values[0], (bool, Fraction)):
        return values[0]
    raise _CannotError(DISAGREE if measure.type is MeasureType.BOOLEAN else NO_WAY)


def _ranks(rules: RuleSet) -> set[str]:
    """The measures that are places: two of them make no third."""
    return {name for item in rules.items for _, name, need in item.scheme.needs() if need == "rank"}


def _summed(rules: RuleSet, name: str, values: Sequence[Numeric | bool]) -> Fraction:
    total = sum((_exact(name, value) for value in values), ZERO)
    if not contains(scope_of(rules).within(name), total):
        raise _CannotError(BEYOND, sum=text(total), range=range_text(rules, name))
    return total


def _weighted(
    name: str,
    values: Sequence[Numeric | bool],
    weight: str,
    weights: Sequence[Numeric | bool | None],
) -> Fraction:
    given = [one for one in weights if one is not None]
    if len(given) < len(weights):
        raise _CannotError(WEIGHT_MISSING, of=weight)
    exact = [_exact(weight, one) for one in given]
    total = sum(exact)
    if total == 0:
        raise _CannotError(WEIGHTS_ZERO, of=weight)
    return sum((_exact(name, v) * w for v, w in zip(values, exact, strict=True)), ZERO) / total


def _exact(name: str, value: Numeric | bool) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise _CannotError(BOUND, of=name)
