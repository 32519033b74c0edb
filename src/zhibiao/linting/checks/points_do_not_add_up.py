"""``points-do-not-add-up``: members that are not worth their heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from zhibiao.exact import ZERO, text
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.place import Path, path_text
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet

FOUND = Text(
    zh="“{label}”为 {stated} 分，其下相加为 {sum} 分",
    en='"{label}" is worth {stated} points, but what is below adds up to {sum}',
)

CHANGED = Text(
    zh="本版改动了：{changed}；另一端沿用 {kept}",
    en="this edition changes {changed}; the other end is taken over from {kept}",
)
ABOVE = {"indicators": "group", "shared": "group", "groups": "tier", "open": "tier"}
"""The key by which the entries of a table name their heading."""


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
    execution = rules.execution
    below: dict[Path, Fraction]
    below = {("tiers", name, "points"): tier.points for name, tier in rules.tiers.items()}
    if execution is not None:
        below[("execution", "points")] = execution.points
    yield from _compare(rules, ("ruleset", "points"), rules.ruleset.points, below)
    for name, tier in rules.tiers.items():
        opened = {key: one for key, one in rules.open.items() if one.tier == name}
        if any(opening.points is None for opening in opened.values()):
            continue  # the form's own rows fill what the groups leave
        below = {
            ("groups", key, "points"): group.points
            for key, group in rules.groups.items()
            if group.tier == name
        }
        below |= {("open", key, "points"): one.points or ZERO for key, one in opened.items()}
        yield from _compare(rules, ("tiers", name, "points"), tier.points, below)
    for name, group in rules.groups.items():
        below = {(*item.path, "points"): item.points for item in rules.items if item.group == name}
        yield from _compare(rules, ("groups", name, "points"), group.points, below)


def _compare(
    rules: RuleSet, path: Path, stated: Fraction, below: Mapping[Path, Fraction]
) -> Iterator[Sighting]:
    total = sum(below.values(), ZERO)
    if total == stated:
        return
    label = getattr(rules, str(path[0]))[path[1]].label if len(path) > 2 else rules.ruleset.title
    said = say(FOUND, label=label, stated=text(stated), sum=text(total))
    changed = list(dict.fromkeys(_changed(rules, path, below)))
    kept = [one for one in (path, *below) if one not in changed]
    if not changed or not kept:
        yield Sighting(said, path)
        return
    hint = say(
        CHANGED,
        changed=tuple(_shown(rules, one) for one in changed),
        kept=_shown(rules, kept[0]),
    )
    yield Sighting(said, changed[0], hint)


def _changed(rules: RuleSet, path: Path, below: Iterable[Path]) -> Iterator[Path]:
    """What this edition itself writes of a sum that goes over several: points, moves, removals."""
    own = rules.place("ruleset", "extends").file
    for one in (path, *below):
        if rules.changes and rules.place(*one).file == own:
            yield one
    for at, change in rules.changes.items():
        if change.place.file != own:
            continue
        if change.removes and isinstance(change.was, Mapping):
            if change.was.get(ABOVE.get(str(at[0]), "")) == path[1]:
                yield (*at, "remove")
        elif at[2:] == (ABOVE.get(str(at[0])),) and path[1] in (change.was, _now(rules, at)):
            yield at


def _now(rules: RuleSet, path: Path) -> object:
    entry = getattr(rules, str(path[0])).get(path[1])
    return getattr(entry, str(path[2]), None)


def _shown(rules: RuleSet, path: Path) -> str:
    return f"{rules.place(*path)} ({path_text(path)})"
