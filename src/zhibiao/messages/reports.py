"""The words of reports: of the HTML page, the workbook of findings, and annotated files."""

from zhibiao.messages import Text

LABELS = {
    "claimed": Text(zh="自评得分", en="claimed"),
    "supported": Text(zh="证据支持", en="evidence supports"),
    "rating": Text(zh="评价等级", en="rating"),
    "points": Text(zh="分值", en="points"),
    "of_points": Text(zh="满分", en="of"),
    "findings": Text(zh="审核发现", en="Findings"),
    "indicators": Text(zh="指标得分", en="Scores by indicator"),
    "document": Text(zh="原表", en="The form itself"),
    "overall": Text(zh="总体", en="Overview"),
    "contents": Text(zh="目录", en="Contents"),
    "indicator": Text(zh="指标", en="indicator"),
    "status": Text(zh="状态", en="status"),
    "span": Text(zh="可得", en="supported"),
    "reason": Text(zh="依据", en="why"),
    "criterion": Text(zh="评分标准", en="criterion"),
    "evidence": Text(zh="所用数据", en="evidence"),
    "computation": Text(zh="计算", en="computation"),
    "expected": Text(zh="应为", en="expected"),
    "written": Text(zh="原文", en="written"),
    "place": Text(zh="位置", en="place"),
    "also": Text(zh="另见", en="see also"),
    "follows": Text(zh="由此引起", en="follows from"),
    "ruleset": Text(zh="评分办法", en="rule set"),
    "year": Text(zh="年度", en="year"),
    "scope": Text(zh="范围", en="scope"),
    "file": Text(zh="文件", en="file"),
    "unit": Text(zh="单位", en="unit"),
    "form": Text(zh="表", en="form"),
    "title": Text(zh="标题", en="title"),
    "total": Text(zh="总分", en="total"),
    "adjustment": Text(zh="调整", en="adjustment"),
    "remarks": Text(zh="说明", en="remarks"),
    "left_out": Text(zh="未采用的内容", en="what was left out"),
    "of_document": Text(zh="涉及整份文件的发现", en="Findings on the whole document"),
    "no_findings": Text(zh="没有发现。", en="No findings."),
    "not_scored": Text(zh="没有打分", en="not scored"),
    "unreadable": Text(zh="读不出来", en="could not be read"),
    "back": Text(zh="回到发现", en="back to the finding"),
    "as_read": Text(zh="按所读内容", en="as it was read"),
    "tier": Text(zh="一级指标", en="tier"),
    "group": Text(zh="二级指标", en="group"),
    "target": Text(zh="目标值", en="target"),
    "actual": Text(zh="实际完成值", en="actual"),
    "deviation": Text(zh="偏差原因", en="deviation reason"),
    "figure": Text(zh="数据", en="figure"),
    "value": Text(zh="数值", en="value"),
    "units": Text(zh="各单位", en="Units"),
    "checks": Text(zh="各审核项", en="Checks"),
    "check": Text(zh="审核项", en="check"),
    "severity": Text(zh="级别", en="severity"),
    "message": Text(zh="内容", en="message"),
    "difference": Text(zh="相差", en="difference"),
    "errors": Text(zh="错误", en="errors"),
    "warnings": Text(zh="提醒", en="warnings"),
    "notes": Text(zh="说明", en="notes"),
    "files": Text(zh="文件数", en="files"),
    "forms": Text(zh="表数", en="forms"),
    "failed": Text(zh="读不出来的文件", en="Files that could not be read"),
    "reason_given": Text(zh="原因", en="reason"),
    "failures": Text(zh="读不出来", en="not read"),
    "count": Text(zh="处数", en="findings"),
    "in_forms": Text(zh="涉及表数", en="forms concerned"),
    "explanation": Text(zh="说明", en="explanation"),
    "low": Text(zh="最低", en="low"),
    "high": Text(zh="最高", en="high"),
    "id": Text(zh="编号", en="id"),
    "claim": Text(zh="自评", en="claim"),
    "claimed_value": Text(zh="填写", en="as filled in"),
    "notes_heading": Text(zh="说明性发现", en="Notes"),
    "outside": Text(zh="自评不符", en="claim outside"),
    "scale": Text(zh="可得与自评", en="supported and claimed"),
    "report": Text(zh="绩效自评审核报告", en="Audit of a performance self-evaluation"),
    "navigation": Text(zh="本页内容", en="on this page"),
    "skip": Text(zh="跳到正文", en="skip to the contents"),
    "legend": Text(
        zh="深色：确定得到；浅色：要看证据；竖线：自评得分",
        en="dark: certain; light: open on the evidence; line: what is claimed",
    ),
    "made_by": Text(
        zh="由 zhibiao 重算和核对；没有的数据按可能的最低和最高计。",
        en="Recomputed and checked by zhibiao; what is unknown counts from its least to its most.",
    ),
}

