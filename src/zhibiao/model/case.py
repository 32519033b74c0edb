"""A worked case: figures, and the exact scores that must come out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from zhibiao.model.place import Place
from zhibiao.model.table import Table

Given = int | Decimal | str | bool
Expected = Fraction | tuple[Fraction, Fraction] | tuple[str, ...]
"""An exact score, ``[low, high]``, or one or more ratings."""


@frozen
class Case:
    """One worked case. ``expect`` names indicators, shared scores, tiers, ``total``, ``rating``."""

    name: str
    given: Table[str, Given]
    expect: Table[str, Expected]
    origin: str = ""
    place: Place | None = None
