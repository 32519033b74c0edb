"""``assumption-undeclared``: what a wording leaves open is the author's choice, and says so."""

from __future__ import annotations

import pytest

from tests.criteria.tables import WORKBENCH
from zhibiao.criteria import read, ruleset_toml
from zhibiao.linting.check import Subject
from zhibiao.linting.checks.assumption_undeclared import assumption_undeclared
from zhibiao.model.problem import Problem

FLOOR = "以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分。"
ENDED = "以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
PER_CENT = "控制率≤120%，得5分，每超过1%扣0.5分，扣完为止。"
POINTS = "控制率≤120%，得5分，每超过1个百分点扣0.5分，扣完为止。"
OPEN_ENDS = "安排率≥90%得5分；80%-90%得4分；70%-80%得3分；低于70%不得分。"
SAID_ENDS = "安排率≥90%得5分；80%（含）-90%得4分；70%（含）-80%得3分；低于70%不得分。"
UNREAD = "控制率不高于100%的按领导小组意见计5分，每超过一个百分点扣0.5分。"


def seen(wording: str, *, declared: tuple[str, ...] = ()) -> list[Problem]:
    """What the check sees in the wording's own rule set, with only these fields declared."""
    head, mark, scheme = ruleset_toml(read(wording, 5)).partition("[indicators.item.scheme]")
    kept = [line for line in scheme.splitlines() if not line.startswith("assumed")]
    kept.append(f"assumed = {list(declared)}")
    rules = WORKBENCH.loads(head + mark + "\n".join(kept))
    return list(assumption_undeclared.run(Subject(rules)))


def fields(problems: list[Problem]) -> set[str]:
    """The fields that are found, by their paths."""
    return {problem.path.removeprefix("indicators.item.scheme.") for problem in problems}


@pytest.mark.parametrize(
    ("wording", "field"),
    [(FLOOR, "floor"), (FLOOR, "partial"), (PER_CENT, "step"), (OPEN_ENDS, "bands")],
)
def test_a_field_that_the_wording_leaves_open_is_found(wording: str, field: str) -> None:
    """It is a warning at the field's own line until ``assumed`` names it, and then silent."""
    found = [problem for problem in seen(wording) if problem.path.endswith(f".{field}")]
    assert found
    assert {problem.severity.value for problem in found} == {"warning"}
    assert all(problem.place.line > 1 for problem in found)
    assert all(f'"{field}"' in problem.hint.render("en") for problem in found if problem.hint)
    assert field not in fields(seen(wording, declared=(field,)))


@pytest.mark.parametrize(
    ("wording", "field"), [(ENDED, "floor"), (POINTS, "step"), (SAID_ENDS, "bands")]
)
def test_a_field_that_the_wording_settles_needs_no_word(wording: str, field: str) -> None:
    """扣完为止, 百分点 and （含） settle their fields, whatever ``assumed`` says."""
    assert field not in fields(seen(wording))


def test_an_open_end_is_named_with_its_value() -> None:
    """Of bands that leave an end open, the value that is in neither for certain is said."""
    (problem,) = seen(OPEN_ENDS)
    assert "80%" in problem.render("en")
    assert "80%" in problem.render("zh")


@pytest.mark.parametrize(
    ("ending", "found"),
    [
        ("", {"partial", "floor"}),
        ("，扣完为止", {"partial"}),
        ("，不足一个百分点的不扣", {"floor"}),
    ],
)
def test_a_wording_that_cannot_be_read_is_searched_for_words(ending: str, found: set[str]) -> None:
    """Where a criterion is not fully understood, the usual words still settle a field."""
    written = UNREAD.replace("。", f"{ending}。")
    assert read(written, 5).scheme is None
    toml = ruleset_toml(read(ENDED, 5)).replace(ENDED, written)
    lines = [line for line in toml.splitlines() if not line.startswith("assumed")]
    rules = WORKBENCH.loads("\n".join(lines))
    assert fields(list(assumption_undeclared.run(Subject(rules)))) == found
