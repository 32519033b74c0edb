"""Clauses into one scheme: one file for each shape, and the choice between them."""
