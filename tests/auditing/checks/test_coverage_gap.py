"""``coverage-gap``: project forms against the department's project expenditure."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import row, text
from tests.auditing.small import BENCH, form
from zhibiao.auditing.finding import Finding

CHECK = "coverage-gap"


def project(spent: str) -> str:
    """A project form that spent so much."""
    return text(row(2), initial="100", annual="100", spent=spent, rate="100%")


def department(*figures: tuple[str, str]) -> str:
    """A department's form that states these amounts."""
    stated = "".join(
        f'[[figures]]\nlabel = "{label}"\nvalue = "{value}"\nunit = "万元"\n'
        f"at = {{ table = 4, row = {number} }}\n"
        for number, (label, value) in enumerate(figures, 1)
    )
    return text(row(2), scope="department").replace("[[rows]]", f"{stated}[[rows]]", 1)


def between(*contents: str) -> tuple[Finding, ...]:
    """What is found between the forms of one document."""
    return BENCH.audit_document([form(content) for content in contents], select=[CHECK]).findings


def test_a_gap_is_found_with_its_amounts() -> None:
    """100 of expenditure, 30 and 20 in forms: 50 has none."""
    (finding,) = between(department(("项目支出", "100")), project("30"), project("20"))
    assert (finding.claimed, finding.expected, finding.where.table) == ("100万元", "50万元", 4)
    assert finding.id == "coverage-gap-1"
    for amount in ("30万元", "20万元", "50万元"):
        assert amount in finding.render("zh")


@pytest.mark.parametrize(
    "label", ["项目支出", "项目支出2023年决算数", "2023年项目支出", "项目支出合计"]
)
def test_the_amount_goes_by_several_names(label: str) -> None:
    """A table says it with year and column."""
    assert len(between(department((label, "100")), project("30"))) == 1


@pytest.mark.parametrize("label", ["项目支出2023年预算数", "项目支出2022年决算数", "基本支出"])
def test_other_amounts_are_not_it(label: str) -> None:
    """Nor what was planned, nor last year's."""
    assert between(department((label, "100")), project("30")) == ()


def test_what_is_covered_is_silent() -> None:
    """The whole amount to half a unit of its last place, and more than it."""
    for whole in ("50", "49", "0"):
        assert between(department(("项目支出", whole)), project("30"), project("20")) == (), whole
    assert between(department(("项目支出", "50")), project("30"), project("19.5")) == ()
    assert len(between(department(("项目支出", "50")), project("30"), project("19.4"))) == 1


def test_without_project_forms_or_their_amounts_nothing_is_said() -> None:
    """They may be in another file, or their funds unreadable."""
    assert between(department(("项目支出", "100"))) == ()
    assert between(department(("项目支出", "100")), project("30"), project("?")) == ()
    assert between(project("30"), project("20")) == ()
