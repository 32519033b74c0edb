"""What the command line says of itself."""

from zhibiao.messages import Text

ROOT = Text(
    zh="指标：评分办法写成数据，得分算得准、说得清、审得出。\n\n"
    "每个动作都有 --help。退出码：0 正常；1 有发现；2 输入或用法不对；3 程序或插件出错。",
    en="Scoring standards as data: exact scores, explained and audited.\n\nEvery verb has --help. "
    "Exit status: 0 fine; 1 findings; 2 the input or the call is wrong; 3 zhibiao or a plug-in "
    "failed.",
)
OPT_JSON = Text(
    zh="向标准输出写一份 JSON，不写别的", en="write one JSON document to standard output"
)
OPT_LANG = Text(zh="语言：zh 或 en（默认随系统）", en="language: zh or en (default: the locale's)")
OPT_RULES = Text(
    zh="另加一个评分办法文件夹（可重复）", en="one more folder of rule sets (repeatable)"
)
OPT_QUIET = Text(zh="少说：只给结果", en="say less: results only")
OPT_VERBOSE = Text(
    zh="多说：给出选择的理由和没有采用的内容", en="say more: reasons and what was left out"
)
OPT_NO_PLUGINS = Text(zh="不加载已安装的插件", en="load no installed plug-ins")
OPT_FORMAT = Text(zh="输出格式", en="output format")
OPT_FAIL_ON = Text(zh="达到这一级就以 1 退出", en="exit with 1 from this severity on")
OPT_JOBS = Text(
    zh="同时运行的进程数（默认按工作量和处理器核数决定）",
    en="so many processes at once (by default as the work and the cores suggest)",
)
OPT_RULESET = Text(
    zh="评分办法的编号或文件（默认从表中找）",
    en="id or file of the rule set (default: found from the form)",
)
OPT_OUTPUT = Text(zh="写入文件（默认写到标准输出）", en="write a file (default: standard output)")
OPT_SELECT = Text(zh="只做这一项审核（可重复）", en="run only this check (repeatable)")
OPT_IGNORE = Text(zh="不做这一项审核（可重复）", en="leave this check out (repeatable)")

LIST = Text(zh="列出这里有的评分办法。", en="List the rule sets that are known here.")
SHOW = Text(
    zh="显示一份评分办法：指标树、评分标准、出处。",
    en="Show one rule set: its tree, criteria and sources.",
)
LINT = Text(
    zh="检查评分办法（文件、文件夹或编号），指出行、列和改法。",
    en="Check rule sets (files, folders or ids); problems come with line, column and a hint.",
)
TEST = Text(
    zh="演算评分办法旁边的算例，检验每份评分办法都应遵守的规律（文件、文件夹或编号）。",
    en="Run the worked cases beside rule sets, and try the laws that hold for any rule set "
    "(files, folders or ids).",
)
SCORE = Text(zh="给一张表打分。", en="Score one form.")
EXPLAIN = Text(
    zh="给一张表打分，并说明每个数的来历。",
    en="Score one form and show the reason of every number.",
)
AUDIT = Text(
    zh="审核一张或多张表（文件或文件夹；- 为标准输入）：能重算的都重算，列出发现。",
    en="Audit forms (files or folders; - is standard input): whatever can be recomputed is, and "
    "the findings are listed.",
)
WORKBOOK = Text(
    zh="写一份可填报的工作簿：每个得分都是公式。给出一张表时，把表中的数据填进去。",
    en="Write a workbook to be filled in, in which every score is a live formula; with a form, "
    "its figures are filled in.",
)
OPT_WORKBOOK = Text(
    zh="写入的 .xlsx 文件；已有同名文件会被替换",
    en="the .xlsx file to write; one of that name is replaced",
)
READ = Text(
    zh="读出一份文件里的自评表，原样写成 TOML 或 JSON；读不准的地方另行说明。",
    en="Read the forms in a document, as TOML or JSON and unjudged; what was read with a caveat is "
    "said.",
)
CSV_NEEDS_OUTPUT = Text(
    zh="budget-csv 是两张表，请用 -o 给出文件名：-o x.csv 写成 x.indicators.csv 和 x.funds.csv",
    en="budget-csv makes two tables; name them with -o: -o x.csv writes x.indicators.csv and "
    "x.funds.csv",
)
NO_FORM_IN = Text(
    zh="{file}：没有读到自评表。请确认文件里有写着指标名称和分值、得分或目标值的表格",
    en="{file}: no form was found; the file needs a table with headings for indicators and for "
    "points, scores or targets",
)
SCHEMA = Text(
    zh="输出评分办法语言的 JSON Schema，供编辑器检查和补全。",
    en="Print the JSON Schema of the rule-set language, by which editors check and complete.",
)

