"""What stands over a form: its title, the unit, the project, the scope, the year."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from zhibiao.exact import fold
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.vocabulary import PROJECT_LABELS, SCOPES, TITLE, UNIT_LABELS
from zhibiao.interpreting.wording import bare, is_blank, is_masked, tidy

MAX_TITLE = 60
_YEAR = re.compile(r"(20\d{2})\s*年(?!\d{1,2}月)")
_YEAR_ALONE = re.compile(r"\(?(20\d{2})年度?\)?")
_YEAR_SAID = re.compile(r"(?:(?:评价|财政|填报|自评|预算)?年度:|Fiscal year:)\s*(20\d{2})年?度?")
_NAMED = re.compile(r"^([^:：]{2,16})[:：]\s*(.+)$", re.DOTALL)
_BODY = re.compile(
    r"(局|委|办|中心|院|校|学|园|所|厅|队|会|部|站|馆|公司|政府|处|社|团|室|台|厂|署|行)$"
)
_STAMP = re.compile(r"[(（]?(盖章|公章|签章)[)）]?")
_FOLLOWING = re.compile(r"\s{2,}|填报日期|填表日期|单位[:：]\s*(万元|元)|\t")


def is_title(text: str) -> bool:
    """Whether a line names a form or a report."""
    plain = tidy(text)
    return 3 <= len(plain) <= MAX_TITLE and "。" not in plain and bool(TITLE.search(plain))


def year_of(text: str) -> int | None:
    """The year that a title states."""
    found = _YEAR.search(fold(tidy(text)))
    return int(found[1]) if found else None


def scope_of(text: str) -> str:
    """The scope that a title states, or ``""``."""
    plain = tidy(text)
    return next((scope for scope, pattern in SCOPES if pattern.search(plain)), "")


def year_alone(text: str) -> int | None:
    """The year that a line states alone, as under a title: ``（2023年度）``."""
    found = _YEAR_ALONE.fullmatch(fold(tidy(text)))
    return int(found[1]) if found else None


def year_said(rows: Iterable[Row]) -> int | None:
    """The year behind a label in the head of a form: ``评价年度：2023``."""
    for row in rows:
        for cell in row.cells:
            found = _YEAR_SAID.fullmatch(fold(tidy(cell.raw)))
            if found:
                return int(found[1])
    return None


def unit_in_text(text: str) -> tuple[int, str] | None:
    """The unit that a line such as ``单位名称：…`` names, with the rank of its label."""
    said = _NAMED.match(fold(text).strip())
    if said is None:
        return None
    rank = _rank(bare(said[1]))
    name = _name(said[2])
    return (rank, name) if rank is not None and name else None


def names_in(
    rows: Iterable[Row], *, aligned: bool, known: Container[str] = ()
) -> tuple[list[tuple[int, str]], str]:
    """The units that head rows name, each with the rank of its label, and the project.

    Where columns are only counted, the name of a project is the last text of its row: what
    stands between may have slipped in from another row, and names no unit.

    Args:
        rows: the rows of the head.
        aligned: whether their columns are those of the document.
        known: names of units that the document has named before.
    """
    units: list[tuple[int, str]] = []
    project = ""
    rows = tuple(rows)
    for row in rows:
        if not aligned and names_project([row]):
            continue
        label: tuple[str, int | None] | None = None
        for cell in row.cells:
            plain = bare(cell.raw)
            rank = _rank(plain)
            if PROJECT_LABELS.fullmatch(plain):
                label = ("project", None)
            elif rank is not None:
                label = ("unit", rank)
            elif said := unit_in_text(cell.raw):
                units.append(said)
            elif _YEAR_SAID.fullmatch(fold(plain)):
                label = None  # nobody has named the unit
            elif label is not None and not is_blank(cell.raw) and not is_masked(cell.raw):
                name = _name(cell.raw)
                if label[0] == "project":
                    project = project or name
                elif label[1] is not None and name:
                    units.append((label[1], name))
                label = None
    if not aligned:
        name = _last_name(rows)
        project = "" if name in known or any(name == unit for _, unit in units) else name
    return units, project


def names_project(rows: Iterable[Row]) -> bool:
    """Whether a row bears the label of a project's name."""
    return any(PROJECT_LABELS.fullmatch(bare(cell.raw)) for row in rows for cell in row.cells)


def _last_name(rows: tuple[Row, ...]) -> str:
    for row in rows:
        written = [cell for cell in row.cells if not is_blank(cell.raw)]
        if not any(PROJECT_LABELS.fullmatch(bare(cell.raw)) for cell in written):
            continue
        last = written[-1]
        plain = bare(last.raw)
        if PROJECT_LABELS.fullmatch(plain) or _rank(plain) is not None:
            return ""
        return _name(last.raw)
    return ""


def nearest(units: list[tuple[int, str]]) -> str:
    """Of several units, the one nearest to who filled the form in."""
    return min(units, key=lambda unit: unit[0])[1] if units else ""


def unit_in_title(lines: Iterable[str]) -> str:
    """The unit that the lines of a report's title name: what stands before 整体支出."""
    for line in lines:
        plain = re.sub(r"^(关于)?20\d{2}年度?(的)?", "", fold(tidy(line)))
        found = re.match(
            r"^(.{4,40}?)(20\d{2}年度?)?(部门|部\s*门|单位)?([(（]单位[)）])?(年度)?(部门)?整体支出",
            plain,
        )
        if found and _BODY.search(found[1]):
            return re.sub(r"(部门|部|20\d{2}年度?)$", "", found[1])
    return ""


def _rank(label: str) -> int | None:
    plain = label
    return next((rank for rank, pattern in UNIT_LABELS if pattern.fullmatch(plain)), None)


def _name(text: str) -> str:
    plain = _STAMP.sub("", _FOLLOWING.split(text.strip())[0])
    return tidy(plain).strip(":：,，;；")
