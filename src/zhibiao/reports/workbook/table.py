"""The scorecard sheet: the official table with a live score in every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from zhibiao.criteria import write
from zhibiao.exact import text
from zhibiao.messages import say
from zhibiao.messages import workbook as texts
from zhibiao.model.form import FUND_COLUMNS
from zhibiao.model.lowering.program import JUDGED, REASON, STATE
from zhibiao.model.ruleset import EXECUTION, RuleSet, Scored
from zhibiao.reports.workbook.calculation import Address, Calculation, Plan, Shown
from zhibiao.reports.workbook.canvas import Canvas, letters
from zhibiao.reports.workbook.cells import height, number, number_format, safe
from zhibiao.reports.workbook.entries import Entry
from zhibiao.reports.workbook.figures import allow_numbers, put_number
from zhibiao.reports.workbook.styles import AMBER, GREEN, GREY, RED

WIDTHS = (11, 12, 19, 52, 7, 9, 12, 7, 9, 7, 7, 9, 22)
TIER, GROUP, INDICATOR, CRITERION, POINTS, CLAIM, ACTUAL, FILLED, SCORE, LOW, HIGH, STATUS, WHY = (
    range(13)
)
HEADS = (
    texts.TIER, texts.GROUP, texts.INDICATOR, texts.CRITERION, texts.POINTS, texts.CLAIMED,
    texts.ACTUAL, texts.FILLED_IN, texts.COMPUTED, texts.LOW, texts.HIGH, texts.STATUS, texts.WHY,
)  # fmt: skip


@frozen
class Said:
    """What a form says beside its figures."""

    unit: str = ""
    claims: Mapping[str, Fraction] = {}
    reasons: Mapping[str, str] = {}


@frozen
class TableSheet:
    """Where the rows of the table stand."""

    canvas: Canvas
    head: int
    funds: int | None
    rows: Mapping[str, int]
    tiers: Mapping[str, int]
    changes: Mapping[str, int]
    total: int
    in_funds: tuple[str, ...]

    def addresses(self) -> dict[str, Address]:
        """The cells of the entries that stand on this sheet."""
        found = {
            REASON + name: Address(self.canvas.address(row, WHY)) for name, row in self.rows.items()
        }
        for name in self.in_funds:
            assert self.funds is not None
            column = _FUNDS_AT[name][0]
            found[name] = Address(self.canvas.address(self.funds + 1, column))
        return found


_FUNDS_AT = {
    "initial_budget": (CRITERION, CRITERION),
    "annual_budget": (POINTS, CLAIM),
    "expenditure": (ACTUAL, FILLED),
}


def lay_out(plan: Plan, canvas: Canvas) -> TableSheet:
    """The rows of the table, from the heading down."""
    rules = plan.rules
    row = 3
    funds: int | None = None
    in_funds: tuple[str, ...] = ()
    if rules.execution is not None:
        funds, row = row, row + 3
        in_funds = tuple(e.name for e in plan.entries if e.name in FUND_COLUMNS and _is_plain(e))
    head, row = row, row + 1
    rows: dict[str, int] = {EXECUTION: funds + 1} if funds is not None else {}
    tiers: dict[str, int] = {}
    for name in rules.tiers:
        for item in rules.items:
            if item.tier == name:
                rows[item.id] = row
                row += 1
        tiers[name] = row
        row += 1
    changes = {name: row + index for index, name in enumerate(rules.adjustments)}
    total = row + len(changes)
    return TableSheet(canvas, head, funds, rows, tiers, changes, total, in_funds)


def _is_plain(entry: Entry) -> bool:
    return entry.given.at_least is None and entry.given.at_most is None


class TableWriter:
    """Writes the sheet."""

    def __init__(
        self,
        plan: Plan,
        placed: TableSheet,
        calculation: Calculation,
        addresses: Mapping[str, Address],
        *,
        said: Said,
        lang: str,
    ) -> None:
        self.plan = plan
        self.rules: RuleSet = plan.rules
        self.placed = placed
        self.canvas: Canvas = placed.canvas
        self.calculation = calculation
        self.addresses = addresses
        self.said = said
        self.lang = lang
        self.entries: dict[str, Entry] = {entry.name: entry for entry in plan.entries}

    def write(self) -> None:
        """Heading, funds, rows, sums."""
        canvas, placed = self.canvas, self.placed
        canvas.columns(WIDTHS)
        self._heading()
        if placed.funds is not None:
            self._funds(placed.funds)
        for column, head in enumerate(HEADS):
            canvas.words(placed.head, column, head.render(self.lang), "head")
        canvas.sheet.set_row(placed.head, 30)
        for name in self.rules.tiers:
            self._tier(name)
        for name in placed.changes:
            self._change(name)
        self._total()
        canvas.sheet.freeze_panes(placed.head + 1, 0)
        canvas.printed(
            title_rows=(placed.head, placed.head),
            last=(placed.total + 1, WHY),
        )
        canvas.protected()

    def _heading(self) -> None:
        canvas, heading = self.canvas, self.rules.ruleset
        canvas.merged((0, 0), (0, WHY), heading.title, "title")
        canvas.sheet.set_row(0, 32)
        canvas.words(1, TIER, texts.UNIT_NAME.render(self.lang), "line")
        canvas.merged((1, GROUP), (1, CRITERION), self.said.unit, "blank")
        year = f"{texts.YEAR.render(self.lang)} {heading.fiscal_year}"
        canvas.merged((1, POINTS), (1, FILLED), year, "line")
        shown = say(texts.RULESET, id=self.rules.id).render(self.lang)
        canvas.merged((1, SCORE), (1, WHY), shown, "line")
        canvas.sheet.set_row(1, 20)
        hint = texts.TABLE_HINT.render(self.lang)
        canvas.merged((2, 0), (2, WHY), hint, "hint")
        canvas.sheet.set_row(2, height((hint, sum(WIDTHS))))

    def _funds(self, row: int) -> None:
        """The funds table, with the execution item's score."""
        canvas = self.canvas
        canvas.merged((row, TIER), (row + 1, GROUP), texts.FUNDS.render(self.lang), "tier")
        item = next(item for item in self.rules.items if item.id == EXECUTION)
        canvas.words(row, INDICATOR, texts.INDICATOR.render(self.lang), "head")
        canvas.words(row + 1, INDICATOR, item.label, "words")
        for name, (first, last) in _FUNDS_AT.items():
            label = self.rules.measures[name].label if name in self.rules.measures else ""
            canvas.merged((row, first), (row, last), label, "head")
            entry = self.entries.get(name)
            if entry is None or name not in self.placed.in_funds:
                canvas.merged((row + 1, first), (row + 1, last), "", "middle")
                continue
            canvas.merged((row + 1, first), (row + 1, last), "", "input")
            value = entry.given.value
            known = value if isinstance(value, Fraction) else None
            put_number(canvas, row + 1, first, known, number_format(entry.unit))
            allow_numbers(canvas, row + 1, first, entry, self.plan, self.lang)
        heads = (
            (SCORE, texts.POINTS),
            (LOW, texts.LOW),
            (HIGH, texts.HIGH),
            (STATUS, texts.CLAIMED),
        )
        for column, head in heads:
            canvas.words(row, column, head.render(self.lang), "head")
        canvas.words(row, WHY, texts.COMPUTED.render(self.lang), "head")
        found = self.calculation.scores[EXECUTION]
        self._ends(row + 1, found)
        canvas.number(row + 1, SCORE, number(item.points), "middle")
        self._claim(row + 1, item, STATUS)
        self._settled(row + 1, WHY, found, "score")
        canvas.sheet.set_row(row, 20)
        canvas.sheet.set_row(row + 1, 24)
        self._light(row + 1, WHY, item.points)

    def _tier(self, name: str) -> None:
        rules, placed = self.rules, self.placed
        items = [item for item in rules.items if item.tier == name]
        tier = rules.tiers[name]
        label = self._with_points(tier.label, tier.points)
        if items:
            first, last = placed.rows[items[0].id], placed.rows[items[-1].id]
            self.canvas.merged((first, TIER), (last, TIER), label, "tier")
        for group, members in groupby(items, lambda item: item.group):
            self._group(group, list(members))
        row = placed.tiers[name]
        subtotal = say(texts.SUBTOTAL, label=label).render(self.lang)
        # No points and no claim of its own: a reader must not take it for one more indicator.
        self._sum(row, subtotal, None, self.calculation.tiers.get(name))

    def _group(self, name: str, items: Sequence[Scored]) -> None:
        placed = self.placed
        group = self.rules.groups.get(name)
        label = self._with_points(group.label, group.points) if group is not None else ""
        first, last = placed.rows[items[0].id], placed.rows[items[-1].id]
        self.canvas.merged((first, GROUP), (last, GROUP), label, "middle")
        for item in items:
            self._indicator(item, placed.rows[item.id])

    def _indicator(self, item: Scored, row: int) -> None:
        canvas = self.canvas
        criterion = self._criterion(item)
        canvas.words(row, INDICATOR, item.label, "words")
        canvas.words(row, CRITERION, criterion, "small")
        canvas.number(row, POINTS, number(item.points), "middle")
        self._actual(item, row)
        self._filled(item, row)
        found = self.calculation.scores[item.id]
        self._settled(row, SCORE, found, "score")
        self._ends(row, found)
        self._status(item, row, found)
        self._claim(row, item)
        reason = self.said.reasons.get(item.id, "")
        canvas.words(row, WHY, reason, "note")
        canvas.sheet.set_row(
            row,
            height(
                (criterion, WIDTHS[CRITERION] * 1.1), (item.label, WIDTHS[INDICATOR]),
                (reason, WIDTHS[WHY] * 1.1), ("", 1),
            ),
        )  # fmt: skip
        self._light(row, SCORE, item.points)

    def _criterion(self, item: Scored) -> str:
        """The printed wording; where there is none, the scheme in words."""
        if item.criterion:
            return item.criterion
        return write(item.scheme, self.rules.measures, item.points, lang=self.lang)

    def _actual(self, item: Scored, row: int) -> None:
        """The measure that is scored, as it is computed."""
        canvas = self.canvas
        speaks = item.scheme.speaks()
        name = speaks.get("actual") or speaks.get("count") or speaks.get("state")
        entry = self.entries.get(name or "")
        if entry is not None and entry.kind == "choice":
            cell = self.addresses[entry.name].value
            value = entry.given.value
            chosen = entry.choices[int(value) - 1] if isinstance(value, Fraction) else "—"
            canvas.formula(row, ACTUAL, f'IF({cell}="","—",{cell})', chosen, look="middle")
            return
        found = self.calculation.measures.get(name or "")
        if found is None or entry is None:
            canvas.empty(row, ACTUAL, "middle")
            return
        text_ = f'IF({found.known.text}=1,{found.low.text},"—")'
        value_ = number(found.ends[0]) if found.known.value else "—"
        shape = number_format(entry.unit)
        canvas.formula(row, ACTUAL, text_, value_, look="figure", shape=shape)

    def _filled(self, item: Scored, row: int) -> None:
        """How many of its figures are filled in."""
        asked = [
            entry
            for entry in self.plan.entries
            if item.id in entry.uses and not entry.formula and entry.kind not in _ASIDE
        ]
        cells = [self.addresses[entry.name] for entry in asked]
        if not cells:
            self.canvas.empty(row, FILLED, "middle")
            return
        counted = [f'IF({cell.value}="",0,1)' for cell in cells]
        done = sum(entry.given.value is not None for entry in asked)
        text_ = f'{"+".join(counted)}&"/{len(cells)}"'
        self.canvas.formula(row, FILLED, text_, f"{done}/{len(cells)}", look="middle")

    def _settled(self, row: int, column: int, found: Shown, look: str) -> None:
        """The score where it is one; else nothing."""
        value = number(found.ends[0]) if found.known.value else "—"
        text_ = found.low.text
        if found.known.constant != 1:
            text_ = f'IF({found.known.text}=1,{found.low.text},"—")'
        self.canvas.formula(row, column, text_, value, look=look)

    def _ends(self, row: int, found: Shown, look: str = "end") -> None:
        self.canvas.formula(row, LOW, found.low.text, number(found.ends[0]), look=look)
        self.canvas.formula(row, HIGH, found.high.text, number(found.ends[1]), look=look)

    def _status(self, item: Scored, row: int, found: Shown) -> None:
        known, missing, judged, out = (
            text_.render(self.lang)
            for text_ in (texts.KNOWN, texts.MISSING, texts.TO_JUDGE, texts.LEFT_OUT)
        )
        asked = [e for e in self.plan.entries if item.id in e.uses and e.kind not in _ASIDE]
        owned = all(e.name in (JUDGED + item.id, STATE + item.id) for e in asked)
        open_ = judged if asked and owned else missing
        text_ = f'IF({found.known.text}=1,"{known}","{open_}")'
        value = known if found.known.value else open_
        left_out = self.calculation.out.get(item.id)
        if left_out is not None:
            text_ = f'IF({left_out.must.text}=1,"{out}",{text_})'
            value = out if left_out.must.value else value
        self.canvas.formula(row, STATUS, text_, value, look="middle")

    def _claim(self, row: int, item: Scored, column: int = CLAIM) -> None:
        canvas, claimed = self.canvas, self.said.claims.get(item.id)
        put_number(canvas, row, column, claimed, "General")
        canvas.sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal", "criteria": "between", "minimum": 0,
                "maximum": number(item.points), "ignore_blank": True,
                "error_title": texts.WRONG_TITLE.render(self.lang),
                "error_message": safe(f"0 … {text(item.points)}", 255),
            },
        )  # fmt: skip

    def _claimed_sum(
        self, row: int, cells: Sequence[str], claims: Sequence[Fraction | None]
    ) -> None:
        if not cells:
            self.canvas.empty(row, CLAIM, "sum")
            return
        known = [claim for claim in claims if claim is not None]
        text_ = f'IF(COUNT({",".join(cells)})={len(cells)},ROUND(SUM({",".join(cells)}),6),"—")'
        complete = len(known) == len(cells)
        value = number(sum(known, Fraction(0))) if complete else "—"
        self.canvas.formula(row, CLAIM, text_, value, look="sum")

    def _sum(self, row: int, label: str, points: Fraction | None, found: Shown | None) -> None:
        """A line that adds up."""
        canvas = self.canvas
        canvas.merged((row, TIER), (row, CRITERION), label, "sum_label")
        if points is None:
            canvas.empty(row, POINTS, "sum")
        else:
            canvas.number(row, POINTS, number(points), "sum")
        for column in (ACTUAL, FILLED, STATUS, CLAIM, WHY):
            canvas.empty(row, column, "sum")
        if found is None:
            for column in (SCORE, LOW, HIGH):
                canvas.words(row, column, "—", "sum")
        else:
            self._settled(row, SCORE, found, "sum")
            self._ends(row, found, "sum")
        canvas.sheet.set_row(row, 22)

    def _change(self, name: str) -> None:
        """What an adjustment adds or takes away."""
        row, canvas = self.placed.changes[name], self.canvas
        adjustment = self.rules.adjustments[name]
        label = adjustment.label or name
        criterion = adjustment.criterion or (adjustment.when.text if adjustment.when else "")
        canvas.merged((row, TIER), (row, GROUP), texts.AFTER_SUM.render(self.lang), "tier")
        canvas.words(row, INDICATOR, label, "words")
        canvas.words(row, CRITERION, criterion, "small")
        for column in range(POINTS, WHY + 1):
            canvas.empty(row, column, "middle")
        pair = self.calculation.changes.get(name)
        if pair is not None:
            before, after = pair
            for column, one, other, index in (
                (LOW, before.low, after.low, 0), (HIGH, before.high, after.high, 1),
            ):  # fmt: skip
                value = number(after.ends[index] - before.ends[index])
                text_ = f"{other.text}-{one.text}" if one != other else "0"
                canvas.formula(row, column, f"ROUND({text_},6)", round(value, 6), look="end")
        canvas.sheet.set_row(
            row, height((criterion, WIDTHS[CRITERION]), (label, WIDTHS[INDICATOR]))
        )

    def _total(self) -> None:
        placed, calculation, canvas = self.placed, self.calculation, self.canvas
        row = placed.total
        label = texts.TOTAL.render(self.lang)
        self._sum(row, label, self.rules.ruleset.points, calculation.total)
        cells = [
            f"{letters(STATUS if name == EXECUTION else CLAIM)}{at + 1}"
            for name, at in placed.rows.items()
        ]
        claims = [self.said.claims.get(name) for name in placed.rows]
        self._claimed_sum(row, cells, claims)
        rated = texts.RATING.render(self.lang)
        canvas.merged((row + 1, TIER), (row + 1, CRITERION), rated, "sum_label")
        canvas.merged((row + 1, POINTS), (row + 1, WHY), "", "sum")
        if calculation.ratings:
            parts, value = [], []
            for name, truth in calculation.ratings.items():
                said = safe("、" + name).replace('"', '""')
                parts.append(f'IF({truth.may.text}=1,"{said}","")')
                value += [name] if truth.may.value else []
            text_ = f"MID({'&'.join(parts)},2,200)"
            canvas.formula(row + 1, POINTS, text_, "、".join(value), look="sum")
        canvas.sheet.set_row(row + 1, 22)

    def _with_points(self, label: str, points: Fraction) -> str:
        return say(texts.WITH_POINTS, label=label, points=text(points)).render(self.lang)

    def _light(self, row: int, column: int, points: Fraction) -> None:
        """Green for full marks, red for none, amber between, grey while it is open."""
        cell = f"${chr(65 + column)}${row + 1}"
        full = number(points)
        for criteria, colour in (
            (f'{cell}="—"', GREY),
            (f"{cell}>={full}", GREEN),
            (f"{cell}=0", RED),
            (f"ISNUMBER({cell})", AMBER),
        ):
            self.canvas.sheet.conditional_format(
                row, column, row, column,
                {
                    "type": "formula", "criteria": f"={criteria}", "stop_if_true": True,
                    "format": self._lights(colour),
                },
            )  # fmt: skip

    def _lights(self, colour: str) -> object:
        return self.canvas.styles.light(colour)


_ASIDE = ("reason", "applies", "unfilled")
