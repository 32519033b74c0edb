"""Findings as comments in a copy of the file; whatever is not touched stays byte for byte."""
