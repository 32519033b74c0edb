"""Explanations: every number with its reason, in both languages."""

from __future__ import annotations

import pytest

from tests.auditing.small import BENCH, GOOD, RULES, form
from tests.rules import ROOT
from zhibiao.api import explain
from zhibiao.errors import NotFoundError

RULE_FILE = "rulesets/cn-430600/department/2020.toml"


def staff_control(lang: str) -> str:
    """The explanation of the real form's staff control rate."""
    (real,) = BENCH.read(ROOT / "examples" / "forms" / "miluo-2020.form.toml")
    card = BENCH.audit(real).card
    assert card is not None
    return explain(card, "staff_control", lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "part",
    [
        "125 / 109", "114.68%", "14 × 0.5 = 7", "108 / 125 = 86.4%", "(staff_control)",
        "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
        "(step-deduction)", "0 … 5",
    ],
)  # fmt: skip
def test_the_staff_control_rate_is_explained_step_by_step(lang: str, part: str) -> None:
    """Both chains with their figures, the criterion, the scheme and the span."""
    text = staff_control(lang).replace("（", "(").replace("）", ")")
    assert part.replace("（", "(").replace("）", ")") in text


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", [
                "14 个整百分点", "最多扣 5", "得 0 分（满分 5）", "得 5 分（满分 5）",
                "表1第3行第4格", "正文第4句", "自评 5"]),
        ("en", [
                "14 whole percentage points", "at most 5", "0 of 5", "5 of 5",
                "table 1 row 3 cell 4", "sentence 4", "claimed 5"]),
    ],
)  # fmt: skip
def test_the_words_are_those_of_the_language(lang: str, parts: list[str]) -> None:
    """Steps, clamp, scores and places are said in the language that was asked for."""
    text = staff_control(lang)
    for part in parts:
        assert part in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rule_s_file_and_line_are_named(lang: str) -> None:
    """The line is the one on which the indicator's table begins."""
    lines = (ROOT / RULE_FILE).read_text(encoding="utf-8").splitlines()
    line = lines.index("[indicators.staff_control]") + 1
    assert f"{RULE_FILE}:{line}" in staff_control(lang)


def test_each_reading_stands_on_a_line_of_its_own() -> None:
    """Figures of one place stay together: 125 with 109, and 108 with 125."""
    text = staff_control("en")
    (first,) = (line for line in text.splitlines() if "125 / 109" in line)
    (second,) = (line for line in text.splitlines() if "108 / 125" in line)
    assert first != second
    assert "sentence 4" not in first
    assert "table 1" not in second


def test_what_was_assumed_is_said() -> None:
    """What the criterion does not settle is not shown as if it did."""
    card = BENCH.score(RULES, form(GOOD))
    assert "partial" in explain(card, "control", "en")
    assert "partial" not in explain(card, "surplus", "en")


def test_missing_figures_are_named() -> None:
    """An open score says what is missing, a computed one does not."""
    card = BENCH.score(RULES, {"staff": 101})
    text = explain(card, "control", "zh")
    assert "编制数" in text
    assert "0 … 4" in text


def test_other_readings_are_shown_where_they_differ() -> None:
    """At 101.7 % the three readings of a step give three scores."""
    differing = explain(BENCH.score(RULES, {"control_rate": "101.7%"}), "control", "en")
    for score in ("3.5", "3", "3.15"):
        assert f": {score}" in differing
    agreeing = explain(BENCH.score(RULES, {"control_rate": "102%"}), "control", "en")
    assert "proportion" not in agreeing


def test_all_scores_are_explained_in_order() -> None:
    """Without an indicator every score has its paragraph."""
    card = BENCH.score(RULES, form(GOOD))
    parts = explain(card, lang="en").split("\n\n")
    assert [part.splitlines()[0].split("(")[1].split(")")[0] for part in parts] == [
        score.id for score in card.scores
    ]


def test_an_unknown_indicator_is_refused_by_name() -> None:
    """The error lists those that exist."""
    card = BENCH.score(RULES, {})
    with pytest.raises(NotFoundError) as caught:
        explain(card, "controls")
    assert "control" in caught.value.render("en")


@pytest.mark.parametrize("name", ["miluo-2020", "shili-2023", "shili-2023-clean"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_explanation_leaves_a_placeholder_open(name: str, lang: str) -> None:
    """Whatever the figures are, every template finds its values."""
    bench = type(BENCH)(rules=[ROOT / "examples" / "rules"], plugins=False)
    (document,) = bench.read(ROOT / "examples" / "forms" / f"{name}.form.toml")
    card = bench.audit(document).card
    assert card is not None
    text = explain(card, lang=lang)
    assert "{" not in text
    assert "Fraction" not in text
