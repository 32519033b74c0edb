"""``points-do-not-add-up``: members that are not worth their heading."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.exact import ZERO, text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.place import Path
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”为 {stated} 分，其下相加为 {sum} 分",
    en='"{label}" is worth {stated} points, but what is below adds up to {sum}',
)


@lint_check("points-do-not-add-up", Severity.ERROR)
def points_do_not_add_up(subject: Subject) -> Iterator[Sighting]:
    """Indicators are not worth their group, groups not their tier, tiers not the rule set.

    What it finds:
        Any level whose points are not the sum of the level below.

    Why it matters:
        A standard over 100 points that hands out 98 or 102 cannot be filled in rightly.

    Example:
        A group of 15 points with indicators of 5, 5 and 4.

    What to do:
        Compare with the source, line by line; one of the numbers was copied wrongly.

    Source:
        Arithmetic; no regulation is needed.
    """
    rules = subject.rules
    yield from _compare(
        ("ruleset", "points"),
        rules.ruleset.title,
        rules.ruleset.points,
        [tier.points for tier in rules.tiers.values()]
        + [execution.points for execution in (rules.execution,) if execution is not None],
    )
    for name, tier in rules.tiers.items():
        below = [group.points for group in rules.groups.values() if group.tier == name]
        opened = [opening for opening in rules.open.values() if opening.tier == name]
        if any(opening.points is None for opening in opened):
            continue  # the form's own rows fill what the groups leave
        below += [opening.points for opening in opened if opening.points is not None]
        yield from _compare(("tiers", name, "points"), tier.label, tier.points, below)
    for name, group in rules.groups.items():
        below = [item.points for item in rules.items if item.group == name]
        yield from _compare(("groups", name, "points"), group.label, group.points, below)


def _compare(path: Path, label: str, stated: Fraction, below: list[Fraction]) -> Iterator[Sighting]:
    total = sum(below, ZERO)
    if total != stated:
        yield Sighting(say(FOUND, label=label, stated=text(stated), sum=text(total)), path)
