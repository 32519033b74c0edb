"""What a check on forms is: a named, documented unit that looks at one audit."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from zhibiao.auditing.finding import Finding
from zhibiao.exact import ZERO
from zhibiao.messages import Message
from zhibiao.model.form import Form, FormRow, word
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Score, Scorecard
from zhibiao.model.table import Table

SCORE_TOLERANCE = Fraction(5, 1000)
FAR_BEYOND = Fraction(130, 100)
"""Assumed, where a rule set does not say from which share of the target on a word is due."""
UNDERSPENT = Fraction(90, 100)
"""Assumed: an execution rate below it leaves much unspent."""
MUCH_ADJUSTED = Fraction(10, 100)
"""Assumed: a budget that moved by more than this share of the first one needs a word."""


@frozen
class Audit:
    """What a check may look at. ``card`` is missing where no rule set fits the form.

    ``is_borrowed`` says that the rule set is the nation's frame, taken because the form's own
    place has none here: what it only assumes then binds nobody. The shares are settings: of the
    target, of the annual budget, of the initial budget.
    """

    form: Form
    card: Scorecard | None = None
    is_borrowed: bool = False
    tolerance: Fraction = SCORE_TOLERANCE
    far_beyond: Fraction = FAR_BEYOND
    underspent: Fraction = UNDERSPENT
    much_adjusted: Fraction = MUCH_ADJUSTED

    @property
    def scored_rows(self) -> Iterator[tuple[Score, FormRow]]:
        """Every score that has a row in the form, with that row."""
        for score in self.card.scores if self.card is not None else ():
            if score.row is not None:
                yield score, self.form.rows[score.row]

    @cached_property
    def score_of_row(self) -> Table[int, Score]:
        """The score of each row that has one, by the row's position."""
        scores = self.card.scores if self.card is not None else ()
        return Table({score.row: score for score in scores if score.row is not None})

    def points_of(self, index: int) -> Fraction | None:
        """The points of a row: the rule set's where it is known there, else the form's own."""
        score = self.score_of_row.get(index)
        return self.form.rows[index].points.number if score is None else score.item.points

    @property
    def hidden_execution(self) -> Fraction:
        """The points of the execution item where the standard has one and the form shows none."""
        execution = self.card.rules.execution if self.card is not None else None
        if execution is None or not self.form.funds.points.is_empty:
            return ZERO
        return ZERO if not self.form.funds.claimed.is_empty else execution.points

    def measure_of(self, label: str) -> str | None:
        """The measure that a figure's label means on this form, where it means exactly one."""
        return self.card.meanings.get(word(label)) if self.card is not None else None

    @cached_property
    def _twins(self) -> frozenset[str]:
        """The labels that more than one row carries."""
        counts = Counter(word(row.label) for row in self.form.rows)
        return frozenset(label for label, count in counts.items() if count > 1)

    def name_of(self, row: FormRow) -> str:
        """How a finding calls a row: by its label, with its group where that is not enough."""
        heading = row.group or row.tier
        if heading and word(row.label) in self._twins:
            return f"{row.label}（{heading}）"
        return row.label

    def differs(self, one: Fraction, other: Fraction) -> bool:
        """Whether two scores differ by more than the tolerance."""
        return abs(one - other) > self.tolerance


@frozen
class Observation:
    """What a check saw; the check's name and severity make it a finding.

    ``severity`` stands only where this one is less certain than what the check usually sees.
    """

    message: Message
    where: Where = field(factory=Where)
    claimed: str | None = None
    expected: str | None = None
    related: tuple[Where, ...] = ()
    severity: Severity | None = None


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
            yield _finding(self.name, self.severity, seen)


@frozen
class DocumentCheck:
    """A check on all forms of one document together, documented as a :class:`FormCheck` is.

    It sees one audit a form, in the order of the document, and finds what lies between them.
    """

    name: str
    severity: Severity
    look: Callable[[tuple[Audit, ...]], Iterable[Observation | Finding]]

    @property
    def documentation(self) -> str:
        """The text of its page."""
        return inspect.getdoc(self.look) or ""

    def run(self, audits: tuple[Audit, ...]) -> Iterator[Finding]:
        """All findings of this check."""
        for seen in self.look(audits):
            yield _finding(self.name, self.severity, seen)


def _finding(name: str, severity: Severity, seen: Observation | Finding) -> Finding:
    if isinstance(seen, Finding):
        return seen
    grave = severity if seen.severity is None else seen.severity
    return Finding(name, grave, seen.message, seen.where, seen.claimed, seen.expected, seen.related)


def form_check(
    name: str, severity: Severity
) -> Callable[[Callable[[Audit], Iterable[Observation | Finding]]], FormCheck]:
    """Makes a function that looks at an audit a check of that name."""

    def decorate(look: Callable[[Audit], Iterable[Observation | Finding]]) -> FormCheck:
        return FormCheck(name, severity, look)

    return decorate


def document_check(
    name: str, severity: Severity
) -> Callable[[Callable[[tuple[Audit, ...]], Iterable[Observation | Finding]]], DocumentCheck]:
    """Makes a function that looks at all audits of a document a check of that name."""

    def decorate(
        look: Callable[[tuple[Audit, ...]], Iterable[Observation | Finding]],
    ) -> DocumentCheck:
        return DocumentCheck(name, severity, look)

    return decorate
