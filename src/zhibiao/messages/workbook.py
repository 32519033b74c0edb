"""The words of a workbook: sheets, headings, prompts and notes."""

from zhibiao.messages import Text

SHEET_TABLE = Text(zh="评分表", en="Scorecard")
SHEET_FIGURES = Text(zh="填报", en="Figures")
SHEET_CALCULATION = Text(zh="计算", en="Calculation")
SHEET_NOTES = Text(zh="说明", en="Notes")

YES = Text(zh="是", en="yes")
NO = Text(zh="否", en="no")
JUDGED = Text(zh="评审得分", en="assessor's score")
STATE = Text(zh="属于哪种情形", en="which of the states")
REASON = Text(zh="扣分原因", en="reason")
APPLIES = Text(zh="是否适用", en="does it apply")
BY_HAND = Text(zh="得分（人工填写）", en="score (entered by hand)")
UNFILLED = Text(zh="个性指标", en="rows of the unit's own")

UNIT_NAME = Text(zh="填报单位：", en="Unit:")
YEAR = Text(zh="年度：", en="Fiscal year:")
TIER = Text(zh="一级指标", en="Tier")
GROUP = Text(zh="二级指标", en="Group")
INDICATOR = Text(zh="三级指标", en="Indicator")
CRITERION = Text(zh="评分标准", en="Criterion")
TARGET = Text(zh="指标值", en="Target")
POINTS = Text(zh="分值", en="Points")
ACTUAL = Text(zh="实际完成值", en="Actual")
FILLED_IN = Text(zh="已填", en="Filled")
COMPUTED = Text(zh="核算得分", en="Computed")
LOW = Text(zh="最低", en="Least")
HIGH = Text(zh="最高", en="Most")
STATUS = Text(zh="状态", en="Status")
CLAIMED = Text(zh="自评得分", en="Claimed")
WHY = Text(zh="扣分原因", en="Reason")
SUBTOTAL = Text(zh="{label} 小计", en="{label}: subtotal")
TOTAL = Text(zh="总分", en="Total")
RATING = Text(zh="评价等级", en="Rating")
AFTER_SUM = Text(zh="加总之后", en="After the sum")
WITH_POINTS = Text(zh="{label}（{points}分）", en="{label} ({points})")

KNOWN = Text(zh="已算定", en="computed")
MISSING = Text(zh="待填", en="to fill in")
TO_JUDGE = Text(zh="待评", en="to judge")
LEFT_OUT = Text(zh="不适用", en="n/a")

FUNDS = Text(zh="资金情况", en="Funds")
RATE = Text(zh="执行率", en="Execution rate")
ALL_FUNDS = Text(zh="年度资金总额", en="Total of the year")
FUNDS_LINE = Text(zh="资金", en="Line")
OWN_ROWS = Text(
    zh="个性指标由单位自填：指标、指标值（如 ≥100万元）、分值。"
    "填好后以本表生成工作簿，即可自动计分：zhibiao workbook {id} 本文件 -o 新文件.xlsx",
    en="The unit's own rows are filled in here: indicator, target (such as ≥100万元), points. A "
    "workbook made from the filled one scores them: zhibiao workbook {id} this.xlsx -o new.xlsx",
)

WHAT = Text(zh="指标名称", en="What is asked")
USED_IN = Text(zh="用于", en="Used in")
UNIT = Text(zh="单位", en="Unit")
VALUE = Text(zh="数值", en="Value")
AT_LEAST = Text(zh="至少", en="At least")
AT_MOST = Text(zh="至多", en="At most")
RESULT = Text(zh="计算值", en="Computed")
CHECK = Text(zh="检查", en="Check")
RANGE = Text(zh="可填范围", en="Allowed")
SOURCE = Text(zh="依据（佐证材料、文号）", en="Evidence (document, number)")
FITS = Text(zh="✓", en="✓")
UNUSABLE = Text(zh="不可用", en="not usable")
IN_CONFLICT = Text(zh="相矛盾", en="in conflict")

