"""What is said while forms are found in a document."""

from zhibiao.messages import Text

PLACE = Text(zh="{place}：", en="{place}: ")
NO_PLACE = Text(zh="文件中：", en="in the document: ")

NO_FORM = Text(
    zh="没有找到自评表：没有哪张表的表头同时写有指标名称和目标值、分值或得分",
    en="no form was found: no table has headings for indicators and for targets, points or scores",
)
NO_FORM_READ = Text(zh="{file}：{no_form}{why}", en="{file}: {no_form}{why}")
BESIDES = Text(zh="（{why}）", en=" ({why})")
UNUSED_COLUMN = Text(
    zh="{place}没有采用“{heading}”一栏：它不是自评表的组成部分",
    en='{place}the column "{heading}" is no part of a form and was left out',
)
JOINED_LABEL = Text(
    zh="{place}指标名称分成了两行，已合为“{label}”",
    en='{place}a label was cut in two lines, and was joined to "{label}"',
)
SHARED_SCORE = Text(
    zh="{place}“{label}”只有名称，没有自己的分值和得分，按共用上一行的分值和得分读取",
    en='{place}"{label}": labels without points or a score of their own, read as sharing those '
    "above them",
)
TIER_BY_GROUP = Text(
    zh="{place}一级指标一栏残缺，按二级指标“{group}”归入“{tier}”",
    en='{place}the first level is damaged; "{group}" is put under "{tier}"',
)
NOT_PLACED = Text(
    zh="{place}“{text}”对不上任何一栏，没有采用",
    en='{place}"{text}" stands under no heading and was left out',
)
NO_LABEL = Text(
    zh="{place}这一行没有写三级指标，以上一级的“{label}”代替",
    en='{place}the row has no label of its own; "{label}", the level above it, stands for it',
)
DOUBTFUL = Text(
    zh="{place}“{label}”一行缺格，部分内容对应哪一栏无法确定，没有采用",
    en='{place}the row "{label}" has lost cells; what could stand under several headings was '
    "left out",
)
ONE_VALUE = Text(
    zh="{place}这一行的目标值和完成值只剩一个：“{text}”，按目标值读取",
    en='{place}of target and actual one cell is left, "{text}", which is read as the target',
)
BARE_PERCENT = Text(
    zh="{place}“{text}”没有写百分号，因本栏单位是 %，按 {text}% 读取",
    en='{place}"{text}" has no percent sign; the column counts in %, and it is read as {text}%',
)
FIGURE_BESIDE = Text(
    zh="{place}“{text}”写在说明栏；本表没有完成值一栏，作为“{label}”的完成值读取",
    en='{place}"{text}" stands among the reasons; as the table has no column for what was reached, '
    'it is read as the actual of "{label}"',
)
FUNDS_NOT_PLACED = Text(
    zh="{place}资金表“{label}”一行的数字（{text}）与栏数不符，没有采用",
    en='{place}the amounts of the funds line "{label}" ({text}) do not match the headings and '
    "were left out",
)
FUNDS_DOUBLED = Text(
    zh="{place}资金表“{label}”一行多出一个重复的数字，按 {text} 读取",
    en='{place}one figure of the funds line "{label}" stands there twice; it is read as {text}',
)
ONE_TOTAL = Text(
    zh="{place}总分一行只有一个数 {text}，按{meaning}读取",
    en="{place}the total line holds one number, {text}, which is read as {meaning}",
)
TOTAL_POINTS = Text(zh="分值", en="the points")
TOTAL_CLAIMED = Text(zh="得分", en="the score")
TOO_LARGE = Text(
    zh="{place}表格超过 {rows} 行或一行超过 {cells} 格，或总格数过多，其余未读取",
    en="{place}the table has more than {rows} rows or {cells} cells in a row, or too many in all; "
    "the rest was not read",
)
NOT_BUDGET_JSON = Text(
    zh='{file} 不是一体化表的 JSON；应为 {{"indicators": [{{…}}], "funds": [{{…}}]}}，每行一个对象',
    en="{file} is no JSON of budget tables; it should be "
    '{{"indicators": [{{…}}], "funds": [{{…}}]}}, an object a row',
)
