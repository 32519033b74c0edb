"""Tiers, total and adjustments of a scorecard, with what is not decided."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from zhibiao.loading.forms import parse_forms
from zhibiao.model.scorecard import Adjusted, Score, Scorecard, Status, Sum
from zhibiao.scoring.around import MAX_DOUBTS
from zhibiao.scoring.evidence import Figure

HEAD = """
language = 1
[ruleset]
title = "合计"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 40
[measures.n]
label = "次数"
type = "count"
[measures.p]
label = "甲问"
type = "boolean"
[measures.q]
label = "乙问"
type = "boolean"
[tiers.a]
label = "甲类"
points = 30
[tiers.b]
label = "乙类"
points = 10
[groups.a]
tier = "a"
label = "甲类"
points = 30
[groups.b]
tier = "b"
label = "乙类"
points = 10
[indicators.one]
group = "a"
label = "一"
points = 10
scheme = { kind = "judged" }
[indicators.two]
group = "a"
label = "二"
points = 20
scheme = { kind = "judged" }
[indicators.three]
group = "b"
label = "三"
points = 10
scheme = { kind = "judged" }
"""


def card(more: str = "", **figures: Figure) -> Scorecard:
    """The scorecard of figures, by the rule set with some more tables."""
    named = {name.replace("__", "."): figure for name, figure in figures.items()}
    return BENCH.score(BENCH.loads(HEAD + more), named)


def claims(more: str = "", **said: str) -> Scorecard:
    """The scorecard of a form whose rows claim these scores."""
    rows = "".join(f'[[rows]]\nlabel = "{label}"\n{text}\n' for label, text in said.items())
    (form,) = parse_forms(f'form = 1\n[total]\nclaimed = "33"\n{rows}'.encode(), "form.toml")
    return BENCH.score(BENCH.loads(HEAD + more), form)


def reach(of: Sum) -> tuple[object, object]:
    """The least and the most."""
    return of.least, of.most


def span(of: Score) -> tuple[object, object]:
    """What a score can be, from the least to the most."""
    return of.low, of.high


def adjustment(text: str) -> str:
    """One adjustment."""
    return f"[adjustments.change]\n{text}\n"


def test_tiers_and_total_add_up_their_scores() -> None:
    """Each with its label and points; what is not known spans."""
    found = card(one=4, two=15)
    assert found.tiers == (
        Sum("a", "甲类", Fraction(30), Fraction(19), Fraction(19)),
        Sum("b", "乙类", Fraction(10), Fraction(0), Fraction(10)),
    )
    assert found.total == Sum("total", "合计", Fraction(40), Fraction(19), Fraction(29))
    assert found.adjustments == ()


def test_a_tier_is_claimed_where_each_of_its_rows_is() -> None:
    """One row without a claim leaves the tier without; the total's claim is its own."""
    found = claims(一='claimed = "3"', 二='claimed = "4.5"')
    assert [tier.claimed for tier in found.tiers] == [Fraction(15, 2), None]
    assert found.total.claimed == 33
    assert [tier.claimed for tier in claims(一='claimed = "3"').tiers] == [None, None]


def test_rows_that_do_not_apply_need_no_claim() -> None:
    """The others make the tier's; where none applies there is none."""
    policy = '[not_applicable]\npolicy = "full"\n'
    found = claims(
        policy, 一='claimed = "3"', 二='claimed = "9"\napplicable = false', 三="applicable = false"
    )
    assert [tier.claimed for tier in found.tiers] == [3, None]
    assert [score.status for score in found.scores] == [
        Status.JUDGED,
        Status.NOT_APPLICABLE,
        Status.NOT_APPLICABLE,
    ]
    assert [score.value for score in found.scores[1:]] == [20, 10]


@pytest.mark.parametrize(
    ("policy", "score", "tier", "total"),
    [
        ("full", 10, 25, 30),
        ("rescale-tier", 0, Fraction(45, 2), Fraction(55, 2)),
        ("rescale-total", 0, 15, Fraction("26.67")),
        ("forbidden", 7, 22, 27),
    ],
)
@pytest.mark.parametrize("decided", [{"applicable__one": False}, {"n": 3}])
def test_a_row_that_does_not_apply_counts_by_its_policy(
    policy: str, score: int, tier: Fraction, total: Fraction, decided: dict[str, Figure]
) -> None:
    """The form says so, or the policy's test does."""
    more = f'[indicators.one.not_applicable]\npolicy = "{policy}"\nwhen = "n > 2"\n'
    found = card(more, one=7, two=15, three=5, **{"n": 0, **decided})
    assert found["one"].value == score
    assert reach(found.tiers[0]) == (tier, tier)
    assert reach(found.total) == (total, total)
    assert (found["one"].status is Status.NOT_APPLICABLE) == (policy != "forbidden")


