"""``rate-mismatch``: a stated rate is not the one that its own figures give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.figures import as_rate
from zhibiao.backends.evaluate import evaluate
from zhibiao.backends.infix import infix
from zhibiao.exact import unit_text
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.reach import plain
from zhibiao.messages import Text, say
from zhibiao.model.form import Cell, Stated, word
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Reading, Scorecard
from zhibiao.model.vocabulary import EXECUTION_RATE, SOURCES, WHOLE
from zhibiao.scoring.coherence import coherent

FOUND = Text(
    zh="“{label}”写 {stated}，按 {formula} 应为 {expected}",
    en='"{label}" is stated as {stated}, but {formula} gives {expected}',
)
CUT = Text(
    zh="“{label}”写 {stated}，是截去尾数而不是四舍五入：{formula} 应为 {expected}",
    en='"{label}" is stated as {stated}, which is cut off and not rounded: {formula} gives '
    "{expected}",
)
SWAPPED = Text(
    zh="“{label}”写 {stated}，分子分母颠倒了：{formula} 应为 {expected}",
    en='"{label}" is stated as {stated} with numerator and denominator exchanged: {formula} '
    "gives {expected}",
)
_SHARE = re.compile(r"(.+?)占(.+?)的?(?:比例|比重|比率|百分比|份额|比)")
_WHOLE = re.compile(r"^(?:总体|其中)|(?:合计|总计|总额)$")
MAX_VALUES = 32
"""So many figures of one name are tried for a share."""


@form_check("rate-mismatch", Severity.ERROR)
def rate_mismatch(audit: Audit) -> Iterator[Observation]:
    """A stated rate differs from the one recomputed from the figures beside it.

    What it finds:
        Any ratio that the rule set defines by a formula (控制率, 变动率, 利用率 …), also in
        a row that it does not score, the execution rates of the funds table and of its lines,
        and a share whose label names both its figures (甲占乙的比例), where the form states
        both the rate and its figures. A rate agrees when it is right to half a unit of its
        last printed place. An inverted ratio is named as such. Where figures disagree, a rate
        that one coherent reading gives is accepted. A rate that is cut off after its last
        place instead of rounded is a note.

    Why it matters:
        Scores hang on rates; a wrong one makes a wrong score look right.

    Example:
        A control rate of 84.42% for 77 in post of 65 posts, which is 118.46%.

    What to do:
        Compute the rate again from the figures, numerator first.

    Source:
        The formula in the rule set; the execution rate is 全年执行数 / 全年预算数.
    """
    yield from _execution_rate(audit)
    yield from _shares(audit)
    if audit.card is None:
        return
    scope = scope_of(audit.card.rules)
    for stated in _rates(audit):
        name = audit.measure_of(stated.label)
        if name is None:
            continue
        tree = scope.resolve(name)
        if isinstance(tree, Named) and tree.unit == "%":
            yield from _compared(audit.card, name, tree, stated)


def _rates(audit: Audit) -> Iterator[Stated]:
    yield from (s for s in audit.form.stated if s.kind != "goal" and s.cell.number is not None)
    for score, row in audit.scored_rows:
        actual = score.item.scheme.speaks().get("actual")
        if actual is not None and row.actual.number is not None and audit.card is not None:
            yield Stated(audit.card.rules.measures[actual].label, row.actual)
    for index, row in enumerate(audit.form.rows):
        if index not in audit.score_of_row and len(row.labels) == 1:
            yield Stated(row.label, row.actual)


def _compared(card: Scorecard, name: str, tree: Named, stated: Stated) -> Iterator[Observation]:
    values: list[Fraction] = []
    evidence: dict[str, tuple[Reading, ...]] = {k: v for k, v in card.evidence.items() if k != name}
    formula = plain(tree.child)
    for chosen in coherent(formula, evidence):
        known = {key: reading.value for key, reading in chosen.items()}
        value = evaluate(formula, known).value
        if not isinstance(value, Fraction):
            return
        values.append(value)
    yield from _observed(stated.label, stated.cell, values, _formula(card, formula), stated.where)


def _observed(
    label: str, cell: Cell, values: list[Fraction], formula: str, where: Where
) -> Iterator[Observation]:
    claimed = cell.number
    if claimed is None or cell.quantity is None or cell.quantity.unit != "%" or not values:
        return
    if any(_agree(claimed, value, cell.quantity.resolution) for value in values):
        return
    swapped = any(
        value != 0 and _agree(claimed, 1 / value, cell.quantity.resolution) for value in values
    )
    cut = any(0 < value - claimed < cell.quantity.resolution for value in values)
    expected = " / ".join(unit_text(value, "%") for value in dict.fromkeys(values))
    shown = say(
        CUT if cut else SWAPPED if swapped else FOUND,
        label=label,
        stated=cell.raw if len(cell.raw) <= 20 else unit_text(claimed, "%"),
        formula=formula,
        expected=expected,
    )
    yield Observation(
        shown,
        where,
        claimed=unit_text(claimed, "%"),
        expected=expected,
        severity=Severity.NOTE if cut else None,
    )


def _execution_rate(audit: Audit) -> Iterator[Observation]:
    """The rates of the funds table: that of the whole, and those of its lines."""
    formula = "全年执行数 / 全年预算数"
    for line in audit.form.funds.lines:
        whole = line.source == WHOLE and line.stated_rate.is_empty
        cell = audit.form.funds.stated_rate if whole else line.stated_rate
        label = EXECUTION_RATE if whole else SOURCES.get(line.source, line.source) + EXECUTION_RATE
        spent, budget = line.amount("expenditure"), line.amount("annual_budget")
        if spent is not None and budget:
            where = cell.place(label)
            yield from _observed(label, as_rate(cell), [spent / budget], formula, where)


def _shares(audit: Audit) -> Iterator[Observation]:
    """Rates whose own label says what is divided by what."""
    shares = [(s, m) for s in audit.form.stated if (m := _SHARE.fullmatch(word(s.label)))]
    if not shares:
        return
    amounts: dict[str, list[Stated]] = {}
    for stated in audit.form.stated:
        if stated.kind != "goal" and stated.cell.number is not None:
            amounts.setdefault(_WHOLE.sub("", word(stated.label)), []).append(stated)
    for stated, matched in shares:
        parts = _nearest(amounts.get(_WHOLE.sub("", matched[1]), []), stated)
        wholes = _nearest(amounts.get(_WHOLE.sub("", matched[2]), []), stated)
        values = [value for a in parts for b in wholes if (value := _quotient(a, b)) is not None]
        formula = f"{matched[1]} / {matched[2]}"
        yield from _observed(stated.label, stated.cell, values[:MAX_VALUES], formula, stated.where)


def _nearest(amounts: list[Stated], rate: Stated) -> list[Stated]:
    """Those that were stated together with the rate; all, where none was."""
    own = rate.cell.at.statement
    together = [one for one in amounts if own is not None and one.cell.at.statement == own]
    return (together or amounts)[:MAX_VALUES]


def _quotient(part: Stated, whole: Stated) -> Fraction | None:
    unit = whole.cell.quantity.unit if whole.cell.quantity is not None else ""
    above, below = part.cell.amount(unit, unit), whole.cell.amount(unit, unit)
    return None if above is None or not below or unit == "%" else above / below


def _agree(claimed: Fraction, value: Fraction, resolution: Fraction) -> bool:
    return abs(claimed - value) * 2 <= resolution


def _formula(card: Scorecard, tree: Expr) -> str:
    def label(leaf: Input | Named) -> str | None:
        measure = card.rules.measures.get(leaf.name)
        return measure.label if measure is not None else None

    return infix(tree, label, "zh")
