"""Hypothesis strategies for whole forms of a rule set, aimed at where its scores change."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from zhibiao.model.form import Form
from zhibiao.model.lowering.program import APPLICABLE, JUDGED, REASON, STATE
from zhibiao.model.lowering.sums import OPEN_GROUP
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.scoring.corners import ground
from zhibiao.scoring.score import score_form
from zhibiao.testing.filling import claiming, filled, rightly_claimed, wrong_claims
from zhibiao.testing.form_laws import FormTrial
from zhibiao.testing.layouts import SHAPES, Layout, layout
from zhibiao.testing.strategies import Claims, Figures, aimed, bounded, chosen, left_out


def trials(rules: RuleSet) -> SearchStrategy[FormTrial]:
    """Forms with right claims, the same ones with wrong claims, and what was written into them.

    Args:
        rules: the rule set.

    Returns:
        What the laws of :mod:`zhibiao.testing.form_laws` are tried on.
    """

    # Closed over, so that Hypothesis does not print the whole rule set with each failure.
    @st.composite
    def drawn(draw: DrawFn) -> FormTrial:
        form, figures = _stated(draw, rules)
        right = rightly_claimed(form, score_form(form, rules))
        wrong, planted = _wrongly_claimed(draw, right, score_form(right, rules))
        return FormTrial(rules, right, wrong, figures, planted)

    return drawn()


def forms(rules: RuleSet, *, claims: Claims = "right") -> SearchStrategy[Form]:
    """Whole forms that ``zhibiao.score`` and ``zhibiao.audit`` take for a rule set.

    All rows of the standard are there, in open tiers some of the form's own, and a funds table
    where the standard asks for one. The figures stand at, just below and just above the bounds of
    every scheme, at zero and far beyond; some are missing, some are bounds (``≥90%``), and some
    rows do not apply.

    Args:
        rules: the rule set.
        claims: the scores that the form claims. ``"right"``: what its figures give, and where
            they leave a score open the most that it can be. ``"wrong"``: the same but for one to
            three scores, as far as there are any that the figures rule out. ``"none"``: no
            score.

    Returns:
        Forms as readers give them.
    """

    @st.composite
    def drawn(draw: DrawFn) -> Form:
        form, _ = _stated(draw, rules)
        if claims == "none":
            return form
        right = rightly_claimed(form, score_form(form, rules))
        if claims == "right":
            return right
        return _wrongly_claimed(draw, right, score_form(right, rules))[0]

    return drawn()


def _stated(draw: DrawFn, rules: RuleSet) -> tuple[Form, Figures]:
    """A form without claims, and the figures in it."""
    empty = layout(rules, draw(st.integers(0, SHAPES - 1)) if rules.open else 0)
    own = empty.rules
    values = aimed(draw, ground(own))
    targets = _own_targets(empty)
    kept = {n: values[n] for n in chosen(draw, list(values)) if not n.startswith(JUDGED)}
    kept |= {name: values[name] for name in targets if name in values}
    stated: dict[str, Fraction | bool | str] = {**kept, **bounded(draw, kept, own, targets)}
    stated |= {APPLICABLE + name: False for name in left_out(draw, own) if name in empty.rows}
    return filled(empty, stated, in_rows=draw(st.booleans())), _figures(empty, stated)


def _own_targets(empty: Layout) -> frozenset[str]:
    """The targets of a form's own rows, which say in which unit and direction they count."""
    return frozenset(
        item.scheme.speaks()["target"]
        for item in empty.rules.items
        if item.id.startswith(OPEN_GROUP) and "target" in item.scheme.speaks()
    )


def _figures(empty: Layout, stated: dict[str, Fraction | bool | str]) -> Figures:
    """What a form says, in plain figures; an empty cell says that there is no reason."""
    found: Figures = {
        name.removeprefix(STATE): value
        for name, value in stated.items()
        if not name.startswith(REASON)
    }
    reasons = {REASON + name: stated.get(REASON + name, False) is True for name in empty.rows}
    return {**found, **reasons}


def _wrongly_claimed(draw: DrawFn, form: Form, card: Scorecard) -> tuple[Form, frozenset[str]]:
    """The form with one to three claims that its figures rule out, where there are such."""
    claims: dict[str, Fraction | None] = {score.id: score.claimed for score in card.scores}
    possible = {s.id: wrong_claims(card, s) for s in card.scores if s.claimed is not None}
    ready = [name for name, found in possible.items() if found]
    if not ready:
        return form, frozenset()
    picked = draw(st.lists(st.sampled_from(ready), min_size=1, max_size=3, unique=True))
    for name in picked:
        claims[name] = draw(st.sampled_from(possible[name]))
    return claiming(form, card, claims), frozenset(picked)
