"""A criterion's wording → a scheme, with what it leaves open, or a refusal.

Never confident and wrong: what is not fully understood is refused, with the part that was not
understood. Nothing here looks at a rule set or a form.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, field, frozen

from zhibiao.criteria.building.choose import build
from zhibiao.criteria.building.parts import Parts, RefusedError
from zhibiao.criteria.parsing.folding import MAX_LENGTH, folded
from zhibiao.criteria.parsing.scan import scan
from zhibiao.criteria.pattern import CriterionPattern, asked
from zhibiao.exact import Figure, number
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.table import Table


@frozen
class Reading:
    """What a wording says.

    Attributes:
        text: the wording.
        points: the points of its row.
        scheme: the scheme, on generic measures; ``None`` for a refusal.
        measures: those measures: ``x``; ``actual`` and ``target``; ``count``; ``item_1`` …;
            ``state``.
        assumed: the fields of the scheme that the wording does not settle.
        ambiguous: what it leaves open, in words.
        refused: the part that was not understood.
        why: why it was refused.
    """

    text: str
    points: Fraction
    scheme: Scheme | None = None
    measures: Table[str, Measure] = field(factory=Table)
    assumed: tuple[str, ...] = ()
    ambiguous: tuple[Message, ...] = ()
    refused: str | None = None
    why: Message | None = None


def read(text: str, points: Figure, patterns: Iterable[CriterionPattern] = ()) -> Reading:
    """The scheme that a criterion's wording describes.

    Args:
        text: the wording, in Chinese.
        points: the points of its row.
        patterns: further wordings, asked where our own grammar refuses.

    Returns:
        The reading; where the wording is not fully understood, a refusal.

    Raises:
        NumberError: points that are no exact number.
    """
    worth = number(points)
    if len(text) > MAX_LENGTH:
        return Reading(text, worth, refused=f"{text[:40]}…", why=say(texts.TOO_LONG))
    found = _read(text, worth)
    readable = text.strip() and worth > 0
    return found if found.scheme is not None or not readable else _by_patterns(found, patterns)


def _by_patterns(refused: Reading, patterns: Iterable[CriterionPattern]) -> Reading:
    """What patterns make of a refused wording; where they disagree it stays refused."""
    answers = asked(patterns, refused.text, refused.points)
    if not answers:
        return refused
    (name, first), *others = answers.items()
    differing = [other for other, answer in others if answer != first]
    if differing:
        why = say(texts.PATTERNS_DISAGREE, patterns=(name, *differing))
        return evolve(refused, refused=refused.text, why=why)
    return Reading(
        refused.text,
        refused.points,
        scheme=first.scheme,
        measures=first.measures,
        assumed=tuple(_assumed(first.scheme)),
        ambiguous=first.ambiguous,
    )


# Editions and forms of one place quote the same criteria over and over.
@lru_cache(maxsize=2048)
def _read(text: str, worth: Fraction) -> Reading:
    """What our own grammar makes of a wording."""
    if not text.strip() or worth <= 0:
        return Reading(text, worth, refused=text, why=say(texts.EMPTY))
    wording = folded(text)
    clauses, unread = scan(wording.text)
    if unread is not None:
        part = wording.quote(unread.start, unread.end)
        return Reading(text, worth, refused=part, why=say(texts.NOT_UNDERSTOOD))
    try:
        built = build(Parts(clauses, worth, len(wording.text)), wording.text)
    except RefusedError as error:
        part = wording.quote(error.start, error.end)
        return Reading(text, worth, refused=part, why=error.why)
    return Reading(
        text,
        worth,
        scheme=built.scheme,
        measures=built.measures,
        assumed=tuple(_assumed(built.scheme)),
        ambiguous=built.ambiguous,
    )


def _assumed(scheme: Scheme) -> dict[str, None]:
    found = dict.fromkeys(scheme.assumed)
    if isinstance(scheme, Composite):
        for part in scheme.parts:
            found |= _assumed(part)
    return found
