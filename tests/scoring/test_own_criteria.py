"""The criterion that a form prints beside its own row: what is applied, and what is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from zhibiao.criteria import read
from zhibiao.model.clauses import MeasureId
from zhibiao.model.form import FormRow, read_cell
from zhibiao.scoring.own_criteria import own_criterion, says_otherwise

STEPS = "完成率达到100%得10分，每降低1个百分点扣1分，扣完为止。"
RATIO = "按完成比例得分。"


def row(criterion: str, actual: str = "98%", points: str = "10") -> FormRow:
    """A row with its own criterion."""
    return FormRow(
        ("任务",), criterion=criterion, actual=read_cell(actual), points=read_cell(points)
    )


def test_a_criterion_is_applied_to_the_row_s_own_actual() -> None:
    """As it is read, on a measure that is named after the row."""
    reading = read(STEPS, Fraction(10))
    assert reading.scheme is not None
    (asked,) = reading.measures.values()
    own = own_criterion(row(STEPS), "own")
    assert own is not None
    assert own.scheme == evolve(reading.scheme, measure=MeasureId("own"))  # type: ignore[call-arg]  # it has one
    assert own.measure == evolve(asked, label="任务（完成值）")
    assert says_otherwise(row(STEPS))


@pytest.mark.parametrize(
    "one",
    [
        row(STEPS, points="0"),
        row(STEPS, points="-1"),
        row(STEPS, points="/"),
        row(" "),
        row("酌情给分。"),
    ],
)
def test_without_points_or_words_there_is_none(one: FormRow) -> None:
    """Nor where the words are not understood."""
    assert own_criterion(one, "own") is None
    assert not says_otherwise(one)


@pytest.mark.parametrize("actual", ["好", "98人", "98"])
def test_an_actual_of_another_unit_is_left_alone(actual: str) -> None:
    """But the criterion is one."""
    assert own_criterion(row(STEPS, actual), "own") is None
    assert says_otherwise(row(STEPS, actual))


def test_several_results_under_one_score_are_left_alone() -> None:
    """How they share it is not written."""
    one = row(STEPS)
    assert own_criterion(evolve(one, further=(one,)), "own") is None  # type: ignore[arg-type]  # any one


def test_a_small_number_of_points_is_one() -> None:
    """Half a point counts as well."""
    criterion = STEPS.replace("10分", "0.5分").replace("扣1分", "扣0.1分")
    assert own_criterion(row(criterion, points="0.5"), "own") is not None
    assert says_otherwise(row(criterion, points="0.5"))


def test_units_of_one_family_are_one() -> None:
    """Money is money."""
    criterion = "完成10万元得10分，每少1万元扣1分，扣完为止。"
    assert own_criterion(row(criterion, "98000元"), "own") is not None
    assert own_criterion(row(criterion, "98000个"), "own") is None


def test_bands_are_applied_as_well() -> None:
    """Any scheme on one figure that is stepped or banded."""
    assert own_criterion(row("≥98%得10分；95%（含）—98%得8分；低于95%得5分"), "own") is not None


@pytest.mark.parametrize(("criterion", "otherwise"), [(RATIO, False), ("实际完成率×分值", True)])
def test_what_is_scored_pro_rata_is_left_to_the_tier(criterion: str, otherwise: bool) -> None:
    """Or to a reviewer, where the rate is another's."""
    assert own_criterion(row(criterion), "own") is None
    assert says_otherwise(row(criterion)) is otherwise
