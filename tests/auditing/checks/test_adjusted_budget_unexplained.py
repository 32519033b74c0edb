"""``adjusted-budget-unexplained``: the budget moved by much, without a word."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, row, text

CHECK = "adjusted-budget-unexplained"


def budget(initial: str, annual: str, reason: str = "", more: str = "") -> str:
    """A form with these two budgets."""
    funds = {"initial": initial, "annual": annual, "spent": annual, "rate": "100%"}
    return text(row(2, reason=reason), scope="project", **funds).replace(
        "[[rows]]", f"{more}[[rows]]", 1
    )


@pytest.mark.parametrize(
    ("initial", "annual"),
    [("1056.35", "3996.16"), ("100", "110.01"), ("100", "89.99"), ("0", "30")],
)
def test_a_budget_that_moved_is_found(initial: str, annual: str) -> None:
    """More than a tenth up or down, and anything from nothing."""
    (finding,) = found(budget(initial, annual), CHECK)
    assert places([finding]) == [(2, 4)]
    assert (finding.claimed, finding.expected) == (f"{annual}万元", f"{initial}万元")


@pytest.mark.parametrize(
    ("initial", "annual"), [("100", "110"), ("100", "90"), ("100", "100"), ("", "9"), ("0", "0")]
)
def test_a_budget_that_hardly_moved_is_silent(initial: str, annual: str) -> None:
    """A tenth itself, no change, and what is not known."""
    assert found(budget(initial, annual), CHECK) == ()


def test_a_word_explains_it() -> None:
    """A reason, or a sentence with a figure, that speaks of an adjusted budget."""
    assert found(budget("100", "200", "年中追加预算"), CHECK) == ()
    fact = '[[facts]]\nlabel = "x"\nvalue = "1"\nraw = "年中调整预算1万元"\n'
    assert found(budget("100", "200", more=fact), CHECK) == ()
    assert len(found(budget("100", "200", "人手不足"), CHECK)) == 1


def test_money_carried_in_is_no_adjustment() -> None:
    """What came from the year before stands on a line of its own."""
    carried = '[[funds.lines]]\nsource = "carried"\nannual_budget = "{}"\n'
    assert found(budget("100", "200", more=carried.format("100")), CHECK) == ()
    assert len(found(budget("100", "200", more=carried.format("20")), CHECK)) == 1
