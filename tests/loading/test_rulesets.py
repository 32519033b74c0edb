"""Rule sets: all of ours load, and hostile ones are refused in bounded time."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao
from tests.rules import ROOT
from zhibiao.errors import InputFaultsError, RuleSetError
from zhibiao.loading.resolve import MAX_PARTS
from zhibiao.loading.rulesets import Loader

FOLDER = ROOT / "rulesets"
FILES = sorted(p for p in FOLDER.rglob("*.toml") if not p.name.endswith(".cases.toml"))

SMALL = """\
language = 1
[ruleset]
title = "示例"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2020
points = 5
[tiers.output]
label = "产出"
points = 5
[groups.quantity]
tier = "output"
label = "数量"
points = 5
[indicators.tasks]
group = "quantity"
label = "任务完成"
points = 5
[indicators.tasks.scheme]
kind = "bands"
measure = "{measure}"
bands = [{{ when = "> 5", score = 5 }}]
otherwise = 0
[measures.m0]
label = "m0"
{first}
"""


def hostile(step: str, count: int, *, first: str = "", backwards: bool = False) -> bytes:
    """A rule set with a chain of measures, each of which names the one before by a formula."""
    text = SMALL.format(measure=f"m{count}", first=first)
    order = range(count, 0, -1) if backwards else range(1, count + 1)
    chain = (f'[measures.m{n}]\nlabel = "m{n}"\nformula = "{step.format(n - 1)}"' for n in order)
    return (text + "\n".join(chain)).encode()


def said(loader: Loader, raw: bytes) -> str:
    """What is said of a rule set that is refused; nothing where it loads."""
    try:
        loader.parse(raw, "hostile.toml", "hostile")
    except RuleSetError as error:
        return error.render("en")
    return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_our_rule_sets_load(path: Path) -> None:
    """A rule set that we ship loads, with something to score and a place for each of it."""
    id_ = path.relative_to(FOLDER).with_suffix("").as_posix()
    rules = zhibiao.load(id_)
    assert rules.id == id_
    assert rules.items
    for item in rules.items:
        place = rules.place(*item.path)
        lines = (ROOT / place.file).read_text(encoding="utf-8").splitlines()
        assert str(item.path[-1]) in lines[place.line - 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_our_rule_sets_come_with_cases(path: Path, loader: Loader) -> None:
    """Beside each rule set that we ship lie its worked cases, each with a place."""
    cases = loader.cases(path.with_suffix(".cases.toml"))
    assert cases
    assert all(case.place is not None for case in cases)


def test_there_are_rule_sets() -> None:
    """The folder of rule sets holds some."""
    assert FILES


def test_a_file_elsewhere_must_not_claim_another_place(loader: Loader) -> None:
    """Jurisdiction, scope and year of a heading are those of the file's path."""
    raw = hostile("m{0}", 0)
    with pytest.raises(RuleSetError) as caught:
        loader.parse(raw, "file.toml", "cn-430600/project/2021")
    english = caught.value.render("en")
    assert english.count("path-disagrees") == 3
    assert '"430600"' in english
    assert '"project"' in english
    assert '"2021"' in english


def test_a_case_that_expects_nothing_is_refused(loader: Loader, tmp_path: Path) -> None:
    """It would pass whatever the rule says; each is told at its ``expect``, with what to write."""
    path = tmp_path / "x.cases.toml"
    path.write_text(
        '[[case]]\nname = "a"\ngiven = {}\nexpect = {}\n'
        '[[case]]\nname = "b"\ngiven = {}\nexpect = { total = 1 }\n'
        '[[case]]\nname = "c"\n[case.given]\n[case.expect]\n',
        encoding="utf-8",
    )
    with pytest.raises(InputFaultsError) as caught:
        loader.cases(path)
    assert [fault.place.line for fault in caught.value.problems] == [4, 12]  # type: ignore[attr-defined]  # each is a Problem
    for lang in ("zh", "en"):
        assert "expect = { total = 95 }" in caught.value.problems[0].render(lang)


