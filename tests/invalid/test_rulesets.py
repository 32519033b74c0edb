"""Each rejected rule set of this folder is refused with exactly the faults beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invalid.expected import blocks, shown
from zhibiao.errors import RuleSetError
from zhibiao.loading.rulesets import Loader
from zhibiao.model.problem import Problem

FOLDER = Path(__file__).parent / "rulesets"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rejected_rule_set_is_told_all_its_faults(path: Path, loader: Loader) -> None:
    """Every fault is said with its code, its line and words in both languages, and no other."""
    with pytest.raises(RuleSetError) as caught:
        loader.load(path, "test", path.name)
    expected = blocks(path.with_suffix(".expected"))
    problems = [fault for fault in caught.value.problems if isinstance(fault, Problem)]
    assert len(problems) == len(caught.value.problems)
    said = [shown(problem, keys) for problem, keys in zip(problems, expected, strict=True)]
    assert said == expected
    assert all(fault.place.file == path.name for fault in problems)


def test_the_folder_is_not_empty() -> None:
    """Files and expectations come in pairs, and there are many of them."""
    assert len(FILES) >= 35
    assert {p.stem for p in FILES} == {p.stem for p in FOLDER.glob("*.expected")}
