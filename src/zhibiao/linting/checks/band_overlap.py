"""``band-overlap``: a value that two bands claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhibiao.exact import unit_text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.pieces import pieces
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.bands import Bands

FOUND = Text(
    zh="“{label}”的第 {one} 档和第 {other} 档重叠：{witness} 两档都在",
    en='bands {one} and {other} of "{label}" overlap: {witness} is in both',
)


@lint_check("band-overlap", Severity.ERROR)
def band_overlap(subject: Subject) -> Iterator[Sighting]:
    """Two bands hold for one value of the measure.

    What it finds:
        A ``bands`` scheme of which two tests hold at once somewhere in the measure's range;
        one such value is named for each pair.

    Why it matters:
        The first band would win by its place alone, which no reader of the standard expects.

    Example:
        ``">= 90%"`` and ``"[80%..90%]"`` both hold at exactly 90%.

    What to do:
        Open one of the two ends: ``"[80%..90%)"``.

    Source:
        The rule-set language, bands.
    """
    for item in subject.rules.items:
        scheme = item.scheme
        if not isinstance(scheme, Bands):
            continue
        unit = subject.rules.measures[scheme.measure].unit
        said: set[tuple[int, int]] = set()
        for piece in pieces(subject.rules, scheme):
            for pair in pairwise(piece.bands):
                if pair in said:
                    continue
                said.add(pair)
                shown = say(
                    FOUND,
                    label=item.label,
                    one=pair[0] + 1,
                    other=pair[1] + 1,
                    witness=unit_text(piece.witness, unit, 6),
                )
                yield Sighting(shown, (*item.path, "scheme", "bands", pair[1]))
