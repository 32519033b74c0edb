"""What is said of two editions beside each other."""

from zhibiao.messages import Text

VERB = Text(
    zh="比较两个版本：改了什么（用文字说），对已有的填报有什么影响：谁得分多了、谁少了、"
    "哪项指标起作用、等级怎么变。TABLE 是数据表（CSV，一行一份）、一张表或一个文件夹。",
    en="Compare two editions: what changed, in words, and what it does to given submissions: who "
    "gains, who loses, which indicator moves the total, which ratings change. TABLE is a CSV of "
    "figures (a row each), a form or a folder.",
)
OPT_REPORT = Text(zh="另写一份 HTML 报告", en="also write an HTML report")

ADDED = Text(zh="新增{what}“{label}”：{details}", en='new {what} "{label}": {details}')
ADDED_PLAIN = Text(zh="新增{what}“{label}”", en='new {what} "{label}"')
REMOVED = Text(zh="取消{what}“{label}”", en='{what} "{label}" is gone')
CHANGED = Text(
    zh="{what}“{label}”的{field}：{old} → {new}", en='{field} of {what} "{label}": {old} → {new}'
)
NOTHING = Text(zh="（无）", en="(none)")
SAME = Text(zh="两个版本没有差别。", en="The two editions do not differ.")

WHAT = {
    "ruleset": Text(zh="评分办法", en="rule set"),
    "rounding": Text(zh="舍入", en="rounding"),
    "ratings": Text(zh="等级", en="rating"),
    "sources": Text(zh="出处", en="source"),
    "measures": Text(zh="数据", en="measure"),
    "tiers": Text(zh="一级指标", en="tier"),
    "groups": Text(zh="二级指标", en="group"),
    "indicators": Text(zh="指标", en="indicator"),
    "shared": Text(zh="合并计分", en="shared score"),
    "execution": Text(zh="预算执行率", en="execution item"),
    "open": Text(zh="个性指标", en="open rows"),
    "adjustments": Text(zh="加减分", en="adjustment"),
    "not_applicable": Text(zh="不适用的规定", en="rule for rows that do not apply"),
}
FIELDS = {
    "label": Text(zh="名称", en="label"),
    "title": Text(zh="名称", en="title"),
    "summary": Text(zh="说明", en="summary"),
    "points": Text(zh="分值", en="points"),
    "criterion": Text(zh="评分标准", en="criterion"),
    "scheme": Text(zh="计分方式", en="scheme"),
    "group": Text(zh="所属二级指标", en="group"),
    "tier": Text(zh="所属一级指标", en="tier"),
    "unit": Text(zh="单位", en="unit"),
    "formula": Text(zh="公式", en="formula"),
    "range": Text(zh="范围", en="range"),
    "direction": Text(zh="方向", en="direction"),
    "aliases": Text(zh="别名", en="aliases"),
    "test": Text(zh="界限", en="bounds"),
    "full": Text(zh="满分条件", en="test for full marks"),
    "step": Text(zh="扣分步长", en="step"),
    "deduct": Text(zh="每步扣分", en="deduction"),
    "partial": Text(zh="不足一步的算法", en="reading of part of a step"),
    "bands": Text(zh="分档", en="bands"),
    "fiscal_year": Text(zh="年度", en="year"),
    "jurisdiction": Text(zh="区划", en="jurisdiction"),
    "assumed": Text(zh="选定", en="assumed"),
    "places": Text(zh="小数位数", en="places"),
    "document_no": Text(zh="文号", en="document number"),
}
WORTH = Text(zh="{points} 分；{criterion}", en="{points} points; {criterion}")

AROUND = Text(zh="加减分、折算和总分舍入", en="adjustments, rescaling and rounding of the total")
EFFECTS = Text(
    zh="{count} 份填报：{gains} 份增加，{loses} 份减少，{same} 份不变，{open} 份看缺的数据而定；"
    "{rerated} 份等级有变",
    en="{count} submission(s): {gains} gain, {loses} lose, {same} stay as they are, {open} depend "
    "on what is missing; {rerated} change their rating",
)
EFFECT = Text(
    zh="{name}：{old} → {new}（{change}），{rating}；{moves}",
    en="{name}: {old} → {new} ({change}), {rating}; {moves}",
)
MOVES = Text(zh="各项指标对全部填报的影响（最低、最高合计）", en="what each indicator does to all")
MOVE = Text(zh="{label} {change}（{verdict}）", en="{label} {change} ({verdict})")
TOGETHER = Text(
    zh="{label}：{change}；{gains} 份增加，{loses} 份减少，{open} 份未定",
    en="{label}: {change}; {gains} gain, {loses} lose, {open} open",
)
RATINGS = Text(zh="{old} → {new}", en="{old} → {new}")
FAILED = Text(zh="{name} 没有比较：{why}", en="{name} was not compared: {why}")
VERDICTS = {
    "gains": Text(zh="增加", en="gains"),
    "loses": Text(zh="减少", en="loses"),
    "same": Text(zh="不变", en="same"),
    "open": Text(zh="未定", en="open"),
}
TITLE = Text(zh="{old} 与 {new} 的比较", en="{old} and {new} compared")
HEADINGS = {
    "changes": Text(zh="改了什么", en="What changed"),
    "effects": Text(zh="对填报的影响", en="What it does to submissions"),
    "moves": Text(zh="哪项指标起作用", en="Which indicator moves the total"),
    "ratings": Text(zh="等级的变化", en="Changed ratings"),
    "submission": Text(zh="填报", en="submission"),
    "old": Text(zh="原得分", en="before"),
    "new": Text(zh="新得分", en="after"),
    "change": Text(zh="变化", en="change"),
    "verdict": Text(zh="结果", en="outcome"),
    "indicator": Text(zh="指标", en="indicator"),
    "rating": Text(zh="等级", en="rating"),
    "failed": Text(zh="没有比较的", en="Not compared"),
}
UNKNOWN_COLUMNS = Text(
    zh="{file} 的列 {columns} 不是哪个版本的数据；表头要写数据的名称或编号"
    "（第一列可以是各份的名称）",
    en="the columns {columns} of {file} are measures of neither edition; the heading holds the "
    "labels or the ids of measures (the first column may hold names)",
)
UNCLEAR_COLUMN = Text(
    zh="{file} 的列“{column}”可能是 {known}，不好认定；请改写编号",
    en='the column "{column}" of {file} may be any of {known}; write the id instead',
)
SAME_COLUMN = Text(
    zh="{file} 的列 {columns} 都是 {id}；请去掉一列",
    en="the columns {columns} of {file} are both {id}; take one away",
)
NO_TABLE = Text(zh="没有文件 {file}", en="there is no file {file}")
EMPTY_TABLE = Text(zh="{file} 里没有数据", en="{file} holds no rows")
NOT_TEXT = Text(zh="{file} 不是 UTF-8 文字", en="{file} is no text in UTF-8")
TOO_LONG = Text(zh="{file} 超过 {most} 行", en="{file} has more than {most} rows")
