"""The sheet on which a workbook calculates: each cell is written once."""

from __future__ import annotations

from zhibiao.backends.excel.formulas import Part
from zhibiao.backends.excel.sheet import CalculationSheet


def test_a_long_row_has_a_cell_for_every_step() -> None:
    """Columns whose letters also head answers, BC for one, are columns like all others."""
    sheet = CalculationSheet("s")
    sheet.begin("words")
    sheet.answer(0, Part("1+1", 2))
    found = [sheet.step(Part(f"{n}+1", n + 1)).text for n in range(200)]
    assert len(set(found)) == len(sheet.rows[0].cells) - 1 == 200
    assert "$BC$3" in found
    assert "$DE$3" in found
