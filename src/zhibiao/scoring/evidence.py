"""Figures and answers to evidence: for each input of the trees, what is stated of it.

A figure that stands in several places is one reading with several places where they agree
(within what they print), and several readings where they do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import evolve

from zhibiao.errors import FiguresError, NumberError
from zhibiao.exact import ONE, ZERO, factor, in_unit, quantity
from zhibiao.expr.domain import EmptyError, Numeric, Span, contains, meet, span
from zhibiao.expr.walk import inputs
from zhibiao.messages import Message, formulas, say
from zhibiao.messages import scoring as texts
from zhibiao.messages import workbook as asked
from zhibiao.model.form import Cell, Form, FormRow, read_cell, rows_by_name, word
from zhibiao.model.lowering.program import (
    APPLICABLE,
    JUDGED,
    REASON,
    STATE,
    Program,
    RuleScope,
    lower,
    scope_of,
)
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.place import Place, Where
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import Reading
from zhibiao.scoring.agreeing import StatedValue, agreed, meets
from zhibiao.scoring.deadlines import compared
from zhibiao.scoring.matching import Matches
from zhibiao.scoring.open_rows import is_own
from zhibiao.scoring.reach import range_text
from zhibiao.scoring.words import score_text

Figure = int | Decimal | Fraction | str | bool
Readings = dict[str, tuple[Reading, ...]]

_ANSWERS = {"是": True, "否": False, "yes": True, "no": False}
"""What stands beside a question that is answered in a table."""


class _Collector:
    """Gathers what a form states of each input, and what could not be used."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.scope = scope_of(rules)
        self.found: dict[str, list[StatedValue]] = {}
        self.remarks: list[Message] = []

    def add_cell(self, name: str, label: str, cell: Cell) -> None:
        """A figure of a measure, or a level by its word, as a cell states it."""
        measure = self.rules.measures[name]
        level = _level(measure, cell.raw)
        if level is None:
            level = _named_state(self.rules, name, cell.raw)
        if level is not None:
            self.add(name, StatedValue(level, cell.place(label), cell.raw))
            return
        if measure.type is MeasureType.BOOLEAN:
            answer = _ANSWERS.get(cell.raw.strip())
            if answer is not None:
                self.add(name, StatedValue(answer, cell.place(label), cell.raw))
            return
        if cell.quantity is None:
            return
        quantity = cell.quantity
        if measure.type is MeasureType.COUNT and not measure.unit and quantity.unit != "%":
            quantity = evolve(quantity, unit="")  # 2次 and 2起 are both two
        try:
            value = in_unit(quantity, measure.unit, written=cell.raw)
            stated = cell.in_unit(value)
            meet(stated, self.scope.within(name))
        except NumberError as error:
            why = error.message
            assert isinstance(why, Message)
            shown = say(texts.FIGURE_UNFIT, label=label, raw=_short(cell.raw), why=why)
            self.remarks.append(shown)
            return
        except EmptyError:
            self.remarks.append(say(texts.FIGURE_OUT_OF_RANGE, label=label, raw=_short(cell.raw)))
            return
        scale = factor(quantity.unit) / factor(measure.unit) if quantity.unit else ONE
        resolution = quantity.resolution * scale
        self.add(name, StatedValue(stated, cell.place(label), cell.raw, resolution))

    def answered(self, name: str, answer: bool) -> Numeric | bool:
        """A yes or no; of a measure that counts, whether there was any."""
        if self.rules.measures[name].type is MeasureType.BOOLEAN:
            return answer
        return Span(ONE) if answer else ZERO

    def add(self, name: str, stated: StatedValue) -> None:
        """One more value of an input."""
        self.found.setdefault(name, []).append(stated)

    def readings(self) -> Readings:
        """What was gathered, as readings."""
        return {name: agreed(stated) for name, stated in self.found.items()}


def from_form(form: Form, rules: RuleSet, matches: Matches) -> tuple[Readings, list[Message]]:
    """What a form states of every input of a rule set's trees."""
    collector = _Collector(rules)
    for stated in form.stated:
        name = matches.measures.get(word(stated.label))
        if name is not None and stated.kind != "goal":
            collector.add_cell(name, stated.label, stated.cell)
    for line in form.funds.lines:
        if line.source == "total":
            for name, cell in line.cells.items():
                if name in rules.measures:
                    collector.add_cell(name, rules.measures[name].label, cell)
    further = _further_judged(form)
    for item in rules.items:
        index = matches.rows.get(item.id)
        if index is not None:
            _add_row(collector, item, form.rows[index])
            for cell in further.get(index, ()):
                bound = None if cell.quantity is None else cell.in_unit(cell.quantity.value)
                _add_judged(collector, item, form.rows[index], cell, bound)
            if is_own(item):
                _add_deadline(collector, item, form.rows[index], form.fiscal_year)
    return collector.readings(), collector.remarks


