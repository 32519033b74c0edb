"""Formulas in LaTeX: what they look like, and that docutils takes all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import zhibiao
from tests.rules import ROOT
from zhibiao.api import default_workbench
from zhibiao.backends.infix import infix
from zhibiao.backends.latex import latex, words
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Input, Max, Power, Round, Sqrt
from zhibiao.model.lowering.program import lower
from zhibiao.reports.ruleset_latex import measure_formulas, ruleset_latex, score_formula
from zhibiao.scoring.words import Words

NAMES = [summary.id for summary in default_workbench().list_rulesets()[0]]
KINDS = zhibiao.load(ROOT / "tests" / "rulesets" / "kinds.toml")
A, B = Input("a"), Input("b")
GAP = build.subtract(A, B)


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


def test_no_sign_turns_the_direction_of_writing() -> None:
    """A mark that would turn what stands behind it is shown as a mark, in text and formulas."""
    assert words("a\u202eb") == "\\text{a\ufffdb}"
    heading = evolve(KINDS.ruleset, title="a\u202eb")
    assert "\\title{a\ufffdb}" in ruleset_latex(evolve(KINDS, ruleset=heading), "en")


def test_what_an_assessor_may_give_has_its_ends() -> None:
    """Three grades are three ranges of the five points, and a judged band has its own."""
    grades = score_formula(KINDS, "graded", "en")
    for ends in ("[4, 5]", "[3, 4)", "[0, 3)"):
        assert rf"\text{{the assessor's score}}_{{{ends}}}" in grades
    assert "_{[1, 4]}" in score_formula(KINDS, "banded", "zh")


def test_states_and_levels_stand_by_their_names() -> None:
    """What is compared with a state or a level is compared with its word."""
    states = score_formula(KINDS, "states", "zh")
    assert r"\text{情形} = \text{好}" in states
    assert r"\text{情形} = \text{一般}" in states
    assert r"\text{所属情形} = \text{部分达成}" in score_formula(KINDS, "graded", "zh")
    assert r"\text{等级} \le \text{Ⅱ类}" in score_formula(KINDS, "level", "zh")


def test_positions_that_are_counted_with_are_explained() -> None:
    """Two classes below the best are two steps: behind the formula stands which is which."""
    said = r"\quad \text{等级}: \text{Ⅰ类} = 1, \text{Ⅱ类} = 2, \text{Ⅲ类} = 3"
    assert score_formula(KINDS, "level", "zh").endswith(said)
    assert r"\quad" not in score_formula(KINDS, "states", "zh")


def test_where_a_rule_gives_nothing_it_says_so() -> None:
    """Below the last band there is no score, in the words of the language."""
    assert r"\text{undetermined} & \text{otherwise}" in score_formula(KINDS, "banded", "en")
    assert r"\text{未定} & \text{否则}" in score_formula(KINDS, "banded", "zh")


@pytest.mark.parametrize(
    ("tree", "formula", "line"),
    [
        (Max((A, build.negate(A))), r"\left|\text{a}\right|", "abs(a)"),
        (
            Max((GAP, build.negate(GAP))),
            r"\left|\text{a} - \text{b}\right|",
            "abs(a - b)",
        ),
        (Max((A, B)), r"\max\left(\text{a}, \text{b}\right)", "max(a, b)"),
    ],
)
def test_a_size_without_sign_is_written_as_one(tree: Expr, formula: str, line: str) -> None:
    """The greater of a number and its negative is its size, in LaTeX and on one line."""
    assert shown(tree) == formula
    assert mathml(formula)
    assert infix(tree, lambda node: node.name, "en") == line


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_scheme_compiles(lang: str) -> None:
    """Docutils takes the formula of each kind, with ends, words and positions."""
    for item in KINDS.items:
        assert "<math" in mathml(score_formula(KINDS, item.id, lang))
