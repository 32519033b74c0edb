"""``criterion-contradicts-points``, ``criterion-direction``, ``unreadable-criterion``."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, rows

POINTS, DIRECTION, UNREADABLE = (
    "criterion-contradicts-points", "criterion-direction", "unreadable-criterion",
)  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "points", "stated"),
    [
        ("利用率达到91%，记6分，每减少1%扣0.5分。", "5", "6"),
        ("有提升记3分，无改善记0分", "4", "3"),
        ("≥90%，计5分；80%（含）-90%，计4分；低于80%不得分。", "6", "5"),
    ],
)
def test_a_full_mark_that_is_not_the_points_is_found(
    criterion: str, points: str, stated: str
) -> None:
    """The mark that the words give is named beside the points."""
    (finding,) = found(rows({"criterion": criterion, "points": points}), POINTS)
    assert (places([finding]), finding.claimed, finding.expected) == ([(2, 6)], stated, points)


def test_entries_that_do_not_add_up_are_found() -> None:
    """1 and 0.5 are not 3."""
    (finding,) = found(
        rows({"criterion": "①制度健全，1分；②执行有效，0.5分。", "points": "3"}), POINTS
    )
    assert finding.expected == "3"


@pytest.mark.parametrize(
    ("criterion", "points"),
    [
        ("利用率达到91%，记6分，每减少1%扣0.5分。", "6"),
        ("①制度健全，1分；②执行有效，2分。", "3"),
        ("有提升记3分，无改善记0分", "3"),
        ("每低于100%一个百分点扣0.1分，扣完为止。", "3"),
        ("根据考核内容（700分）设置。", "5"),
        ("", "5"),
        ("利用率达到91%，记6分，每减少1%扣0.5分。", ""),
    ],
)
def test_what_fits_is_silent(criterion: str, points: str) -> None:
    """Right marks, marks that are not stated, other numbers, and rows without points."""
    assert found(rows({"criterion": criterion, "points": points}), POINTS) == ()


FALLING = "达到35，记10分，每减少1，扣0.5分。"
RISING = "不高于35，记10分，每增加1，扣0.5分。"


def test_a_deduction_for_the_better_is_found() -> None:
    """PM2.5 loses points for falling; the row is named, since no cell of the criterion is kept."""
    change = {"label": "细颗粒物平均浓度", "criterion": FALLING, "points": "10"}
    (finding,) = found(rows(change), DIRECTION)
    assert places([finding]) == [(2, None)]
    assert FALLING in finding.render("zh")


@pytest.mark.parametrize(
    ("label", "target", "criterion", "count"),
    [
        ("浓度", "35", RISING, 0),
        ("满意度", "35", RISING, 1),
        ("满意度", "35", FALLING, 0),
        ("巡查", "≤35", FALLING, 1),
        ("巡查", "≥35", RISING, 1),
        ("巡查", "≥35", FALLING, 0),
        ("巡查", "35", FALLING, 0),
        ("投诉办结率", "35", FALLING, 0),
        ("浓度", "≥35", FALLING, 0),
    ],
)
def test_the_good_direction_is_what_the_row_says(
    label: str, target: str, criterion: str, count: int
) -> None:
    """The target's sign comes before words, and words that say both ways say nothing."""
    change = {"label": label, "target": target, "criterion": criterion, "points": "10"}
    assert len(found(rows(change), DIRECTION)) == count


def test_a_criterion_that_breaks_off_is_noted_with_the_part() -> None:
    """What was not understood is quoted, and so is the whole."""
    cut = "水体标准达到Ⅱ类，记10分，每下降一类扣1分，Ⅰ类"
    (finding,) = found(rows({"criterion": cut, "points": "10"}), UNREADABLE)
    assert "“Ⅰ类”" in finding.render("zh")
    assert cut in finding.render("en")


@pytest.mark.parametrize(
    "criterion",
    ["", "有提升记3分，无改善记0分", "部门单位应根据实际进行调整。", "根据考核内容（700分）设置。"],
)
def test_what_is_read_and_what_states_no_score_is_silent(criterion: str) -> None:
    """Only a rule that could not be read is noted."""
    assert found(rows({"criterion": criterion, "points": "3"}), UNREADABLE) == ()
