"""What a form states of each input: units, agreement, bounds, ranges, answers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH, form
from zhibiao.errors import FiguresError
from zhibiao.expr.domain import Span
from zhibiao.model.scorecard import Scorecard

RULES = BENCH.loads(
    """
language = 1

[ruleset]
title = "证据"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 20

[measures.amount]
label = "金额"
unit = "万元"
range = ">= 0"

[measures.rate]
label = "比率"
unit = "%"
range = "[0%..100%]"

[measures.cases]
label = "例数"
unit = "例"
type = "count"
range = ">= 0"

[measures.water]
label = "水质"
type = "level"
levels = [
    { label = "Ⅰ类", aliases = ["一类", "1类"] },
    { label = "Ⅱ类", aliases = ["二类"] },
    { label = "Ⅲ类" },
]

[measures.done]
label = "已完成"
type = "boolean"

[tiers.only]
label = "全部"
points = 20

[groups.only]
tier = "only"
label = "全部"
points = 20

[indicators.money]
group = "only"
label = "资金"
points = 4

[indicators.money.scheme]
kind = "step-deduction"
measure = "amount"
full = "<= 10"
step = "10000元"
deduct = 1
partial = "whole"

[indicators.share]
group = "only"
label = "占比"
points = 4

[indicators.share.scheme]
kind = "bands"
measure = "rate"
bands = [
    { when = ">= 90%", score = 4 },
    { when = "[50%..90%)", score = 2 },
    { when = "< 50%", score = 0 },
]

[indicators.breaches]
group = "only"
label = "违规"
points = 4

[indicators.breaches.scheme]
kind = "occurrences"
items = [{ measure = "cases", label = "例数" }, { measure = "done", label = "已完成" }]
deduct = 1

[indicators.river]
group = "only"
label = "断面"
points = 4

[indicators.river.scheme]
kind = "step-deduction"
measure = "water"
full = '<= "Ⅱ类"'
step = 1
deduct = 2
partial = "whole"

[indicators.filed]
group = "only"
label = "备案"
points = 4

