"""The workbook beside ``evaluate``: every score, tier, total and rating, cell by cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.around_rules import AROUND
from tests.conformance.workbooks import (
    Engine,
    card_of,
    evidence_of,
    expected,
    nearest,
    on_grid,
)  # fmt: skip
from zhibiao.api import default_workbench
from zhibiao.model.program import APPLICABLE, REASON
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.score import score_figures
from zhibiao.testing.strategies import from_ruleset

NAMES = [*(summary.id for summary in default_workbench().list_rulesets()[0]), *AROUND]


@cache
def engine_of(name: str) -> Engine:
    """The blank workbook of a rule set, loaded once."""
    rules = AROUND[name] if name in AROUND else default_workbench().load(name)
    return Engine(rules, Path(mkdtemp()))


def drawn(rules: RuleSet, draw: Any, *, complete: bool) -> dict[str, Any]:
    """Figures on and beside the bounds of a rule set, with rows that do not apply."""
    figures = draw(from_ruleset(rules, complete=complete))
    if complete:
        figures |= {n: draw(st.integers(0, 9)) for n in ("awards",) if n in rules.measures}
    out = draw(st.lists(st.sampled_from([item.id for item in rules.items]), max_size=2))
    return figures | {APPLICABLE + one: False for one in out}


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(choice=st.data())
def test_a_filled_workbook_shows_what_evaluate_finds(name: str, choice: Any) -> None:
    """With all figures filled in every cell is the exact value, and the rating the same."""
    engine = engine_of(name)
    card = score_figures(drawn(engine.rules, choice.draw, complete=True), engine.rules)
    evidence = on_grid(engine, evidence_of(card))
    evidence |= {n: False for n in engine.entries if n.startswith(REASON) and n not in evidence}
    card = card_of(engine.rules, evidence)
    engine.fill(evidence)
    shown = engine.lines()
    for line, (low, high) in expected(card).items():
        assert (shown[line].low, shown[line].high) == (nearest(low), nearest(high)), line
        assert shown[line].score == (nearest(low) if low == high else "")
    assert engine.rating() == set(card.rating)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20)
@given(choice=st.data())
def test_a_half_filled_workbook_rules_nothing_out(name: str, choice: Any) -> None:
    """Where figures are missing or bounds, the ends hold everything that the rules allow."""
    engine = engine_of(name)
    card = score_figures(drawn(engine.rules, choice.draw, complete=False), engine.rules)
    evidence = on_grid(engine, evidence_of(card))
    evidence |= {n: False for n in engine.entries if n.startswith(REASON) and n not in evidence}
    card = card_of(engine.rules, evidence)
    engine.fill(evidence)
    shown = engine.lines()
    for line, (low, high) in expected(card).items():
        assert shown[line].low <= nearest(low), line
        assert shown[line].high >= nearest(high), line
    assert engine.rating() >= set(card.rating)
