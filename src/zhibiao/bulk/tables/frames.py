"""Frames of any library: scored as Polars, given back as what they came as."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from numbers import Integral
from typing import Any, TypeVar

import narwhals as nw
import polars as pl
import pyarrow as pa
from narwhals.exceptions import DuplicateError

from zhibiao.bulk.tables import arrow
from zhibiao.bulk.tables.columns import Source, sources
from zhibiao.bulk.tables.kernel import Kernel
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.errors import FiguresError, NumberError
from zhibiao.exact import number, text
from zhibiao.messages import Message, say
from zhibiao.messages import arguments as asked
from zhibiao.messages import tables as texts
from zhibiao.model.argument import require
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet

Frame = TypeVar("Frame")
SHOWN = 20
"""So many bad rows are listed in an error."""


def score_frame(
    rules: RuleSet,
    frame: Frame,
    *,
    places: Mapping[str, int] | None = None,
    floats_as_text: bool = False,
    detail: bool = True,
) -> Frame:
    """A frame of figures as a frame of scores, row for row; see :func:`zhibiao.batch`."""
    native = _opened(frame)
    table = _polars(native)
    found = sources(headers(table.schema), rules, places or {}, floats_as_text=floats_as_text)
    scored = _kernel(rules, found, detail).score(table)
    if scored.rejected:
        problems = [
            Problem("bad-figure", Severity.ERROR, why, Place(column, rejected.row + 1))
            for rejected in scored.rejected[:SHOWN]
            for column, why in rejected.reasons
        ]
        raise FiguresError(say(texts.ROWS_WRONG, count=len(scored.rejected)), problems)
    if native.implementation.is_polars():
        return scored.frame  # type: ignore[return-value]  # a Polars frame came in
    back: Any = nw.from_arrow(scored.frame.to_arrow(), backend=native.implementation).to_native()
    if native.implementation.is_pandas_like():  # what is put together there goes by the index
        back.index = native.to_native().index
    return back  # type: ignore[no-any-return]  # narwhals gives what came in


@lru_cache(maxsize=16)
def _kernel(rules: RuleSet, found: tuple[Source, ...], detail: bool) -> Kernel:
    """Kept, since a plan costs more than a small frame."""
    return Kernel(Plan(rules, found), detail)


def _opened(frame: Any) -> nw.DataFrame[Any]:
    """A frame of any library, as one.

    Raises:
        ArgumentError: it is none.
        FiguresError: columns share a name.
    """
    try:
        return nw.from_native(_collected(frame), eager_only=True)
    except TypeError:
        require("frame", frame, (), asked.A_FRAME, asked.GIVE_FRAME)
        raise
    except DuplicateError:
        arrow.require_one_name_each(map(str, _names(frame)))
        raise


def _names(frame: Any) -> Any:
    return frame.schema.names if isinstance(frame, pa.Table) else frame.columns


def _polars(native: nw.DataFrame[Any]) -> pl.DataFrame:
    """The same frame in Polars, a column at a time, so that what cannot be is named.

    Raises:
        FiguresError: columns of mixed kinds, or of kinds that Polars has not; all of them.
    """
    if native.implementation.is_polars():
        return native.to_polars()
    faults: list[tuple[str, Message]] = []
    found: dict[str, Any] = {}
    for name, column in zip(native.columns, native.iter_columns(), strict=True):
        try:
            found[str(name)] = column.to_arrow()
        except (pa.ArrowException, OverflowError, TypeError, ValueError):
            values = column.filter(~column.is_null()).to_list()
            if not all(map(_is_number, values)):
                faults.append((str(name), _mixed(str(name), values)))
                continue
            written = map(_written, values)
            gaps = column.is_null().to_list()
            found[str(name)] = pa.array(None if gap else next(written) for gap in gaps)
    arrow.refuse(faults)
    return arrow.from_arrow(pa.table(found))


def _is_number(value: object) -> bool:
    return isinstance(value, (Integral, Decimal)) and not isinstance(value, bool)


def _written(value: Any) -> str:
    """A number that fits no column of numbers as a text that is read as just that number."""
    exactly = value if isinstance(value, Decimal) else int(value)
    try:
        return text(number(exactly))
    except NumberError:  # as a text it is refused with its row
        return str(Decimal(exactly))


def _mixed(column: str, values: list[Any]) -> Message:
    """Why values are no column: they are of several kinds, or of one that is no column's."""
    kinds = tuple(dict.fromkeys(type(value).__name__ for value in values))
    if len(kinds) == 1:
        return say(texts.NO_SUCH_TYPE, column=column, found=kinds[0])
    return say(texts.MIXED_COLUMN, column=column, kinds=kinds)


def _collected(frame: Any) -> Any:
    """A lazy Polars frame is collected; what speaks Arrow's interface becomes an Arrow table."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    plain = nw.from_native(frame, pass_through=True, allow_series=True)
    if plain is frame and hasattr(frame, "__arrow_c_stream__"):
        try:
            return pl.DataFrame(frame).to_arrow()
        except pl.exceptions.PolarsError:  # a stream of single values
            return frame
    return frame
