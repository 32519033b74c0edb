"""Rule sets of our own with every scheme kind, every adjustment and every policy for rows."""

from __future__ import annotations

from pathlib import Path

from zhibiao.api import default_workbench
from zhibiao.model.ruleset import RuleSet

RULES = Path(__file__).parent / "rulesets"

AROUND: dict[str, RuleSet] = {
    path.stem: default_workbench().loads(path.read_text(encoding="utf-8"))
    for path in sorted(RULES.glob("*.toml"))
}
"""By the name of their file."""
