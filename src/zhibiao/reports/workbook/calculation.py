"""All formulas of a workbook: its entries, the trees of its scorecard, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from attrs import evolve, field, frozen

from zhibiao.backends.excel import CalculationSheet, Figure, Lowering, Part, Spanned, Truth
from zhibiao.backends.excel.choosing import same
from zhibiao.backends.excel.formulas import compared, either, flag, plus, quoted, whole
from zhibiao.backends.excel.ratios import Ratio, settled
from zhibiao.backends.infix import infix
from zhibiao.errors import UnsupportedNodeError, ZhibiaoError
from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import Span, ends, span
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.nodes import Expr, If, Input, Named
from zhibiao.expr.substituting import substituted
from zhibiao.messages import workbook as texts
from zhibiao.model.lowering.program import lower, scope_of
from zhibiao.model.lowering.sums import SCORE, TOTAL, Written, lower_ratings, lower_steps
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.reports.workbook.entries import (
    HAND,
    LADDER,
    Entry,
    Limits,
    entries_of,
    filled,
    fits,
    scaled,
)  # fmt: skip
from zhibiao.scoring.coherence import Readings
from zhibiao.scoring.words import Words

LONGEST_WORDS = 120


@frozen
class Address:
    """The cells of an entry as formulas name them: its value, and what it is at least and most.

    ``choices`` hold the words to choose from: no words of a rule set stand in a formula.
    """

    value: str
    at_least: str = ""
    at_most: str = ""
    choices: tuple[str, ...] = ()

    @staticmethod
    def anywhere(entry: Entry) -> Address:
        """Cells for an entry that has none yet, to see which formulas it takes."""
        return Address("$A$1", "$A$1", "$A$1", ("$A$1",) * len(entry.choices))


@frozen
class Shown:
    """A number as other sheets take it: its two ends, and whether they are one."""

    low: Part
    high: Part
    known: Part
    ends: tuple[Fraction, Fraction]


@frozen
class Plan:
    """What a workbook will calculate, before it is known where its cells stand.

    ``refused`` are the scores that no exact formula can say, and ``without`` the tiers and the
    total, each with the reason.
    """

    rules: RuleSet
    sums: Written
    entries: tuple[Entry, ...]
    limits: Limits
    refused: Mapping[str, ZhibiaoError] = field(factory=dict)
    without: Mapping[str, ZhibiaoError] = field(factory=dict)


@frozen
class Calculation:
    """The calculation sheet, and what the other sheets show of it.

    ``rate`` is the execution rate, where both its amounts are asked for.
    """

    sheet: CalculationSheet
    scores: Mapping[str, Shown]
    tiers: Mapping[str, Shown]
    total: Shown | None
    changes: Mapping[str, tuple[Shown, Shown]]
    ratings: Mapping[str, Truth]
    measures: Mapping[str, Shown]
    checks: Mapping[str, tuple[Part, ...]]
    out: Mapping[str, Truth]
    rate: Shown | None = None


def plan_of(rules: RuleSet, readings: Readings, lang: str) -> Plan:
    """What a rule set asks for and how it is calculated, with the figures that are known.

    Args:
        rules: the rule set, with a form's own rows where it brings some.
        readings: what is known of the inputs.
        lang: the language of labels.
    """
    chosen: Plan | None = None
    score_places = max(2, rules.ruleset.rounding.places)
    for rung in LADDER:
        limits = evolve(rung, score_places=score_places)
        plan = _plan(rules, readings, limits, lang)
        if chosen is None or _cost(plan, readings) < _cost(chosen, readings):
            chosen = plan
        if not any(_cost(chosen, readings)):
            break
    assert chosen is not None
    return chosen


def _cost(plan: Plan, readings: Readings) -> tuple[int, int, int]:
    """How many scores have no formula, how many figures cannot be entered, and how many sums."""
    lost = 0
    for entry in plan.entries:
        for reading in readings.get(entry.name, ()):
            value = reading.value
            if isinstance(value, Fraction) and not isinstance(value, bool):
                lost += not fits(value, entry, plan.limits)
    return len(plan.refused), lost, len(plan.without)


def _plan(rules: RuleSet, readings: Readings, limits: Limits, lang: str) -> Plan:
    sums = _written(rules, {})
    trial = Plan(rules, sums, entries_of(rules, sums, lang), limits)
    refused = _refused(trial, lower(rules).scores, lang)
    if refused:
        by_hand = {item.id: _by_hand(item) for item in rules.items if item.id in refused}
        sums = _written(rules, by_hand)
    entries = entries_of(rules, sums, lang)
    trees = {**sums.tiers, TOTAL: sums.total}
    without = _refused(Plan(rules, sums, entries, limits), trees, lang)
    known = {name: [reading.value for reading in found] for name, found in readings.items()}
    given = []
    for entry in entries:
        whole_entry = filled(entry, known.get(entry.name, ()))
        value = whole_entry.given.value
        if isinstance(value, Fraction) and not fits(value, entry, limits):
            whole_entry = entry  # it cannot be entered exactly, and is left to the reader
        given.append(whole_entry)
    return Plan(rules, sums, tuple(given), limits, refused, without)


def _refused(plan: Plan, trees: Mapping[str, Expr], lang: str) -> dict[str, ZhibiaoError]:
    """The trees that no exact formula can say, each with the reason."""
    cells = {entry.name: Address.anywhere(entry) for entry in plan.entries}
    lowering = _lowering(plan, cells, CalculationSheet("x"), lang)
    found: dict[str, ZhibiaoError] = {}
    for name, tree in trees.items():
        try:
            lowering.number(narrowed(tree))
        except UnsupportedNodeError as error:
            found[name] = error
    return found


def _by_hand(item: Scored) -> Expr:
    """A score that is entered, in place of one that cannot be computed."""
    within = span(ZERO, item.points)
    return build.named("score", item.id, Input(HAND + item.id, within=within), within=within)


def _written(rules: RuleSet, by_hand: Mapping[str, Expr]) -> Written:
    """The sums over the scores' own trees, or over what is entered by hand in their place."""
    trees = {**lower(rules).scores, **by_hand}
    return lower_steps(rules).over({SCORE + name: tree for name, tree in trees.items()})


