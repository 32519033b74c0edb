"""Known figures of which nothing exact comes: the reason stands in the remarks and explanations."""

from __future__ import annotations

import pytest

from zhibiao.api import Workbench
from zhibiao.messages import LANGUAGES
from zhibiao.model.scorecard import Scorecard, Status
from zhibiao.scoring.explaining import explain_paragraph, explain_score
from zhibiao.scoring.unknown.inexact import shortened

RULES = """
language = 1
[ruleset]
title = "inexact"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 10
[measures.money]
label = "金额"
[measures.base]
label = "基数"
[measures.share]
label = "占比"
unit = "%"
range = "[0%..100%]"
formula = "money / base"
[tiers.only]
label = "唯一"
points = 10
[groups.only]
tier = "only"
label = "唯一"
points = 10
[indicators.one]
group = "only"
label = "甲"
points = 10
[indicators.one.scheme]
"""
BENCH = Workbench(plugins=False)
WORDS = {
    "zero": {"zh": "除数 基数 为 0", "en": "its denominator 基数 is 0"},
    "power": {"zh": "0 没有负数次方", "en": "0 has no negative power"},
    "root": {"zh": "2 的平方根不是有理数", "en": "the square root of 2 is not rational"},
    "negative": {"zh": "负数 -2 没有平方根", "en": "-2 is negative and has no square root"},
    "long": {"zh": "结果太大", "en": "is too large"},
}


def card(formula: str, **figures: object) -> Scorecard:
    """The scorecard of one formula."""
    rules = BENCH.loads(f'{RULES}kind = "formula"\nformula = "{formula}"')
    return BENCH.score(rules, figures)  # type: ignore[arg-type]  # figures


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("formula", "why", "figures"),
    [
        ("10 * money / base", "zero", {"money": 5, "base": 0}),
        ("10 * money / base", "zero", {"base": 0}),
        ("10 * share", "zero", {"money": 5, "base": 0}),
        ("if money / base > 3 then 10 else 0", "zero", {"money": 5, "base": 0}),
        ("base ** -1", "power", {"base": 0}),
        ("sqrt(base)", "root", {"base": 2}),
        ("sqrt(base)", "negative", {"base": -2}),
        ("(base ** 99) ** -60", "long", {"base": 10}),
        ("min(10, ((((base + 1) ** 99) ** 99) ** 99) ** 99)", "long", {"base": 7}),
        ("min(10, base ** 90 * base ** 90 * base ** 90)", "long", {"base": 10**29}),
    ],
)
def test_the_reason_is_said_once_in_remarks_and_explanations(
    formula: str, why: str, figures: dict[str, int], lang: str
) -> None:
    """In words, with the part of the formula that it is about."""
    found = card(formula, **figures)
    score = found["one"]
    assert score.status is Status.UNKNOWN
    (said,) = [remark.render(lang) for remark in found.remarks]
    assert WORDS[why][lang] in said
    assert explain_score(found, score, lang).count(said) == 1
    assert said in explain_paragraph(found, score, lang)


@pytest.mark.parametrize(
    ("formula", "figures"),
    [
        ("10 * money / base", {"money": 5, "base": 10}),
        ("10 * money / base", {"money": 5}),
        ("if base = 0 then 3 else money / base", {"money": 5, "base": 0}),
        ("sqrt(base)", {"base": 4}),
        ("sqrt(base)", {"base": "9/4"}),
        ("sqrt(base)", {}),
        ("sqrt(base)", {"base": "≥2"}),
        ("min(10, base ** 99)", {"base": 7}),
    ],
)
def test_nothing_is_said_where_a_result_is_exact_or_only_a_figure_is_missing(
    formula: str, figures: dict[str, object]
) -> None:
    """A missing figure is named as such."""
    assert card(formula, **figures).remarks == ()


def test_a_measure_out_of_its_range_has_its_own_remark() -> None:
    """It divides by no zero."""
    (said,) = [remark.render("en") for remark in card("share * 10", money=5, base=4).remarks]
    assert "lies outside what it can be" in said


def test_a_part_that_is_not_reached_is_not_looked_at() -> None:
    """Its branch is not taken."""
    formula = "if money > 1 then sqrt({}) else sqrt(base)"
    assert card(formula.format("4"), money=1, base=2)["one"].failures != ()
    assert card(formula.format("4"), money=4, base=2)["one"].failures == ()


def test_a_long_part_is_shown_by_its_beginning() -> None:
    """Sixty characters at most."""
    terms = " + ".join(["base"] * 40)
    (said,) = [remark.render("en") for remark in card(f"sqrt({terms})", base=2).remarks]
    assert "…" in said
    assert len(said) < 180


def test_a_root_below_one_is_not_negative() -> None:
    """The value is told."""
    (said,) = [remark.render("en") for remark in card("sqrt(base)", base="0.5").remarks]
    assert "the square root of 0.5 is not rational" in said


def test_a_long_value_below_a_root_is_shown_with_four_places() -> None:
    """And with the sign that it is rounded."""
    (said,) = [remark.render("en") for remark in card("sqrt(base)", base="2.123456").remarks]
    assert "the square root of ≈2.1235 is not rational" in said


def test_up_to_sixty_characters_are_shown() -> None:
    """Of more, so many with the dots."""
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 61) == "x" * 59 + "…"
