"""The rule set for a form: named by the form, or found from its own words.

Place, scope and year come from its fields, else from the unit's name and the title. Where there
is no edition of that very year and place, the city's nearest earlier one is taken, then the
province's, then the nation's; one that does not know the form's rows is passed over for one
that does. Each choice comes with its reason, and a later edition is never taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from zhibiao.errors import NotFoundError
from zhibiao.loading.catalog import Summary
from zhibiao.loading.divisions import divisions, is_complete
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.finding.fitting import Fit, fit
from zhibiao.scoring.finding.places import Heading, heading_of
from zhibiao.scoring.matching import matched_rows

NATION = "cn"
Load = Callable[[str], RuleSet]


@frozen
class Found:
    """A rule set's id, and why it was chosen.

    ``is_borrowed`` says that it is the nation's frame for a place that has none of its own here.
    """

    id: str
    reasons: tuple[Message, ...]
    is_borrowed: bool = False


def find(form: Form, known: Sequence[Summary], load: Load) -> Found:
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
    heading = heading_of(form)
    found = _by_place(form, heading, known, load) if heading.division else None
    if found is None and not heading.division:
        found = _by_rows(form, heading, known, load) or _national(heading, known)
    if found is None:
        year = "?" if heading.year is None else heading.year
        division, scope = heading.division or "?", heading.scope or "?"
        raise NotFoundError(say(texts.NOT_FOUND, division=division, scope=scope, year=year))
    return found


# -- a place that is known


def _by_place(form: Form, heading: Heading, known: Sequence[Summary], load: Load) -> Found | None:
    """The nearest edition of each level; of these the first that knows the form's rows."""
    nearest = list(_nearest_of_levels(heading, known))
    if not nearest:
        return None
    chosen = nearest[0]
    passed: tuple[Message, ...] = ()
    if form.rows and len(nearest) > 1:
        chosen, passed = _that_fits(form, nearest, load)
    borrowed = chosen.jurisdiction == NATION != heading.division
    return Found(chosen.id, (*heading.reasons, *passed, *_reasons(heading, chosen)), borrowed)


def _nearest_of_levels(heading: Heading, known: Sequence[Summary]) -> Iterator[Summary]:
    for level in _levels(heading.division):
        chosen = _nearest(heading, [s for s in known if s.jurisdiction == level])
        if chosen is not None:
            yield chosen


def _that_fits(
    form: Form, nearest: Sequence[Summary], load: Load
) -> tuple[Summary, tuple[Message, ...]]:
    """The first that knows at least half of the rows; the first of all, where none does."""
    passed: list[Message] = []
    for one in nearest:
        seen = fit(form, load(one.id))
        if seen.is_fit:
            return one, tuple(passed)
        passed.append(say(texts.PASSED_OVER, id=one.id, known=seen.known, rows=seen.rows))
    return nearest[0], (say(texts.NONE_FITS, id=nearest[0].id),)


def _levels(division: str) -> tuple[str, ...]:
    """County, city, province, nation, for a division code of six digits."""
    codes = (division, division[:4] + "00", division[:2] + "0000", NATION)
    return tuple(dict.fromkeys(codes))


def _nearest(heading: Heading, known: Sequence[Summary]) -> Summary | None:
    """The edition of the form's year, else the nearest earlier one."""
    return max(_fitting(heading, known), key=lambda s: (s.fiscal_year, s.id), default=None)


def _fitting(heading: Heading, known: Sequence[Summary]) -> list[Summary]:
    """Those of the form's scope and of no later year; a form of one scope never gets another's."""
    return [
        s
        for s in known
        if (not heading.scope or s.scope == heading.scope)
        and (heading.year is None or s.fiscal_year <= heading.year)
    ]


def _reasons(heading: Heading, chosen: Summary) -> tuple[Message, ...]:
    year = heading.year if heading.year is not None else "?"
    reasons: list[Message] = []
    if chosen.jurisdiction == NATION != heading.division:
        place = _place(heading.division)
        reasons.append(say(texts.FOUND_NATIONAL, id=chosen.id, place=place))
    elif chosen.jurisdiction != heading.division:
        reasons.append(say(texts.FOUND_WIDER, id=chosen.id, division=heading.division))
    if heading.year is not None and chosen.fiscal_year != heading.year:
        reasons.append(say(texts.FOUND_EARLIER, id=chosen.id, year=year))
    if not reasons:
        scope = heading.scope or chosen.scope
        reasons.append(
            say(texts.FOUND_EXACT, id=chosen.id, division=heading.division, scope=scope, year=year)
        )
    return tuple(reasons)


def _place(division: str) -> str:
    name = divisions().get(division)
    return f"{name}（{division}）" if name else division


# -- a place that is not known


def _by_rows(form: Form, heading: Heading, known: Sequence[Summary], load: Load) -> Found | None:
    """The one rule set in which most rows, at least half, are found; criteria and tiers decide."""
    if not form.rows:
        return None
    counts = {s.id: matched_rows(form, load(s.id)) for s in _fitting(heading, known)}
    if not counts:
        return None
    best = max(counts.values())
    if best * 2 < len(form.rows):
        return None
    winners = _best_fit(form, [s for s in known if counts.get(s.id) == best], load)
    if len(winners) != 1:
        return None
    reason = say(texts.FOUND_BY_ROWS, id=winners[0].id, matched=best, rows=len(form.rows))
    return Found(winners[0].id, (reason,))


def _best_fit(form: Form, winners: Sequence[Summary], load: Load) -> list[Summary]:
    """Those whose layout fits best; of these the latest."""
    fits: dict[str, Fit] = {s.id: fit(form, load(s.id)) for s in winners}
    top = max(fits.values())
    fitting = [s for s in winners if fits[s.id] == top]
    latest = max(s.fiscal_year for s in fitting)
    return [s for s in fitting if s.fiscal_year == latest]


def _national(heading: Heading, known: Sequence[Summary]) -> Found | None:
    """The nation's frame, where the form names no place that is known and does say its scope."""
    chosen = _nearest(heading, [s for s in known if s.jurisdiction == NATION])
    if chosen is None or not heading.scope:
        return None
    reasons = [say(texts.NO_PLACE, id=chosen.id)]
    if not is_complete():
        reasons.append(say(texts.PLACES_MISSING))
    if heading.year is not None and chosen.fiscal_year != heading.year:
        reasons.append(say(texts.FOUND_EARLIER, id=chosen.id, year=heading.year))
    return Found(chosen.id, tuple(reasons), is_borrowed=True)
