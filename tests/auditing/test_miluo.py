"""The audit of the one real form at hand, pinned whole."""

from __future__ import annotations

from functools import cache

from tests.rules import ROOT
from zhibiao.api import AuditResult, Workbench
from zhibiao.model.scorecard import Scorecard

ERRORS = [
    ("total-mismatch", (3, 14, 6, None), "总分", "98", "97"),
    ("declared-score-mismatch", (None, None, None, 1), "自评得分", "95", "98"),
    ("score-contradicts-criterion", (2, 7, 6, None), "资金结余", "3", "2"),
    ("missing-reason", (3, 5, 6, None), "建设湖南新增极目标任务完成情况", "6", "7"),
    ("amounts-mismatch", (1, 25, 2, None), "三公经费合计", "18.43万元", "12.9万元"),
    ("conflicting-figures", (1, 3, 2, None), "人员编制", "109人 / 125人", None),
    ("conflicting-figures", (1, 3, 4, None), "实有人数", "125人 / 108人", None),
]
NOTES = [
    ((2, 2, 6), "财政供养人员控制率", "5", "0 … 5"),
    ((2, 4, 6), "重点支出安排率", "5", "0 … 5"),
    ((2, 5, 6), "预算调整率", "3", "0 … 3"),
    ((2, 6, 6), "支付进度", "3", "0 … 3"),
    ((2, 8, 6), "“三公经费”控制率", "6", "0 … 6"),
    ((2, 9, 6), "管理制度健全性", "3", "0 … 3"),
    ((2, 10, 6), "资金使用合规性", "3", "0 … 3"),
    ((2, 11, 6), "预决算信息公开性和完善性", "3", "0 … 3"),
    ((2, 12, 6), "政府采购执行率", "3", "0 … 3"),
    ((2, 13, 6), "公务卡刷卡率", "3", "0 … 3"),
    ((2, 14, 6), "管理制度健全性", "3", "0 … 3"),
    ((3, 2, 6), "资产管理安全性", "4", "0 … 4"),
    ((3, 13, 6), "社会公众或服务对象满意度", "5", "3 … 5"),
]
SCORES = {
    "staff_control": ("0", "5", "unknown", "within"),
    "three_public_change": ("5", "5", "computed", "within"),
    "key_spending": ("0", "5", "unknown", "within"),
    "adjustment": ("0", "3", "unknown", "within"),
    "payment_progress": ("0", "3", "unknown", "within"),
    "fund_surplus": ("2", "2", "computed", "outside"),
    "three_public_control": ("0", "6", "unknown", "within"),
    "budget_rules": ("0", "3", "unknown", "within"),
    "fund_use": ("0", "3", "unknown", "within"),
    "disclosure": ("0", "3", "unknown", "within"),
    "procurement": ("0", "3", "unknown", "within"),
    "official_card": ("0", "3", "unknown", "within"),
    "asset_rules": ("0", "3", "unknown", "within"),
    "asset_safety": ("0", "4", "unknown", "within"),
    "fixed_asset_use": ("3", "3", "computed", "within"),
    "prosperity_tasks": ("0", "5", "judged", "within"),
    "growth_pole_tasks": ("0", "7", "judged", "within"),
    "work_report_tasks": ("0", "5", "judged", "within"),
    "livelihood_tasks": ("0", "2", "judged", "within"),
    "major_projects": ("0", "2", "judged", "within"),
    "other_tasks": ("0", "4", "judged", "within"),
    "benefits": ("0", "15", "judged", "within"),
    "satisfaction": ("3", "5", "unknown", "within"),
}


@cache
def audited() -> AuditResult:
    """The audit with the rule set that is found from the form's own words."""
    bench = Workbench(plugins=False)
    (form,) = bench.read(ROOT / "examples" / "forms" / "miluo-2020.form.toml")
    return bench.audit(form)


def card() -> Scorecard:
    """Its scorecard."""
    found = audited().card
    assert found is not None
    return found


def test_the_city_s_rule_set_is_found_for_the_county() -> None:
    """The county has no standard of its own, so its city's is used, and that is said."""
    assert card().rules.id == "cn-430600/department/2020"
    (reason,) = audited().reasons
    assert "430681" in reason.render("zh")


def test_exactly_these_errors_are_found() -> None:
    """Each error with its place, what is claimed and what is expected; none is missing or false."""
    found = [
        (
            f.check,
            (f.where.table, f.where.row, f.where.cell, f.where.sentence),
            f.where.label,
            f.claimed,
            f.expected,
        )
        for f in audited()
        if f.severity.value == "error"
    ]
    assert found == ERRORS


def test_exactly_these_notes_are_made() -> None:
    """Every claim that the form does not show is noted, and there are no warnings."""
    found = [f for f in audited() if f.severity.value != "error"]
    assert {(f.check, f.severity.value) for f in found} == {("evidence-insufficient", "note")}
    assert [
        ((f.where.table, f.where.row, f.where.cell), f.where.label, f.claimed, f.expected)
        for f in found
    ] == NOTES


def test_every_score_is_as_worked_out_by_hand() -> None:
    """Low, high, status and claim of all 23 scores."""
    found = {s.id: (str(s.low), str(s.high), s.status.value, s.claim.value) for s in card().scores}
    assert found == SCORES


def test_total_tiers_and_rating_span_what_the_scores_span() -> None:
    """13 to 99 points are possible, and with them every rating."""
    assert (str(card().total.low), str(card().total.high)) == ("13", "99")
    assert [(t.id, str(t.low), str(t.high)) for t in card().tiers] == [
        ("input", "5", "15"),
        ("process", "5", "39"),
        ("output", "0", "25"),
        ("effect", "3", "20"),
    ]
    assert card().rating == ("差", "中", "良", "优")


def test_every_row_is_matched() -> None:
    """All 25 indicators find their rows, three of them one; nothing is left over."""
    assert card().remarks == ()
    assert {score.row for score in card().scores} == set(range(23))


def test_the_satisfaction_bound_has_two_outcomes() -> None:
    """＞85% earns 3 or 5, nothing between."""
    assert tuple(map(str, card()["satisfaction"].possible or ())) == ("3", "5")


def test_conference_fees_are_named_as_strangers() -> None:
    """The finding on 三公经费 names 会议费, in both languages."""
    (finding,) = (f for f in audited() if f.check == "amounts-mismatch")
    assert "会议费" in finding.render("zh")
    assert "会议费" in finding.render("en")


def test_every_finding_can_be_said_in_both_languages() -> None:
    """Chinese and English differ, and neither leaves a placeholder open."""
    for finding in audited():
        chinese, english = finding.render("zh"), finding.render("en")
        assert chinese != english
        assert "{" not in chinese + english
