"""The compiled scorer beside the scorecard: rows of integers, plain figures, what it passes on."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import zhibiao
from tests.auditing.small import RULES as SMALL
from tests.scoring.test_around import OPEN
from tests.written import INVENTED
from zhibiao.errors import ArgumentError, FiguresError
from zhibiao.messages import say
from zhibiao.messages import scoring as texts
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.compiled.scorer import MOST, pairs
from zhibiao.scoring.evidence import Figure

RULES = zhibiao.loads(INVENTED["around"])
LOSS = """
language = 1
[ruleset]
title = "扣分（虚构）"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 10
[ruleset.rounding]
places = 1
mode = "half-up"
at = "indicator"
[measures.late]
label = "逾期"
type = "boolean"
[tiers.all]
label = "全部"
points = 10
[groups.all]
tier = "all"
label = "全部"
points = 10
[indicators.only]
group = "all"
label = "评议"
points = 10
scheme = { kind = "judged" }
[adjustments.late]
kind = "deduction"
points = 0.1
when = "late"
"""
FIGURES: dict[str, int | bool] = {
    "staff": 103,
    "posts": 100,
    "judged": 6,
    "honours": 1,
    "accident": True,
    "new_unit": False,
}


def test_figures_give_the_scorecards_pairs() -> None:
    """Plain figures in, the least and the most of everything out."""
    found = zhibiao.scorer(RULES)(FIGURES)
    assert found == pairs(zhibiao.score(RULES, FIGURES))
    assert found["total"] == (Decimal("35.09"), Decimal("35.09"))


@pytest.mark.parametrize(
    "change",
    [
        {"staff": "≥90"},
        {"posts": 0},
        {"rate": "99%", "posts": 100},
        {"staff": Fraction(1, 3)},
        {"applicable.judged": False},
        {"applicable.speed": False},
        {"new_unit": True},
    ],
)
def test_what_the_function_cannot_say_is_passed_on(
    change: dict[str, Figure],
) -> None:
    """A bound, a zero denominator, a computed measure: the scorecard answers, and equally."""
    given: dict[str, Figure] = {**FIGURES, **change}
    assert zhibiao.scorer(RULES)(given) == pairs(zhibiao.score(RULES, given))


def test_a_missing_figure_spans_its_score() -> None:
    """Without posts the two scores that need them are open."""
    given = {name: value for name, value in FIGURES.items() if name != "posts"}
    found = zhibiao.scorer(RULES)(given)
    assert found["quality"] == (Decimal(0), Decimal(11))
    assert found == pairs(zhibiao.score(RULES, given))


def test_a_row_of_integers_is_scored_in_tenths() -> None:
    """The rule set rounds to one place, and so the scores are whole tenths."""
    scorer = zhibiao.scorer(RULES, {"staff": 0, "posts": 0, "judged.judged": 1})
    row = {**FIGURES, "judged.judged": 60}
    found = scorer.scaled(row)
    assert found is not None
    assert found["control"] == 109
    assert found["total"] == Fraction(3509, 10)
    assert scorer.scaled({**row, "posts": 0}) is None
    assert scorer.scaled({**row, "staff": -1}) is None


def test_a_row_says_thousandths_to_what_stands_around_the_scores_too() -> None:
    """109.5 people on 100 posts are no more than 110 %; 110.5 are, and that takes 3 points off."""
    scorer = zhibiao.scorer(RULES, {"staff": 3, "posts": 0, "judged.judged": 1})
    row = {**FIGURES, "judged.judged": 60}
    below, above = (scorer.scaled({**row, "staff": staff}) for staff in (109_500, 110_500))
    assert below is not None
    assert above is not None
    assert below["tiers.output"] == 110 + 40
    assert above["tiers.output"] == 110 + 40 - 30


def test_a_form_of_no_points_has_none_to_lose() -> None:
    """A tenth is taken off a sum of nought, which stays nought."""
    rules = zhibiao.loads(LOSS)
    scorer = zhibiao.scorer(rules)
    found = scorer.scaled({"judged.only": 0, "late": True})
    assert found == {"only": 0, "tiers.all": 0, "total": 0}
    assert scorer({"only": 0, "late": True}) == pairs(
        zhibiao.score(rules, {"only": 0, "late": True})
    )


def test_a_traced_row_has_its_whole_scorecard() -> None:
    """What explains a row is put together when somebody asks."""
    scorer = zhibiao.scorer(RULES, {"staff": 0, "posts": 0, "judged.judged": 1})
    traced = scorer.card({**FIGURES, "judged.judged": 60})
    card = traced.scorecard()
    assert traced.values is not None
    assert traced.values["total"] == card.total.least * 10
    assert "103" in zhibiao.explain(card, "control", lang="en")


def test_a_traced_row_keeps_every_value_on_the_way() -> None:
    """103 people on 100 posts: the rate, its excess, its three steps, one and a half points off."""
    scorer = zhibiao.scorer(RULES)
    traced = scorer.card({**FIGURES, "judged.judged": 6})
    found = {step.node.role: step.value for step in traced.steps()["control"]}
    assert found["measure"] == Fraction(103, 100)
    assert found["steps"] == 3
    assert found["score"] == zhibiao.score(RULES, FIGURES)["control"].low


def test_a_row_that_leaves_a_score_open_has_its_steps_too() -> None:
    """Nothing was kept; ``evaluate`` is asked instead."""
    traced = zhibiao.scorer(RULES).card({**FIGURES, "judged.judged": 6, "posts": 0})
    assert traced.values is None
    assert traced.kept is None
    (rate,) = (step for step in traced.steps()["control"] if step.node.role == "measure")
    assert not isinstance(rate.value, Fraction)


def test_what_is_too_large_to_be_kept_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scores are compiled all the same, and the steps are equal."""
    row = {**FIGURES, "judged.judged": 6}
    kept = zhibiao.scorer(RULES).card(row)
    monkeypatch.setattr("zhibiao.expr.integers.passed.MOST_VISITS", 1)
    anew = zhibiao.scorer(RULES).card(row)
    assert (anew.values, anew.kept) == (kept.values, None)
    assert anew.steps() == kept.steps()


