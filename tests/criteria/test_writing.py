"""Whatever scheme of the covered kinds is written in Chinese reads back as the same scheme."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.criteria.tables import READ
from zhibiao.criteria import read, write
from zhibiao.exact import Quantity, text
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction
from zhibiao.model.table import Table

POINTS = Fraction(10)
X = MeasureId("x")
NAMES = st.sampled_from(["执行率", "满意度", "不合格率", "结转结余率", "“三公”经费变动率"])
LABELS = st.lists(
    st.sampled_from(
        ["制度健全", "按时公开", "部分公开", "未公开", "有提升", "资料完整、准确", "合同已备案"]
    ),
    min_size=2,
    max_size=5,
    unique=True,
)
PARTIALS: st.SearchStrategy[Partial] = st.sampled_from(["whole", "started", "prorated"])
TENTHS = st.integers(1, 30).map(lambda n: Fraction(n, 10))


@st.composite
def steps(draw: DrawFn, *, assumed: bool = True) -> StepDeduction:
    """A step deduction of a rate, with any of its limits."""
    value = f"{text(Fraction(draw(st.integers(1, 2000)), 10))}%"
    other = f"{text(Fraction(draw(st.integers(2001, 3000)), 10))}%"
    full = draw(
        st.sampled_from(
            [
                f">= {value}",
                f"<= {value}",
                f"> {value}",
                f"< {value}",
                f"= {value}",
                f"[{value}..{other}]",
            ]
        )
    )
    partial = draw(PARTIALS)
    most = draw(st.none() | st.integers(1, 9).map(Fraction))
    floor = draw(st.sampled_from([Fraction(0), Fraction(2)]))
    open_: dict[str, str] = {}
    if assumed and partial == "whole" and draw(st.booleans()):
        open_["partial"] = ""
    if assumed and most is None and not floor and draw(st.booleans()):
        open_["floor"] = ""
    return StepDeduction(
        measure=X,
        full=UnaryTest(full),
        step=Quantity(Fraction(draw(st.integers(1, 50)), 1000), "%"),
        deduct=draw(TENTHS),
        partial=partial,
        full_score=draw(st.sampled_from([None, Fraction(12)])),
        floor=floor,
        max_deduction=most,
        assumed=Table(open_),
    )


@st.composite
def cut_off(draw: DrawFn) -> Composite:
    """Steps below a bound with nothing left below a second one."""
    step = draw(steps().filter(lambda one: one.full.text.startswith(">")))
    sign = draw(st.sampled_from(["<", "<="]))
    band = Band(UnaryTest(f"{sign} 0.05%"), Fraction(0))
    return Composite(parts=(step, Bands(measure=X, bands=(band,), otherwise=POINTS)), combine="min")


@st.composite
def banded(draw: DrawFn) -> Bands:
    """Bands without gap or overlap, each bound closed on one side, with falling scores."""
    corners = sorted(draw(st.sets(st.integers(1, 120), min_size=1, max_size=5)), reverse=True)
    closed = [draw(st.booleans()) for _ in corners]
    best = [10, 8, 6, 4, 2, 0][: len(corners)]
    tests = [f"{'>=' if closed[0] else '>'} {corners[0]}%"]
    for place in range(1, len(corners)):
        opening = "[" if closed[place] else "("
        ending = ")" if closed[place - 1] else "]"
        tests.append(f"{opening}{corners[place]}%..{corners[place - 1]}%{ending}")
    bands = [Band(UnaryTest(t), Fraction(s)) for t, s in zip(tests, best, strict=True)]
    otherwise = draw(st.booleans())
    if not otherwise:
        bands.append(Band(UnaryTest(f"{'<' if closed[-1] else '<='} {corners[-1]}%"), Fraction(0)))
    return Bands(measure=X, bands=tuple(bands), otherwise=Fraction(0) if otherwise else None)


@st.composite
def worded(draw: DrawFn) -> Scheme:
    """States with a full mark, or a checklist that adds up."""
    labels = draw(LABELS)
    if draw(st.booleans()):
        scores = [POINTS, *(Fraction(8 - 2 * n) for n in range(len(labels) - 1))]
        states = tuple(
            State(label, max(s, Fraction(0))) for label, s in zip(labels, scores, strict=True)
        )
        return States(states=states, measure=MeasureId("state"))
    share = POINTS / 2
    rest = share / (len(labels) - 1)
    if rest.denominator not in (1, 2, 4, 5):
        labels, rest = labels[:2], share
    return Checklist(
        items=tuple(
            ChecklistItem(share if n == 1 else rest, label=label, measure=MeasureId(f"item_{n}"))
            for n, label in enumerate(labels, 1)
        )
    )


@st.composite
def simple(draw: DrawFn) -> Scheme:
    """Counts, proportions, places, straight lines."""
    floor = Table({} if draw(st.booleans()) else {"floor": ""})
    corners = sorted(draw(st.sets(st.integers(0, 120), min_size=2, max_size=4)))
    return draw(
        st.sampled_from(
            [
                Occurrences(deduct=draw(TENTHS), count=MeasureId("count"), assumed=floor),
                Rank(measure=X, deduct=draw(TENTHS), assumed=floor),
                Completion(
                    actual=MeasureId("actual"),
                    target=MeasureId("target"),
                    direction=draw(st.sampled_from(["higher", "lower"])),
                    pass_mark=draw(st.none() | st.integers(10, 90).map(lambda n: Fraction(n, 100))),
                ),
                Completion(
                    actual=MeasureId("actual"),
                    target=MeasureId("target"),
                    direction="lower",
                    reverse="linear",
                ),
                Interpolation(
                    measure=X,
                    points=tuple(
                        (Quantity(Fraction(at, 100), "%"), Fraction(n * 10, len(corners) - 1))
                        for n, at in enumerate(corners)
                    )
                    if len(corners) != 4
                    else (
                        (Quantity(Fraction(0), "%"), Fraction(0)),
                        (Quantity(Fraction(1), "%"), POINTS),
                    ),
                ),
            ]
        )
    )


@st.composite
def beside(draw: DrawFn) -> Composite:
    """One rule with losses, a veto, an exemption or a bonus beside it."""
    rule = draw(st.one_of(steps().filter(_has_its_marks), banded()))
    asked = iter(range(1, 9))

    def question(score: Fraction) -> Checklist:
        name = MeasureId(f"item_{next(asked)}")
        return Checklist(items=(ChecklistItem(score, label="获得表彰", measure=name),))

    def fact(label: str, deduct: Fraction) -> Occurrences:
        name = MeasureId(f"item_{next(asked)}")
        return Occurrences(deduct=deduct, items=(Occurrence(name, label),))

    match draw(st.sampled_from(["losses", "excused", "bonus"])):
        case "losses":
            facts = [fact("擅自调整预算", draw(TENTHS)), fact("弄虚作假", POINTS)]
            cap = draw(st.none() | st.integers(1, 9).map(Fraction))
            return Composite(parts=(rule, *facts[: draw(st.integers(1, 2))]), cap=cap)
        case "excused":
            excused = Checklist(
                items=(ChecklistItem(POINTS, label="因不可抗力延期", measure=MeasureId("item_1")),)
            )
            return Composite(parts=(rule, excused), combine="max")
        case _:
            return Composite(parts=(rule, question(draw(TENTHS))), of="scores")


def _has_its_marks(step: StepDeduction) -> bool:
    """A limit of the rule's own would be read as one of everything."""
    return step.max_deduction is None and step.full_score is None


