"""The faults that people make in forms, each planted in one place of a form that is right.

A fault gives the form with it, and the errors and warnings that have to be found: the check with
the key of the cell. What follows from it elsewhere is carried on, as the person would have done:
a wrong score stands in the total too, so that the total itself is right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from tests.filled import REASONS, TIERS, Filled, FilledRow, added_up, percent, said, spent
from zhibiao.exact import round_to, text

Found = set[tuple[str, str]]
"""Checks, each with the key of the place where it finds something."""
Planted = tuple[Filled, Found]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Fault = Callable[[Draw, Filled], Planted]

OFF = st.integers(2, 500).map(lambda n: Fraction(n, 100))


def changed(form: Filled, index: int, row: FilledRow) -> Filled:
    """The form with another row."""
    return evolve(form, rows=(*form.rows[:index], row, *form.rows[index + 1 :]))


def _chosen(draw: Draw, form: Filled, test: Callable[[FilledRow], bool]) -> int:
    fitting = [index for index, row in enumerate(form.rows) if test(row)]
    assume(fitting)
    chosen: int = draw(st.sampled_from(fitting))
    return chosen


def _rescored(form: Filled, index: int, claimed: Fraction, reason: str = "") -> Filled:
    row = evolve(form.rows[index], claimed=text(claimed), reason=reason)
    return added_up(changed(form, index, row))


def wrong_total(draw: Draw, form: Filled) -> Planted:
    """The scores do not add up to the total."""
    off = draw(OFF)
    total = text(Fraction(form.total) - off)
    return evolve(form, total=total, declared=total), {("total-mismatch", "total.claimed")}


def above_points(draw: Draw, form: Filled) -> Planted:
    """A score above its points."""
    index = _chosen(draw, form, lambda row: not row.reason)
    spoiled = _rescored(form, index, form.rows[index].points + draw(OFF))
    found = {("score-out-of-range", f"rows.{index}.claimed")}
    if Fraction(spoiled.total) > 100:
        found.add(("score-out-of-range", "total.claimed"))
    return spoiled, found


def below_zero(draw: Draw, form: Filled) -> Planted:
    """A score below zero."""
    index = _chosen(draw, form, lambda _: True)
    spoiled = _rescored(form, index, -draw(OFF), draw(st.sampled_from(REASONS)))
    return spoiled, {("score-out-of-range", f"rows.{index}.claimed")}


def wrong_rate(draw: Draw, form: Filled) -> Planted:
    """An execution rate that is none."""
    whole = form.funds["total"]
    wrong = percent(whole["expenditure"] / whole["annual_budget"] - draw(OFF) / 100)
    return evolve(form, rates={**form.rates, "total": wrong}), {("rate-mismatch", "funds.rate")}


def inverted_rate(_: Draw, form: Filled) -> Planted:
    """The budget divided by what was spent."""
    whole = form.funds["total"]
    assume(whole["expenditure"] != whole["annual_budget"])
    wrong = percent(whole["annual_budget"] / whole["expenditure"])
    assume(wrong != form.rates["total"])
    return evolve(form, rates={**form.rates, "total": wrong}), {("rate-mismatch", "funds.rate")}


def wrong_line_rate(draw: Draw, form: Filled) -> Planted:
    """The rate of one source of money."""
    line = form.funds["current"]
    wrong = percent(line["expenditure"] / line["annual_budget"] - draw(OFF) / 100)
    rates = {**form.rates, "current": wrong}
    return evolve(form, rates=rates, line_rates=True), {("rate-mismatch", "funds.current.rate")}


def wrong_amount(draw: Draw, form: Filled) -> Planted:
    """Sources of money that do not add up to the whole; rate and score follow the whole."""
    name = draw(st.sampled_from(("annual_budget", "expenditure")))
    whole = form.funds["total"]
    off = draw(OFF) if name == "annual_budget" else -draw(OFF)
    spoiled = {**form.funds, "total": {**whole, name: whole[name] + off}}
    return spent(evolve(form, funds=spoiled)), {("amounts-mismatch", f"funds.{name}")}


def wrong_execution(draw: Draw, form: Filled) -> Planted:
    """A score of the execution that its rate does not give."""
    wrong = text(Fraction(form.execution) - draw(OFF))
    spoiled = added_up(evolve(form, execution=wrong))
    return spoiled, {("execution-score-mismatch", "funds.claimed")}


def below_criterion(draw: Draw, form: Filled) -> Planted:
    """A score below what figures that meet their target earn."""
    index = _chosen(draw, form, lambda row: row.is_figure and not row.reason)
    wrong = form.rows[index].points * Fraction(draw(st.integers(10, 95)), 100)
    spoiled = _rescored(form, index, round_to(wrong, 2, "half-up"), draw(st.sampled_from(REASONS)))
    return spoiled, {("score-contradicts-criterion", f"rows.{index}.claimed")}


def above_criterion(draw: Draw, form: Filled) -> Planted:
    """Full marks where the target was missed."""
    index = _chosen(draw, form, lambda row: bool(row.reason) and row.score < row.points)
    spoiled = _rescored(form, index, form.rows[index].points)
    return spoiled, {("score-contradicts-criterion", f"rows.{index}.claimed")}


def no_reason(draw: Draw, form: Filled) -> Planted:
    """Points were lost, and nobody says why."""
    index = _chosen(draw, form, lambda row: row.score < row.points)
    nothing = draw(st.sampled_from(("", "/", "无", "——")))
    spoiled = changed(form, index, evolve(form.rows[index], reason=nothing))
    return spoiled, {("missing-reason", f"rows.{index}.claimed")}


def wrong_points(draw: Draw, form: Filled) -> Planted:
    """A row that is worth more than its tier leaves it: the points are 100 no longer."""
    index = _chosen(draw, form, lambda row: not row.reason)
    row, more = form.rows[index], draw(st.integers(1, 9))
    worth = row.points + more
    spoiled = changed(form, index, evolve(row, points=worth, claimed=text(worth)))
    assume(Fraction(added_up(spoiled).total) <= 100)
    found = {("points-mismatch", "total.points")}
    if form.tier_points[row.tier]:
        found.add(("points-mismatch", f"tiers.{row.tier}"))
    else:
        first = next(i for i, one in enumerate(form.rows) if one.tier == row.tier)
        found.add(("points-mismatch", f"rows.{first}.points"))
    return added_up(spoiled), found


def wrong_tier(draw: Draw, form: Filled) -> Planted:
    """A heading of the first level that states other points than its rows have."""
    tier = draw(st.sampled_from(sorted(TIERS)))
    stated = f"（{TIERS[tier][0] + draw(st.integers(1, 9))}分）"
    spoiled = evolve(form, tier_points={**form.tier_points, tier: stated})
    return spoiled, {("points-mismatch", f"tiers.{tier}")}


def wrong_full(draw: Draw, form: Filled) -> Planted:
    """Full points that are not those of the rows."""
    stated = str(draw(st.sampled_from((101, 105, 110, 120))))
    return evolve(form, total_points=stated), {("points-mismatch", "total.points")}


def no_total(draw: Draw, form: Filled) -> Planted:
    """The total is not filled in."""
    nothing = draw(st.sampled_from(("", "/", "——")))
    return evolve(form, total=nothing), {("missing-total", "total.claimed")}


def no_points(draw: Draw, form: Filled) -> Planted:
    """The points of a row are not filled in."""
    index = _chosen(draw, form, lambda row: not row.reason)
    spoiled = evolve(form, points={index: draw(st.sampled_from(("", "/", "——")))})
    return spoiled, {("missing-points", f"rows.{index}.points")}


def no_actual(draw: Draw, form: Filled) -> Planted:
    """A row does not say what was reached."""
    index = _chosen(draw, form, lambda row: row.is_figure and not row.reason)
    nothing = draw(st.sampled_from(("", "/", "——")))
    spoiled = changed(form, index, evolve(form.rows[index], actual=nothing))
    return spoiled, {("missing-actual", f"rows.{index}.actual")}


def no_target(draw: Draw, form: Filled) -> Planted:
    """A row does not say what was planned."""
    index = _chosen(draw, form, lambda row: row.is_figure and not row.reason)
    row = evolve(form.rows[index], target=draw(st.sampled_from(("", "/", "——"))), sign="")
    return changed(form, index, evolve(row, unit="", actual=row.actual + row.unit)), {
        ("missing-target", f"rows.{index}.target")
    }


def declared(draw: Draw, form: Filled) -> Planted:
    """The report names another self-score."""
    wrong = text(Fraction(form.total) - draw(OFF))
    return evolve(form, declared=wrong), {("declared-score-mismatch", "declared")}


def too_early(draw: Draw, form: Filled) -> Planted:
    """A date before the year has ended."""
    day = date(form.year, 12, 30) - timedelta(days=draw(st.integers(0, 500)))
    return evolve(form, filled_on=said(day)), {("impossible-date", "filled_on")}


def no_such_day(draw: Draw, form: Filled) -> Planted:
    """A date that no calendar has."""
    day = draw(st.sampled_from(("2月30日", "13月1日", "4月31日", "0月3日", "6月32日")))
    return evolve(form, filled_on=f"{form.year + 1}年{day}"), {("impossible-date", "filled_on")}


def unmeasured(draw: Draw, form: Filled) -> Planted:
    """A word for a number."""
    index = _chosen(draw, form, lambda row: row.is_figure and not row.reason)
    word = draw(st.sampled_from(("完成", "已完成", "达标")))
    spoiled = changed(form, index, evolve(form.rows[index], actual=word))
    return spoiled, {("unmeasured-actual", f"rows.{index}.actual")}


def too_late(draw: Draw, form: Filled) -> Planted:
    """Full marks for what was done after its deadline."""
    index = _chosen(draw, form, lambda row: not row.is_figure)
    late = draw(
        st.sampled_from((("9月30日前", "10月8日"), ("6月底前", "8月"), ("5月", "6月1日完成")))
    )
    spoiled = changed(form, index, evolve(form.rows[index], target=late[0], actual=late[1]))
    return spoiled, {("score-contradicts-criterion", f"rows.{index}.claimed")}


def share_for_percent(draw: Draw, form: Filled) -> Planted:
    """0.98 in a row that counts in percent; what it means is not guessed."""
    index = _chosen(draw, form, lambda row: row.unit == "%" and not row.reason)
    row = form.rows[index]
    share = text(Fraction(int(row.actual), 100))
    return changed(form, index, evolve(row, actual=share)), {
        ("share-as-percent", f"rows.{index}.actual"),
        ("score-contradicts-criterion", f"rows.{index}.claimed"),
    }


def far_beyond(draw: Draw, form: Filled) -> Planted:
    """A target passed by far without a word."""
    index = _chosen(draw, form, lambda row: "成本" not in row.group and row.unit in ("个", "人次"))
    row = form.rows[index]
    much = str(int(row.target) * draw(st.integers(2, 9)))
    met = evolve(row, actual=much, claimed=text(row.points), reason="")
    spoiled = added_up(changed(form, index, met))
    return spoiled, {("over-achievement", f"rows.{index}.actual")}


FAULTS: dict[str, Fault] = {
    one.__name__: one
    for one in (
        wrong_total, above_points, below_zero, wrong_rate, inverted_rate, wrong_line_rate,
        wrong_amount, wrong_execution, below_criterion, above_criterion, no_reason, wrong_points,
        wrong_tier, wrong_full, no_total, no_points, no_actual, no_target, declared, too_early,
        no_such_day, unmeasured, far_beyond, too_late, share_for_percent,
    )
}  # fmt: skip
