"""The sheet on which figures are filled in: a block for each indicator, each figure once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from zhibiao.backends.infix import infix
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.reach import plain
from zhibiao.messages import say
from zhibiao.messages import workbook as texts
from zhibiao.model.lowering.program import STATE, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.reports.workbook.calculation import Calculation, Plan
from zhibiao.reports.workbook.canvas import Canvas, Label, Looks, letters
from zhibiao.reports.workbook.cells import height, number, number_format, safe, shortened, shown
from zhibiao.reports.workbook.entries import Entry, blocks, scaled
from zhibiao.reports.workbook.reading import Address
from zhibiao.reports.workbook.styles import RED
from zhibiao.scoring.words import Words

WIDTHS = (36, 20, 8, 14, 11, 11, 14, 8, 26, 26)
WHAT, OWNER, UNIT, VALUE, LEAST, MOST, RESULT, CHECK, RANGE, SOURCE = range(10)
FIRST = 3
LONGEST_LABEL, LONGEST_FORMULA = 60, 480
"""A formula in words is no longer than its row can be tall, nor a label in it than can be read."""
OWNER_LOOKS = Looks("tier", "tier_block")
ASIDE = 26
"""The first of the hidden columns, which hold the words to choose from."""
EXAMPLES = tuple(Fraction(n, 1000) for n in (1037, 937, 37, -37))
"""How a rate may be filled in; the first that is allowed is shown."""


@frozen
class FiguresSheet:
    """Where each entry stands."""

    rows: Mapping[str, int]
    canvas: Canvas

    def addresses(self, entries: Iterable[Entry]) -> dict[str, Address]:
        """The cells of the entries that stand on this sheet."""
        found = {}
        for entry in entries:
            row = self.rows.get(entry.name)
            if row is None:
                continue
            cells = [self.canvas.address(row, column) for column in (VALUE, LEAST, MOST)]
            bounded = entry.kind in ("number", "count", "judged")
            words = range(ASIDE, ASIDE + len(entry.choices))
            choices = tuple(self.canvas.address(row, column) for column in words)
            found[entry.name] = (
                Address(cells[0], cells[1], cells[2])
                if bounded
                else Address(cells[0], choices=choices)
            )
        return found


def rows_of(plan: Plan, elsewhere: Iterable[str]) -> dict[str, int]:
    """The rows of all entries that do not stand on another sheet; none makes no sheet."""
    left_out = set(elsewhere)
    asked = (entry.name for entries in blocks(plan.entries).values() for entry in entries)
    return {name: FIRST + at for at, name in enumerate(n for n in asked if n not in left_out)}


class FiguresWriter:
    """Writes the sheet."""

    def __init__(
        self, plan: Plan, placed: FiguresSheet, calculation: Calculation, lang: str
    ) -> None:
        self.plan = plan
        self.placed = placed
        self.canvas: Canvas = placed.canvas
        self.calculation = calculation
        self.lang = lang
        self.items: dict[str, Scored] = {item.id: item for item in plan.rules.items}

    def write(self) -> None:
        """Heading, then block by block."""
        canvas = self.canvas
        canvas.columns(WIDTHS)
        canvas.merged((0, 0), (0, SOURCE), texts.FIGURES_TITLE.render(self.lang), "title")
        canvas.tall(0, 28)
        hint = texts.FIGURES_HINT.render(self.lang)
        canvas.merged((1, 0), (1, SOURCE), hint, "hint")
        canvas.tall(1, height((hint, sum(WIDTHS))))
        heads = (
            texts.WHAT, texts.USED_IN, texts.UNIT, texts.VALUE, texts.AT_LEAST, texts.AT_MOST,
            texts.RESULT, texts.CHECK, texts.RANGE, texts.SOURCE,
        )  # fmt: skip
        for column, head in enumerate(heads):
            canvas.words(2, column, head.render(self.lang), "head")
        canvas.tall(2, 22)
        last = max(self.placed.rows.values(), default=FIRST)
        labels: list[Label] = []
        for owner, entries in blocks(self.plan.entries).items():
            labels += self._block(owner, [e for e in entries if e.name in self.placed.rows])
        canvas.paged(last, WIDTHS, head=FIRST - 1, labels=labels)
        for label in labels:
            canvas.grouped((label.first, label.last), OWNER, label.words, OWNER_LOOKS)
        canvas.sheet.freeze_panes(FIRST, 1)
        canvas.printed(title_rows=(2, 2), last=(last, SOURCE))
        canvas.protected()
        self._lights(last)

    def _block(self, owner: str, entries: list[Entry]) -> Iterator[Label]:
        """The rows of a block; yields the label beside them."""
        if not entries:
            return
        first, last = (self.placed.rows[entries[i].name] for i in (0, -1))
        label = owner_label(owner, self.plan.rules)
        for entry in entries:
            row = self.placed.rows[entry.name]
            self._entry(entry, row, label if row == first else "")
        yield Label(first, last, label, WIDTHS[OWNER])

    def _entry(self, entry: Entry, row: int, beside: str) -> None:
        canvas = self.canvas
        what = entry.label
        if entry.kind in ("judged", "applies") or entry.name.startswith(STATE):
            what = f"{asked_of(entry.item, self.plan.rules)}：{what}"
        allowed = allowed_text(entry, self.plan, self.lang)
        if entry.formula:
            written = say(texts.COMPUTED_BY, formula=self._written(entry)).render(self.lang)
            allowed = f"{written}\n{allowed}"
        canvas.words(row, WHAT, what, "words")
        canvas.words(row, UNIT, "" if entry.unit == "%" else entry.unit, "middle")
        canvas.words(row, RANGE, allowed, "small")
        canvas.empty(row, SOURCE, "note")
        rest = (allowed, WIDTHS[RANGE] * 1.1), (beside, WIDTHS[OWNER])
        canvas.tall(row, height((what, WIDTHS[WHAT]), *rest))
        if entry.kind in ("truth", "choice", "applies"):
            self._answer(entry, row, allowed)
            return
        given = entry.given
        value = given.value if isinstance(given.value, Fraction) else None
        shape = "0.00##%" if entry.unit == "%" else "General"
        for column, known in ((VALUE, value), (LEAST, given.at_least), (MOST, given.at_most)):
            put_number(canvas, row, column, known, shape)
            allow_numbers(canvas, row, column, entry, self.plan, self.lang)
        self._result(entry, row)
        self._check(entry, row)

    def _written(self, entry: Entry) -> str:
        """The formula of a measure with the labels of what it is made of."""
        tree = scope_of(self.plan.rules).resolve(entry.name)
        assert isinstance(tree, Named)
        words = Words(self.plan.rules.measures, self.lang)

        def symbol(node: Input | Named) -> str | None:
            name = words.symbols(node)
            return None if name is None else shortened(name, LONGEST_LABEL)

        return shortened(infix(plain(tree.child), symbol, self.lang), LONGEST_FORMULA)

    def _answer(self, entry: Entry, row: int, allowed: str) -> None:
        canvas, given = self.canvas, entry.given.value
        words = choices(entry, self.lang)
        if given is None:
            canvas.empty(row, VALUE, "choice")
        elif isinstance(given, bool):
            canvas.words(row, VALUE, words[0 if given else 1], "choice")
        else:
            canvas.words(row, VALUE, words[int(given) - 1], "choice")
        for column in (LEAST, MOST, RESULT):
            canvas.empty(row, column, "middle")
        self._check(entry, row)
        allow_list(canvas, (row, VALUE), words, entry, allowed)

    def _result(self, entry: Entry, row: int) -> None:
        found = self.calculation.measures.get(entry.name)
        if found is None or not entry.formula:
            self.canvas.empty(row, RESULT, "figure")
            return
        value = number(found.ends[0]) if found.known.value else "—"
        text = f'IF({found.known.text}=1,{found.low.text},"—")'
        shape = number_format(entry.unit)
        self.canvas.formula(row, RESULT, text, value, look="figure", shape=shape)

    def _check(self, entry: Entry, row: int) -> None:
        """Says whether what stands there can be used."""
        cells = f"D{row + 1}&E{row + 1}&F{row + 1}"
        fits, unusable, torn = (
            t.render(self.lang) for t in (texts.FITS, texts.UNUSABLE, texts.IN_CONFLICT)
        )
        check, given = self.calculation.checks[entry.name], entry.given
        known = (given.value, given.at_least, given.at_most)
        text = f'IF({cells}="","—","{fits}")'
        value = fits if any(one is not None for one in known) else "—"
        for part, mark in ((check.conflict, torn), (check.wrong, unusable)):
            if part.constant != 0:
                text = f'IF({part.text}=1,"{mark}",{text})'
                value = mark if part.value else value
        self.canvas.formula(row, CHECK, text, value, look="middle")

    def _lights(self, last: int) -> None:
        for mark in (texts.UNUSABLE, texts.IN_CONFLICT):
            self.canvas.warned((FIRST, CHECK), (last, CHECK), mark.render(self.lang))


def owner_label(owner: str, rules: RuleSet) -> str:
    """What a block is called: an indicator's label, or that of an adjustment."""
    for item in rules.items:
        if item.id == owner:
            return item.label
    name = owner.partition(".")[2]
    if name in rules.adjustments:
        return rules.adjustments[name].label or name
    return rules.tiers[name].label if name in rules.tiers else owner