def test_places_of_what_is_no_figure_are_refused() -> None:
    """All of them at once, with the figures that there are."""
    with pytest.raises(FiguresError) as caught:
        zhibiao.scorer(RULES, {"staf": 2, "staff": -1, "posts": True})
    said = [problem.render("en") for problem in caught.value.problems]
    assert len(said) == 3
    assert '"staf" is given decimal places' in said[0]
    assert "staff, posts" in said[0]
    assert '"staff" has -1' in said[1]
    assert '"posts" has True' in said[2]


def test_floats_are_refused_with_their_names() -> None:
    """A float in a row is named; one among plain figures is refused as ever."""
    with pytest.raises(FiguresError, match="staff"):
        zhibiao.scorer(RULES).scaled({**FIGURES, "staff": 1.5, "judged.judged": 6})  # type: ignore[dict-item]  # the fault
    with pytest.raises(FiguresError, match="staff"):
        zhibiao.scorer(RULES).card({**FIGURES, "staff": 1.5, "judged.judged": 6})  # type: ignore[dict-item]  # the fault
    with pytest.raises(FiguresError):
        zhibiao.scorer(RULES)({"staff": 1.5})  # type: ignore[dict-item]  # the fault


WRAPPING = [np.int8, np.uint8, np.int32, np.uint32, np.int64, np.uint64]


@pytest.mark.parametrize("kind", WRAPPING)
def test_integers_of_numpy_count_as_pythons_own(kind: type[np.integer[Any]]) -> None:
    """They come off a frame's row, and wrap around where products are large."""
    scorer = zhibiao.scorer(RULES)
    row = {**FIGURES, "staff": 103, "judged.judged": 6}
    foreign: Any = {n: np.bool_(v) if isinstance(v, bool) else kind(v) for n, v in row.items()}
    assert scorer.scaled(foreign) == scorer.scaled(row)
    traced = scorer.card(foreign)
    assert traced.steps() == scorer.card(row).steps()
    assert traced.scorecard() == scorer.card(row).scorecard()


def test_integers_of_numpy_never_wrap() -> None:
    """8 and 9 thousand million, with six decimal places: their products have more than 64 bits."""
    scorer = zhibiao.scorer(zhibiao.load("cn/project/2020"))
    row = {"expenditure": 8 * 10**15, "annual_budget": 9 * 10**15}
    foreign: Any = {name: np.int64(value) for name, value in row.items()}
    found = scorer.scaled(row)
    assert found is not None
    assert found["execution"] == 889
    assert scorer.scaled(foreign) == found


def test_floats_of_numpy_are_floats() -> None:
    """Also beside a figure that is missing, and whatever else the row holds."""
    with pytest.raises(FiguresError) as caught:
        zhibiao.scorer(RULES).scaled({"staff": np.float64(103), "unit": "甲局"})  # type: ignore[dict-item]  # the fault
    assert caught.value.message == say(texts.WHOLE_NUMBERS, names=("staff",))


