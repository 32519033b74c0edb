"""What a check on forms is: a named, documented unit that looks at one audit."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from zhibiao.auditing.finding import Finding
from zhibiao.messages import Message
from zhibiao.model.form import Form, FormRow
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Score, Scorecard

SCORE_TOLERANCE = Fraction(5, 1000)


@frozen
class Audit:
    """What a check may look at. ``card`` is missing where no rule set fits the form."""

    form: Form
    card: Scorecard | None = None
    tolerance: Fraction = SCORE_TOLERANCE

    @property
    def scored_rows(self) -> Iterator[tuple[Score, FormRow]]:
        """Every score that has a row in the form, with that row."""
        for score in self.card.scores if self.card is not None else ():
            if score.row is not None:
                yield score, self.form.rows[score.row]

    def points_of(self, index: int) -> Fraction | None:
        """The points of a row: the rule set's where it is known there, else the form's own."""
        for score in self.card.scores if self.card is not None else ():
            if score.row == index:
                return score.item.points
        return self.form.rows[index].points.number

    def differs(self, one: Fraction, other: Fraction) -> bool:
        """Whether two scores differ by more than the tolerance."""
        return abs(one - other) > self.tolerance


@frozen
class Observation:
    """What a check saw; the check's name and severity make it a finding."""

    message: Message
    where: Where = field(factory=Where)
    claimed: str | None = None
    expected: str | None = None
    related: tuple[Where, ...] = ()


@frozen
class FormCheck:
    """A check on forms. Its docstring is its documentation page.

    The docstring has a first line and the headings ``What it finds``, ``Why it matters``,
    ``Example``, ``What to do`` and ``Source``.
    """

    name: str
    severity: Severity
    look: Callable[[Audit], Iterable[Observation | Finding]]

    @property
    def documentation(self) -> str:
        """The text of its page."""
        return inspect.getdoc(self.look) or ""

    def run(self, audit: Audit) -> Iterator[Finding]:
        """All findings of this check."""
        for seen in self.look(audit):
            if isinstance(seen, Finding):
                yield seen
                continue
            yield Finding(
                self.name,
                self.severity,
                seen.message,
                seen.where,
                seen.claimed,
                seen.expected,
                seen.related,
            )


def form_check(
    name: str, severity: Severity
) -> Callable[[Callable[[Audit], Iterable[Observation | Finding]]], FormCheck]:
    """Makes a function that looks at an audit a check of that name."""

    def decorate(look: Callable[[Audit], Iterable[Observation | Finding]]) -> FormCheck:
        return FormCheck(name, severity, look)

    return decorate
