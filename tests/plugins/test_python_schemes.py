"""A scheme that runs Python: an input that is known when all it asks for is, and never wrong."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import polars as pl
import pytest
from attrs import frozen

import zhibiao
from tests.plugins.test_manager import bench_with, registering
from zhibiao.analysis.sensitivity import sensitivity
from zhibiao.api import Workbench, explain
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.messages import LANGUAGES, Text
from zhibiao.messages.sensitivity import NO_THRESHOLDS
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.program import lower, runs_python
from zhibiao.model.lowering.python_scheme import PythonScheme
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Score, Status
from zhibiao.reports.sensitivity import lines, shape
from zhibiao.testing.search import broken_laws

RULES = """
language = 1
[ruleset]
title = "程序"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 8
[measures.lit]
label = "亮的灯"
type = "count"
[measures.lamps]
label = "灯"
type = "count"
[measures.rate]
label = "亮灯率"
unit = "%"
formula = "lit / lamps"
[measures.checked]
label = "查过"
type = "boolean"
[tiers.t]
label = "全部"
points = 8
[groups.g]
tier = "t"
label = "全部"
points = 8
[indicators.one]
group = "g"
label = "一"
points = 8
scheme = { kind = "program", rate = "rate", checked = "checked" }
"""


@frozen(kw_only=True)
class Program(PythonScheme):
    """Points by the rate, as a program gives them."""

    kind: ClassVar[str] = "program"
    title: ClassVar[Text] = Text(zh="程序", en="a program")
    answer: ClassVar[Any] = None

    rate: MeasureId
    checked: MeasureId | None = None

    def reckon(self, given: Mapping[str, Fraction | bool], points: Fraction) -> Any:
        """What the test wants."""
        if callable(type(self).answer):
            return type(self).answer(given, points)
        return given["rate"] * points


def bench(answer: Callable[..., Any] | None = None) -> Workbench:
    """A workbench that knows the scheme, which gives an answer."""
    kind = type("Answering", (Program,), {"answer": staticmethod(answer) if answer else None})
    return bench_with(city=registering("zhibiao_schemes", {"program": kind}))


def rules(answer: Callable[..., Any] | None = None) -> RuleSet:
    """The rule set with a program that gives an answer."""
    return bench(answer).loads(RULES)


def is_open(score: Score) -> bool:
    """Whether a score can be anything from nothing to all points."""
    return score.low == 0 and score.high == 8


ALL = {"lit": 3, "lamps": 4, "checked": True}


def test_it_is_scored_where_all_it_asks_for_is_known() -> None:
    """The value is exact, and its status is that of any computed score."""
    card = Workbench().score(rules(), ALL)
    assert card["one"].value == 6
    assert card["one"].status is Status.COMPUTED
    assert card.total.low == 6


@pytest.mark.parametrize("missing", sorted(ALL))
def test_it_stays_open_where_a_figure_is_missing(missing: str) -> None:
    """From nothing to all points, and the figure that is missing is named, not the program."""
    figures = {name: value for name, value in ALL.items() if name != missing}
    score = Workbench().score(rules(), figures)["one"]
    assert is_open(score)
    assert score.status is Status.UNKNOWN
    assert score.open_inputs == (missing,)


def test_it_stays_open_on_a_bound() -> None:
    """A program is never asked about a span."""
    score = Workbench().score(rules(), {**ALL, "lit": "≥3"})["one"]
    assert is_open(score)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (lambda *_: 9, 8),
        (lambda *_: -1, 0),
        (lambda *_: Decimal("7.5"), Fraction(15, 2)),
        (lambda *_: Fraction(20, 3), Fraction(667, 100)),
    ],
)
def test_its_result_is_clamped_and_rounded_like_any(
    answer: Callable[..., Any], score: Fraction
) -> None:
    """To the points, and to the places of the rule set."""
    assert Workbench().score(rules(answer), ALL)["one"].value == score


@pytest.mark.parametrize(
    ("answer", "found", "counts"), [(Fraction(17, 2), "8.5", "8"), (-1, "-1", "0")]
)
def test_what_lies_beyond_the_points_is_said(answer: object, found: str, counts: str) -> None:
    """It counts as the nearest that is possible, and the scorecard and the explanation say so."""
    card = Workbench().score(rules(lambda *_: answer), ALL)
    assert card["one"].value == Fraction(counts)
    assert card["one"].status is Status.COMPUTED
    (remark,) = card.remarks
    for lang in LANGUAGES:
        said = remark.render(lang)
        assert all(re.search(rf"(?<![\d.-]){word}(?![\d.])", said) for word in ("8", found, counts))
        assert "program" in said
        assert said in explain(card, "one", lang)
    assert Workbench().score(rules(lambda *_: 8), ALL).remarks == ()


def raising(*_: object) -> Fraction:
    """A program that fails."""
    raise LookupError("no lamp")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (raising, "LookupError: no lamp"),
        (lambda *_: 0.5, "float"),
        (lambda *_: "3", "str"),
        (lambda *_: True, "bool"),
        (lambda *_: None, "NoneType"),
        (lambda *_: Decimal("NaN"), "NaN"),
        (lambda *_: 10**6000, "program"),
        (lambda *_: Fraction(1, 10**6000), "program"),
        (lambda given, _: given.update(rate=1), "AttributeError"),
        (lambda given, _: given.__setitem__("rate", 1), "AttributeError"),
        (lambda *_: exit(1), "SystemExit"),  # noqa: PLR1722  # what a program must not do
    ],
)
def test_what_it_does_wrong_leaves_the_score_open_and_is_said(
    answer: Callable[..., Any], said: str
) -> None:
    """In the remarks and in the explanation, with the kind's name; nothing raises."""
    card = Workbench().score(rules(answer), ALL)
    assert is_open(card["one"])
    assert card["one"].status is Status.UNKNOWN
    assert len(card.remarks) == 1
    for lang in LANGUAGES:
        shown = card.remarks[0].render(lang)
        assert said in shown
        assert "program" in shown
        assert shown in explain(card, "one", lang)


