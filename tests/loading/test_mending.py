"""All faults at once: what is wrong in one place hides nothing elsewhere and is told once."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest

from zhibiao.errors import RuleSetError
from zhibiao.loading.mending import MOST
from zhibiao.loading.rulesets import Loader
from zhibiao.loading.toml import parse
from zhibiao.loading.toml_writing import ruleset_toml
from zhibiao.model.place import path_text
from zhibiao.model.problem import Problem

TEXT = """
language = 1

[ruleset]
title = "示例"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2020
points = 40

[ruleset.rounding]
places = 1

[ruleset.ratings]
"优" = ">= 30"
"差" = "< 30"

[measures.posts]
label = "编制数"
unit = "人"
range = ">= 0"

[measures.staff]
label = "在职人员数"
unit = "人"

[measures.rate]
label = "控制率"
unit = "%"
formula = "staff / posts"

[measures.worse]
label = "超出"
unit = "%"
formula = "rate - 100%"

[measures.late]
label = "迟报"
type = "boolean"

[measures.grade]
label = "等次"
type = "level"
levels = [{ label = "甲" }, { label = "乙" }]

[measures.cases]
label = "次数"
type = "count"

[tiers.input]
label = "投入"
points = 40

[groups.first]
tier = "input"
label = "配置"
points = 20

[groups.second]
tier = "input"
label = "管理"
points = 20

[indicators.control]
group = "first"
label = "控制率"
points = 10

[indicators.control.scheme]
kind = "step-deduction"
measure = "rate"
full = "<= 100%"
step = "1%"
deduct = 0.5
partial = "whole"

[indicators.kept]
group = "first"
label = "保持"
points = 10

[indicators.kept.scheme]
kind = "bands"
measure = "worse"
otherwise = 0
bands = [
    { when = "<= 0%", score = 10 },
    { when = "(0%..10%]", score = 5 },
]

[indicators.graded]
group = "second"
label = "等次"
points = 10

[indicators.graded.scheme]
kind = "states"
states = [
    { label = "好", when = 'grade = "甲"', score = 10 },
    { label = "差", when = 'grade = "乙"', score = 0 },
]

[indicators.counted]
group = "second"
label = "次数"
scheme = { kind = "occurrences", count = "cases", deduct = 1 }
points = 5
not_applicable = { policy = "rescale-tier", when = "late" }

[indicators.one]
group = "second"
label = "合并一"

[indicators.two]
group = "second"
label = "合并二"

[shared.both]
members = ["one", "two"]
points = 5
scheme = { kind = "judged" }

