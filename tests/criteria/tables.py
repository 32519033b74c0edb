"""The tables of wordings that stand beside these tests."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import tomli

from zhibiao.api import Workbench
from zhibiao.exact import number
from zhibiao.model.ruleset import RuleSet

HERE = Path(__file__).parent
WORKBENCH = Workbench(plugins=False)


def rows(name: str, key: str) -> list[dict[str, Any]]:
    """The entries of a table."""
    found: list[dict[str, Any]] = tomli.loads((HERE / name).read_text(encoding="utf-8"))[key]
    return found


WORDINGS = rows("wordings.toml", "wording")
READ = [one for one in WORDINGS if "refused" not in one]
REFUSALS = rows("refusals.toml", "refusal") + [
    {"text": one["text"], "points": one["points"], "part": one["refused"]}
    for one in WORDINGS
    if "refused" in one
]


def expectations(row: Mapping[str, Any]) -> list[tuple[dict[str, Any], tuple[Fraction, Fraction]]]:
    """Figures with the lowest and highest score that they must give."""
    found: list[tuple[dict[str, Any], tuple[Fraction, Fraction]]] = []
    for name in ("x", "count", "state"):
        for value, score in row.get(name, {}).items():
            found.append(({name: value}, (number(score), number(score))))
    for case in row.get("cases", ()):
        low, high = case["score"] if isinstance(case["score"], list) else [case["score"]] * 2
        found.append((case["given"], (number(low), number(high))))
    return found


def scored(rules: RuleSet, given: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    """The span of the one score of a rule set."""
    score = WORKBENCH.score(rules, given)["item"]
    return number(score.low), number(score.high)
