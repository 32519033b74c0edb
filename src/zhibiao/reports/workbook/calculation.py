"""All formulas of a workbook: its entries, the trees of its scorecard, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from zhibiao.backends.excel import CalculationSheet, Figure, Lowering, Part, Spanned, Truth
from zhibiao.backends.excel.choosing import equal
from zhibiao.backends.excel.formulas import compared, either, flag, whole
from zhibiao.backends.excel.ratios import Ratio, settled
from zhibiao.backends.infix import infix
from zhibiao.errors import UnsupportedNodeError, ZhibiaoError
from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import span
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.nodes import Expr, If, Input, Named
from zhibiao.expr.substituting import substituted
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
)  # fmt: skip
from zhibiao.reports.workbook.reading import Address, Check, EntryReading
from zhibiao.scoring.coherence import Readings
from zhibiao.scoring.words import Words

LONGEST_WORDS = 120


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
    total, each with the reason. ``lost`` are the figures of a form that pass the limits, by entry.
    """

    rules: RuleSet
    sums: Written
    entries: tuple[Entry, ...]
    limits: Limits
    refused: Mapping[str, ZhibiaoError] = field(factory=dict)
    without: Mapping[str, ZhibiaoError] = field(factory=dict)
    lost: Mapping[str, Fraction] = field(factory=dict)


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
    checks: Mapping[str, Check]
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
    given, lost = [], {}
    for entry in entries:
        whole_entry = filled(entry, known.get(entry.name, ()))
        value = whole_entry.given.value
        if isinstance(value, Fraction) and not fits(value, entry, limits):
            lost[entry.name] = value
            whole_entry = entry  # it cannot be entered exactly, and is left to the reader
        given.append(whole_entry)
    return Plan(rules, sums, tuple(given), limits, refused, without, lost)


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
    checks: dict[str, Check] = {}
    lowering = _lowering(plan, addresses, sheet, lang, checks)
    sums, rules = plan.sums, plan.rules
    shown = _Showing(lowering, sheet)
    out = _left_out(plan, lowering, shown)
    scores = {name: shown.score(tree, out.get(name)) for name, tree in sums.scores.items()}
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
        out=out,
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

    def score(self, tree: Expr, out: Truth | None) -> Shown:
        """A score; that of a row that does not apply is known, whatever is filled in of it."""
        found = self.must(tree)
        if out is None:
            return found
        sure = compared("=", out.must, whole(1))
        known = self.sheet.step(either(sure, whole(1), found.known))
        return evolve(found, known=self.sheet.outside(known))

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
        known = self.sheet.step(flag(equal(value.high, value.low, self.sheet.step)))
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
    checks: dict[str, Check] | None = None,
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
        reading = EntryReading(entry, addresses[entry.name], plan.limits, sheet, lang)
        given[entry.name] = reading.read()
        if checks is not None:
            checks[entry.name] = reading.check
    return Lowering(sheet, given, scope_of(plan.rules).within, said)
