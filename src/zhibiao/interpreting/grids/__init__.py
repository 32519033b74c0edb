"""Grids looked at row by row: headings found, cells put under them, tables cut into parts."""