def calculate(
    plan: Plan, addresses: Mapping[str, Address], sheet: CalculationSheet, lang: str
) -> Calculation:
    """All rows of the calculation sheet."""
    checks: dict[str, tuple[Part, ...]] = {}
    lowering = _lowering(plan, addresses, sheet, lang, checks)
    sums, rules = plan.sums, plan.rules
    shown = _Showing(lowering, sheet)
    scores = {name: shown.must(tree) for name, tree in sums.scores.items()}
    tiers = {name: found for name, tree in sums.tiers.items() if (found := shown.maybe(tree))}
    changes = {}
    for name, (before, after) in sums.changes.items():
        pair = shown.maybe(before), shown.maybe(after)
        if pair[0] is not None and pair[1] is not None:
            changes[name] = (pair[0], pair[1])
    total = shown.maybe(sums.total)
    ratings = {}
    if total is not None:
        ratings = {
            name: shown.outside(lowering.truth(narrowed(substituted(tree, {TOTAL: sums.total}))))
            for name, tree in lower_ratings(rules).items()
        }
    return Calculation(
        sheet=sheet,
        scores=scores,
        tiers=tiers,
        total=total,
        changes=changes,
        ratings=ratings,
        measures=_measures(rules, plan.entries, shown),
        checks=checks,
        out=_left_out(plan, lowering, shown),
        rate=_rate(plan, shown),
    )


def _measures(rules: RuleSet, entries: Iterable[Entry], shown: _Showing) -> dict[str, Shown]:
    """The values of all measures that are numbers, for the reader's eye."""
    scope, found = scope_of(rules), {}
    for entry in entries:
        if entry.name in rules.measures and entry.kind in ("number", "count"):
            tree = scope.resolve(entry.name)
            value = None if tree is None else shown.maybe(tree)
            if value is not None:
                found[entry.name] = value
    return found


