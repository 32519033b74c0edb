"""``unknown-division-code``: the jurisdiction is no division of the country."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{code}”的前两位不是任何省级行政区的代码",
    en='the first two digits of "{code}" are the code of no province',
)
PROVINCES = frozenset(
    (
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82",
    )
)  # fmt: skip


@lint_check("unknown-division-code", Severity.WARNING)
def unknown_division_code(subject: Subject) -> Iterator[Sighting]:
    """The jurisdiction does not start with the code of a province.

    What it finds:
        A division code of six digits whose province does not exist.

    Why it matters:
        Forms find their rule set by this code.

    Example:
        ``jurisdiction = "990000"``.

    What to do:
        Look the code up; a county's has all six digits, a city's ends in 00.

    Source:
        GB/T 2260 (form and province prefixes).
    """
    code = subject.rules.ruleset.jurisdiction
    if code != "cn" and code[:2] not in PROVINCES:
        yield Sighting(say(FOUND, code=code), ("ruleset", "jurisdiction"))
