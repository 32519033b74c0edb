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

WHOLE = "total"
"""The source of the line of a funds table that holds the whole."""

SOURCES = {
    "total": "年度资金总额", "current": "当年财政拨款", "carried": "上年结转资金",
    "other": "其他资金", "general": "一般公共预算", "fund": "政府性基金",
    "special": "纳入专户管理的非税收入", "basic": "基本支出", "project": "项目支出",
    "granted": "上级补助资金", "local": "本级资金",
}  # fmt: skip
"""What the sources of a funds table are called there."""

TOTAL = "总分"
EXECUTION_RATE = "执行率"

LOWER_IS_BETTER = (
    "浓度", "排放量", "能耗", "事故", "投诉", "差错", "失误", "超标", "超支", "偏差", "逾期",
    "延误", "细颗粒物", "颗粒物", "PM2.5", "PM10", "死亡", "返工", "空置", "闲置", "结余率",
)  # fmt: skip
"""Words in a label whose figure is better when it is lower. Assumed to be how the field speaks."""

HIGHER_IS_BETTER = (
    "满意度", "满意率", "优良率", "优良天数", "达标率", "合格率", "完成率", "覆盖率", "利用率",
    "及时率", "办结率", "受理率", "执行率", "验收率", "准确率", "治理率", "普及率",
)  # fmt: skip
"""Words in a label whose figure is better when it is higher. Assumed likewise."""
