"""The back ends as the conformance suite asks them: all cells of many rows, or what differs.

The oracle is the scorecard of ``evaluate``. Compiled functions, Polars and Spark give every cell of
every row; a workbook takes figures of so many decimal places and no more, so it is asked about
the nearest ones that it takes, and shows doubles.
"""

from __future__ import annotations

import os
import sys
import warnings
from atexit import register
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from tests.conformance.stating import counted
from tests.conformance.workbooks import (
    Engine,
    Row,
    card_of,
    limited,
    nearest,
    on_grid,
    plain_figures,
)
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.kernel import Kernel
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.exact import text
from zhibiao.expr.domain import Numeric, Span
from zhibiao.model.lowering.program import APPLICABLE, REASON, lower
from zhibiao.model.lowering.sums import UNFILLED
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.compiled.scorer import TIER, TOTAL, Scorer, pairs
from zhibiao.scoring.corners import ground
from zhibiao.scoring.evidence import from_figures
from zhibiao.scoring.score import rating, rescored, score_figures
from zhibiao.testing.rows import Figures

Pairs = dict[str, tuple[Fraction, Fraction]]
BackEnd = Callable[[RuleSet, Sequence[Figures]], list[Pairs]]
Known = dict[str, Numeric | bool]
Asked = Callable[[RuleSet, Sequence[Figures], Sequence[Pairs]], list[str]]
"""Names every cell in which a back end differs from what is wanted."""


