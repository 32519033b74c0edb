"""Evidence to a scorecard: each score on every coherent reading of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from zhibiao.backends.evaluate import evaluate
from zhibiao.expr.domain import Numeric, contains, span, union
from zhibiao.expr.feel.lowering import unary_test
from zhibiao.expr.nodes import Expr, Input
from zhibiao.expr.outcomes import holds
from zhibiao.messages import Message
from zhibiao.model.form import Form
from zhibiao.model.lowering.program import JUDGED, STATE, lower, scope_of
from zhibiao.model.place import Where
from zhibiao.model.ruleset import EXECUTION, RuleSet, Scored
from zhibiao.model.scorecard import (
    Chain,
    Claim,
    Reading,
    Score,
    Scorecard,
    Status,
)  # fmt: skip
from zhibiao.model.table import Table
from zhibiao.scoring.around import add_up, left_out
from zhibiao.scoring.coherence import coherent
from zhibiao.scoring.evidence import Figure, Readings, from_figures, from_form
from zhibiao.scoring.matching import Matches, match
from zhibiao.scoring.open_rows import expand
from zhibiao.scoring.reach import out_of_range
from zhibiao.scoring.unknown.inexact import reasons


def score_form(form: Form, rules: RuleSet) -> Scorecard:
    """The scorecard of a form."""
    expanded = expand(rules, form)
    rules = expanded.rules
    matches = match(form, rules, expanded.rows)
    readings, remarks = from_form(form, rules, matches)
    card = _scorecard(
        rules,
        readings,
        _claims(form, matches),
        rows=matches.rows,
        form=form,
        remarks=(*expanded.remarks, *matches.remarks, *remarks),
    )
    return evolve(card, meanings=matches.measures)


def score_figures(figures: Mapping[str, Figure], rules: RuleSet) -> Scorecard:
    """The scorecard of plain figures.

    Raises:
        FiguresError: when a figure does not fit the rule set.
    """
    return _scorecard(rules, from_figures(figures, rules, lower(rules)), {})


def rescored(card: Scorecard, changes: Mapping[str, Numeric | bool]) -> Scorecard:
    """The scorecard where some figures are others, each as if it stood there alone.

    Args:
        card: a scorecard.
        changes: the new values of inputs, or of measures with a formula, by name.
    """
    new = {name: (Reading(value, (Where(label=name),)),) for name, value in changes.items()}
    return _scorecard(card.rules, {**card.evidence, **new}, {})


def _claims(form: Form, matches: Matches) -> dict[str, Fraction]:
    found = {}
    execution = form.funds.claimed.number
    if execution is not None:
        found[EXECUTION] = execution
    for name, index in matches.rows.items():
        claimed = form.rows[index].claimed.number
        if claimed is not None:
            found[name] = claimed
    return found


def _scorecard(
    rules: RuleSet,
    readings: Readings,
    claims: Mapping[str, Fraction],
    *,
    rows: Mapping[str, int] | None = None,
    form: Form | None = None,
    remarks: tuple[Message, ...] = (),
) -> Scorecard:
    program = lower(rules)
    scores = []
    for item in rules.items:
        row = (rows or {}).get(item.id)
        where = form.rows[row].at if form is not None and row is not None else Where()
        scores.append(
            _score(rules, item, program.scores[item.id], readings, claims, row=row, where=where)
        )
    declared = form.total.claimed.number if form is not None else None
    sums = add_up(rules, scores, readings, declared)
    return Scorecard(
        rules=rules,
        scores=sums.scores,
        tiers=sums.tiers,
        total=sums.total,
        adjustments=sums.adjusted,
        rating=rating(rules, sums.total.least, sums.total.most),
        unit=form.unit if form is not None else "",
        evidence=Table(readings),
        remarks=(
            *remarks,
            *out_of_range(rules, readings),
            *dict.fromkeys(failure for score in scores for failure in score.failures),
        ),
    )


def score_item(rules: RuleSet, item: Scored, readings: Readings) -> Score:
    """One score by itself, before anything around it; nothing is claimed of it."""
    tree = lower(rules).scores[item.id]
    return _score(rules, item, tree, readings, {}, row=None, where=Where())


def _score(
    rules: RuleSet,
    item: Scored,
    tree: Expr,
    readings: Readings,
    claims: Mapping[str, Fraction],
    *,
    row: int | None,
    where: Where,
) -> Score:
    chains = []
    open_inputs: dict[str, None] = {}
    failures: dict[Message, None] = {}
    value: Numeric | None = None
    for chosen in coherent(tree, readings):
        evidence = {name: reading.value for name, reading in chosen.items()}
        result = evaluate(tree, evidence)
        open_inputs.update(dict.fromkeys(result.open_inputs))
        failures.update(dict.fromkeys(result.failures))
        if not isinstance(result.value, Fraction):
            failures.update(dict.fromkeys(reasons(tree, evidence, rules.measures)))
        chains.append(Chain(Table(chosen), result.value))
        value = result.value if value is None else union(value, result.value)
    assert value is not None
    named = _named_state(item, readings)
    if named is not None and not isinstance(value, Fraction) and contains(value, named):
        value = named
        chains = [evolve(chain, value=named) for chain in chains]
    claimed = claims.get(item.id)
    return Score(
        item=item,
        value=value,
        status=_status(rules, item, value, open_inputs, readings),
        claimed=claimed,
        claim=_claim(value, claimed),
        chains=tuple(chains),
        open_inputs=tuple(open_inputs),
        tree=tree,
        source=rules.place(*item.path),
        where=where,
        row=row,
        failures=tuple(failures),
    )


def _named_state(item: Scored, readings: Readings) -> Fraction | None:
    """The score of the state that the form names itself, where figures leave it open."""
    said = readings.get(STATE + item.id, ())
    value = said[0].value if len(said) == 1 else None
    return item.scheme.stated_score(int(value)) if isinstance(value, Fraction) else None


def _status(
    rules: RuleSet, item: Scored, value: Numeric, open_inputs: Iterable[str], readings: Readings
) -> Status:
    if left_out(rules, item, readings) is True:
        return Status.NOT_APPLICABLE
    if isinstance(value, Fraction):
        return Status.COMPUTED
    names = set(open_inputs)
    judgement = {JUDGED + item.id, STATE + item.id}  # a grade too is the assessor's
    if JUDGED + item.id in names and names <= judgement:
        return Status.JUDGED
    return Status.UNKNOWN


def _claim(value: Numeric, claimed: Fraction | None) -> Claim:
    if claimed is None:
        return Claim.NONE
    return Claim.WITHIN if contains(value, claimed) else Claim.OUTSIDE


def rating(rules: RuleSet, least: Fraction, most: Fraction) -> tuple[str, ...]:
    """Every rating that a total between two ends can earn, from the lowest."""
    scope = scope_of(rules)
    total = Input("total")
    tests = {n: unary_test(t.text, total, scope) for n, t in rules.ruleset.ratings.items()}
    between = span(least, most)
    said = {name: holds(test, {"total": between}) for name, test in tests.items()}
    found = [name for name, truth in said.items() if truth is not False]
    if least < most:
        said = {name: holds(tests[name], {"total": least}) for name in found}
    at_least = [name for name in found if said[name] is True]
    best_first = bool(at_least) and found.index(at_least[0]) > 0
    return tuple(reversed(found)) if best_first else tuple(found)
