"""The documented JSON shapes. Exact numbers are text (``"9.65"``, ``"10/3"``), never floats."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from zhibiao.auditing.finding import Finding
from zhibiao.backends.evaluate import evaluate
from zhibiao.errors import InputFaultsError, ZhibiaoError
from zhibiao.exact import text
from zhibiao.expr.domain import Choice, Numeric, ends, members
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.outcomes import Null, Value
from zhibiao.expr.walk import nodes
from zhibiao.loading.catalog import Summary
from zhibiao.messages import Text
from zhibiao.model.case import Case
from zhibiao.model.form import Form
from zhibiao.model.place import Place, Where
from zhibiao.model.problem import Problem
from zhibiao.model.provenance import provenance
from zhibiao.model.scorecard import Adjusted, Score, Scorecard, Sum, highest, lowest
from zhibiao.reports.submission import Audited, Submission
from zhibiao.scoring.explaining import explain_paragraph

Json = dict[str, Any]


def submission(given: Submission, lang: str) -> Json:
    """One audited file: its forms, what concerns several of them, or why it cannot be read."""
    shape: Json = {
        "file": given.file,
        "kind": given.kind,
        "forms": [audited(result, lang) for result in given.results],
        "findings": [finding(found, lang) for found in given.findings],
        "remarks": [remark.render(lang) for remark in given.remarks],
    }
    if given.error is not None:
        shape["error"] = error(given.error, lang)
    return shape


def audited(result: Audited, lang: str) -> Json:
    """One audited form."""
    form, card = result.form, result.card
    return {
        "title": form.title,
        "unit": form.unit,
        "scope": form.scope,
        "fiscal_year": form.fiscal_year,
        "ruleset": None if card is None else card.rules.id,
        "reasons": [reason.render(lang) for reason in result.reasons],
        "scorecard": None if card is None else scorecard(card, lang, form=form),
        "findings": [finding(found, lang) for found in result.findings],
    }


def error(found: ZhibiaoError, lang: str) -> Json:
    """An error, with its problems where it has any."""
    shape: Json = {"message": found.message.render(lang)}
    if isinstance(found, InputFaultsError):
        shape["problems"] = [problem(p, lang) for p in found.problems if isinstance(p, Problem)]
    return shape


def scorecard(card: Scorecard, lang: str, *, form: Form | None = None) -> Json:
    """A scorecard: total, rating, tiers, indicators."""
    total = card.total
    return {
        "ruleset": card.rules.id,
        "unit": card.unit,
        "fiscal_year": _year(card, form),
        "points": text(total.points),
        "claimed": _number(total.claimed),
        "low": text(total.least),
        "high": text(total.most),
        "rating": list(card.rating),
        "tiers": [_tier(tier) for tier in card.tiers],
        "indicators": [indicator(card, score, lang) for score in card.scores],
        "adjustments": [_adjustment(one) for one in card.adjustments],
        "remarks": [remark.render(lang) for remark in card.remarks],
    }


def indicator(card: Scorecard, score: Score, lang: str) -> Json:
    """One score with its explanation and the rule's file and line."""
    written = provenance(card.rules, score.item, score.tree)
    few = members(score.value)
    possible = sorted(few) if few is not None else None
    return {
        "id": score.id,
        "label": score.item.label,
        "tier": score.item.tier,
        "group": score.item.group,
        "members": list(score.item.members),
        "points": text(score.item.points),
        "claimed": _number(score.claimed),
        "low": text(lowest(score.value)),
        "high": text(highest(score.value)),
        "possible": None if possible is None else [text(value) for value in possible],
        "status": score.status.value,
        "claim": score.claim.value,
        "scheme": score.item.scheme.kind,
        "measures": _measures(card, score),
        "explanation": explain_paragraph(card, score, lang),
        "source": _place(score.source),
        "clauses": {key: _place(place) for key, place in written.clauses.items()},
        "formulas": {name: _place(place) for name, place in written.formulas.items()},
    }


def _place(place: Place) -> Json:
    return {"file": place.file, "line": place.line}


def finding(found: Finding, lang: str) -> Json:
    """One finding with its place."""
    return {
        "id": found.id,
        "check": found.check,
        "severity": found.severity.value,
        "message": found.render(lang),
        "claimed": found.claimed,
        "expected": found.expected,
        "where": found.where.known(),
        "related": [where.known() for where in found.related],
        "because": list(found.because),
    }


def problem(found: Problem, lang: str) -> Json:
    """One fault of a file of ours."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "path": found.path,
        "message": found.message.render(lang),
        "hint": None if found.hint is None else found.hint.render(lang),
    }


def summary(found: Summary, lang: str) -> Json:
    """One line of the list of rule sets."""
    return {
        "id": found.id,
        "title": found.title,
        "jurisdiction": found.jurisdiction,
        "scope": found.scope,
        "fiscal_year": found.fiscal_year,
        "origin": found.origin.render(lang) if isinstance(found.origin, Text) else found.origin,
        "file": found.path.as_posix(),
    }


def case_run(case: Case, problems: Iterable[Problem], lang: str) -> Json:
    """One worked case."""
    return {
        "name": case.name,
        "passed": not (faults := [problem(p, lang) for p in problems]),
        "problems": faults,
    }


def numeric(value: Numeric) -> Json | str | list[str]:
    """A value that is not exactly known: a text, a list of few, or its ends."""
    match value:
        case Fraction():
            return text(value)
        case Choice(values):
            return [text(v) for v in sorted(values)]
        case _:
            whole = ends(value)
            return {
                "low": _number(whole.low),
                "high": _number(whole.high),
                "low_open": whole.low_open,
                "high_open": whole.high_open,
            }


def _measures(card: Scorecard, score: Score) -> Json:
    """The readings of each measure that the score was made from, formulas included."""
    found: dict[str, list[Json]] = {}
    known = {n.name for n in nodes(score.tree) if isinstance(n, (Input, Named))}
    for chain in score.chains:
        evidence = {name: reading.value for name, reading in chain.readings.items()}
        steps = evaluate(score.tree, evidence).steps
        values: dict[str, Value] = {
            step.node.name: step.value for step in steps if step.node.role == "measure"
        }
        values.update(evidence)
        for name, value in values.items():
            if name not in card.rules.measures or name not in known:
                continue
            where = chain.readings[name].where if name in chain.readings else Where()
            entry = {"value": _value(value), "where": where.known()}
            if entry not in found.setdefault(name, []):
                found[name].append(entry)
    return {name: found[name] for name in card.rules.measures if name in found}


def _value(value: Value) -> Any:
    if value is None or isinstance(value, (bool, Null)):
        return value if isinstance(value, bool) else None
    return numeric(value)


def _adjustment(one: Adjusted) -> Json:
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind,
        "of": one.of,
        "applies": one.applies,
        "low": text(one.change_low),
        "high": text(one.change_high),
        "source": _place(one.source),
    }


def _tier(tier: Sum) -> Json:
    return {
        "id": tier.id,
        "label": tier.label,
        "points": text(tier.points),
        "claimed": _number(tier.claimed),
        "low": text(tier.least),
        "high": text(tier.most),
    }


def _year(card: Scorecard, form: Form | None) -> int:
    if form is not None and form.fiscal_year is not None:
        return form.fiscal_year
    return card.rules.ruleset.fiscal_year


def _number(value: Fraction | None) -> str | None:
    return None if value is None else text(value)