def _add_row(collector: _Collector, item: Scored, row: FormRow) -> None:
    speaks = item.scheme.speaks()
    for column in ("actual", "target", "count"):
        if column in speaks:
            cell: Cell = getattr(row, column)
            if column == "target":  # "≥200" sets the target 200; its sign is the direction
                cell = evolve(cell, relation="=")
            collector.add_cell(speaks[column], row.label, cell)
    has_reason = not row.reason.is_empty
    collector.add(
        REASON + item.id, StatedValue(has_reason, row.reason.place(row.label), row.reason.raw)
    )
    _add_answers(collector, item, row)
    if not row.judged.is_empty:
        _add_judged(collector, item, row, row.judged, row.judged.number)
    if row.state is not None:
        _add_state(collector, item, row, speaks.get("state", STATE + item.id))
    if row.applicable is False:
        policy = collector.rules.policy_of(item)
        if policy is None or policy.policy == "forbidden":
            collector.remarks.append(say(texts.NOT_APPLICABLE, label=row.label))
        place = evolve(row.at, label=row.label)
        collector.add(APPLICABLE + item.id, StatedValue(False, place, ""))


def _further_judged(form: Form) -> dict[int, list[Cell]]:
    """What figures say of an assessor's score by its row's name, 业务工作：评审得分, by the row."""
    named, found = rows_by_name(form.rows), dict[int, list[Cell]]()
    for stated in form.stated:
        owner, _, question = stated.label.rpartition("：")
        if owner and word(question) in map(word, (asked.JUDGED.zh, asked.JUDGED.en)):
            index = named.get(word(owner))
            if index is not None:
                found.setdefault(index, []).append(stated.cell)
    return found


def _add_judged(
    collector: _Collector, item: Scored, row: FormRow, cell: Cell, score: Numeric | None
) -> None:
    """An assessor's score or a bound of it, where one is asked for and can be so."""
    name = JUDGED + item.id
    tree = lower(collector.rules).scores[item.id]
    reach = [node.within for node in inputs(tree) if node.name == name]
    if not reach:
        return
    if score is None or not any(meets(score, within) for within in reach):
        raw = _short(cell.raw)
        collector.remarks.append(say(texts.FIGURE_OUT_OF_RANGE, label=row.label, raw=raw))
        return
    collector.add(name, StatedValue(score, row.place_of(cell), cell.raw))


def _add_deadline(collector: _Collector, item: Scored, row: FormRow, year: int | None) -> None:
    """A deadline that was kept is the first state of the form's own row; one that was not, none."""
    states = item.scheme.state_words()
    decided = compared(row.target, row.actual, year) if states and row.state is None else None
    if decided is None or len(states) < 2:
        return
    if decided.supplied is not None:
        shown = say(texts.YEAR_SUPPLIED, label=row.label, year=str(decided.supplied))
        collector.remarks.append(shown)
    value = ONE if decided.kept else Span(Fraction(2), Fraction(len(states)))
    name = item.scheme.speaks().get("state", STATE + item.id)
    collector.add(name, StatedValue(value, row.actual.place(row.label), row.actual.raw))


def _add_answers(collector: _Collector, item: Scored, row: FormRow) -> None:
    questions = item.scheme.answers()
    for said, answer in row.holds.items():
        for number, (label, measure) in enumerate(questions, 1):
            labels = (label, *collector.rules.measures[measure].words)
            if word(said) in (*map(word, labels), str(number), measure):
                place = evolve(row.at, label=label, text=said)
                collector.add(
                    measure, StatedValue(collector.answered(measure, answer), place, said)
                )
                break
        else:
            collector.remarks.append(say(texts.ANSWER_UNKNOWN, label=row.label, raw=said))


def _add_state(collector: _Collector, item: Scored, row: FormRow, name: str) -> None:
    states = item.scheme.state_words()
    said = str(row.state)
    for number, words in enumerate(states, 1):
        if said == str(number) or word(said) in map(word, words):
            place = evolve(row.at, label=row.label, text=said)
            collector.add(name, StatedValue(Fraction(number), place, said))
            return
    known = tuple(words[0] for words in states) or ("—",)
    collector.remarks.append(say(texts.STATE_UNKNOWN, label=row.label, raw=said, known=known))


