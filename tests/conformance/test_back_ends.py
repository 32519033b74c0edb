"""Every back end on every standard, cell by cell; the oracle is the scorecard of ``evaluate``."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

import polars as pl
import pytest

import zhibiao
from tests.written import STANDARDS
from zhibiao.bulk.columns import sources
from zhibiao.bulk.kernel import Kernel
from zhibiao.bulk.plan import Plan
from zhibiao.bulk.reading import headers
from zhibiao.exact import text
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.score import score_figures
from zhibiao.scoring.scorer import Scorer, pairs
from zhibiao.testing.rows import Figures, rows

Pairs = dict[str, tuple[Fraction, Fraction]]
BackEnd = Callable[[RuleSet, Sequence[Figures]], list[Pairs]]
ROWS = 60


def evaluated(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """The oracle."""
    return [_exact(pairs(score_figures(one, rules))) for one in given]


def compiled(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """One Python function for the rule set."""
    scorer = Scorer(rules)
    return [_exact(scorer(one)) for one in given]


def columnar(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """Polars, from a table of text."""
    frame = table(given)
    found = sources(headers(frame.schema), rules, {}, floats_as_text=False)
    scored = Kernel(Plan(rules, found)).score(frame)
    assert not scored.rejected
    names = [name.removesuffix(".low") for name in scored.frame.columns if name.endswith(".low")]
    return [
        {name: (_number(row[f"{name}.low"]), _number(row[f"{name}.high"])) for name in names}
        for row in scored.frame.iter_rows(named=True)
    ]


BACK_ENDS: Mapping[str, BackEnd] = {"compiled": compiled, "columnar": columnar}


def table(given: Sequence[Figures]) -> pl.DataFrame:
    """Figures as a table: a column each, text as people write it, nothing where none is given."""
    names = dict.fromkeys(name for one in given for name in one)
    return pl.DataFrame(
        {name: [_written(one.get(name), name) for one in given] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )


def _written(figure: object, name: str) -> str | None:
    match figure:
        case None | str():
            return figure
        case bool():
            return str(figure).lower()
        case Fraction():
            return text(figure)
        case _:
            raise AssertionError(name)


def _exact(found: Mapping[str, tuple[Decimal | Fraction, Decimal | Fraction]]) -> Pairs:
    return {name: (Fraction(low), Fraction(high)) for name, (low, high) in found.items()}


def _number(cell: Decimal | str) -> Fraction:
    return Fraction(cell)


@cache
def _rows(name: str) -> tuple[RuleSet, tuple[Figures, ...], tuple[Pairs, ...]]:
    rules = zhibiao.loads(STANDARDS[name])
    given = tuple(rows(rules, ROWS, random.Random(name)))  # noqa: S311  # rows need no secrecy
    return rules, given, tuple(evaluated(rules, given))


def differing(back_end: BackEnd, name: str) -> list[str]:
    """Every cell in which a back end differs from the oracle."""
    rules, given, wanted = _rows(name)
    found = back_end(rules, given)
    assert len(found) == len(wanted)
    return [
        f"{cell}: {pair} for {want[cell]} of {figures}"
        for figures, got, want in zip(given, found, wanted, strict=True)
        for cell, pair in got.items()
        if want[cell] != pair or got.keys() != want.keys()
    ]


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_a_back_end_agrees_with_evaluate_on_every_cell(back_end: str, name: str) -> None:
    """Rows at and beside the corners, with gaps, beyond 2^53 and beyond 64 bits."""
    assert not differing(BACK_ENDS[back_end], name)


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


def test_an_engines_own_rounding_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns whose quotients go through doubles and the engine's rounding fail at the corners."""

    def rounded(one: pl.Expr, other: pl.Expr) -> pl.Expr:
        share = one.cast(pl.Float64) / other.cast(pl.Float64)
        return share.round().cast(pl.Int64, strict=False)

    monkeypatch.setattr(pl.Expr, "__floordiv__", rounded)
    assert differing(columnar, "schemes")


def test_rows_meet_corners_gaps_and_large_numbers() -> None:
    """The rows are what they are said to be, so that agreement means something."""
    rules, given, wanted = _rows("schemes")
    numbers = [abs(v) for one in given for v in one.values() if isinstance(v, Fraction)]
    assert any(number > 2**63 for number in numbers)
    assert any(2**53 < number < 2**63 for number in numbers)
    assert any(len(one) < len(max(given, key=len)) for one in given)
    spans = [low != high for cells in wanted for low, high in cells.values()]
    assert any(spans)
    assert not all(spans)
    assert {low for cells in wanted for low, _ in [cells["whole_steps"]]} > {Fraction(0)}
    assert len(rules.items) == 15
