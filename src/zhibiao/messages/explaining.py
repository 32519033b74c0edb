"""The words of an explanation."""

from zhibiao.messages import Text

PARTS = {
    "computed": Text(zh="可算定", en="computed"),
    "judged": Text(zh="由评审定", en="judged"),
    "unknown": Text(zh="证据不足", en="unknown"),
    "not-applicable": Text(zh="不适用", en="not applicable"),
}
CLAIMS = {
    "within": Text(zh="在可能范围内", en="within what is possible"),
    "outside": Text(zh="不在可能范围内", en="outside what is possible"),
    "none": Text(zh="未填", en="none"),
}
HEADLINE = Text(
    zh="{label}（{id}）：{points} 分中得 {score}，{status}；自评 {claimed}",
    en="{label} ({id}): {score} of {points}, {status}; claimed {claimed}",
)
CRITERION = Text(zh="评分标准：{text}", en="criterion: {text}")
NO_CRITERION = Text(zh="评分标准：表中没有写", en="criterion: none is printed")
SCHEME = Text(zh="计分方式：{title}（{kind}）", en="scheme: {title} ({kind})")
ASSUMED = Text(
    zh="来源未写明、由规则作者选定：{fields}",
    en="not settled by the source, chosen by the author: {fields}",
)
FIELD_WHY = Text(zh="{field}（{why}）", en="{field} ({why})")
RULE_AT = Text(zh="规则出处：{place}", en="rule: {place}")
CLAUSE_AT = Text(zh="{clause} {place}", en="{clause} {place}")
FORMULA_AT = Text(zh="“{label}”的公式 {place}", en='formula of "{label}" {place}')
CLAUSES = {
    "points": Text(zh="分值", en="points"),
    "criterion": Text(zh="评分标准", en="criterion"),
    "scheme": Text(zh="计分方式", en="scheme"),
    "denominator": Text(zh="分母", en="denominator"),
    "rate_places": Text(zh="比率先取的小数位数", en="rounding of the rate"),
    "cap": Text(zh="比率上限", en="cap of the rate"),
}
READING = Text(zh="第 {number} 种读法", en="reading {number}")
OPEN = Text(zh="尚缺：{names}", en="missing or not exact: {names}")
FIGURE = Text(zh="{label} {value}{places}", en="{label} {value}{places}")
FIGURES = Text(zh="数据：{figures}", en="figures: {figures}")
PLACES = Text(zh="（{places}）", en=" ({places})")
SCORE_OF = Text(zh="得 {score} 分（满分 {points}）", en="{score} of {points}")
SCORE_OPEN = Text(zh="得 {score} 分之间（满分 {points}）", en="{score} of {points}")
DEDUCTED = Text(zh="共扣 {points}", en="{points} off in all")
AT_MOST = Text(zh="最多扣 {points}", en="at most {points}")
WHOLE_POINTS = Text(zh="超过 {count} 个整百分点", en="{count} whole percentage points")
STARTED_POINTS = Text(
    zh="超过 {count} 个百分点（不足一个按一个计）",
    en="{count} percentage points, a started one counted as one",
)
PRORATED_POINTS = Text(zh="超过 {count} 个百分点", en="{count} percentage points")
WHOLE_STEPS = Text(zh="{count} 个满步（每步 {step}）", en="{count} whole steps of {step}")
STARTED_STEPS = Text(
    zh="{count} 步（每步 {step}，不足一步按一步计）",
    en="{count} steps of {step}, a started one counted as one",
)
PRORATED_STEPS = Text(zh="{count} 步（每步 {step}）", en="{count} steps of {step}")
OCCURRENCES = Text(zh="{count} 次", en="{count} occurrence(s)")
NOT_IN_RANGE = Text(
    zh="{step}，超出可能的范围，按不明计", en="{step}, outside what it can be: not known"
)
SHARE = Text(zh="完成比例 {share}", en="completion {share}")
HOLDS = Text(zh="{test}", en="{test}")
JUDGED_INPUT = Text(zh="评审分", en="the assessor's score")
STATE_INPUT = Text(zh="所属情形", en="the state that applies")
REASON_INPUT = Text(zh="有无偏差原因", en="whether a reason is given")
YES = Text(zh="是", en="yes")
NO = Text(zh="否", en="no")
UNKNOWN = Text(zh="不明", en="unknown")
ABOVE = Text(zh="大于 {low}", en="above {low}")
AT_LEAST = Text(zh="不低于 {low}", en="at least {low}")
BELOW = Text(zh="小于 {high}", en="below {high}")
AT_MOST_VALUE = Text(zh="不超过 {high}", en="at most {high}")
AND = Text(zh=" 且 ", en=" and ")
OR = Text(zh=" 或 ", en=" or ")
NOT = Text(zh="非（{test}）", en="not ({test})")
IF = Text(zh="若 {test} 则 {then}，否则 {otherwise}", en="if {test} then {then} else {otherwise}")
ROUND = Text(zh="{value} 取 {places} 位小数", en="{value} rounded to {places} place(s)")
OTHER_READINGS = Text(
    zh="若按别的读法：{readings}",
    en="under other readings: {readings}",
)
READING_SCORE = Text(zh="{name}得 {score}", en="{name}: {score}")
OUTSIDE_INPUT = Text(zh="计分程序的结果", en="the result of the scheme's program")
RUNS_PYTHON = Text(
    zh="得分由 Python 程序算出，不是公式：逐行计算，工作簿和公式里显示不出来",
    en="the score is reckoned by a Python program, not by a formula: row by row, and no workbook "
    "can show it",
)
