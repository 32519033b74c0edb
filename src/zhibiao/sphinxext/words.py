"""The fixed words of generated rule-set pages, in both languages; no rule stands here."""

from __future__ import annotations

from zhibiao.messages import Text, showing

PAGE_TITLE = Text(zh="{title}（{jurisdiction}，{year}）", en="{title} ({jurisdiction}, {year})")
ID = Text(zh="编号", en="id")
TITLE = Text(zh="名称", en="title")
JURISDICTION = Text(zh="区划", en="jurisdiction")
SCOPE = Text(zh="适用范围", en="scope")
YEAR = Text(zh="年度", en="fiscal year")
POINTS = Text(zh="分值", en="points")
ROUNDING = Text(zh="舍入", en="rounding")
RATINGS = Text(zh="评价等级", en="ratings")
FILE = Text(zh="文件", en="file")
SCOPES = {
    "department": Text(zh="部门整体支出", en="department"),
    "project": Text(zh="项目支出", en="project"),
    "policy": Text(zh="政策", en="policy"),
}
SOURCES = Text(zh="出处", en="Sources")
ASSUMED = Text(
    zh="出处没有写明、由规则作者选定", en="Not settled by the source, chosen by the author"
)
TREE = Text(zh="指标与分值", en="Indicators and points")
TIER = Text(zh="一级指标", en="tier")
GROUP = Text(zh="二级指标", en="group")
INDICATOR = Text(zh="三级指标", en="indicator")
SCHEME = Text(zh="计分方式", en="scheme")
HEADING = Text(zh="{label}（{points}分）", en="{label} ({points} points)")
CRITERION = Text(zh="评分标准", en="Criterion")
IN_WORDS = Text(zh="计分规则的文字：", en="The rule in words: ")
NO_CRITERION = Text(zh="表中没有写评分标准。", en="No criterion is printed.")
WRITTEN_AT = Text(zh="规则写在：", en="The rule: ")
LINE = Text(zh="{file} 第 {line} 行", en="{file}, line {line}")
OPEN_DEFAULT = Text(zh="没有另作规定时", en="Where nothing else is said")
EXTENDS = Text(zh="承接", en="extends")
CASES = Text(zh="算例", en="Worked cases")
OTHER_CASES = Text(zh="合计的算例", en="Worked cases of sums")
CASE = Text(zh="算例", en="case")
GIVEN = Text(zh="给定", en="given")
EXPECTED = Text(zh="应得", en="expected")
MEASURES = Text(zh="量", en="Measures")
MEASURE = Text(zh="量", en="measure")
UNIT = Text(zh="单位", en="unit")
FORMULA = Text(zh="公式", en="formula")
THE_FILE = Text(zh="规则文件全文", en="The file")
YES = Text(zh="是", en="yes")
NO = Text(zh="否", en="no")
BROKEN = Text(zh="这份评分办法读不出来：", en="This rule set cannot be read:")

FIELDS = {
    "aspects": Text(zh="二级指标", en="groups"),
    "lower_aspects": Text(zh="越低越好的", en="less is better in"),
    "quantitative": Text(zh="定量指标", en="Quantitative rows"),
    "qualitative": Text(zh="定性指标", en="Qualitative rows"),
    "kind": Text(zh="种类", en="kind"),
    "of": Text(zh="对象", en="of"),
    "to": Text(zh="最高到", en="to"),
    "factor": Text(zh="乘以", en="factor"),
    "cap": Text(zh="上限", en="at most"),
    "policy": Text(zh="处理", en="policy"),
    "denominator": Text(zh="分母", en="denominator"),
    "rate_places": Text(zh="比率先取小数位数", en="the rate is rounded to places"),
    "grades": Text(zh="等次", en="grades"),
    "share": Text(zh="占分值", en="share of the points"),
    "points": Text(zh="分值", en="points"),
    "combine": Text(zh="合并方法", en="combined by"),
    "measure": Text(zh="量", en="measure"),
    "full": Text(zh="得满分", en="full marks"),
    "step": Text(zh="一步", en="one step"),
    "deduct": Text(zh="每步（次）扣", en="deducted for each"),
    "partial": Text(zh="不足一步", en="part of a step"),
    "full_score": Text(zh="文字所写满分", en="stated full mark"),
    "floor": Text(zh="最低得分", en="least score"),
    "max_deduction": Text(zh="最多扣", en="deducted at most"),
    "unless": Text(zh="除非", en="unless"),
    "bands": Text(zh="各档", en="bands"),
    "otherwise": Text(zh="其余", en="otherwise"),
    "items": Text(zh="各要点", en="requirements"),
    "states": Text(zh="各情形", en="states"),
    "count": Text(zh="次数", en="count"),
    "actual": Text(zh="实际完成值", en="actual"),
    "target": Text(zh="指标值", en="target"),
    "direction": Text(zh="方向", en="direction"),
    "reverse": Text(zh="反向读法", en="reverse reading"),
    "pass_mark": Text(zh="及格线", en="pass mark"),
    "over": Text(zh="超额完成", en="over-achievement"),
    "when": Text(zh="条件", en="when"),
    "score": Text(zh="得分", en="score"),
    "label": Text(zh="内容", en="what"),
    "aliases": Text(zh="别称", en="other words"),
    "within": Text(zh="档内", en="within the band"),
}
"""What the fields of schemes are called; a field of somebody else's scheme keeps its own name."""

VALUES = {
    "whole": Text(zh="只计满步", en="only finished steps count"),
    "started": Text(zh="按一步计", en="counts as one"),
    "prorated": Text(zh="按比例计", en="in proportion"),
    "target": Text(zh="按该行的 ≥ 或 ≤", en="by the row's own ≥ or ≤"),
    "ratio": Text(zh="指标值 ÷ 完成值", en="target by actual"),
    "linear": Text(zh="按超出幅度线性计", en="linear in the excess"),
    **showing.KINDS,
    **showing.POLICIES,
    "higher": Text(zh="越高越好", en="higher is better"),
    "lower": Text(zh="越低越好", en="lower is better"),
}
"""The words behind the fixed values of fields."""
