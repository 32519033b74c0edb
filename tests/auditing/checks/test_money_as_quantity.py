"""``money-as-quantity``: money where a quantity belongs."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, rows

CHECK = "money-as-quantity"


@pytest.mark.parametrize("group", ["数量指标", "质量指标", "时效指标", "数量"])
@pytest.mark.parametrize("target", ["≥200万元", "100元", "1亿元"])
def test_money_as_an_output_is_found(group: str, target: str) -> None:
    """An amount of money under quantity, quality or time."""
    (finding,) = found(rows({}, {"group": group, "target": target, "actual": target}), CHECK)
    assert (places([finding]), finding.claimed) == ([(3, 4)], target)


@pytest.mark.parametrize(
    "change",
    [{"group": "成本指标"}, {"group": "经济效益指标"}, {"target": "200"}, {"target": "少花钱"}],
)
def test_money_elsewhere_is_silent(change: dict[str, str]) -> None:
    """Costs and economic benefits are money; a number without a unit is not known to be."""
    assert found(rows({}, {"target": "200万元", **change}), CHECK) == ()
