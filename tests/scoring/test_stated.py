"""What a form states of each input, reading by reading and remark by remark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from zhibiao.errors import FiguresError
from zhibiao.expr.domain import Numeric, Span
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import EMPTY, Cell, Form, FormRow, Funds, FundsLine, Stated, read_cell
from zhibiao.model.lowering.program import lower
from zhibiao.model.place import Place, Where
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.scorecard import Reading
from zhibiao.model.table import Table
from zhibiao.scoring.evidence import Figure, from_figures, from_form
from zhibiao.scoring.matching import match

RULES = BENCH.loads(
    """
language = 1
[ruleset]
title = "陈述"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 66
[execution]
points = 10
[measures.amount]
label = "金额"
unit = "万元"
range = ">= 0"
[measures.ratio]
label = "比率"
unit = "%"
[measures.cases]
label = "例数"
type = "count"
[measures.people]
label = "人次"
type = "count"
unit = "人"
[measures.goal]
label = "目标数"
[measures.done]
label = "已完成"
type = "boolean"
[measures.water]
label = "水质"
type = "level"
levels = [{ label = "Ⅰ类", aliases = ["一类"] }, { label = "Ⅱ类" }]
[measures.kind]
label = "类型"
type = "state"
[tiers.only]
label = "全部"
points = 56
[groups.only]
tier = "only"
label = "全部"
points = 56
[indicators.share]
group = "only"
label = "占比"
points = 10
scheme = { kind = "completion", actual = "amount", target = "goal" }
[indicators.breaches]
group = "only"
label = "违规"
points = 10
[indicators.breaches.scheme]
kind = "occurrences"
items = [{ measure = "cases", label = "例" }, { measure = "done", label = "完" }]
deduct = 1
[indicators.counted]
group = "only"
label = "次数"
points = 10
scheme = { kind = "occurrences", count = "people", deduct = 1 }
[indicators.river]
group = "only"
label = "断面"
points = 4
[indicators.river.scheme]
kind = "bands"
measure = "water"
bands = [{ when = '<= "Ⅰ类"', score = 4 }]
otherwise = 0
[indicators.filed]
group = "only"
label = "备案"
points = 4
not_applicable = { policy = "full" }
[indicators.filed.scheme]
kind = "states"
states = [
    { label = "全部", score = 4, aliases = ["都"] },
    { label = "部分", score = 2 },
    { label = "无", score = 0 },
]
[indicators.sorted]
group = "only"
label = "归类"
points = 4
not_applicable = { policy = "forbidden" }
[indicators.sorted.scheme]
kind = "states"
measure = "kind"
states = [{ label = "甲类", score = 4, aliases = ["A"] }, { label = "乙类", score = 2 }]
[indicators.work]
group = "only"
label = "业务"
points = 10
scheme = { kind = "judged" }
[indicators.graded]
group = "only"
label = "等次"
points = 4
[indicators.graded.scheme]
kind = "grades"
grades = [{ label = "优", share = "[50%..100%]" }, { label = "差", share = "[0%..50%)" }]
"""
)
AT = Where(table=2, row=3)
CELL_AT = Where(table=2, row=3, cell=4)


def read(raw: str, unit: str = "") -> Cell:
    """A cell as a reader makes it."""
    return read_cell(raw, CELL_AT, unit)


def of(form: Form) -> tuple[dict[str, tuple[Reading, ...]], list[Message]]:
    """What a form states, and what could not be used; that no reason is given is left out."""
    found, remarks = from_form(form, RULES, match(form, RULES))
    return {
        name: one for name, one in found.items() if not name.startswith("reason.") or one[0].value
    }, remarks


def stated(label: str, *raws: str) -> Form:
    """A form that states figures under one label."""
    return Form(stated=tuple(Stated(label, read(raw)) for raw in raws))


def said(value: Numeric | bool, label: str, raw: str, at: Where = CELL_AT) -> tuple[Reading, ...]:
    """The one reading of a figure that stands at one place."""
    where = Where(table=at.table, row=at.row, cell=at.cell, label=label, text=raw)
    return (Reading(value, (where,), raw),)


@pytest.mark.parametrize(
    ("label", "raw", "name", "value"),
    [
        ("金额", "12.5", "amount", Fraction(25, 2)),
        ("金额", "20000元", "amount", Fraction(2)),
        ("金额", "≥3", "amount", Span(Fraction(3))),
        ("例数", "2起", "cases", Fraction(2)),
        ("人次", "2人", "people", Fraction(2)),
        ("已完成", "是", "done", True),
        ("已完成", " 否 ", "done", False),
        ("已完成", "yes", "done", True),
        ("已完成", "no", "done", False),
        ("水质", "一 类", "water", Fraction(1)),
        ("水质", "Ⅱ类", "water", Fraction(2)),
        ("类型", "乙类", "kind", Fraction(2)),
        ("类型", "A", "kind", Fraction(1)),
    ],
)
def test_a_figure_is_one_reading_with_its_place(
    label: str, raw: str, name: str, value: Numeric | bool
) -> None:
    """Its value in the measure's unit, its label and its raw text."""
    assert of(stated(label, raw)) == ({name: said(value, label, raw)}, [])