def _rate(plan: Plan, shown: _Showing) -> Shown | None:
    """What a funds table states beside its amounts: how much of the year's budget was spent."""
    amounts = ("expenditure", "annual_budget")
    if plan.rules.execution is None or not {entry.name for entry in plan.entries} >= {*amounts}:
        return None
    spent, budget = (scope_of(plan.rules).resolve(name) for name in amounts)
    assert spent is not None
    assert budget is not None
    return shown.maybe(build.divide(spent, budget))


def _left_out(plan: Plan, lowering: Lowering, shown: _Showing) -> dict[str, Truth]:
    """For the rows that may not apply, whether they do not."""
    found = {}
    for name, tree in plan.sums.scores.items():
        if isinstance(tree, If):
            found[name] = shown.outside(lowering.truth(tree.condition))
    return found


class _Showing:
    """Takes trees to cells that other sheets can name."""

    def __init__(self, lowering: Lowering, sheet: CalculationSheet) -> None:
        self.lowering = lowering
        self.sheet = sheet

    def must(self, tree: Expr) -> Shown:
        return self.shown(self.lowering.number(narrowed(tree)))

    def maybe(self, tree: Expr) -> Shown | None:
        """Nothing, where a number would pass what can be counted."""
        try:
            return self.must(tree)
        except UnsupportedNodeError:
            return None

    def shown(self, value: Spanned) -> Shown:
        outside = self.sheet.outside
        low, high = self._divided(value.low), self._divided(value.high)
        if value.low == value.high:
            return Shown(low, high, whole(1), (value.low.value, value.high.value))
        known = self.sheet.step(either(same(value.high, value.low), whole(1), whole(0)))
        return Shown(low, high, outside(known), (value.low.value, value.high.value))

    def _divided(self, end: Ratio) -> Part:
        end = settled(end, self.sheet.step)
        top, bottom = self.sheet.outside(end.top), self.sheet.outside(end.bottom)
        text = top.text if bottom.constant == 1 else f"{top.text}/{bottom.text}"
        return Part(text, top.value)

    def outside(self, truth: Truth) -> Truth:
        return Truth(self.sheet.outside(truth.must), self.sheet.outside(truth.may))


def _lowering(
    plan: Plan,
    addresses: Mapping[str, Address],
    sheet: CalculationSheet,
    lang: str,
    checks: dict[str, tuple[Part, ...]] | None = None,
) -> Lowering:
    words = Words(plan.rules.measures, lang)

    def said(node: Expr) -> str:
        if isinstance(node, (Input, Named)) and node.name in plan.rules.measures:
            return plan.rules.measures[node.name].label
        shown = infix(node, words.symbols, lang)
        return shown if len(shown) <= LONGEST_WORDS else f"{shown[:LONGEST_WORDS]}…"

    given: dict[str, Figure | Truth] = {}
    for entry in plan.entries:
        sheet.begin(entry.label)
        reading = _Reading(entry, addresses[entry.name], plan.limits, sheet, lang)
        given[entry.name] = reading.read()
        if checks is not None:
            checks[entry.name] = reading.checks
    return Lowering(sheet, given, scope_of(plan.rules).within, said)