@st.composite
def shared(draw: DrawFn) -> Composite:
    """Parts with points of their own, each on a measure of its own."""
    first = draw(TENTHS)
    second = POINTS - first
    floor = Table({} if draw(st.booleans()) else {"floor": ""})
    count = Occurrences(deduct=draw(TENTHS), count=MeasureId("count"), assumed=floor)
    step = draw(
        steps().filter(lambda one: _has_its_marks(one) and not one.floor)  # below each mark
    )
    return Composite(parts=(step, count), worth=(first, second))


def _measures(name: str) -> dict[str, Measure]:
    return {
        "x": Measure(name, "%"),
        "count": Measure("次数", type=MeasureType.COUNT),
        "actual": Measure("完成值"),
        "target": Measure("目标值"),
        "state": Measure("情形", type=MeasureType.STATE),
    }


@given(st.one_of(steps(), cut_off(), banded(), worded(), simple(), beside(), shared()), NAMES)
def test_written_schemes_read_back(scheme: Scheme, name: str) -> None:
    """``read(write(scheme))`` is the scheme, with what it assumes."""
    wording = write(scheme, _measures(name), POINTS, "zh")
    reading = read(wording, POINTS)
    assert reading.scheme == scheme, (wording, reading.refused, reading.why)


@given(
    st.text(
        alphabet="每超过低于1一个百分点扣0.5分，；。得满≥≤90%（含）-以上不足至第名①②例发生完成率×"
    )
)
def test_no_text_breaks_the_reader(wording: str) -> None:
    """Any mixture of its own words is read or refused; what is read is written and read again."""
    reading = read(wording, POINTS)
    assert (reading.scheme is None) == (reading.refused is not None)
    if reading.scheme is not None:
        again = write(reading.scheme, reading.measures, POINTS, "zh")
        assert read(again, POINTS).scheme == reading.scheme, (wording, again)


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["text"])[:40])
def test_the_english_wording_says_something(row: dict[str, str]) -> None:
    """Each scheme has English words, without a template's braces."""
    reading = read(row["text"], row["points"])
    assert reading.scheme is not None
    said = write(reading.scheme, reading.measures, reading.points, "en")
    assert said.endswith(".")
    assert "{" not in said
    assert "None" not in said


