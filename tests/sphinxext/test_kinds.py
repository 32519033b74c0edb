"""The fields of a scheme class, in the words of its authors."""

from __future__ import annotations

import inspect

from zhibiao.model import docstrings
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.sphinxext.kinds import fields_table


def table_of(scheme: type) -> str:
    """The table of a class with its own docstring."""
    return "\n".join(fields_table(scheme, docstrings.split(inspect.getdoc(scheme) or "")))


def test_types_are_said_in_words() -> None:
    """A quantity, a test and a choice each have their words, never those of Python."""
    shown = table_of(StepDeduction)
    assert "a number, with its unit" in shown
    assert "a one-sided test" in shown
    assert "``whole`` or ``started`` or ``prorated``" in shown
    assert "Fraction" not in shown


def test_small_tables_have_fields_of_their_own() -> None:
    """The entries of a list are described below the scheme."""
    shown = table_of(Bands)
    assert "a list of tables: Band" in shown
    assert "**Band**" in shown
    assert "**Text**" not in shown


def test_a_scheme_without_fields_says_so() -> None:
    """An empty table would be no markup."""
    assert "None of its own." in table_of(Judged)
