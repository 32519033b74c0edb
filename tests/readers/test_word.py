"""Word documents: what a person sees in them, and where it stands."""

from __future__ import annotations

from tests.readers.files import cell, cells_of, paragraph, places_of, read, said, table, word

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_prose_and_tables_stand_in_order() -> None:
    """Paragraphs and tables come as they stand, empty paragraphs left out."""
    document = read(
        word(paragraph("一") + "<w:p/>" + table(cell("甲")) + paragraph("二") + table(cell("乙"))),
        "a.docx",
    )
    assert document.kind == "docx"
    assert [type(part).__name__ for part in document.parts] == [
        "Paragraph", "Grid", "Paragraph", "Grid",
    ]  # fmt: skip
    assert [grid.at.table for grid in document.grids] == [1, 2]
    assert document.remarks == ()


def test_merged_cells_stand_once_and_count_in_each_row_they_reach() -> None:
    """Spans both ways become one cell; a place counts cells that reach down from above."""
    raw = word(
        table(
            cell("甲", RESTART) + cell("乙", '<w:gridSpan w:val="2"/>'),
            cell("", GOES_ON) + cell("丙") + cell("丁"),
        )
    )
    (grid,) = read(raw, "a.docx").grids
    assert cells_of(grid) == [
        (1, 1, 2, 1, "甲"),
        (1, 2, 1, 2, "乙"),
        (2, 2, 1, 1, "丙"),
        (2, 3, 1, 1, "丁"),
    ]
    assert places_of(grid) == [(1, 1), (1, 2), (2, 2), (2, 3)]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    """What a row leaves out at its left counts as columns, and is no cell."""
    raw = word(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell("甲") + "</w:tr>"
        "<w:tr>" + cell("乙") + cell("丙") + cell("丁") + "</w:tr></w:tbl>"
    )
    (grid,) = read(raw, "a.docx").grids
    assert cells_of(grid)[0] == (1, 3, 1, 1, "甲")
    assert places_of(grid)[0] == (1, 1)


def test_a_continued_cell_with_other_edges_stays_its_own() -> None:
    """Cells join downwards only where both edges agree."""
    raw = word(
        table(
            cell("甲", RESTART + '<w:gridSpan w:val="2"/>') + cell("乙"),
            cell("", GOES_ON) + cell("丙") + cell("丁"),
        )
    )
    (grid,) = read(raw, "a.docx").grids
    assert cells_of(grid)[0] == (1, 1, 1, 2, "甲")
    assert cells_of(grid)[2] == (2, 1, 1, 1, "")


def test_cells_merged_the_old_way_are_one() -> None:
    """Older programs mark each cell of a wide one instead of giving it a span."""
    raw = word(
        table(
            cell("甲", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("乙"),
            cell("丙") + cell("丁") + cell("戊"),
        )
    )
    (grid,) = read(raw, "a.docx").grids
    assert cells_of(grid)[:2] == [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙")]
    assert places_of(grid)[:2] == [(1, 1), (1, 2)]


def test_a_table_in_a_cell_is_the_next_grid() -> None:
    """An outer table for layout does not hide the form that stands in it."""
    inner = f"<w:tc>{paragraph('外')}{table(cell('内'))}<w:p/></w:tc>"
    document = read(word(table(inner)), "a.docx")
    assert [[c.raw for c in grid.cells] for grid in document.grids] == [["外\n"], ["内"]]
    assert [grid.at.table for grid in document.grids] == [1, 2]


def test_changes_are_read_as_accepted_and_said() -> None:
    """What was inserted counts, what was deleted does not, rows included."""
    raw = word(
        "<w:p><w:del><w:r><w:delText>95</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>98</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + "</w:tr>"
        "<w:tr>" + cell("新") + "</w:tr></w:tbl>"
    )
    document = read(raw, "a.docx")
    assert document.paragraphs[0].raw == "98"
    assert cells_of(document.grids[0]) == [(1, 1, 1, 1, "新")]
    assert "tracked changes" in said(document)
    assert "修订" in said(document, "zh")


def test_text_reads_as_it_is_seen() -> None:
    """Tabs, breaks, raised figures and ticks become signs; hidden text is left out."""
    raw = word(
        "<w:p><w:r><w:t>10</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>'
        "<w:r><w:tab/><w:t>m</w:t><w:br/></w:r>"
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
        "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"
        "</w:fldChar><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>"
    )
    document = read(raw, "a.docx")
    assert document.paragraphs[0].raw == "10⁴\tm\n☑☐"
    assert "hidden text" in said(document)


def test_wrappers_are_seen_through() -> None:
    """Content controls, links and custom XML hide neither rows nor cells nor text."""
    inner = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr><w:customXml>{cell('甲')}</w:customXml>"
        "<w:sdt><w:sdtContent><w:tc><w:p><w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink></w:p>"
        "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    )
    document = read(
        word(f"<w:sdt><w:sdtContent><w:tbl>{inner}</w:tbl></w:sdtContent></w:sdt>"), "a.docx"
    )
    assert cells_of(document.grids[0]) == [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Of the two forms that a box is stored in, for new programs and old ones, one is read."""
    box = f"<w:txbxContent>{paragraph('框')}{table(cell('格'))}</w:txbxContent>"
    raw = word(
        '<w:p xmlns:mc="urn:mc"><w:r><w:t>前</w:t><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>" + paragraph("后")
    )
    document = read(raw, "a.docx")
    assert [one.raw for one in document.paragraphs] == ["前", "框", "后"]
    assert [c.raw for c in document.grids[0].cells] == ["格"]


def test_only_pictures_is_said() -> None:
    """A scan pasted into a document has no text, and that is said."""
    raw = word('<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r></w:p>')
    assert "pictures and no text" in said(read(raw, "a.docx"))


def test_macros_are_ignored_and_said() -> None:
    """A macro is never run, and its presence is told."""
    raw = word(paragraph("文"), **{"word/vbaProject.bin": b"x"})
    assert "macros" in said(read(raw, "a.docm"))


def test_long_tables_arrive_whole() -> None:
    """Rows are not lost however the XML falls into chunks while it streams."""
    rows = [cell(f"行{number}") + cell("字" * 300) for number in range(800)]
    (grid,) = read(word(table(*rows) + paragraph("尾")), "a.docx").grids
    assert [row[0].raw for row in grid.rows] == [f"行{number}" for number in range(800)]