FUNDS = {
    "initial_budget": Text(zh="年初预算数", en="initial budget"),
    "annual_budget": Text(zh="全年预算数", en="annual budget"),
    "expenditure": Text(zh="全年执行数", en="expenditure"),
}

PAGE_TITLE = Text(zh="审核报告：{name}", en="Audit report: {name}")
SUMMARY_TITLE = Text(zh="审核汇总", en="Audit summary")
FINDINGS_TITLE = Text(zh="审核发现", en="Audit findings")
BAR = Text(
    zh="满分 {points}；证据支持 {span}；自评 {claimed}",
    en="of {points}; the evidence supports {span}; claimed {claimed}",
)
COUNTS = Text(
    zh="{errors} 处错误 · {warnings} 处提醒 · {notes} 条说明",
    en="{errors} error(s) · {warnings} warning(s) · {notes} note(s)",
)
FINDING_REF = Text(zh="发现 {n}", en="finding {n}")
TABLE_NAME = Text(zh="表 {n}", en="table {n}")
SHEET_NAME = Text(zh="工作表 {n}", en="sheet {n}")
ROWS_AS_READ = Text(zh="指标行", en="indicator rows")
FIGURES_AS_READ = Text(zh="数据", en="figures")
ROWS_LEFT_OUT = Text(
    zh="这张表有 {rows} 行，这里只列出前 {shown} 行和有发现的行",
    en="this table has {rows} rows; only the first {shown} and those with findings are shown",
)
PARTS_LEFT_OUT = Text(
    zh="文件还有 {count} 个没有发现的表或段落，没有列出",
    en="{count} more tables or paragraphs without findings are not shown",
)
READING_OF = Text(zh="{label}：{value}", en="{label}: {value}")

NEEDS_EXTRA = Text(
    zh="写这种报告要先安装：pip install 'zhibiao[forms]'（缺少 {library}）",
    en="this report needs more packages: pip install 'zhibiao[forms]' ({library} is missing)",
)
NO_FORMAT = Text(
    zh="不会写“{suffix}”报告；可用：{known}",
    en='there is no report format "{suffix}"; known: {known}',
)
NO_ENDING = Text(
    zh="{file} 没有扩展名，看不出要哪种报告；可用：{known}",
    en="{file} has no ending, which tells the format of a report; known: {known}",
)
REPORT_FORMAT = Text(zh="报告格式", en="report format")
REPORT_HTML = Text(zh="单个 HTML 文件", en="one HTML file")
REPORT_XLSX = Text(zh="审核发现工作簿", en="a workbook of findings")
REPORT_JSON = Text(zh="与 --json 相同的 JSON", en="the JSON of --json")

EXPECTED = Text(
    zh="填写 {claimed}，应为 {expected}",
    en="filled in as {claimed}; expected {expected}",
)
ABOUT_CELL = Text(zh="关于 {cell}：", en="on {cell}:")
NO_COMMENTS = Text(
    zh="{file} 是 {kind} 文件，不能加批注；--annotate 只用于 .docx 和 .xlsx",
    en="{file} is a {kind} file and takes no comments; --annotate is for .docx and .xlsx",
)
NOT_ANNOTATED = Text(
    zh="{file} 的内部结构有损坏，没有加批注；请用办公软件另存一次再试",
    en="{file} is damaged inside and was not annotated; save it anew in an office program",
)
ANNOTATED = Text(
    zh="{file}：加了 {placed} 条批注；{unplaced} 条发现在文件中没有位置",
    en="{file}: {placed} finding(s) annotated; {unplaced} have no place in the file",
)
OTHER_SUFFIX = Text(
    zh="带批注的文件要和原件同一种格式：{suffix}，不是 {other}",
    en="the annotated file has the format of the original: {suffix}, not {other}",
)
NO_FORM_INSIDE = Text(
    zh="{file} 里没有找到自评表{why}", en="no self-evaluation form was found in {file}{why}"
)
WHY = Text(zh="：{why}", en=": {why}")
