"""What is said while many files are worked on."""

from zhibiao.messages import Text

NO_JOURNAL = Text(
    zh="{file} 不是审核进度文件，没有动它；请给 --resume 另一个文件名",
    en="{file} is no record of an audit and was left alone; give --resume another file",
)
JOURNAL_CLOSED = Text(
    zh="进度文件 {file} 打不开：{why}", en="the record {file} cannot be opened: {why}"
)
CRASHED = Text(
    zh="审核这个文件的进程意外结束（{details}）",
    en="the process that audited this file ended unexpectedly ({details})",
)
HUNG = Text(
    zh="审核这个文件超过 {seconds} 秒，已中止；--timeout 可以给更多时间",
    en="auditing this file took more than {seconds} s and was stopped; --timeout gives it longer",
)
RAISED = Text(
    zh="审核这个文件时 zhibiao 自身出错了（不是文件的问题），请报告给我们：{details}",
    en="zhibiao itself failed on this file (it is not the file's fault); please report: {details}",
)
OVER_INPUT = Text(
    zh="{written} 就是要读的 {path}，不会覆盖；没有写任何文件，请给另一个文件名",
    en="{written} is {path}, which is read here and is not overwritten; nothing was written, give "
    "another name",
)
WRITTEN_TWICE = Text(
    zh="两项结果都要写入 {path}，只有一项会留下；请给两个文件名",
    en="two results would be written to {path}, and only one of them would stay; give two names",
)
GONE = Text(zh="读不到这个文件：{why}", en="this file cannot be read: {why}")
OPT_REPORT = Text(
    zh="写审核报告：.html、.xlsx、.json；多个文件时是汇总，给文件夹则另给每个文件一页",
    en="write a report: .html, .xlsx or .json; of many files a summary, into a folder a page each",
)
OPT_ANNOTATE = Text(
    zh="写一份带批注的副本（.docx、.xlsx）；多个文件时给文件夹",
    en="write a copy with comments (.docx, .xlsx); a folder for many files",
)
OPT_JOBS = Text(
    zh="审核文件夹时同时用几个进程（默认按处理器核数）",
    en="so many processes for a folder (default: one a core)",
)
OPT_TIMEOUT = Text(
    zh="文件夹中每个文件最多审核多少秒", en="seconds that one file of a folder may take"
)
OPT_RESUME = Text(
    zh="把进度记在这个文件里；再运行时只审核没审过、改过的文件",
    en="keep a record in this file; a later run audits only what is new or changed",
)
NOTHING_FOUND = Text(
    zh="{folder} 里没有可以审核的文件（{suffixes}）",
    en="there is nothing to audit in {folder} ({suffixes})",
)
NEEDS_FOLDER = Text(
    zh="多个文件的带批注副本要放进文件夹；{file} 不是文件夹",
    en="annotated copies of many files go into a folder; {file} is none",
)
ONE_FILE = Text(
    zh="{file} 要用 --report 或 --annotate 写出，不能来自标准输入",
    en="{file}: --report and --annotate need a file, not standard input",
)
AUDITING = Text(zh="审核中", en="auditing")
PROGRESS = Text(
    zh="[{done}/{count}] {file}：{errors} 处错误，{warnings} 处提醒",
    en="[{done}/{count}] {file}: {errors} error(s), {warnings} warning(s)",
)
PROGRESS_FAILED = Text(
    zh="[{done}/{count}] {file}：{why}",
    en="[{done}/{count}] {file}: {why}",
)
RESUMED = Text(
    zh="{count} 个文件已审过且没有变化，沿用记录",
    en="{count} file(s) are unchanged and taken from the record",
)
INTERRUPTED = Text(zh="中断。", en="interrupted.")
INTERRUPTED_KEPT = Text(
    zh="中断；已完成的记在 {file} 里，再运行一次接着做",
    en="interrupted; what is done stands in {file}, and the same call goes on from there",
)
SUMMED = Text(
    zh="{files} 个文件、{forms} 张表：{errors} 处错误、{warnings} 处提醒、{notes} 条说明；"
    "{failed} 个文件读不出来",
    en="{files} file(s), {forms} form(s): {errors} error(s), {warnings} warning(s), "
    "{notes} note(s); {failed} file(s) could not be read",
)
MORE = Text(zh="……还有 {count} 行，见 --report 或 -v", en="… {count} more: see --report, or -v")
