"""band-gap, band-overlap and unreachable-band, each with a witness."""

from __future__ import annotations

import pytest

from zhibiao.api import Workbench
from zhibiao.linting.check import Subject, run
from zhibiao.model.problem import Problem

RULES = """
language = 1
[ruleset]
title = "bands"
jurisdiction = "cn"
scope = "policy"
fiscal_year = 2024
points = 10
[measures.rate]
label = "率"
unit = "%"
range = ">= 0%"
direction = "higher"
[measures.count]
label = "数"
type = "count"
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
kind = "bands"
measure = "{measure}"
bands = [
{bands}
]
{more}
"""

BENCH = Workbench(plugins=False)
OF_BANDS = ("band-gap", "band-overlap", "unreachable-band", "direction-contradiction")


def lint(*bands: tuple[str, int], measure: str = "rate", more: str = "") -> list[Problem]:
    """What the checks of bands say."""
    lines = "\n".join(f'    {{ when = "{when}", score = {score} }},' for when, score in bands)
    rules = BENCH.loads(RULES.format(bands=lines, measure=measure, more=more))
    return [p for p in run(Subject(rules), BENCH.lint_checks) if p.code in OF_BANDS]


def test_bands_that_meet_are_clean() -> None:
    """Half-open bands leave nothing out and share nothing."""
    assert lint((">= 90%", 10), ("[80%..90%)", 5), ("< 80%", 0)) == []
    assert lint((">= 3", 0), ("[1..2]", 5), ("= 0", 10), measure="count") == []


def test_a_gap_is_shown_with_a_value_that_falls_in() -> None:
    """Exactly 90 % belongs to neither ``> 90%`` nor ``[80%..90%)``."""
    found = lint(("> 90%", 10), ("[80%..90%)", 5), ("< 80%", 0))
    assert [p.code for p in found] == ["band-gap"]
    assert "90%" in found[0].render("en")
    assert found[0].path == "indicators.one.scheme.bands"


def test_an_open_stretch_is_a_gap_too() -> None:
    """Between 80 % and 90 % something must hold."""
    found = lint((">= 90%", 10), ("< 80%", 0))
    assert "80%" in found[0].render("en")
    assert len(found) == 1


def test_otherwise_covers_every_gap() -> None:
    """With ``otherwise`` nothing is left out."""
    assert lint((">= 90%", 10), more="otherwise = 0") == []


def test_outside_the_range_nothing_is_missing() -> None:
    """A rate below zero cannot be, so no band needs to hold there."""
    assert lint((">= 90%", 10), ("[0%..90%)", 5)) == []


def test_an_overlap_is_shown_with_a_value_in_both() -> None:
    """Exactly 90 % is in both ``>= 90%`` and ``[80%..90%]``."""
    found = lint((">= 90%", 10), ("[80%..90%]", 5), ("< 80%", 0))
    assert [p.code for p in found] == ["band-overlap"]
    assert "90%" in found[0].render("zh")
    assert found[0].place.line > 30


def test_a_hidden_band_is_unreachable() -> None:
    """``>= 60%`` before ``>= 80%`` leaves the second nothing."""
    found = lint((">= 60%", 5), (">= 80%", 10), ("< 60%", 0))
    assert {p.code for p in found} == {"band-overlap", "unreachable-band"}


def test_a_band_outside_the_range_is_unreachable() -> None:
    """A band below zero waits for a rate that cannot be."""
    found = lint((">= 0%", 10), ("< 0%", 0))
    assert [p.code for p in found] == ["unreachable-band"]


@pytest.mark.parametrize("measure", ["rate", "count"])
def test_rising_scores_for_what_is_worse_contradict(measure: str) -> None:
    """The measure says that higher is better; these bands punish it."""
    unit = "%" if measure == "rate" else ""
    found = lint((f">= 50{unit}", 0), (f"< 50{unit}", 10), measure=measure)
    codes = ["direction-contradiction"] if measure == "rate" else []  # the count names none
    assert [p.code for p in found] == codes


@pytest.mark.parametrize(
    ("bands", "measure"),
    [
        ((("[80%..100%]", 10), ("> 100%", 8), ("[0%..80%)", 5)), "rate"),
        (((">= 1", 0), ("= 0", 10)), "count"),
    ],
)
def test_otherwise_after_bands_that_cover_all_is_unreachable(
    bands: tuple[tuple[str, int], ...], measure: str
) -> None:
    """Whatever the measure can be, a band holds first, and the line of ``otherwise`` is told."""
    (found,) = (
        problem
        for problem in lint(*bands, measure=measure, more="otherwise = 3")
        if problem.code == "unreachable-band"
    )
    assert found.path == "indicators.one.scheme.otherwise"
    assert (
        found.place.line
        == RULES.format(bands="\n".join("band" for _ in bands), measure=measure, more="otherwise")
        .splitlines()
        .index("otherwise")
        + 1
    )
    assert "otherwise" in found.message.render("zh")


def test_otherwise_that_one_value_is_left_to_is_reached() -> None:
    """Exactly 80 % is in no band, and that is enough."""
    assert lint(("> 80%", 10), ("[0%..80%)", 5), more="otherwise = 3") == []
