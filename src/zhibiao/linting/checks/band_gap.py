"""``band-gap``: values of the measure that no band covers."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.exact import unit_text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.pieces import pieces
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.bands import Bands

FOUND = Text(
    zh="“{label}”的分档有空档：{witness} 不在任何一档",
    en='the bands of "{label}" leave a gap: {witness} is in none of them',
)
HINT = Text(
    zh="写明哪一端包含在内，如 [80%..90%)；或用 otherwise 补足",
    en="say which end belongs to a band, as in [80%..90%), or cover the rest with otherwise",
)


@lint_check("band-gap", Severity.ERROR)
def band_gap(subject: Subject) -> Iterator[Sighting]:
    """Some value of the measure falls into no band.

    What it finds:
        A ``bands`` scheme without ``otherwise`` whose tests leave out a value within the
        measure's range; one such value is named for each gap.

    Why it matters:
        A form with just that figure could not be scored.

    Example:
        ``"> 90%"`` and ``"[80%..90%)"`` leave out exactly 90%.

    What to do:
        Close one of the ends, or add ``otherwise``.

    Source:
        The rule-set language, bands.
    """
    for item in subject.rules.items:
        scheme = item.scheme
        if not isinstance(scheme, Bands) or scheme.otherwise is not None:
            continue
        unit = subject.rules.measures[scheme.measure].unit
        covered = True
        for piece in pieces(subject.rules, scheme):
            if not piece.bands and covered:
                shown = say(FOUND, label=item.label, witness=unit_text(piece.witness, unit, 6))
                yield Sighting(shown, (*item.path, "scheme", "bands"), say(HINT))
            covered = bool(piece.bands)
