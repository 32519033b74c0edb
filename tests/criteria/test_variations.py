"""Each shape of criterion in many words, scored by a scorer of its own.

The wordings are put together from parts that mean the same, so that the score of a figure is known
without the parser: whatever is read otherwise is a misreading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.criteria.tables import READ, WORKBENCH, scored
from zhibiao.criteria import read, ruleset_toml, write
from zhibiao.exact import text

POINTS = Fraction(10)
NAMES = st.sampled_from(
    [
        *("", "预算执行率", "群众满意度", "资金到位率", "设备利用率", "按期完成率"),
        *("预算调整率（除政策性调整外）", "资金到位率（剔除上级资金）"),
    ]
)
ENDS = st.sampled_from(["，扣完为止", "，直至扣完", "，扣完本项分值为止", "，扣至0分为止", ""])
GIVES = st.sampled_from(
    ["得10分", "计10分", "记10分", "得满分", "计满分", "，得10分", "的得10分", "的，得满分"]
)
OFF = st.sampled_from(["扣{}分", "扣减{}分", "的扣{}分", "，扣{}分", "，则扣{}分"])
NUMERALS = {1: ["1", "一"], 2: ["2", "两"], 3: ["3", "三"], 5: ["5", "五"]}
STOPS = st.sampled_from(["；", "。", "，"])
LEADS = st.sampled_from(["", "评分标准：", "评分标准如下：", "计分办法："])


@frozen
class Worded:
    """A wording with what it must give: figures, and the score of each."""

    text: str
    cases: tuple[tuple[Mapping[str, Any], Fraction], ...]


def _clamped(score: Fraction, low: Fraction = Fraction(0)) -> Fraction:
    return max(low, min(POINTS, score))


def _percent(value: Fraction) -> str:
    return f"{text(value)}%"


@st.composite
def steps_down(draw: DrawFn) -> Worded:
    """Full marks from a value up, so much off for each step below, perhaps nothing below a cut."""
    base = draw(st.integers(60, 100))
    size = draw(st.sampled_from([1, 2, 3, 5]))
    off = draw(st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3, 10)]))
    number = draw(st.sampled_from(NUMERALS[size]))
    unit = draw(
        st.sampled_from(["个百分点", "%"] if base == 100 and number.isdigit() else ["个百分点"])
    )
    full = draw(
        st.sampled_from(
            [
                f"≥{base}%",
                f"达到{base}%",
                f"不低于{base}%",
                f"{base}%（含）以上",
                f"达到{base}%及以上",
                f"大于等于{base}%",
                f"达{base}%以上（含{base}%）",
            ]
        )
    )
    verb = draw(st.sampled_from(["每降低", "每下降", "每低", "每减少", "每少", "每相差"]))
    below = draw(
        st.sampled_from(["", f"低于{base}%的，", f"未达到{base}%的，", f"不足{base}%的，"])
    )
    cut = draw(st.none() | st.integers(10, 50))
    nothing = (
        ""
        if cut is None
        else draw(
            st.sampled_from(
                [f"；低于{cut}%不得分", f"，低于{cut}%的不得分", f"；不足{cut}%的，得0分"]
            )
        )
    )
    most = draw(st.none() | st.integers(1, 9))
    end = draw(ENDS) if most is None else f"，最多扣{most}分"
    words = (
        f"{draw(LEADS)}{draw(NAMES)}{full}{draw(GIVES)}{draw(STOPS)}{below}{verb}{number}{unit}"
        f"{draw(OFF).format(text(off))}{end}{nothing}。"
    )
    cases = []
    for count in (0, 1, 2, 7):
        at = base - size * count
        lost = off * count if most is None else min(off * count, Fraction(most))
        score = Fraction(0) if cut is not None and at < cut else _clamped(POINTS - lost)
        cases.append(({"x": f"{at}%"}, score))
    if cut is not None:
        cases.append(({"x": f"{cut - 1}%"}, Fraction(0)))
    cases.append(({"x": f"{base + 3}%"}, POINTS))
    return Worded(words, tuple(cases))


@st.composite
def steps_up(draw: DrawFn) -> Worded:
    """Full marks up to an amount in natural units, so much off for each step above."""
    unit = draw(st.sampled_from(["万元", "天", "公里", "个工作日", "吨", "个百分点"]))
    base = draw(st.integers(2, 60))
    size = draw(st.sampled_from([1, 2, 5]))
    sign = "%" if unit == "个百分点" else unit
    full = draw(
        st.sampled_from(
            [
                f"≤{base}{sign}",
                f"不超过{base}{sign}",
                f"不高于{base}{sign}",
                f"控制在{base}{sign}（含）以内",
                f"小于等于{base}{sign}",
            ]
        )
    )
    verb = draw(st.sampled_from(["每超过", "每超出", "每增加", "每超", "每高"]))
    off = draw(st.sampled_from([Fraction(1, 2), Fraction(2)]))
    partial = draw(
        st.sampled_from(
            ["", f"，不足{size}{unit}的按{size}{unit}计", f"，不足{size}{unit}的不扣分"]
        )
    )
    name = draw(st.sampled_from(["单位成本", "平均办理时限", "偏差值", "结转结余率"]))
    words = f"{name}{full}{draw(GIVES)}{draw(STOPS)}{verb}{size}{unit}{draw(OFF).format(text(off))}"
    words += f"{partial}{draw(ENDS)}。"
    cases = [({"x": f"{base + size * n}{sign}"}, _clamped(POINTS - off * n)) for n in (0, 1, 2, 30)]
    if partial:
        begun = 1 if "按" in partial else 0
        half = text(base + Fraction(size, 2))
        cases.append(({"x": f"{half}{sign}"}, _clamped(POINTS - off * begun)))
    return Worded(words, tuple(cases))


@st.composite
def bands(draw: DrawFn) -> Worded:
    """Falling bands, each bound in the upper one, in one of several ways to write them."""
    corners = sorted(draw(st.sets(st.integers(20, 99), min_size=2, max_size=4)), reverse=True)
    scores = [Fraction(10), Fraction(7), Fraction(4), Fraction(2)][: len(corners)]
    style = draw(st.sampled_from(["signs", "included", "chain", "words", "brackets"]))
    verb = draw(st.sampled_from(["得", "计", "，得", "的，得"]))
    stop = draw(st.sampled_from(["；", "，"]))
    name = draw(NAMES) or "完成率"
    pieces = []
    for place, (low, score) in enumerate(zip(corners, scores, strict=True)):
        high = corners[place - 1] if place else None
        written = {
            "signs": f"{name}≥{low}%" if high is None else f"{low}%≤{name}＜{high}%",
            "included": f"{low}%（含）以上" if high is None else f"{low}%（含）-{high}%（不含）",
            "chain": f"≥{low}%" if high is None else f"{high}%＞x≥{low}%",
            "words": f"不低于{low}%" if high is None else f"低于{high}%且不低于{low}%",
            "brackets": f"[{low}%,100%]" if high is None else f"[{low}%,{high}%)",
        }[style]
        pieces.append(f"{written}{verb}{text(score)}分")
    last = draw(st.sampled_from([f"低于{corners[-1]}%不得分", f"{name}＜{corners[-1]}%得0分"]))
    cases = [({"x": f"{low}%"}, score) for low, score in zip(corners, scores, strict=True)]
    cases += [
        ({"x": _percent(low - Fraction(1, 10))}, score)
        for low, score in zip(corners, [*scores[1:], Fraction(0)], strict=True)
    ]
    return Worded(f"{stop.join([*pieces, last])}。", tuple(cases))


@st.composite
def counts(draw: DrawFn) -> Worded:
    """One thing or several that are counted, each at its price, with one limit at the end."""
    kinds = draw(
        st.lists(
            st.sampled_from(["违规支出", "有效投诉", "数据差错", "逾期办件", "负面舆情"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    prices = [Fraction(draw(st.integers(1, 6)), 2) for _ in kinds]
    clauses = []
    for kind, price in zip(kinds, prices, strict=True):
        form = draw(
            st.sampled_from(
                [
                    "每发生1起{k}扣{p}分",
                    "每出现一次{k}，扣{p}分",
                    "{k}每发现一处扣{p}分",
                    "存在{k}的，每项扣{p}分",
                ]
            )
        )
        clauses.append(form.format(k=kind, p=text(price)))
    most = draw(st.none() | st.integers(2, 9))
    end = draw(ENDS.filter(bool)) if most is None else f"，最多扣{most}分"
    full = draw(st.sampled_from(["", "未发生问题的得满分；", "无上述情况得10分；"]))
    cases = []
    for numbers in (
        [0] * len(kinds),
        [1] * len(kinds),
        [2, *[0] * (len(kinds) - 1)],
        [9] * len(kinds),
    ):
        lost = sum((n * p for n, p in zip(numbers, prices, strict=True)), Fraction(0))
        names = ["count"] if len(kinds) == 1 else [f"count_{n + 1}" for n in range(len(kinds))]
        lost = lost if most is None else min(lost, Fraction(most))
        cases.append((dict(zip(names, numbers, strict=True)), _clamped(POINTS - lost)))
    return Worded(f"{full}{draw(st.sampled_from(['；', '，'])).join(clauses)}{end}。", tuple(cases))


@st.composite
def bonuses(draw: DrawFn) -> Worded:
    """Levels that each add their own points, up to the points."""
    levels = draw(
        st.sampled_from([["国家级", "省级"], ["国家级", "省级", "市级"], ["省级", "市级"]])
    )
    prices = sorted(
        draw(st.sets(st.integers(1, 8), min_size=len(levels), max_size=len(levels))), reverse=True
    )
    clauses = [
        draw(
            st.sampled_from(
                ["获{k}表彰的每项加{p}分", "获得{k}表彰的，每次加{p}分", "{k}每项加{p}分"]
            )
        ).format(k=level, p=price)
        for level, price in zip(levels, prices, strict=True)
    ]
    end = draw(
        st.sampled_from(
            ["，最高加10分", "，累计加分不超过10分", "，最高不超过10分", "；最多加10分"]
        )
    )
    names = [f"count_{n + 1}" for n in range(len(levels))]
    cases = []
    for numbers in (
        [0] * len(levels),
        [1] * len(levels),
        [0, *[1] * (len(levels) - 1)],
        [9] * len(levels),
    ):
        gained = sum(n * p for n, p in zip(numbers, prices, strict=True))
        cases.append((dict(zip(names, numbers, strict=True)), _clamped(Fraction(gained))))
    return Worded(f"{draw(STOPS.filter(lambda s: s != '。')).join(clauses)}{end}。", tuple(cases))


@st.composite
def lists(draw: DrawFn) -> Worded:
    """Requirements under any numbering that share the points, alike or each with its own."""
    labels = draw(
        st.lists(
            st.sampled_from(["制度健全", "程序规范", "资料完整", "公示及时", "验收合格"]),
            min_size=2,
            max_size=5,
            unique=True,
        )
    )
    shares = [POINTS / 2, *[POINTS / 2 / (len(labels) - 1)] * (len(labels) - 1)]
    alike = POINTS / len(labels)
    marks = draw(
        st.sampled_from(
            [
                "①②③④⑤",
                ["1.", "2.", "3.", "4.", "5."],
                ["（1）", "（2）", "（3）", "（4）", "（5）"],
                ["一是", "二是", "三是", "四是", "五是"],
                ["1、", "2、", "3、", "4、", "5、"],
            ]
        )
    )
    numbered = [f"{mark}{label}" for mark, label in zip(marks, labels, strict=False)]
    if draw(st.booleans()) and alike.denominator in (1, 2, 4, 5) and alike * 10 % 1 == 0:
        rule = draw(
            st.sampled_from(["每符合一项得{}分", "每项{}分", "每满足一项得{}分，不符合的不得分"])
        )
        words = f"{'；'.join(numbered)}。{rule.format(text(alike))}。"
        shares = [alike] * len(labels)
    elif all(share.denominator in (1, 2, 4, 5) for share in shares):
        form = draw(st.sampled_from(["，得{}分", "（{}分）", "的，计{}分"]))
        parts = [f"{n}{form.format(text(s))}" for n, s in zip(numbered, shares, strict=True)]
        words = f"{'；'.join(parts)}。"
    else:
        words = f"{'；'.join(numbered)}。全部符合得10分，否则不得分。"
        shares = []
    cases = []
    for answers in (
        [True] * len(labels),
        [False] * len(labels),
        [True, *[False] * (len(labels) - 1)],
    ):
        held = {f"item_{n}": holds for n, holds in enumerate(answers, 1)}
        score = sum((s for s, holds in zip(shares, answers, strict=False) if holds), Fraction(0))
        cases.append((held, score if shares else POINTS if all(answers) else Fraction(0)))
    return Worded(words, tuple(cases))


@st.composite
def proportions(draw: DrawFn) -> Worded:
    """Points in proportion to what was done, with or without a least share."""
    done = draw(
        st.sampled_from(
            [
                "完成目标值得满分，未完成的按完成比例计分",
                "得分=实际完成值/目标值×分值",
                "按完成比例计分",
                "得分=完成值÷指标值×10分",
                "按实际完成值占目标值的比例计算得分",
            ]
        )
    )
    over = draw(
        st.sampled_from(["", "，超额完成的不加分", "，最高得满分", "；超过目标值的按满分计"])
    )
    least = draw(st.none() | st.integers(20, 70))
    cut = "" if least is None else f"，完成率低于{least}%的不得分"
    cases = []
    for actual in (0, 15, 70, 100, 130):
        score = _clamped(POINTS * actual / 100)
        if least is not None and actual < least:
            score = Fraction(0)
        cases.append(({"actual": str(actual), "target": "100"}, score))
    return Worded(f"{done}{over}{cut}。", tuple(cases))


@st.composite
def lateness(draw: DrawFn) -> Worded:
    """Full marks when it was in time, so much off for each day or month late."""
    unit = draw(st.sampled_from(["天", "个月", "个工作日", "周"]))
    full = draw(
        st.sampled_from(["按时完成", "按期完成", "在规定时限内报送", "12月底前竣工", "及时报送"])
    )
    verb = draw(st.sampled_from(["每逾期", "每延迟", "每推迟", "每延期", "每拖延", "每滞后"]))
    number = draw(st.sampled_from(["1", "一"]))
    off = draw(st.integers(1, 4))
    stop = draw(st.sampled_from(["；", "，"]))
    words = f"{full}得10分{stop}{verb}{number}{unit}扣{off}分{draw(ENDS)}。"
    return Worded(
        words, tuple(({"x": f"{n}{unit}"}, _clamped(POINTS - off * n)) for n in (0, 1, 2, 20))
    )


@st.composite
def demands(draw: DrawFn) -> Worded:
    """What is asked for in a clause of its own, and so much off for each one missing."""
    unit = draw(st.sampled_from(["次", "期", "场", "家", "项"]))
    least = draw(st.integers(5, 30))
    ask = draw(st.sampled_from(["不少于{n}{u}，", "不低于{n}{u}，", "≥{n}{u}，", "{n}{u}，"]))
    verb = draw(st.sampled_from(["每少1", "每减少1", "每少一"]))
    words = f"全年开展活动{ask.format(n=least, u=unit)}{verb}{unit}扣0.5分，扣完为止。"
    cases = [({"x": f"{least - n}{unit}"}, POINTS - Fraction(n, 2)) for n in (0, 1, 4)]
    return Worded(words, (*cases, ({"x": f"{least + 2}{unit}"}, POINTS)))


@st.composite
def dates(draw: DrawFn) -> Worded:
    """A threshold for each of several dates, with nothing or a proportion below it."""
    days = draw(st.sampled_from([("6月", "9月"), ("3月", "6月", "9月"), ("6月", "9月", "11月")]))
    share = draw(st.sampled_from([4, 5])) if len(days) == 2 else 2
    worth = [share] * (len(days) - 1)
    worth.append(10 - sum(worth))
    values = sorted(draw(st.sets(st.integers(20, 100), min_size=len(days), max_size=len(days))))
    name = draw(st.sampled_from(["支出进度", "预算执行率"]))
    prorated = draw(st.booleans())
    if prorated or draw(st.booleans()):
        scores = "、".join(f"{one}分" for one in worth)
        reached = "、".join(f"{value}%" for value in values)
        words = f"{'、'.join(days)}末{name}分别达到{reached}的，分别得{scores}"
        words += "；未达到的按完成比例得分。" if prorated else "；未达到的不得分。"
    else:
        clauses = [
            draw(st.sampled_from(["{d}底{n}达到{v}%得{p}分", "{d}末{n}≥{v}%的，得{p}分"])).format(
                d=day, n=name, v=value, p=points
            )
            for day, value, points in zip(days, values, worth, strict=True)
        ]
        words = f"{draw(STOPS.filter(lambda s: s != '。')).join(clauses)}。"
    names = ["x", *(f"x_{n + 2}" for n in range(len(days) - 1))]
    cases = []
    for done in map(Fraction, ("1", "1/2", "0")):
        figures = {n: _percent(v * done) for n, v in zip(names, values, strict=True)}
        got = Fraction(10) * done if prorated or done in (0, 1) else Fraction(0)
        cases.append((figures, got))
    return Worded(words, tuple(cases))


@st.composite
def weights(draw: DrawFn) -> Worded:
    """Requirements with their weights in per cent."""
    shares = draw(st.sampled_from([(40, 30, 30), (50, 50), (25, 25, 50)]))
    labels = ("目标明确", "指标清晰", "依据充分")[: len(shares)]
    entries = "；".join(f"{m}{n}（{s}%）" for m, n, s in zip("①②③", labels, shares, strict=False))
    rule = draw(st.sampled_from(["符合要求的，按各项所占权重计分", "符合要求的得相应权重分"]))
    cases = []
    for answers in ((True, True, True), (False, True, False), (False, False, False)):
        held = {f"item_{n}": a for n, a in enumerate(answers[: len(shares)], 1)}
        got = sum((Fraction(s, 10) for s, a in zip(shares, answers, strict=False) if a), Fraction())
        cases.append((held, got))
    return Worded(f"{entries}。{rule}。", tuple(cases))


@st.composite
def both_sides(draw: DrawFn) -> Worded:
    """Bands by how far a figure is from nought, on either side."""
    near, far = sorted(draw(st.sets(st.integers(1, 20), min_size=2, max_size=2)))
    middle = draw(st.integers(1, 9))
    to = draw(st.sampled_from(["至", "-", "～"]))
    out = draw(st.sampled_from(["±{}%以外的不得分", "超过±{}%的，不得分"])).format(far)
    words = f"预决算偏差率在±{near}%以内的得10分；±{near}%{to}±{far}%之间的得{middle}分；{out}。"
    cases: list[tuple[Mapping[str, Any], Fraction]] = []
    for value, got in ((0, 10), (near, 10), (Fraction(near + far, 2), middle), (far + 1, 0)):
        cases += [({"x": _percent(Fraction(value) * sign)}, Fraction(got)) for sign in (1, -1)]
    return Worded(words, tuple(cases))


@st.composite
def around(draw: DrawFn) -> Worded:
    """Full marks near nought, so much off for each step beyond, on either side."""
    near, size = draw(st.integers(1, 20)), draw(st.sampled_from([1, 2, 5]))
    off = draw(st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3, 10)]))
    full = draw(st.sampled_from(["在±{}%（含）以内", "在±{}%以内", "在±{}%之间"])).format(near)
    beyond = draw(st.sampled_from(["", "超出±{}%的，", "超过±{}%的，", "超出上述范围的，"]))
    verb = draw(st.sampled_from(["每超出", "每超过", "每偏离", "每增加"]))
    words = (
        f"{draw(LEADS)}预算偏差率{full}{draw(GIVES)}{draw(STOPS)}{beyond.format(near)}{verb}"
        f"{draw(st.sampled_from(NUMERALS.get(size, [str(size)])))}个百分点"
        f"{draw(OFF).format(text(off))}，扣完为止。"
    )
    cases: list[tuple[Mapping[str, Any], Fraction]] = []
    for count in (0, 1, 3, 40):
        value, got = Fraction(near + size * count), _clamped(POINTS - off * count)
        cases += [({"x": _percent(value * sign)}, got) for sign in (1, -1)]
    return Worded(words, tuple(cases))


@st.composite
def passed(draw: DrawFn) -> Worded:
    """A mark for the target, more for passing it, less for missing it, by percentage points."""
    more, less = draw(st.sampled_from([1, 5, 10])), draw(st.sampled_from([1, 2, 5]))
    gain = draw(st.sampled_from([Fraction(1, 2), Fraction(1)]))
    loss = draw(st.sampled_from([Fraction(1, 5), Fraction(1)]))
    done = draw(st.sampled_from(["目标任务", "年度招商引资目标任务", "全年目标", "年初计划任务"]))
    passing = draw(st.sampled_from(["每超额完成", "每超过", "每多完成", "超额完成的，每超"]))
    below = draw(st.sampled_from(["未完成的，每低", "每少完成", "未完成的，每降低"]))
    words = (
        f"完成{done}的，得8分；{passing}{more}个百分点加{text(gain)}分，最高加2分；"
        f"{below}{less}个百分点{draw(OFF).format(text(loss))}，扣完为止。"
    )
    cases: list[tuple[Mapping[str, Any], Fraction]] = [({"x": "100%"}, Fraction(8))]
    for count in (1, 2, 9):
        risen = min(POINTS, 8 + gain * count)
        cases.append(({"x": f"{100 + more * count}%"}, risen))
        cases.append(({"x": f"{100 - less * count}%"}, max(Fraction(0), 8 - loss * count)))
    return Worded(words, tuple(cases))


@st.composite
def questions(draw: DrawFn) -> Worded:
    """Questions with what yes and no earn, or entries whose scores a closing sentence repeats."""
    first = draw(st.integers(1, 9))
    scores = (first, 10 - first)
    names = ("是否制定管理制度", "是否开展绩效监控")
    told = draw(
        st.sampled_from(["（是得{}分，否得0分）", "（是{}分/否0分）", "（有得{}分，无不得分）"])
    )
    entries = [f"{n}{told.format(s)}" for n, s in zip(names, scores, strict=True)]
    end = ""
    if draw(st.booleans()):
        entries = [f"{n}，{s}分" for n, s in zip(("制度健全", "程序规范"), scores, strict=True)]
        met = draw(st.sampled_from(["符合", "符合要求", "达到要求"]))
        missed = draw(st.sampled_from(["否则不得分", "不符合不得分", "未达到的该项不得分"]))
        end = f"{met}的得相应分值，{missed}。"
    words = f"①{entries[0]}；②{entries[1]}。{end}"
    cases: list[tuple[Mapping[str, Any], Fraction]] = []
    for one, other in ((True, True), (True, False), (False, True), (False, False)):
        got = Fraction(first * one + (10 - first) * other)
        cases.append(({"item_1": one, "item_2": other}, got))
    return Worded(words, tuple(cases))


SHAPES: tuple[Callable[[], st.SearchStrategy[Worded]], ...] = (
    steps_down,
    steps_up,
    bands,
    counts,
    bonuses,
    lists,
    proportions,
    lateness,
    demands,
    dates,
    weights,
    both_sides,
    around,
    passed,
    questions,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_variation_gives_its_scores(shape: Callable[[], st.SearchStrategy[Worded]]) -> None:
    """However a shape is worded, each figure has the score that the words say."""

    @given(shape())
    @settings(max_examples=60)
    def holds(worded: Worded) -> None:
        reading = read(worded.text, POINTS)
        assert reading.scheme is not None, (worded.text, reading.refused, reading.why)
        rules = WORKBENCH.loads(ruleset_toml(reading))
        for figures, score in worded.cases:
            assert scored(rules, figures) == (score, score), (worded.text, figures)
        again = write(reading.scheme, reading.measures, POINTS, "zh")
        assert read(again, POINTS).scheme == reading.scheme, (worded.text, again)

    holds()


FOREIGN = (
    "经济欠发达地区除外",
    "低于30%的另行处理",
    "其中重点项目加倍扣分",
    "上不封顶",
    "按权重折算",
    "扣分不超过0.3分",
    "以上级文件为准",
    "若逾期则减半计分",
    "限前三名",
    "每超1天扣7分",
    "第二年翻倍",
    "特殊情况下酌情处理",
)


@given(st.sampled_from(READ), st.sampled_from(FOREIGN), st.integers(0, 20))
@settings(max_examples=400)
def test_a_foreign_clause_is_never_dropped(row: dict[str, Any], foreign: str, place: int) -> None:
    """A clause that says something else, put anywhere, is refused or changes what is read."""
    words = row["text"]
    cuts = [0, *(at + 1 for at, sign in enumerate(words) if sign in "；。;"), len(words)]
    at = cuts[place % len(cuts)]
    before = words[:at].rstrip("；。;")
    told = f"{before}；{foreign}；{words[at:]}" if before else f"{foreign}；{words}"
    plain, reading = read(words, row["points"]), read(told, row["points"])
    assert reading.scheme is None or reading.scheme != plain.scheme, told
