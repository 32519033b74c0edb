"""``unreachable-band``: a band that never decides."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.ladders import ladders
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的第 {rung} 档永远轮不到：该量的取值范围内，没有值先落入这一档",
    en='band {rung} of "{label}" never decides: no value in the measure\'s range reaches it first',
)
FOUND_NAMED = Text(
    zh="“{label}”的“{rung}”永远轮不到：可能的取值中，没有一个先落入其中",
    en='"{rung}" of "{label}" never decides: no value that can be reaches it first',
)
OTHERWISE = Text(
    zh="“{label}”的 otherwise 永远轮不到：各档已经盖住该量的全部取值范围",
    en='otherwise of "{label}" never decides: the bands cover the whole range of the measure',
)


@lint_check("unreachable-band", Severity.ERROR)
def unreachable_band(subject: Subject) -> Iterator[Sighting]:
    """A band or state is hidden by those before it, or lies outside what can be.

    What it finds:
        A band, or a state picked by its test, that is the first to hold for no value that the
        measure can have; an ``otherwise`` where the bands leave nothing to it; a rating that
        holds for no total that can be.

    Why it matters:
        What stands there was meant to matter; a bound was probably mistyped.

    Example:
        ``">= 60%"`` before ``">= 80%"``.

    What to do:
        Order the bands from the best, correct the bound or the measure's range, or leave
        ``otherwise`` out.

    Source:
        The rule-set language, bands, states and ratings.
    """
    for ladder in ladders(subject.rules):
        if ladder.in_order:
            reached = {cell.tests[0] for cell in ladder.cells if cell.tests}
        else:
            reached = {number for cell in ladder.cells for number in cell.tests}
        for number, path in enumerate(ladder.rungs):
            if number not in reached:
                template = FOUND_NAMED if ladder.names else FOUND
                shown = say(template, label=ladder.label, rung=ladder.name(number))
                yield Sighting(shown, path)
        covered = all(cell.tests for cell in ladder.cells)
        if ladder.otherwise and covered:
            yield Sighting(say(OTHERWISE, label=ladder.label), ladder.otherwise)
