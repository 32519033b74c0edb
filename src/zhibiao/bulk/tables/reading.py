"""A table's cells as scaled integers and answers; whatever is neither is looked at one by one.

A cell that is no plain number of its scale (``≥90%``, ``三级``, ``189.769万元``, 10^40) is read as
``zhibiao.score`` reads figures: it is a number after all, it makes its row an odd one that is
scored by itself, or it is wrong and its row is rejected with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import define, field, frozen

from zhibiao.bulk.tables.columns import Header, Kind, Source
from zhibiao.errors import FiguresError
from zhibiao.expr.integers.nodes import Column
from zhibiao.messages import Message, say
from zhibiao.messages import tables as texts
from zhibiao.model.form import naming_unit
from zhibiao.model.lowering.program import lower
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.evidence import Figure, from_figures

TRUE_WORDS = ("true", "1", "是", "yes", "有", "√")
FALSE_WORDS = ("false", "0", "否", "no", "无", "×")
DIGITS = 15
_MOST = 2**63 - 1
"""More is in no column of 64 bits."""
MOST_KEPT = 100_000
"""So many distinct cells are remembered."""
LONGEST_KEPT = 200
"""A longer text is looked at each time, so that what is remembered stays small."""


@frozen
class Read:
    """A table, read.

    Attributes:
        ints: one column for each input, under its name, of 64 bits or truth values.
        odd: by the number of a row, the plain figures that are no scaled integers.
        faults: by the number of a row, what is wrong with it.
    """

    ints: pl.DataFrame
    odd: dict[int, dict[str, Figure]]
    faults: dict[int, list[tuple[str, Message]]]


def headers(schema: Any) -> list[Header]:
    """The columns of a Polars schema with what they hold."""
    return [Header(name, _kind(dtype), str(dtype)) for name, dtype in schema.items()]


def _kind(dtype: Any) -> Kind:
    if dtype.is_integer():
        return "whole"
    if dtype.is_decimal():
        return "decimal"
    if dtype.is_float():
        return "float"
    name = str(dtype)
    if name in ("String", "Categorical", "Null") or name.startswith(("Enum", "Categorical")):
        return "text"
    return "truth" if name == "Boolean" else "other"


@frozen
class Refused:
    """A cell that is no figure, and why."""

    reasons: tuple[Message, ...]


@define
class Reader:
    """Reads the columns of one rule set.

    Attributes:
        rules: the rule set.
        sources: its columns.
    """

    rules: RuleSet
    sources: Sequence[Source]
    _seen: dict[tuple[str, type, object], Figure | Refused] = field(factory=dict)

    def read(self, frame: pl.DataFrame) -> Read:
        """The cells of a table."""
        plain = [source for source in self.sources if _is_plain(source, frame.schema)]
        checked = self._checked(frame, plain)
        others = [source for source in self.sources if source.input not in checked]
        made = [_expression(source, frame.schema[source.column]) for source in others]
        written = {s.input: e.alias(s.input) for s, e in zip(others, made, strict=True)}
        ints = frame.select(
            written.get(s.input, pl.col(s.column).alias(s.input)) for s in self.sources
        )
        read = Read(ints, {}, {})
        patches: dict[str, dict[int, int | bool]] = {}
        for source in others:
            self._strange(frame[source.column], source, read, patches)
        return self._patched(read, patches)

    def _checked(self, frame: pl.DataFrame, plain: Sequence[Source]) -> set[str]:
        """The plain columns all of whose integers lie in their range."""
        if not plain:
            return set()
        tests = {
            s.input: _in_range(pl.col(s.column), s.figure) for s in plain if s.figure is not None
        }
        found = frame.lazy().select(test.alias(name) for name, test in tests.items()).collect()
        failed = {name for name in tests if not found[name].all()}
        return {source.input for source in plain} - failed

    def _strange(
        self,
        cells: pl.Series,
        source: Source,
        read: Read,
        patches: dict[str, dict[int, int | bool]],
    ) -> None:
        """The cells of a column that hold something and became nothing."""
        mask = read.ints[source.input].is_null() & cells.is_not_null()
        if not mask.any():
            return
        if source.kind == "float":  # in few digits, as the width of its bits has them
            cells = cells.cast(pl.String)
        for row in mask.arg_true().to_list():
            cell = cells[row]
            if isinstance(cell, str) and not cell.strip():
                continue
            found = self._cell(source, cell)
            if isinstance(found, Refused):
                why = [(source.column, message) for message in found.reasons]
                read.faults.setdefault(row, []).extend(why)
            elif isinstance(found, (bool, int)):
                patches.setdefault(source.input, {})[row] = found
            else:
                read.odd.setdefault(row, {})[source.name] = found

    def _cell(self, source: Source, cell: object) -> int | bool | Figure | Refused:
        """A cell: an integer on the scale, another figure, or what is wrong with it."""
        if isinstance(cell, str) and len(cell) > LONGEST_KEPT:
            return self._looked_at(source, cell)
        key = (source.input, type(cell), cell)
        if key not in self._seen:
            if len(self._seen) > MOST_KEPT:
                self._seen.clear()
            self._seen[key] = self._looked_at(source, cell)
        return self._seen[key]

    def _looked_at(self, source: Source, cell: object) -> int | bool | Figure | Refused:
        try:
            return self._figure(source, cell)
        except FiguresError as error:
            return Refused(tuple(_message(problem) for problem in error.problems))

    def _figure(self, source: Source, cell: object) -> int | bool | Figure:
        figure = _plain_figure(source, cell)
        readings = from_figures({source.name: figure}, self.rules, lower(self.rules))
        value = next(iter(readings.values()))[0].value
        if source.figure is not None and isinstance(value, Fraction):
            scaled = value * 10**source.figure.places
            low, high = max(-_MOST, source.figure.low), min(_MOST, source.figure.high)
            if scaled.denominator == 1 and low <= scaled <= high:
                return int(scaled)
        return value if isinstance(value, bool) else figure

    def _patched(self, read: Read, patches: dict[str, dict[int, int | bool]]) -> Read:
        ints = read.ints
        for name, cells in patches.items():
            rows = pl.Series(list(cells), dtype=pl.UInt32)
            values = pl.Series(list(cells.values()), dtype=ints[name].dtype)
            ints = ints.with_columns(ints[name].scatter(rows, values).alias(name))
        return Read(ints, read.odd, read.faults)


def _in_range(column: pl.Expr, figure: Column) -> pl.Expr:
    """Whether all of a column's integers keep to their range; gaps do not count.

    Read without a sign, what is below zero is beyond all others.
    """
    if figure.low == 0:
        most = pl.lit(min(figure.high, _MOST), dtype=pl.UInt64)
        return (column.reinterpret(signed=False) <= most).all()
    least, most = (
        pl.lit(max(-_MOST, min(_MOST, end)), dtype=pl.Int64) for end in (figure.low, figure.high)
    )
    return column.is_between(least, most).all()


def _is_plain(source: Source, schema: Any) -> bool:
    """Whether a column needs no more than a look at its ends."""
    name = str(schema[source.column])
    if source.is_answer:
        return name == "Boolean"
    return name == "Int64" and source.figure is not None and _count(source) == 1


def _count(source: Source) -> Fraction:
    """What a number of the column is multiplied by to be the scaled integer."""
    assert source.figure is not None
    return source.multiplier * int(10**source.figure.places)


def _expression(source: Source, dtype: Any) -> pl.Expr:
    """The scaled integers of a column; null where there is none in its range."""
    column = pl.col(source.column)
    if source.is_answer:
        return _answer(column, source.kind)
    assert source.figure is not None
    if source.kind == "whole":
        return _scaled(column.cast(pl.Int128), _count(source), source)
    if source.kind == "decimal":
        count = _count(source) / 10 ** int(dtype.scale)
        return _scaled(column.to_physical().cast(pl.Int128), count, source)
    if source.kind == "float":
        column = column.cast(pl.String)
    return _from_text(column.cast(pl.String), source)


def _scaled(numbers: pl.Expr, count: Fraction, source: Source) -> pl.Expr:
    """Numbers times a rational, where that is whole and in range."""
    assert source.figure is not None
    over, under = count.numerator, count.denominator
    least, most = Fraction(source.figure.low) / count, Fraction(source.figure.high) / count
    low, high = -(-least.numerator // least.denominator), most.numerator // most.denominator
    kept = numbers.is_between(_wide(low), _wide(high))
    if under > 1:
        kept &= numbers % _wide(under) == 0
    scaled = numbers // _wide(under) * _wide(over) if under > 1 else numbers * _wide(over)
    return pl.when(kept).then(scaled).cast(pl.Int64, strict=False)


def _wide(value: int) -> pl.Expr:
    return pl.lit(max(-(2**126), min(2**126, value)), dtype=pl.Int128)


def _from_text(column: pl.Expr, source: Source) -> pl.Expr:
    """Plain decimals of few enough digits; all other texts become null, and are looked at."""
    assert source.figure is not None
    stripped = column.str.strip_chars()
    count = _count(source)
    suffix = ""
    if source.is_rate and not source.has_unit:
        count, suffix = count / 100, "%"
    places = len(str(count.numerator)) - 1
    if count != 10**places:
        return pl.lit(None, dtype=pl.Int64)
    point = rf"(\.\d{{1,{places}}})?" if places else ""
    matches = stripped.str.contains(rf"^[+-]?\d{{1,{DIGITS}}}{point}{suffix}$")
    digits = stripped.str.strip_suffix(suffix) if suffix else stripped
    number = pl.when(matches).then(digits).cast(pl.Decimal(38, places), strict=False)
    scaled = number.to_physical().cast(pl.Int64, strict=False)
    return pl.when(scaled.is_between(source.figure.low, source.figure.high)).then(scaled)


def _answer(column: pl.Expr, kind: Kind) -> pl.Expr:
    if kind == "truth":
        return column
    words = column.cast(pl.String).str.strip_chars().str.to_lowercase()
    answered = pl.when(words.is_in(TRUE_WORDS)).then(pl.lit(True))
    return answered.when(words.is_in(FALSE_WORDS)).then(pl.lit(False))


def _plain_figure(source: Source, cell: object) -> Figure:
    """A cell as plain figures have it; a number is in the unit of its heading.

    Raises:
        FiguresError: it is neither a number nor a text.
    """
    if source.is_answer:
        raise _fault(source, say(texts.BAD_ANSWER, value=str(cell)[:40], wanted=texts.ANSWERS))
    match cell:
        case str() if source.kind == "float":
            shortest = Decimal(cell)
            if not shortest.is_finite():
                raise _fault(source, say(texts.NOT_FINITE, value=cell))
            return _with_unit(source, f"{shortest:f}")
        case Decimal() | int() if source.has_unit or source.multiplier != 1:
            return Fraction(cell) * source.multiplier
        case int():
            return Fraction(cell)  # an integer would pass for one on the scale
        case Decimal():
            return cell
        case _:
            return _with_unit(source, str(cell))


def _with_unit(source: Source, written: str) -> Figure:
    """A number or bound without a unit has that which the heading of its column says."""
    return naming_unit(written, source.unit) if source.unit else written


def _message(problem: object) -> Message:
    assert isinstance(problem, Problem)
    return problem.message


def _fault(source: Source, message: Message) -> FiguresError:
    problem = Problem("bad-figure", Severity.ERROR, message, Place(source.column, 0))
    return FiguresError(message, [problem])