FIGURES_TITLE = Text(zh="填报数据", en="Figures to fill in")
FIGURES_HINT = Text(
    zh="黄色单元格填写；只知道界限时填“至少”“至多”。能由其他数据算出的比率不必填写；"
    "直接填报的，只在公式中有一项什么都没填（数值、至少、至多皆空）时采用，"
    "否则一律按公式计算，除数为 0 时也不改用填报的数。",
    en="Fill in the yellow cells; where only a bound is known, use “At least” and “At most”. "
    "A rate that follows from other figures needs no entry; one that is stated counts only where "
    "some part of its formula has nothing filled in (no value, no bound). Otherwise the formula "
    "decides, and where its denominator is 0 the stated rate does not take its place.",
)
TABLE_HINT = Text(
    zh="黄色单元格填写（数据在“填报”表），其余自动计算；未填全的得分以最低、最高表示。",
    en="Fill in the yellow cells (figures on the sheet “Figures”); the rest is computed. A score "
    "that is not settled yet shows its least and its most.",
)
TABLE_HINT_ALONE = Text(
    zh="黄色单元格填写，其余自动计算；未填全的得分以最低、最高表示。",
    en="Fill in the yellow cells; the rest is computed. A score that is not settled yet shows its "
    "least and its most.",
)
COMPUTED_BY = Text(
    zh="= {formula}（可不填；公式中有一项全空时才采用所填）",
    en="= {formula} (may be left empty; counts only where a part of it has nothing filled in)",
)
ANY_NUMBER = Text(
    zh="{least} 至 {most}，至多 {places} 位小数", en="{least} to {most}, {places} places"
)
WHOLE_NUMBER = Text(zh="{least} 至 {most} 的整数", en="a whole number, {least} to {most}")
PERCENT = Text(
    zh="{least} 至 {most}，按百分数填，如 {example}", en="{least} to {most}, as in {example}"
)
ONE_OF = Text(zh="从下拉列表中选", en="choose from the list")
YES_OR_NO = Text(zh="是 / 否", en="yes / no")
WRONG_TITLE = Text(zh="不能这样填", en="This cannot be used")
WRONG = Text(zh="请填：{range}", en="Please enter: {range}")
CONFLICT = Text(zh="表中有不一致的数：{values}", en="the form states several: {values}")

