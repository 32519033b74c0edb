"""``share-as-percent``: a share such as 0.98 in a row that counts in percent."""

from __future__ import annotations

import pytest

from tests.auditing.small import findings

CHECK = "share-as-percent"


def row(target: str, actual: str, unit: str = "%") -> str:
    """A form of one row, its unit in a column of its own."""
    cells = "".join(
        f'{name} = {{ raw = "{raw}", unit = "{unit}", at = {{ row = 2, cell = {cell} }} }}\n'
        for name, raw, cell in (("target", target, 4), ("actual", actual, 5))
    )
    return f'form = 1\n[[rows]]\nlabel = "合格率"\n{cells}points = "10"\nclaimed = "10"\n'


@pytest.mark.parametrize(("target", "actual"), [("95", "0.98"), ("≥95", "1"), ("10", "0.1")])
def test_a_share_beside_a_percentage_is_found(target: str, actual: str) -> None:
    """Its place is that of the cell, and what may be meant is said."""
    (finding,) = findings(row(target, actual), [CHECK], rules=None)
    assert (finding.where.row, finding.where.cell, finding.claimed) == (2, 5, actual)


def test_a_target_may_be_the_share() -> None:
    """Either of the two can have been written so."""
    (finding,) = findings(row("0.95", "98"), [CHECK], rules=None)
    assert (finding.where.cell, finding.expected) == (4, "95%")


@pytest.mark.parametrize(
    ("target", "actual"),
    [("0.5", "0.4"), ("5", "0.4"), ("95", "98"), ("95", "0.98%"), ("95", "完成"), ("95", "2")],
)
def test_what_may_well_be_meant_is_silent(target: str, actual: str) -> None:
    """Small rates beside small ones, a sign, words and what is above 1."""
    assert findings(row(target, actual), [CHECK], rules=None) == ()


def test_other_units_are_silent() -> None:
    """0.98 公里 is what it says."""
    assert findings(row("95", "0.98", unit="公里"), [CHECK], rules=None) == ()
