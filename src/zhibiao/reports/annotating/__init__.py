"""Findings as comments in a copy of the file; what is not touched stays byte for byte."""
