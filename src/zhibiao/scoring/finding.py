"""The rule set for a form: named by the form, or found by division, scope and year.

Where there is no edition of that very year and place, the city's nearest earlier one is
taken, then the province's, then the nation's; each choice comes with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from zhibiao.errors import NotFoundError
from zhibiao.loading.catalog import Summary
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.matching import matched_rows


@frozen
class Found:
    """A rule set's id, and why it was chosen."""

    id: str
    reasons: tuple[Message, ...]


def find(form: Form, known: Sequence[Summary], load: Callable[[str], RuleSet]) -> Found:
    """The rule set for a form.

    Args:
        form: the form.
        known: the headings of all rule sets.
        load: gives a rule set by id, asked only where rows must be compared.

    Raises:
        NotFoundError: nothing fits.
    """
    if form.ruleset:
        return Found(form.ruleset, (say(texts.NAMED_BY_FORM, id=form.ruleset),))
    for level in _levels(form.division):
        chosen = _nearest(form, [s for s in known if s.jurisdiction == level])
        if chosen is not None:
            return Found(chosen.id, _reasons(form, chosen, level))
    if not form.division and form.rows:
        by_rows = _by_rows(form, known, load)
        if by_rows is not None:
            return by_rows
    raise NotFoundError(
        say(
            texts.NOT_FOUND,
            division=form.division or "?",
            scope=form.scope or "?",
            year="?" if form.fiscal_year is None else form.fiscal_year,
        )
    )


def _levels(division: str) -> tuple[str, ...]:
    """County, city, province, nation, for a division code of six digits."""
    if not division:
        return ()
    codes = (division, division[:4] + "00", division[:2] + "0000", "cn")
    return tuple(dict.fromkeys(codes))


def _nearest(form: Form, known: Sequence[Summary]) -> Summary | None:
    """The edition of the form's year, else the nearest earlier one."""
    fitting = [s for s in known if not form.scope or s.scope == form.scope]
    if form.fiscal_year is not None:
        fitting = [s for s in fitting if s.fiscal_year <= (form.fiscal_year or 0)]
    return max(fitting, key=lambda s: (s.fiscal_year, s.id), default=None)


def _reasons(form: Form, chosen: Summary, level: str) -> tuple[Message, ...]:
    year = form.fiscal_year if form.fiscal_year is not None else "?"
    reasons: list[Message] = []
    if level != form.division:
        reasons.append(say(texts.FOUND_WIDER, id=chosen.id, division=form.division))
    if form.fiscal_year is not None and chosen.fiscal_year != form.fiscal_year:
        reasons.append(say(texts.FOUND_EARLIER, id=chosen.id, year=year))
    if not reasons:
        scope = form.scope or chosen.scope
        reasons.append(
            say(texts.FOUND_EXACT, id=chosen.id, division=form.division, scope=scope, year=year)
        )
    return tuple(reasons)


def _by_rows(form: Form, known: Sequence[Summary], load: Callable[[str], RuleSet]) -> Found | None:
    """Without a division: the one rule set in which most rows, at least half, are found."""
    fitting = [
        s
        for s in known
        if (not form.scope or s.scope == form.scope)
        and (form.fiscal_year is None or s.fiscal_year <= form.fiscal_year)
    ]
    counts = [(matched_rows(form, load(s.id)), s) for s in fitting]
    best = max((count for count, _ in counts), default=0)
    winners = [s for count, s in counts if count == best]
    latest = max((s.fiscal_year for s in winners), default=0)
    winners = [s for s in winners if s.fiscal_year == latest]
    if best * 2 < len(form.rows) or len(winners) != 1:
        return None
    reason = say(texts.FOUND_BY_ROWS, id=winners[0].id, matched=best, rows=len(form.rows))
    return Found(winners[0].id, (reason,))
