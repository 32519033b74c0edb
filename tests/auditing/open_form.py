"""A small form whose rows are its own, with targets and actuals, without a fault."""

from __future__ import annotations

from collections.abc import Iterable

from tests.auditing.small import BENCH, form
from zhibiao.auditing.finding import Finding

ROW = """
[[rows]]
tier = "{tier}"
group = "{group}"
label = "{label}"
target = {{ raw = "{target}", at = {{ table = 2, row = {row}, cell = 4 }} }}
actual = {{ raw = "{actual}", at = {{ table = 2, row = {row}, cell = 5 }} }}
criterion = "{criterion}"
points = {{ raw = "{points}", at = {{ table = 2, row = {row}, cell = 6 }} }}
claimed = {{ raw = "{claimed}", at = {{ table = 2, row = {row}, cell = 7 }} }}
reason = "{reason}"
"""
HEAD = """
form = 1
scope = "{scope}"
fiscal_year = 2023
[total]
points = "100"
claimed = "100"
"""
FUNDS = """
[funds]
points = "10"
claimed = "10"
stated_rate = {{ raw = "{rate}", at = {{ table = 1, row = 2, cell = 7 }} }}
[[funds.lines]]
source = "total"
initial_budget = {{ raw = "{initial}", at = {{ table = 1, row = 2, cell = 3 }} }}
annual_budget = {{ raw = "{annual}", at = {{ table = 1, row = 2, cell = 4 }} }}
expenditure = {{ raw = "{spent}", at = {{ table = 1, row = 2, cell = 5 }} }}
"""
BASIS = {
    "tier": "产出指标", "group": "数量指标", "label": "巡查", "target": "100次", "actual": "100次",
    "criterion": "", "points": "20", "claimed": "20", "reason": "",
}  # fmt: skip


def row(number: int, **cells: str) -> str:
    """One row of table 2, with some of its cells said."""
    return ROW.format(**{**BASIS, "row": number, **cells})


def text(*rows: str, scope: str = "project", **funds: str) -> str:
    """A form of these rows; with the four amounts of a funds table where they are given."""
    head = HEAD.format(scope=scope)
    return head + (FUNDS.format(**funds) if funds else "") + "".join(rows)


def rows(*changes: dict[str, str]) -> str:
    """A form of three rows, each with its changes."""
    labels = ("巡查", "培训", "维修")
    cells = [{"label": label} for label in labels]
    for own, change in zip(cells, changes, strict=False):
        own.update(change)
    return text(*(row(number, **own) for number, own in enumerate(cells, 2)))


def found(content: str, check: str, *, rules: str | None = None) -> tuple[Finding, ...]:
    """What one check finds, by the national project frame unless another is named."""
    return BENCH.audit(form(content), rules or "cn/project/2020", select=[check]).findings


def places(findings: Iterable[Finding]) -> list[tuple[int | None, int | None]]:
    """Row and cell of each finding."""
    return [(finding.where.row, finding.where.cell) for finding in findings]
