"""The rows that a form brings itself, as indicators of a rule set for that one form."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from tests.auditing.small import BENCH
from zhibiao.messages import say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import EMPTY, Cell, Form, FormRow, read_cell
from zhibiao.model.measure import Measure
from zhibiao.model.ruleset import Group, Indicator
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.table import Table
from zhibiao.scoring.open_rows import expand, is_own, open_group
from zhibiao.scoring.own_criteria import own_criterion

TEXT = """
language = 1
[ruleset]
title = "自设"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 100
[measures.rate]
label = "比率"
unit = "%"
[tiers.output]
label = "产出"
points = 60
aliases = ["产出指标"]
[tiers.effect]
label = "效益"
points = 40
[groups.fixed]
tier = "effect"
label = "固定"
points = 40
[indicators.known]
group = "fixed"
label = "已知"
points = 10
scheme = { kind = "judged" }
[indicators.split]
group = "fixed"
label = "拆分"
aliases = ["分列"]
points = 30
scheme = { kind = "judged" }
[open.default]
quantitative = { kind = "completion", direction = "target" }
qualitative = { kind = "judged" }
[open.output]
tier = "output"
points = 60
lower_aspects = ["成本指标"]
[open.parts]
within = "indicators.split"
points = 30
quantitative = { kind = "completion", direction = "lower", reverse = "linear" }
"""
RULES = BENCH.loads(TEXT)
PLAIN = BENCH.loads(
    """
language = 1
[ruleset]
title = "无自设"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 1
[tiers.only]
label = "产出"
points = 1
[groups.only]
tier = "only"
label = "产出"
points = 1
[indicators.known]
group = "only"
label = "已知"
points = 1
scheme = { kind = "judged" }
"""
)


def cell(text: str) -> Cell:
    """A cell that was read."""
    return read_cell(text) if text else EMPTY


def row(
    label: str = "自设",
    tier: str = "产出",
    group: str = "",
    *,
    target: str = "",
    actual: str = "",
    points: str = "10",
    claimed: str = "",
    criterion: str = "",
) -> FormRow:
    """One row of a form."""
    return FormRow(
        (label,),
        tier=tier,
        group=group,
        criterion=criterion,
        target=cell(target),
        actual=cell(actual),
        points=cell(points),
        claimed=cell(claimed),
    )


def brought(*rows: FormRow) -> dict[str, Indicator]:
    """The indicators that these rows become."""
    found = expand(RULES, Form(rows=rows)).rules.indicators
    return {name: one for name, one in found.items() if name not in RULES.indicators}


def test_a_rule_set_without_open_tiers_stays_as_it_is() -> None:
    """No row is looked at."""
    found = expand(PLAIN, Form(rows=(row(),)))
    assert found.rules is PLAIN
    assert (found.rows, found.remarks) == (Table(), ())


def test_a_form_without_rows_of_its_own_changes_nothing() -> None:
    """The indicator that it could have split stays."""
    found = expand(RULES, Form(rows=(row("已知", "效益"),)))
    assert found.rules == RULES
    assert (found.rows, found.remarks) == (Table(), ())


def test_a_row_becomes_an_indicator_with_its_two_measures() -> None:
    """Its label, points and criterion are the row's; target and actual are measures of it."""
    rows = (
        row("已知", "产出"),
        row("培训", target="≥20人", actual="30人", points="12", criterion="达到得满分"),
        row("满意", target="满意", points="8"),
    )
    found = expand(RULES, Form(rows=rows))
    assert found.rows == Table({"open_2": 1, "open_3": 2})
    assert found.remarks == ()
    rules = found.rules
    assert rules.measures == {
        **RULES.measures,
        "open_2_actual": Measure("培训（完成值）", "人"),
        "open_2_target": Measure("培训（指标值）", "人"),
    }
    assert rules.groups == {**RULES.groups, "open_output": Group("output", "output", Fraction(20))}
    scheme = rules.indicators["open_2"].scheme
    assert isinstance(scheme, Completion)
    assert (scheme.actual, scheme.target, scheme.direction) == (
        "open_2_actual", "open_2_target", "higher",
    )  # fmt: skip
    assert rules.indicators == {
        **RULES.indicators,
        "open_2": Indicator("open_output", "培训", Fraction(12), scheme, criterion="达到得满分"),
        "open_3": Indicator("open_output", "满意", Fraction(8), Judged()),
    }
    assert [is_own(item) for item in rules.items] == [False, False, True, True]


@pytest.mark.parametrize(
    ("one", "is_brought"),
    [
        (row(tier="产出"), True),
        (row(tier=" 产出 指标（60分）"), True),
        (row(tier="效益"), False),
        (row(tier=""), False),
        (row(tier="效益", group="拆分"), True),
        (row(tier="", group="分列（30分）"), True),
        (row(tier="", group="固定"), False),
        (row(points=""), False),
        (row(points="0"), False),
        (row("已知"), False),
    ],
)
def test_own_rows_stand_under_an_open_tier_or_a_split_row(one: FormRow, is_brought: bool) -> None:
    """By its words; a row of the rule set's own, or one without points, is none."""
    assert bool(brought(one)) is is_brought


def test_a_row_with_a_claim_and_no_points_is_said() -> None:
    """Without a claim it is a heading, and nothing is said; the others are brought."""
    rows = (row("甲", points="", claimed="3"), row("乙", points=""), row("丙"))
    found = expand(RULES, Form(rows=rows))
    assert found.remarks == (say(texts.OPEN_WITHOUT_POINTS, label="甲"),)
    assert found.rows == Table({"open_3": 2})


