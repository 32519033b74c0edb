"""Deadlines of the rows that a form brings itself: kept, missed, or for a judge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from tests.auditing.small import BENCH
from zhibiao.expr.domain import Span
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form, FormRow, read_cell
from zhibiao.model.place import Where
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Reading
from zhibiao.scoring.evidence import from_form
from zhibiao.scoring.matching import match
from zhibiao.scoring.open_rows import expand

TEXT = """
language = 1
[ruleset]
title = "时限"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 60
[tiers.output]
label = "产出"
points = 60
[open.default]
quantitative = { kind = "completion", direction = "target" }
[open.default.qualitative]
kind = "states"
states = [
    { label = "按期", score = 5 },
    { label = "略迟", score = 3 },
    { label = "很迟", score = 0 },
]
[open.output]
tier = "output"
points = 60
"""
THREE = BENCH.loads(TEXT)
TWO = BENCH.loads(TEXT.replace('    { label = "略迟", score = 3 },\n', ""))
ONE = BENCH.loads(
    TEXT.replace('    { label = "略迟", score = 3 },\n', "").replace(
        '    { label = "很迟", score = 0 },\n', ""
    )
)
JUDGED = BENCH.loads(
    TEXT[: TEXT.index("[open.default.qualitative]")].replace(
        'direction = "target" }', 'direction = "target" }\nqualitative = { kind = "judged" }'
    )
    + TEXT[TEXT.index("[open.output]") :]
)
AT = Where(table=2, row=3, cell=5)


def of(
    rules: RuleSet, target: str, actual: str, state: str | None = None, year: int | None = 2024
) -> tuple[dict[str, tuple[Reading, ...]], list[Message]]:
    """What a form states of its one row, but whether a reason is given."""
    points, claimed = read_cell("5"), read_cell("5")
    row = FormRow(
        ("完工时间",), tier="产出", points=points, claimed=claimed, state=state,
        target=read_cell(target), actual=read_cell(actual, AT),
    )  # fmt: skip
    form = Form(rows=(row,), fiscal_year=year)
    expanded = expand(rules, form)
    found, remarks = from_form(form, expanded.rules, match(form, expanded.rules, expanded.rows))
    return {name: one for name, one in found.items() if not name.startswith("reason.")}, remarks


@pytest.mark.parametrize(
    ("rules", "actual", "value"),
    [
        (THREE, "2024年11月", Fraction(1)),
        (THREE, "2025年1月", Span(Fraction(2), Fraction(3))),
        (TWO, "2024年11月", Fraction(1)),
        (TWO, "2025年1月", Span(Fraction(2), Fraction(2))),
    ],
)
def test_a_kept_deadline_is_the_first_state(
    rules: RuleSet, actual: str, value: Fraction | Span
) -> None:
    """One that was missed is any of the others; it stands where the actual does."""
    where = evolve(AT, label="完工时间", text=actual)
    assert of(rules, "2024年12月底前", actual) == (
        {"state.open_1": (Reading(value, (where,), actual),)},
        [],
    )


def test_a_scheme_s_own_measure_is_what_the_deadline_decides() -> None:
    """Where it names its state by one."""
    text = TEXT.replace('kind = "states"', 'kind = "states"\nmeasure = "punctual"').replace(
        "[tiers.output]", '[measures.punctual]\nlabel = "时效"\ntype = "state"\n[tiers.output]'
    )
    found, _ = of(BENCH.loads(text), "2024年12月底前", "2024年11月")
    assert {name: one.value for name, (one,) in found.items()} == {"punctual": 1}


def test_a_year_that_was_taken_from_the_form_is_said() -> None:
    """With the label of the row."""
    found, remarks = of(THREE, "9月30日前", "10月8日", year=2023)
    assert [one.value for one in found["state.open_1"]] == [Span(Fraction(2), Fraction(3))]
    assert remarks == [say(texts.YEAR_SUPPLIED, label="完工时间", year="2023")]
    assert of(THREE, "9月30日前", "10月8日", year=None) == ({}, [])


def test_a_named_state_comes_before_the_dates() -> None:
    """The form says itself which it is."""
    found, remarks = of(THREE, "9月30日前", "9月8日", state="略迟")
    assert [one.value for one in found["state.open_1"]] == [2]
    assert remarks == []


@pytest.mark.parametrize("rules", [ONE, JUDGED])
def test_without_several_states_there_is_nothing_to_decide(rules: RuleSet) -> None:
    """A judge's score is none, and of one state nothing can be told."""
    assert of(rules, "2024年12月底前", "2024年11月") == ({}, [])


def test_what_is_not_clear_is_no_evidence() -> None:
    """Whether 前 holds the day itself is not written."""
    assert of(THREE, "9月30日前", "9月30日") == ({}, [])
