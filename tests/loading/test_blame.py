"""A fault that an edition makes of what it extends stands at the edition's own clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading.test_inherit import CHILD, PARENT, load
from zhibiao.errors import RuleSetError
from zhibiao.model.problem import Problem

FORMULA = '[measures.share]\nlabel = "占比"\nunit = "%"\nformula = "rate / 2"\n'
SHARED = (
    PARENT.replace("points = 5\nscheme", "scheme")
    .replace('scheme = { kind = "judged" }\n', "")
    .replace('label = "乙"\n', 'label = "乙"\n')
    + '[shared.both]\nmembers = ["second"]\npoints = 5\nscheme = { kind = "judged" }\n'
)


def faults(folder: Path, child: str, **others: str) -> list[Problem]:
    """What is said of a child that cannot be loaded."""
    with pytest.raises(RuleSetError) as caught:
        load(folder, child, **others)
    return [fault for fault in caught.value.problems if isinstance(fault, Problem)]


def line_of(text: str, wanted: str) -> int:
    """The line of a text (from 1) that starts with these words."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(wanted))


def at(problem: Problem) -> tuple[str, int]:
    """The year of the file, and the line, of a problem."""
    return problem.place.file.rpartition("/")[2], problem.place.line


@pytest.mark.parametrize(
    ("table", "name", "used"),
    [
        ("measures", "rate", "indicators.first.scheme.measure"),
        ("groups", "only", "indicators.first.group"),
        ("tiers", "only", "groups.only.tier"),
    ],
)
def test_what_is_removed_and_still_used_is_told_at_the_removal(
    tmp_path: Path, table: str, name: str, used: str
) -> None:
    """The child's ``remove`` is the place; the hint says where the parent still uses it."""
    child = CHILD + f"[{table}.{name}]\nremove = true\n"
    found = faults(tmp_path, child)[0]
    assert found.code == "unknown-name"
    assert at(found) == ("2024.toml", line_of(child, "remove"))
    assert found.path == f"{table}.{name}.remove"
    assert found.hint is not None
    for lang in ("zh", "en"):
        assert f"cn/policy/2020.toml:{line_of(PARENT, _key(used))}" in found.hint.render(lang)
        assert used in found.hint.render(lang)


def _key(path: str) -> str:
    return f"{path.rpartition('.')[2]} = "


def test_a_formula_of_the_parent_that_lost_its_measure_is_told_at_the_removal(
    tmp_path: Path,
) -> None:
    """The formula is shown with its caret, and the place is the child's."""
    parent = PARENT.replace('measure = "rate"', 'measure = "share"') + FORMULA
    child = CHILD + "[measures.rate]\nremove = true\n"
    (found,) = faults(tmp_path, child, **{"cn/policy/2020": parent})
    assert at(found) == ("2024.toml", line_of(child, "remove"))
    assert found.excerpt.startswith("rate / 2\n^")
    assert f"2020.toml:{line_of(parent, 'formula')}" in found.render("en")


def test_what_the_child_itself_removes_and_uses_is_told_at_the_use(tmp_path: Path) -> None:
    """Where both stand in one file the use is the fault, and the hint names the removal."""
    child = CHILD + (
        "[measures.rate]\nremove = true\n[indicators.first]\nremove = true\n"
        '[indicators.second]\nscheme = { kind = "formula", formula = "rate * 5" }\n'
    )
    (found,) = faults(tmp_path, child)
    assert at(found) == ("2024.toml", line_of(child, "scheme"))
    assert found.hint is not None
    assert f"2024.toml:{line_of(child, 'remove')}" in found.hint.render("en")


