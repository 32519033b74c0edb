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
GONE = Text(zh="读不到这个文件：{why}", en="this file cannot be read: {why}")
