"""The columns of the two tables of the budget-integration standard.

The names of the values are those of the standard. Assumed: ``reply_amt`` is the budget as first
approved, ``cur_amt`` the budget after adjustment and ``year_adj_amt`` what was adjusted between
them; amounts are in 元; ``exe_score`` is the score of the execution and its full points have no
column; ``agency_name``, ``pro_name``, ``fiscal_year`` and ``found_type_name`` say whose row it is.
"""

from __future__ import annotations

OWNER = ("fiscal_year", "agency_name", "pro_name")
"""Whose form a row belongs to."""

INDICATORS = (
    *OWNER, "kpi_lv1", "kpi_lv2", "kpi_lv3", "kpi_content", "kpi_val", "computesign", "meterunit",
    "kpi_evalstd", "kpi_remark", "ind_comp", "ind_weight", "eval_score", "devi_analy",
)  # fmt: skip
"""The indicator table, one row an indicator."""

FUNDS = (
    *OWNER, "found_type_name", "reply_amt", "year_adj_amt", "cur_amt", "year_exe_amt",
    "exe_amt_rate", "exe_score",
)  # fmt: skip
"""The funds table, one row a source of money."""

AMOUNTS = {
    "initial_budget": "reply_amt",
    "annual_budget": "cur_amt",
    "expenditure": "year_exe_amt",
}
AMOUNT_UNIT = "元"
QUALITATIVE = "定性"
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def is_indicator_heading(names: set[str]) -> bool:
    """Whether headings are those of the indicator table."""
    return {"kpi_lv1", "kpi_val"} <= names or len(names & set(INDICATORS[3:])) >= 4


def is_funds_heading(names: set[str]) -> bool:
    """Whether headings are those of the funds table."""
    return len(names & set(FUNDS[4:])) >= 2