def from_figures(figures: Mapping[str, Figure], rules: RuleSet, program: Program) -> Readings:
    """Evidence from plain figures: measures by id, judged scores by the indicator's id.

    Raises:
        FiguresError: unknown names, floats, wrong units, values outside their range; all of
            them at once.
    """
    problems: list[Problem] = []
    found: Readings = {}
    scope = scope_of(rules)
    for name, figure in figures.items():
        try:
            key, value = _figure(name, figure, rules, program, scope)
        except NumberError as error:
            why = error.message
            assert isinstance(why, Message)
            message = say(texts.FIGURE_FAULT, name=name, why=why)
            problems.append(_problem(name, message))
        except _FigureFaultError as fault:
            problems.append(_problem(name, fault.message))
        else:
            found[key] = (Reading(value, (Where(label=name, text=str(figure)),), str(figure)),)
    if problems:
        raise FiguresError(say(texts.FIGURES_WRONG, count=len(problems)), problems)
    return found


class _FigureFaultError(Exception):
    def __init__(self, message: Message) -> None:
        self.message = message


def _problem(name: str, message: Message) -> Problem:
    return Problem("bad-figure", Severity.ERROR, message, Place(name, 0))


def _figure(
    name: str, figure: Figure, rules: RuleSet, program: Program, scope: RuleScope
) -> tuple[str, Numeric | bool]:
    if not isinstance(name, str):
        raise _FigureFaultError(say(texts.NO_FIGURE, name=repr(name)[:40]))
    if name in rules.measures:
        return name, _measure_value(name, figure, rules, scope)
    if name.startswith((REASON, APPLICABLE)) and isinstance(figure, bool):
        return name, figure
    tree = program.scores.get(name)
    if tree is None:
        raise _FigureFaultError(say(texts.NO_FIGURE, name=name))
    if figure is False or figure is True:
        raise _FigureFaultError(say(texts.NEEDS_NUMBER, name=name))
    for wanted in (JUDGED + name, STATE + name):
        reach = [node.within for node in inputs(tree) if node.name == wanted]
        if reach:
            value = quantity(figure).value
            if not any(contains(within, value) for within in reach):
                can_be = score_text(reach[0])
                message = say(texts.OUT_OF_RANGE, name=name, value=str(figure), range=can_be)
                raise _FigureFaultError(message)
            return wanted, value
    known = tuple(node.name for node in inputs(tree))
    raise _FigureFaultError(say(texts.NOT_JUDGED, name=name, known=known))


def _measure_value(name: str, figure: Figure, rules: RuleSet, scope: RuleScope) -> Numeric | bool:
    measure = rules.measures[name]
    if measure.type is MeasureType.BOOLEAN:
        if not isinstance(figure, bool):
            raise _FigureFaultError(say(texts.NEEDS_TRUTH, name=name))
        return figure
    if isinstance(figure, bool):
        raise _FigureFaultError(say(texts.NEEDS_NUMBER, name=name))
    value: Numeric
    if isinstance(figure, str):
        level = _level(measure, figure)
        if level is not None:
            return level
        cell = read_cell(figure)
        if cell.quantity is None and measure.levels:
            known = tuple(one.label for one in measure.levels)
            raise _FigureFaultError(say(formulas.NOT_A_LEVEL, text=_short(figure), known=known))
        found = cell.quantity or quantity(figure)
        value = cell.in_unit(in_unit(found, measure.unit, written=figure))
    else:
        value = in_unit(quantity(figure), measure.unit, written=str(figure))
    states = _number_of_states(rules, name)
    if states:
        named = span(ONE, Fraction(states))
        _check_within(name, value, named, figure, score_text(named))
    _check_within(name, value, scope.within(name), figure, range_text(rules, name))
    return value


@lru_cache(maxsize=4096)
def _number_of_states(rules: RuleSet, name: str) -> int:
    """How many states a measure can name, where a scheme takes it for one."""
    counts = [
        len(item.scheme.state_words())
        for item in rules.items
        if item.scheme.speaks().get("state") == name
    ]
    return min(counts, default=0)


def _level(measure: Measure, said: str) -> Fraction | None:
    """The position of a level that is called by its label or an alias."""
    for position, level in enumerate(measure.levels, 1):
        if word(said) in map(word, (level.label, *level.aliases)):
            return Fraction(position)
    return None


def _named_state(rules: RuleSet, name: str, said: str) -> Fraction | None:
    """The position of a state that a scheme asks of a measure, by its label or an alias."""
    for item in rules.items:
        if item.scheme.speaks().get("state") == name:
            for position, words in enumerate(item.scheme.state_words(), 1):
                if word(said) in map(word, words):
                    return Fraction(position)
    return None


def _check_within(
    name: str, value: Numeric, within: Numeric, figure: Figure, shown: str | Message
) -> None:
    try:
        meet(value, within)
    except EmptyError:
        message = say(texts.OUT_OF_RANGE, name=name, value=str(figure), range=shown)
        raise _FigureFaultError(message) from None


def _short(raw: str) -> str:
    return raw if len(raw) <= 40 else f"{raw[:30]}…"
