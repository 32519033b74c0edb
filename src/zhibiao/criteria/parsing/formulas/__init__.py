"""Scores that follow a figure: proportions, straight lines, amounts held against others, dates."""
