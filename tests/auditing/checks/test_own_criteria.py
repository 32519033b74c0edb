"""Criteria that a form prints itself are applied to the row's own actual."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, row, text
from tests.auditing.small import BENCH
from tests.auditing.small import form as read
from zhibiao.model.problem import Severity

CHECK = "score-contradicts-criterion"
BANDS = "≥98%得10分；95%（含）—98%得8分；低于95%得5分"
STEPS = "以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止"
BORROWED = "cn/department/2020"


def form(**cells: str) -> str:
    """A department form of one row."""
    return text(row(2, **cells), scope="department")


@pytest.mark.parametrize(
    ("actual", "score"), [("99%", "10"), ("97.2%", "8"), ("95%", "8"), ("94.9%", "5")]
)
def test_bands_of_the_form_go_before_the_frame(actual: str, score: str) -> None:
    """What the printed bands give is right, though pro rata it would be another score."""
    cells = {"target": "≥98%", "actual": actual, "criterion": BANDS, "points": "10"}
    assert found(form(claimed=score, **cells), CHECK, rules=BORROWED) == ()
    (finding,) = found(form(claimed="9.9", **cells), "impossible-score", rules=BORROWED)
    assert finding.claimed == "9.9"


def test_a_claim_against_the_forms_own_criterion_is_an_error() -> None:
    """Ten points for 97.2 % where the form itself says eight is no matter of the frame."""
    cells = {"target": "≥98%", "actual": "97.2%", "criterion": BANDS, "points": "10"}
    (finding,) = found(form(claimed="10", **cells), CHECK, rules=BORROWED)
    assert (finding.expected, finding.severity) == ("8", Severity.ERROR)


@pytest.mark.parametrize(("actual", "expected"), [("111.11%", "0"), ("103.7%", "3.5")])
def test_a_row_that_no_rule_set_knows_is_scored_by_its_own_criterion(
    actual: str, expected: str
) -> None:
    """The first levels 投入 and 过程 are not the frame's; their criteria bind all the same."""
    cells = {"tier": "投入", "group": "预算配置", "label": "财政供养人员控制率", "points": "5"}
    content = form(target="≤100%", actual=actual, criterion=STEPS, claimed="5", **cells)
    (finding,) = found(content, CHECK, rules=BORROWED)
    assert places([finding]) == [(2, 7)]
    assert finding.severity is Severity.ERROR
    assert finding.expected == expected


@pytest.mark.parametrize("claimed", ["3", "3.15", "3.5"])
def test_every_reading_of_an_own_criterion_is_allowed(claimed: str) -> None:
    """At 103.7 % whole steps give 3.5, in proportion 3.15, started ones 3: none is wrong."""
    cells = {"tier": "投入", "group": "预算配置", "label": "控制率", "points": "5"}
    content = form(target="≤100%", actual="103.7%", criterion=STEPS, claimed=claimed, **cells)
    assert found(content, CHECK, rules=BORROWED) == ()


def test_a_criterion_for_another_figure_than_the_actual_decides_nothing() -> None:
    """Steps in per cent say nothing of a row that prints 180次: nor does the frame's pro rata."""
    criterion = "执行率100%得20分，每低一个百分点扣1分，扣完为止"
    content = form(target="200次", actual="180次", criterion=criterion, claimed="10")
    assert found(content, CHECK, rules=BORROWED) == ()


def test_a_criterion_that_is_not_understood_leaves_a_warning() -> None:
    """The usual way of the frame is then no more than a hint, and is not called its criterion."""
    content = form(target="200次", actual="100次", criterion="由专班酌情赋予", claimed="20")
    placed = content.replace("form = 1", 'form = 1\ndivision = "510100"')
    (finding,) = BENCH.audit(read(placed), select=[CHECK]).findings
    assert finding.severity is Severity.WARNING
    assert "national frame" in finding.render("en")


def test_a_missed_deadline_is_told_by_its_dates() -> None:
    """Both dates stand in the finding, not the number of the state that they lead to."""
    content = form(target="2023年11月30日前", actual="2023年12月22日", claimed="20")
    (finding,) = found(content, CHECK, rules=BORROWED)
    for lang in ("zh", "en"):
        said = finding.render(lang)
        assert "2023年11月30日前" in said
        assert "2023年12月22日" in said
        assert "2 …" not in said
