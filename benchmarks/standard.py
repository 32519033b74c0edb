"""The benchmark's standard as plain integers, for the rows, the rivals and the oracle.

It says the same as ``job/twenty.toml`` and is written apart from it: whoever holds two scorers
against each other must not feed both from one place. Points and deductions are in hundredths
of a point; amounts are in 分 (hundredths of a yuan); rates are in hundredths of a percent.
"""

from __future__ import annotations

from typing import NamedTuple

FULL = 10_000
"""100% in hundredths of a percent."""

EDGES = ((9500, 500), (9000, 400), (8000, 300), (6000, 100))
"""The least rate of each band with its score, the best band first; below the last: nothing."""


# Named tuples, and no attrs classes as elsewhere: the rivals unpack them in their inner loops.
class Steps(NamedTuple):
    """So much off for each whole percentage point over budget."""

    id: str
    spent: str
    budget: str
    points: int
    deduct: int


class StatedRate(NamedTuple):
    """Bands of a rate that the form states itself."""

    id: str
    rate: str


class SharedRate(NamedTuple):
    """Bands of the share that one amount is of another."""

    id: str
    part: str
    whole: str


class ProRata(NamedTuple):
    """Points in proportion to what was done of the target."""

    id: str
    done: str
    target: str
    points: int


class Cases(NamedTuple):
    """So much off for each case."""

    id: str
    counted: str
    points: int
    deduct: int


class Answers(NamedTuple):
    """The sum of the scores of what holds."""

    id: str
    items: tuple[tuple[str, int], ...]


def _answers(name: str, *scores: int) -> Answers:
    return Answers(name, tuple((f"{name}_{n}", score) for n, score in enumerate(scores, 1)))


STEPS = (
    Steps("three_public_control", "three_public_spent", "three_public_budget", 500, 50),
    Steps("public_cost_control", "public_cost_spent", "public_cost_budget", 400, 20),
    Steps("meeting_control", "meeting_spent", "meeting_budget", 500, 50),
    Steps("training_control", "training_spent", "training_budget", 300, 10),
    Steps("project_control", "project_spent", "project_budget", 600, 50),
    Steps("running_control", "running_spent", "running_budget", 500, 25),
)
STATED_RATES = (
    StatedRate("budget_accuracy", "budget_accuracy_rate"),
    StatedRate("procurement", "procurement_rate"),
    StatedRate("official_card", "official_card_rate"),
)
SHARED_RATES = (
    SharedRate("quality", "accepted_value", "delivered_value"),
    SharedRate("reach", "served_value", "granted_value"),
)
PRO_RATA = (
    ProRata("quantity", "output_done", "output_target", 1000),
    ProRata("timeliness", "on_time_done", "on_time_target", 300),
    ProRata("revenue", "revenue_done", "revenue_target", 500),
)
CASES = (
    Cases("punctual_filing", "late_filings", 300, 50),
    Cases("proper_use", "irregularities", 500, 100),
    Cases("public_response", "complaints", 400, 20),
)
ANSWERS = (
    _answers("goal_setting", 100, 100, 100, 100, 100),
    _answers("fund_rules", 50, 50, 100, 100, 200),
    _answers("lasting_effect", 200, 100, 100, 50, 50),
)
TIERS = {
    "input": (
        "three_public_control",
        "public_cost_control",
        "budget_accuracy",
        "goal_setting",
        "punctual_filing",
    ),
    "process": ("meeting_control", "procurement", "official_card", "fund_rules", "proper_use"),
    "output": ("training_control", "project_control", "quality", "quantity", "timeliness"),
    "effect": ("running_control", "reach", "revenue", "lasting_effect", "public_response"),
}
INDICATORS = tuple(name for members in TIERS.values() for name in members)
SCORES = (*INDICATORS, *TIERS, "total")
"""All that a form earns, by name: twenty indicators, four tiers, the total."""

AMOUNTS = (
    *(name for item in STEPS for name in (item.spent, item.budget)),
    *(name for item in SHARED_RATES for name in (item.part, item.whole)),
    *(name for item in PRO_RATA for name in (item.done, item.target)),
)
RATES = tuple(item.rate for item in STATED_RATES)
COUNTS = tuple(item.counted for item in CASES)
TRUTHS = tuple(answer for item in ANSWERS for answer, _ in item.items)
PLACES = {**dict.fromkeys(AMOUNTS, 2), **dict.fromkeys(RATES, 4)}
"""How many decimal places the integers of a table have."""
