"""A scorecard from a form or figures, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from attrs import evolve

from tests.auditing.small import BENCH, RULES
from tests.written import INVENTED
from zhibiao.expr.domain import Choice, Numeric, Span
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.form import Cell, Form, FormRow, FormTotal, Funds, Stated, read_cell
from zhibiao.model.lowering.program import lower
from zhibiao.model.place import Where
from zhibiao.model.scorecard import Claim, Reading, Score, Scorecard, Status
from zhibiao.model.table import Table
from zhibiao.scoring.evidence import Figure
from zhibiao.scoring.score import rating, rescored, score_figures, score_form, score_item

OPEN = BENCH.loads(
    """
language = 1
[ruleset]
title = "自设"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 20
[execution]
points = 10
[tiers.output]
label = "产出"
points = 10
[open.default]
quantitative = { kind = "completion", direction = "target" }
qualitative = { kind = "judged" }
[open.output]
tier = "output"
points = 10
"""
)


def card(**figures: Figure) -> Scorecard:
    """The scorecard of figures by the small rule set."""
    return score_figures({name.replace("__", "."): f for name, f in figures.items()}, RULES)


def number(text: str, cell: int = 1) -> Cell:
    """A cell of table 2, row 3."""
    return read_cell(text, Where(table=2, row=3, cell=cell))


@pytest.mark.parametrize(
    ("figures", "name", "value", "status"),
    [
        ({"staff": 101, "posts": 100}, "control", Fraction(7, 2), Status.COMPUTED),
        ({}, "control", Span(Fraction(0), Fraction(4)), Status.UNKNOWN),
        ({}, "surplus", Choice(frozenset(map(Fraction, (0, 1, 2)))), Status.UNKNOWN),
        ({}, "tasks", Span(Fraction(0), Fraction(3)), Status.JUDGED),
        ({"tasks": 2}, "tasks", Fraction(2), Status.COMPUTED),
        ({}, "disclosure", Choice(frozenset(map(Fraction, (0, 1)))), Status.UNKNOWN),
    ],
)
def test_a_score_is_computed_judged_or_unknown(
    figures: dict[str, Figure], name: str, value: Numeric, status: Status
) -> None:
    """As its evidence is; only where an assessor alone decides it is judged."""
    score = card(**figures)[name]
    if isinstance(value, Span):
        assert (score.low, score.high) == (value.low, value.high)
    else:
        assert score.value == value
    assert score.status is status


def test_a_score_from_figures_has_its_chain_tree_and_source() -> None:
    """Nothing is claimed, and it stands in no row."""
    score = card(staff=101, posts=100)["control"]
    item = next(item for item in RULES.items if item.id == "control")
    assert score.item == item
    assert score.tree == lower(RULES).scores["control"]
    assert score.source == RULES.place("indicators", "control")
    assert score.source.line > 1
    assert (score.claimed, score.claim, score.row, score.where) == (None, Claim.NONE, None, Where())
    assert (score.open_inputs, score.failures) == ((), ())
    (chain,) = score.chains
    assert {name: one.value for name, one in chain.readings.items()} == {"staff": 101, "posts": 100}
    assert chain.value == Fraction(7, 2)
    assert score_item(RULES, item, dict(card(staff=101, posts=100).evidence)) == score


def test_what_is_missing_is_listed_once() -> None:
    """However many readings ask for it."""
    facts = tuple(Stated("在职人数", number(n, cell=int(n) % 10)) for n in ("101", "105"))
    score = score_form(Form(stated=facts), RULES)["control"]
    assert score.open_inputs == ("posts",)
    assert len(score.chains) == 2


def test_readings_that_disagree_are_a_chain_each() -> None:
    """The score is all that they give."""
    facts = (
        Stated("在职人数", number("101")),
        Stated("在职人数", number("105", 2)),
        Stated("编制数", number("100", 3)),
    )
    score = score_form(Form(stated=facts), RULES)["control"]
    assert [chain.value for chain in score.chains] == [Fraction(7, 2), Fraction(3, 2)]
    assert score.value == Choice(frozenset((Fraction(7, 2), Fraction(3, 2))))


FORM = Form(
    unit="某局",
    total=FormTotal(claimed=number("9")),
    rows=(
        FormRow(("人员控制",), claimed=number("3.5", 5), points=number("4")),
        FormRow(("别的",), claimed=number("1")),
        FormRow(("结余情况",), claimed=number("3", 5), state="无结余"),
        FormRow(("任务完成",), points=number("3")),
    ),
    stated=(Stated("在职人数", number("101")), Stated("编制数", number("100"))),
)


def test_a_form_s_claims_and_rows_stand_beside_the_scores() -> None:
    """Within what the rule allows or outside; at the place of the row, without its cell."""
    found = score_form(FORM, RULES)
    assert [(s.id, s.claimed, s.claim, s.row) for s in found.scores] == [
        ("control", Fraction(7, 2), Claim.WITHIN, 0),
        ("surplus", Fraction(3), Claim.OUTSIDE, 2),
        ("tasks", None, Claim.NONE, 3),
        ("disclosure", None, Claim.NONE, None),
    ]
    assert [s.where for s in found.scores] == [Where(table=2, row=3)] * 3 + [Where()]
    assert found.unit == "某局"
    assert found.rules == RULES
    assert found.total.claimed == 9
    assert len(found.remarks) == 1
    assert found.meanings["在岗人数"] == "staff"
    assert list(found.evidence) == [
        "staff", "posts", "reason.control", "reason.surplus", "state.surplus", "reason.tasks",
    ]  # fmt: skip


def test_plain_figures_have_neither_unit_nor_claims() -> None:
    """Nor remarks, nor meanings."""
    found = card(tasks=1)
    assert (found.unit, found.remarks, dict(found.meanings)) == ("", (), {})
    assert found.total.claimed is None


@pytest.mark.parametrize(
    ("state", "value", "left"),
    [("无结余", 2, None), ("2", 1, None), ("超过上年结转", 0, None), ("无结余", None, "5")],
)
def test_a_named_state_counts_while_figures_leave_it_open(
    state: str, value: int | None, left: str | None
) -> None:
    """Each chain has its score; where the figures rule it out it is not taken."""
    stated = () if left is None else (Stated("年末结余", number(left)),)
    row = FormRow(("结余情况",), state=state)
    score = score_form(Form(rows=(row,), stated=stated), RULES)["surplus"]
    if value is None:
        assert score.value == Choice(frozenset((Fraction(0), Fraction(1))))
    else:
        assert score.value == value
        assert [chain.value for chain in score.chains] == [value]
        assert score.status is Status.COMPUTED


def test_the_form_s_own_rows_and_its_execution_are_claimed() -> None:
    """Remarks of the rows come first; a rule set without execution has no claim for it."""
    form = Form(
        funds=Funds(claimed=number("8")),
        rows=(
            FormRow(("甲",), tier="产出", points=number("10"), claimed=number("7")),
            FormRow(("乙",), tier="产出", claimed=number("2")),
        ),
    )
    found = score_form(form, OPEN)
    assert found["execution"].claimed == 8
    assert found["open_1"].claimed == 7
    assert found["open_1"].row == 0
    assert len(found.remarks) == 2
    assert "自设" in found.remarks[0].render("zh")
    assert all(score.claimed is None for score in score_form(form, RULES).scores)
    unclaimed = evolve(form, funds=Funds())
    assert score_form(unclaimed, OPEN)["execution"].claimed is None


def test_own_rows_of_one_label_keep_their_claims_apart() -> None:
    """Each is the row that it was made from."""
    rows = tuple(
        FormRow(("甲",), tier="产出", points=number("10"), claimed=number(claimed))
        for claimed in ("7", "6")
    )
    found = score_form(Form(rows=rows), OPEN)
    assert (found["open_1"].row, found["open_2"].row) == (0, 1)
    assert [found[name].claimed for name in ("open_1", "open_2")] == [Fraction(7), Fraction(6)]


def test_other_figures_change_what_they_decide() -> None:
    """Each stands alone; claims are left behind, and the rest of the evidence stays."""
    found = rescored(score_form(FORM, RULES), {"staff": Fraction(102), "left": Fraction(0)})
    assert found["control"].value == 3
    assert found["surplus"].value == 2
    assert found["control"].claimed is None
    assert found.evidence["staff"] == (Reading(Fraction(102), (Where(label="staff"),)),)
    assert found.evidence["posts"][0].value == 100
    assert found.rules == RULES


def rated(ratings: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every rating between two totals."""
    table = Table({name: UnaryTest(test) for name, test in ratings.items()})
    rules = evolve(RULES, ruleset=evolve(RULES.ruleset, ratings=table))
    pairs = (
        ("10", "10"),
        ("9", "9"),
        ("8.9", "8.9"),
        ("5", "9"),
        ("5", "7"),
        ("0", "5.9"),
        ("0", "10"),
    )
    return {pair: rating(rules, Fraction(pair[0]), Fraction(pair[1])) for pair in pairs}


