"""The example forms: each says at its head what is wrong with it, and exactly that is found."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.rules import ROOT
from zhibiao.api import AuditResult, Workbench

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
FORMS = sorted((ROOT / "examples" / "forms").glob("*.form.toml"))
TWELVE = {
    "total-mismatch", "declared-score-mismatch", "points-mismatch", "score-out-of-range",
    "impossible-score", "score-contradicts-criterion", "missing-reason", "rate-mismatch",
    "amounts-mismatch", "conflicting-figures", "reading-dependent-score", "evidence-insufficient",
}  # fmt: skip
INVENTED = "cn-139900/department/2023"
PLANTED = re.compile(r"^# ([a-z]+(?:-[a-z]+)+)  +(.+?)  +\S", re.MULTILINE)


@cache
def audited(name: str) -> AuditResult:
    """The audit of an example form with the rule set that is found for it."""
    (form,) = BENCH.read(ROOT / "examples" / "forms" / f"{name}.form.toml")
    return BENCH.audit(form)


def where_text(name: str) -> list[tuple[str, str]]:
    """Check and place of every finding, as the head of the form writes them."""
    found = []
    for finding in audited(name):
        where = finding.where
        if where.sentence is not None:
            found.append((finding.check, f"sentence {where.sentence}"))
        elif where.table is not None:
            found.append((finding.check, f"table {where.table} row {where.row} cell {where.cell}"))
        else:
            found.append((finding.check, f"row {where.label}"))
    return found


def test_every_planted_fault_is_found_and_nothing_else() -> None:
    """The table at the head of the spoilt form is the list of findings, place by place."""
    text = (ROOT / "examples" / "forms" / "shili-2023.form.toml").read_text(encoding="utf-8")
    planted = PLANTED.findall(text)
    assert sorted(where_text("shili-2023")) == sorted(planted)


def test_a_fault_is_planted_for_each_of_the_first_checks() -> None:
    """None of the twelve checks goes without a fault in the spoilt form."""
    assert {check for check, _ in where_text("shili-2023")} == TWELVE


def test_the_form_without_faults_has_no_findings() -> None:
    """The same form, filled in rightly, is silent, and each of its rows and figures is used."""
    result = audited("shili-2023-clean")
    assert result.findings == ()
    assert result.card is not None
    assert result.card.rules.id == INVENTED
    assert result.card.remarks == ()


def test_the_clean_form_is_scored_as_worked_out_by_hand() -> None:
    """All but the judged benefits is certain, with 二类 for Ⅱ类 and 元 for 万元 on the way."""
    card = audited("shili-2023-clean").card
    assert card is not None
    assert {s.id: str(s.low) for s in card.scores if s.low == s.high} == {
        "goal_setting": "4", "staffing": "5", "thrift": "6", "execution": "8", "adjustment": "4",
        "carryover": "4", "procurement": "3.9", "disclosure": "3", "contracts": "2",
        "compliance": "3.5", "assets": "5", "patrol": "6", "training": "6", "repairs": "6",
        "water_quality": "6", "complaints": "6", "satisfaction": "8",
    }  # fmt: skip
    assert (str(card.total.low), str(card.total.high)) == ("86.4", "98.4")
    assert card.rating == ("良好", "优秀")


def test_a_swapped_rate_and_a_stranger_are_called_so() -> None:
    """The inverted execution rate and the conference fees are named as what they are."""
    said = {f.check: f.render("zh") for f in audited("shili-2023") if f.where.table in (1, 2)}
    assert "颠倒" in said["rate-mismatch"]
    assert "会议费" in said["amounts-mismatch"]


@pytest.mark.parametrize("name", ["miluo-2020", "shili-2023", "shili-2023-clean"])
def test_the_rule_set_of_an_example_is_found(name: str) -> None:
    """Each is audited by a rule set that it does not name, and every row finds its score."""
    result = audited(name)
    assert result.form.ruleset == ""
    assert result.card is not None
    assert len([s for s in result.card.scores if s.row is not None]) == len(result.form.rows)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_no_example_holds_a_telephone_number(path: Path) -> None:
    """No run of digits is long enough to be the number of a telephone or a person."""
    assert re.search(r"\d{9,}", path.read_text(encoding="utf-8")) is None
