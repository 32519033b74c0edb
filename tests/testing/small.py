"""A rule set with a bound, steps, a quotient and states, for tests of the test tools."""

from __future__ import annotations

from zhibiao.api import Workbench
from zhibiao.model.ruleset import RuleSet

BENCH = Workbench(plugins=False)
TEXT = """
language = 1

[ruleset]
title = "t"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2020
points = 10

[ruleset.ratings]
"优" = ">= 8"
"差" = "< 8"

[measures.posts]
label = "编制数"
unit = "人"
range = ">= 0"

[measures.staff]
label = "在职人员数"
unit = "人"
range = ">= 0"

[measures.rate]
label = "控制率"
unit = "%"
formula = "staff / posts"

[measures.late]
label = "迟报次数"
type = "count"

[tiers.input]
label = "投入"
points = 10

[groups.allocation]
tier = "input"
label = "配置"
points = 10

[indicators.control]
group = "allocation"
label = "控制率"
points = 5

[indicators.control.scheme]
kind = "step-deduction"
measure = "rate"
full = "<= 100%"
step = "1%"
deduct = 0.5
partial = "whole"

[indicators.reports]
group = "allocation"
label = "报送"
points = 3
scheme = { kind = "occurrences", count = "late", deduct = 1 }

[indicators.quality]
group = "allocation"
label = "质量"
points = 2
scheme = { kind = "judged" }
"""

CASES = """
[[case]]
name = "全部做到"
given = { staff = 100, posts = 100, late = 0, quality = 2 }
expect = { control = 5, total = 10, rating = "优" }

[[case]]
name = "超一个百分点"
given = { staff = 101, posts = 100 }
expect = { control = 4.5 }
"""


def rules(text: str = TEXT) -> RuleSet:
    """The rule set of a text."""
    return BENCH.loads(text)