[indicators.filed.scheme]
kind = "states"
states = [
    { label = "全部备案", score = 4, aliases = ["均已备案"] },
    { label = "部分备案", score = 2 },
    { label = "未备案", score = 0 },
]
"""
)


def stated(label: str, *values: str) -> Scorecard:
    """The scorecard of a form that states one figure in so many sentences."""
    text = "".join(
        f'[[facts]]\nlabel = "{label}"\nvalue = "{value}"\nat = {{ sentence = {n} }}\n'
        for n, value in enumerate(values, 1)
    )
    return BENCH.score(RULES, form(f"form = 1\n{text}"))


def row(text: str) -> Scorecard:
    """The scorecard of a form with one row."""
    return BENCH.score(RULES, form(f"form = 1\n[[rows]]\n{text}"))


def values(card: Scorecard, name: str) -> list[object]:
    """The readings of one measure."""
    return [reading.value for reading in card.evidence.get(name, ())]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.5", "25/2"), ("12.5万元", "25/2"), ("125000元", "25/2"), ("0.00125亿元", "25/2"),
        ("125千元", "25/2"), ("1,250", "1250"), ("１２．５万元", "25/2"), ("0", "0"),
    ],
)  # fmt: skip
def test_money_is_read_in_the_measure_s_unit(text: str, amount: str) -> None:
    """元, 千元, 万元 and 亿元 are the same money."""
    assert values(stated("金额", text), "amount") == [Fraction(amount)]


@pytest.mark.parametrize("text", ["12.5人", "12.5%", "12.5公里"])
def test_a_figure_in_a_foreign_unit_is_said_and_not_used(text: str) -> None:
    """People are no money."""
    card = stated("金额", text)
    assert values(card, "amount") == []
    (remark,) = card.remarks
    assert text in remark.render("zh")
    assert text in remark.render("en")


@pytest.mark.parametrize("text", ["-1", "-0.01万元"])
def test_a_figure_out_of_range_is_said_and_not_used(text: str) -> None:
    """What the measure cannot be is bad input, and the score stays open."""
    card = stated("金额", text)
    assert values(card, "amount") == []
    assert len(card.remarks) == 1
    assert card["money"].status.value == "unknown"


def test_half_a_case_is_out_of_range() -> None:
    """A count is a whole number."""
    assert values(stated("例数", "1.5"), "cases") == []
    assert values(stated("例数", "2起"), "cases") == [2]


@pytest.mark.parametrize("text", ["91", "0.91"])
def test_a_bare_number_is_no_rate(text: str) -> None:
    """91 under a ratio is not taken for 91 % without a sign."""
    card = stated("比率", text)
    assert values(card, "rate") == []
    assert len(card.remarks) == 1


@pytest.mark.parametrize("text", ["", "/", "——", "无", "约十万元", "12.3.4", "十二"])
def test_what_cannot_be_read_is_no_evidence(text: str) -> None:
    """Placeholders and words give no figure and no remark."""
    card = stated("金额", text)
    assert (values(card, "amount"), card.remarks) == ([], ())


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("12.3", "12.30", "12.3"),
        ("12", "12.3", "12.3"),
        ("12.3", "12", "12.3"),
        ("12.26", "12.3", "12.26"),
        ("12.25", "12.3", "12.25"),
        ("12.3", "12.35", "12.35"),
        ("122600元", "12.3", "12.26"),
        ("122600元", "12.26万元", "12.26"),
    ],
)
def test_figures_that_agree_within_their_places_are_one(
    first: str, second: str, value: str
) -> None:
    """The finer of two that agree is taken, and both places are kept."""
    (reading,) = stated("金额", first, second).evidence["amount"]
    assert reading.value == Fraction(value)
    assert sorted(where.sentence or 0 for where in reading.places) == [1, 2]


@pytest.mark.parametrize(
    ("first", "second"), [("12.3", "12.36"), ("12.24", "12.3"), ("12", "13"), ("12.30", "12.31")]
)
def test_figures_that_do_not_agree_are_kept_apart(first: str, second: str) -> None:
    """Each keeps its value and its place, in the order of the form."""
    readings = stated("金额", first, second).evidence["amount"]
    assert [(r.value, r.where.sentence) for r in readings] == [
        (Fraction(first), 1),
        (Fraction(second), 2),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "opens"),
    [
        ("＞85%", "0.85", None, (True, False)),
        (">=85%", "0.85", None, (False, False)),
        ("85%以上", "0.85", None, (False, False)),
        ("85%（含）以上", "0.85", None, (False, False)),
        ("不低于85%", "0.85", None, (False, False)),
        ("超过85%", "0.85", None, (True, False)),
        ("85%以下", None, "0.85", (False, False)),
        ("＜85%", None, "0.85", (False, True)),
        ("不足85%", None, "0.85", (False, True)),
        ("≤85%", None, "0.85", (False, False)),
    ],
)
def test_a_bound_is_read_as_a_bound(
    text: str, low: str | None, high: str | None, opens: tuple[bool, bool]
) -> None:
    """以上 and 以下 hold the number itself, ＞ and 不足 do not."""
    (value,) = values(stated("比率", text), "rate")
    assert value == Span(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_open=opens[0],
        high_open=opens[1],
    )


def test_a_bound_and_the_figure_within_it_are_one() -> None:
    """90%以上 beside 92.5% is 92.5 %, said twice."""
    card = stated("比率", "90%以上", "92.5%")
    assert values(card, "rate") == [Fraction("0.925")]
    assert str(card["share"].low) == str(card["share"].high) == "4"


def test_two_bounds_meet() -> None:
    """Above 40 % and below 60 % together are between the two."""
    (value,) = values(stated("比率", "＞40%", "60%以下"), "rate")
    assert value == Span(Fraction("0.4"), Fraction("0.6"), low_open=True)


def test_a_bound_that_excludes_a_figure_is_another_reading() -> None:
    """90%以上 and 80% cannot both be true."""
    card = stated("比率", "90%以上", "80%")
    assert len(values(card, "rate")) == 2
    assert (str(card["share"].low), str(card["share"].high)) == ("2", "4")


def test_bounds_that_do_not_agree_are_kept_apart() -> None:
    """Above 90 % and below 50 % are two readings."""
    card = stated("比率", "90%以上", "＜50%")
    assert tuple(map(str, card["share"].possible or ())) == ("0", "4")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Ⅰ类", "4"),
        ("一类", "4"),
        ("1类", "4"),
        ("Ⅱ类", "4"),
        (" 二 类 ", "4"),
        ("Ⅲ类", "2"),
        ("3", "2"),
    ],
)
def test_a_level_is_read_by_its_word(text: str, score: str) -> None:
    """Label, alias or position name a level, in a figure and in a row's actual."""
    for card in (stated("水质", text), row(f'label = "断面"\nactual = "{text}"')):
        assert (str(card["river"].low), str(card["river"].high)) == (score, score)


@pytest.mark.parametrize("text", ["Ⅳ类", "4", "0", "1.5", "优良"])
def test_a_level_that_does_not_exist_is_no_evidence(text: str) -> None:
    """What is none of the levels leaves the score open."""
    assert stated("水质", text)["river"].status.value == "unknown"


@pytest.mark.parametrize(
    ("state", "score"),
    [('"全部备案"', "4"), ('"均已备案"', "4"), ('"部分 备案"', "2"), ("3", "0"), ('"2"', "2")],
)
def test_a_state_is_named_by_label_alias_or_number(state: str, score: str) -> None:
    """Numbers count from 1."""
    card = row(f'label = "备案"\nstate = {state}')
    assert (str(card["filed"].low), card.remarks) == (score, ())