def test_what_it_prints_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON stays valid."""

    def printing(*_: object) -> int:
        print("lamps")  # noqa: T201  # what a program must not do
        return 1

    assert Workbench().score(rules(printing), ALL)["one"].value == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "lamps" in err


def test_it_is_marked_in_lint_and_explanations() -> None:
    """A reader sees that no formula stands behind the score."""
    found = rules()
    assert runs_python(lower(found).scores["one"])
    card = Workbench().score(found, ALL)
    assert "Python" in explain(card, "one", "zh")
    assert "Python" in explain(card, "one", "en")


def test_a_scheme_that_is_lowered_is_not_marked() -> None:
    """None of ours runs Python."""
    for name in Workbench(plugins=False).catalog.entries:
        trees = lower(Workbench(plugins=False).load(name)).scores.values()
        assert not any(map(runs_python, trees))


def test_the_laws_hold_of_it() -> None:
    """Bounds, sums, narrowing, the same again: on any figures."""
    assert broken_laws(rules(), 60) == {}
    assert broken_laws(rules(raising), 40) == {}


def test_a_program_that_is_not_the_same_twice_breaks_a_law() -> None:
    """The search finds a program that throws dice."""
    dice = iter(range(10**6))
    assert "deterministic" in broken_laws(rules(lambda *_: next(dice) % 8), 40)


@frozen(kw_only=True)
class Plain(PythonScheme):
    """A program at the top of a module, which can be pickled."""

    kind: ClassVar[str] = "program"
    title: ClassVar[Text] = Text(zh="程序", en="a program")

    rate: MeasureId
    checked: MeasureId | None = None

    def reckon(self, given: Mapping[str, Fraction | bool], points: Fraction) -> Fraction:
        """In proportion."""
        return points * given["rate"]


def test_it_compares_by_value_and_pickles() -> None:
    """Two trees of one rule set are one, and a scorecard can be sent to another process."""
    known = bench_with(city=registering("zhibiao_schemes", {"program": Plain}))
    one, other = known.loads(RULES), known.loads(RULES)
    assert lower(one).scores["one"] == lower(other).scores["one"]
    card = known.score(one, ALL)
    assert pickle.loads(pickle.dumps(card)).scores == card.scores  # noqa: S301  # our own bytes


def test_a_table_is_scored_by_the_program_row_by_row_and_says_so() -> None:
    """No column can hold a program: the plan names its scores, and every row is scored."""
    standard = rules()
    frame = pl.DataFrame({"lit": [1, 2, None], "lamps": [2, 2, 2], "checked": [True, True, True]})
    plan = Plan(standard, sources(headers(frame.schema), standard, {}, floats_as_text=False))
    assert plan.by_row is not None
    assert "one" in plan.by_row.render("en")
    assert "Python" in plan.by_row.render("zh")
    assert plan.lacking == ()
    found = zhibiao.batch(standard, frame)
    assert [Fraction(str(one)) for one in found["one.low"]] == [4, 8, 0]
    assert [Fraction(str(one)) for one in found["one.high"]] == [4, 8, 8]


@pytest.mark.parametrize("answer", [None, raising, lambda *_: 0.5])
@pytest.mark.parametrize("missing", [None, *sorted(ALL)])
def test_sensitivity_names_what_a_program_scores(
    answer: Callable[..., Any] | None, missing: str | None
) -> None:
    """It has no corners to solve for: a missing figure is listed, a program that failed is none."""
    figures = {name: value for name, value in ALL.items() if name != missing}
    found = sensitivity(Workbench().score(rules(answer), figures))
    assert [one.name for one in found.missing] == ([missing] if missing else [])
    assert all(one.complete == (missing == "checked") for one in found.missing)
    assert found.thresholds == ()
    assert shape(found, "en")["by_program"] == ["one"]
    for lang, said in (("zh", "由 Python 程序计分"), ("en", "scored by Python programs")):
        told = list(lines(found, lang))
        assert told[-1].startswith(said)
        assert told[-1].endswith("一")
        assert NO_THRESHOLDS.render(lang) not in told
