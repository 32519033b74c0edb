"""Trees as live spreadsheet formulas, exact in any engine that counts in doubles.

``formulas`` holds the few pieces of formula text that are used, ``ratios`` the arithmetic of
fractions whose two whole numbers stand in cells of their own (compared in ``choosing``, rounded
in ``rounding``), ``spans`` what is known of a value, ``telling`` whether a measure counts
as stated, ``lowering`` the walk over a tree. Nothing here knows a file format: what comes out are
rows of formula text with their values.
"""

from zhibiao.backends.excel.formulas import Part
from zhibiao.backends.excel.lowering import Lowering
from zhibiao.backends.excel.ratios import MOST, Ratio
from zhibiao.backends.excel.sheet import CalculationRow, CalculationSheet
from zhibiao.backends.excel.spans import Figure, Spanned, Truth

__all__ = [
    "MOST",
    "CalculationRow",
    "CalculationSheet",
    "Figure",
    "Lowering",
    "Part",
    "Ratio",
    "Spanned",
    "Truth",
]