def evaluated(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """The oracle."""
    return [_exact(pairs(score_figures(one, rules))) for one in given]


def compiled(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """One Python function for the rule set."""
    scorer = Scorer(rules)
    return [_exact(scorer(one)) for one in given]


def fitting(rules: RuleSet, given: Sequence[Figures]) -> list[Figures]:
    """Rows as all back ends take them: on the grid of the rule set's workbook.

    One of ten stays as it is, and so does one with a number that doubles cannot hold.
    """
    book = _Book.of(rules)
    return [
        one if index % 10 == 0 or _is_large(one) else book.fitting(one)
        for index, one in enumerate(given)
    ]


def _is_large(figures: Figures) -> bool:
    numbers = (value for value in figures.values() if isinstance(value, Fraction))
    return any(abs(number) > 2**53 for number in numbers)


def columnar(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """Polars, from a table of text."""
    frame = table(given)
    found = sources(headers(frame.schema), rules, {}, floats_as_text=False)
    scored = Kernel(Plan(rules, found)).score(frame)
    assert not scored.rejected
    return _cells(list(scored.frame.iter_rows(named=True)))


def spark(rules: RuleSet, given: Sequence[Figures]) -> list[Pairs]:
    """The same kernel over four partitions of a real local session."""
    module = import_module("zhibiao.bulk.tables.spark")
    with warnings.catch_warnings():
        warnings.simplefilter("default")  # Spark's own
        numbered = table(given).with_columns(pl.int_range(len(given)).alias("number"))
        arrow = numbered.to_arrow(compat_level=pl.CompatLevel.oldest())
        frame = session().createDataFrame(arrow).repartition(4)
        rows = [row.asDict() for row in module.score(rules, frame).collect()]
    rows.sort(key=lambda row: int(row.pop("number")))
    assert not any(row["reasons"] for row in rows)
    return _cells(rows)


@cache
def session() -> Any:
    """One Spark session for all; its workers have the Python of the tests."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    sql = import_module("pyspark.sql")
    made = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    register(made.stop)
    return made


def exactly(back_end: BackEnd) -> Asked:
    """A back end that gives every cell of the very rows that it is given."""

    def asked(rules: RuleSet, given: Sequence[Figures], wanted: Sequence[Pairs]) -> list[str]:
        found = back_end(rules, given)
        assert len(found) == len(wanted)
        return [
            f"{cell}: {pair} for {want[cell]} of {figures}"
            for figures, got, want in zip(given, found, wanted, strict=True)
            for cell, pair in got.items()
            if want[cell] != pair or got.keys() != want.keys()
        ]

    return asked


def workbook(rules: RuleSet, given: Sequence[Figures], wanted: Sequence[Pairs]) -> list[str]:
    """The workbook, filled in row by row and computed anew by ironcalc."""
    book = _Book.of(rules)
    return [
        difference
        for figures, want in zip(given, wanted, strict=True)
        for difference in book.differences(figures, want)
    ]


BACK_ENDS: Mapping[str, BackEnd] = {"compiled": compiled, "columnar": columnar}
"""Those that give every cell, without what takes long to start."""
ASKED: Mapping[str, Asked] = {
    **{name: exactly(back_end) for name, back_end in BACK_ENDS.items()},
    "workbook": workbook,
    **({"spark": exactly(spark)} if "ZHIBIAO_SPARK" in os.environ else {}),
}
"""All of them; Spark where a session is asked for."""


class _Book:
    """One rule set's workbook, and which inputs each of its lines is made of."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.engine = Engine(rules, Path(mkdtemp()))
        plan = self.engine.layout.plan
        sums = {f"{TIER}{name}": tree for name, tree in plan.sums.tiers.items()}
        trees = {**plan.sums.scores, **sums, TOTAL: plan.sums.total}
        self.trees = trees
        self.computed = frozenset(ground(rules).computed)
        self.leaves = self._asked(frozenset())
        self.parts = {name: {name} for name in plan.sums.scores} | {
            f"{TIER}{name}": {item.id for item in rules.items if item.tier == name}
            for name in rules.tiers
        }
        self.parts[TOTAL] = set(plan.sums.scores)
        self.silent = {TOTAL if name == TOTAL else TIER + name for name in plan.without}
        reasons = (name for name in self.engine.entries if name.startswith(REASON))
        self.reasons: dict[str, Numeric | bool] = dict.fromkeys(reasons, False)

    def _asked(self, evidence: Set[str]) -> dict[str, set[str]]:
        """What each line is made of: its inputs, or a stated measure that counts in their place."""
        return {
            name: {leaf for leaf in counted(tree, evidence) if not leaf.startswith(UNFILLED)}
            for name, tree in self.trees.items()
        }

    @staticmethod
    @cache
    def of(rules: RuleSet) -> _Book:
        """The book of a rule set, loaded once."""
        return _Book(rules)

    def evidence(self, figures: Figures) -> tuple[Known, Known]:
        """What a row says, and the same as the workbook takes it."""
        found = from_figures(figures, self.rules, lower(self.rules))
        said: Known = {name: one[0].value for name, one in found.items()}
        # In a form an empty cell says that there is no reason.
        return said, {**self.reasons, **on_grid(self.engine, said)}

    def fitting(self, figures: Figures) -> Figures:
        """A row of figures that a workbook takes."""
        return plain_figures(self.rules, self.evidence(figures)[1])

    def differences(self, figures: Figures, wanted: Pairs) -> Iterator[str]:
        """The lines that are not what ``evaluate`` finds.

        Where a line's figures are all there its two ends are exact; else they hold everything
        that the rules allow.
        """
        said, evidence = self.evidence(figures)
        if evidence != said or any(isinstance(known, Span) for known in evidence.values()):
            known = limited(self.engine, evidence)
            wanted = _exact(pairs(rescored(card_of(self.rules, {}), known)))
        self.engine.fill(evidence)
        shown = self.engine.lines()
        assert shown.keys() == wanted.keys()
        applies = {name for name in self.engine.entries if name.startswith(APPLICABLE)}
        answered = {n for n, known in evidence.items() if not isinstance(known, Span)} | applies
        is_stated = not self.computed.isdisjoint(evidence)
        leaves = self._asked(evidence.keys()) if is_stated else self.leaves
        exact = {line for line in wanted if self._is_exact(line, wanted, leaves[line] <= answered)}
        for line, (low, high) in wanted.items():
            found_, least, most = shown[line], nearest(low), nearest(high)
            if line in self.silent:
                fits = found_ == Row("—", "—", "—")
            elif line in exact:
                fits = found_ == Row(least if low == high else "—", least, most)
            else:
                fits = found_.low <= least and most <= found_.high
            if not fits:
                yield f"{line}: {found_} for {low} … {high} of {evidence}"
        if TOTAL in self.silent:
            return
        rated, allowed = self.engine.rating(), set(rating(self.rules, *wanted[TOTAL]))
        if not (rated == allowed if TOTAL in exact else rated >= allowed):
            yield f"rating: {rated} for {allowed} of {evidence}"

    def _is_exact(self, line: str, wanted: Pairs, is_answered: bool) -> bool:
        """Whether all that a line is made of is filled in, and each score follows from it."""
        known = all(low == high for low, high in (wanted[name] for name in self.parts[line]))
        return known and is_answered


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


def _cells(rows: Sequence[Mapping[str, Any]]) -> list[Pairs]:
    names = [name.removesuffix(".low") for name in rows[0] if name.endswith(".low")]
    return [
        {name: (Fraction(row[f"{name}.low"]), Fraction(row[f"{name}.high"])) for name in names}
        for row in rows
    ]


def _exact(found: Mapping[str, tuple[Decimal | Fraction, Decimal | Fraction]]) -> Pairs:
    return {name: (Fraction(low), Fraction(high)) for name, (low, high) in found.items()}
