"""``unreachable-band``: a band that never decides."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.pieces import pieces
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.bands import Bands

FOUND = Text(
    zh="“{label}”的第 {number} 档永远轮不到：该量的取值范围内，没有值先落入这一档",
    en='band {number} of "{label}" never decides: no value in the measure\'s range reaches it '
    "first",
)

OTHERWISE = Text(
    zh="“{label}”的 otherwise 永远轮不到：各档已经盖住该量的全部取值范围",
    en='otherwise of "{label}" never decides: the bands cover the whole range of the measure',
)


@lint_check("unreachable-band", Severity.ERROR)
def unreachable_band(subject: Subject) -> Iterator[Sighting]:
    """A band is hidden by those before it, or lies outside the measure's range.

    What it finds:
        A band that is the first to hold for no value that the measure can have, and an
        ``otherwise`` where the bands leave nothing to it.

    Why it matters:
        What stands there was meant to matter; a bound was probably mistyped.

    Example:
        ``">= 60%"`` before ``">= 80%"``.

    What to do:
        Order the bands from the best, correct the bound or the measure's range, or leave
        ``otherwise`` out.

    Source:
        The rule-set language, bands.
    """
    for item in subject.rules.items:
        scheme = item.scheme
        if not isinstance(scheme, Bands):
            continue
        found = pieces(subject.rules, scheme)
        first = {piece.bands[0] for piece in found if piece.bands}
        for number in range(len(scheme.bands)) if found else ():
            if number not in first:
                shown = say(FOUND, label=item.label, number=number + 1)
                yield Sighting(shown, (*item.path, "scheme", "bands", number))
        if scheme.otherwise is not None and found and all(piece.bands for piece in found):
            path = (*item.path, "scheme", "otherwise")
            yield Sighting(say(OTHERWISE, label=item.label), path)
