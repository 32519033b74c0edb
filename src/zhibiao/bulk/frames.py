"""Frames of any library: scored as Polars, given back as what they came as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import narwhals as nw
import polars as pl

from zhibiao.bulk.columns import sources
from zhibiao.bulk.kernel import Kernel
from zhibiao.bulk.plan import Plan
from zhibiao.bulk.reading import headers
from zhibiao.errors import FiguresError
from zhibiao.messages import batch as texts
from zhibiao.messages import say
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
    native = nw.from_native(_collected(frame), eager_only=True)
    table = native.to_polars()
    found = sources(headers(table.schema), rules, dict(places or {}), floats_as_text=floats_as_text)
    scored = Kernel(Plan(rules, found), detail).score(table)
    if scored.rejected:
        problems = [
            Problem("bad-figure", Severity.ERROR, why, Place(column, rejected.row + 1))
            for rejected in scored.rejected[:SHOWN]
            for column, why in rejected.reasons
        ]
        raise FiguresError(say(texts.ROWS_WRONG, count=len(scored.rejected)), problems)
    if native.implementation.is_polars():
        return scored.frame  # type: ignore[return-value]  # a Polars frame came in
    back = nw.from_arrow(scored.frame.to_arrow(), backend=native.implementation)
    return back.to_native()  # type: ignore[no-any-return]  # narwhals gives what came in


def _collected(frame: Any) -> Any:
    """A lazy Polars frame is collected; what speaks Arrow's interface becomes an Arrow table."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    plain = nw.from_native(frame, pass_through=True)
    if plain is frame and hasattr(frame, "__arrow_c_stream__"):
        return pl.DataFrame(frame).to_arrow()
    return frame
