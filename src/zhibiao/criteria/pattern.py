"""A criterion pattern: a wording that our own grammar does not know, read by a function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import field, frozen

from zhibiao.messages import Message
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table


@frozen
class Understood:
    """What a pattern understood: a scheme on measures of its own, and what stays open.

    Attributes:
        scheme: the scheme; fields that the wording does not settle stand in its ``assumed``.
        measures: the measures that the scheme names.
        ambiguous: what the wording leaves open, in words.
    """

    scheme: Scheme
    measures: Table[str, Measure] = field(factory=Table, converter=Table)
    ambiguous: tuple[Message, ...] = ()


@frozen
class CriterionPattern:
    """A named function from a wording and its points to what it says, or to ``None``."""

    name: str
    understand: Callable[[str, Fraction], Understood | None]

    @property
    def documentation(self) -> str:
        """The text of its page."""
        return inspect.getdoc(self.understand) or ""


def criterion_pattern(
    name: str,
) -> Callable[[Callable[[str, Fraction], Understood | None]], CriterionPattern]:
    """Makes a function that reads a wording a pattern of that name."""

    def decorate(understand: Callable[[str, Fraction], Understood | None]) -> CriterionPattern:
        return CriterionPattern(name, understand)

    return decorate


def asked(
    patterns: Iterable[CriterionPattern], text: str, points: Fraction
) -> dict[str, Understood]:
    """What each pattern that understands a wording understands, by the pattern's name."""
    answers = ((one.name, one.understand(text, points)) for one in patterns)
    return {name: answer for name, answer in answers if answer is not None}
