"""What is measured: anything that scores forms, and zhibiao through its public functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import frozen

import zhibiao
from benchmarks.oracle import Scores
from benchmarks.rows import Row
from benchmarks.standard import AMOUNTS, COUNTS, INDICATORS, PLACES, RATES, TIERS, TRUTHS
from zhibiao import RuleSet, Scorecard
from zhibiao.scoring.compiled.scorer import Scorer

JOB = Path(__file__).resolve().parent / "job" / "twenty.toml"
ONE_BY_ONE = 50
"""Forms between two looks at the clock, for what scores one form at a time."""

NO_SCORE = -1
"""What no oracle says, so that it is counted as wrong."""

Figure = int | Decimal | Fraction | str | bool


@frozen
class Contender:
    """One way to score forms.

    Only ``run`` is timed: figures and scores are in whatever shape suits the contender best.

    Attributes:
        name: what the table calls it.
        prepare: rows as the figures it takes, a batch at once.
        run: scores of a batch.
        read: these scores in hundredths of a point, for comparison.
        batch: how many forms it gets at once.
    """

    name: str
    prepare: Callable[[Sequence[Row]], Any]
    run: Callable[[Any], Any]
    read: Callable[[Any], Iterable[Scores]]
    batch: int = ONE_BY_ONE

    def batches(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        """The rows in parts of the size it gets."""
        for start in range(0, len(rows), self.batch):
            yield rows[start : start + self.batch]

    def scores(self, rows: Sequence[Row]) -> Iterator[Scores]:
        """All scores of all rows, in order."""
        for batch in self.batches(rows):
            yield from self.read(self.run(self.prepare(batch)))


def one_by_one(
    name: str,
    prepare: Callable[[Row], Any],
    score: Callable[[Any], Any],
    read: Callable[[Any], Scores],
) -> Contender:
    """A contender from functions of a single form."""
    return Contender(
        name=name,
        prepare=lambda rows: [prepare(row) for row in rows],
        run=lambda forms: [score(form) for form in forms],
        read=lambda results: map(read, results),
    )


def ours() -> Contender:
    """``zhibiao.score`` on the rule set of the job: the whole scorecard, with its reasons."""
    rules = job()
    return one_by_one("zhibiao.score", figures, lambda form: zhibiao.score(rules, form), hundredths)


def compiled() -> Contender:
    """``zhibiao.scorer`` on rows of scaled integers: scores, tiers and total, and nothing else."""
    scorer = _scorer()
    return one_by_one("zhibiao.scorer", dict, scorer.scaled, _without_prefix)


def traced() -> Contender:
    """The same with every value on the way kept; names and words are made on demand."""
    scorer = _scorer()
    name = "zhibiao.scorer, traced"
    return one_by_one(name, dict, scorer.card, lambda card: _without_prefix(card.values))


def _scorer() -> Scorer:
    return zhibiao.scorer(job(), PLACES)


def _without_prefix(scores: Mapping[str, int | Fraction] | None) -> dict[str, int]:
    found = {} if scores is None else scores
    return {name.removeprefix("tiers."): int(value) for name, value in found.items()}


def job() -> RuleSet:
    """The rule set that says in TOML what :mod:`benchmarks.standard` says in Python."""
    return zhibiao.load(JOB)


def figures(row: Row) -> dict[str, Figure]:
    """A row as plain figures: yuan as ``Decimal``, rates as text, counts, answers."""
    return {
        **{name: Decimal(row[name]).scaleb(-2) for name in AMOUNTS},
        **{name: f"{row[name] // 100}.{row[name] % 100:02}%" for name in RATES},
        **{name: row[name] for name in COUNTS},
        **{name: bool(row[name]) for name in TRUTHS},
    }


def hundredths(card: Scorecard) -> dict[str, int]:
    """A scorecard in hundredths of a point; ``NO_SCORE`` for a spread or a part of one."""
    found = {name: card[name] for name in INDICATORS}
    sums = {**{name: card.tier(name) for name in TIERS}, "total": card.total}
    return {
        **{name: _whole(score.low, score.high) for name, score in found.items()},
        **{name: _whole(total.low, total.high) for name, total in sums.items()},
    }


def _whole(low: Decimal | Fraction, high: Decimal | Fraction) -> int:
    scaled = Fraction(low) * 100
    return scaled.numerator if low == high and scaled.denominator == 1 else NO_SCORE
