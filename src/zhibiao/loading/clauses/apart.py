"""Which clause of a scheme is at fault: the scheme is lowered again, entry by entry.

It is asked only of a scheme that has a fault, so that it costs nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields, frozen, has

from zhibiao.errors import FormulaError, NumberError, ZhibiaoError
from zhibiao.exact import Quantity
from zhibiao.expr.check import UnitFault, unit_faults
from zhibiao.expr.feel.lowering import unary_test
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.lowering.program import ItemScope
from zhibiao.model.place import Path
from zhibiao.model.scheme import Scheme


@frozen
class Blame:
    """What is wrong in one place: an error of its meaning, or units that do not fit."""

    path: Path
    fault: ZhibiaoError | UnitFault
    written: str = ""


@frozen
class _Piece:
    """A scheme with one entry of its list alone; ``holder`` is that entry, or the scheme."""

    path: Path
    scheme: Scheme
    holder: object

    def tests(self) -> Iterator[tuple[Path, str]]:
        """The one-sided tests that stand here."""
        for name, value in _values(self.holder):
            if isinstance(value, UnaryTest):
                yield (*self.path, name), value.text


def blamed(scheme: Scheme, path: Path, scope: ItemScope) -> tuple[Blame, ...]:
    """All that is wrong in a scheme, each in the smallest clause that has it by itself."""
    found: list[Blame] = []
    for piece in _pieces(scheme, path):
        try:
            mismatches = unit_faults(piece.scheme.lower(scope))
        except (FormulaError, NumberError) as error:
            found.append(Blame(*_error_at(piece, error, scope)))
        else:
            found += (Blame(_units_at(piece, mismatch, scope), mismatch) for mismatch in mismatches)
    return tuple(dict.fromkeys(found))


def _pieces(scheme: Scheme, path: Path) -> Iterator[_Piece]:
    for name, value in _values(scheme):
        if not isinstance(value, tuple):
            continue
        entries = [((*path, name, index), entry) for index, entry in enumerate(value)]
        if any(isinstance(entry, Scheme) for entry in value):
            for at, entry in entries:
                yield from _pieces(entry, at)
            return
        if any(has(type(entry)) or isinstance(entry, tuple) for entry in value):
            for at, entry in entries:
                alone: dict[str, Any] = {name: (entry,)}
                yield _Piece(at, evolve(scheme, **alone), entry)
            return
    yield _Piece(path, scheme, scheme)


def _values(holder: object) -> list[tuple[str, object]]:
    cls: Any = type(holder)
    return [(one.name, getattr(holder, one.name)) for one in fields(cls)] if has(cls) else []


def _error_at(
    piece: _Piece, error: FormulaError | NumberError, scope: ItemScope
) -> tuple[Path, ZhibiaoError, str]:
    """The number or the test that an error is about."""
    if isinstance(error, NumberError):
        for name, value in _values(piece.holder):
            if isinstance(value, Quantity):
                return (*piece.path, name), error, ""
        return piece.path, error, ""
    tests = list(piece.tests())
    alone = [found for found in tests if _fails(piece, found[1], scope)]
    return next(((at, error, written) for at, written in alone + tests), (piece.path, error, ""))


def _fails(piece: _Piece, written: str, scope: ItemScope) -> bool:
    """Whether a test means nothing by itself."""
    try:
        _test_units(piece, written, scope)
    except FormulaError:
        return True
    return False


def _units_at(piece: _Piece, mismatch: UnitFault, scope: ItemScope) -> Path:
    """The test in which units do not fit; else the entry or scheme as a whole."""
    for at, written in piece.tests():
        if mismatch in _test_units(piece, written, scope):
            return at
    return piece.path


def _test_units(piece: _Piece, written: str, scope: ItemScope) -> tuple[UnitFault, ...]:
    subject = scope.rules.resolve(getattr(piece.scheme, "measure", None) or "")
    return () if subject is None else unit_faults(unary_test(written, subject, scope.rules))
