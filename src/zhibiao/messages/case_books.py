"""What is said of worked cases in a spreadsheet."""

from zhibiao.messages import Text

OPT_FROM = Text(
    zh="运行这份电子表格（.xlsx）里的算例，而不是旁边的 .cases.toml",
    en="run the cases in this spreadsheet (.xlsx), not those beside the rule set",
)
OPT_TO = Text(
    zh="把算例写成电子表格（.xlsx）供人编辑，不运行",
    en="write the cases as a spreadsheet (.xlsx) to be edited, and run nothing",
)
ONE_RULESET = Text(
    zh="--from 和 --to 只用于一份评分办法，且不同用",
    en="--from and --to take one rule set, and one of the two",
)
NOT_A_BOOK = Text(
    zh="算例的电子表格只用 .xlsx，而 {file} 不是；请把文件名改成以 .xlsx 结尾，或者另存为 .xlsx",
    en="cases are kept in .xlsx, and {file} is none; let the name end in .xlsx, or save it as one",
)
NO_HEADING = Text(
    zh="{file} 里没有 name、given …、expect … 那一行表头；用 zhibiao test ID --to 文件 生成样板",
    en="{file} has no heading with name, given … and expect …; zhibiao test ID --to FILE makes one",
)
NO_CASES = Text(zh="{file} 里没有算例", en="{file} holds no cases")
TOO_LONG = Text(zh="{file} 超过 {most} 行", en="{file} has more than {most} rows")
UNREADABLE = Text(
    zh="{file} 不是能读的 .xlsx 文件（{why}）", en="{file} is no readable .xlsx ({why})"
)
UNKNOWN = Text(
    zh="{file} 的 {cell}：没有“{what}”；可用：{known}",
    en='{cell} of {file}: there is no "{what}"; known: {known}',
)
EXPECTS_NOTHING = Text(
    zh="{file} 第 {row} 行的算例没有写应得什么：至少填一个“应得”栏",
    en="the case in row {row} of {file} expects nothing: fill in one of the columns of expected "
    "scores",
)
BAD_CELL = Text(zh="{file} 的 {cell}：{why}", en="{cell} of {file}: {why}")
ONE_RULESET = Text(
    zh="一份电子表格只对应一份评分办法，而 {name} 里有 {count} 份；请给出其中一份的文件或编号",
    en="a spreadsheet is about one rule set, but {name} holds {count}; give the file or id of one",
)
NO_FILE = Text(zh="没有文件 {file}", en="there is no file {file}")
SHEET = "算例"
COL_NAME = "算例"
COL_ORIGIN = "来历"
COL_TOTAL = "应得：总分"
COL_RATING = "应得：等级"
COL_SCORE = Text(zh="应得：{label}", en="expected: {label}")
