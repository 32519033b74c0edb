"""What a workbook asks for: one entry for each input of the trees, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from zhibiao.exact import factor, family
from zhibiao.expr.domain import Choice, Numeric, Span, ends, union
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import kind_of, nodes
from zhibiao.messages import workbook as texts
from zhibiao.model.lowering.program import APPLICABLE, JUDGED, REASON, STATE, scope_of
from zhibiao.model.lowering.sums import UNFILLED, Written
from zhibiao.model.measure import MeasureType
from zhibiao.model.ruleset import RuleSet, Scored

Kind = Literal["number", "count", "judged", "choice", "truth", "reason", "applies", "unfilled"]
HAND = "hand."
"""How the scores are named that a spreadsheet cannot compute: they are entered by hand."""

COUNT_LIMIT = 10**6
SHARE_LIMIT = 100


@frozen
class Limits:
    """How large figures may be and how many decimal places they have, in 万元 and plain units."""

    places: int
    largest: int
    score_places: int = 2

    def of(self, kind: Kind, unit: str) -> tuple[int, int]:
        """The places and the largest value of an entry, in its own unit."""
        if kind == "count":
            return 0, COUNT_LIMIT
        if kind == "judged":
            return self.score_places, 1000
        if unit == "%":
            return 6, SHARE_LIMIT
        if family(unit) != "元":
            return self.places, self.largest
        scale = Fraction(factor("万元"), 1) / factor(unit)
        zeros = len(str(int(max(scale, 1 / scale)))) - 1
        shift = zeros if scale > 1 else -zeros
        return max(0, self.places - shift), max(1, int(self.largest * scale))


LADDER = (
    Limits(6, 10**7),
    Limits(4, 10**8),
    Limits(6, 10**6),
    Limits(4, 10**7),
    Limits(6, 10**5),
    Limits(4, 10**6),
    Limits(4, 10**5),
    Limits(3, 10**7),
    Limits(3, 10**6),
    Limits(2, 10**7),
    Limits(2, 10**6),
)
"""From the widest on: the first is taken with which every score can be computed exactly."""


@frozen
class Given:
    """What is filled in: an exact value, or the least and the most that is known of it."""

    value: Fraction | bool | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None


@frozen
class Entry:
    """One thing to fill in.

    ``item`` is the score whose block it stands in, ``uses`` are all that need it. ``choices``
    are the words to choose from. ``formula`` marks a measure that is computed and may be
    stated instead.
    """

    name: str
    kind: Kind
    label: str
    item: str
    unit: str = ""
    within: Numeric = field(factory=Span)
    choices: tuple[str, ...] = ()
    formula: str = ""
    uses: tuple[str, ...] = ()
    given: Given = field(factory=Given)


def entries_of(rules: RuleSet, sums: Written, lang: str) -> tuple[Entry, ...]:
    """All entries of a rule set, each where it is needed first."""
    found: dict[str, Entry] = {}
    places: list[tuple[str, Expr]] = [(item.id, sums.scores[item.id]) for item in rules.items]
    places += [(f"adjustments.{name}", after) for name, (_, after) in sums.changes.items()]
    places += [(f"tiers.{name}", tree) for name, tree in sums.tiers.items()]
    for owner, tree in places:
        for node in _asked(tree):
            known = found.get(node.name)
            if known is None:
                found[node.name] = evolve(_entry(rules, node, owner, lang), uses=(owner,))
            elif owner not in known.uses and owner in {item.id for item in rules.items}:
                found[node.name] = evolve(known, uses=(*known.uses, owner))
            if known is not None and isinstance(node, Input) and node.name.startswith(JUDGED):
                found[node.name] = _wider(found[node.name], node)
    return tuple(found.values())


def _asked(tree: Expr) -> Iterator[Input | Named]:
    """The inputs of a tree; of a computed measure its parts, then itself."""
    later: list[Named] = []
    for node in nodes(tree):
        if isinstance(node, Named) and node.role == "measure":
            later.append(node)
        elif isinstance(node, Input) and node.outside is None:
            yield node
    yield from reversed(later)


def _wider(entry: Entry, node: Input) -> Entry:
    """An assessor's score that may lie in any of its bands."""
    return evolve(entry, within=union(entry.within, node.within))


