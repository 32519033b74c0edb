"""``amounts-mismatch``: parts that do not add up to their stated whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import ZERO, factor, same_family, unit_text
from zhibiao.expr.check import parts_of_sum
from zhibiao.expr.nodes import Input, Named
from zhibiao.messages import Message, Text, say
from zhibiao.model.form import FUND_COLUMNS, Cell, FundsLine, Stated, resolution_of, word
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Scorecard
from zhibiao.model.vocabulary import MONEY, SOURCES

FOUND = Text(
    zh="“{whole}”写 {stated}，其各部分（{parts}）相加为 {sum}",
    en='"{whole}" is stated as {stated}, but its parts ({parts}) add up to {sum}',
)
PARTLY = Text(
    zh="“{whole}”写 {stated}，单是其中已知的部分（{parts}）就有 {sum}",
    en='"{whole}" is stated as {stated}, but those of its parts that are known ({parts}) already '
    "come to {sum}",
)
STRANGER = Text(
    zh="“{whole}”写 {stated}，把不属于它的“{strangers}”算了进去；按定义（{parts}）应为 {sum}",
    en='"{whole}" is stated as {stated}, which counts "{strangers}" in although that is no part '
    "of it; by its definition ({parts}) it is {sum}",
)
FUNDS = Text(
    zh="资金表“{column}”一栏：合计 {stated}，各行（{parts}）相加为 {sum}",
    en='column "{column}" of the funds table: the total is {stated}, but its lines ({parts}) add '
    "up to {sum}",
)
PART = Text(zh="{label} {amount}", en="{label} {amount}")
COLUMNS = {
    "initial_budget": Text(zh="年初预算数", en="initial budget"),
    "annual_budget": Text(zh="全年预算数", en="annual budget"),
    "expenditure": Text(zh="全年执行数", en="expenditure"),
}
BY_YEAR = ("current", "carried", "other")
BY_GIVER = ("granted", "local", "carried", "other")
"""Where no line 当年财政拨款 holds them together."""
BY_NATURE = ("basic", "project")
MAX_STRANGERS = 2
MAX_READINGS = 20
"""So many values of one whole are compared with its parts; more say nothing new."""
MAX_BESIDE = 40
"""So many amounts of one row or sentence are tried as strangers."""


@form_check("amounts-mismatch", Severity.ERROR)
def amounts_mismatch(audit: Audit) -> Iterator[Observation]:
    """Parts do not add up to the whole that the form states.

    What it finds:
        Every amount that the rule set defines as a plain sum of others (三公经费, 支出合计 …)
        and the lines of the funds table. An empty part counts as unknown: then only parts
        that already pass the whole are reported, or a whole that is reached exactly by
        counting in an amount of the same row which is no part of it.

    Why it matters:
        Rates and scores are computed from these amounts.

    Example:
        三公经费 of 18.43 made of 9.27 接待费, 3.63 运维费 and 5.53 会议费: conference fees are
        no part of 三公经费, so it is 12.90.

    What to do:
        Correct the whole or the part. Take out what does not belong to the whole.

    Source:
        The formula in the rule set.
    """
    yield from _funds(audit)
    if audit.card is None:
        return
    scope = scope_of(audit.card.rules)
    for name in audit.card.rules.measures:
        tree = scope.resolve(name)
        parts = parts_of_sum(tree) if tree is not None else ()
        names = tuple(p.name for p in parts if isinstance(p, (Input, Named)))
        if names:
            yield from _whole(audit, audit.card, name, names)


def _whole(
    audit: Audit, card: Scorecard, name: str, parts: tuple[str, ...]
) -> Iterator[Observation]:
    known = {part: _single(card, part) for part in parts}
    amounts = {part: value for part, value in known.items() if value is not None}
    if not amounts:
        return
    total = sum(amounts.values(), ZERO)
    unit = card.rules.measures[name].unit
    resolution = _resolution(audit, card, name)
    for reading in card.evidence.get(name, ())[:MAX_READINGS]:
        if not isinstance(reading.value, Fraction):
            continue
        missing = reading.value - total
        if abs(missing) * 2 <= resolution:
            continue
        strangers = _strangers(audit, card, (name, *parts), missing, reading.places)
        if missing > 0 and len(amounts) < len(parts) and not strangers:
            continue  # what is missing may stand in the empty parts
        template = FOUND if len(amounts) == len(parts) else PARTLY
        shown = say(
            STRANGER if strangers else template,
            whole=reading.where.label or card.rules.measures[name].label,
            stated=unit_text(reading.value, unit),
            strangers=tuple(strangers),
            parts=tuple(_part(card, part, value) for part, value in amounts.items()),
            sum=unit_text(total, unit),
        )
        yield Observation(
            shown,
            reading.where,
            claimed=unit_text(reading.value, unit),
            expected=unit_text(total, unit),
            related=reading.places[1:],
        )


def _single(card: Scorecard, name: str) -> Fraction | None:
    readings = card.evidence.get(name, ())
    if len(readings) == 1 and isinstance(readings[0].value, Fraction):
        return readings[0].value
    return None


def _resolution(audit: Audit, card: Scorecard, name: str) -> Fraction:
    measure = card.rules.measures[name]
    words = set(map(word, measure.words))
    quantities = [
        s.cell.quantity
        for s in audit.form.stated
        if word(s.label) in words or audit.measure_of(s.label) == name
    ]
    printed = [
        q.resolution * factor(q.unit or measure.unit) / factor(measure.unit)
        for q in quantities
        if q is not None and same_family(q.unit or measure.unit, measure.unit)
    ]
    return max(printed, default=ZERO)


def _part(card: Scorecard, name: str, value: Fraction) -> Message:
    measure = card.rules.measures[name]
    return say(PART, label=measure.label, amount=unit_text(value, measure.unit))


def _strangers(
    audit: Audit,
    card: Scorecard,
    family: tuple[str, ...],
    missing: Fraction,
    places: tuple[Where, ...],
) -> list[str]:
    """The amounts of the same row or sentence that explain what is missing, if any do."""
    own = {word(w) for name in family for w in card.rules.measures[name].words}
    beside = [
        stated
        for stated in audit.form.stated
        if any(_beside(stated, place) for place in places[:MAX_READINGS])
        and word(stated.label) not in own
        and audit.measure_of(stated.label) not in family
    ][:MAX_BESIDE]
    unit = card.rules.measures[family[0]].unit
    amounts = {s.label: amount for s in beside if (amount := s.cell.amount(unit))}
    for count in range(1, MAX_STRANGERS + 1):
        for group in combinations(amounts, count):
            if sum((amounts[label] for label in group), ZERO) == missing:
                return list(group)
    return []


def _beside(stated: Stated, place: Where) -> bool:
    at = stated.cell.at
    return place.statement is not None and at.statement == place.statement and at.row == place.row


def _funds(audit: Audit) -> Iterator[Observation]:
    lines = {line.source: line for line in audit.form.funds.lines}
    total = lines.get("total")
    if total is None:
        return
    by_source: tuple[str, ...] = ()  # what is left of a year without its main line is no whole
    if "current" in lines:
        by_source = BY_YEAR
    elif "granted" in lines or "local" in lines:
        by_source = BY_GIVER
    for sources in (by_source, BY_NATURE):
        present = [lines[source] for source in sources if source in lines]
        if len(present) < 2:
            continue
        for column in FUND_COLUMNS:
            yield from _column(column, total.cells[column], present)


def _column(column: str, whole: Cell, present: list[FundsLine]) -> Iterator[Observation]:
    unit = whole.quantity.unit or MONEY if whole.quantity is not None else MONEY
    stated = whole.amount(unit, unit)
    known = [(line.source, line.amount(column, unit)) for line in present]
    parts = [(source, value) for source, value in known if value is not None]
    if stated is None or not parts:
        return
    total = sum((value for _, value in parts), ZERO)
    missing = stated - total
    rounding = resolution_of(whole)
    if abs(missing) * 2 <= rounding or (missing > 0 and len(parts) < len(present)):
        return
    shown = say(
        FUNDS,
        column=COLUMNS[column],
        stated=unit_text(stated, unit),
        parts=tuple(
            say(PART, label=SOURCES.get(s, s), amount=unit_text(v, unit)) for s, v in parts
        ),
        sum=unit_text(total, unit),
    )
    yield Observation(
        shown,
        whole.place(COLUMNS[column].zh),
        claimed=unit_text(stated, unit),
        expected=unit_text(total, unit),
    )
