"""Names and values in words, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.expr.domain import Choice, Numeric, Span
from zhibiao.expr.nodes import Const, Input, Named
from zhibiao.expr.outcomes import NULL, Value
from zhibiao.model.measure import Measure
from zhibiao.model.table import Table
from zhibiao.scoring.words import Words, score_text

MEASURES = Table({"staff": Measure("在职人数", "人"), "judged.x": Measure("自名")})
ONE, TWO = Fraction(1), Fraction(2)


@pytest.fixture
def zh() -> Words:
    """Words in Chinese."""
    return Words(MEASURES, "zh")


@pytest.fixture
def en() -> Words:
    """Words in English."""
    return Words(MEASURES, "en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Span(ONE, Fraction(5, 3)), "1 … 1.6667"),
        (Fraction(5), "5"),
        (Fraction(1, 2), "0.5"),
        (Fraction("1.23456"), "1.2346"),
        (Span(ONE, Fraction("2.00004")), "1 … 2"),
        (Span(Fraction(1, 3), TWO), "0.3333 … 2"),
        (Choice(frozenset({ONE, TWO})), "1 … 2"),
        (Span(None, TWO), "?"),
        (Span(ONE, None), "?"),
    ],
)
def test_a_score_is_written_with_four_places(value: Numeric, shown: str) -> None:
    """One number, or the least and the most; an end that is not known is a question."""
    assert score_text(value).replace("≈", "") == shown


@pytest.mark.parametrize(
    ("name", "chinese", "english"),
    [
        ("staff", "在职人数", "在职人数"),
        ("judged.x", "自名", "自名"),
        ("judged.work", "评审分", "the assessor's score"),
        ("state.work", "所属情形", "the state that applies"),
        ("outside.work", "计分程序的结果", "the result of the scheme's program"),
        ("reason.work", "有无偏差原因", "whether a reason is given"),
    ],
)
def test_an_input_is_called_by_what_it_is(
    zh: Words, en: Words, name: str, chinese: str, english: str
) -> None:
    """A measure has its label, anything else its role."""
    assert (zh.name(name), en.name(name)) == (chinese, english)


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (True, "", "是", "yes"),
        (False, "人", "否", "no"),
        (Fraction(3), "人", "3人", "3人"),
        (Fraction(1, 2), "%", "50%", "50%"),
        (Choice(frozenset({TWO, ONE})), "人", "1人 / 2人", "1人 / 2人"),
        (Span(ONE, TWO), "人", "1人 … 2人", "1人 … 2人"),
        (Span(ONE, None), "人", "不低于 1人", "at least 1人"),
        (Span(ONE, None, low_open=True), "人", "大于 1人", "above 1人"),
        (Span(None, TWO), "人", "不超过 2人", "at most 2人"),
        (Span(None, TWO, high_open=True), "人", "小于 2人", "below 2人"),
        (Span(), "人", "不明", "unknown"),
        (NULL, "人", "不明", "unknown"),
        (None, "人", "不明", "unknown"),
    ],
)
def test_a_value_is_said_in_its_unit(
    zh: Words, en: Words, value: Value, unit: str, chinese: str, english: str
) -> None:
    """Answers, numbers, choices, bounds and what is not known."""
    assert (zh.value(value, unit), en.value(value, unit)) == (chinese, english)


def test_of_many_choices_the_first_twelve_are_said(en: Words) -> None:
    """In rising order."""
    many = Choice(frozenset(map(Fraction, range(20))))
    assert en.value(many, "") == " / ".join(map(str, range(12)))


def test_only_measures_and_inputs_have_names_in_a_formula(zh: Words, en: Words) -> None:
    """A step of a scheme is written out instead."""
    child = Const(ONE)
    assert en.symbols(Input("staff")) == "在职人数"
    assert zh.symbols(Named("measure", "staff", child)) == "在职人数"
    assert en.symbols(Named("excess", "staff", child)) is None
