"""What would narrow or move a score: thresholds stand exactly where scores change."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.rules import ROOT, make_loader
from zhibiao.analysis.sensitivity import sensitivity
from zhibiao.api import Workbench
from zhibiao.cli import main
from zhibiao.messages import LANGUAGES
from zhibiao.model.analysis.sensitivity import Missing, Threshold
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.reports.sensitivity import lines, shape
from zhibiao.scoring.score import rescored, score_figures

HEAD = """
language = 1
[ruleset]
title = "t"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2020
points = 5
[measures.x]
label = "甲"
range = ">= 0"
[measures.y]
label = "乙"
range = ">= 0"
[measures.cases]
label = "起数"
type = "count"
[measures.rate]
label = "比率"
unit = "%"
formula = "x / y"
[tiers.t]
label = "全部"
points = 5
[groups.g]
tier = "t"
label = "全部"
points = 5
[indicators.one]
group = "g"
label = "一"
points = 5
"""
SCHEMES = {
    "steps": 'kind="step-deduction", measure="rate", full="<= 100%", step="1%", deduct=0.5, '
    'partial="whole"',
    "started": 'kind="step-deduction", measure="x", full=">= 90", step=3, deduct=1, '
    'partial="started"',
    "points": 'kind="bands", measure="rate", bands=[{when="<= 102%", score=5}, '
    '{when="> 102%", score=0}]',
    "prorated": 'kind="step-deduction", measure="x", full="<= 10", step=2, deduct=1, '
    'partial="prorated"',
    "bands": 'kind="bands", measure="rate", bands=[{when=">= 90%", score=5}, '
    '{when="[60%..90%)", score=3}, {when="< 60%", score=0}]',
    "completion": 'kind="completion", actual="x", target="y"',
    "reverse": 'kind="completion", actual="x", target="y", direction="lower", reverse="ratio"',
    "occurrences": 'kind="occurrences", count="cases", deduct=2',
    "judged": 'kind="judged"',
}


def rules_of(scheme: str, *, rounded: bool = True) -> RuleSet:
    """A rule set of one indicator."""
    rounding = "" if rounded else '[ruleset.rounding]\nat = "never"\n'
    text = f"{HEAD}scheme = {{ {SCHEMES[scheme]} }}\n{rounding}"
    return make_loader().parse(text.encode(), "t", "t")


def of(scheme: str, **figures: int | str) -> dict[tuple[str, str], Threshold]:
    """The thresholds by figure and direction."""
    found = sensitivity(score_figures(figures, rules_of(scheme)))
    return {(one.name, one.direction): one for one in found.thresholds}


def test_three_cases_fewer() -> None:
    """A count moves by whole cases: from five, three fewer give the first points."""
    found = of("occurrences", cases=5)
    assert set(found) == {("cases", "less")}
    one = found["cases", "less"]
    assert (one.now, one.at, one.reached) == (Fraction(5), Fraction(2), True)
    assert one.total == (one.score, Fraction(1))


def test_steps_change_at_the_exact_share() -> None:
    """125 on 109 posts lose all; the first half point comes back below 119.9."""
    found = of("steps", x=125, y=109)
    less = found["x", "less"]
    assert (less.at, less.reached, less.score) == (Fraction(1199, 10), False, Fraction(1, 2))
    more = found["y", "more"]
    assert (more.at, more.reached) == (Fraction(1250, 11), False)
    assert set(found) == {("x", "less"), ("y", "more")}


def test_bands_change_at_their_bounds() -> None:
    """A closed bound is reached, an open one is passed."""
    found = of("bands", x=70, y=100)
    assert (found["x", "more"].at, found["x", "more"].reached) == (Fraction(90), True)
    assert (found["x", "less"].at, found["x", "less"].reached) == (Fraction(60), False)
    assert found["y", "less"].at == Fraction(700, 9)


def test_a_score_in_proportion_changes_on_the_way() -> None:
    """Without rounding any change counts; the next threshold is the target."""
    card = score_figures({"x": 50, "y": 100}, rules_of("completion", rounded=False))
    found = {(t.name, t.direction): t for t in sensitivity(card).thresholds}
    assert (found["x", "more"].steady, found["x", "more"].at) == (True, Fraction(100))
    assert found["x", "more"].score == 5
    assert (found["x", "less"].at, found["x", "less"].score) == (Fraction(0), Fraction(0))


def probe(card: Scorecard, name: str, value: Fraction) -> object:
    """What the indicator gives where a figure is another."""
    return rescored(card, {name: value})["one"].value


FIGURES = st.integers(0, 260).map(lambda n: Fraction(n, 2))


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    scheme=st.sampled_from([name for name in SCHEMES if name != "judged"]),
    rounded=st.booleans(),
    x=FIGURES,
    y=FIGURES,
    cases=st.integers(0, 9),
    part=st.fractions(0, 1, max_denominator=40).filter(lambda f: 0 < f < 1),
)
def test_nothing_changes_before_a_threshold_and_something_there(
    scheme: str, rounded: bool, x: Fraction, y: Fraction, cases: int, part: Fraction
) -> None:
    """Law: between now and a threshold the score is as it was; at it, or just beyond, another."""
    card = score_figures({"x": x, "y": y, "cases": cases}, rules_of(scheme, rounded=rounded))
    for one in sensitivity(card).thresholds:
        now = card["one"].value
        between = one.now + (one.at - one.now) * part
        if one.name == "cases":
            between = Fraction(round(between))
        before = between != one.at and probe(card, one.name, between)
        if one.steady and one.reached:
            assert before != now
        elif before is not False:
            assert before == now
        sign = 1 if one.direction == "more" else -1
        if one.reached:
            assert probe(card, one.name, one.at) == one.score != now
        else:
            assert probe(card, one.name, one.at) == now
            assert probe(card, one.name, one.at + sign * Fraction(1, 10**9)) != now


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    scheme=st.sampled_from([name for name in SCHEMES if name != "judged"]),
    x=FIGURES,
    y=FIGURES,
    far=st.fractions(0, 400, max_denominator=20),
)
def test_where_no_threshold_is_named_nothing_changes(
    scheme: str, x: Fraction, y: Fraction, far: Fraction
) -> None:
    """Law: a figure without a threshold in a direction never moves the score that way."""
    card = score_figures({"x": x, "y": y, "cases": 3}, rules_of(scheme))
    named = {(one.name, one.direction) for one in sensitivity(card).thresholds}
    asked = set(card["one"].chains[0].readings)
    if not isinstance(card["one"].value, Fraction):
        return
    for name, now in (("x", x), ("y", y)):
        for direction, other in (("more", now + far), ("less", max(now - far, Fraction(0)))):
            changes = probe(card, name, other) != card["one"].value
            if name in asked and (name, direction) not in named and other:
                assert not changes, (name, direction, other)


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    scheme=st.sampled_from(list(SCHEMES)),
    known=st.sampled_from(["x", "y", ""]),
    x=FIGURES,
    value=FIGURES,
)
def test_no_value_of_a_missing_figure_leaves_more_than_was_said(
    scheme: str, known: str, x: Fraction, value: Fraction
) -> None:
    """Law: whatever a missing figure turns out to be, the width is one of those that were said."""
    card = score_figures({known: x} if known else {}, rules_of(scheme))
    for one in sensitivity(card).missing:
        plain = Fraction(int(value)) if one.name == "cases" else value
        within = plain if one.name != "judged.one" else min(plain, Fraction(5))
        total = rescored(card, {one.name: within}).total
        if one.complete:
            assert one.narrowest <= total.most - total.least <= one.widest


def test_the_most_useful_figure_comes_first() -> None:
    """In the real standard, unjudged benefits (20 points) leave most open."""
    bench = Workbench(plugins=False)
    (form,) = bench.read(ROOT / "examples/forms/miluo-2020.form.toml")
    found = sensitivity(bench.score(bench.load("cn-430600/department/2020"), form))
    widths = [one.widest for one in found.missing]
    assert widths == sorted(widths)
    assert found.missing[0].name == "judged.benefits"


def test_figures_that_disagree_count_as_missing() -> None:
    """The form of 2020 states two head counts; to know which is right would settle five points."""
    bench = Workbench(plugins=False)
    (form,) = bench.read(ROOT / "examples/forms/miluo-2020.form.toml")
    found = sensitivity(bench.score(bench.load("cn-430600/department/2020"), form))
    missing: dict[str, Missing] = {one.name: one for one in found.missing}
    assert "staff" in missing
    assert missing["staff"].indicators == ("staff_control",)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_both_languages(lang: str) -> None:
    """Each threshold is one line that names figure, distance and score."""
    card = score_figures({"cases": 5}, rules_of("occurrences"))
    said = "\n".join(lines(sensitivity(card), lang))
    assert (
        "起数 再少 3（5 → 2）：一 得 1" if lang == "zh" else "3 fewer (5 → 2) would give 1"
    ) in said


def test_the_verb_gives_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds exact numbers as texts."""
    form = Path(ROOT / "examples/forms/miluo-2020.form.toml")
    for extra in ([], ["--json"]):
        with pytest.raises(SystemExit) as caught:
            main(["sensitivity", "cn-430600/department/2020", str(form), *extra])
        assert caught.value.code == 0
        out = capsys.readouterr().out
        if extra:
            document = json.loads(out, parse_float=lambda _: pytest.fail("a float"))
            assert {"missing", "thresholds", "low", "high"} <= set(document)
            assert all(isinstance(one["at"], str) for one in document["thresholds"])
        else:
            assert "119.9" in out or "benefits" not in out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "多出超过 0.5 个百分点（101.5% → 高于 102%）"),
        ("en", "more than 0.5 percentage points more (101.5% → above 102%)"),
    ],
)
def test_two_rates_are_percentage_points_apart(lang: str, said: str) -> None:
    """Half a point more than 101.5% is 102%; half a per cent more would be 102.0075%."""
    card = score_figures({"rate": "101.5%"}, rules_of("points"))
    assert said in "\n".join(lines(sensitivity(card), lang))


def test_the_shape_names_everything() -> None:
    """A judgement is shown with the label of what is judged."""
    document = shape(sensitivity(score_figures({}, rules_of("judged"))), "en")
    assert document["missing"][0]["label"].startswith("一: ")
