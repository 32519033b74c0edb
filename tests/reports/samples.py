"""Small documents with planted faults, as units hand them in: ``.docx`` and ``.xlsx``."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx as python_docx
from openpyxl import Workbook
from openpyxl.comments import Comment

UNIT = "某市环境监测站"
HEADS = (
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因",
)  # fmt: skip
FUNDS = ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "得分")


def rows(count: int = 6) -> list[tuple[str, ...]]:
    """The indicator table; the second row lost points without a reason."""
    found: list[tuple[str, ...]] = []
    share = 90 // count
    for number in range(1, count + 1):
        points = share if number < count else 90 - share * (count - 1)
        claimed = str(points - 1) if number == 2 else str(points)
        found.append(
            (
                "产出指标",
                "数量指标",
                f"监测点位{number}的巡查次数",
                "≥12次",
                "12次",
                str(points),
                claimed,
                "",
            )
        )
    return found


def total(count: int = 6) -> str:
    """A total that is one point too high."""
    return str(sum(int(row[6]) for row in rows(count)) + 11)


def docx(count: int = 6, title: str = "2024年度项目支出绩效自评表") -> bytes:
    """A self-evaluation with merged level-1 cells, a funds table and a sentence of prose."""
    document = python_docx.Document()
    document.add_paragraph(title)
    document.add_paragraph(f"填报单位：{UNIT}")
    document.add_paragraph("本项目自评得分为93分，全部任务按期完成。")
    funds = document.add_table(rows=2, cols=6)
    for column, text in enumerate(FUNDS):
        funds.cell(0, column).text = text
    for column, text in enumerate(("年度资金总额", "100", "100", "100", "10", "10")):
        funds.cell(1, column).text = text
    document.add_paragraph()
    body = rows(count)
    table = document.add_table(rows=len(body) + 2, cols=len(HEADS))
    table.style = "Table Grid"
    for column, text in enumerate(HEADS):
        table.cell(0, column).text = text
    for number, row in enumerate(body, 1):
        for column, text in enumerate(row):
            table.cell(number, column).text = text if column or number == 1 else ""
    table.cell(1, 0).merge(table.cell(len(body), 0))
    last = len(body) + 1
    table.cell(last, 0).merge(table.cell(last, 4))
    table.cell(last, 0).text = "总分"
    table.cell(last, 5).text = "100"
    table.cell(last, 6).text = total(count)
    return _saved(document)


def xlsx(count: int = 6, *, commented: str = "") -> bytes:
    """The same on a sheet; one cell may have a comment of somebody's already."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "自评表"
    sheet.append(["2024年度项目支出绩效自评表"])
    sheet.append([f"填报单位：{UNIT}"])
    sheet.append(list(HEADS))
    for row in rows(count):
        sheet.append(list(row))
    sheet.append(["总分", "", "", "", "", "90", total(count), ""])
    if commented:
        sheet[commented].comment = Comment("请核对", "审核员")
    return _saved(book)


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
