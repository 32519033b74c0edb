"""HTML pages, well formed or not."""

from __future__ import annotations

from base64 import b64encode

import pytest

from tests.readers.files import cells_of, read, said
from zhibiao.errors import FormError


def test_cells_left_open_end_where_the_next_begins() -> None:
    """Older programs close neither cells nor rows."""
    (grid,) = read(
        "<html><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>".encode(), "a.html"
    ).grids
    assert cells_of(grid) == [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 2, 1, 1, "丙")]


def test_a_cell_never_reaches_beyond_its_section() -> None:
    """A span ends with the head or body that it stands in, as browsers draw it."""
    raw = "<html><table><thead><tr><td rowspan=9>甲</td></tr></thead><tr><td>乙</td></tr></table>"
    document = read(raw.encode(), "a.html")
    assert cells_of(document.grids[0]) == [(1, 1, 1, 1, "甲"), (2, 1, 1, 1, "乙")]
    assert "cut at its edge (first: table 1 row 1)" in said(document)


def test_text_is_broken_where_a_browser_breaks_it() -> None:
    """Paragraphs and breaks are lines, other white space is a space, raised figures stay so."""
    raw = "<html><table><tr><td><p> 一 \n 二</p><div>m<sup>2</sup><br>三&nbsp;&ge;5</div></table>"
    (grid,) = read(raw.encode(), "a.html").grids
    assert grid.cells[0].raw == "一 二\nm²\n三 ≥5"


def test_what_is_not_seen_is_not_read() -> None:
    """Scripts, styles, titles and comments are no text."""
    raw = "<html><title>题</title><style>p{}</style><body><script>1<2</script><!-- 注 --><p>文</p>"
    assert [one.raw for one in read(raw.encode(), "a.html").paragraphs] == ["文"]


def test_a_table_in_a_cell_is_the_next_grid() -> None:
    """Pages laid out by tables keep the form's own table apart."""
    raw = "<html><table><tr><td>外<table><caption>说明<tr><td>内</table></td></tr></table>尾"
    document = read(raw.encode(), "a.html")
    assert [[c.raw for c in grid.cells] for grid in document.grids] == [["外"], ["内"]]
    assert [one.raw for one in document.paragraphs] == ["说明", "尾"]


ARCHIVE = """From: <Saved>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64

{page}

--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""


NESTED = "MIME-Version: 1.0\n" + "".join(
    f'Content-Type: multipart/related; boundary="{n}"\n\n--{n}\n' for n in range(1_500)
)


def test_a_page_archive_is_read_by_its_page() -> None:
    """What Word saves as one file with its pictures is read under any name."""
    page = b64encode("<html><table><tr><td>指标<td>5</table>".encode("gb2312")).decode()
    document = read(ARCHIVE.format(page=page).encode(), "a.doc")
    assert document.kind == "mht"
    assert [cell.raw for cell in document.grids[0].cells] == ["指标", "5"]


def test_an_archive_without_a_page_is_refused() -> None:
    """An archive of pictures alone is no document, and one nested without end is damaged."""
    for raw in (ARCHIVE.format(page=""), NESTED):
        with pytest.raises(FormError, match=r"\(mht\)|（mht）"):
            read(raw.encode(), "a.mht")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_found(encoding: str) -> None:
    """Pages are read in the encodings that Chinese programs write."""
    raw = '<html><meta charset="gb2312"><p>绩效指标</p>'.encode(encoding)
    assert read(raw, "a.html").paragraphs[0].raw == "绩效指标"
