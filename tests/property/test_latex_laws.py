"""Laws of formulas in LaTeX, over trees of every shape."""

from __future__ import annotations

import re
from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import numbers, truths
from zhibiao.backends.latex import latex
from zhibiao.expr.nodes import Expr

TREES = st.one_of(numbers(), truths())


def shown(tree: Expr) -> str:
    """A tree with names that would break out of their braces."""
    return latex(tree, lambda node: f"{{\\{node.name}_%}}", "zh")


@given(tree=TREES)
def test_equal_trees_are_written_alike(tree: Expr) -> None:
    """What is written depends on the tree and on nothing else."""
    assert shown(tree) == shown(deepcopy(tree))


@given(tree=TREES)
def test_brackets_balance(tree: Expr) -> None:
    """Every brace, bracket and environment that is opened is closed again, in order."""
    written, open_ = shown(tree), []
    closing = {"{": "}", r"\left": r"\right", r"\begin": r"\end"}
    for mark in re.findall(r"\\(?:left|right|begin|end)(?![a-z])|[{}]", written):
        if mark in closing:
            open_.append(closing[mark])
        else:
            assert open_.pop() == mark, written
    assert not open_, written


@given(tree=TREES)
def test_docutils_takes_every_tree(tree: Expr) -> None:
    """No tree is written with a command that docutils does not know."""
    from docutils.utils.math import latex2mathml  # noqa: PLC0415  # part of docutils alone

    assert "<math" in str(latex2mathml.tex2mathml(shown(tree)))