def test_a_form_that_says_a_row_applies_leaves_the_test_to_decide() -> None:
    """Only a no counts as an answer."""
    more = '[indicators.one.not_applicable]\npolicy = "full"\nwhen = "n > 2"\n'
    assert card(more, one=7, n=0, applicable__one=True)["one"].value == 7
    assert card(more, one=7, n=3, applicable__one=True)["one"].value == 10
    assert card(more, one=7, n=0, applicable__one=False)["one"].value == 10


@pytest.mark.parametrize(
    ("policy", "score", "tier", "total"),
    [
        ("full", (7, 10), (22, 25), (27, 30)),
        ("rescale-tier", (0, 7), (22, Fraction(45, 2)), (27, Fraction(55, 2))),
    ],
)
def test_a_row_that_may_not_apply_leaves_both_open(
    policy: str,
    score: tuple[int, int],
    tier: tuple[Fraction, Fraction],
    total: tuple[Fraction, Fraction],
) -> None:
    """While its test is not decided each way is followed, for the score, its tier and the total."""
    more = f'[indicators.one.not_applicable]\npolicy = "{policy}"\nwhen = "p"\n'
    found = card(more, one=7, two=15, three=5)
    assert found["one"].status is Status.UNKNOWN
    assert span(found["one"]) == score
    assert found["two"].status is Status.COMPUTED
    assert found["two"].value == 15
    assert reach(found.tiers[0]) == tier
    assert reach(found.tiers[1]) == (5, 5)
    assert reach(found.total) == total


def test_a_row_that_may_not_apply_can_lower_the_sums_as_well() -> None:
    """Where it earns all of what there is."""
    more = '[indicators.one.not_applicable]\npolicy = "rescale-tier"\nwhen = "p"\n'
    found = card(more, one=10, two=0, three=5)
    assert reach(found.tiers[0]) == (0, 10)
    assert reach(found.total) == (5, 15)


def test_two_doubtful_rows_are_followed_in_each_combination() -> None:
    """Only one of four ways gives the least, another the most."""
    more = "".join(
        f'[indicators.{name}.not_applicable]\npolicy = "full"\nwhen = "{test}"\n'
        for name, test in (("one", "p"), ("two", "q"))
    )
    found = card(more, one=7, two=15, three=5)
    assert reach(found.tiers[0]) == (22, 30)
    assert reach(found.total) == (27, 35)


@pytest.mark.parametrize("number", [MAX_DOUBTS, MAX_DOUBTS + 1])
def test_too_many_doubtful_rows_leave_the_sums_wide_open(number: int) -> None:
    """Up to six are followed one by one; of more, nothing is known of any sum."""
    rows = "".join(
        f'[indicators.i{n}]\ngroup = "a"\nlabel = "行{n}"\npoints = 1\n'
        'scheme = { kind = "judged" }\nnot_applicable = { policy = "full", when = "p" }\n'
        for n in range(number)
    )
    figures: dict[str, Figure] = {f"i{n}": Fraction(1, 2) for n in range(number)}
    head = HEAD.replace("points = 30", f"points = {30 + number}").replace(
        "points = 40", f"points = {40 + number}"
    )
    given: Mapping[str, Figure] = {"one": 7, "two": 15, "three": 5, **figures}
    found = BENCH.score(BENCH.loads(head + rows), given)
    low, high = Fraction(number, 2), Fraction(number)
    if number == MAX_DOUBTS:
        assert reach(found.total) == (27 + low, 27 + high)
        assert reach(found.tiers[1]) == (5, 5)
    else:
        assert reach(found.total) == (0, 40 + number)
        assert [reach(tier) for tier in found.tiers] == [(0, 30 + number), (0, 10)]
    assert {span(found[f"i{n}"]) for n in range(number)} == {(Fraction(1, 2), 1)}