def test_a_removal_in_the_middle_of_a_chain_is_named(tmp_path: Path) -> None:
    """A grandchild that asks for what its parent took away is told who took it."""
    middle = CHILD.replace('"430600"', '"430600"\nscope = "policy"') + (
        "[indicators.first]\nremove = true\n[measures.rate]\nremove = true\n"
    )
    child = CHILD.replace("cn/policy/2020", "cn-430600/policy/2023") + (
        '[indicators.second]\nscheme = { kind = "formula", formula = "rate * 5" }\n'
    )
    (found,) = faults(tmp_path, child, **{"cn-430600/policy/2023": middle})
    assert at(found) == ("2024.toml", line_of(child, "scheme"))
    assert found.hint is not None
    assert f"2023.toml:{middle.splitlines().index('[measures.rate]') + 2}" in found.hint.render()


def test_what_was_removed_and_written_anew_is_there(tmp_path: Path) -> None:
    """A grandchild may write again what its parent took away; nothing is then missing."""
    middle = CHILD.replace('"430600"', '"430600"\nscope = "policy"') + (
        "[indicators.first]\nremove = true\n[measures.rate]\nremove = true\n"
    )
    child = CHILD.replace("cn/policy/2020", "cn-430600/policy/2023") + (
        '[measures.rate]\nlabel = "率"\nunit = "%"\n'
        '[indicators.second]\nscheme = { kind = "formula", formula = "rate * 5" }\n'
    )
    rules = load(tmp_path, child, **{"cn-430600/policy/2023": middle})
    assert [path for path, one in rules.changes.items() if one.removes] == [("indicators", "first")]


def test_a_shared_score_that_is_removed_leaves_its_members_without_one(tmp_path: Path) -> None:
    """The members stand in the parent; the child that took their score away is told."""
    child = CHILD + "[shared.both]\nremove = true\n"
    found = faults(tmp_path, child, **{"cn/policy/2020": SHARED})
    assert {at(one) for one in found} == {("2024.toml", line_of(child, "remove"))}
    assert all("2020.toml" in one.render("en") for one in found)


@pytest.mark.parametrize(
    ("written", "key", "path"),
    [
        ('[measures.rate]\nunit = "人"\n', "unit", "measures.rate.unit"),
        ("[indicators.first]\npoints = 0\n", "points", "indicators.first.points"),
    ],
)
def test_an_override_is_told_at_the_override(
    tmp_path: Path, written: str, key: str, path: str
) -> None:
    """A unit or points that what was inherited does not fit stand in the child."""
    child = CHILD + written
    for found in faults(tmp_path, child):
        assert at(found) == ("2024.toml", line_of(child, key))
        assert found.path == path


def test_a_fault_that_the_parent_has_by_itself_stays_there(tmp_path: Path) -> None:
    """A child that changes the entry did not make what was wrong before."""
    parent = PARENT.replace("<= 100%", "<= 100人")
    child = CHILD + "[indicators.first]\npoints = 4\n"
    for found in faults(tmp_path, child, **{"cn/policy/2020": parent}):
        assert at(found) == ("2020.toml", line_of(parent, "full"))


def test_a_heading_that_is_inherited_is_told_at_extends(tmp_path: Path) -> None:
    """A child without a year of its own has the parent's, and its path says otherwise."""
    child = CHILD.replace("fiscal_year = 2024\n", "")
    (found,) = faults(tmp_path, child)
    assert found.code == "path-disagrees"
    assert at(found) == ("2024.toml", line_of(child, "extends"))
    assert "fiscal_year" in found.render("zh").splitlines()[-1]


def test_a_table_that_is_none_is_a_fault_like_any_other(tmp_path: Path) -> None:
    """What is named cannot be looked up in a number; the faults are told all the same."""
    child = CHILD + "[tiers.only]\npoints = 11\n"
    parent = PARENT.replace('[measures.rate]\nlabel = "率"\nunit = "%"\n', "").replace(
        "language = 1\n", "language = 1\nmeasures = 3\n"
    )
    middle = CHILD.replace('"430600"', '"430600"\nscope = 5')
    child = child.replace("cn/policy/2020", "cn-430600/policy/2023")
    found = faults(tmp_path, child, **{"cn/policy/2020": parent, "cn-430600/policy/2023": middle})
    assert {one.path for one in found} == {"measures", "ruleset.scope"}
