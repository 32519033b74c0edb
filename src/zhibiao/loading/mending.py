"""A rule set whose shape has faults, filled in so far that the rest of it can still be checked.

Whatever is put in is never scored and never told: it only stands where a fault was told already,
so that the names and formulas of all other places are looked at in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Generic, TypeVar

from attrs import evolve, frozen

from zhibiao.loading.converter import Fault
from zhibiao.messages import loading as texts
from zhibiao.model.place import Path

T = TypeVar("T")

STAND_INS: tuple[Any, ...] = ("1", 1, [], {}, True)
"""What is tried in turn where a value has the wrong shape: "1" is text, number and formula."""

JUDGED = {"kind": "judged"}
"""A scheme without fields, in place of one of an unknown kind."""

ROUNDS = 16
"""So often the shape is tried again; each round takes the next stand-in, and then leaves out."""


MOST = 200
"""Beside so many faults nobody looks for more, and a hostile file must not take long."""


@frozen
class Mended(Generic[T]):
    """What could be made of a document.

    Attributes:
        made: the document with stand-ins.
        values: the plain values that it was made of.
        amiss: the paths at which a fault of its shape was told, or nothing could be kept.
        renamed: tables and keys that were taken for the ones they nearly spell, with those.
    """

    made: T
    values: Mapping[str, Any]
    amiss: frozenset[Path]
    renamed: tuple[tuple[Path, Path], ...]

    def independent(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Those of further faults that do not follow from one of the shape."""
        shared = any(path[0] == "shared" for path in self.amiss)
        opened = any(path[0] == "open" for path in self.amiss)
        for fault in faults:
            follows = any(_related(fault, spot) for spot in self.amiss)
            # Whose score it shares is not known, nor what the open rows of all tiers have.
            follows |= shared and fault.code == "missing-key" and fault.path[:1] == ("indicators",)
            follows |= opened and fault.path[:1] == ("open",)
            if not follows:
                yield evolve(fault, path=self._written(fault.path))

    def _written(self, path: Path) -> Path:
        """The path as the file has it."""
        for old, new in self.renamed:
            if path[: len(new)] == new:
                return (*old, *path[len(new) :])
        return path


def mend(
    values: Mapping[str, Any], told: list[Fault], make: Callable[[Any], T | list[Fault]]
) -> Mended[T] | None:
    """The document filled in where faults of its shape were told; nothing where too much is amiss.

    Args:
        values: the plain values, which stay as they are.
        told: the faults of their shape.
        make: gives the document of such values, or the faults of their shape.
    """
    if len(told) > MOST:
        return None
    work = _Mending(deepcopy(dict(values)))
    faults = told
    for _ in range(ROUNDS):
        if not work.take(faults):
            return None
        made = make(work.values)
        if not isinstance(made, list):
            return Mended(made, work.values, frozenset(work.amiss), tuple(work.renamed))
        faults = made
    return None


class _Mending:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.amiss: set[Path] = set()
        self.renamed: list[tuple[Path, Path]] = []
        self.tried: dict[Path, int] = {}

    def take(self, faults: list[Fault]) -> bool:
        """One step further at each fault; false where nothing is left to stand on."""
        # What is merely misspelt is not missing: names come first.
        ordered = sorted(faults, key=lambda fault: fault.code != "unknown-key")
        stands = True
        for fault in ordered:  # each of them, so that a later one is not tried a round too late
            stands &= self.step(fault)
        return stands

    def step(self, fault: Fault) -> bool:
        """The next thing to try at one fault."""
        if fault.code == "unknown-key":
            return self.respelt(fault)
        spot = _spot(fault)
        if fault.code == "unknown-scheme":
            self.amiss.add(spot)
            return self.put(spot[:-1], JUDGED)
        self.amiss.add(spot)
        if len(spot) == 1 and isinstance(spot[0], str) and spot[0] not in ("language", "ruleset"):
            return False  # a whole table: all that names its entries would seem wrong
        stand_ins = (*_allowed(fault), *STAND_INS)
        turn = self.tried[spot] = self.tried.get(spot, -1) + 1
        if turn < len(stand_ins):
            return self.put(spot, deepcopy(stand_ins[turn]))
        return self.without(spot[: len(spot) - (turn - len(stand_ins))])

    def respelt(self, fault: Fault) -> bool:
        """A key that nearly spells another is read as that; any other is left out."""
        above, key = fault.path[:-1], fault.path[-1]
        table = self.at(above)
        self.amiss.add(fault.path)
        if not isinstance(table, dict) or key not in table:
            return False
        near = _near(fault)
        found = table.pop(key)
        if near and near not in table:
            table[near] = found
            self.renamed.append((fault.path, (*above, near)))
        elif not above and isinstance(found, Mapping):
            return False  # a table of any other name may hold what is named elsewhere
        return True

    def put(self, path: Path, value: Any) -> bool:
        """A value at a path, or where nothing can stand there, nothing above it."""
        holder, last = self.at(path[:-1]), path[-1]
        entry = isinstance(holder, list) and isinstance(last, int) and last < len(holder)
        if not entry and not isinstance(holder, dict):
            return self.without(path[:-1])
        holder[last] = value
        return True

    def without(self, path: Path) -> bool:
        """The nearest table above leaves out what holds the path."""
        for length in range(len(path), 1, -1):
            holder = self.at(path[: length - 1])
            if isinstance(holder, dict):
                holder.pop(path[length - 1], None)
                self.amiss.add(path[:length])
                return True
        return False

    def at(self, path: Path) -> Any:
        """What stands at a path; nothing where the path leads nowhere."""
        found: Any = self.values
        for part in path:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found


def _spot(fault: Fault) -> Path:
    """Where a stand-in belongs."""
    if fault.code != "missing-key":
        return fault.path
    return (*fault.path, str(dict(fault.message.values)["key"]))


def _allowed(fault: Fault) -> tuple[Any, ...]:
    """The first of the words that a fault says are possible."""
    known = dict(fault.message.values).get("known", ())
    return known[:1] if fault.code == "wrong-value" and isinstance(known, tuple) else ()


def _near(fault: Fault) -> str:
    if fault.hint is None or fault.hint.text is not texts.HINT_NEAR:
        return ""
    return str(dict(fault.hint.values)["near"])


def _related(fault: Fault, spot: Path) -> bool:
    """Whether a fault lies within a spot, or looks at something that holds it."""
    path = fault.path
    if path[: len(spot)] == spot:
        return True
    return len(path) > 1 and spot[: len(path)] == path and fault.code != "bad-id"
