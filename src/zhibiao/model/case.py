"""A worked case: figures, and the exact scores that must come out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from zhibiao.model.place import Path, Place
from zhibiao.model.table import Table

Given = int | Decimal | str | bool
Expected = Fraction | tuple[Fraction, Fraction] | tuple[str, ...]
"""An exact score, ``[low, high]``, or one or more ratings."""


@frozen
class Case:
    """One worked case. ``expect`` names indicators, shared scores, tiers, ``total``, ``rating``.

    ``places`` are those of its keys, such as ``("expect", "total")``.
    """

    name: str
    given: Table[str, Given]
    expect: Table[str, Expected]
    origin: str = ""
    place: Place | None = None
    places: Mapping[Path, Place] = field(factory=Table, eq=False, repr=False)

    def at(self, *path: str) -> Place:
        """Where one of its keys stands; where that is not known, the case."""
        return self.places.get(path) or self.place or Place("", 1)
