"""``criterion-disagrees``: a wording and its scheme are compared by the scores they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.criteria.tables import READ, WORKBENCH
from zhibiao.criteria import read, ruleset_toml
from zhibiao.linting.check import Subject
from zhibiao.linting.checks.criterion_disagrees import criterion_disagrees
from zhibiao.loading.catalog import files_in
from zhibiao.model.problem import Problem

ROOT = Path(__file__).parents[3]
YUEYANG = "cn-430600/department/2020"


def seen(toml: str) -> list[Problem]:
    """What the check sees in a rule set."""
    return list(criterion_disagrees.run(Subject(WORKBENCH.loads(toml))))


def changed(wording: str, points: int, old: str, new: str) -> list[Problem]:
    """What it sees when one thing in the wording's own rule set is changed."""
    toml = ruleset_toml(read(wording, points))
    head, mark, scheme = toml.partition("[indicators.item.scheme]")
    assert old in scheme, scheme
    return seen(head + mark + scheme.replace(old, new, 1))


STEP = "控制率≤100%，得5分；每超过1个百分点扣0.5分，扣完为止。"
STAFF = 'measure = "staff_control_rate"\nfull = "<= 100%"\nstep = "1%"\ndeduct = 0.5'
BANDS = "执行率≥90%，得5分；80%（含）-90%，得3分；低于80%不得分。"


@pytest.mark.parametrize(
    ("wording", "points", "old", "new"),
    [
        (STEP, 5, "deduct = 0.5", "deduct = 1"),
        (STEP, 5, "<= 100%", ">= 100%"),
        (STEP, 5, "<= 100%", "<= 95%"),
        (STEP, 5, 'step = "1%"', 'step = "2%"'),
        (STEP, 5, "deduct = 0.5", "deduct = 0.5\nmax_deduction = 2"),
        (BANDS, 5, "score = 3", "score = 4"),
        (BANDS, 5, "[80%..90%)", "[70%..90%)"),
        ("执行率达到95%得5分，每低1个百分点扣1分，低于93%不得分", 5, "< 93%", "< 90%"),
        ("每发生一起事故扣2分，扣完为止", 10, "deduct = 2", "deduct = 1"),
        ("按时公开得2分，未按时公开不得分", 2, "score = 0", "score = 1"),
        ("①制度健全，2分；②执行有效，1分", 3, "score = 2", "score = 1"),
        ("按完成比例得分", 10, 'actual = "actual"', 'actual = "actual"\ndirection = "lower"'),
        ("完成率60%得0分，100%得10分，中间按直线内插", 10, '"60%"', '"50%"'),
    ],
)  # fmt: skip
def test_another_scheme_is_found(wording: str, points: int, old: str, new: str) -> None:
    """Whatever changes a score is an error at the scheme, with a value and both scores."""
    problems = changed(wording, points, old, new)
    assert [problem.code for problem in problems] == ["criterion-disagrees"]
    assert problems[0].path == "indicators.item.scheme"
    assert problems[0].message.render("en")
    assert problems[0].message.render("zh")


@pytest.mark.parametrize("wording", READ, ids=lambda row: str(row["text"])[:40])
def test_a_wording_agrees_with_itself(wording: dict[str, str]) -> None:
    """The rule set of a reading never disagrees with the wording it came from."""
    assert seen(ruleset_toml(read(wording["text"], wording["points"]))) == []


@pytest.mark.parametrize(
    ("wording", "old", "new"),
    [
        (STEP, 'partial = "whole"', 'partial = "started"'),
        (STEP, 'assumed = ["partial"]', 'deduct = 1\nassumed = ["partial", "deduct"]'),
        (BANDS, "[80%..90%)", "[80%..90%]"),
    ],
)
def test_what_is_open_or_assumed_is_silent(wording: str, old: str, new: str) -> None:
    """The wording's open ends, and the fields that the author names, never disagree."""
    toml = ruleset_toml(read(wording, 5))
    if "deduct = 1\n" in new:
        toml = toml.replace("deduct = 0.5\n", "")
    assert old in toml
    assert seen(toml.replace(old, new, 1)) == []


def test_a_per_cent_may_be_one_of_the_target() -> None:
    """``每减少1%`` below 90 % is a point, or nine tenths of one."""
    wording = "满意度≥90%得10分，每减少1%扣0.5分，扣完为止。"
    assert changed(wording, 10, 'step = "1%"', 'step = "0.9%"') == []
    assert changed(wording, 10, 'step = "1%"', 'step = "0.8%"') != []


def test_what_is_refused_is_silent() -> None:
    """A criterion that cannot be read says nothing about its scheme."""
    toml = ruleset_toml(read(STEP, 5)).replace(STEP, "视情况酌情给分")
    assert seen(toml) == []


@pytest.mark.parametrize(
    "path",
    [p for folder in ("rulesets", "examples/rules") for p in files_in(ROOT / folder)],
    ids=str,
)
def test_no_false_error_on_what_is_shipped(path: Path) -> None:
    """The shipped rule sets agree with their own criteria."""
    assert list(criterion_disagrees.run(Subject(WORKBENCH.load(path)))) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (STAFF, STAFF.replace("0.5", "0.6"), "indicators.staff_control.scheme"),
        ('{ when = "[80%..90%)", score = 4 }', '{ when = "[80%..90%)", score = 3.5 }',
         "indicators.key_spending.scheme"),
        ('count = "late_transfers"\ndeduct = 0.5', 'count = "late_transfers"\ndeduct = 1',
         "indicators.payment_progress.scheme"),
    ],
)  # fmt: skip
def test_a_slip_in_a_real_rule_set_is_found(old: str, new: str, where: str) -> None:
    """One changed figure in a shipped rule set is found at its place."""
    toml = (ROOT / "rulesets" / f"{YUEYANG}.toml").read_text(encoding="utf-8")
    assert old in toml
    assert [problem.path for problem in seen(toml.replace(old, new, 1))] == [where]
