"""A fault planted in the clean form is found, and nothing is that does not follow from it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.auditing.finding import Finding
from zhibiao.exact import ZERO, Quantity, text
from zhibiao.model.form import Cell, Form, FormDate, FormRow, Stated, read_cell
from zhibiao.model.place import Where
from zhibiao.model.table import Table

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
FEW = settings(max_examples=25, deadline=None)

# What else a fault of one check may bring about: a row that is wrong makes sums and evidence wrong.
SCORES = {"total-mismatch", "declared-score-mismatch"}
CONSEQUENCES: dict[str, set[str]] = {
    "total-mismatch": {"declared-score-mismatch"},
    "score-out-of-range": SCORES,
    "score-contradicts-criterion": SCORES,
    "points-mismatch": {"missing-reason"},
    "missing-points": {"points-mismatch"},
    "unmeasured-actual": {"evidence-insufficient"},
    "conflicting-figures": {"evidence-insufficient", "rate-mismatch"},
    "adjusted-budget-unexplained": {
        "score-contradicts-criterion", "rate-mismatch", "amounts-mismatch", "impossible-score",
    },
}  # fmt: skip


@cache
def clean() -> Form:
    """The invented form without a fault."""
    (form,) = BENCH.read(ROOT / "examples" / "forms" / "shili-2023-clean.form.toml")
    return form


def found(form: Form) -> tuple[Finding, ...]:
    """What is found in a form."""
    return BENCH.audit(form).findings


def index_of(label: str) -> int:
    """The row of that label."""
    return next(i for i, row in enumerate(clean().rows) if label in row.labels)


def with_row(label: str, change: Callable[[FormRow], FormRow]) -> Form:
    """The clean form with one row changed."""
    index, form = index_of(label), clean()
    rows = (*form.rows[:index], change(form.rows[index]), *form.rows[index + 1 :])
    return evolve(form, rows=rows)


def said(cell: Cell, raw: str) -> Cell:
    """Another text in the same cell."""
    return read_cell(raw, cell.at)


def plus(form: Form, *stated: Stated) -> Form:
    """The form with further figures."""
    return evolve(form, stated=(*form.stated, *stated))


def amount(value: Fraction, at: Where) -> Cell:
    """An amount of money."""
    return Cell(text(value), Quantity(value, "万元", Fraction(1, 100)), at=at)


CENTS = st.integers(1, 500).map(lambda n: Fraction(n, 100))
ROWS = st.sampled_from(["群众满意度", "出境断面水质", "设施修复时效", "在编人员控制率"])
MANY = st.integers(2, 9)


def total(data: st.DataObject) -> Form:
    """A total that is off by up to five points, downwards so that it stays in range."""
    claimed = clean().total.claimed
    assert claimed.number is not None
    wrong = said(claimed, text(claimed.number - data.draw(CENTS)))
    return evolve(clean(), total=evolve(clean().total, claimed=wrong))


def declared(data: st.DataObject) -> Form:
    """A self-score in the report that is off."""
    form, off = clean(), data.draw(CENTS)
    changed = tuple(
        evolve(s, cell=Cell(s.cell.raw, Quantity(s.cell.number - off, "分"), at=s.cell.at))
        if s.label == "自评总分" and s.cell.number is not None
        else s
        for s in form.stated
    )
    return evolve(form, stated=changed)


def out_of_range(data: st.DataObject) -> Form:
    """A score above its points."""
    off = data.draw(CENTS)
    return with_row(
        data.draw(ROWS),
        lambda row: evolve(row, claimed=said(row.claimed, text((row.points.number or ZERO) + off))),
    )


def contradicting(data: st.DataObject) -> Form:
    """A score below what certain figures earn, with a reason beside it."""
    off = Fraction(data.draw(st.integers(1, 50)), 10)  # the invented standard rounds to tenths

    def change(row: FormRow) -> FormRow:
        wrong = said(row.claimed, text((row.claimed.number or ZERO) - off))
        return evolve(row, claimed=wrong, reason=Cell("说明"))

    return with_row(data.draw(st.sampled_from(["巡查完成情况", "设施修复时效"])), change)


def unexplained(data: st.DataObject) -> Form:
    """The reason of a row that lost points is gone."""
    label = data.draw(st.sampled_from(["政府采购执行", "资金使用合规", "社会效益"]))
    nothing = data.draw(st.sampled_from(["", "/", "无", "——"]))
    return with_row(label, lambda row: evolve(row, reason=said(row.reason, nothing)))


def points(data: st.DataObject) -> Form:
    """A row that gives itself other points."""
    more = data.draw(MANY)
    return with_row(
        data.draw(ROWS),
        lambda row: evolve(row, points=said(row.points, text((row.points.number or ZERO) + more))),
    )


def rate(data: st.DataObject) -> Form:
    """An execution rate that is off by a hundredth of a point or more."""
    off = data.draw(CENTS)
    wrong = said(clean().funds.stated_rate, f"{text(96 - off)}%")
    return evolve(clean(), funds=evolve(clean().funds, stated_rate=wrong))


def no_total(data: st.DataObject) -> Form:
    """The total is not filled in."""
    nothing = data.draw(st.sampled_from(["", "/", "——"]))
    empty = evolve(clean().total, claimed=said(clean().total.claimed, nothing))
    return evolve(clean(), total=empty)


def no_points(data: st.DataObject) -> Form:
    """The points of a row are not filled in."""
    nothing = data.draw(st.sampled_from(["", "/", "——"]))
    return with_row(data.draw(ROWS), lambda row: evolve(row, points=said(row.points, nothing)))


def early(data: st.DataObject) -> Form:
    """A date before the year has ended."""
    days = st.dates(datetime.date(2021, 1, 1), datetime.date(2023, 12, 30))
    signed = FormDate("signed", data.draw(days), Where(sentence=9))
    return evolve(clean(), dates=(*clean().dates, signed))


def unmeasured(data: st.DataObject) -> Form:
    """A word for a number."""
    said_so = data.draw(st.sampled_from(["完成", "已完成", "达标"]))
    return with_row("业务培训", lambda row: evolve(row, actual=said(row.actual, said_so)))


def conflicting(data: st.DataObject) -> Form:
    """Another number of staff in a sentence of its own."""
    count = data.draw(st.integers(79, 200))
    cell = Cell("x", Quantity(Fraction(count), "人", Fraction(1)), at=Where(sentence=77))
    return plus(clean(), Stated("年末在编人数", cell, "fact"))


def prose(data: st.DataObject) -> Form:
    """A figure of the table, printed as 2.4, that the report states as what rounds otherwise."""
    value = Fraction(245, 100) + data.draw(CENTS)
    return plus(clean(), Stated("会议费", amount(value, Where(sentence=77)), "fact"))


def goal(data: st.DataObject) -> Form:
    """A goal above the target of its indicator."""
    cell = Cell("x", Quantity(Fraction(90 + data.draw(MANY), 100), "%"), at=Where(sentence=77))
    return plus(clean(), Stated("群众满意度", cell, "goal"))


def adjusted(data: st.DataObject) -> Form:
    """An initial budget of which the annual one is far away."""
    initial = str(1250 * 10 // data.draw(MANY) + 1500)
    (line, *rest) = clean().funds.lines
    cells = Table({**line.cells, "initial_budget": said(line.cells["initial_budget"], initial)})
    funds = evolve(clean().funds, lines=(evolve(line, cells=cells), *rest))
    return evolve(clean(), funds=funds)


def criterion(wording: str) -> Callable[[st.DataObject], Form]:
    """A criterion printed in a row of 8 points, for which more is better."""

    def change(_: st.DataObject) -> Form:
        return with_row("群众满意度", lambda row: evolve(row, criterion=wording))

    return change


PLANTED: dict[str, Callable[[st.DataObject], Form]] = {
    "total-mismatch": total,
    "declared-score-mismatch": declared,
    "score-out-of-range": out_of_range,
    "score-contradicts-criterion": contradicting,
    "missing-reason": unexplained,
    "points-mismatch": points,
    "rate-mismatch": rate,
    "missing-total": no_total,
    "missing-points": no_points,
    "impossible-date": early,
    "unmeasured-actual": unmeasured,
    "conflicting-figures": conflicting,
    "text-table-mismatch": prose,
    "goal-target-mismatch": goal,
    "adjusted-budget-unexplained": adjusted,
    "criterion-contradicts-points": criterion("达到90%，记9分，每减少1%扣0.5分，扣完为止。"),
    "criterion-direction": criterion("不高于90%，记8分，每增加1%扣0.5分，扣完为止。"),
    "unreadable-criterion": criterion("达到90%，记8分，每减少1%扣0.5分，Ⅰ类"),
}


def test_the_form_is_clean() -> None:
    """Without a fault nothing is found."""
    assert found(clean()) == ()


@pytest.mark.parametrize("check", PLANTED)
@FEW
@given(st.data())
def test_a_planted_fault_is_found_with_its_consequences_alone(
    check: str, data: st.DataObject
) -> None:
    """The check finds it, and no other check anything that does not follow from it."""
    checks = {finding.check for finding in found(PLANTED[check](data))}
    assert check in checks
    assert checks <= {check, *CONSEQUENCES.get(check, ())}


APART = {"impossible-date": early, "text-table-mismatch": prose, "goal-target-mismatch": goal}


@FEW
@given(st.data())
def test_faults_that_have_nothing_to_do_with_each_other_add_up(data: st.DataObject) -> None:
    """With a date, a sentence and a goal that are wrong, exactly the three are found."""
    dated, sentence, aim = (plant(data) for plant in APART.values())
    added = [s for s in (*sentence.stated, *aim.stated) if s not in clean().stated]
    together = evolve(plus(clean(), *added), dates=dated.dates)
    assert sorted(finding.check for finding in found(together)) == sorted(APART)
