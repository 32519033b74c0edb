"""The compiled scorer beside the scorecard: rows of integers, plain figures, what it passes on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.errors import FiguresError
from zhibiao.scoring.evidence import Figure
from zhibiao.scoring.scorer import pairs

RULES = zhibiao.loads(INVENTED["around"])
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


def test_a_traced_row_has_its_whole_scorecard() -> None:
    """What explains a row is put together when somebody asks."""
    scorer = zhibiao.scorer(RULES, {"staff": 0, "posts": 0, "judged.judged": 1})
    traced = scorer.card({**FIGURES, "judged.judged": 60})
    card = traced.scorecard()
    assert traced.values is not None
    assert traced.values["total"] == card.total.least * 10
    assert "103" in zhibiao.explain(card, "control", lang="en")


def test_floats_are_refused_with_their_names() -> None:
    """A float in a row is named; one among plain figures is refused as ever."""
    with pytest.raises(FiguresError, match="staff"):
        zhibiao.scorer(RULES).scaled({**FIGURES, "staff": 1.5, "judged.judged": 6})  # type: ignore[dict-item]  # the fault
    with pytest.raises(FiguresError):
        zhibiao.scorer(RULES)({"staff": 1.5})  # type: ignore[dict-item]  # the fault
