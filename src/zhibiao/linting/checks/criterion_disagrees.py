"""``criterion-disagrees``: the wording, read by itself, gives other scores than the scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from attrs import evolve, fields, frozen

from zhibiao.criteria import Reading, read, write
from zhibiao.exact import ONE, factor, same_family, text, unit_text
from zhibiao.expr.domain import contains
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import outcomes
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.program import ItemScope, RuleScope, scope_of
from zhibiao.model.measure import Measure
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.checklist import Checklist
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

FOUND = Text(
    zh="“{label}”的文字与计分规则不符：{at} 时按文字得 {said}，按规则得 {found}；"
    "文字读作“{wording}”，规则是“{rule}”",
    en='the wording of "{label}" and its scheme disagree: at {at} the wording gives {said}, the '
    'scheme {found}; the wording reads "{wording}", the scheme says "{rule}"',
)
HINT = Text(
    zh="改正其中之一；文字确实没有写明的，在 assumed 里注明该字段",
    en="correct one of the two; name a field that the wording does not settle in assumed",
)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?%?")
_WORDS = re.compile(r"\w+")


@lint_check("criterion-disagrees", Severity.ERROR)
def criterion_disagrees(subject: Subject) -> Iterator[Sighting]:
    """The criterion's wording, read by itself, gives another score than the scheme.

    What it finds:
        A criterion that can be read in full, and a value for which its reading and the scheme
        give different scores. What the wording leaves open never disagrees: how a part of a
        step counts, which end of a band is closed, percentage points or per cent.

    Why it matters:
        One of the two is wrong, and every form is scored by it.

    Example:
        "每超过一个百分点扣0.5分" beside ``deduct = 1``.

    What to do:
        Correct the wording or the scheme. Where the wording is known to be wrong or silent,
        name the field in the scheme's ``assumed``, with the reason. Of bands that silences
        the ends alone: the scores of the bands are the wording's.

    Source:
        The row's own criterion.
    """
    rules = subject.rules
    for item in rules.items:
        if not item.criterion or item.points <= 0:
            continue
        reading = read(item.criterion, item.points, subject.patterns)
        seen = None if reading.scheme is None else _difference(rules, item, reading)
        if seen is None or reading.scheme is None:
            continue
        yield Sighting(
            say(
                FOUND,
                label=item.label,
                at=seen.at,
                said=text(seen.said),
                found=text(seen.found),
                wording=_words(reading.scheme, reading.measures, item),
                rule=_words(item.scheme, rules.measures, item),
            ),
            (*item.path, "scheme"),
            say(HINT),
        )


@frozen
class _Difference:
    at: str
    said: Fraction
    found: Fraction


def _words(scheme: Scheme, measures: Mapping[str, Measure], item: Scored) -> Text:
    return Text(
        zh=write(scheme, measures, item.points, "zh").rstrip("。"),
        en=write(scheme, measures, item.points, "en").rstrip("."),
    )


def _difference(rules: RuleSet, item: Scored, reading: Reading) -> _Difference | None:
    """A value at which the two give different scores; ``None`` where they cannot be compared."""
    rule, said = item.scheme, reading.scheme
    match rule, said:
        case Checklist(), Checklist() if len(rule.items) == len(said.items):
            return _positions(
                [one.score for one in rule.items], [one.score for one in said.items], item
            )
        case States(), States() if len(rule.states) == len(said.states):
            return _positions(
                [one.score for one in rule.states], [one.score for one in said.states], item
            )
        case Completion(direction=one), Completion(direction=other) if one != "target":
            if one != other and "direction" not in rule.assumed:
                return None if rule.over or said.over else _completion(rule, said, item)
            return None
        case _:
            return _compared(rules, item, reading)


def _positions(found: list[Fraction], said: list[Fraction], item: Scored) -> _Difference | None:
    """Lists of one length: entry by entry."""
    for position, (one, other) in enumerate(zip(found, said, strict=True), 1):
        if one != other and "states" not in item.scheme.assumed:
            return _Difference(f"（{position}）", other, one)
    return None


def _completion(rule: Completion, said: Completion, item: Scored) -> _Difference | None:
    """Higher is better, or lower: at half the target the two differ."""
    higher = item.points / 2
    lower = item.points
    if rule.direction == "higher":
        return _Difference("1/2", lower, higher)
    return _Difference("1/2", higher, lower) if said.direction == "higher" else None


# -- figures of one measure


def _compared(rules: RuleSet, item: Scored, reading: Reading) -> _Difference | None:
    said = reading.scheme
    assert said is not None
    own, names = _measure_of(item.scheme), _measure_of(said)
    if own is None or names is None or _other_names(item.scheme, rules, own):
        return None
    if "target" in reading.measures:
        return None
    if rules.measures[own].levels and not _same_levels(
        rules.measures[own], reading.measures[names]
    ):
        return None
    unit, wanted = rules.measures[own].unit, reading.measures[names].unit
    scale = _scale(unit, wanted)
    if scale is None:
        return None
    settled = _readings(said, item.scheme, reading)
    alike = unit == wanted or isinstance(said, Occurrences)
    mine_too = [_of(one, own) for one in settled] if alike else []
    bare = _bare(item.scheme)
    if any(_bare(one) == bare or _pays_alike(one, item.scheme) for one in mine_too):
        return None
    mine = rules.measures[own]
    flat: Table[str, Measure] = Table({str(own): Measure(own, unit, mine.type, levels=mine.levels)})
    rule = _lowered(item.scheme, flat, item.points)
    if any(_lowered(one, flat, item.points) == rule for one in mine_too):
        return None  # one tree, so one score everywhere
    bounds = {*_bounds(item.scheme), *(at / scale for at in _bounds(said))}
    soft = "bands" in {*item.scheme.assumed, *reading.assumed}
    within = scope_of(rules).within(own)
    readings = [_lowered(one, reading.measures, item.points) for one in settled]
    for at in _witnesses(bounds, _steps(item.scheme) | {s / scale for s in _steps(said)}):
        if (soft and at in bounds) or not contains(within, at):
            continue
        found = _score(rule, own, at, item.points)
        options = [_score(one, names, at * scale, item.points) for one in readings]
        if found is None or not options or None in options or found in options:
            continue
        assert options[0] is not None
        return _Difference(unit_text(at, unit), options[0], found)
    return None


def _same_levels(one: Measure, other: Measure) -> bool:
    """Whether two scales give the same positions, as far as the shorter goes."""
    pairs = zip(one.levels, other.levels, strict=False)
    return all(a.label == b.label for a, b in pairs) and bool(other.levels)


def _measure_of(scheme: Scheme) -> MeasureId | None:
    """The one measure that decides a scheme."""
    match scheme:
        case StepDeduction(measure=name) | Bands(measure=name) | Interpolation(measure=name):
            return name
        case Occurrences(count=name):
            return name
        case Composite(parts=parts):
            names = {_measure_of(part) for part in parts}
            return names.pop() if len(names) == 1 else None
        case _:
            return None


def _of(scheme: Scheme, name: MeasureId) -> Scheme:
    """The scheme over another measure than the one that decides it."""
    match scheme:
        case StepDeduction() | Bands() | Interpolation():
            return evolve(scheme, measure=name)
        case Occurrences():
            return evolve(scheme, count=name)
        case Composite():
            return evolve(scheme, parts=tuple(_of(part, name) for part in scheme.parts))
        case _:
            return scheme


def _bare(scheme: Scheme) -> tuple[object, ...]:
    """The scheme without how its fields are written and what is said of them."""
    said: list[object] = [getattr(scheme, name) for name in _names(type(scheme))]
    if isinstance(scheme, StepDeduction):
        said.remove(scheme.step)
        said += [scheme.step.value, scheme.step.unit]
    return (type(scheme), *said)


@lru_cache(maxsize=64)
def _names(cls: type[Scheme]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(cls) if one.name != "assumed")


def _pays_alike(one: Scheme, other: Scheme) -> bool:
    return isinstance(one, Bands) and _paid(one) == _paid(other)


def _paid(scheme: Scheme) -> tuple[object, ...] | None:
    """The bands that earn something, where all else earns nothing."""
    if not isinstance(scheme, Bands) or scheme.otherwise:
        return None
    bands = list(scheme.bands)
    while bands and bands[-1].score == 0:
        bands.pop()
    return (tuple(bands),)


def _tests(scheme: Scheme) -> list[str]:
    match scheme:
        case StepDeduction():
            return [scheme.full.text]
        case Bands():
            return [band.when.text for band in scheme.bands]
        case Composite():
            return [test for part in scheme.parts for test in _tests(part)]
        case _:
            return []


def _other_names(scheme: Scheme, rules: RuleSet, own: str) -> bool:
    """Whether a bound names another measure: then there is no constant to compare with."""
    named = {word for test in _tests(scheme) for word in _WORDS.findall(test)}
    return any(word != own and word in rules.measures for word in named)


def _scale(unit: str, wanted: str) -> Fraction | None:
    """How many of the wording's unit one of the rule's is; ``None`` for another family."""
    if unit == wanted or "" in (unit, wanted):
        return ONE if "%" not in (unit, wanted) or unit == wanted else None
    return factor(unit) / factor(wanted) if same_family(unit, wanted) else None


def _bounds(scheme: Scheme) -> set[Fraction]:
    """The constants of its tests, as values."""
    found = {
        Fraction(written.rstrip("%")) / (100 if written.endswith("%") else 1)
        for test in _tests(scheme)
        for written in _NUMBERS.findall(re.sub(r'"[^"]*"', "", test))
    }
    match scheme:
        case Interpolation():
            found |= {at.value for at, _ in scheme.points}
        case Composite():
            found |= {at for part in scheme.parts for at in _bounds(part)}
    return found


def _steps(scheme: Scheme) -> set[Fraction]:
    match scheme:
        case StepDeduction():
            return {scheme.step.value}
        case Occurrences():
            return {ONE}
        case Composite():
            return {step for part in scheme.parts for step in _steps(part)}
        case _:
            return set()


def _witnesses(bounds: set[Fraction], steps: set[Fraction]) -> list[Fraction]:
    """The bounds, values between and beyond them, and whole steps on either side."""
    corners = sorted(bounds) or [Fraction(0)]
    found = set(corners)
    found |= {(one + other) / 2 for one, other in pairwise(corners)}
    width = max(corners[-1] - corners[0], *steps, Fraction(1, 100))
    found |= {corners[0] - width / 7, corners[-1] + width / 7}
    for step in steps:
        for corner in corners:
            found |= {corner + step * count for count in (-40, -7, -3, -2, -1, 1, 2, 3, 7, 40)}
    return sorted(found, key=lambda at: (abs(at - corners[0]), at))


def _readings(said: Scheme, rule: Scheme, reading: Reading) -> list[Scheme]:
    """The wording's reading, with the rule's choice for each field that is open.

    A per cent that may be one of the target gives both steps.
    """
    if isinstance(said, Composite) and isinstance(rule, Composite):
        if len(said.parts) != len(rule.parts):
            return [said]
        parts = tuple(
            _settled(one, other) for one, other in zip(said.parts, rule.parts, strict=True)
        )
        return [evolve(said, parts=parts)]
    settled = _settled(said, rule)
    found = [settled]
    if isinstance(settled, StepDeduction) and isinstance(rule, StepDeduction):
        open_step = any("百分点" in one.text.zh for one in reading.ambiguous)
        for bound in _bounds(settled) if open_step else ():
            if bound:
                share = settled.step.value * abs(bound)
                found.append(evolve(settled, step=evolve(settled.step, value=share)))
    return found


def _settled(said: Scheme, rule: Scheme) -> Scheme:
    if type(said) is not type(rule):
        return said
    changes = {}
    for name in {*said.assumed, *rule.assumed}:
        if name == "bands" or not hasattr(rule, name):
            continue
        changes[name] = getattr(rule, name)
    if isinstance(said, StepDeduction) and isinstance(rule, StepDeduction) and changes:
        return evolve(said, measure=said.measure, **changes)
    return evolve(said, **changes) if changes else said


def _lowered(scheme: Scheme, measures: Mapping[str, Measure], points: Fraction) -> Expr:
    table = measures if isinstance(measures, Table) else Table(measures)
    return scheme.lower(ItemScope(RuleScope(table), "item", points))


def _score(tree: Expr, name: str, at: Fraction, points: Fraction) -> Fraction | None:
    """The exact score at a value, within the points; ``None`` where there is none."""
    value = outcomes(tree, {name: at})
    if not isinstance(value, Fraction):
        return None
    return min(points, max(Fraction(0), value))
