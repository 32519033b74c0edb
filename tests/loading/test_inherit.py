"""``extends``: a child says only what differs, and every clause remembers who wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.api import Workbench
from zhibiao.errors import RuleSetError
from zhibiao.model.ruleset import RuleSet

PARENT = """
language = 1
[ruleset]
title = "parent"
jurisdiction = "cn"
scope = "policy"
fiscal_year = 2020
points = 10
[ruleset.ratings]
"优" = ">= 9"
"差" = "< 9"
[measures.rate]
label = "率"
unit = "%"
[tiers.only]
label = "唯一"
points = 10
[groups.only]
tier = "only"
label = "唯一"
points = 10
[indicators.first]
group = "only"
label = "甲"
points = 5
[indicators.first.scheme]
kind = "step-deduction"
measure = "rate"
full = "<= 100%"
step = "1%"
deduct = 0.5
partial = "whole"
[indicators.second]
group = "only"
label = "乙"
points = 5
scheme = { kind = "judged" }
"""

CHILD = """
language = 1
[ruleset]
extends = "cn/policy/2020"
title = "child"
jurisdiction = "430600"
fiscal_year = 2024
"""


def load(folder: Path, child: str, **others: str) -> RuleSet:
    """The child, loaded from a folder with its parent (and others) in it."""
    files = {"cn/policy/2020": PARENT, "cn-430600/policy/2024": child, **others}
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Workbench(rules=[folder], plugins=False).load(str(folder / "cn-430600/policy/2024.toml"))


def test_a_child_has_all_that_its_parent_says(tmp_path: Path) -> None:
    """What the child leaves out comes from the parent."""
    rules = load(tmp_path, CHILD)
    assert rules.ruleset.title == "child"
    assert rules.ruleset.points == 10
    assert list(rules.indicators) == ["first", "second"]


def test_a_child_overrides_one_key(tmp_path: Path) -> None:
    """Tables merge key by key; a scheme is replaced whole."""
    rules = load(
        tmp_path,
        CHILD
        + '[indicators.first]\nlabel = "新名"\n'
        + '[indicators.second]\nscheme = { kind = "formula", formula = "rate * 5" }\n',
    )
    assert rules.indicators["first"].label == "新名"
    assert rules.indicators["first"].points == 5
    second = rules.indicators["second"].scheme
    assert second is not None
    assert second.kind == "formula"


def test_ratings_are_replaced_whole(tmp_path: Path) -> None:
    """A child's ratings do not mix with its parent's."""
    rules = load(tmp_path, CHILD + '[ruleset.ratings]\n"合格" = ">= 6"\n"不合格" = "< 6"\n')
    assert list(rules.ruleset.ratings) == ["合格", "不合格"]


def test_remove_takes_an_entry_away(tmp_path: Path) -> None:
    """``remove = true`` deletes a key of the parent."""
    rules = load(tmp_path, CHILD + "[indicators.second]\nremove = true\n")
    assert list(rules.indicators) == ["first"]


@pytest.mark.parametrize("written", ['["points", "label"]', '{ points = "why", label = "why" }'])
def test_remove_takes_an_assumption_back(tmp_path: Path, written: str) -> None:
    """A child withdraws one field of its parent's ``assumed``, however that was written."""
    parent = PARENT.replace("[indicators.second]\n", f"[indicators.second]\nassumed = {written}\n")
    child = CHILD + "[indicators.second.assumed]\npoints = { remove = true }\n"
    rules = load(tmp_path, child, **{"cn/policy/2020": parent})
    assert list(rules.indicators["second"].assumed) == ["label"]


def test_an_assumption_that_nobody_made_cannot_be_taken_back(tmp_path: Path) -> None:
    """A slip of the pen is said with its line."""
    child = CHILD + "[indicators.second.assumed]\npoints = { remove = true }\n"
    with pytest.raises(RuleSetError) as caught:
        load(tmp_path, child)
    assert 'no "points" to remove' in caught.value.render("en")