def test_a_missing_file_and_a_directory_are_refused(loader: Loader, tmp_path: Path) -> None:
    """No file, or a directory in its place, is one problem of the rule set."""
    for path in (tmp_path, tmp_path / "none.toml"):
        for load in (lambda p: loader.load(p, "x"), loader.cases):
            with pytest.raises(InputFaultsError) as caught:
                load(path)
            assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("step", "first"),
    [
        ("m{0} + m{0}", ""),
        ("m{0} * m{0}", 'formula = "10"'),
        ("m{0} ** 99", 'formula = "10"'),
        ("if m{0} > 0 then m{0} else m{0} + 1", ""),
        ("max(m{0}, m{0} - 1, 0)", ""),
    ],
    ids=["doubled", "squared", "raised", "branched", "extreme"],
)
def test_measures_that_grow_without_bound_load_in_bounded_time(
    loader: Loader, step: str, first: str
) -> None:
    """A chain of formulas that doubles something each time is checked without doubling the work."""
    assert not said(loader, hostile(step, 30, first=first))


@pytest.mark.parametrize("backwards", [False, True])
def test_a_chain_of_hundreds_of_measures_is_too_deep(loader: Loader, backwards: bool) -> None:
    """A tree that many measures make too deep is refused, whichever stands first in the file."""
    assert "nested too deeply" in said(loader, hostile("m{0} + 1", 400, backwards=backwards))


def test_a_circle_of_hundreds_of_measures_is_refused(loader: Loader) -> None:
    """A long circle of formulas is refused like a short one, without a traceback."""
    raw = hostile("m{0} + 1", 400, first='formula = "m400"')
    assert "circle" in said(loader, raw) or "too deeply" in said(loader, raw)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("1+" * 50_000 + "1", "100001"),
        ("(" * 50_000 + "m0" + ")" * 50_000, "100002"),
        ("not(" * 500 + "m0" + ")" * 500, "nested too deeply"),
    ],
    ids=["long", "long and deep", "deep"],
)
def test_a_formula_without_end_is_refused(loader: Loader, formula: str, words: str) -> None:
    """A hundred thousand characters, or hundreds of levels, are refused at the formula's line."""
    refused = said(loader, hostile("m{0}", 0, first=f'formula = "{formula}"'))
    assert words in refused
    assert "measures.m0.formula" in refused


def test_ten_thousand_bands_are_refused(loader: Loader) -> None:
    """A scheme has a greatest number of bands, since its tree is as deep as there are."""
    bands = ", ".join(f'{{ when = "> {n}", score = 5 }}' for n in range(10_000))
    raw = hostile("m{0}", 0).replace(b'{ when = "> 5", score = 5 }', bands.encode())
    refused = said(loader, raw)
    assert str(MAX_PARTS) in refused
    assert "indicators.tasks.scheme" in refused


def test_a_nest_of_conditions_is_decided_in_bounded_time(loader: Loader) -> None:
    """Conditions within conditions are each looked at once, not once for each way to them."""
    nest = "m0"
    for _ in range(18):
        nest = f"if ({nest}) > 0 then m0 else 1"
    raw = hostile("m{0}", 0).decode().replace('measure = "m0"', 'measure = "n"')
    more = f'[measures.n]\nlabel = "n"\nformula = "{nest}"\n'
    assert not said(loader, (raw + more).encode())


def test_a_score_of_thousands_of_digits_can_be_shown(loader: Loader) -> None:
    """A score beyond all measure is refused with its bounds, not with a traceback."""
    raw = (
        hostile("m{0}", 0)
        .decode()
        .replace(
            'bands = [{ when = "> 5", score = 5 }]\notherwise = 0',
            'bands = [{ when = "-", score = 1e60 }]',
        )
    )
    assert "outside [0, 5]" in said(loader, raw.encode())


def test_every_fault_of_many_is_told(loader: Loader) -> None:
    """A thousand faults are a thousand problems, in the order of the file."""
    raw = hostile("m{0} +", 1000)
    with pytest.raises(RuleSetError) as caught:
        loader.parse(raw, "many.toml", "many")
    assert len(caught.value.problems) == 1000
    assert caught.value.render("zh").splitlines()[0].startswith("many.toml")
