"""A small rule set and a small form without a fault, to be spoilt one line at a time."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.api import Workbench
from zhibiao.auditing.audit import run
from zhibiao.auditing.check import Audit
from zhibiao.auditing.finding import Finding
from zhibiao.loading.forms import parse_forms
from zhibiao.model.form import Form
from zhibiao.model.ruleset import RuleSet

BENCH = Workbench(plugins=False)

RULES = BENCH.loads(
    """
language = 1

[ruleset]
title = "小表"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 10

[measures.posts]
label = "编制数"
unit = "人"
range = ">= 0"

[measures.staff]
label = "在职人数"
unit = "人"
range = ">= 0"
aliases = ["在岗人数"]

[measures.control_rate]
label = "控制率"
unit = "%"
formula = "staff / posts"
range = ">= 0%"

[measures.carried_in]
label = "上年结转"
unit = "万元"
range = ">= 0"

[measures.left]
label = "年末结余"
unit = "万元"

[measures.pay]
label = "工资"
unit = "万元"
range = ">= 0"

[measures.office]
label = "办公费"
unit = "万元"
range = ">= 0"

[measures.running]
label = "运转经费"
unit = "万元"
formula = "pay + office"
range = ">= 0"

[tiers.input]
label = "投入"
points = 6

[tiers.output]
label = "产出"
points = 4

[groups.allocation]
tier = "input"
label = "配置"
points = 6

[groups.duties]
tier = "output"
label = "履职"
points = 4

[indicators.control]
group = "allocation"
label = "人员控制"
points = 4
criterion = "不超过100%得4分；每超过一个百分点扣0.5分，扣完为止。"

[indicators.control.scheme]
kind = "step-deduction"
measure = "control_rate"
full = "<= 100%"
step = "1%"
deduct = 0.5
partial = "whole"
assumed = ["partial"]

[indicators.surplus]
group = "allocation"
label = "结余情况"
points = 2
criterion = "无结余，2分；不超过上年结转，1分；超过上年结转，不得分。"

[indicators.surplus.scheme]
kind = "states"
states = [
    { label = "无结余", when = "left <= 0", score = 2 },
    { label = "不超过上年结转", when = "left > 0 and left <= carried_in", score = 1 },
    { label = "超过上年结转", when = "left > 0 and left > carried_in", score = 0 },
]

[indicators.tasks]
group = "duties"
label = "任务完成"
points = 3
scheme = { kind = "judged" }

[indicators.disclosure]
group = "duties"
label = "信息公开"
points = 1

[indicators.disclosure.scheme]
kind = "states"
states = [{ label = "已公开", score = 1 }, { label = "未公开", score = 0 }]
"""
)

GOOD = """
form = 1
division = "110000"
scope = "department"
fiscal_year = 2022

[total]
points = { raw = "10", value = "10", at = { table = 2, row = 6, cell = 4 } }
claimed = { raw = "9.5", value = "9.5", at = { table = 2, row = 6, cell = 5 } }

[funds]
stated_rate = { raw = "90%", value = "90%", at = { table = 3, row = 2, cell = 4 } }
[[funds.lines]]
source = "total"
annual_budget = { raw = "100", value = "100", unit = "万元", at = { table = 3, row = 2, cell = 2 } }
expenditure = { raw = "90", value = "90", unit = "万元", at = { table = 3, row = 2, cell = 3 } }
[[funds.lines]]
source = "current"
annual_budget = "70"
expenditure = "63"
[[funds.lines]]
source = "carried"
annual_budget = "30"
expenditure = "27"

[[figures]]
label = "编制数"
value = "100"
unit = "人"
at = { table = 1, row = 1, cell = 2 }

[[figures]]
label = "在职人数"
value = "101"
unit = "人"
at = { table = 1, row = 1, cell = 4 }

[[figures]]
label = "控制率"
value = "101%"
at = { table = 1, row = 1, cell = 6 }

[[figures]]
label = "年末结余"
value = "0"
unit = "万元"
at = { table = 1, row = 2, cell = 2 }

[[figures]]
label = "运转经费"
value = "30.00"
unit = "万元"
at = { table = 1, row = 3, cell = 2 }

[[figures]]
label = "工资"
value = "20"
unit = "万元"
at = { table = 1, row = 3, cell = 3 }

[[figures]]
label = "办公费"
value = "10"
unit = "万元"
at = { table = 1, row = 3, cell = 4 }

[[figures]]
label = "维修费"
value = "4"
unit = "万元"
at = { table = 1, row = 3, cell = 5 }

[[rows]]
tier = "投入"
tier_points = { raw = "6", value = "6", at = { table = 2, row = 2, cell = 1 } }
group = "配置"
label = "人员控制"
points = { raw = "4", value = "4", at = { table = 2, row = 2, cell = 4 } }
claimed = { raw = "3.5", value = "3.5", at = { table = 2, row = 2, cell = 5 } }
reason = "超编一人"

[[rows]]
tier = "投入"
group = "配置"
label = "结余情况"
points = { raw = "2", value = "2", at = { table = 2, row = 3, cell = 4 } }
claimed = { raw = "2", value = "2", at = { table = 2, row = 3, cell = 5 } }

[[rows]]
tier = "产出"
tier_points = { raw = "4", value = "4", at = { table = 2, row = 4, cell = 1 } }
group = "履职"
label = "任务完成"
points = { raw = "3", value = "3", at = { table = 2, row = 4, cell = 4 } }
claimed = { raw = "3", value = "3", at = { table = 2, row = 4, cell = 5 } }

[[rows]]
tier = "产出"
group = "履职"
label = "信息公开"
points = { raw = "1", value = "1", at = { table = 2, row = 5, cell = 4 } }
claimed = { raw = "1", value = "1", at = { table = 2, row = 5, cell = 5 } }
state = "已公开"

[[facts]]
label = "自评得分"
value = "9.5"
unit = "分"
raw = "自评得分9.5分。"
at = { sentence = 1 }
"""


def form(text: str) -> Form:
    """The form in TOML."""
    return parse_forms(text.encode(), "form.toml")[0]


def changed(*swaps: tuple[str, str], text: str = GOOD) -> str:
    """The good form with pieces of text swapped, each of which stands in it exactly once."""
    for old, new in swaps:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def scored(row: int, raw: str) -> tuple[str, str]:
    """The swap that claims another score in a row of table 2; the total is row 6."""
    place = f"at = {{ table = 2, row = {row}, cell = 5 }} }}"
    was = {2: "3.5", 3: "2", 4: "3", 5: "1", 6: "9.5"}[row]
    old = f'claimed = {{ raw = "{was}", value = "{was}", {place}'
    return old, f'claimed = {{ raw = "{raw}", value = "{raw}", {place}'


def findings(
    text: str, select: Iterable[str] = (), rules: RuleSet | None = RULES
) -> tuple[Finding, ...]:
    """What the checks find in a form; without a rule set what they find on its own."""
    if rules is None:
        return run(Audit(form(text)), BENCH.chosen_checks(select))
    return BENCH.audit(form(text), rules, select=select).findings


def only(text: str, check: str, rules: RuleSet | None = RULES) -> Finding:
    """The one finding of all checks, which is of that check and can be said in both languages."""
    found = findings(text, rules=rules)
    assert [finding.check for finding in found] == [check], [f.render("en") for f in found]
    for lang in ("zh", "en"):
        said = found[0].render(lang)
        assert "{" not in said
        assert said
    return found[0]


def place(finding: Finding) -> tuple[int | None, int | None, int | None]:
    """Table, row and cell of a finding."""
    return finding.where.table, finding.where.row, finding.where.cell
