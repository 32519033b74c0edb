"""Raised figures as the signs that Unicode has for them: m² stays m², and 10⁴ is never 104."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


def raised(text: str) -> str:
    """A superscript text; one that Unicode has no signs for stays as it is."""
    shown = text.translate(_RAISED)
    changed = all(new != old or old.isspace() for new, old in zip(shown, text, strict=True))
    return shown if changed else text
