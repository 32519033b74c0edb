"""Forms that are drawn for a rule set: they say what was written, and meet the corners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.around_rules import AROUND
from tests.testing.small import BENCH, TEXT, rules
from zhibiao.api import default_workbench
from zhibiao.model.form import Form, FormRow
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Claim, Status
from zhibiao.scoring.score import score_form
from zhibiao.testing import forms, from_ruleset
from zhibiao.testing.drawing import trials
from zhibiao.testing.form_laws import FORM_LAWS
from zhibiao.testing.strategies import Claims

OPEN = ("cn/department/2020", "cn-430400/project/2024", "cn-430900/department/2025")
NAMES = (*AROUND, *OPEN, "cn-430600/department/2020")
CLAIMS: tuple[Claims, ...] = ("right", "wrong", "none")
FEW = settings(max_examples=8, suppress_health_check=list(HealthCheck))

BANDS = rules(
    TEXT.replace(
        """
[indicators.quality]
group = "allocation"
label = "质量"
points = 2
scheme = { kind = "judged" }
""",
        """
[measures.passed]
label = "合格率"
unit = "%"
range = ">= 0"

[not_applicable]
policy = "full"

[indicators.quality]
group = "allocation"
label = "质量"
points = 2

[indicators.quality.scheme]
kind = "bands"
measure = "passed"
bands = [
  { when = ">= 95%", score = 2 },
  { when = "[80%..95%)", score = 1.5 },
  { when = "[60%..80%)", score = 1 },
  { when = "< 60%", score = 0 },
]
""",
    )
)


@cache
def rules_of(name: str) -> RuleSet:
    """A built-in rule set, or one of our own."""
    return AROUND[name] if name in AROUND else default_workbench().load(name)


def drawn(strategy: Any, count: int) -> list[Any]:
    """So many examples, the same ones each time."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(one: Any) -> None:
        found.append(one)

    keep()
    return found


@pytest.mark.parametrize("law", FORM_LAWS)
@pytest.mark.parametrize("name", NAMES)
@FEW
@given(data=st.data())
def test_the_laws_of_forms_hold(name: str, law: str, data: st.DataObject) -> None:
    """On every kind of scheme, with open rows, with what stands around the indicators."""
    FORM_LAWS[law](data.draw(trials(rules_of(name))))


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(data=st.data())
def test_every_drawn_form_can_be_audited(name: str, data: st.DataObject) -> None:
    """Whatever a form says or leaves out, each check has findings or none, and no accident."""
    form = data.draw(forms(rules_of(name), claims=data.draw(st.sampled_from(CLAIMS))))
    assert BENCH.audit(form, rules_of(name)).card == score_form(form, rules_of(name))


@cache
def sample() -> tuple[Form, ...]:
    """Four hundred forms of a rule set with bands."""
    return tuple(drawn(forms(BANDS), 400))


def _rates() -> Iterator[Fraction | None]:
    """The pass rate of each form, where it states one exactly: in its row or among the figures."""
    for form in sample():
        stated = [one.cell.number for one in form.stated if one.label == "合格率"]
        yield next((n for n in (_row(form, "质量").actual.number, *stated) if n is not None), None)


def _row(form: Form, label: str) -> FormRow:
    return next(row for row in form.rows if row.label == label)


def test_many_forms_meet_every_outcome_of_the_bands_often() -> None:
    """All four bands and the unknown, none of them by a stroke of luck."""
    found = Counter(score_form(form, BANDS)["quality"].value for form in sample())
    exact = {value: n for value, n in found.items() if isinstance(value, Fraction)}
    assert set(exact) == {0, 1, Fraction(3, 2), 2}
    assert min(exact.values()) >= 3
    assert sum(exact.values()) < len(sample())


CORNERS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at": lambda rate, bound: rate == bound,
    "just below": lambda rate, bound: 0 < bound - rate < Fraction(1, 1000),
    "just above": lambda rate, bound: 0 < rate - bound < Fraction(1, 1000),
}