FAST: dict[str, tuple[RuleSet, dict[str, Figure]]] = {
    "small": (
        SMALL,
        {
            "tasks": "2.75",
            "disclosure": 1,
            "staff": 103,
            "posts": 100,
            "left": "0.5",
            "carried_in": "1.25",
        },
    ),
    **{
        name: (zhibiao.loads(INVENTED[name]), {"applicable.speed": True, **FIGURES, "staff": 101})
        for name in ("around", "around, rounded total", "around, never rounded")
    },
    "capped": (RULES, {**FIGURES, "honours": 0, "staff": 101, "accident": False}),
    "least": (
        zhibiao.loads(INVENTED["around"].replace("to = 9", "to = 0.1")),
        {**FIGURES, "honours": 0, "staff": 150, "accident": False},
    ),
    "nothing": (RULES, {**FIGURES, "honours": 0, "staff": 0, "accident": False, "judged": 0}),
    "open": (zhibiao.loads(OPEN), {"expenditure": "9.5", "annual_budget": 10}),
}


@pytest.mark.parametrize("name", FAST)
def test_what_the_function_can_say_needs_no_scorecard(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of every kind, sums that rows can still add to, scores that are never rounded."""
    rules, figures = FAST[name]
    expected = pairs(zhibiao.score(rules, figures))
    monkeypatch.setattr("zhibiao.scoring.compiled.scorer.score_figures", None)
    assert zhibiao.scorer(rules)(figures) == expected


def test_the_places_of_a_row_hold_for_what_stands_around_the_scores() -> None:
    """A rate above 110% would take points off; thousandths of people are not people."""
    figures = {"applicable.speed": True, **FIGURES, "staff": 101}
    assert zhibiao.scorer(RULES, {"staff": 3})(figures) == pairs(zhibiao.score(RULES, figures))


def test_a_figure_beyond_all_bounds_is_none_of_a_form() -> None:
    """The bound is that of the scaled integer, whatever its places."""
    scorer = zhibiao.scorer(SMALL, {"left": 3})
    row = {
        "staff": 103, "posts": 100, "carried_in": 1, "judged.tasks": 2, "state.disclosure": 1
    }  # fmt: skip
    assert scorer.scaled({**row, "left": MOST}) is not None
    assert scorer.scaled({**row, "left": MOST + 1}) is None


def test_the_figures_of_a_row_are_named_as_plain_ones() -> None:
    """Judged scores and states by what is scored, answers as truth values; the rest is left out."""
    scorer = zhibiao.scorer(SMALL, {"left": 3, "judged.tasks": 1})
    row = {"left": 1500, "judged.tasks": 25, "state.disclosure": 1, "other": 7}
    assert scorer.figures(row) == {
        "left": Fraction(3, 2), "tasks": Fraction(5, 2), "disclosure": Fraction(1)
    }  # fmt: skip
    around = zhibiao.scorer(RULES)
    assert around.figures({"accident": 1, "new_unit": False}) == {
        "accident": True, "new_unit": False
    }  # fmt: skip


def test_what_is_no_whole_number_is_named() -> None:
    """Each figure of the row that is not one, and no other."""
    row = {
        "left": 1.5, "posts": 100, "staff": None, "carried_in": 1, "judged.tasks": 2,
        "state.disclosure": 1,
    }  # fmt: skip
    with pytest.raises(FiguresError) as caught:
        zhibiao.scorer(SMALL).scaled(row)  # type: ignore[arg-type]  # the fault
    assert caught.value.message == say(texts.WHOLE_NUMBERS, names=("left", "staff"))


def test_a_scorer_pickles_and_equals_its_like() -> None:
    """Also one that is compiled already; another number of places is another scorer."""
    scorer = zhibiao.scorer(RULES, {"staff": 3})
    found = scorer(FIGURES)
    again = pickle.loads(pickle.dumps(scorer))  # noqa: S301  # our own bytes
    assert again == scorer == zhibiao.scorer(RULES, {"staff": 3})
    assert again != zhibiao.scorer(RULES)
    assert again(FIGURES) == found
    row = {**dict.fromkeys(scorer.scales, 1), "accident": False, "new_unit": False}
    assert again.scaled(row) == scorer.scaled(row)


@pytest.mark.parametrize("given", [None, 5, ["staff"]])
def test_what_are_no_figures_is_said(given: object) -> None:
    """With what to give instead, as Python is written."""
    scorer = zhibiao.scorer(RULES)
    for call in (scorer, scorer.scaled, scorer.card):
        with pytest.raises(ArgumentError) as caught:
            call(given)  # type: ignore[arg-type]  # the fault
        assert '{"staff": 125, "posts": 109}' in caught.value.render("en")


@pytest.mark.parametrize("given", [None, [103, 100]])
def test_what_is_no_mapping_of_figures_is_refused_by_its_name(given: object) -> None:
    """The argument is named as the call names it."""
    scorer = zhibiao.scorer(RULES)
    with pytest.raises(ArgumentError, match=r"^figures "):
        scorer(given)  # type: ignore[arg-type]  # the fault
    with pytest.raises(ArgumentError, match=r"^row "):
        scorer.scaled(given)  # type: ignore[arg-type]  # the fault