def asked_of(owner: str, rules: RuleSet) -> str:
    """An indicator as a question names it: with its group where two have the same label."""
    label = owner_label(owner, rules)
    alike = [item for item in rules.items if item.label == label]
    group = next((rules.groups.get(item.group) for item in alike if item.id == owner), None)
    return f"{group.label}：{label}" if group is not None and len(alike) > 1 else label


def choices(entry: Entry, lang: str) -> tuple[str, ...]:
    """The words of which one is chosen."""
    if entry.kind == "choice":
        return entry.choices
    return texts.YES.render(lang), texts.NO.render(lang)


def allowed_text(entry: Entry, plan: Plan, lang: str) -> str:
    """What may be filled in, in words."""
    if entry.kind in ("truth", "applies"):
        return texts.YES_OR_NO.render(lang)
    if entry.kind == "choice":
        return texts.ONE_OF.render(lang)
    divisor, least, most = scaled(entry, plan.limits)
    ends = [shown(Fraction(end, divisor), entry.unit) for end in (least, most)]
    if divisor == 1:
        template = texts.WHOLE_NUMBER
    else:
        template = texts.PERCENT if entry.unit == "%" else texts.ANY_NUMBER
    places, example = len(str(divisor)) - 1, _example(entry, plan)
    return say(template, least=ends[0], most=ends[1], places=places, example=example).render(lang)


