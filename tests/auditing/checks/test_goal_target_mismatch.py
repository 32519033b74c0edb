"""``goal-target-mismatch``: the annual goal against the indicators."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, rows

CHECK = "goal-target-mismatch"


def aimed(label: str, value: str, *changes: dict[str, str], raw: str = "x") -> str:
    """A form with one figure in its goal."""
    goal = f'[[goals]]\nlabel = "{label}"\nvalue = "{value}"\nraw = "{raw}"\nat = {{ table = 5 }}\n'
    return rows(*changes).replace("[[rows]]", f"{goal}[[rows]]", 1)


AIR = {"label": "中心城区空气质量优良天数比例", "target": "90%", "actual": "93.7%"}


def test_a_goal_above_its_target_is_found() -> None:
    """96 % is the goal and 90 % the target, under much the same words."""
    (finding,) = found(aimed("县中心城区空气质量优良率", "96%", AIR), CHECK)
    assert (finding.claimed, finding.expected, finding.where.table) == ("96%", "90%", 5)
    assert [where.row for where in finding.related] == [2]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("县中心城区空气质量优良率", "90%"),
        ("县中心城区空气质量优良率", "96"),
        ("饮用水水源水质达标率", "96%"),
        ("空气", "96%"),
    ],
)
def test_what_fits_or_is_another_thing_is_silent(label: str, value: str) -> None:
    """The same number, no unit, and words that are not much the same."""
    assert found(aimed(label, value, AIR), CHECK) == ()


def test_two_indicators_that_fit_are_not_chosen_from() -> None:
    """Which of them measures the goal is not known."""
    assert (
        found(aimed("中心城区空气质量优良率", "96%", AIR, {**AIR, "group": "质量指标"}), CHECK)
        == ()
    )


DONE = ("实际完成情况", "100%")


def test_what_was_done_may_be_a_sentence_beside_the_goal() -> None:
    """A reader of files keeps it as a fact, with or without a figure."""
    missed = {"target": "≥30次", "actual": "16次"}
    content = aimed(*DONE, missed, raw="已完成100%").replace("[[goals]]", "[[facts]]")
    for text in (content, content.replace('value = "100%"', "")):
        assert len(found(text, CHECK)) == 1


def test_a_goal_that_is_done_over_missed_targets_is_found() -> None:
    """已完成100% beside 16 of 30."""
    missed = {"target": "≥30次", "actual": "16次"}
    (finding,) = found(aimed(*DONE, missed, raw="已完成100%"), CHECK)
    assert "巡查" in finding.render("zh")
    assert [where.row for where in finding.related] == [2]


@pytest.mark.parametrize(
    ("target", "actual"),
    [("≥30次", "30次"), ("≤30次", "29次"), ("30次", "16次"), ("≥30次", "完成"), ("≥30次", "16天")],
)
def test_a_goal_over_targets_that_were_met_is_silent(target: str, actual: str) -> None:
    """So are targets without a side, words and other units."""
    content = aimed(*DONE, {"target": target, "actual": actual}, raw="已完成100%")
    assert found(content, CHECK) == ()
