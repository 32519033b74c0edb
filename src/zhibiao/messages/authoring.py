"""What is said while scaffolds, drafts and spreadsheets of cases are made."""

from zhibiao.messages import Text

TITLES = {
    "department": Text(zh="部门整体支出绩效评价评分表", en="department scoring table"),
    "project": Text(zh="项目支出绩效评价评分表", en="project scoring table"),
    "policy": Text(zh="政策绩效评价评分表", en="policy scoring table"),
}
BAD_RULESET_NAME = Text(
    zh="“{name}”不是评分办法的编号；写成 cn-110105/department/2025 这样：区划代码、"
    "department（部门）/project（项目）/policy（政策）、年度",
    en='"{name}" is no id of a rule set; write it like cn-110105/department/2025: division code, '
    "department, project or policy, and the year",
)
BAD_PACKAGE_NAME = Text(
    zh="“{name}”不能作包名；用小写字母、数字和连字符，以字母开头，如 yueyang-rules"
    "（Python 的保留字和 zhibiao 除外）",
    en='"{name}" cannot name a package; use small letters, digits and hyphens, and begin with a '
    "letter, as in yueyang-rules; words of Python and zhibiao itself are taken",
)
EXISTS = Text(
    zh="{path} 已经存在；不覆盖任何文件，请换个名称或先移走它",
    en="{path} exists already; nothing is overwritten, take another name or move it away",
)
UNWRITABLE = Text(zh="无法写入 {path}：{why}", en="{path} cannot be written: {why}")

NEW = Text(
    zh="新建评分办法或插件包：带讲解的样板，一建好就能通过自己的检验。",
    en="Make a rule set or a package: a scaffold with comments that passes its own tests at once.",
)
NEW_RULESET = Text(
    zh="新建一份评分办法和算例；NAME 是编号，如 cn-110105/department/2025。"
    "--from 由一张表的评分内容起草，凡是猜的都标 assumed，待人确认。",
    en="Make a rule set and its cases; NAME is an id such as cn-110105/department/2025. --from "
    "drafts it from the scoring table of a form, with every guess marked assumed.",
)
NEW_PACKAGE = Text(
    zh="新建一个插件包（可安装、可测试），NAME 是包名，如 yueyang-rules。",
    en="Make a package that can be installed and tested; NAME is its name, as in yueyang-rules.",
)
OPT_FROM = Text(zh="由这张表起草", en="draft it from this form")
OPT_INTO = Text(zh="写到这个文件夹里（默认为当前文件夹）", en="the folder to write into")
OPT_ID = Text(
    zh="包里的评分办法的编号（默认为虚构的示例）",
    en="the id of the package's rule set (default: an invented one)",
)
NEXT_RULESET = Text(
    zh="下一步：zhibiao lint {path}，zhibiao test {path}",
    en="next: zhibiao lint {path}, zhibiao test {path}",
)
NEXT_PACKAGE = Text(
    zh="下一步：cd {path}，pip install -e .，zhibiao list，pytest",
    en="next: cd {path}, pip install -e ., zhibiao list, pytest",
)
DRAFTED = Text(
    zh="起草了 {count} 项指标：{unread} 项的评分标准没有读懂，{unstated} 项在表上没有评分标准，"
    "都暂按人工评分；请逐项核对 assumed",
    en="{count} indicator(s) drafted; the criteria of {unread} were not understood, and the form "
    "has none for {unstated}: all these stand as judged; confirm everything that is marked assumed",
)
OF_SEVERAL = Text(
    zh="文件里有 {count} 张表，由第 {number} 张（{title}）起草",
    en="the file holds {count} forms; this is drafted from number {number} ({title})",
)
OTHER_FORM = Text(
    zh="这张表写的是 {found}，编号写的是 {wanted}；请确认没有拿错",
    en="the form says {found}, and the id says {wanted}; make sure that it is the right one",
)
NOTHING_TO_DRAFT = Text(
    zh="这张表里没有指标行，起草不了；请换一张带评分表的文件",
    en="the form has no row of an indicator to draft from; give a file with the scoring table",
)

# What a draft says of its own guesses; it is written into a Chinese document.
GUESS_HEADING = "由一张表起草，请对照办法原文确认"
GUESS_ROUNDING = "表上没有写明，按常见做法起草"
GUESS_POINTS_MISSING = "表上没有读到分值，暂按1分起草"
GUESS_GROUP = "表上没有读到所属指标，暂放在这里"
GUESS_SUM = "按下级分值相加起草"
GUESS_SCHEME = "由表上的文字读出，请对照原文确认"
GUESS_JUDGED = "评分标准没有读懂，暂按人工评分起草"
GUESS_NO_CRITERION = "表上没有评分标准，暂按人工评分起草"
GUESS_MEASURE = "由评分标准的文字起草，请改成表上的叫法"
CASE_NAME = "什么数据都没有：可能的总分"
CASE_ORIGIN = "起草时算出；请换成对照原文手算的算例"
UNNAMED_TIER = "未分类"
