"""Where each clause that a score follows from was written: a file and line for each.

An edition may write only the points of a row and take its wording and its scheme over from the
one that it extends. Nothing is scored here.
"""

from __future__ import annotations

from attrs import frozen

from zhibiao.expr.nodes import Expr, Named
from zhibiao.expr.walk import nodes
from zhibiao.messages import Message, Text, say
from zhibiao.messages import explaining as texts
from zhibiao.model.place import Place
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

CLAUSES = ("points", "criterion", "scheme", "denominator", "rate_places", "cap")
"""The keys of a row that say how it is scored; the last three are the execution item's."""


@frozen
class Provenance:
    """The place of the row's own table, of each clause in it, and of the formulas it reads."""

    table: Place
    clauses: Table[str, Place]
    formulas: Table[str, Place]

    @property
    def is_together(self) -> bool:
        """Whether one file holds everything."""
        places = (self.table, *self.clauses.values(), *self.formulas.values())
        return len({place.file for place in places}) == 1


def provenance(rules: RuleSet, item: Scored, tree: Expr) -> Provenance:
    """Where a row's clauses were written, and the formulas of the measures in its tree."""
    named = {node.name for node in nodes(tree) if isinstance(node, Named)}
    written = {key: rules.places.get((*item.path, key)) for key in CLAUSES}
    return Provenance(
        rules.place(*item.path),
        Table({key: place for key, place in written.items() if place is not None}),
        Table(
            {
                name: rules.place("measures", name, "formula")
                for name, measure in rules.measures.items()
                if name in named and measure.formula is not None
            }
        ),
    )


def where_written(rules: RuleSet, found: Provenance) -> Message | str:
    """The file and line of the row, or where several files wrote it those of each clause."""
    if found.is_together:
        return str(found.table)
    parts: list[Message | str] = [] if "points" in found.clauses else [str(found.table)]
    parts += [
        say(texts.CLAUSE_AT, clause=texts.CLAUSES[key], place=str(place))
        for key, place in found.clauses.items()
    ]
    parts += [
        say(texts.FORMULA_AT, label=rules.measures[name].label or name, place=str(place))
        for name, place in found.formulas.items()
    ]
    names = [f"{{p{number}}}" for number in range(len(parts))]
    whole = Text(zh="；".join(names), en="; ".join(names))
    return say(whole, **{f"p{number}": part for number, part in enumerate(parts)})
