"""Wordings are read rightly, or refused with the words that were not understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.criteria.tables import READ, REFUSALS, WORKBENCH, expectations, scored
from zhibiao.criteria import read, ruleset_toml, write
from zhibiao.linting.check import Subject, run
from zhibiao.messages import LANGUAGES
from zhibiao.model.problem import Severity


def _name(row: dict[str, Any]) -> str:
    return str(row["text"])[:40]


def test_there_are_enough_wordings() -> None:
    """The tables hold what this room promises to cover."""
    assert len(READ) >= 80
    assert len(REFUSALS) >= 30


@pytest.mark.parametrize("row", READ, ids=_name)
def test_a_wording_gives_the_scores_it_says(row: dict[str, Any]) -> None:
    """The rule set of a reading loads, lints without errors, and gives each score."""
    reading = read(row["text"], row["points"])
    assert reading.scheme is not None, (reading.refused, reading.why)
    rules = WORKBENCH.loads(ruleset_toml(reading))
    errors = [
        problem.message.render("en")
        for problem in run(Subject(rules), WORKBENCH.lint_checks)
        if problem.severity is Severity.ERROR
    ]
    assert errors == []
    wanted = expectations(row)
    assert wanted
    assert [(given, scored(rules, given)) for given, _ in wanted] == wanted


@pytest.mark.parametrize("row", READ, ids=_name)
def test_what_is_read_is_written_and_read_again(row: dict[str, Any]) -> None:
    """``read(write(scheme))`` is the scheme."""
    reading = read(row["text"], row["points"])
    assert reading.scheme is not None
    wording = write(reading.scheme, reading.measures, reading.points, "zh")
    assert read(wording, reading.points).scheme == reading.scheme, wording


@pytest.mark.parametrize("row", READ, ids=_name)
def test_the_rule_set_holds_the_very_scheme(row: dict[str, Any]) -> None:
    """What the TOML says loads as the scheme that was read."""
    reading = read(row["text"], row["points"])
    rules = WORKBENCH.loads(ruleset_toml(reading))
    loaded = rules.indicators["item"]
    assert loaded.criterion == row["text"]
    assert reading.scheme is not None
    assert loaded.scheme is not None
    first = write(loaded.scheme, rules.measures, reading.points, "zh")
    assert first == write(reading.scheme, reading.measures, reading.points, "zh")


@pytest.mark.parametrize("row", REFUSALS, ids=_name)
def test_a_refusal_quotes_what_was_not_understood(row: dict[str, Any]) -> None:
    """No scheme, and the words in question, in the original's own signs."""
    reading = read(row["text"], row["points"])
    assert reading.scheme is None
    assert reading.refused is not None
    assert row["part"] in reading.refused
    assert reading.refused in row["text"]
    assert reading.why is not None
    assert all(reading.why.render(lang) for lang in LANGUAGES)
    assert ruleset_toml(reading) == ""


@pytest.mark.parametrize("row", READ, ids=_name)
@pytest.mark.parametrize("strange", ["特殊情况另行研究", "XYZ", "除外", "，其中甲类减半", "5"])
def test_every_word_counts(row: dict[str, Any], strange: str) -> None:
    """A wording with words added to it that say something else is never read as before."""
    if "①支出" in row["text"] or row["text"].startswith("春节"):
        return  # requirements in words of their own stand before the rule there
    reading = read(row["text"].rstrip("。") + "。" + strange, row["points"])
    assert reading.scheme is None


def test_what_is_open_is_said() -> None:
    """Steps, floors and per cents that the words leave open are listed."""
    reading = read("满意度90%以上记10分，每下降5%扣0.5分", 10)
    assert reading.assumed == ("partial", "floor")
    said = [one.render("en") for one in reading.ambiguous]
    assert "percentage points or per cent of the target" in said
    settled = read("控制率≤100%得5分，每超过1个百分点扣1分，不足1个百分点的不扣，扣完为止", 5)
    assert settled.assumed == ()
    assert settled.ambiguous == ()


def test_another_full_mark_is_said() -> None:
    """A full mark that is not the points is kept and said."""
    reading = read("利用率达到91%，记6分，每减少1个百分点扣0.5分。", 5)
    assert "6" in " ".join(one.render("en") for one in reading.ambiguous)


@pytest.mark.parametrize(
    "text", ["", "  ", "。", "，；", "1", "分", "①", "5分", "(" * 500, "每" * 999]
)
def test_nonsense_is_refused(text: str) -> None:
    """Nothing at all, and nothing that means anything, is a refusal and no error."""
    assert read(text, 5).scheme is None


def test_a_long_text_is_refused_at_once() -> None:
    """Length is bounded before anything is read."""
    assert read("每超过1个百分点扣1分，" * 10_000, 5).refused is not None
