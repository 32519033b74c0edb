"""The expressions of a plan, for tables in which certain columns have gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from zhibiao.backends.columnar import Columnar
from zhibiao.bulk.tables.plan import SUM, Plan, Value
from zhibiao.bulk.tables.results import HIGH, LOW, STATUS
from zhibiao.expr.integers.edges import shared
from zhibiao.model.lowering.sums import SCORE
from zhibiao.model.scorecard import Status


class Written:
    """A plan's expressions.

    Args:
        plan: the plan.
        columns: the columns of scaled integers and answers.
        nullable: those with gaps.
    """

    def __init__(self, plan: Plan, columns: Sequence[str], nullable: frozenset[str]) -> None:
        self.plan = plan
        self.own: dict[str, str] = {name: name for name in columns}
        self.nullable = nullable
        plainly = Columnar(self.own, nullable)
        self.scores: dict[str, pl.Expr] = {
            name: self._number(plainly, value) for name, value in plan.scores.items()
        }

    def exact(self, ints: pl.DataFrame) -> pl.DataFrame:
        """Every score where it is exactly known; else null."""
        made = [written.alias(name) for name, written in self.scores.items()]
        return ints.lazy().select(made).collect()

    def lean(self, ints: pl.DataFrame) -> pl.DataFrame:
        """Scores, tiers and total, as scaled integers where they are exactly known."""
        columnar = self._over("", frozenset(map(SCORE.__add__, self.scores)))
        around = {name: v for name, v in self.plan.around.items() if name in self.plan.out}
        shown = {name: self._number(columnar, value) for name, value in around.items()}
        found = ints.lazy().with_columns(w.alias(SCORE + n) for n, w in self.scores.items())
        stages = self.plan.stages
        for name, tree in stages.items():
            found = found.with_columns(columnar.number(tree).cast(pl.Int64).alias(SUM + name))
            columnar.columns[SUM + name] = SUM + name
        made = {n: shown.get(n, pl.col(SCORE + n)) for n in self.scores}
        unknown = pl.lit(None, dtype=pl.Int64)
        made |= {n: pl.col(SUM + n) if n in stages else unknown for n in self.plan.sums}
        return found.select(written.alias(name) for name, written in made.items()).collect()

    def around(self, ints: pl.DataFrame, columns: Mapping[str, pl.Series]) -> pl.DataFrame:
        """Scores after what stands around them, and sums; null where that is not decided."""
        frame = ints.with_columns(series.alias(name) for name, series in columns.items())
        made: dict[str, pl.Expr] = {}
        for end in (LOW, HIGH):
            columnar = self._over(end, frozenset())
            for name, value in self.plan.around.items():
                if name in self.plan.out:
                    made[name + end] = self._number(columnar, value)
            for name, pair in self.plan.sums.items():
                made[name + end] = self._number(columnar, pair[end == HIGH])
        plainly = self._over(LOW, frozenset())
        for name, test in self.plan.out.items():
            gone = pl.when(plainly.test(test)).then(pl.lit(Status.NOT_APPLICABLE.value))
            made[name + STATUS] = gone.otherwise(pl.col(name + STATUS))
        order = [*columns, *(name + end for name in self.plan.sums for end in (LOW, HIGH))]
        return frame.lazy().select(made.get(n, pl.col(n)).alias(n) for n in order).collect()

    def _over(self, end: str, nullable: frozenset[str]) -> Columnar:
        """Expressions over one end of the scores."""
        scores = {SCORE + name: name + end if end else SCORE + name for name in self.plan.scores}
        return Columnar({**self.own, **scores}, self.nullable | nullable)

    def _number(self, columnar: Columnar, value: Value) -> pl.Expr:
        if value.tree is None:
            return pl.lit(None, dtype=pl.Int64)
        return columnar.number(shared(value.tree)).cast(pl.Int64)