@pytest.mark.parametrize(
    ("text", "figures", "applies", "change", "total"),
    [
        ('kind = "bonus"\npoints = 2', {}, True, (2, 2), (29, 29)),
        ('kind = "bonus"\npoints = 2\nwhen = "p"', {"p": True}, True, (2, 2), (29, 29)),
        ('kind = "bonus"\npoints = 2\nwhen = "p"', {"p": False}, False, (0, 0), (27, 27)),
        ('kind = "bonus"\npoints = 2\nwhen = "p"', {}, None, (0, 2), (27, 29)),
        ('kind = "deduction"\npoints = 2\nwhen = "p"', {}, None, (-2, 0), (25, 27)),
        ('kind = "bonus"\npoints = 2\ncount = "n"\ncap = 5', {"n": 2}, True, (4, 4), (31, 31)),
        ('kind = "bonus"\npoints = 2\ncount = "n"\ncap = 5', {"n": 3}, True, (5, 5), (32, 32)),
        ('kind = "bonus"\npoints = 2\ncount = "n"\ncap = 5', {}, True, (0, 5), (27, 32)),
        ('kind = "bonus"\npoints = 2\ncount = "n"\ncap = 5', {"n": "≥2"}, True, (4, 5), (31, 32)),
        ('kind = "deduction"\npoints = 2\ncount = "n"', {"n": 2}, True, (-4, -4), (23, 23)),
        ('kind = "deduction"\npoints = 2\ncount = "n"', {}, True, (-27, 0), (0, 27)),
        ('kind = "cap"\nto = 20', {}, True, (-7, -7), (20, 20)),
        ('kind = "veto"\nwhen = "p"', {}, None, (-27, 0), (0, 27)),
        ('kind = "multiplier"\nfactor = "1/3"', {}, True, (-18, -18), (9, 9)),
    ],
)
def test_an_adjustment_says_by_how_much_it_moved_its_sum(
    text: str,
    figures: dict[str, Figure],
    applies: bool | None,
    change: tuple[int, int],
    total: tuple[int, int],
) -> None:
    """At least and at most, and whether it applies."""
    rules = BENCH.loads(HEAD + adjustment(text))
    given: Mapping[str, Figure] = {"one": 7, "two": 15, "three": 5, **figures}
    found = BENCH.score(rules, given)
    kind = text.split('"')[1]
    place = rules.place("adjustments", "change")
    assert place.line > 40
    assert found.adjustments == (
        Adjusted(
            id="change",
            label="change",
            kind=kind,
            of="total",
            applies=applies,
            change_low=Fraction(change[0]),
            change_high=Fraction(change[1]),
            source=place,
        ),
    )
    assert reach(found.total) == total


def test_adjustments_keep_their_labels_and_the_order_of_the_file() -> None:
    """Whatever sum each of them moves."""
    more = (
        '[adjustments.whole]\nkind = "bonus"\npoints = 1\nlabel = "总加分"\n'
        '[adjustments.part]\nkind = "bonus"\npoints = 2\nof = "tiers.a"\n'
        '[adjustments.row]\nkind = "deduction"\npoints = 3\nof = "indicators.one"\n'
    )
    found = card(more, one=7, two=15, three=5)
    assert [(a.id, a.label, a.of, a.change_low) for a in found.adjustments] == [
        ("whole", "总加分", "total", Fraction(1)),
        ("part", "part", "tiers.a", Fraction(2)),
        ("row", "row", "indicators.one", Fraction(-3)),
    ]
    lines = [adjusted.source.line for adjusted in found.adjustments]
    assert lines == [lines[0], lines[0] + 4, lines[0] + 8]
    assert reach(found.tiers[0]) == (21, 21)
    assert reach(found.total) == (27, 27)
    assert found["one"].value == 7


def test_readings_that_disagree_leave_a_test_undecided() -> None:
    """Two counts on both sides of a bound; on one side of it they decide."""
    text = adjustment('kind = "bonus"\npoints = 2\nwhen = "n > 2"')
    facts = "".join(
        f'[[facts]]\nlabel = "次数"\nvalue = "{{{n}}}"\nat = {{{{ sentence = {n + 1} }}}}\n'
        for n in range(2)
    )
    rules = BENCH.loads(HEAD + text)
    for pair, applies in (((1, 3), None), ((3, 4), True), ((0, 1), False)):
        (form,) = parse_forms(f"form = 1\n{facts.format(*pair)}".encode(), "form.toml")
        assert BENCH.score(rules, form).adjustments[0].applies is applies


def test_readings_that_disagree_span_an_amount() -> None:
    """Each count is worth its points, and the bonus lies between."""
    text = adjustment('kind = "bonus"\npoints = 2\ncount = "n"\ncap = 9')
    facts = "".join(
        f'[[facts]]\nlabel = "次数"\nvalue = "{n}"\nat = {{ sentence = {n} }}\n' for n in (1, 3)
    )
    (form,) = parse_forms(f"form = 1\n{facts}".encode(), "form.toml")
    (change,) = BENCH.score(BENCH.loads(HEAD + text), form).adjustments
    assert change.change_low == 2
    assert change.change_high == 6


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ('kind = "bonus"\npoints = 2\ncount = "gone"\ncap = 5', (27, 32)),
        ('kind = "deduction"\npoints = 2\ncount = "gone"\ncap = 5', (22, 27)),
        ('kind = "deduction"\npoints = 2\ncount = "gone"', (0, 27)),
    ],
)
def test_a_count_that_has_no_value_leaves_what_it_can_be_worth(
    text: str, total: tuple[int, int]
) -> None:
    """FEEL's null is no number: the change lies between nothing and all that is allowed."""
    gone = '[measures.gone]\nlabel = "无"\nformula = "if n > 3 then n else null"\n'
    assert reach(card(gone + adjustment(text), one=7, two=15, three=5, n=1).total) == total


def test_a_sum_may_be_limited_as_far_as_bonuses_reach() -> None:
    """A cap of the total above its points limits the bonuses, and loads."""
    bonus = '[adjustments.part]\nkind = "bonus"\npoints = 9\nof = "tiers.a"\n'
    found = card(bonus + adjustment('kind = "cap"\nto = 45'), one=10, two=20, three=10)
    assert reach(found.total) == (45, 45)