def test_after_says_where_a_new_entry_stands(tmp_path: Path) -> None:
    """New keys go last, or right behind the one that ``after`` names."""
    row = 'group = "only"\nlabel = "丙"\npoints = 1\nscheme = { kind = "judged" }\n'
    last = load(tmp_path / "a", CHILD + f"[indicators.third]\n{row}")
    assert list(last.indicators) == ["first", "second", "third"]
    behind = load(tmp_path / "b", CHILD + f'[indicators.third]\nafter = "first"\n{row}')
    assert list(behind.indicators) == ["first", "third", "second"]


def test_every_clause_names_the_file_that_wrote_it(tmp_path: Path) -> None:
    """A scorecard can say which file and line a rule comes from."""
    rules = load(tmp_path, CHILD + '[indicators.second]\nlabel = "新名"\n')
    assert rules.place("indicators", "first", "scheme").file.endswith("cn/policy/2020.toml")
    assert rules.place("indicators", "second", "label").file.endswith("2024.toml")
    assert rules.place("indicators", "second", "scheme").file.endswith("cn/policy/2020.toml")


@pytest.mark.parametrize(
    ("child", "others", "said"),
    [
        (CHILD.replace("cn/policy/2020", "cn/policy/1999"), {}, "cn/policy/1999"),
        (CHILD.replace("cn/policy/2020", "../../secret.toml"), {}, "takes an id"),
        (CHILD.replace("cn/policy/2020", "cn-430600/policy/2024"), {}, "circle"),
        (
            CHILD.replace("cn/policy/2020", "cn/policy/2021"),
            {
                "cn/policy/2021": PARENT.replace(
                    "title =", 'extends = "cn-430600/policy/2024"\ntitle ='
                )
            },
            "cn-430600/policy/2024 → cn/policy/2021 → cn-430600/policy/2024",
        ),
        (CHILD + "[indicators.none]\nremove = true\n", {}, 'no "none" to remove'),
        (CHILD + '[indicators.second]\nafter = "none"\n', {}, "after"),
        (CHILD, {"cn/policy/2020": "broken ="}, "cannot be read"),
    ],
)
def test_a_wrong_parent_is_a_clear_error(
    tmp_path: Path, child: str, others: dict[str, str], said: str
) -> None:
    """An unknown id, a path, a circle, nothing to remove: each is said with its line."""
    with pytest.raises(RuleSetError) as caught:
        load(tmp_path, child, **others)
    assert said in caught.value.render("en")
    assert "bad-extends" in caught.value.render("en")


@pytest.mark.parametrize(("editions", "loads"), [(9, True), (10, False)])
def test_a_chain_of_nine_editions_loads(tmp_path: Path, *, editions: int, loads: bool) -> None:
    """Eight steps of extends are the most."""
    last = 2000 + editions - 1
    others = {f"cn/policy/{last}": PARENT}
    for year in range(2001, last):
        others[f"cn/policy/{year}"] = PARENT.replace(
            "title =", f'extends = "cn/policy/{year + 1}"\ntitle ='
        )
    child = CHILD.replace("cn/policy/2020", "cn/policy/2001")
    if loads:
        assert load(tmp_path, child, **others).items
    else:
        with pytest.raises(RuleSetError, match=r"8 levels|8 层"):
            load(tmp_path, child, **others)


def test_a_chain_has_a_bounded_depth(tmp_path: Path) -> None:
    """Nine levels are one too many, and the chain is shown."""
    others = {}
    for year in range(2001, 2012):
        others[f"cn/policy/{year}"] = PARENT.replace(
            "title =", f'extends = "cn/policy/{year + 1}"\ntitle ='
        )
    with pytest.raises(RuleSetError, match="2001 → cn/policy/2002"):
        load(tmp_path, CHILD.replace("cn/policy/2020", "cn/policy/2001"), **others)