CRITERION = Text(
    zh="把评分标准的文字读成计分规则（TOML），并说明哪些地方文字没有写明；读不懂就不读。"
    "--reverse 由一份评分办法的计分规则写出文字。",
    en="Read a criterion's wording as a scheme (TOML), with what it leaves open; what is not "
    "understood is refused. --reverse writes the wording of a rule set's schemes.",
)
OPT_POINTS = Text(zh="分值", en="the points of the row")
OPT_WORDINGS = Text(
    zh="JSON 行文件，每行有 text 和 points（- 为标准输入）",
    en="a file of JSON lines with text and points (- is standard input)",
)
OPT_REVERSE = Text(
    zh="写出这份评分办法各计分规则的文字", en="write the wording of this rule set's schemes"
)
REVERSE_ALONE = Text(
    zh="--reverse 不与文字、--points、--file 同用",
    en="--reverse goes without wordings, --points and --file",
)
WORDING_NEEDED = Text(
    zh="请给出文字和 --points，或者 --file",
    en="give wordings with --points, or --file",
)
REFUSED = Text(zh="没有读懂：“{part}”——{why}", en='refused: "{part}": {why}')
LEFT_OPEN = Text(zh="没有写明：{what}", en="left open: {what}")
NO_FILE = Text(zh="没有文件 {file}", en="there is no file {file}")
FILE_TOO_LARGE = Text(zh="{file} 太大", en="{file} is too large")
NO_WORDING = Text(
    zh='{file} 第 {line} 行不是 {{"text": 文字, "points": 分值}}',
    en='line {line} of {file} is not {{"text": a wording, "points": its points}}',
)

