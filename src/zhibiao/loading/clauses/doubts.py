"""What cannot be judged yet, since it names a measure that has a fault of its own.

A formula over a measure whose unit could not be read seems to have a wrong unit itself. To say so
would send the author to a place where nothing is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from attrs import asdict, frozen, has

from zhibiao.exact import fold
from zhibiao.loading.clauses.faults import faults_of
from zhibiao.loading.converter import Fault
from zhibiao.model.clauses import Condition, Formula, UnaryTest
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scheme import Scheme

_NAME = re.compile(r"\w+")
_WORDS = frozenset(("label", "aliases", "assumed", "direction", "aggregate"))
"""Fields of a measure that no formula depends on."""


@frozen
class Doubts:
    """The measures in doubt, and the places at which a fault was told already.

    Attributes:
        rules: the rule set.
        amiss: the places.
        measures: those that have a fault, and all that name them, over any number of steps.
    """

    rules: RuleSet
    amiss: Collection[Path] = ()
    measures: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rules: RuleSet, amiss: Collection[Path]) -> Doubts:
        """Those that follow from the places at which faults of the shape were told."""
        faulty = (
            str(path[1])
            for path in amiss
            if path[0] == "measures" and len(path) > 1 and _WORDS.isdisjoint(path[2:3])
        )
        return cls(rules, amiss).more(faulty)

    def more(self, faulty: Iterable[str]) -> Doubts:
        """With further measures that have a fault."""
        found = set(self.measures)
        waiting = list(faulty)
        if not waiting:
            return self
        users: dict[str, list[str]] = {}
        for name in self.rules.measures:
            for other in self.named_by(name):
                users.setdefault(other, []).append(name)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += users.get(name, [])
        return Doubts(self.rules, self.amiss, frozenset(found))

    def named_by(self, name: str) -> set[str]:
        """The other measures that the formula and the range of a measure name."""
        measure = self.rules.measures[name]
        written = (one.text for one in (measure.formula, measure.range) if one is not None)
        tokens = {token for text in written for token in _tokens(text)}
        return {one for one in tokens if one in self.rules.measures and one != name}

    def free(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Those of the faults of clauses that are no measure's in doubt."""
        for fault in faults:
            if _is_own(fault) or not self.touch(fault.text):
                yield fault

    def told(self, part: Condition | Formula, path: Path) -> Iterator[Fault]:
        """The faults of a test or a formula; of units none that a measure in doubt may cause."""
        doubtful = self.touch(part.text)
        for fault in faults_of(part, path, scope_of(self.rules)):
            if not (doubtful and fault.code == "unit-mismatch"):
                yield fault

    def touch(self, text: str) -> bool:
        """Whether a clause names a measure in doubt."""
        return bool(self.measures) and not self.measures.isdisjoint(_tokens(text))

    def about(self, scheme: Scheme, path: Path) -> bool:
        """Whether a scheme names a measure in doubt, or something else stands in it."""
        if any(spot[: len(path)] == path for spot in self.amiss):
            return True
        return bool(self.measures) and not self.measures.isdisjoint(_written(scheme))


def _is_own(fault: Fault) -> bool:
    """Whether it names something unknown itself, and not by way of a measure that does."""
    names = _tokens(fault.text) if fault.text else fault.absent
    return fault.code == "unknown-name" and (not fault.absent or fault.absent[-1] in names)


def _tokens(text: str) -> list[str]:
    return _NAME.findall(fold(text))


def _written(part: Any) -> Iterator[str]:
    """Every name in the fields of a scheme, however deep."""
    if isinstance(part, str):
        yield from _tokens(part)
    elif isinstance(part, (Condition, Formula, UnaryTest)):
        yield from _tokens(part.text)
    elif isinstance(part, tuple):
        for entry in part:
            yield from _written(entry)
    elif has(type(part)):
        for value in asdict(part, recurse=False).values():
            yield from _written(value)
