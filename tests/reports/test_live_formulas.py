"""No text of a document, a rule set or a case becomes a live formula in a workbook of ours."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from attrs import evolve

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.authoring.case_book import case_book, read_cases
from zhibiao.model.case import Case
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.table import Table
from zhibiao.reports.findings_book import XLSX
from zhibiao.reports.submission import Submission

BENCH = Workbench(plugins=False)
SIGNS = ["=", "+", "-", "@", "\t=", "＝"]
LIVE = {"f", "formula1", "formula2", "definedName"}
MARK = "SUM(31337)"
SOURCE = (ROOT / "rulesets" / "cn-430600" / "department" / "2020.toml").read_text(encoding="utf-8")
FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"


def hostile(text: str, sign: str) -> str:
    """Each label, title and criterion with a formula before it."""
    written = sign.replace("\t", "\\t") + MARK
    return re.sub(
        r'^(label|title|criterion|unit_name|actual|reason) = "',
        lambda found: f'{found[1]} = "{written} ',
        text,
        flags=re.MULTILINE,
    )


def rule_set(sign: str) -> RuleSet:
    """A rule set all labels of which are formulas."""
    return BENCH.loads(hostile(SOURCE, sign))


def live(raw: bytes) -> list[str]:
    """What a spreadsheet program would calculate, texts inside it aside."""
    found = []
    with ZipFile(BytesIO(raw)) as book:
        for name in book.namelist():
            if not name.endswith(".xml"):
                continue
            found += [
                re.sub(r'"(?:[^"]|"")*"', '""', node.text or "")
                for node in Tree.fromstring(book.read(name)).iter()  # noqa: S314  # our own file
                if node.tag.rpartition("}")[2] in LIVE
            ]
    return found


def texts(raw: bytes) -> str:
    """All texts of a workbook."""
    with ZipFile(BytesIO(raw)) as book:
        return "\n".join(
            "".join(Tree.fromstring(book.read(name)).itertext())  # noqa: S314  # as above
            for name in book.namelist()
            if name.endswith(".xml")
        )


@pytest.mark.parametrize("sign", SIGNS)
def test_a_case_book_holds_no_formula(sign: str) -> None:
    """Names, origins, figures and labels are texts, and come back as they were."""
    rules = rule_set(sign)
    case = Case(
        f"{sign}{MARK}".strip(),
        Table({"staff": f"{sign}{MARK}".strip()}),
        Table({"total": Fraction(1)}),
        f"{sign}{MARK}".strip(),
    )
    raw = case_book([case], rules)
    assert live(raw) == []
    assert MARK in texts(raw)
    (again,) = read_cases(raw, "cases.xlsx", rules)
    assert (again.name, again.origin, dict(again.given)) == (
        case.name,
        case.origin,
        dict(case.given),
    )


@pytest.mark.parametrize("sign", SIGNS)
def test_a_workbook_calculates_our_formulas_alone(sign: str) -> None:
    """Labels, criteria, the form's words: all of them texts beside the live formulas."""
    rules = rule_set(sign)
    (form,) = BENCH.read(FORM)
    raw = BENCH.workbook(rules, evolve(form, title=f"{sign}{MARK}", unit=f"{sign}{MARK}"))
    assert MARK in texts(raw)
    assert live(raw)
    assert [one for one in live(raw) if "31337" in one] == []


@pytest.mark.parametrize("sign", SIGNS)
def test_a_book_of_findings_holds_no_formula(sign: str) -> None:
    """The form's title, unit, labels and file name are texts."""
    (form,) = BENCH.read(FORM)
    hostile_form = evolve(form, title=f"{sign}{MARK}", unit=f"{sign}{MARK}")
    result = BENCH.audit(hostile_form, rule_set(sign))
    stream = BytesIO()
    XLSX.write(Submission(f"{sign}{MARK}.toml", "toml", (result,)), "zh", stream)
    assert MARK in texts(stream.getvalue())
    assert [one for one in live(stream.getvalue()) if "31337" in one] == []
