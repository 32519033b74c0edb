"""Evidence to a scorecard: each score on every coherent reading of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from zhibiao.backends.evaluate import evaluate
from zhibiao.exact import ZERO, round_to
from zhibiao.expr.domain import Numeric, Span, contains, union
from zhibiao.expr.feel.lowering import unary_test
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.outcomes import holds
from zhibiao.expr.walk import children
from zhibiao.messages import Message
from zhibiao.model.form import Form
from zhibiao.model.place import Where
from zhibiao.model.program import JUDGED, RuleScope, lower
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import (
    Chain,
    Claim,
    Reading,
    Score,
    Scorecard,
    Status,
    Sum,
    highest,
    lowest,
)  # fmt: skip
from zhibiao.model.table import Table
from zhibiao.scoring.evidence import Figure, Readings, from_figures, from_form
from zhibiao.scoring.matching import Matches, match

MAX_CHAINS = 64
"""So many combinations of conflicting figures are followed one by one; of more, the hull."""


def score_form(form: Form, rules: RuleSet) -> Scorecard:
    """The scorecard of a form."""
    matches = match(form, rules)
    readings, remarks = from_form(form, rules, matches)
    claims = _claims(form, matches)
    return _scorecard(
        rules,
        readings,
        claims,
        rows=matches.rows,
        form=form,
        remarks=(*matches.remarks, *remarks),
    )


def score_figures(figures: Mapping[str, Figure], rules: RuleSet) -> Scorecard:
    """The scorecard of plain figures.

    Raises:
        FiguresError: when a figure does not fit the rule set.
    """
    return _scorecard(rules, from_figures(figures, rules, lower(rules)), {})


def _claims(form: Form, matches: Matches) -> dict[str, Fraction]:
    found = {}
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
    total = _total(rules, scores, form)
    return Scorecard(
        rules=rules,
        scores=tuple(scores),
        tiers=tuple(_tier(rules, name, scores) for name in rules.tiers),
        total=total,
        rating=rating(rules, total.least, total.most),
        unit=form.unit if form is not None else "",
        evidence=Table(readings),
        remarks=remarks,
    )


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
    value: Numeric | None = None
    for chosen in coherent(tree, readings):
        result = evaluate(tree, {name: reading.value for name, reading in chosen.items()})
        open_inputs.update(dict.fromkeys(result.open_inputs))
        chains.append(Chain(Table(chosen), result.value))
        value = result.value if value is None else union(value, result.value)
    assert value is not None
    claimed = claims.get(item.id)
    return Score(
        item=item,
        value=value,
        status=_status(value, open_inputs),
        claimed=claimed,
        claim=_claim(value, claimed),
        chains=tuple(chains),
        open_inputs=tuple(open_inputs),
        tree=tree,
        source=rules.place(*item.path),
        where=where,
        row=row,
    )


def coherent(tree: Expr, readings: Readings) -> Iterator[dict[str, Reading]]:
    """Every coherent choice of one reading for each input of a tree.

    Figures that disagree are read together where they were stated together: two head counts
    in a table and two in a sentence make two choices, not four. Where the places do not pair
    up, every combination counts, and where these are too many, the hull of each.
    """
    wanted = {name: readings[name] for name in _asked(tree, readings)}
    several = {name: found for name, found in wanted.items() if len(found) > 1}
    certain = {name: found[0] for name, found in wanted.items() if len(found) == 1}
    if not several:
        yield certain
        return
    paired = _paired(several)
    if paired is not None:
        for chosen in paired:
            yield {**certain, **chosen}
    elif prod(len(found) for found in several.values()) <= MAX_CHAINS:
        for combination in product(*several.values()):
            yield {**certain, **dict(zip(several, combination, strict=True))}
    else:
        yield {**certain, **{name: _hull(found) for name, found in several.items()}}


def _asked(tree: Expr, readings: Readings) -> list[str]:
    """The inputs of a tree, and the stated measures that cannot be computed from them."""
    names: dict[str, None] = {}
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        stated = isinstance(node, (Input, Named)) and node.name in readings
        if isinstance(node, Input):
            if stated:
                names[node.name] = None
        elif (
            isinstance(node, Named)
            and node.role == "measure"
            and stated
            and not _known(node.child, readings)
        ):
            names[node.name] = None
        else:
            below = [child for child in children(node) if child not in seen]
            seen.update(below)
            waiting.extend(reversed(below))
    return list(names)


def _known(node: Expr, readings: Readings) -> bool:
    if isinstance(node, Input):
        return node.name in readings
    if isinstance(node, Named) and node.role == "measure" and node.name in readings:
        return True
    return all(_known(child, readings) for child in children(node))


def _paired(several: Mapping[str, tuple[Reading, ...]]) -> list[dict[str, Reading]] | None:
    """The choices by the place that states them, where every place states every figure once."""
    places: list[dict[object, Reading]] = []
    for found in several.values():
        by_place: dict[object, Reading] = {}
        for reading in found:
            for where in reading.places:
                if where.statement is None or by_place.get(where.statement, reading) != reading:
                    return None
                by_place[where.statement] = reading
        places.append(by_place)
    shared = set(places[0])
    if any(set(by_place) != shared for by_place in places[1:]):
        return None
    chosen: dict[tuple[int, ...], dict[str, Reading]] = {}
    for place in places[0]:
        readings = [by_place[place] for by_place in places]
        key = tuple(found.index(r) for found, r in zip(several.values(), readings, strict=True))
        chosen[key] = dict(zip(several, readings, strict=True))
    return list(chosen.values())


def _hull(found: Iterable[Reading]) -> Reading:
    value: Numeric | None = None
    places: list[Where] = []
    for reading in found:
        places.extend(reading.places)
        if isinstance(reading.value, bool):
            return Reading(Span(), tuple(places))
        value = reading.value if value is None else union(value, reading.value)
    return Reading(Span() if value is None else value, tuple(places))


def _status(value: Numeric, open_inputs: Iterable[str]) -> Status:
    if isinstance(value, Fraction):
        return Status.COMPUTED
    names = list(open_inputs)
    if names and all(name.startswith(JUDGED) for name in names):
        return Status.JUDGED
    return Status.UNKNOWN


def _claim(value: Numeric, claimed: Fraction | None) -> Claim:
    if claimed is None:
        return Claim.NONE
    return Claim.WITHIN if contains(value, claimed) else Claim.OUTSIDE


def _tier(rules: RuleSet, name: str, scores: list[Score]) -> Sum:
    own = [score for score in scores if score.item.tier == name]
    tier = rules.tiers[name]
    return Sum(
        id=name,
        label=tier.label,
        points=tier.points,
        least=sum((lowest(s.value) for s in own), ZERO),
        most=sum((highest(s.value) for s in own), ZERO),
        claimed=_sum_of_claims(own),
    )


def _sum_of_claims(scores: list[Score]) -> Fraction | None:
    claims = [score.claimed for score in scores]
    known = [claim for claim in claims if claim is not None]
    return sum(known, ZERO) if claims and len(known) == len(claims) else None


def _total(rules: RuleSet, scores: list[Score], form: Form | None) -> Sum:
    rounding = rules.ruleset.rounding
    least = sum((lowest(s.value) for s in scores), ZERO)
    most = sum((highest(s.value) for s in scores), ZERO)
    if rounding.at == "total":
        least = round_to(least, rounding.places, rounding.mode)
        most = round_to(most, rounding.places, rounding.mode)
    claimed = form.total.claimed.number if form is not None else None
    return Sum("total", rules.ruleset.title, rules.ruleset.points, least, most, claimed)


def rating(rules: RuleSet, least: Fraction, most: Fraction) -> tuple[str, ...]:
    """Every rating that a total between two ends can earn, from the lowest."""
    scope = RuleScope(rules.measures)
    total = Input("total")
    tests = {n: unary_test(t.text, total, scope) for n, t in rules.ruleset.ratings.items()}
    between: Numeric = least if least == most else Span(least, most)
    found = [name for name, test in tests.items() if holds(test, {"total": between}) is not False]
    at_least = [name for name in found if holds(tests[name], {"total": least}) is True]
    best_first = bool(at_least) and found.index(at_least[0]) > 0
    return tuple(reversed(found)) if best_first else tuple(found)
