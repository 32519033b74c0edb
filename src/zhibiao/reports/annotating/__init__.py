"""Findings as comments in a copy of the file itself; whatever is not touched stays byte for byte."""
