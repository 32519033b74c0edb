"""Formulas in LaTeX: what they look like, and that docutils takes all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import zhibiao
from zhibiao.api import default_workbench
from zhibiao.backends.latex import latex, words
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Input, Power, Round, Sqrt
from zhibiao.model.lowering.program import lower
from zhibiao.reports.ruleset_latex import measure_formulas, score_formula
from zhibiao.scoring.words import Words

NAMES = [summary.id for summary in default_workbench().list_rulesets()[0]]
A, B = Input("a"), Input("b")


def shown(tree: Expr) -> str:
    """A tree with the names of its leaves."""
    return latex(tree, lambda node: node.name, "en")


def mathml(formula: str) -> str:
    """What docutils makes of a formula; it raises where it knows a command not."""
    from docutils.utils.math import latex2mathml  # noqa: PLC0415  # part of docutils alone

    made: Any = latex2mathml.tex2mathml(formula)
    return str(made)


@pytest.mark.parametrize(
    ("tree", "formula"),
    [
        (build.divide(build.subtract(A, B), B), r"\frac{\text{a} - \text{b}}{\text{b}}"),
        (
            build.multiply(build.add(A, B), build.const(2)),
            r"\left(\text{a} + \text{b}\right) \times 2",
        ),
        (Power(build.add(A, B), 2), r"\left(\text{a} + \text{b}\right)^{2}"),
        (Sqrt(A), r"\sqrt{\text{a}}"),
        (Round(A, 0, "floor"), r"\left\lfloor \text{a}\right\rfloor "),
        (
            If(build.compare("<=", A, B), A, build.const(Fraction(1, 3))),
            (
                r"\begin{cases}\text{a} & \text{if}\ \text{a} \le \text{b} \\ "
                r"\frac{1}{3} & \text{otherwise}\end{cases}"
            ),
        ),
    ],
)
def test_a_tree_is_written_as_in_a_book(tree: Expr, formula: str) -> None:
    """Quotients are fractions, choices are cases, brackets stand where they must."""
    assert shown(tree) == formula
    assert mathml(formula)


def test_words_never_leave_their_braces() -> None:
    """A label with a brace or a backslash opens and closes nothing."""
    assert words("a{b}\\c_%") == r"\text{a｛b｝＼c＿％}"


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_of_a_rule_set_compiles(name: str) -> None:
    """Docutils takes each measure's formula and each score's tree, in both languages."""
    rules = zhibiao.load(name)
    for lang in ("zh", "en"):
        for formula in measure_formulas(rules, lang).values():
            assert "<mtext>" in mathml(formula)
        leaf = Words(rules.measures, lang).symbols
        for score, tree in lower(rules).scores.items():
            assert "<math" in mathml(latex(tree, leaf, lang))
            assert "<math" in mathml(score_formula(rules, score, lang))
