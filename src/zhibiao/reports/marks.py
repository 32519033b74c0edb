"""Findings by the places that they speak of, so that a report can mark these places."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from zhibiao.auditing.finding import Finding
from zhibiao.model.place import Where
from zhibiao.model.table import Table

Spot = tuple[int | str | None, ...]
"""Page, sheet, table, row, cell and sentence: what tells one place from another."""


@frozen
class Mark:
    """One finding with its number in the report."""

    number: int
    finding: Finding


@frozen
class Marks:
    """All numbered findings of one file, and at which cells they stand."""

    marks: tuple[Mark, ...]
    at: Table[Spot, tuple[Mark, ...]] = field(init=False, repr=False)

    @at.default
    def _by_spot(self) -> Table[Spot, tuple[Mark, ...]]:
        found: dict[Spot, dict[int, Mark]] = {}
        for mark in self.marks:
            for where in (mark.finding.where, *mark.finding.related):
                if where.statement is not None:
                    found.setdefault(spot(where), {})[mark.number] = mark
        return Table({key: tuple(entry.values()) for key, entry in found.items()})

    def of(self, where: Where) -> tuple[Mark, ...]:
        """The findings that name a cell."""
        return self.at.get(spot(where), ())

    def number(self, finding: Finding) -> int | None:
        """The number of a finding."""
        return next((mark.number for mark in self.marks if mark.finding == finding), None)


def numbered(findings: Iterable[Finding]) -> Marks:
    """Numbers findings from 1 in their order."""
    return Marks(tuple(Mark(number, found) for number, found in enumerate(findings, 1)))


def spot(where: Where) -> Spot:
    """The place without its words."""
    return where.page, where.sheet, where.table, where.row, where.cell, where.sentence