def test_rows_under_a_fixed_row_take_its_place() -> None:
    """The group has the row's tier and label, and the row itself is scored no longer."""
    rows = (
        row("甲", "效益", "拆分", target="≤5天", points="10"),
        row("乙", "效益", "拆分", points="20"),
    )
    rules = expand(RULES, Form(rows=rows)).rules
    assert list(rules.indicators) == ["known", "open_1", "open_2"]
    assert rules.groups["open_parts"] == Group("effect", "拆分", Fraction(30))
    scheme = rules.indicators["open_1"].scheme
    assert isinstance(scheme, Completion)
    assert (scheme.direction, scheme.reverse) == ("lower", "linear")
    assert rules.indicators["open_2"].scheme == Judged()
    assert rules.indicators["open_1"].group == open_group("parts") == "open_parts"


def test_a_row_belongs_to_the_first_entry_that_takes_it() -> None:
    """One under an open tier and a split row at once is scored once."""
    found = expand(RULES, Form(rows=(row("甲", "产出", "拆分"),)))
    assert found.rules.indicators["open_1"].group == "open_output"
    assert "open_parts" not in found.rules.groups


def test_a_row_of_the_rule_set_s_own_stays_so_for_each_entry() -> None:
    """Whatever the entries before it took."""
    found = expand(RULES, Form(rows=(row("甲"), row("已知", "效益", "拆分"))))
    assert found.rows == Table({"open_1": 0})


@pytest.mark.parametrize(
    ("target", "group", "direction"),
    [
        ("≥5个", "成本指标", "higher"),
        (">5个", "成本指标", "higher"),
        ("≤5个", "", "lower"),
        ("<5个", "", "lower"),
        ("5个", "", "higher"),
        ("5个", "成本 指标", "lower"),
        ("0个", "", "lower"),
        ("5%", "", "higher"),
    ],
)
def test_the_sign_the_aspect_or_zero_gives_the_direction(
    target: str, group: str, direction: str
) -> None:
    """The row's own sign first."""
    scheme = brought(row(target=target, group=group))["open_1"].scheme
    assert isinstance(scheme, Completion)
    assert scheme.direction == direction


@pytest.mark.parametrize("target", ["", "有所改善", "2024年", "12月", "3日", "6月底"])
def test_words_and_dates_are_no_figures(target: str) -> None:
    """They are for an assessor."""
    assert brought(row(target=target))["open_1"].scheme == Judged()


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [
        ("≥5个", "6", "个"),
        ("≥5", "6个", "个"),
        ("≥5", "6", ""),
        ("≥5%", "6%", "%"),
        ("≥5%", "6人", "人"),
        ("≥5万元", "6元", "万元"),
        ("≥5", "完成", ""),
    ],
)
def test_the_unit_is_the_target_s_or_the_actual_s(target: str, actual: str, unit: str) -> None:
    """A target without a unit of its own takes that of what was done."""
    found = expand(RULES, Form(rows=(row(target=target, actual=actual),))).rules
    assert {found.measures[f"open_1_{name}"].unit for name in ("actual", "target")} == {unit}


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [("满意", "6个", "个"), ("满意", "6", ""), ("满意", "好", ""), ("", "6%", "")],
)
def test_words_may_be_scored_as_figures(target: str, actual: str, unit: str) -> None:
    """A target without a number has no unit of its own."""
    judged = 'qualitative = { kind = "judged" }'
    rules = BENCH.loads(TEXT.replace(judged, 'qualitative = { kind = "completion" }'))
    found = expand(rules, Form(rows=(row(target=target, actual=actual),))).rules
    assert found.measures["open_1_actual"].unit == unit


def test_an_own_indicator_is_one_of_an_open_group_by_both_its_ids() -> None:
    """A rule set's own may be called like one, or stand in a group called like one."""
    (own,) = (i for i in expand(RULES, Form(rows=(row(),))).rules.items if i.id == "open_1")
    assert is_own(own)
    assert not is_own(evolve(own, id="known"))
    assert not is_own(evolve(own, group="fixed"))


def test_the_row_s_own_criterion_goes_before_the_pro_rata_scheme() -> None:
    """Where it is understood; one that asks for other figures leaves the row to an assessor."""
    steps = "完成率达到100%得10分，每降低1个百分点扣1分，扣完为止。"
    rate, points = read_cell("100%"), read_cell("10")
    plain = FormRow(("甲",), tier="产出", points=points, target=rate, actual=read_cell("98%"))
    own, other = (
        evolve(plain, criterion=steps),
        evolve(plain, criterion=steps, actual=read_cell("9人")),
    )
    expanded = expand(RULES, Form(rows=(own, other, plain))).rules
    schemes = [expanded.indicators[f"open_{n}"].scheme for n in (1, 2, 3)]
    wanted = own_criterion(own, "open_1_actual")
    assert wanted is not None
    assert schemes[:2] == [wanted.scheme, None]
    assert isinstance(schemes[2], Completion)
    assert expanded.measures["open_1_actual"] == wanted.measure
    assert {"open_1_target", "open_2_actual"} & set(expanded.measures) == set()


OVER = BENCH.loads(
    TEXT.replace(
        'direction = "target" }',
        'direction = "target", over = { above = "130%", then = "full" } }',
    )
)


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≤10万元", "14万元", Fraction("14.29")),
        ("≤10万元", "12万元", Fraction("16.67")),
        ("≤10万元", "10万元", 20),
        ("≤10万元", "1万元", 20),
        ("≤10万元", "0万元", 20),
        ("≥10万元", "14万元", 20),
        ("≥10万元", "9万元", 18),
    ],
)
def test_more_than_a_row_allows_never_passes_its_target(
    target: str, actual: str, score: Fraction
) -> None:
    """A cost above its bound loses its share, however far above; more of a good thing is full."""
    form = Form(rows=(row(target=target, actual=actual, points="20"),))
    assert BENCH.score(OVER, form)["open_1"].value == score