class _Reading:
    """One entry from its cells to what the calculation sheet knows of it."""

    def __init__(
        self, entry: Entry, address: Address, limits: Limits, sheet: CalculationSheet, lang: str
    ) -> None:
        self.entry = entry
        self.address = address
        self.sheet = sheet
        self.lang = lang
        self.divisor, self.least, self.most = scaled(entry, limits)
        self.checks: tuple[Part, ...] = ()

    def read(self) -> Figure | Truth:
        match self.entry.kind:
            case "truth":
                return self._answer()
            case "reason":
                said = bool(self.entry.given.value)
                cell = self.address.value
                must = self._cell(0, f"IF(LEN(TRIM({cell}))>0,1,0)", int(said))
                return Truth(must, must)
            case "applies":
                no = quoted(texts.NO.render(self.lang)).text
                applies = self.entry.given.value is not False
                must = self._cell(0, f"IF(EXACT({self.address.value},{no}),0,1)", int(applies))
                return Truth(must, must)
            case "choice":
                return self._choice()
            case "unfilled":
                return _anything(ends(self.entry.within))
            case _:
                return self._number()

    def _answer(self) -> Truth:
        cell, value = self.address.value, self.entry.given.value
        yes, no = (quoted(text.render(self.lang)).text for text in (texts.YES, texts.NO))
        must = self._cell(0, f"IF(EXACT({cell},{yes}),1,0)", int(value is True))
        may = self._cell(1, f"IF(EXACT({cell},{no}),0,1)", int(value is not False))
        return Truth(must, may)

    def _choice(self) -> Figure:
        cell, value = self.address.value, self.entry.given.value
        tests = [
            self.sheet.step(Part(f"IF(EXACT({cell},{word}),{position},0)", position * is_it))
            for position, word in enumerate(self.address.choices, 1)
            for is_it in (value == position,)
        ]
        found = self.sheet.step(plus(*tests))
        named = compared("<", whole(0), found)
        low = self.sheet.answer(0, either(named, found, whole(1)))
        high = self.sheet.answer(2, either(named, found, whole(len(self.entry.choices))))
        return Figure(low, high, 1, 1, len(self.entry.choices))

    def _number(self) -> Figure:
        given = self.entry.given
        value = given.value if isinstance(given.value, Fraction) else None
        said = self._usable(self.address.value, value)
        at_least = self._usable(self.address.at_least, given.at_least)
        at_most = self._usable(self.address.at_most, given.at_most)
        self.checks = tuple(
            self.sheet.outside(found[0]) for found in (said, at_least, at_most) if found is not None
        )
        low, high = whole(self.least), whole(self.most)
        if at_least is not None and at_most is not None:
            # Two bounds that pass each other say nothing.
            crossed = compared("<", at_most[1], at_least[1])
            both = self.sheet.step(
                either(compared("=", at_least[0], whole(1)), at_most[0], whole(0))
            )
            wrong = self.sheet.step(
                either(compared("=", both, whole(1)), self.sheet.step(flag(crossed)), whole(0))
            )
            for bound, is_low in ((at_least, True), (at_most, False)):
                usable = self.sheet.step(either(compared("=", wrong, whole(1)), whole(0), bound[0]))
                end = either(compared("=", usable, whole(1)), bound[1], low if is_low else high)
                low, high = (self.sheet.step(end), high) if is_low else (low, self.sheet.step(end))
        assert said is not None
        is_said = compared("=", said[0], whole(1))
        return self._figure(either(is_said, said[1], low), either(is_said, said[1], high))

    def _usable(self, cell: str, value: Fraction | None) -> tuple[Part, Part] | None:
        """Whether a cell holds a figure that can be counted, and the whole number that it is."""
        if not cell:
            return None
        scaled_text = cell if self.divisor == 1 else f"{cell}*{self.divisor}"
        number = None if value is None else value * self.divisor
        is_whole = number is not None and number.denominator == 1
        usable = is_whole and number is not None and self.least <= number <= self.most
        nearest = 0 if number is None else int(number) if is_whole else 0
        count = self.sheet.step(Part(f"IF(ISNUMBER({cell}),ROUND({scaled_text},0),0)", nearest))
        test = (
            f"IF(ISNUMBER({cell}),IF(AND({count.text}>={whole(self.least).text},"
            f"{count.text}<={whole(self.most).text},ABS({scaled_text}-{count.text})<0.01),1,0),0)"
        )
        return self.sheet.step(Part(test, int(usable))), count

    def _figure(self, low: Part, high: Part) -> Figure:
        cells = self.sheet.answer(0, low), self.sheet.answer(2, high)
        return Figure(*cells, self.divisor, self.least, self.most)

    def _cell(self, index: int, text: str, value: int) -> Part:
        return self.sheet.answer(index, Part(text, value))


def _anything(reach: Span) -> Figure:
    """What nobody fills in: it stays anything that it can be."""
    low, high = reach.low or ZERO, reach.high or ZERO
    divisor = lcm(low.denominator, high.denominator)
    least, most = int(low * divisor), int(high * divisor)
    return Figure(whole(least), whole(most), divisor, least, most)
