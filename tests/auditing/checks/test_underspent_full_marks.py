"""``underspent-full-marks``: much unspent, and every output full."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, row, text

CHECK = "underspent-full-marks"


def spent(amount: str, rate: str = "78%", **cells: str) -> str:
    """A form that spent so much of 100, with two outputs and a benefit."""
    benefit = row(4, tier="效益指标", group="社会效益指标", label="噪声", claimed="1", reason="x")
    rows = (row(2, **cells), row(3, label="培训"), benefit)
    return text(*rows, initial="100", annual="100", spent=amount, rate=rate)


def test_much_unspent_and_full_outputs_are_found() -> None:
    """78 of 100 spent and every output full is found at the rate."""
    (finding,) = found(spent("78"), CHECK)
    assert (places([finding]), finding.claimed) == ([(2, 7)], "78%")
    assert "22万元" in finding.render("zh")


def test_without_a_stated_rate_it_is_found_at_the_expenditure() -> None:
    """An empty cell is no place to look at."""
    assert places(found(spent("78", rate=""), CHECK)) == [(2, 5)]


@pytest.mark.parametrize("amount", ["90", "90.01", "100", "120", "", "/"])
def test_what_is_spent_is_silent(amount: str) -> None:
    """Nine tenths and more, and what is not known."""
    assert found(spent(amount), CHECK) == ()


def test_a_lost_point_is_silent() -> None:
    """One output that is not full says that something was not delivered."""
    assert found(spent("78", claimed="19.9"), CHECK) == ()
    assert found(spent("78", claimed=""), CHECK) == ()


def test_costs_are_no_outputs() -> None:
    """A saved budget earns full marks for costs rightly."""
    assert len(found(spent("78", group="成本指标", claimed="3"), CHECK)) == 1