def _entry(rules: RuleSet, node: Input | Named, owner: str, lang: str) -> Entry:
    name = node.name
    if name in rules.measures:
        return _measure(rules, node, owner)
    items = {item.id: item for item in rules.items}
    for prefix, kind, template in (
        (JUDGED, "judged", texts.JUDGED),
        (STATE, "choice", texts.STATE),
        (REASON, "reason", texts.REASON),
        (APPLICABLE, "applies", texts.APPLIES),
        (HAND, "judged", texts.BY_HAND),
        (UNFILLED, "unfilled", texts.UNFILLED),
    ):
        if not name.startswith(prefix):
            continue
        item = items.get(name.removeprefix(prefix))
        within = node.within if isinstance(node, Input) else Span()
        return Entry(
            name=name,
            kind=kind,  # type: ignore[arg-type]  # the pairs above are literals
            label=template.render(lang),
            item=item.id if item is not None else owner,
            within=within,
            choices=_states(item) if kind == "choice" and item is not None else (),
        )
    raise AssertionError(name)


def _measure(rules: RuleSet, node: Input | Named, owner: str) -> Entry:
    measure = rules.measures[node.name]
    kind: Kind = "count" if measure.type is MeasureType.COUNT else "number"
    choices: tuple[str, ...] = ()
    if kind_of(node) == "boolean":
        kind = "truth"
    elif measure.type in (MeasureType.LEVEL, MeasureType.STATE):
        choices = tuple(level.label for level in measure.levels) or _words_of(rules, node.name)
        kind = "choice" if choices else "count"
    return Entry(
        name=node.name,
        kind=kind,
        label=measure.label,
        item=owner,
        unit=measure.unit,
        within=scope_of(rules).within(node.name),
        choices=choices,
        formula=measure.formula.text if measure.formula is not None else "",
    )


def _words_of(rules: RuleSet, measure: str) -> tuple[str, ...]:
    """The words of the states that a measure names, from the scheme that asks for it."""
    for item in rules.items:
        if item.scheme.speaks().get("state") == measure:
            return _states(item)
    return ()


def _states(item: Scored) -> tuple[str, ...]:
    return tuple(words[0] for words in item.scheme.state_words())


def blocks(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Entries by the score in whose block they stand; a reason stands in the table itself."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind not in ("reason", "unfilled"):
            found.setdefault(entry.item, []).append(entry)
    return found


def scaled(entry: Entry, limits: Limits) -> tuple[int, int, int]:
    """The divisor of an entry, and the least and the most that it can be, as whole numbers."""
    places, largest = limits.of(entry.kind, entry.unit)
    divisor = 10**places
    least, most = -largest * divisor, largest * divisor
    reach = ends(entry.within)
    if reach.low is not None:
        scaled_low = reach.low * divisor
        least = max(least, -((-scaled_low.numerator) // scaled_low.denominator))
        least += int(reach.low_open and scaled_low.denominator == 1)
    if reach.high is not None:
        scaled_high = reach.high * divisor
        most = min(most, scaled_high.numerator // scaled_high.denominator)
        most -= int(reach.high_open and scaled_high.denominator == 1)
    return divisor, least, most


def fits(value: Fraction, entry: Entry, limits: Limits) -> bool:
    """Whether a figure can be entered exactly."""
    divisor, least, most = scaled(entry, limits)
    return (value * divisor).denominator == 1 and least <= value * divisor <= most


def filled(entry: Entry, values: Iterable[Numeric | bool]) -> Entry:
    """An entry with what is known of it; of several readings, what they span."""
    found = list(values)
    if not found:
        return entry
    if all(value is found[0] or value == found[0] for value in found):
        return evolve(entry, given=_given(found[0]))
    numbers = [value for value in found if not isinstance(value, bool)]
    if len(numbers) < len(found):
        return entry  # yes here and no there: not known
    result = numbers[0]
    for value in numbers[1:]:
        result = union(result, value)
    return evolve(entry, given=_given(result))


def _given(value: Numeric | bool) -> Given:
    match value:
        case bool() | Fraction():
            return Given(value)
        case Choice() | Span():
            whole = ends(value)
            return Given(None, whole.low, whole.high)
