"""A range bounds what is computed as well: figures that lead out of it are bad input."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.api import Workbench
from zhibiao.errors import FiguresError
from zhibiao.expr.build import named
from zhibiao.expr.domain import Span
from zhibiao.expr.nodes import Input
from zhibiao.expr.outcomes import outcomes
from zhibiao.messages import LANGUAGES

BENCH = Workbench(plugins=False)
RULES = BENCH.loads(
    """
language = 1
[ruleset]
title = "示例"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2024
points = 10
[measures.used]
label = "在用"
[measures.all]
label = "全部"
[measures.rate]
label = "利用率"
unit = "%"
range = "[0%..100%]"
formula = "used / all"
[tiers.t]
label = "全部"
points = 10
[groups.g]
tier = "t"
label = "全部"
points = 10
[indicators.use]
group = "g"
label = "利用率"
points = 10
scheme = { kind = "interpolation", measure = "rate", points = [["0%", 0], ["100%", 10]] }
"""
)


def test_figures_that_lead_out_of_a_range_are_refused() -> None:
    """The error names the measure, what it comes to, and its range, in both languages."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(RULES, {"used": 5, "all": 4})
    for lang in LANGUAGES:
        said = caught.value.render(lang)
        assert "利用率" in said
        assert "125%" in said
        assert "[0%..100%]" in said


def test_figures_within_the_range_are_scored() -> None:
    """Its ends belong to it."""
    assert BENCH.score(RULES, {"used": 4, "all": 4})["use"].low == 10
    assert BENCH.score(RULES, {"used": 0, "all": 4})["use"].low == 0


def test_a_computed_value_out_of_its_range_is_not_known() -> None:
    """What a form's figures make impossible spans the whole range, and is never used as it is."""
    reach = Span(Fraction(0), Fraction(1))
    tree = named("measure", "rate", Input("used"), "%", reach)
    assert outcomes(tree, {"used": Fraction(5, 4)}) == reach
    assert outcomes(tree, {"used": Fraction(3, 4)}) == Fraction(3, 4)