[adjustments.late]
kind = "deduction"
points = 2
when = "late and worse > 0%"
"""

SPOILS = {
    "kind": ('kind = "deduction"', 'kind = "deductoin"'),
    "condition": ("late and worse > 0%", "late and ("),
    "tier": ('[groups.first]\ntier = "input"', '[groups.first]\ntier = "imput"'),
    "group": ('group = "first"\nlabel = "保持"', 'group = "frist"\nlabel = "保持"'),
    "measure": ('count = "cases"', 'count = "nope"'),
    "scheme": ('kind = "judged"', 'kind = "jugded"'),
    "points": ('label = "控制率"\npoints = 10', 'label = "控制率"\npoints = "many"'),
    "key": ('partial = "whole"', 'partly = "whole"'),
    "unit": ('label = "编制数"\nunit = "人"', 'label = "编制数"\nunit = 3'),
    "name": ('formula = "staff / posts"', 'formula = "staff / postz"'),
    "levels": ('levels = [{ label = "甲" }', 'levels = [{ lable = "甲" }'),
    "rating": ('"差" = "< 30"', '"差" = 30'),
    "heading": ('jurisdiction = "cn"', 'jurisdiction = "china"'),
    "places": ("places = 1", 'places = "one"'),
    "when": ('when = "(0%..10%]"', 'when = "(0%..10%"'),
    "percent": ('full = "<= 100%"', 'full = "<= 100"'),
    "member": ('members = ["one", "two"]', 'members = ["one", 2]'),
}
FOLLOWS = {("percent", "name"), ("percent", "unit"), ("percent", "key")}
"""The first cannot be told beside the second: in what it compares, or in the same scheme."""


def faults(loader: Loader, text: str) -> set[tuple[str, str, str]]:
    """Code, path and words of every fault of a text; none where it loads."""
    try:
        loader.parse(text.encode(), "x.toml", "x")
    except RuleSetError as error:
        found = [one for one in error.problems if isinstance(one, Problem)]
        said = [(one.code, one.path, one.message.render("en")) for one in found]
        assert len(said) == len(set(said))
        return set(said)
    return set()


def spoilt(*names: str) -> str:
    """The text with these faults."""
    text = TEXT
    for name in names:
        old, new = SPOILS[name]
        assert text.count(old) == 1, name
        text = text.replace(old, new)
    return text


def test_the_text_is_sound(loader: Loader) -> None:
    """Without a fault it loads, and each spoilt place is told with its own."""
    assert faults(loader, TEXT) == set()
    alone = [faults(loader, spoilt(name)) for name in SPOILS]
    assert all(alone)
    assert len(set().union(*alone)) == sum(map(len, alone))


@pytest.mark.parametrize(("one", "other"), list(combinations(SPOILS, 2)))
def test_two_faults_are_told_as_each_alone(loader: Loader, one: str, other: str) -> None:
    """What is told of two spoilt places is what is told of the first and of the second."""
    expected = faults(loader, spoilt(one)) | faults(loader, spoilt(other))
    for first, second in ((one, other), (other, one)):
        if (first, second) in FOLLOWS:
            expected -= faults(loader, spoilt(first))
    assert faults(loader, spoilt(one, other)) == expected


def test_all_at_once_are_told_at_once(loader: Loader) -> None:
    """Seventeen places are named in one run, but for the one that others stand before."""
    told = faults(loader, spoilt(*SPOILS))
    assert told == set().union(*(faults(loader, spoilt(n)) for n in SPOILS if n != "percent"))


def test_the_faults_of_a_misspelt_table_are_told_where_they_stand(loader: Loader) -> None:
    """A table that nearly spells another is read as that one, and named as it is written."""
    text = TEXT.replace("[groups.", "[group.").replace(
        'tier = "input"\nlabel = "管理"', 'tier = "x"'
    )
    told = {(code, path) for code, path, _ in faults(loader, text)}
    assert told == {
        ("unknown-key", "group"),
        ("unknown-name", "group.second.tier"),
    }


@pytest.mark.parametrize("table", ["measures = 3", "[quantities.posts]", "[measures.posts.label]"])
def test_too_little_to_stand_on_is_no_reason_for_noise(loader: Loader, table: str) -> None:
    """Where a whole table is lost, nothing is said of those that name what was in it."""
    if table.startswith("["):
        text = TEXT.replace("[measures.posts]", table)
    else:
        start, end = TEXT.index("[measures.posts]"), TEXT.index("[tiers.input]")
        text = table + "\n" + TEXT[:start] + TEXT[end:]
    assert {code for code, _, _ in faults(loader, text)} <= {
        "unknown-key",
        "wrong-type",
        "missing-key",
    }


def test_beside_very_many_faults_no_further_are_looked_for(loader: Loader) -> None:
    """The faults of shape of a hostile file are told, and it takes no longer than that."""
    text = TEXT + "".join(f"[measures.m{n}]\nlabel = {n}\n" for n in range(MOST + 1))
    told = faults(loader, text.replace(*SPOILS["group"]))
    assert {code for code, _, _ in told} == {"wrong-type"}
    assert len(told) == MOST + 1


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if len(path) > 1:
        yield path
    below = value if isinstance(value, (dict, list)) else []
    for key, inner in below.items() if isinstance(below, dict) else enumerate(below):
        yield from _paths(inner, (*path, key))


VALUES = parse(TEXT.encode(), "x").values
PLACES = list(_paths(VALUES))


@pytest.mark.parametrize("junk", [[[1]], {"zz": {}}, None])
def test_one_fault_of_shape_brings_no_other(loader: Loader, junk: Any) -> None:
    """Whatever value is spoilt or key misspelt, all that is told is told at that place."""
    for path in PLACES:
        values = deepcopy(VALUES)
        holder: Any = values
        for part in path[:-1]:
            holder = holder[part]
        if junk is None and isinstance(holder, dict) and len(path) != 2:
            holder[f"{path[-1]}x"] = holder.pop(path[-1])
        elif junk is not None:
            holder[path[-1]] = deepcopy(junk)
        spot = path_text(path if len(path) == 2 else path[:-1])
        for _, at, said in faults(loader, ruleset_toml(values)):
            assert at.startswith(spot), (path, at, said)
