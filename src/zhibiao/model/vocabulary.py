"""Words of the field that mean the same on every form, whatever its rule set.

Only general terms of budget self-evaluation stand here, never the words of one document.
"""

from __future__ import annotations

SELF_SCORE = (
    "自评得分", "自评分", "自评总分", "自评总得分", "自评分数", "绩效自评得分", "综合得分",
    "综合评分", "自评综合得分", "评价得分", "总得分",
)  # fmt: skip
"""How reports call the score that the unit gives itself."""

MONEY = "万元"
"""The unit of money on forms, unless another is said."""

TOTAL = "总分"
EXECUTION_RATE = "执行率"