@pytest.mark.parametrize(
    ("label", "raw"),
    [("已完成", "好"), ("已完成", "1"), ("金额", "若干"), ("水质", "好"), ("丙数", "5")],
)
def test_what_says_nothing_is_no_evidence(label: str, raw: str) -> None:
    """And nothing is remarked."""
    assert of(stated(label, raw)) == ({}, [])


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        ("金额", "5人", texts.FIGURE_UNFIT),
        ("例数", "5%", texts.FIGURE_UNFIT),
        ("人次", "5起", texts.FIGURE_UNFIT),
        ("金额", "-1", texts.FIGURE_OUT_OF_RANGE),
        ("例数", "1.5", texts.FIGURE_OUT_OF_RANGE),
        ("水质", "3", texts.FIGURE_OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_used_is_quoted(label: str, raw: str, text: object) -> None:
    """With its label, and why it does not fit the measure."""
    found, (remark,) = of(stated(label, raw))
    values = dict(remark.values)
    assert found == {}
    assert remark.text == text
    assert (values["label"], values["raw"]) == (label, raw)
    assert (text == texts.FIGURE_UNFIT) == isinstance(values.get("why"), Message)


@pytest.mark.parametrize("unit", ["人", "万元"])
@pytest.mark.parametrize(("spaces", "is_short"), [(36, False), (37, True)])
def test_a_long_figure_is_quoted_by_its_beginning(unit: str, spaces: int, is_short: bool) -> None:
    """Up to 40 characters whole, of more the first thirty."""
    raw = "-" + "1" + " " * (spaces + 2 - len(unit)) + unit + " "
    raw = raw[:-1] + " " * (spaces + 4 - len(raw[:-1]))
    assert len(raw) == spaces + 4
    _, (remark,) = of(stated("金额", raw))
    assert dict(remark.values)["raw"] == (f"{raw[:30]}…" if is_short else raw)


def test_goals_are_no_evidence() -> None:
    """What was aimed at is not what was done; facts are."""
    for kind, number in (("goal", 0), ("fact", 1), ("figure", 1)):
        form = Form(stated=(Stated("金额", read("5"), kind),))  # type: ignore[arg-type]  # one of its words
        assert len(of(form)[0]) == number


def test_the_line_of_the_whole_speaks_for_the_funds() -> None:
    """Neither that of a part, nor a column that the rule set does not ask for."""
    cells = Table({"expenditure": read("9"), "annual_budget": read("10"), "other": read("8")})
    part = FundsLine("current", Table({"expenditure": read("1")}))
    found, remarks = of(Form(funds=Funds(lines=(part, FundsLine("total", cells)))))
    labels = {name: RULES.measures[name].label for name in ("expenditure", "annual_budget")}
    assert found == {
        name: said(Fraction(value), labels[name], str(value))
        for name, value in (("expenditure", 9), ("annual_budget", 10))
    }
    assert remarks == []


def row(label: str, **fields: object) -> Form:
    """A form of one row, whose score is claimed in table 2, row 3."""
    claimed = Cell("1", at=CELL_AT)
    return Form(rows=(FormRow((label,), claimed=claimed, **fields),))  # type: ignore[arg-type]  # as the test says


def test_actual_and_target_of_a_row_are_its_measures() -> None:
    """The sign of a target is its direction, and not a bound; that of an actual is one."""
    found = of(row("占比", actual=read("≥3万元"), target=read("≥4")))
    assert found == (
        {
            "amount": said(Span(Fraction(3)), "占比", "≥3万元"),
            "goal": said(Fraction(4), "占比", "≥4"),
        },
        [],
    )


def test_the_count_of_a_row_is_its_measure() -> None:
    """The actual counts as well, where the scheme counts."""
    assert of(row("次数", count=read("3人")))[0] == {"people": said(Fraction(3), "次数", "3人")}
    assert of(row("次数", actual=read("3人")))[0] == {"people": said(Fraction(3), "次数", "3人")}


@pytest.mark.parametrize(
    ("reason", "given"),
    [(Cell("超编", at=CELL_AT), True), (Cell("/", at=CELL_AT), False), (EMPTY, False)],
)
def test_a_reason_is_given_or_not(reason: Cell, given: bool) -> None:
    """With its place and its words."""
    form = row("业务", reason=reason)
    found, _ = from_form(form, RULES, match(form, RULES))
    where = Where(table=2, row=3, cell=4) if reason is not EMPTY else Where()
    assert found["reason.work"] == said(given, "业务", reason.raw, where)


@pytest.mark.parametrize(
    ("said_", "name", "label", "answer", "value"),
    [
        ("例", "cases", "例", True, Span(Fraction(1))),
        ("例数", "cases", "例", False, Fraction(0)),
        ("1", "cases", "例", False, Fraction(0)),
        ("cases", "cases", "例", False, Fraction(0)),
        ("完", "done", "完", True, True),
        ("已 完成", "done", "完", False, False),
        ("2", "done", "完", True, True),
    ],
)
def test_a_point_is_answered_by_label_measure_number_or_id(
    said_: str, name: str, label: str, answer: bool, value: Numeric | bool
) -> None:
    """The answer stands in the row, under the point's label."""
    found = of(row("违规", holds=Table({said_: answer})))
    assert found == ({name: said(value, label, said_, AT)}, [])


def test_each_answer_of_a_row_counts() -> None:
    """One after the other."""
    found, _ = of(row("违规", holds=Table({"例": False, "完": True})))
    assert {name: one.value for name, (one,) in found.items()} == {"cases": 0, "done": True}


def test_an_answer_to_nothing_is_said_and_the_next_one_counts() -> None:
    """It is quoted with the row's label."""
    found, remarks = of(row("违规", holds=Table({"别的": True, "3": True, "完": False})))
    assert found == {"done": said(False, "完", "完", AT)}
    assert remarks == [
        say(texts.ANSWER_UNKNOWN, label="违规", raw="别的"),
        say(texts.ANSWER_UNKNOWN, label="违规", raw="3"),
    ]


@pytest.mark.parametrize(
    ("judged", "value"),
    [
        ("7.5", Fraction(15, 2)),
        ("0", Fraction(0)),
        ("10", Fraction(10)),
        ("10.5", None),
        ("≥3", None),
        ("好", None),
    ],
)
def test_an_assessor_s_score_counts_within_the_points(judged: str, value: Fraction | None) -> None:
    """Any other is said, and not used."""
    found, remarks = of(row("业务", judged=read(judged)))
    if value is None:
        assert found == {}
        assert remarks == [say(texts.FIGURE_OUT_OF_RANGE, label="业务", raw=judged)]
    else:
        assert found == {"judged.work": said(value, "业务", judged)}
        assert remarks == []


def test_an_assessor_s_score_of_what_is_computed_is_left_alone() -> None:
    """The criterion asks for none."""
    assert of(row("占比", judged=read("7"))) == ({}, [])
    assert of(row("业务", judged=Cell("/"))) == ({}, [])


@pytest.mark.parametrize(
    ("label", "state", "name", "value"),
    [
        ("备案", "部 分", "state.filed", 2),
        ("备案", "都", "state.filed", 1),
        ("备案", 3, "state.filed", 3),
        ("备案", "1", "state.filed", 1),
        ("归类", "A", "kind", 1),
        ("归类", "2", "kind", 2),
        ("等次", "差", "state.graded", 2),
    ],
)
def test_a_state_is_named_by_word_or_number(
    label: str, state: str | int, name: str, value: int
) -> None:
    """It is the answer of the scheme's own measure, where there is one."""
    assert of(row(label, state=state)) == (
        {name: said(Fraction(value), label, str(state), AT)},
        [],
    )


@pytest.mark.parametrize(
    ("label", "state", "known"),
    [
        ("备案", "没有", ("全部", "部分", "无")),
        ("备案", 0, ("全部", "部分", "无")),
        ("归类", "3", ("甲类", "乙类")),
        ("业务", "好", ("—",)),
    ],
)
def test_an_unknown_state_is_said_with_those_that_are(
    label: str, state: str | int, known: tuple[str, ...]
) -> None:
    """By their labels; a dash where there are none."""
    remark = say(texts.STATE_UNKNOWN, label=label, raw=str(state), known=known)
    assert of(row(label, state=state)) == ({}, [remark])


@pytest.mark.parametrize(
    ("label", "name", "is_said"),
    [("备案", "filed", False), ("归类", "sorted", True), ("业务", "work", True)],
)
def test_a_row_that_does_not_apply_is_said_where_no_policy_is(
    label: str, name: str, is_said: bool
) -> None:
    """It is evidence in any case; a row that applies says nothing."""
    found, remarks = of(row(label, applicable=False))
    where = Where(table=2, row=3, label=label)
    assert found == {f"applicable.{name}": (Reading(value=False, places=(where,)),)}
    assert remarks == ([say(texts.NOT_APPLICABLE, label=label)] if is_said else [])
    assert of(row(label, applicable=True)) == ({}, [])


def given(**figures: Figure) -> dict[str, object]:
    """The values of plain figures by the inputs that they are of."""
    named = {name.replace("__", "."): figure for name, figure in figures.items()}
    return {name: one[0].value for name, one in from_figures(named, RULES, lower(RULES)).items()}


@pytest.mark.parametrize(
    ("figures", "values"),
    [
        ({"amount": 3}, {"amount": Fraction(3)}),
        ({"amount": "30000元"}, {"amount": Fraction(3)}),
        ({"amount": "≥3"}, {"amount": Span(Fraction(3))}),
        ({"amount": 0}, {"amount": Fraction(0)}),
        ({"done": True}, {"done": True}),
        ({"water": "一类"}, {"water": Fraction(1)}),
        ({"water": 2}, {"water": Fraction(2)}),
        ({"kind": 1}, {"kind": Fraction(1)}),
        ({"kind": 2}, {"kind": Fraction(2)}),
        ({"filed": 3}, {"state.filed": Fraction(3)}),
        ({"filed": "1"}, {"state.filed": Fraction(1)}),
        ({"work": "7.5"}, {"judged.work": Fraction(15, 2)}),
        ({"work": 0}, {"judged.work": Fraction(0)}),
        ({"graded": 3}, {"judged.graded": Fraction(3)}),
        ({"reason__work": True}, {"reason.work": True}),
        ({"applicable__work": False}, {"applicable.work": False}),
    ],
)
def test_a_plain_figure_is_the_value_of_its_input(
    figures: dict[str, Figure], values: dict[str, object]
) -> None:
    """Measures by id, judged scores and states by what is scored, answers by their names."""
    assert given(**figures) == values


@pytest.mark.parametrize(
    ("name", "figure", "text"),
    [
        ("ratio", "91.0", "91.0"),
        ("ratio", Decimal("91.0"), "91.0"),
        ("amount", "9.10人", "9.10人"),
        ("amount", "abc", "abc"),
    ],
)
def test_why_a_plain_figure_does_not_fit_is_said_in_its_own_words(
    name: str, figure: Figure, text: str
) -> None:
    """As it was given."""
    with pytest.raises(FiguresError) as caught:
        given(**{name: figure})
    (problem,) = caught.value.problems
    assert isinstance(problem, Problem)
    assert isinstance(problem.message, Message)
    why = dict(problem.message.values)["why"]
    assert isinstance(why, Message)
    assert dict(why.values)["text"] == text


def test_a_plain_figure_is_a_reading_under_its_name() -> None:
    """As it was given."""
    found = from_figures({"work": "7.50"}, RULES, lower(RULES))
    assert found == {
        "judged.work": (Reading(Fraction(15, 2), (Where(label="work", text="7.50"),), "7.50"),)
    }


@pytest.mark.parametrize(
    ("name", "figure", "message"),
    [
        ("nothing", 1, say(texts.NO_FIGURE, name="nothing")),
        (5, 1, say(texts.NO_FIGURE, name="5")),
        ("x" * 50, 1, say(texts.NO_FIGURE, name="x" * 50)),
        (("y" * 50,), 1, say(texts.NO_FIGURE, name="('" + "y" * 38)),
        ("reason.work", 1, say(texts.NO_FIGURE, name="reason.work")),
        ("done", 1, say(texts.NEEDS_TRUTH, name="done")),
        ("amount", True, say(texts.NEEDS_NUMBER, name="amount")),
        ("amount", -1, say(texts.OUT_OF_RANGE, name="amount", value="-1", range=">= 0")),
        (
            "amount",
            "-10000元",
            say(texts.OUT_OF_RANGE, name="amount", value="-10000元", range=">= 0"),
        ),
        ("kind", 3, say(texts.OUT_OF_RANGE, name="kind", value="3", range="1 … 2")),
        ("kind", 0, say(texts.OUT_OF_RANGE, name="kind", value="0", range="1 … 2")),
        ("work", True, say(texts.NEEDS_NUMBER, name="work")),
        ("work", False, say(texts.NEEDS_NUMBER, name="work")),
        ("work", "10.1", say(texts.OUT_OF_RANGE, name="work", value="10.1", range="0 … 10")),
        ("filed", 4, say(texts.OUT_OF_RANGE, name="filed", value="4", range="1 … 3")),
        ("filed", "1.5", say(texts.OUT_OF_RANGE, name="filed", value="1.5", range="1 … 3")),
        ("share", 5, say(texts.NOT_JUDGED, name="share", known=("goal", "amount"))),
    ],
)
def test_a_plain_figure_that_does_not_fit_is_a_problem(
    name: str, figure: Figure, message: Message
) -> None:
    """Under its name, with what would fit."""
    with pytest.raises(FiguresError) as caught:
        from_figures({name: figure, "cases": 1}, RULES, lower(RULES))
    assert caught.value.message == say(texts.FIGURES_WRONG, count=1)
    assert caught.value.problems == (
        Problem("bad-figure", Severity.ERROR, message, Place(name, 0)),
    )


@pytest.mark.parametrize(
    ("name", "figure"), [("amount", "5人"), ("amount", "abc"), ("work", "好"), ("amount", 1.5)]
)
def test_a_number_that_cannot_be_read_is_said_with_its_reason(name: str, figure: Figure) -> None:
    """The reason stands in the words of the number."""
    with pytest.raises(FiguresError) as caught:
        from_figures({name: figure}, RULES, lower(RULES))
    (problem,) = caught.value.problems
    assert isinstance(problem, Problem)
    assert problem.message.text == texts.FIGURE_FAULT
    assert dict(problem.message.values)["name"] == name
    assert isinstance(dict(problem.message.values)["why"], Message)


def test_figures_that_agree_keep_their_places_and_what_each_prints() -> None:
    """The finest is the value, wherever it stands; a bound meets what lies within it."""
    found = of(stated("金额", "12", "12.3", "≥11"))[0]["amount"]
    assert [(one.value, one.text, one.printed) for one in found] == [
        (Fraction("12.3"), "12.3", (Fraction(12), Fraction("12.3"), Span(Fraction(11))))
    ]
    assert [where.text for where in found[0].places] == ["12", "12.3", "≥11"]


@pytest.mark.parametrize(
    ("raws", "values"),
    [
        (("12", "12.5"), [Fraction("12.5")]),
        (("12", "12.51"), [Fraction(12), Fraction("12.51")]),
        (("12", "11.5"), [Fraction("11.5")]),
        (("12", "11.49"), [Fraction(12), Fraction("11.49")]),
        (("12.30", "12.3"), [Fraction("12.3")]),
        (("12.31", "12.30"), [Fraction("12.31"), Fraction("12.3")]),
        (("1200000元", "123"), [Fraction(120), Fraction(123)]),
        (("123.4", "1234000元"), [Fraction("123.4")]),
        (("≥5", "≥7"), [Span(Fraction(7))]),
        (("≥5", "≤7"), [Span(Fraction(5), Fraction(7))]),
        (("≥5", "≤3"), [Span(Fraction(5)), Span(None, Fraction(3))]),
        (("≥5", "4", "6"), [Fraction(6), Fraction(4)]),
        (("8", "≥5", "6"), [Fraction(8), Fraction(6)]),
    ],
)
def test_readings_stand_in_the_order_of_the_form(
    raws: tuple[str, ...], values: list[object]
) -> None:
    """Half a unit of the last printed place still agrees."""
    assert [one.value for one in of(stated("金额", *raws))[0]["amount"]] == values


def test_answers_agree_where_they_are_the_same() -> None:
    """A yes and a no are two readings."""
    assert [one.value for one in of(stated("已完成", "是", "否", "yes"))[0]["done"]] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("raws", "values"),
    [
        (("122600元", "12.3"), [Fraction("12.26")]),
        (("12.3", "122600元"), [Fraction("12.26")]),
        (("12.3万元", "12.26"), [Fraction("12.26")]),
        (("12.2499万元", "12.3"), [Fraction("12.2499"), Fraction("12.3")]),
        (("12.25", "12.35", "12.3"), [Fraction("12.25"), Fraction("12.35")]),
        (("12.3", "12.30"), [Fraction("12.3")]),
        (("≥3", "5"), [Fraction(5)]),
        (("≥3", "2", "5"), [Fraction(5), Fraction(2)]),
        (("≥3", "≤5"), [Span(Fraction(3), Fraction(5))]),
        (("≥3", "＜3"), [Span(Fraction(3)), Span(None, Fraction(3), high_open=True)]),
        (("5", "≥3", "≤4"), [Fraction(5), Span(None, Fraction(4))]),
    ],
)
def test_figures_that_agree_are_one_reading(raws: tuple[str, ...], values: list[Numeric]) -> None:
    """Of what is rounded and of bounds the narrowest is taken, in the order of the form."""
    found, remarks = of(stated("金额", *raws))
    assert [one.value for one in found["amount"]] == values
    assert sum(len(one.places) for one in found["amount"]) == len(raws)
    assert remarks == []


@pytest.mark.parametrize(("label", "raw"), [("金额", "9.10人"), ("金额", "9.10%")])
def test_why_a_figure_does_not_fit_is_said_in_its_own_words(label: str, raw: str) -> None:
    """As it is written in the form."""
    _, (remark,) = of(stated(label, raw))
    why = dict(remark.values)["why"]
    assert isinstance(why, Message)
    assert dict(why.values)["text"] == raw
