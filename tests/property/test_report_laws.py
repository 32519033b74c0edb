"""Laws of reports: whatever stands in a file, a report only ever shows it."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from zhibiao.api import AuditResult
from zhibiao.auditing.finding import Finding
from zhibiao.messages import Text, say
from zhibiao.model.document import Document, Grid, GridCell, Paragraph
from zhibiao.model.form import Form, FormRow, read_cell
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.reports.findings_book import XLSX
from zhibiao.reports.html.report import report
from zhibiao.reports.submission import Submission

QUOTED = Text(zh="“{what}”", en='"{what}"')
HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='x",
            "</style><style>*{display:none}", "{{ 7*7 }}", "{% include 'x' %}", "<!--", "]]>",
            "&lt;b&gt;", "javascript:alert(1)", "</td></tr></table>", "=1+1", "@SUM(A1)",
            "+cmd|' /C calc'!A0", "http://example.org/", "-2+3",
        ]
    ),
)  # fmt: skip


def submission(text: str) -> Submission:
    """A file in which one text stands wherever a text can stand."""
    at = Where(table=1, row=1, cell=1)
    spoken = Where(sentence=1, text=text, label=text)
    document = Document(
        text,
        "docx",
        (
            Grid((GridCell(text, 1, 1, at=at), GridCell("b", 1, 2)), Where(table=1), title=text),
            Paragraph(f"a{text}b"),
        ),
    )
    row = FormRow((text,), text, group=text, criterion=text, target=read_cell(text))
    form = Form(title=text, unit=text, division=text, rows=(row,))
    found = (
        Finding("x", Severity.ERROR, say(QUOTED, what=text), Where(
            table=1, row=1, cell=1, label=text, text=text), text, text, (spoken,), "x-1"),
        Finding("y", Severity.NOTE, say(QUOTED, what=text), spoken, id="y-1", because=("x-1",)),
    )  # fmt: skip
    result = AuditResult(form, found)
    return Submission(text, "docx", (result,), (), document, None, (say(QUOTED, what=text),))


def structure(page: str) -> list[tuple[str, dict[str, Any]]]:
    """Every element with its attributes, what they say of the file aside."""
    shown: list[tuple[str, dict[str, Any]]] = []
    for element in BeautifulSoup(page, "html.parser").find_all(True):
        spoken = {"aria-label", "title", "content"}
        attributes = {k: v for k, v in element.attrs.items() if k not in spoken}
        shown.append((element.name, attributes))
    return shown


@cache
def plain() -> list[tuple[str, dict[str, Any]]]:
    """The structure that a harmless text gives."""
    return structure(report(submission("plain"), "en"))


@given(HOSTILE.filter(lambda text: len(text.strip()) > 1))
@settings(max_examples=60)
def test_a_text_never_becomes_an_element_or_an_attribute(text: str) -> None:
    """The page of a file has the elements and attributes of its template, whatever it holds."""
    kept = [
        (name, attributes)
        for name, attributes in structure(report(submission(text), "en"))
        if name != "mark"
    ]
    expected = [one for one in plain() if one[0] != "mark"]
    marks = {"a", "dt", "dd", "div"}  # how often something is repeated hangs on the texts
    assert [one for one in kept if one[0] not in marks] == [
        one for one in expected if one[0] not in marks
    ]
    for name, attributes in kept:
        assert name != "script"
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        assert str(attributes.get("href", "#")).startswith("#")


@given(HOSTILE.filter(lambda text: len(text.strip()) > 1))
@settings(max_examples=20)
def test_a_page_needs_nothing_outside_itself(text: str) -> None:
    """No element loads anything, and the policy allows nothing but the style inside."""
    page = BeautifulSoup(report(submission(text), "zh"), "html.parser")
    assert not page.find_all(["script", "link", "img", "iframe", "object", "form", "base"])
    assert not page.find_all(src=True)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'sha256-")
    (style,) = page.find_all("style")
    assert not re.search(r"url\(|@import", style.text)


@given(HOSTILE)
@settings(max_examples=30)
def test_a_workbook_of_findings_holds_no_formula_and_no_link(text: str) -> None:
    """What begins like a formula or a link is written as the text that it is."""
    stream = BytesIO()
    XLSX.write(submission(text), "en", stream)
    for sheet in load_workbook(BytesIO(stream.getvalue())):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
