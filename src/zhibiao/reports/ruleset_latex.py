"""A rule set's formulas as a LaTeX document: measures, then scores tier by tier."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.backends.latex import latex, words
from zhibiao.exact import text
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.nodes import Named
from zhibiao.expr.reach import plain
from zhibiao.messages import latex as texts
from zhibiao.model.lowering.program import lower, scope_of
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.words import Words

_ESCAPED = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "{}$&#_%"},
}  # fmt: skip


def ruleset_latex(rules: RuleSet, lang: str) -> str:
    """The document, for XeLaTeX or LuaLaTeX.

    Args:
        rules: the rule set.
        lang: the language of headings and of the words in formulas.
    """
    return "\n".join(_lines(rules, lang)) + "\n"


def measure_formulas(rules: RuleSet, lang: str) -> dict[str, str]:
    """The formulas of all measures that are computed, by id."""
    scope, leaf = scope_of(rules), Words(rules.measures, lang).symbols
    found = {}
    for name, measure in rules.measures.items():
        tree = scope.resolve(name)
        if measure.formula is not None and isinstance(tree, Named):
            found[name] = latex(plain(tree.child), leaf, lang)
    return found


def score_formula(rules: RuleSet, name: str, lang: str) -> str:
    """The formula of a score, by the id of what it scores."""
    return latex(narrowed(lower(rules).scores[name]), Words(rules.measures, lang).symbols, lang)


def _lines(rules: RuleSet, lang: str) -> Iterator[str]:
    yield from (r"\documentclass{ctexart}", r"\usepackage{amsmath}", r"\begin{document}")
    yield rf"\title{{{_escaped(rules.ruleset.title)}}}"
    yield rf"\author{{{_escaped(rules.id)}}}"
    yield from (r"\date{}", r"\maketitle")
    formulas = measure_formulas(rules, lang)
    if formulas:
        yield rf"\section*{{{texts.MEASURES.render(lang)}}}"
    for name, formula in formulas.items():
        yield rf"\[ {words(rules.measures[name].label)} = {formula} \]"
    tier: str | None = None
    for item in rules.items:
        if item.tier != tier:
            tier = item.tier
            label = rules.tiers[tier].label if tier in rules.tiers else texts.BESIDE.render(lang)
            yield rf"\section*{{{_escaped(label)}}}"
        yield rf"\subsection*{{{_escaped(item.label)} ({text(item.points)})}}"
        if item.criterion:
            yield rf"\begin{{quote}}{_escaped(item.criterion)}\end{{quote}}"
        yield rf"\[ {score_formula(rules, item.id, lang)} \]"
    yield r"\end{document}"


def _escaped(shown: str) -> str:
    return "".join(_ESCAPED.get(mark, mark) for mark in " ".join(shown.split()))