COL_ID = Text(zh="编号", en="id")
COL_TITLE = Text(zh="名称", en="title")
COL_SCOPE = Text(zh="范围", en="scope")
COL_YEAR = Text(zh="年度", en="year")
COL_ORIGIN = Text(zh="来自", en="from")
COL_INDICATOR = Text(zh="指标", en="indicator")
COL_POINTS = Text(zh="分值", en="points")
COL_CLAIMED = Text(zh="自评", en="claimed")
COL_SPAN = Text(zh="可得", en="supported")
COL_STATUS = Text(zh="状态", en="status")
COL_CRITERION = Text(zh="评分标准", en="criterion")
COL_SCHEME = Text(zh="计分方式", en="scheme")
SCOPES = {
    "department": Text(zh="部门整体", en="department"),
    "project": Text(zh="项目", en="project"),
    "policy": Text(zh="政策", en="policy"),
}
TOTAL = Text(zh="总分", en="total")
ADJUSTED = Text(zh="适用：{said}", en="applies: {said}")
OUTSIDE = Text(zh="{status}，自评不符", en="{status}, claim outside")
RATING = Text(zh="评价等级：{rating}", en="rating: {rating}")
SUMMARY_CLAIMED = Text(
    zh="自评 {claimed}；证据支持 {low} 到 {high}（满分 {points}）",
    en="claimed {claimed}; the evidence supports {low} to {high} (of {points})",
)
SUMMARY = Text(
    zh="证据支持 {low} 到 {high}（满分 {points}）",
    en="the evidence supports {low} to {high} (of {points})",
)
UNSCORED = Text(zh="没有打分：", en="not scored: ")
NO_FINDINGS = Text(zh="没有发现。", en="No findings.")
FINDINGS = Text(
    zh="发现 {errors} 处错误、{warnings} 处提醒、{notes} 条说明",
    en="{errors} error(s), {warnings} warning(s), {notes} note(s)",
)
BETWEEN = Text(zh="{file}：各表之间", en="{file}: between its forms")
FOLLOWS = Text(zh="由此而来：{causes}", en="follows from: {causes}")
CAUSE = Text(zh="{check}（{place}）", en="{check} ({place})")
LINT_CLEAN = Text(
    zh="检查了 {count} 份评分办法，没有问题", en="{count} rule set(s) checked, no problem"
)
LINT_SUM = Text(
    zh="检查了 {count} 份评分办法：{errors} 处错误、{warnings} 处提醒、{notes} 条说明",
    en="{count} rule set(s) checked: {errors} error(s), {warnings} warning(s), {notes} note(s)",
)
CASES_SUM = Text(
    zh="{id}：{count} 个算例，{failed} 个不符",
    en="{id}: {count} case(s), {failed} failed",
)
LAWS_SKIPPED = Text(
    zh="没有检验规律：{why}",
    en="the laws were not tried: {why}",
)
NO_CASES = Text(zh="{id}：没有算例", en="{id}: no cases")
ERROR = Text(zh="错误：", en="error: ")
PLUGIN = Text(zh="插件：", en="plug-in: ")
INTERNAL = Text(
    zh="zhibiao 自身出错了（不是您的输入的问题）。请连同下面的内容报告给我们。",
    en="zhibiao itself failed (this is no fault of your input). Please report what stands below.",
)
BROKEN_OFF = Text(zh="已中断", en="broken off")
OUTPUT_LOST = Text(
    zh="输出没有写完：{why}。请换一个有空间的位置再运行一次",
    en="the output could not be written: {why}. Run it again where there is room",
)
WRITTEN = Text(zh="已写入 {file}", en="{file} written")
NO_NAME = Text(zh="这里是空的；请给出文件名", en="it is empty; give the name of a file")
NOT_WRITTEN = Text(zh="无法写入 {file}：{why}", en="{file} cannot be written: {why}")
NO_FORMS = Text(
    zh="{folder} 里没有表（*.form.toml）",
    en="there are no forms (*.form.toml) in {folder}",
)
REASONS = Text(zh="依据", en="rule set")
NO_RULESETS = Text(
    zh="{folder} 里没有评分办法（*.toml，算例和表格文件不算）",
    en="there is no rule set in {folder} (*.toml; cases and forms are none)",
)
SOURCES = Text(zh="出处", en="sources")
ASSUMED = Text(zh="选定", en="assumed")
AUDITING = Text(zh="审核 {count} 个文件", en="auditing {count} file(s)")
NOTE = Text(zh="说明：", en="note: ")
REMARK = Text(zh="未采用：", en="left out: ")
BATCH = Text(
    zh="给一张表里的许多单位计分：CSV 或 Parquet 进，得分表出；中断后再次运行会接着算",
    en="score a table of many forms: CSV or Parquet in, scores out; an interrupted run goes on",
)
OPT_SCORES = Text(zh="得分写入的文件（.csv 或 .parquet）", en="the file of scores, CSV or Parquet")
OPT_PLACES = Text(
    zh="这一列是放大了 10^N 倍的整数（可重复）",
    en="the column holds integers, 10^N times the figure (repeatable)",
)
OPT_FLOATS = Text(
    zh="浮点数列按最短的小数读取（0.1 就是十分之一）",
    en="read columns of floats as their shortest decimals (0.1 is a tenth)",
)
OPT_BRIEF = Text(
    zh="每项只给一列放大的整数，不能确定的留空",
    en="one column of scaled integers a score, empty where it is not exactly known",
)
OPT_ENGINE = Text(zh="用什么计算", en="what computes")
BAD_PLACES = Text(
    zh="“{found}”不对；应写成 列名=位数，如 支出=2；位数是 0 到 38 的整数",
    en='"{found}" is wrong; write COLUMN=N, such as spent=2, with a whole number N from 0 to 38',
)
TWICE_PLACES = Text(
    zh="列“{column}”的小数位数写了两次；请只写一次",
    en='the places of column "{column}" are given twice; give them once',
)
