"""``band-gap``: values of the measure that no band covers."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.ladders import ladders
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的分档有空档：{witness} 不在任何一档",
    en='the bands of "{label}" leave a gap: {witness} is in none of them',
)
FOUND_NAMED = Text(
    zh="“{label}”有空档：{witness} 不在任何一种之内",
    en='"{label}" leaves a gap: {witness} belongs nowhere',
)
HINT = Text(
    zh="写明哪一端包含在内，如 [80%..90%)；或用 otherwise 补足",
    en="say which end belongs to a band, as in [80%..90%), or cover the rest with otherwise",
)
HINT_NAMED = Text(
    zh="写明哪一端包含在内，如 [80%..90%)；情形的最后一种可以不写 when，代表其余",
    en="say which end belongs to which, as in [80%..90%); the last of several states may go "
    "without when, for all the rest",
)


@lint_check("band-gap", Severity.ERROR)
def band_gap(subject: Subject) -> Iterator[Sighting]:
    """Some value falls into no band, state, grade or rating.

    What it finds:
        A ``bands`` scheme without ``otherwise`` whose tests leave out a value within the
        measure's range; one such value is named for each gap. Likewise ``states`` that all
        have a ``when``, the shares of ``grades`` between 0% and 100%, and ``ratings`` over
        what the total can be. States whose tests compare figures with each other are not
        looked at.

    Why it matters:
        A form with just that figure could not be scored, or would get no rating.

    Example:
        ``"> 90%"`` and ``"[80%..90%)"`` leave out exactly 90%.

    What to do:
        Close one of the ends, or add ``otherwise``; the last state may go without ``when``.

    Source:
        The rule-set language, bands, states, grades and ratings.
    """
    rules = subject.rules
    for ladder in ladders(rules):
        if ladder.is_closed:
            continue
        covered = True
        for cell in ladder.cells:
            if not cell.tests and covered:
                template = FOUND_NAMED if ladder.names else FOUND
                shown = say(template, label=ladder.label, witness=ladder.witness(cell, rules))
                yield Sighting(shown, ladder.path, say(HINT_NAMED if ladder.names else HINT))
                if len(cell.values) > 1:
                    break  # of several figures one example says enough
            covered = bool(cell.tests)
