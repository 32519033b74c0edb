"""The public face: the documented calls, refusals, and what the objects promise."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs.exceptions import FrozenInstanceError

import zhibiao
from tests.rules import ROOT
from zhibiao.errors import RuleSetError

NAME = "cn-430600/department/2020"
FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"
ERRORS = [
    lambda: zhibiao.load("cn-430600/department/2021"),
    lambda: zhibiao.load("no/such/thing"),
    lambda: zhibiao.loads("language = 1"),
    lambda: zhibiao.loads("{"),
    lambda: zhibiao.score(zhibiao.load(NAME), {"staff": "one"}),
    lambda: zhibiao.explain(zhibiao.score(zhibiao.load(NAME), {}), "no_indicator"),
    lambda: zhibiao.read(ROOT / "no-such-file.toml"),
    lambda: zhibiao.audit(zhibiao.read(FORM), "no/such/thing"),
    lambda: zhibiao.lint("no/such/thing"),
]


def test_the_documented_calls_work() -> None:
    """Load, score, read a score, explain, read a form, audit it, lint and test."""
    rules = zhibiao.load(NAME)
    card = zhibiao.score(rules, {"staff": 125, "posts": 109})
    assert card["staff_control"].low == card["staff_control"].high == Decimal(0)
    assert isinstance(card["staff_control"].low, Decimal)
    assert card.total.low == Decimal(0)
    assert set(card.rating) == {"差", "中", "良", "优"}
    assert "125 / 109" in zhibiao.explain(card, "staff_control", lang="zh")
    findings = [finding.check for finding in zhibiao.audit(zhibiao.read(FORM))]
    assert "total-mismatch" in findings
    assert zhibiao.lint(ROOT / "examples" / "rules") == ()
    (run,) = zhibiao.test(NAME)
    assert (run.ruleset, run.failed) == (NAME, 0)
    assert NAME in {summary.id for summary in zhibiao.list_rulesets()}


def test_a_form_is_scored_like_figures() -> None:
    """``score`` takes a form as well, and then knows its claims."""
    card = zhibiao.score(zhibiao.load(NAME), zhibiao.read(FORM))
    assert card["fund_surplus"].claimed == 3
    assert card.unit


def test_a_rule_set_is_named_by_id_path_or_text() -> None:
    """The same file through an id, a path and its text gives equal rules."""
    path = ROOT / "rulesets" / f"{NAME}.toml"
    by_id, by_path = zhibiao.load(NAME), zhibiao.load(path)
    by_text = zhibiao.loads(path.read_text(encoding="utf-8"))
    assert by_id == by_path
    assert by_text.indicators == by_id.indicators


@pytest.mark.parametrize(
    "staff",
    [1017, Decimal(1017), Fraction(1017), "1017", "1017人", "1,017", Decimal("1017.0")],
)
def test_a_figure_may_be_any_exact_number(staff: int | Decimal | Fraction | str) -> None:
    """Integers, decimals, fractions and text mean the same."""
    card = zhibiao.score(zhibiao.load(NAME), {"staff": staff, "posts": 1000})
    assert card["staff_control"].low == Decimal("4.5")


def test_percent_and_money_are_read_from_text() -> None:
    """A percentage needs its sign, an amount may bring its unit."""
    rules = zhibiao.load(NAME)
    assert zhibiao.score(rules, {"satisfaction_rate": "95%"})["satisfaction"].low == 5
    assert set(
        zhibiao.score(rules, {"satisfaction_rate": "＞85%"})["satisfaction"].possible or ()
    ) == {3, 5}
    figures = {"three_public": "1030000元", "three_public_budget": "100万元"}
    assert zhibiao.score(rules, figures)["three_public_control"].low == 3


@pytest.mark.parametrize("value", [1.15, 0.0, float("inf"), float("nan")])
def test_a_float_is_refused_with_a_hint(value: float) -> None:
    """The error quotes the float and says what to give instead."""
    with pytest.raises(zhibiao.ZhibiaoError) as caught:
        zhibiao.score(zhibiao.load(NAME), {"staff": value})  # type: ignore[dict-item]  # refused
    for lang in ("zh", "en"):
        assert repr(value) in caught.value.render(lang)
        assert "Decimal" in caught.value.render(lang)


@pytest.mark.parametrize("call", ERRORS)
def test_every_error_speaks_both_languages(call: object) -> None:
    """Each is a ZhibiaoError whose Chinese and English differ, and survives pickling."""
    assert callable(call)
    with pytest.raises(zhibiao.ZhibiaoError) as caught:
        call()
    chinese, english = caught.value.render("zh"), caught.value.render("en")
    assert chinese != english
    assert "{" not in (chinese + english).replace("“{”", "").replace("{\n", "").replace("    {", "")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert type(again) is type(caught.value)
    assert again.render("en") == english


def broken() -> object:
    """The faults of a rule set that cannot be read."""
    with pytest.raises(RuleSetError) as caught:
        zhibiao.loads("language = 1\n[ruleset]\ntitle = 3")
    return caught.value.problems


OBJECTS: dict[str, Callable[[], object]] = {
    "rule set": lambda: zhibiao.load(NAME),
    "form": lambda: zhibiao.read(FORM),
    "scorecard": lambda: zhibiao.score(zhibiao.load(NAME), zhibiao.read(FORM)),
    "plain scorecard": lambda: zhibiao.score(zhibiao.load(NAME), {"staff": "＞100", "posts": 90}),
    "findings": lambda: zhibiao.audit(zhibiao.read(FORM), NAME).findings,
    "result": lambda: zhibiao.audit(zhibiao.read(FORM), NAME),
    "problems": broken,
}


@pytest.mark.parametrize("make", OBJECTS.values(), ids=OBJECTS)
def test_objects_compare_by_value_and_pickle(make: Callable[[], object]) -> None:
    """Made twice, or sent through a pickle, an object equals itself and hashes alike."""
    first, second = make(), make()
    assert first
    assert first == second
    assert hash(first) == hash(second)
    through = pickle.loads(pickle.dumps(first))  # noqa: S301  # our own bytes
    assert through == first
    assert hash(through) == hash(first)


def test_objects_are_frozen() -> None:
    """Nobody changes a rule set, a form, a scorecard or a finding by accident."""
    rules, form = zhibiao.load(NAME), zhibiao.read(FORM)
    result = zhibiao.audit(form, rules)
    assert result.card is not None
    for thing, name in (
        (rules, "id"), (rules.ruleset, "points"), (form, "unit"), (form.rows[0], "claimed"),
        (result.card, "total"), (result.card.scores[0], "value"), (result.findings[0], "check"),
    ):  # fmt: skip
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, None)
    with pytest.raises(AttributeError):
        rules.measures.anything = 1
    with pytest.raises(TypeError):
        rules.measures["x"] = None  # type: ignore[index]  # refused


def test_results_of_a_pickled_rule_set_are_the_same() -> None:
    """A rule set that went to another process scores as it did."""
    rules = zhibiao.load(NAME)
    through = pickle.loads(pickle.dumps(rules))  # noqa: S301  # our own bytes
    figures = {"staff": 125, "posts": 109}
    assert zhibiao.score(through, figures) == zhibiao.score(rules, figures)


def in_a_new_process(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


def test_import_loads_no_third_party_library() -> None:
    """``import zhibiao`` costs next to nothing: parsers and terminals come when they are used."""
    heavy = ("tomli", "lark", "cattrs", "click", "rich", "pluggy", "attrs", "attr")
    code = f"import sys, zhibiao; print([name for name in {heavy!r} if name in sys.modules])"
    assert in_a_new_process(code).strip() == "[]"


def test_scoring_needs_no_terminal() -> None:
    """A whole audit loads neither click nor rich."""
    code = (
        "import sys, zhibiao\n"
        f"list(zhibiao.audit(zhibiao.read({str(FORM)!r})))\n"
        "print([name for name in ('click', 'rich', 'hypothesis', 'pytest') if name in sys.modules])"
    )
    assert in_a_new_process(code).strip() == "[]"


def test_every_public_name_is_there() -> None:
    """``__all__``, ``dir`` and what can be imported are the same names, and nothing else is."""
    for name in zhibiao.__all__:
        assert getattr(zhibiao, name) is not None
    assert set(zhibiao.__all__) <= set(dir(zhibiao))
    with pytest.raises(AttributeError):
        zhibiao.no_such_name  # noqa: B018  # the access is the test


def test_checks_can_be_selected_and_left_out() -> None:
    """The workbench runs the checks that were asked for."""
    bench = zhibiao.Workbench(plugins=False)
    form = zhibiao.read(FORM)
    assert {f.check for f in bench.audit(form, select=["missing-reason"])} == {"missing-reason"}
    everything = bench.audit(form).findings
    rest = bench.audit(form, ignore=["missing-reason"]).findings
    assert rest == tuple(f for f in everything if f.check != "missing-reason")


def test_a_folder_of_rules_can_be_added(tmp_path: Path) -> None:
    """A workbench with a folder knows its rule sets beside the built-in ones."""
    bench = zhibiao.Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
    known = {summary.id for summary in bench.list_rulesets()[0]}
    assert {NAME, "cn-139900/department/2023"} <= known
    with pytest.raises(zhibiao.ZhibiaoError) as caught:
        zhibiao.Workbench(rules=[tmp_path / "none"]).list_rulesets()
    assert "none" in caught.value.render("en")


def test_one_id_in_two_folders_is_refused(tmp_path: Path) -> None:
    """Two files for one id are both named; neither is chosen."""
    text = (ROOT / "rulesets" / f"{NAME}.toml").read_text(encoding="utf-8")
    copy = tmp_path / f"{NAME}.toml"
    copy.parent.mkdir(parents=True)
    copy.write_text(text, encoding="utf-8")
    with pytest.raises(zhibiao.ZhibiaoError) as caught:
        zhibiao.Workbench(rules=[tmp_path], plugins=False).load(NAME)
    assert str(tmp_path) in caught.value.render("en")
    assert NAME in caught.value.render("zh")
