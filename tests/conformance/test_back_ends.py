"""Every back end on every standard, cell by cell; the oracle is the scorecard of ``evaluate``.

``make conformance`` takes 100,000 rows of each standard, and Spark as well.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product

import polars as pl
import pytest

import zhibiao
from tests.conformance.back_ends import (
    ASKED,
    BACK_ENDS,
    BackEnd,
    Pairs,
    columnar,
    evaluated,
    exactly,
    fitting,
)
from tests.conformance.stating import counted, stating
from tests.written import BUILTIN, STANDARDS
from zhibiao.expr.walk import measures
from zhibiao.model.lowering.program import lower
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.compiled.scorer import Scorer
from zhibiao.scoring.compiled.traced import evaluated_steps
from zhibiao.scoring.score import score_figures
from zhibiao.testing.rows import Figures, rows

ROWS = int(os.environ.get("ZHIBIAO_ROWS", "60"))
SLICE = 5_000
"""So many rows at a time: what is remembered of them stays small, and many processes share."""
SLICES = range(-(-ROWS // SLICE))
GAPS = 0.5 if ROWS <= SLICE else 0.1
"""The share of rows that lack a figure. All back ends leave these to the same functions of Python,
so that of very many rows fewer need be such."""

STATED = min(ROWS, 1_000)
"""So many rows of each standard state computed measures beside their parts."""

Slice = tuple[RuleSet, tuple[Figures, ...], tuple[Pairs, ...]]


@cache
def _loaded(name: str) -> RuleSet:
    """A standard, loaded once: what is remembered of it is found again without a comparison."""
    return zhibiao.loads(STANDARDS[name])


@lru_cache(maxsize=2)
def _rows(name: str, number: int = 0) -> Slice:
    rules = _loaded(name)
    count = min(SLICE, ROWS - number * SLICE)
    chance = random.Random(f"{name} {number}")  # noqa: S311  # rows need no secrecy
    drawn = tuple(rows(rules, count, chance, gaps=GAPS))
    given = tuple(fitting(rules, drawn))
    return rules, given, tuple(evaluated(rules, given))


def differing(back_end: BackEnd, name: str) -> list[str]:
    """Every cell of the first rows in which a back end differs from the oracle."""
    return exactly(back_end)(*_rows(name))


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize("number", SLICES)
def test_every_back_end_agrees_with_evaluate_on_every_cell(number: int, name: str) -> None:
    """Rows at and beside the corners, with gaps, beyond 2^53 and beyond 64 bits."""
    found = {back_end: asked(*_rows(name, number))[:9] for back_end, asked in ASKED.items()}
    assert found == {back_end: [] for back_end in ASKED}


@pytest.mark.parametrize("name", STANDARDS)
def test_every_step_that_is_kept_is_that_of_evaluate(name: str) -> None:
    """In the order in which they came about; where a score is open, nothing is kept."""
    rules, given, _ = _rows(name)
    scorer = Scorer(rules)
    kept = 0
    for figures in given:
        row = scorer.row(figures)
        traced = None if row is None else scorer.card(row)
        if traced is not None and traced.kept is not None:
            kept += 1
            card = score_figures(figures, rules)
            assert traced.steps() == {score.id: evaluated_steps(score) for score in card.scores}
    if name in BUILTIN:  # most rows without gaps say all that every score needs
        assert kept > len(given) // 4
    else:
        assert kept or name == "schemes"  # plain figures never say a grade and its score at once


@lru_cache(maxsize=2)
def _stating(name: str) -> Slice:
    rules = zhibiao.loads(STANDARDS[name])
    chance = random.Random(f"{name} stated")  # noqa: S311  # as above
    given = tuple(fitting(rules, tuple(stating(rules, STATED, chance))))
    return rules, given, tuple(evaluated(rules, given))


@pytest.mark.parametrize("name", STANDARDS)
def test_a_stated_measure_counts_alike_in_every_back_end(name: str) -> None:
    """Beside all, some and none of its parts, denominators of zero, and bounds of parts."""
    found = {back_end: asked(*_stating(name))[:9] for back_end, asked in ASKED.items()}
    assert found == {back_end: [] for back_end in ASKED}


@pytest.mark.parametrize("name", ["cn-430600/department/2020.toml", "ranges"])
def test_rows_state_measures_beside_their_parts(name: str) -> None:
    """It counts in some rows and not in others, scores are known and open, with bounds and not."""
    rules, given, wanted = _stating(name)
    seen = set()
    for figures, cells in zip(given, wanted, strict=True):
        is_bound = any(str(value).startswith(("≥", "≤")) for value in figures.values())
        for item, tree in lower(rules).scores.items():
            stated = figures.keys() & {measure.name for measure in measures(tree)}
            low, high = cells[item]
            if stated:
                seen.add((bool(counted(tree, figures) & stated), low == high, is_bound))
    assert seen == set(product((True, False), repeat=3))


def _late_by_one(back_end: BackEnd) -> BackEnd:
    """A back end with one wrong cell: the last row's total is a hundredth too high."""

    def planted(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
        found = back_end(rules, given)
        low, high = found[-1]["total"]
        return [*found[:-1], {**found[-1], "total": (low, high + Fraction(1, 100))}]

    return planted


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_one_wrong_cell_is_caught(back_end: str) -> None:
    """A planted difference of a hundredth in one cell of one row is found and named."""
    found = differing(_late_by_one(BACK_ENDS[back_end]), "schemes")
    assert len(found) == 1
    assert found[0].startswith("total: ")


def test_one_wrong_cell_of_a_workbook_is_caught() -> None:
    """A planted difference of a hundredth in what is wanted of one row is found and named."""
    rules, given, wanted = _rows("cn/department/2020.toml")
    low, high = wanted[-1]["total"]
    planted = [*wanted[:-1], {**wanted[-1], "total": (low - Fraction(1, 100), high)}]
    found = ASKED["workbook"](rules, given, planted)
    assert len(found) == 1
    assert found[0].startswith("total: ")


def test_an_engines_own_rounding_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns whose quotients go through doubles and the engine's rounding fail at the corners."""

    def rounded(one: pl.Expr, other: pl.Expr) -> pl.Expr:
        share = one.cast(pl.Float64) / other.cast(pl.Float64)
        return share.round().cast(pl.Int64, strict=False)

    monkeypatch.setattr(pl.Expr, "__floordiv__", rounded)
    assert differing(columnar, "schemes")


def test_rows_meet_corners_gaps_and_large_numbers() -> None:
    """The rows are what they are said to be, so that agreement means something."""
    rules = zhibiao.loads(STANDARDS["schemes"])
    given = fitting(rules, tuple(rows(rules, 400, random.Random(0))))  # noqa: S311  # as above
    wanted = evaluated(rules, given)
    numbers = [abs(v) for one in given for v in one.values() if isinstance(v, Fraction)]
    assert any(number > 2**63 for number in numbers)
    assert any(2**53 < number < 2**63 for number in numbers)
    assert any(len(one) < len(max(given, key=len)) for one in given)
    spans = [low != high for cells in wanted for low, high in cells.values()]
    assert any(spans)
    assert not all(spans)
    assert {low for cells in wanted for low, _ in [cells["whole_steps"]]} > {Fraction(0)}
    assert len(rules.items) == 15
