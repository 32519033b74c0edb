"""What a scored table looks like: the columns of results, as integers inside and exact outside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

import polars as pl

from zhibiao.bulk.tables.plan import TIER, TOTAL, Plan
from zhibiao.exact import public, text
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.scoring.score import rating

LOW, HIGH, STATUS = ".low", ".high", ".status"
RATING = "rating"
SEPARATOR = "、"

Cells = dict[str, "Fraction | str"]
"""One row of results: both ends of scores, tiers and the total, and the status of each score."""


def cells(card: Scorecard) -> Cells:
    """The results of a scorecard."""
    found: Cells = {}
    for score in card.scores:
        found[score.id + LOW], found[score.id + HIGH] = lowest(score.value), highest(score.value)
        found[score.id + STATUS] = score.status.value
    for name, whole in [*((TIER + tier.id, tier) for tier in card.tiers), (TOTAL, card.total)]:
        found[name + LOW], found[name + HIGH] = whole.least, whole.most
    return found


def names(plan: Plan) -> list[str]:
    """The results that have two ends, in order."""
    return [*plan.scores, *plan.sums]


def columns(plan: Plan, *, detail: bool) -> list[str]:
    """What the columns of results are called."""
    if not detail:
        return names(plan)
    found = []
    for name in names(plan):
        ends = (LOW, HIGH, STATUS) if name in plan.scores else (LOW, HIGH)
        found += [name + end for end in ends]
    return [*found, RATING]


def framed(plan: Plan, rows: Sequence[Cells]) -> pl.DataFrame:
    """Rows of results as a table: integers where the plan has a scale, else exact text."""
    columns: dict[str, pl.Series] = {}
    for name in names(plan):
        for end in (LOW, HIGH):
            column = name + end
            if plan.by_row is not None:
                columns[column] = pl.Series(
                    [text(_number(r[column])) for r in rows], dtype=pl.String
                )
                continue
            scaled = [_number(row[column]) * plan.unders[name] for row in rows]
            assert all(value.denominator == 1 for value in scaled), column
            columns[column] = pl.Series(list(map(int, scaled)), dtype=pl.Int64)
        if name in plan.scores:
            columns[name + STATUS] = pl.Series([r[name + STATUS] for r in rows], dtype=pl.String)
    return pl.DataFrame(columns)


def undecided(found: pl.DataFrame) -> list[int]:
    """The rows in which something is missing."""
    missing = [column.is_null() for column in found if column.null_count()]
    if not missing:
        return []
    rows: list[int] = reduce(lambda one, other: one | other, missing).arg_true().to_list()
    return rows


def replaced(found: pl.DataFrame, rows: Sequence[int], by: pl.DataFrame) -> pl.DataFrame:
    """The table with some of its rows replaced."""
    return found.with_columns(
        found[name].scatter(list(rows), by[name]).alias(name) for name in found.columns
    )


def detailed(plan: Plan, found: pl.DataFrame) -> pl.DataFrame:
    """Both ends of everything as decimals, the status of each score, and the rating."""
    made: list[Any] = []
    for name in names(plan):
        made += [_shown(plan, name + end, name) for end in (LOW, HIGH)]
        if name in plan.scores:
            made.append(pl.col(name + STATUS))
    ratings = _ratings(plan, found)
    return found.select(made).with_columns(ratings.alias(RATING))


def lean(plan: Plan, found: pl.DataFrame) -> pl.DataFrame:
    """Scaled integers, null where the two ends differ."""
    return found.select(
        pl.when(pl.col(name + LOW) == pl.col(name + HIGH)).then(pl.col(name + LOW)).alias(name)
        for name in names(plan)
    )


def _number(value: Fraction | str) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _shown(plan: Plan, column: str, name: str) -> Any:
    """Integers over their denominator: a decimal where it is a finite one, else exact text."""
    if plan.by_row is not None:
        return pl.col(column)
    under = plan.unders[name]
    share = public(Fraction(1, under))
    if isinstance(share, Decimal):
        return pl.col(column) * pl.lit(share)
    return pl.col(column).map_elements(
        lambda value: text(Fraction(value, under)), return_dtype=pl.String
    )


def _ratings(plan: Plan, found: pl.DataFrame) -> pl.Series:
    """The rating of each total; of one that is not exactly known, all that it allows."""
    low, high = found[TOTAL + LOW], found[TOTAL + HIGH]
    if not plan.ratings_apply:
        return pl.Series([""] * len(low), dtype=pl.String)
    ends = pl.DataFrame({"low": low, "high": high})
    distinct = ends.unique()
    earned = [
        SEPARATOR.join(rating(plan.rules, _total(plan, least), _total(plan, most)))
        for least, most in distinct.iter_rows()
    ]
    table = distinct.with_columns(pl.Series(RATING, earned, dtype=pl.String))
    joined = ends.join(table, on=["low", "high"], how="left", maintain_order="left")
    ratings: pl.Series = joined.get_column(RATING)
    return ratings


def _total(plan: Plan, value: int | str) -> Fraction:
    return Fraction(value) if isinstance(value, str) else Fraction(value, plan.unders[TOTAL])
