"""Twenty indicators on boundary forms, through the public API, held against an exact oracle.

The job, its rows and its oracle are the benchmark's. In each form every quantity stands on a
bound (a whole percentage point, the edge of a band, a half cent) or 0.01 below or above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

import zhibiao
from benchmarks.contender import JOB, NO_SCORE, figures, hundredths, job, ours
from benchmarks.oracle import Scores, differences, exact
from benchmarks.rivals import rivals
from benchmarks.rows import Row, boundary
from benchmarks.standard import (
    AMOUNTS,
    INDICATORS,
    PRO_RATA,
    RATES,
    SCORES,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
)  # fmt: skip
from zhibiao.model.problem import Severity

FORMS = 100
BESIDE = (-1, 0, 1)

Scored = tuple[Sequence[Row], Sequence[Scores]]


@pytest.fixture(scope="module", params=BESIDE, ids=["0.01 below", "on bounds", "0.01 above"])
def scored(request: pytest.FixtureRequest) -> Scored:
    """Boundary rows, and what ``zhibiao.score`` gives on each."""
    rows = boundary(FORMS, off=request.param)
    return rows, list(ours().scores(rows))


def test_the_rule_set_adds_up() -> None:
    """The job's rule set is clean, but for the worked cases, whose place these forms take."""
    assert {problem.code for problem in zhibiao.lint(JOB)} <= {"no-cases"}
    assert all(problem.severity is Severity.NOTE for problem in zhibiao.lint(JOB))
    assert {item.id for item in job().items} == set(INDICATORS)


def test_every_score_is_the_oracles(scored: Scored) -> None:
    """Every indicator, tier and total is exactly what the oracle says."""
    assert differences(*scored) == [()] * FORMS


def test_fractions_score_like_decimals_and_text() -> None:
    """A form whose amounts and rates come as fractions earns the same."""
    rules, rows = job(), boundary(10)
    cards = [zhibiao.score(rules, figures(row) | _as_fractions(row)) for row in rows]
    assert differences(rows, map(hundredths, cards)) == [()] * len(rows)


@pytest.mark.parametrize("off", BESIDE)
def test_the_oracle_has_a_witness(off: int) -> None:
    """Rationals, by the formulas that the oracle avoids, agree with it."""
    witness = next(rival for rival in rivals() if rival.name == "Fraction")
    rows = boundary(FORMS, off=off)
    assert differences(rows, witness.scores(rows)) == [()] * FORMS


def test_a_planted_hundredth_is_caught(scored: Scored) -> None:
    """An oracle that is wrong by 0.01 in one score differs there, and only there, in every form."""
    for name in SCORES:
        assert differences(*scored, oracle=_wrong_by_a_hundredth(name)) == [(name,)] * FORMS


def test_an_oracle_beside_the_bounds_is_caught() -> None:
    """An oracle that sees every quantity 0.01 lower differs in all that has a bound."""
    rows = boundary(FORMS)
    lower = {id(row): below for row, below in zip(rows, boundary(FORMS, off=-1), strict=True)}
    found = differences(rows, ours().scores(rows), lambda row: exact(lower[id(row)]))
    bounded = {item.id for item in (*STEPS, *STATED_RATES, *SHARED_RATES, *PRO_RATA)}
    caught = {name for names in found for name in names}
    assert caught & set(INDICATORS) == bounded
    assert all("total" in names for names in found)


def test_an_unknown_score_is_no_score() -> None:
    """Where a figure is missing, the comparison sees no score, rather than one end of it."""
    given = figures(boundary(1)[0])
    del given["output_done"]
    scores = hundredths(zhibiao.score(job(), given))
    unknown = {name for name, score in scores.items() if score == NO_SCORE}
    assert unknown == {"quantity", "output", "total"}


def _wrong_by_a_hundredth(name: str) -> Callable[[Row], Scores]:
    def planted(row: Row) -> Scores:
        right = exact(row)
        return {**right, name: right[name] + 1}

    return planted


def _as_fractions(row: Row) -> dict[str, Fraction]:
    amounts = {name: Fraction(row[name], 100) for name in AMOUNTS}
    return amounts | {name: Fraction(row[name], 10_000) for name in RATES}