PASSED = {
    "zero": ("不得分", "nothing where target / actual is above 130%"),
    "full": ("得满分", "full marks where target / actual is above 130%"),
    "reason": ("应说明原因", "where target / actual is above 130%, a reason is needed"),
    "deduct-once": ("扣1分", "1 point off where target / actual is above 130%"),
    "deduct": (
        "每再超过10个百分点扣1分",
        "where target / actual is above 130%, 1 point off for each further 10 percentage points",
    ),
}


@pytest.mark.parametrize("then", PASSED)
def test_what_passes_a_reverse_target_is_written_on_its_better_side(then: str) -> None:
    """A row where less is better is passed by less: the words divide the target by the actual."""
    rule = OverAchievement(Fraction(13, 10), then, Fraction(1), Fraction(1, 10))  # type: ignore[arg-type]  # a key of the table
    scheme = Completion(
        actual=MeasureId("actual"), target=MeasureId("target"), direction="lower", over=rule
    )
    zh, en = (write(scheme, _measures("x"), POINTS, lang) for lang in ("zh", "en"))
    assert zh.endswith(f"；指标值/完成值超过130%的，{PASSED[then][0]}。")
    assert en.endswith(f"; {PASSED[then][1]}.")


@pytest.mark.parametrize("direction", ["higher", "lower", "target"])
@pytest.mark.parametrize("reverse", ["linear", "ratio"])
def test_a_share_of_the_points_is_written_with_its_bounds(direction: str, reverse: str) -> None:
    """Half the cost that was planned does not earn half as much again, and ten times it no debt."""
    scheme = Completion(
        actual=MeasureId("actual"),
        target=MeasureId("target"),
        direction=direction,  # type: ignore[arg-type]  # one of them
        reverse=reverse,  # type: ignore[arg-type]  # one of them
    )
    zh, en = (write(scheme, _measures("x"), POINTS, lang) for lang in ("zh", "en"))
    assert zh.endswith("；最高得满分，最低得0分。")
    assert zh.count("最高得满分") == 1
    assert en.endswith("; at most full marks, down to nought.")
    assert en.count("at most full marks") == 1


def test_the_last_places_of_a_rank_owe_nothing() -> None:
    """Place 20 at half a point each is no score below nought."""
    said = write(Rank(measure=X, deduct=Fraction(1, 2)), _measures("x"), POINTS, "en")
    assert said == "Full marks for the first place, 0.5 points off for each below, down to nought."


@pytest.mark.parametrize(
    ("of", "said"), [("deductions", "at most 5 points off)"), ("scores", "at most 5 points)")]
)
def test_a_cap_limits_what_is_added_up(of: str, said: str) -> None:
    """Where deductions are added up five points are lost at most, and not earned."""
    counts = [Occurrences(deduct=Fraction(n), count=MeasureId("count")) for n in (1, 2)]
    scheme = Composite(parts=tuple(counts), of=of, cap=Fraction(5))  # type: ignore[arg-type]  # one of both
    assert f"(added up, {said}" in write(scheme, _measures("x"), POINTS, "en")


def test_the_cap_of_parts_with_their_own_points_is_said() -> None:
    """Parts of 4 and 6 points that come to 8 at most."""
    parts = (Rank(measure=X, deduct=Fraction(1)), Rank(measure=X, deduct=Fraction(2)))
    scheme = Composite(parts=parts, worth=(Fraction(4), Fraction(6)), cap=Fraction(8))
    said = write(scheme, _measures("x"), POINTS, "en")
    assert said.endswith("(at most 8 points in all).")


def test_a_reason_excuses_what_is_taken_off() -> None:
    """Full marks ask for no reason, nor for none: the words stand at the deduction."""
    scheme = StepDeduction(
        measure=X, full=UnaryTest("<= 5%"), step=Quantity(Fraction(1, 100), "%"),
        deduct=Fraction(1), partial="whole", unless="reason", assumed=Table({"unless": ""}),
    )  # fmt: skip
    wording = write(scheme, _measures("不合格率"), POINTS, "zh")
    assert wording.startswith("不合格率≤5%，得10分；无特殊原因的，每超过1个百分点扣1分")
    assert read(wording, POINTS).scheme == scheme


@pytest.mark.parametrize(
    ("measure", "full"),
    [
        (Measure("名次", type=MeasureType.COUNT), "<= 1"),
        (Measure("等级", type=MeasureType.LEVEL), '<= "Ⅱ类"'),
    ],
)
def test_places_and_levels_name_the_reason_too(measure: Measure, full: str) -> None:
    """What a reason may excuse is never written as if nothing could."""
    scheme = StepDeduction(
        measure=X, full=UnaryTest(full), step=Quantity(Fraction(1), ""), deduct=Fraction(1),
        partial="whole", unless="reason",
    )  # fmt: skip
    assert "分；无特殊原因的，每下降一" in write(scheme, {"x": measure}, POINTS, "zh")
