"""Why a score cannot be a live formula of a workbook."""

from __future__ import annotations

from zhibiao.messages import Text

TOO_LARGE = Text(
    zh="算到此处会超过电子表格能够精确计算的整数范围",
    en="the whole numbers of this step pass what a spreadsheet counts exactly",
)
SQRT = Text(zh="平方根在电子表格中不能精确计算", en="a spreadsheet has no exact square root")
MEDIAN = Text(
    zh="分母不固定的几个数，其中位数不能写成公式",
    en="the median of quotients with several denominators has no formula here",
)
TOO_LONG = Text(
    zh="一个公式会超过电子表格允许的长度",
    en="one formula would be longer than a spreadsheet allows",
)
OUTSIDE = Text(
    zh="计分方式由程序计算，不能写成公式",
    en="its scheme is reckoned by a program, which no formula can say",
)