@pytest.mark.parametrize(
    "ratings",
    [
        {"优": ">= 9", "中": "[6..9)", "差": "< 6"},
        {"差": "< 6", "中": "[6..9)", "优": ">= 9"},
    ],
)
def test_ratings_come_from_the_lowest(ratings: Mapping[str, str]) -> None:
    """Whichever way the file lists them."""
    assert rated(ratings) == {
        ("10", "10"): ("优",),
        ("9", "9"): ("优",),
        ("8.9", "8.9"): ("中",),
        ("5", "9"): ("差", "中", "优"),
        ("5", "7"): ("差", "中"),
        ("0", "5.9"): ("差",),
        ("0", "10"): ("差", "中", "优"),
    }


def test_what_is_around_the_scores_stands_in_the_card() -> None:
    """Adjustments, the rating of the total, and measures that come out of their range."""
    rules = BENCH.loads(INVENTED["around"])
    figures: dict[str, Figure] = {
        "staff": 101, "posts": 100, "judged": 6, "honours": 1, "accident": True, "new_unit": False
    }  # fmt: skip
    found = score_figures(figures, rules)
    assert [one.id for one in found.adjustments] == list(rules.adjustments)
    assert found.rating == ("优",)
    open_ = score_figures({name: one for name, one in figures.items() if name != "staff"}, rules)
    assert open_.rating == rating(rules, open_.total.least, open_.total.most)
    assert len(open_.rating) > 1
    ranges = BENCH.loads(INVENTED["ranges"])
    assert len(score_figures({"used": 125, "whole": 100}, ranges).remarks) == 3


def test_a_grade_is_for_an_assessor() -> None:
    """Where nothing but the grade and the score is open."""
    found = score_figures({}, BENCH.loads(INVENTED["schemes"]))
    assert found["grades"].status is Status.JUDGED
    assert found["grades"].open_inputs == ("state.grades", "judged.grades")


def test_a_gap_between_ratings_has_none() -> None:
    """Nothing is rounded into the next one."""
    assert rated({"优": ">= 9.5"})["9", "9"] == ()
    assert rated({"优": ">= 9.5", "差": "< 1"})["5", "9"] == ()


def ids(scores: tuple[Score, ...]) -> list[str]:
    """The ids of scores."""
    return [score.id for score in scores]


def test_scores_stand_in_the_order_of_the_rule_set() -> None:
    """One for each of its items."""
    assert ids(card().scores) == [item.id for item in RULES.items]