NOTES_TITLE = Text(zh="使用说明", en="How this workbook works")
NOTE_FIGURES = Text(
    zh="“填报”表填数据，“评分表”自动得分。每个得分都是公式，可在“计算”表（隐藏）中逐步核对。",
    en="Figures go into “Figures”; “Scorecard” follows. Every score is a formula, whose steps "
    "stand on the hidden sheet “Calculation”.",
)
NOTE_TABLE = Text(
    zh="数据都填在“评分表”里，得分自动算出。每个得分都是公式，可在“计算”表（隐藏）中逐步核对。",
    en="All figures go into “Scorecard”, which scores itself. Every score is a formula, whose "
    "steps stand on the hidden sheet “Calculation”.",
)
NOTES = (
    Text(
        zh="计算一律用整数：数据先乘成整数，得分只除一次，所以正好压线的数据不会算错。",
        en="All arithmetic is on whole numbers: figures are scaled first and a score is divided "
        "once, so that a figure on a boundary is never computed wrongly.",
    ),
    Text(
        zh="没有填全时，得分给出最低和最高：在已填数据下规则所允许的范围（有时略宽，绝不偏窄）。",
        en="Until all is filled in a score shows its least and its most: what the rules allow on "
        "the figures so far (sometimes a little wider, never narrower).",
    ),
    Text(
        zh="工作表受保护，没有密码；“审阅”里可以撤销保护。",
        en="The sheets are protected without a password.",
    ),
    Text(
        zh="金额至多 {places} 位小数（按万元计），不超过 {largest}；"
        "超出的数据标“不可用”，按未填处理。",
        en="Amounts have at most {places} decimal places (in 万元) and come to at most {largest}; "
        "others are marked and count as not filled in.",
    ),
)
NOT_LIVE = Text(
    zh="以下得分不能写成精确公式，请人工填写：",
    en="These scores have no exact formula; enter them by hand:",
)
NO_TOTAL = Text(zh="总分不能写成精确公式：{why}", en="The total has no exact formula: {why}")
RULESET = Text(zh="评分办法：{id}", en="Rule set: {id}")
SOURCES = Text(zh="出处", en="Sources")
CALCULATION_HINT = Text(
    zh="每行一个中间结果：B/C 为最低（分子/分母），D/E 为最高；判断题 B 为一定成立，C 为可能成立。",
    en="One row a step: B/C is its least (top/bottom), D/E its most; of a test B says whether it "
    "surely and C whether it possibly holds.",
)
OPT_NUMBER = Text(
    zh="文件里有几张表时，填第几张", en="which form of the file is filled in, where it has several"
)
ONE_FORM = Text(zh="{number}“{title}”", en='{number} "{title}"')
WHICH_FORM = Text(
    zh="{file} 里有 {count} 张表可以填，请用 --number 指定一张：{forms}",
    en="{file} holds {count} forms that could be filled in; say which one with --number: {forms}",
)
NO_SUCH_FORM = Text(
    zh="{file} 里没有第 {number} 张表，--number 可以是：{forms}",
    en="{file} has no form number {number}; --number can be: {forms}",
)
FILLED_FROM = Text(
    zh="填的是 {file} 里的第 {form} 张表", en="it is filled in from form {form} of {file}"
)
OTHER_FORMS = Text(zh="{file} 里的其他表：第 {forms} 张", en="the other forms of {file}: {forms}")
OTHER_SCOPE = Text(
    zh="这张表的范围是 {found}，评分办法的是 {wanted}；请确认没有拿错",
    en="the scope of the form is {found}, that of the rule set {wanted}; make sure that it is the "
    "right one",
)
NOT_HELD = Text(
    zh="“{label}”的数 {value} 超出工作簿能填的范围（{range}）",
    en='the figure {value} of "{label}" passes what the workbook can hold ({range})',
)
OTHER_SUFFIX = Text(
    zh="{file} 以“{suffix}”结尾，而工作簿是 .xlsx 文件；请写成 {other}",
    en='{file} ends in "{suffix}", but the workbook is an .xlsx file; write {other}',
)
NO_SUFFIX = Text(
    zh="{file} 没有扩展名，而工作簿是 .xlsx 文件；请写成 {other}",
    en="{file} has no ending, but the workbook is an .xlsx file; write {other}",
)
NO_STDOUT = Text(
    zh="工作簿不写到标准输出；请用 -o 给一个以 .xlsx 结尾的文件名",
    en="a workbook is not written to standard output; name a file that ends in .xlsx with -o",
)
NUMBER_ALONE = Text(
    zh="--number 说的是填文件里的第几张表，要和 FORM 一起给出",
    en="--number says which form of a file is filled in, and goes with FORM",
)
NO_ROW_FITS = Text(
    zh="{file} 的表是{found}的表，有 {count} 行（{rows} 等），没有一行是评分办法 {ruleset}"
    "（{wanted}）的指标（{items} 等）；没有写工作簿。"
    "请换用这张表的评分办法（zhibiao list），或者换一张表",
    en="the form in {file} is one of scope {found} with {count} row(s) ({rows} …), and none of "
    "them is an indicator of {ruleset}, whose scope is {wanted} ({items} …); no workbook was "
    "written. Name the rule set of this form (zhibiao list), or another form",
)
MADE = Text(zh="已写入 {path}", en="wrote {path}")
NOT_EXACT = Text(
    zh="得分的分母各不相同，通分后超过电子表格能够精确计算的整数",
    en="its scores have several denominators, and their common one passes what is counted exactly",
)
NO_LIBRARY = Text(
    zh='写工作簿需要 XlsxWriter：pip install "zhibiao[forms]"',
    en='writing a workbook needs XlsxWriter: pip install "zhibiao[forms]"',
)
