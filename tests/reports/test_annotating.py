"""Comments at the very cells, and nothing else changed in the file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from openpyxl import load_workbook

from tests.reports import samples
from zhibiao.api import Workbench
from zhibiao.auditing.finding import Finding
from zhibiao.cli.submissions import Choice, Handed, audit_one
from zhibiao.errors import FormError
from zhibiao.messages import Text, say
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.reports.annotating.annotate import annotate
from zhibiao.reports.submission import Submission

BENCH = Workbench(plugins=False)
WRONG = Text(zh="这里不对：{what}", en="this is wrong: {what}")


def handed(tmp_path: Path, name: str, raw: bytes) -> Handed:
    """An audited file."""
    path = tmp_path / name
    path.write_bytes(raw)
    return audit_one(BENCH, str(path), Choice())


def parts(raw: bytes) -> dict[str, bytes]:
    """Every part of a package, unpacked, in order."""
    with zipfile.ZipFile(BytesIO(raw)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def finding(where: Where, what: str = "x") -> Finding:
    """A finding at a place."""
    return Finding("made-up", Severity.ERROR, say(WRONG, what=what), where)


def made(kind: str, raw: bytes, *found: Finding) -> bytes:
    """A copy with these findings as comments."""
    return annotate(raw, Submission(f"form.{kind}", kind, findings=found), "en").raw


def test_each_finding_with_a_place_is_a_comment_in_a_docx(tmp_path: Path) -> None:
    """python-docx reads as many comments as there are findings, each with its message."""
    one = handed(tmp_path, "form.docx", samples.docx())
    found = one.submission.all_findings
    assert {f.check for f in found} >= {"total-mismatch", "missing-reason"}
    copy = annotate(one.raw, one.submission, "zh")
    comments = list(python_docx.Document(BytesIO(copy.raw)).comments)
    assert len(comments) == copy.placed == len(found)
    assert copy.unplaced == ()
    for comment, expected in zip(comments, found, strict=True):
        assert expected.render("zh") in comment.text
        assert comment.author == "zhibiao"


def test_a_comment_spans_exactly_its_cell() -> None:
    """The range begins and ends in the paragraphs of the cell that the finding names."""
    raw = made("docx", samples.docx(), finding(Where(table=2, row=3, cell=7)))
    table = python_docx.Document(BytesIO(raw)).tables[1]
    marked = [
        (row, column)
        for row, line in enumerate(table.rows, 1)
        for column, cell in enumerate(line._tr.tc_lst, 1)  # merged cells once
        if "commentRangeStart" in cell.xml and "commentRangeEnd" in cell.xml
    ]
    assert marked == [(3, 7)]
    assert table.rows[2]._tr.tc_lst[6].p_lst[0].text == "14"  # as above


def test_a_sentence_is_commented_at_its_paragraph() -> None:
    """A finding in the prose goes to the paragraph that holds its words."""
    quoted = "本项目自评得分为93分，全部任务按期完成。"
    raw = made("docx", samples.docx(), finding(Where(sentence=1, text=quoted)))
    paragraphs = python_docx.Document(BytesIO(raw)).paragraphs
    marked = [p.text for p in paragraphs if "commentRangeStart" in p._p.xml]
    assert marked == [quoted]


@pytest.mark.parametrize(
    ("kind", "raw", "touched"),
    [
        (
            "docx",
            samples.docx(),
            {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"},
        ),
        (
            "xlsx",
            samples.xlsx(),
            {"xl/worksheets/sheet1.xml", "[Content_Types].xml"},
        ),
    ],
)
def test_every_other_part_stays_byte_for_byte(
    tmp_path: Path, kind: str, raw: bytes, touched: set[str]
) -> None:
    """Only the parts that must know of comments change, and what was in them is still there."""
    one = handed(tmp_path, f"form.{kind}", raw)
    before, after = parts(raw), parts(annotate(raw, one.submission, "en").raw)
    assert [name for name in after if name in before] == list(before)
    assert {name for name in before if before[name] != after[name]} == touched
    added = set(after) - set(before)
    assert added
    assert all("comments" in name or "vml" in name or name.endswith(".rels") for name in added)
    for name in touched:
        assert is_subsequence(before[name], after[name])


def is_subsequence(before: bytes, after: bytes) -> bool:
    """Whether a text only had something put into it; ``<a/>`` may have been opened."""
    pieces = re.split(rb"(?<=>)", before)
    at = 0
    for piece in pieces:
        wanted = piece[:-2] if piece.endswith(b"/>") else piece
        at = after.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def test_comments_that_are_there_stay_in_a_docx() -> None:
    """A second round of comments keeps the first and continues its numbers."""
    first = made("docx", samples.docx(), finding(Where(table=2, row=2, cell=7), "one"))
    second = made("docx", first, finding(Where(table=2, row=2, cell=7), "two"))
    comments = list(python_docx.Document(BytesIO(second)).comments)
    assert [comment.comment_id for comment in comments] == [0, 1]
    assert "one" in comments[0].text
    assert "two" in comments[1].text


def test_a_workbook_gets_one_comment_a_cell_and_keeps_those_it_has(tmp_path: Path) -> None:
    """Findings at a cell with a comment follow below it; its author stays."""
    raw = samples.xlsx(commented="G5")
    one = handed(tmp_path, "form.xlsx", raw)
    copy = annotate(raw, one.submission, "zh")
    sheet = load_workbook(BytesIO(copy.raw))["自评表"]
    shown = {cell.coordinate: cell.comment for row in sheet for cell in row if cell.comment}
    assert shown["G5"].author == "审核员"
    assert shown["G5"].text.startswith("请核对\n")
    for expected in one.submission.all_findings:
        at = expected.where
        assert at.row is not None
        assert at.cell is not None
        assert expected.render("zh") in shown[sheet.cell(at.row, at.cell).coordinate].text
    boxes = sum(
        part.count(b'ObjectType="Note"') for name, part in parts(copy.raw).items() if "vml" in name
    )
    assert boxes == len(shown)


def test_a_text_from_the_file_is_only_ever_text() -> None:
    """Markup, formulas and control signs in a message arrive as the text that they are."""
    hostile = '=HYPERLINK("http://x")<w:p/>&amp;]]>\x07\ud800'
    docx = made("docx", samples.docx(), finding(Where(table=1, row=1, cell=1), hostile))
    (comment,) = python_docx.Document(BytesIO(docx)).comments
    assert '=HYPERLINK("http://x")<w:p/>&amp;]]>\ufffd\ufffd' in comment.text
    xlsx = made("xlsx", samples.xlsx(), finding(Where(sheet="自评表", row=1, cell=1), hostile))
    sheet = load_workbook(BytesIO(xlsx))["自评表"]
    assert sheet["A1"].comment is not None
    assert '=HYPERLINK("http://x")<w:p/>&amp;' in sheet["A1"].comment.text
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_findings_without_a_place_are_said_not_hung_anywhere() -> None:
    """A place that the file does not have takes no comment, and is counted."""
    raw = samples.docx()
    lost = (finding(Where()), finding(Where(table=9, row=1, cell=1)), finding(Where(sheet="x")))
    copy = annotate(raw, Submission("form.docx", "docx", findings=lost), "en")
    assert copy.raw == raw
    assert copy.placed == 0
    assert copy.unplaced == lost


def test_other_kinds_are_refused() -> None:
    """A PDF takes no comments, and the error says what does."""
    with pytest.raises(FormError, match=r"\.docx"):
        annotate(b"%PDF", Submission("form.pdf", "pdf"), "en")
