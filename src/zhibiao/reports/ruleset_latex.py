"""A rule set's formulas as a LaTeX document: measures, then scores tier by tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from zhibiao.backends.latex import latex, words
from zhibiao.exact import text
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.nodes import Compare, Const, Expr, Input, Named
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import children, nodes
from zhibiao.messages import latex as texts
from zhibiao.messages import visible
from zhibiao.model.lowering.program import STATE, lower, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
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
            found[name] = latex(plain(tree.child), leaf, lang, _Scale(rules).label)
    return found


def score_formula(rules: RuleSet, name: str, lang: str) -> str:
    """The formula of a score, by the id of what it scores.

    Where it counts with the positions of levels or states, behind it stands which has which.
    """
    scale = _Scale(rules, next(item for item in rules.items if item.id == name))
    tree, leaf = narrowed(lower(rules).scores[name]), Words(rules.measures, lang).symbols
    shown = latex(tree, leaf, lang, scale.label)
    for figure in _counted_with(tree):
        labels = scale.labels(figure)
        if labels:
            which = ", ".join(f"{words(said)} = {n}" for n, said in enumerate(labels, 1))
            shown += rf"\quad {words(leaf(figure) or figure.name)}: {which}"
    return shown


@frozen
class _Scale:
    """The words for the positions that states and levels have."""

    rules: RuleSet
    item: Scored | None = None

    def label(self, figure: Input | Named, position: Fraction) -> str | None:
        """The word for a position of a figure; none where it is a number like any other."""
        labels = self.labels(figure)
        is_one = position.denominator == 1 and 1 <= position <= len(labels)
        return labels[int(position) - 1] if is_one else None

    def labels(self, figure: Input | Named) -> Sequence[str]:
        """All words of a figure, in order."""
        if isinstance(figure, Named) and figure.role != "measure":
            return []
        if self.item is not None:
            scheme = self.item.scheme
            if figure.name == scheme.speaks().get("state", STATE + self.item.id):
                return [said[0] for said in scheme.state_words()]
        measure = self.rules.measures.get(figure.name)
        return [level.label for level in measure.levels] if measure is not None else []


def _counted_with(tree: Expr) -> list[Input | Named]:
    """The figures that are more than compared with a constant."""
    found: dict[Input | Named, None] = {}
    for node in nodes(tree):
        parts = children(node)
        if isinstance(node, Compare) and any(isinstance(part, Const) for part in parts):
            continue
        found |= {part: None for part in parts if isinstance(part, (Input, Named))}
    return list(found)


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
    return "".join(_ESCAPED.get(mark, mark) for mark in visible(" ".join(shown.split())))
