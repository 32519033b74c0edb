"""The kernel: a table of figures in, a table of scores out, the same in one process and on many.

Whatever is known exactly is computed over columns. A score with a gap is evaluated once for each
distinct set of its figures; a row with a figure that is no integer on its scale is scored alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import polars as pl
from attrs import define, field, frozen

from zhibiao.bulk.tables import results
from zhibiao.bulk.tables.columns import Source
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import Reader
from zhibiao.bulk.tables.written import Written
from zhibiao.expr.nodes import Expr
from zhibiao.expr.walk import inputs, measures
from zhibiao.messages import Message
from zhibiao.model.lowering.program import STATE, lower
from zhibiao.model.lowering.sums import lower_sums
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import Reading, Status, highest, lowest
from zhibiao.scoring.evidence import Figure, Readings
from zhibiao.scoring.score import score_figures, score_item

MOST_KEPT = 200_000
"""So many distinct gaps of one score are remembered."""


@frozen
class Rejected:
    """A row that cannot be scored: its number in the table from 0, and every reason."""

    row: int
    reasons: tuple[tuple[str, Message], ...]


@frozen
class Scores:
    """What a table comes to: one line for each row that is not rejected, in order."""

    frame: pl.DataFrame
    rows: pl.Series | None
    rejected: tuple[Rejected, ...] = ()


@define
class Kernel:
    """Scores tables of one shape by one rule set.

    Attributes:
        plan: how.
        detail: least, most and status of each score, and the rating; else scaled integers, which
            are null where a score is not exactly known.
    """

    plan: Plan
    detail: bool = True
    _reader: Reader = field(init=False)
    _written: dict[frozenset[str], Written] = field(factory=dict)
    _gaps: dict[str, dict[tuple[Any, ...], tuple[int, int, str]]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._reader = Reader(self.plan.rules, self.plan.sources)

    def score(self, frame: pl.DataFrame) -> Scores:
        """The scores of a table."""
        read = self._reader.read(frame)
        rejected = tuple(Rejected(row, tuple(why)) for row, why in sorted(read.faults.items()))
        alone = {row for row in read.odd if row not in read.faults}
        if self.plan.by_row is not None:
            alone = set(range(frame.height)) - read.faults.keys()
        if not alone and not rejected and self.plan.by_row is None:
            return Scores(self._columns(read.ints), None)
        rows = pl.int_range(frame.height, eager=True)
        plainly = ~rows.is_in([*alone, *read.faults])
        order = sorted(alone)
        cells = [self._alone(read.ints.row(n, named=True), read.odd.get(n, {})) for n in order]
        numbers = pl.concat([rows.filter(plainly), pl.Series(order, dtype=rows.dtype)])
        parts = [self._shown(results.framed(self.plan, cells))]
        if plainly.any():
            parts.insert(0, self._columns(read.ints.filter(plainly)))
        place = numbers.arg_sort()
        return Scores(pl.concat(parts)[place], numbers[place], rejected)

    def _shown(self, cells: pl.DataFrame) -> pl.DataFrame:
        return results.detailed(self.plan, cells) if self.detail else results.lean(self.plan, cells)

    def _alone(self, row: Mapping[str, Any], odd: Mapping[str, Figure]) -> results.Cells:
        """A row scored by itself."""
        card = score_figures({**self._figures(row), **odd}, self.plan.rules)
        return results.cells(card)

    def _figures(self, row: Mapping[str, Any]) -> dict[str, Figure]:
        named = {source.name: source for source in self.plan.sources}
        found = {name: _figure(source, row[source.input]) for name, source in named.items()}
        return {name: value for name, value in found.items() if value is not None}

    def _columns(self, ints: pl.DataFrame) -> pl.DataFrame:
        nullable = frozenset(name for name in ints.columns if ints[name].null_count())
        if nullable not in self._written:
            self._written[nullable] = Written(self.plan, ints.columns, nullable)
        written = self._written[nullable]
        if not self.detail:
            return self._lean(ints, written)
        return results.detailed(self.plan, self._cells(ints, written))

    def _lean(self, ints: pl.DataFrame, written: Written) -> pl.DataFrame:
        """Scaled integers; what columns leave open may be known all the same."""
        found = written.lean(ints)
        rows = results.undecided(found)
        if not rows:
            return found
        cells = self._cells(ints[rows], written)
        return results.replaced(found, rows, results.lean(self.plan, cells))

    def _cells(self, ints: pl.DataFrame, written: Written) -> pl.DataFrame:
        """Both ends of everything, and the status of each score."""
        exact = written.exact(ints)
        columns: dict[str, pl.Series] = {}
        for item in self.plan.rules.items:
            low, high, status = self._spans(item, ints, exact[item.id])
            columns |= {
                f"{item.id}{results.LOW}": low,
                f"{item.id}{results.HIGH}": high,
                f"{item.id}{results.STATUS}": status,
            }
        cells = written.around(ints, columns)
        undecided = results.undecided(cells)
        if undecided:
            alone = [self._alone(ints.row(row, named=True), {}) for row in undecided]
            cells = results.replaced(cells, undecided, results.framed(self.plan, alone))
        return cells

    def _spans(self, item: Scored, ints: pl.DataFrame, exact: pl.Series) -> tuple[Any, Any, Any]:
        """The least, the most and the status of one score on all rows."""
        low, high = exact, exact
        status = pl.Series([Status.COMPUTED.value]).new_from_index(0, len(exact))
        gaps = exact.is_null()
        if not gaps.any():
            return low, high, status
        names = [name for name in _asked(self.plan.rules, item) if name in ints.columns]
        rows = gaps.arg_true()
        if names:
            found = [self._gap(item, names, row) for row in ints.select(names)[rows].iter_rows()]
        else:
            found = [self._gap(item, names, ())] * len(rows)
        low = low.scatter(rows, pl.Series([one[0] for one in found], dtype=pl.Int64))
        high = exact.clone().scatter(rows, pl.Series([one[1] for one in found], dtype=pl.Int64))
        return low, high, status.scatter(rows, pl.Series([one[2] for one in found]))

    def _gap(self, item: Scored, names: list[str], row: tuple[Any, ...]) -> tuple[int, int, str]:
        known = self._gaps.setdefault(item.id, {})
        if row not in known:
            if len(known) > MOST_KEPT:
                known.clear()
            known[row] = self._evaluated(item, dict(zip(names, row, strict=True)))
        return known[row]

    def _evaluated(self, item: Scored, row: Mapping[str, Any]) -> tuple[int, int, str]:
        sources = {source.input: source for source in self.plan.sources}
        figures = {name: _figure(sources[name], value) for name, value in row.items()}
        readings: Readings = {
            n: (Reading(value),) for n, value in figures.items() if value is not None
        }
        score = score_item(self.plan.rules, item, readings)
        under = self.plan.scores[item.id].under
        ends = (lowest(score.value) * under, highest(score.value) * under)
        assert all(end.denominator == 1 for end in ends)
        return int(ends[0]), int(ends[1]), score.status.value


def _figure(source: Source, value: Any) -> Fraction | bool | None:
    """A cell as a figure again."""
    if value is None or source.figure is None:
        return value  # type: ignore[no-any-return]  # an answer or nothing
    return Fraction(value, 10**source.figure.places)


@lru_cache(maxsize=4096)
def _asked(plan_rules: RuleSet, item: Scored) -> tuple[str, ...]:
    """All that a score or its status can depend on."""
    trees: list[Expr] = [lower(plan_rules).scores[item.id]]
    out = lower_sums(plan_rules).out.get(item.id)
    if out is not None:
        trees.append(out)
    names = [node.name for tree in trees for node in inputs(tree)]
    names += [node.name for tree in trees for node in measures(tree)]
    return tuple(dict.fromkeys([*names, STATE + item.id]))
