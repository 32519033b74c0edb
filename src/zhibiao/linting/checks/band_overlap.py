"""``band-overlap``: a value that two bands claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.ladders import ladders
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的第 {one} 档和第 {other} 档重叠：{witness} 两档都在",
    en='bands {one} and {other} of "{label}" overlap: {witness} is in both',
)
FOUND_NAMED = Text(
    zh="“{label}”的“{one}”和“{other}”重叠：{witness} 两者都符合",
    en='"{one}" and "{other}" of "{label}" overlap: {witness} is in both',
)


@lint_check("band-overlap", Severity.ERROR)
def band_overlap(subject: Subject) -> Iterator[Sighting]:
    """Two bands, states, grades or ratings hold for one value.

    What it finds:
        A ``bands`` scheme of which two tests hold at once somewhere in the measure's range;
        one such value is named for each pair. Likewise ``states`` picked by their tests, the
        shares of ``grades``, and ``ratings`` over what the total can be.

    Why it matters:
        The first band would win by its place alone, which no reader of the standard expects;
        a total in two ratings has both.

    Example:
        ``">= 90%"`` and ``"[80%..90%]"`` both hold at exactly 90%.

    What to do:
        Open one of the two ends: ``"[80%..90%)"``.

    Source:
        The rule-set language, bands, states, grades and ratings.
    """
    rules = subject.rules
    for ladder in ladders(rules):
        said: set[tuple[int, int]] = set()
        for cell in ladder.cells:
            for pair in pairwise(cell.tests):
                if pair in said:
                    continue
                said.add(pair)
                shown = say(
                    FOUND_NAMED if ladder.names else FOUND,
                    label=ladder.label,
                    one=ladder.name(pair[0]),
                    other=ladder.name(pair[1]),
                    witness=ladder.witness(cell, rules),
                )
                yield Sighting(shown, ladder.rungs[pair[1]])
