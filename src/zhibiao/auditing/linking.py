"""Findings that explain one another: each gets an id, and names those that it follows from.

Nothing is dropped and nothing is found here. After all checks of a form have run, a finding
follows from another one when its figures come out exactly once that one is mended, or when it
says that a score cannot be told because of a cell that the other one speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from zhibiao.auditing.finding import Finding
from zhibiao.errors import NumberError
from zhibiao.exact import number
from zhibiao.model.form import Form
from zhibiao.model.place import Where

ROW_SCORES = frozenset(
    ("score-contradicts-criterion", "execution-score-mismatch", "score-out-of-range")
)
FIGURES = frozenset(("conflicting-figures", "amounts-mismatch", "rate-mismatch"))
CELLS = frozenset(("unmeasured-actual", "missing-actual", "missing-target"))


def linked(found: Iterable[Finding], form: Form) -> tuple[Finding, ...]:
    """The findings of one form, each with an id and the ids of those that it follows from."""
    numbered = named(found)
    causes = _Causes(numbered, form)
    return tuple(evolve(finding, because=causes.of(finding)) for finding in numbered)


def named(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with an id: its check, and which of that check's it is."""
    counts: Counter[str] = Counter()
    result = []
    for finding in found:
        counts[finding.check] += 1
        result.append(evolve(finding, id=f"{finding.check}-{counts[finding.check]}"))
    return tuple(result)


class _Causes:
    """The findings of one form, sorted by what they can explain."""

    def __init__(self, found: Sequence[Finding], form: Form) -> None:
        self.rows = {row.points.place(row.label) for row in form.rows}
        self.by_check: dict[str, list[Finding]] = {}
        self.by_row: dict[tuple[object, ...], list[Finding]] = {}
        self.by_place: dict[Where, list[Finding]] = {}
        for finding in found:
            self.by_check.setdefault(finding.check, []).append(finding)
            if finding.check in CELLS:
                self.by_row.setdefault(_row(finding.where), []).append(finding)
            if finding.check in FIGURES:
                for where in (finding.where, *finding.related):
                    if where.statement is not None:
                        self.by_place.setdefault(_spot(where), []).append(finding)
        self._rules: dict[str, Callable[[Finding], Iterator[Finding]]] = {
            "total-mismatch": self._total,
            "declared-score-mismatch": self._declared,
            "points-mismatch": self._points,
            "score-out-of-range": self._out_of_range,
            "evidence-insufficient": self._evidence,
            "execution-score-mismatch": self._execution,
        }

    def of(self, finding: Finding) -> tuple[str, ...]:
        """The ids of what a finding follows from, its nearest cause first."""
        rule = self._rules.get(finding.check)
        found = () if rule is None else (cause.id for cause in rule(finding))
        return tuple(dict.fromkeys(found))

    def _of(self, checks: Iterable[str]) -> Iterator[Finding]:
        for check in checks:
            yield from self.by_check.get(check, ())

    def _total(self, finding: Finding) -> Iterator[Finding]:
        """A total that is right as soon as one row earns what it should."""
        wanted = _difference(finding.claimed, finding.expected)
        for row in self._of(sorted(ROW_SCORES)):
            if wanted is not None and _difference(row.expected, row.claimed) == wanted:
                yield row

    def _declared(self, finding: Finding) -> Iterator[Finding]:
        """A self-score that is what the rows add up to: the total of the table is wrong."""
        for total in self._of(("total-mismatch",)):
            if _value(finding.claimed) is not None and _same(finding.claimed, total.expected):
                yield total

    def _points(self, finding: Finding) -> Iterator[Finding]:
        """A sum of points that is right as soon as one row is."""
        wanted = _difference(finding.claimed, finding.expected)
        if wanted is None or finding.where in self.rows:
            return
        for row in self._of(("points-mismatch",)):
            mended = _difference(row.expected, row.claimed)
            if row.where in self.rows and mended in (wanted, -wanted):
                yield row

    def _out_of_range(self, finding: Finding) -> Iterator[Finding]:
        """A score above the standard's points that keeps within those which the row states."""
        for points in self._of(("points-mismatch",)):
            stated, claimed = _value(points.claimed), _value(finding.claimed)
            if _row(points.where) != _row(finding.where) or points.where not in self.rows:
                continue
            if stated is not None and claimed is not None and claimed <= stated:
                yield points

    def _evidence(self, finding: Finding) -> Iterator[Finding]:
        """A score that cannot be told: its cell is empty or says no figure, or figures disagree."""
        yield from self.by_row.get(_row(finding.where), ())
        for where in finding.related:
            yield from self.by_place.get(_spot(where), ())

    def _execution(self, finding: Finding) -> Iterator[Finding]:
        """A score that was taken from a wrong rate beside it, or from a wrong amount."""
        for rate in self._of(("rate-mismatch",)):
            if finding.where.statement is not None and _row(rate.where) == _row(finding.where):
                yield rate
        for where in finding.related:
            yield from self.by_place.get(_spot(where), ())


def _value(text: str | None) -> Fraction | None:
    try:
        return number(text) if text is not None else None
    except NumberError:
        return None  # a range, an amount with its unit, words


def _difference(one: str | None, other: str | None) -> Fraction | None:
    first, second = _value(one), _value(other)
    return None if first is None or second is None else first - second


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and _value(one) == _value(other) is not None


def _row(where: Where) -> tuple[object, ...]:
    return (where.statement, where.row)


def _spot(where: Where) -> Where:
    return evolve(where, label=None, text=None)
