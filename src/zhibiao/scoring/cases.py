"""Worked cases: the figures of each are scored, and what comes out must be what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhibiao.errors import FiguresError
from zhibiao.exact import text
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.case import Case, Expected
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.scoring.score import score_figures


def run(cases: Sequence[Case], rules: RuleSet) -> Iterator[tuple[Case, tuple[Problem, ...]]]:
    """Each case with what is wrong with it; nothing, where it holds."""
    for case in cases:
        yield case, tuple(_differences(case, rules))


def _differences(case: Case, rules: RuleSet) -> Iterator[Problem]:
    try:
        card = score_figures(dict(case.given), rules)
    except FiguresError as error:
        for fault in error.problems:
            if isinstance(fault, Problem):
                said = say(texts.CASE_GIVEN, case=case.name, why=fault.message)
                yield _problem(case.at("given", fault.place.file), said)
        return
    for what, wanted in case.expect.items():
        found = _found(card, what)
        if found is None:
            said = say(texts.CASE_UNKNOWN, case=case.name, what=what)
            yield _problem(case.at("expect", what), said)
        elif found != _as_pair(wanted):
            yield _problem(
                case.at("expect", what),
                say(
                    texts.CASE_DIFFERS,
                    case=case.name,
                    what=what,
                    wanted=_shown(_as_pair(wanted)),
                    found=_shown(found),
                ),
            )


_Ends = tuple[Fraction, Fraction] | tuple[str, ...]
"""The least and the most of a score, or ratings."""


def _found(card: Scorecard, what: str) -> _Ends | None:
    if what == "rating":
        return card.rating
    if what == "total":
        return card.total.least, card.total.most
    for score in card.scores:
        if score.id == what:
            return lowest(score.value), highest(score.value)
    for tier in card.tiers:
        if tier.id == what:
            return tier.least, tier.most
    return None


def _as_pair(wanted: Expected) -> _Ends:
    return (wanted, wanted) if isinstance(wanted, Fraction) else wanted


def _shown(value: _Ends) -> str:
    if value[0] == value[-1]:
        value = value[:1]  # type: ignore[assignment]  # an exact score or a single rating
    return " … ".join(v if isinstance(v, str) else text(v) for v in value)


def _problem(place: Place, message: Message) -> Problem:
    return Problem("case-fails", Severity.ERROR, message, place)
