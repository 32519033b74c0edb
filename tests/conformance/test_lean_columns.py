"""Scaled integers without detail: where they are there, they are the exact scores."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest

import zhibiao
from benchmarks.contender import job
from benchmarks.oracle import differences
from benchmarks.rows import boundary
from benchmarks.standard import PLACES, SCORES
from tests.conformance.back_ends import table
from tests.written import STANDARDS
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.kernel import Kernel
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.testing.rows import rows

ROWS = 60


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_boundary_forms_are_the_oracles(off: int) -> None:
    """Twenty indicators, tiers and total of forms on and beside every bound."""
    given = boundary(500, off=off)
    found = zhibiao.batch(job(), pl.DataFrame(given), places=PLACES, detail=False)
    named = found.rename(lambda name: name.removeprefix("tiers."))
    assert differences(given, named.select(SCORES).iter_rows(named=True)) == [()] * len(given)


def test_larger_sums_are_written_over_smaller_ones() -> None:
    """The total adds up the tiers, and not twenty indicators once more."""
    frame = pl.DataFrame(boundary(1))
    plan = Plan(job(), sources(headers(frame.schema), job(), dict(PLACES), floats_as_text=False))
    assert "sum.tiers.input" in repr(plan.stages["total"])
    assert "score." not in repr(plan.stages["total"])


@pytest.mark.parametrize("name", STANDARDS)
def test_integers_without_detail_are_the_exact_scores(name: str) -> None:
    """On rows at corners and with gaps: the score that is known, times its scale, or nothing."""
    rules = zhibiao.loads(STANDARDS[name])
    frame = table(list(rows(rules, ROWS, random.Random(name))))  # noqa: S311  # need no secrecy
    plan = Plan(rules, sources(headers(frame.schema), rules, {}, floats_as_text=False))
    full = Kernel(plan).score(frame).frame
    lean = Kernel(plan, detail=False).score(frame).frame
    unders = dict.fromkeys(lean.columns, 1) if plan.by_row is not None else plan.unders
    for cell in lean.columns:
        for scaled, least, most in zip(
            lean[cell], full[f"{cell}.low"], full[f"{cell}.high"], strict=True
        ):
            if scaled is not None:
                assert Fraction(least) == Fraction(most) == Fraction(scaled) / unders[cell], cell
    assert lean.null_count().sum_horizontal().item() < lean.height * lean.width
