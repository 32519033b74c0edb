"""The page of a file: what it shows, and that findings and tables lead to one another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.reports import samples
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.cli.submissions import Choice, audit_one
from zhibiao.messages import LANGUAGES
from zhibiao.model.document import Document, Grid, GridCell
from zhibiao.reports.html.report import report
from zhibiao.reports.html.sheets import MAX_ROWS, Anchors, SheetView, sheets
from zhibiao.reports.marks import numbered
from zhibiao.reports.submission import Submission

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
FORMS = sorted((ROOT / "examples" / "forms").glob("*.form.toml"))


def page_of(path: Path, lang: str = "zh") -> tuple[Submission, BeautifulSoup]:
    """A file's findings and its page."""
    submission = audit_one(BENCH, str(path), Choice()).submission
    return submission, BeautifulSoup(report(submission, lang), "html.parser")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name.partition(".")[0])
def test_every_link_leads_somewhere(path: Path, lang: str) -> None:
    """Each link of a page has its target, and no two elements share an id."""
    submission, page = page_of(path, lang)
    ids = Counter(str(element["id"]) for element in page.find_all(id=True))
    assert [name for name, count in ids.items() if count > 1] == []
    links = {str(link["href"]) for link in page.find_all("a", href=True)}
    assert {link[1:] for link in links} <= set(ids)
    assert len(page.select(".finding")) == len(submission.all_findings)
    for row in page.select("table.tree tbody tr"):
        assert row.find("th", scope=True) or "why" in row["class"]


def test_a_page_says_what_is_claimed_and_what_is_supported() -> None:
    """The headline holds claim, span and rating; each score has its reason below it."""
    submission, page = page_of(ROOT / "examples" / "forms" / "miluo-2020.form.toml")
    (result,) = submission.results
    assert result.card is not None
    tiles = page.select(".tile dd")
    assert tiles[0].text.split() == ["98", "/", "100"]
    assert tiles[1].text.strip() == "13 … 99"
    assert len(page.select("tr.score")) == len(result.card.scores)
    reasons = [reason.text for reason in page.select("tr.why")]
    assert len(reasons) == len(result.card.scores)
    assert "125 / 109" in reasons[0]


def test_a_finding_leads_to_its_cell_and_back(tmp_path: Path) -> None:
    """The cell that a finding names is marked in the form's own table, and links back."""
    path = tmp_path / "form.docx"
    path.write_bytes(samples.docx())
    submission, page = page_of(path)
    wanted = next(f for f in submission.all_findings if f.check == "missing-reason")
    number = submission.all_findings.index(wanted) + 1
    link = page.select_one(f"#f{number} .more a")
    assert link is not None
    cell = page.find(id=str(link["href"])[1:])
    assert cell is not None
    assert cell.name == "td"
    assert cell.find(string=True) == "14"
    assert f"#f{number}" in [back["href"] for back in cell.find_all("a")]
    merged = page.find("td", rowspan=True)
    assert merged is not None
    assert (merged.text, merged["rowspan"]) == ("产出指标", "6")


def test_findings_that_follow_from_others_link_to_them() -> None:
    """What is wrong only because something else is names that finding."""
    submission, page = page_of(ROOT / "examples" / "forms" / "shili-2023.form.toml")
    linked = [f for f in submission.all_findings if f.because]
    assert linked
    number = submission.all_findings.index(linked[0]) + 1
    causes = page.select(f'#f{number} a[href^="#f"]')
    ids = [submission.all_findings[int(str(a["href"])[2:]) - 1].id for a in causes]
    assert ids == list(linked[0].because)


def view(grid: Grid) -> SheetView:
    """One table as a page shows it."""
    (shown,) = sheets(Document("x", "docx", (grid,)), Anchors(numbered(())), "en")
    assert isinstance(shown, SheetView)
    return shown


def test_gaps_are_filled_and_spans_are_kept() -> None:
    """Each row of a table is as wide as the table, whatever is merged or missing."""
    cells = (
        GridCell("a", 1, 1, row_span=2),
        GridCell("b", 1, 3, column_span=2),
        GridCell("c", 2, 2),
        GridCell("d", 3, 4),
    )
    shown = view(Grid(cells))
    widths = [sum(cell.columns for cell in row) for row in shown.rows]
    assert widths == [4, 3, 4]  # the second row has its first column from above
    assert shown.rows[0][0].rows == 2


def test_a_long_table_is_cut_and_says_so() -> None:
    """Only so many rows are shown, and a span is cut to them."""
    cells = [GridCell("a", 1, 1, row_span=MAX_ROWS + 50)]
    cells += [GridCell(str(n), n, 2) for n in range(1, MAX_ROWS + 51)]
    shown = view(Grid(tuple(cells)))
    assert len(shown.rows) == MAX_ROWS
    assert shown.rows[0][0].rows == MAX_ROWS
    assert str(MAX_ROWS + 50) in shown.note


def test_a_file_that_cannot_be_read_has_a_page_that_says_why(tmp_path: Path) -> None:
    """The reason stands on the page instead of scores."""
    path = tmp_path / "form.docx"
    path.write_bytes(b"PK\x03\x04 not a package")
    submission, page = page_of(path)
    assert submission.error is not None
    alert = page.select_one(".alert")
    assert alert is not None
    assert alert.text == submission.error.render("zh")