@pytest.mark.parametrize("state", ['"已备案"', "0", "4", '""'])
def test_an_unknown_state_is_said(state: str) -> None:
    """A state that the criterion does not list is quoted, with those that it does."""
    card = row(f'label = "备案"\nstate = {state}')
    assert card["filed"].status.value == "unknown"
    (remark,) = card.remarks
    assert "部分备案" in remark.render("zh")


def test_answers_are_named_by_label_number_or_id() -> None:
    """All three ways to answer a point are the same answer."""
    for name in ("已完成", "2", "done"):
        card = row(f'label = "违规"\ncount = "/"\nholds = {{ "{name}" = true, "1" = false }}')
        assert (str(card["breaches"].low), card.remarks) == ("3", ())


def test_a_yes_to_what_is_counted_means_at_least_one() -> None:
    """That something occurred does not say how often; that it did not says never."""
    card = row('label = "违规"\nholds = { "例数" = true, "已完成" = false }')
    assert (str(card["breaches"].low), str(card["breaches"].high)) == ("0", "3")
    card = row('label = "违规"\nholds = { "例数" = false, "已完成" = false }')
    assert str(card["breaches"].low) == "4"


def test_a_number_is_no_yes_or_no() -> None:
    """A figure under the label of a question answers nothing, and nothing breaks."""
    assert values(stated("已完成", "1"), "done") == []


def test_an_answer_to_no_question_is_said() -> None:
    """A point that the criterion does not list is quoted."""
    card = row('label = "违规"\nholds = { "别的" = true }')
    assert "别的" in card.remarks[0].render("en")


def test_the_reason_of_a_row_is_no_figure() -> None:
    """What stands in the column for reasons never becomes evidence for a measure."""
    card = row('label = "占比"\nreason = "满意度95%"')
    assert "rate" not in card.evidence


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"nothing": 1}, "nothing"),
        ({"amount": 1.5}, "1.5"),
        ({"rate": 91}, "91%"),
        ({"rate": "101%"}, "101%"),
        ({"amount": -1}, "-1"),
        ({"cases": "1.5"}, "1.5"),
        ({"cases": "-1"}, ">= 0"),
        ({"done": 1}, "done"),
        ({"amount": True}, "amount"),
        ({"amount": "12人"}, "人"),
        ({"amount": "abc"}, "abc"),
        ({"water": "Ⅳ类"}, "Ⅳ类"),
        ({"filed": 4}, "4"),
        ({"money": 3}, "amount"),
    ],
)
def test_plain_figures_that_do_not_fit_are_refused(figures: dict[str, object], words: str) -> None:
    """The error quotes what is wrong, in both languages."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(RULES, figures)  # type: ignore[arg-type]  # wrong on purpose
    for lang in ("zh", "en"):
        assert words in caught.value.render(lang)


def test_a_plain_figure_of_a_count_with_a_range_is_whole_all_the_same() -> None:
    """Half a case lies between its ends, and the message says why it is none."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(RULES, {"cases": "1.5"})
    assert "(a whole number, >= 0)" in caught.value.render("en")
    assert "（整数，>= 0）" in caught.value.render("zh")


@pytest.mark.parametrize("word", ["Ⅵ类", "好"])
def test_a_word_that_is_no_level_is_told_the_levels(word: str) -> None:
    """By their labels; a number there is the position of one, and has to be one."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(RULES, {"water": word})
    assert f'"{word}" is no level of this measure; known: Ⅰ类, Ⅱ类, Ⅲ类' in caught.value.render(
        "en"
    )
    assert "Ⅰ类、Ⅱ类、Ⅲ类" in caught.value.render("zh")
    assert BENCH.score(RULES, {"water": "2"}).evidence["water"][0].value == 2
    with pytest.raises(FiguresError, match="4"):
        BENCH.score(RULES, {"water": "4"})


def test_all_unfit_figures_are_listed_at_once() -> None:
    """Nobody has to mend one after the other."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(RULES, {"nothing": 1, "rate": 91, "amount": "12人"})
    assert len(caught.value.problems) == 3


JUDGED = BENCH.loads(
    """
language = 1
[ruleset]
title = "评审"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 10
[tiers.only]
label = "全部"
points = 10
[groups.only]
tier = "only"
label = "全部"
points = 10
[indicators.work]
group = "only"
label = "业务"
points = 10
scheme = { kind = "judged" }
"""
)


@pytest.mark.parametrize(
    ("said", "ends", "remarks"), [("7.5", "7.5 7.5", 0), ("11", "0 10", 1), ("好", "0 10", 1)]
)
def test_an_assessors_score_counts_where_it_can_be_one(said: str, ends: str, remarks: int) -> None:
    """A score within the points settles a judged row; any other is said, and leaves it open."""
    text = f'form = 1\n[[rows]]\nlabel = "业务"\njudged = "{said}"\n'
    card = BENCH.score(JUDGED, form(text))
    assert [card["work"].low, card["work"].high] == [Fraction(end) for end in ends.split()]
    assert len(card.remarks) == remarks
