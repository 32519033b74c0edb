"""The two measurements: scores per second, in turns, and forms that come out wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from statistics import median
from time import perf_counter

from attrs import frozen

from benchmarks.contender import Contender
from benchmarks.oracle import Scores, differences, exact
from benchmarks.rows import Row

TURN = 0.3
"""Seconds that a contender runs before the next one's turn."""

Note = Callable[[str], None]


@frozen
class Speed:
    """Medians over all rounds.

    ``ratio`` is taken within each round, beside the first contender: what slows the machine
    for a while slows both.
    """

    per_second: float
    ratio: float


@frozen
class Wrong:
    """How many forms have a wrong score at all, and how many a wrong total."""

    forms: int
    totals: int

    def __add__(self, other: Wrong) -> Wrong:
        return Wrong(self.forms + other.forms, self.totals + other.totals)


def race(
    contenders: Mapping[Contender, Sequence[Row]], rounds: int, note: Note
) -> dict[str, Speed]:
    """Scores per second of each contender on its rows, by name.

    Each round gives every contender one turn, and the next round starts with the next one.
    """
    turns = {c.name: _turn(c, rows) for c, rows in contenders.items()}
    names = list(turns)
    for name in names:
        turns[name](0.0)  # warm-up: one batch
    found: dict[str, list[float]] = {name: [] for name in names}
    for index in range(rounds):
        note(f"speed: round {index + 1} of {rounds}")
        first = index % len(names)
        for name in (*names[first:], *names[:first]):
            found[name].append(turns[name](TURN))
    base = found[names[0]]
    return {
        name: Speed(median(rates), median(r / b for r, b in zip(rates, base, strict=True)))
        for name, rates in found.items()
    }


def _turn(contender: Contender, rows: Sequence[Row]) -> Callable[[float], float]:
    """A function that scores batch after batch for so long, and gives forms per second."""
    batches = [contender.prepare(batch) for batch in contender.batches(rows)]
    waiting = cycle(batches)
    run, size = contender.run, contender.batch

    def turn(seconds: float) -> float:
        done = 0
        start = now = perf_counter()
        while not done or now - start < seconds:
            _ = run(next(waiting))
            done += size
            now = perf_counter()
        return done / (now - start)

    return turn


def count_wrong(
    contender: Contender,
    rows: Sequence[Row],
    note: Note,
    oracle: Callable[[Row], Scores] = exact,
) -> Wrong:
    """How many rows do not come out as the oracle says, in any score and in the total."""
    found = differences(rows, _noted(contender.scores(rows), len(rows), contender, note), oracle)
    return Wrong(sum(map(bool, found)), sum("total" in names for names in found))


def _noted(
    scores: Iterable[Scores], count: int, contender: Contender, note: Note
) -> Iterator[Scores]:
    for index, one in enumerate(scores, 1):
        if index % 2_500 == 0 or index == count:
            note(f"boundary forms: {contender.name}, {index:,} of {count:,}")
        yield one
