"""What columns are called: those of a run beside those of the table, and a table of rejects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl

ROW = "row"
"""The column that says which row of the table a result belongs to, from 1."""

REASONS = "reasons"
"""The column that says why a row was not scored."""

APART = ".score"
"""Stands behind the name of a column of ours where a column of the table has that name."""


def free(name: str, taken: Collection[str]) -> str:
    """The name of a column of ours beside columns that have theirs; Spark knows no case."""
    known = {one.casefold() for one in taken}
    while name.casefold() in known:
        name += APART
    return name


def apart(names: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """New names for those of ours that columns have already, by the old one."""
    every = set(taken)
    found: dict[str, str] = {}
    for name in names:
        new = free(name, every)
        every.add(new)
        if new != name:
            found[name] = new
    return found


def renamed(result: pl.DataFrame, beside: Collection[str]) -> pl.DataFrame:
    """Results whose names do not meet those of the columns beside them."""
    return result.rename(apart(result.columns, beside))


def marks(heading: Sequence[str]) -> tuple[str, ...]:
    """What a heading has before the table's own columns: nothing, unless it is one of rejects.

    A run writes rejected rows behind their number and the reasons, Spark behind the reasons.
    """
    for own in ((ROW, REASONS), (REASONS,)):
        rest = heading[len(own) :]
        wanted = tuple(free(name, rest) for name in own)
        if rest and tuple(heading[: len(own)]) == wanted:
            return own
    return ()
