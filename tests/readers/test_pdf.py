"""PDFs: tables by their rules, pages, what a page break cuts, and what cannot be read."""

from __future__ import annotations

import pytest

from tests.readers.files import BENCH, read, said
from tests.rules import ROOT
from zhibiao.errors import FormError
from zhibiao.model.document import Document
from zhibiao.readers.grids import Placed
from zhibiao.readers.pdf.breaks import Prose, mended
from zhibiao.readers.pdf.lines import Line, cell_text, joined
from zhibiao.readers.pdf.tables import DrawnCell, DrawnTable
from zhibiao.readers.pdf.worker import answer

DOCUMENTS = ROOT / "examples" / "documents"


def pdf(drawn: bytes, more: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages show what is drawn; the reader finds objects without a table of them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + pages))
    leaves = b"".join(
        b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>endobj\n" % number
        for number in range(10, 10 + pages)
    )
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count " + b"%d" % pages + b"/Kids[" + kids + b"]>>endobj\n" + leaves
        + b"4 0 obj<</Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"6 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n0\nendstream endobj\n"
        + more + b"trailer<</Root 1 0 R>>\n"
    )  # fmt: skip


def test_the_printed_form_reads_like_the_document_it_was_printed_from() -> None:
    """Rows, spans and texts of a PDF over four pages are those of the Word file."""
    printed = BENCH.read_document(DOCUMENTS / "taojiang-2025.pdf")
    original = BENCH.read_document(DOCUMENTS / "taojiang-2025.docx")
    assert printed.remarks == ()
    for one, other in zip(printed.grids, original.grids, strict=True):
        assert (one.height, one.width) == (other.height, other.width)
        texts = {(c.row, c.column): "".join(c.raw.split()) for c in one.cells}
        wanted = {(c.row, c.column): "".join(c.raw.split()) for c in other.cells}
        # Where a merged cell is cut and shows nothing on its second page, nothing shows it.
        assert set(texts.keys() ^ wanted.keys()) <= {(15, 3)}
        assert {p: t for p, t in texts.items() if p in wanted} == {
            p: t for p, t in wanted.items() if p in texts
        }
    # A paragraph whose last line is full to the edge cannot be told from one that goes on.
    assert prose(printed) == prose(original)
    assert len(original.paragraphs) - len(printed.paragraphs) <= 1


def prose(document: Document) -> str:
    """All prose of a document, white space aside."""
    return "".join("".join(one.raw.split()) for one in document.paragraphs)


def test_places_name_the_page() -> None:
    """Cells and paragraphs stand on the page that shows them."""
    document = BENCH.read_document(DOCUMENTS / "taojiang-2025.pdf")
    grid = document.grids[-1]
    assert [grid.cells[0].at.page, grid.cells[-1].at.page] == [2, 4]
    assert document.paragraphs[0].at.page == 1


def test_a_scan_is_recognised() -> None:
    """A page that is a picture has no text, and that is said."""
    document = read(pdf(b"q 600 0 0 800 0 0 cm /I Do Q"), "a.pdf")
    assert document.parts == ()
    assert "pictures and no text" in said(document)


def test_crowded_pages_are_read_without_tables() -> None:
    """A drawing of thousands of lines is not searched for tables, and that is said."""
    lines = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (n, n, n, n) for n in range(0, 600, 4)
    )
    document = read(pdf(lines + b"BT /F 12 Tf 20 20 Td (text) Tj ET"), "a.pdf")
    assert [one.raw for one in document.paragraphs] == ["text"]
    assert "pages 1 have too many drawn lines" in said(document)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.4\nnothing", "damaged or incomplete (pdf)"),
        (pdf(b"", pages=301), "more than 300 pages"),
        (
            pdf(b"", b"9 0 obj<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32
                + b")>>endobj\n").replace(b"<</Root", b"<</ID[(1)(1)]/Encrypt 9 0 R/Root"),
            "protected by a password",
        ),
    ],
    ids=["damaged", "pages", "encrypted"],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_is_refused(raw: bytes, words: str) -> None:
    """Damage, too many pages and passwords are told apart."""
    with pytest.raises(FormError) as caught:
        read(raw, "a.pdf")
    assert words in caught.value.render("en")


def test_what_the_process_answers_is_plain() -> None:
    """The other process hands over page numbers, texts and cells, nothing else."""
    found = answer(pdf(b"BT /F 12 Tf 20 700 Td (one) Tj ET"))
    assert found == {"scans": [], "crowded": [], "parts": [[1, "one"]]}


def drawn(page: int, *rows: list[str], full: frozenset[str] = frozenset()) -> DrawnTable:
    """A table of cells without spans."""
    edges = tuple(float(50 * at) for at in range(len(rows[0]) + 1))
    found = DrawnTable(page, (0, 0, edges[-1], 100), edges)
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            found.cells.append(DrawnCell(Placed(text, row, column, page=page), text in full))
    return found


def rows_of(table: DrawnTable) -> list[list[str]]:
    """The texts of a table by row."""
    return [[c.placed.raw for c in table.row(n)] for n in range(1, table.last_row + 1)]


def test_a_row_cut_by_a_page_break_is_joined() -> None:
    """The rest of a row at the top of a page goes to where it began."""
    above = drawn(
        1, ["指标", "值", "得分", "原因"], ["甲乙", "94", "9", "原因很"], full=frozenset(["原因很"])
    )
    (found,) = mended([[above], [drawn(2, ["", "", "", "长"], ["丙", "1", "2", ""])]])
    assert isinstance(found, DrawnTable)
    assert rows_of(found)[1:] == [["甲乙", "94", "9", "原因很长"], ["丙", "1", "2", ""]]


def test_a_whole_row_after_a_page_break_stays_a_row() -> None:
    """A row without scores of its own is no rest unless the row before breaks off."""
    above = drawn(1, ["指标", "值", "得分"], ["甲", "15", "13"])
    (found,) = mended([[above], [drawn(2, ["乙", "", ""])]])
    assert isinstance(found, DrawnTable)
    assert rows_of(found)[1:] == [["甲", "15", "13"], ["乙", "", ""]]


def test_a_repeated_heading_keeps_two_tables() -> None:
    """A table whose heading is printed again stays two grids."""
    head = ["指标", "值", "得分"]
    found = mended([[drawn(1, head, ["甲", "1", "2"])], [drawn(2, head, ["乙", "3", "4"])]])
    assert len(found) == 2


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    """A full last line and a first line that is not set in are one paragraph."""
    (found,) = mended(
        [[Prose(1, "全年支出", goes_on=True)], [Prose(2, "100万元。", starts_in=False)]]
    )
    assert isinstance(found, Prose)
    assert found.text == "全年支出100万元。"


def test_lines_that_fill_their_cell_are_one_paragraph() -> None:
    """A break that the width forced is none; one before a free end is."""
    lines = [
        Line("罚没征收任", 6, 56, 0, 10, 10),
        Line("务", 6, 16, 10, 20, 10),
        Line("完成", 6, 26, 20, 30, 10),
    ]
    assert cell_text(lines, 0, 62) == ("罚没征收任务\n完成", False)
    assert joined("per", "cent") == "per cent"
    assert joined("3145.", "61") == "3145.61"