def _example(entry: Entry, plan: Plan) -> str:
    """A figure such as may be filled in; none is shown that would be refused."""
    divisor, least, most = scaled(entry, plan.limits)
    usual = (value for value in EXAMPLES if least <= value * divisor <= most)
    return shown(next(usual, Fraction((least + most) // 2, divisor)), entry.unit)


def put_number(canvas: Canvas, row: int, column: int, value: Fraction | None, shape: str) -> None:
    """A figure that is known, or room for one."""
    if value is None:
        canvas.empty(row, column, "input", shape)
    else:
        canvas.number(row, column, number(value), "input", shape)


def allow_numbers(
    canvas: Canvas, row: int, column: int, entry: Entry, plan: Plan, lang: str
) -> None:
    """The rule of a cell for a number, with its note."""
    divisor, least, most = scaled(entry, plan.limits)
    allowed = allowed_text(entry, plan, lang)
    rule = {
        "validate": "integer" if divisor == 1 else "decimal",
        "criteria": "between",
        "minimum": number(Fraction(least, divisor)),
        "maximum": number(Fraction(most, divisor)),
        "input_title": safe(entry.label, 32),
        "input_message": safe(allowed, 255),
        "error_title": texts.WRONG_TITLE.render(lang),
        "error_message": safe(say(texts.WRONG, range=allowed).render(lang), 255),
    }
    canvas.sheet.data_validation(row, column, row, column, rule)


def light_unusable(canvas: Canvas, row: int, column: int, entry: Entry, plan: Plan) -> None:
    """Red for a cell with something that cannot be counted, where no mark stands beside it."""
    divisor, least, most = scaled(entry, plan.limits)
    cell = f"${letters(column)}${row + 1}"
    count = f"ROUND({cell}*{divisor},0)"
    usable = f"AND({count}>={least},{count}<={most},ABS({cell}*{divisor}-{count})<0.01)"
    rule = {
        "type": "formula",
        "criteria": f'=AND({cell}<>"",NOT(IF(ISNUMBER({cell}),{usable},FALSE)))',
        "format": canvas.styles.light(RED),
    }
    canvas.sheet.conditional_format(row, column, row, column, rule)


def allow_list(
    canvas: Canvas, place: tuple[int, int], words: tuple[str, ...], entry: Entry, allowed: str
) -> None:
    """The rule of a cell for one of several words; a rule set's stand in hidden cells beside it."""
    rule: dict[str, object] = {
        "validate": "list",
        "input_title": safe(entry.label, 32),
        "input_message": safe(allowed, 255),
        "source": list(words),
    }
    if entry.kind == "choice":
        row = place[0]
        for position, word in enumerate(words):
            canvas.words(row, ASIDE + position, word, "plain")
        last = letters(ASIDE + len(words) - 1)
        rule["source"] = f"=${letters(ASIDE)}${row + 1}:${last}${row + 1}"
        canvas.hide(ASIDE, len(words))
    canvas.sheet.data_validation(*place, *place, rule)
