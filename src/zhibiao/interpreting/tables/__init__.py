"""The tables of a form read: indicators, funds, goal, total, and the figures of all others."""