@pytest.mark.parametrize("percent", [60, 80, 95])
@pytest.mark.parametrize("corner", CORNERS)
def test_many_forms_stand_at_and_beside_every_bound(corner: str, percent: int) -> None:
    """At the bound, a hair below it, a hair above it."""
    bound = Fraction(percent, 100)
    assert any(rate is not None and CORNERS[corner](rate, bound) for rate in _rates())


EDGES: dict[str, Callable[[Form], bool]] = {
    "a figure is missing": lambda form: _row(form, "质量").actual.is_empty and not form.stated,
    "a row does not apply": lambda form: any(row.applicable is False for row in form.rows),
    "a bound instead of a figure": lambda form: _row(form, "质量").actual.relation != "=",
    "a figure is zero": lambda form: any(one.cell.number == 0 for one in form.stated),
    "a figure is huge": lambda form: any((one.cell.number or 0) > 10**7 for one in form.stated),
    "figures stand in rows": lambda form: _row(form, "质量").actual.number is not None,
    "figures stand in a table": lambda form: any(one.label == "合格率" for one in form.stated),
    "a zero denominator": lambda form: (
        {"编制数": Fraction(0)}.items()
        <= {one.label: one.cell.number for one in form.stated}.items()
    ),
}


@pytest.mark.parametrize("edge", EDGES)
def test_many_forms_have_every_edge(edge: str) -> None:
    """Zero, missing, not applicable, huge, inexact; in rows and beside them."""
    assert any(EDGES[edge](form) for form in sample())


def test_rows_of_a_forms_own_stand_at_and_beside_their_targets() -> None:
    """Below, at and above a target, in both directions, and qualitative rows too."""
    national = rules_of("cn/department/2020")
    found: Counter[tuple[str, int]] = Counter()
    words = 0
    for form in drawn(forms(national), 100):
        for row in form.rows:
            target, actual = row.target.quantity, row.actual.number
            words += bool(row.target.raw) and target is None
            if target is not None and actual is not None:
                side = (actual > target.value) - (actual < target.value)
                found[row.target.relation, side] += 1
    assert set(found) == {(sign, side) for sign in (">=", "<=") for side in (-1, 0, 1)}
    assert words


def test_claims_are_none_right_or_wrong() -> None:
    """As asked for; of the wrong ones each form has one at least where figures rule any out."""
    for form in drawn(forms(BANDS, claims="none"), 20):
        assert not any(row.claimed.raw for row in form.rows)
    for form in drawn(forms(BANDS, claims="right"), 20):
        assert Claim.OUTSIDE not in {score.claim for score in score_form(form, BANDS).scores}
    outside = [
        sum(score.claim is Claim.OUTSIDE for score in score_form(form, BANDS).scores)
        for form in drawn(forms(BANDS, claims="wrong"), 20)
    ]
    assert max(outside) <= 3
    assert sum(map(bool, outside)) >= 15


def test_a_row_that_does_not_apply_claims_nothing() -> None:
    """What stands there is nothing that a score could be compared with."""
    seen = 0
    for form in sample():
        for score in score_form(form, BANDS).scores:
            if score.status is Status.NOT_APPLICABLE:
                seen += 1
                assert score.claimed is None
    assert seen


def test_one_object_gives_figures_and_forms() -> None:
    """``from_ruleset`` is a strategy of figures, and has both by name."""
    aimed = from_ruleset(BANDS)
    card = BENCH.score(BANDS, drawn(aimed, 1)[0])
    assert len(card.scores) == 3
    assert len(BENCH.score(BANDS, drawn(aimed.figures(complete=True), 1)[0]).scores) == 3
    (form,) = drawn(aimed.forms(claims="wrong"), 1)
    assert BENCH.audit(form, BANDS).card is not None
    assert len(repr(aimed)) < 100
    assert len(repr(aimed.forms())) < 100
