"""Clauses that take off or add so many points each time: steps, cases, positions."""
