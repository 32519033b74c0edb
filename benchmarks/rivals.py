"""Hand-written rivals for one form at a time: what one would write for this standard alone.

The four differ in the kind of number. None of them reads a rule set, checks a figure, keeps an
unknown one open or can say why; that is what the difference in speed buys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Any, TypeVar

from benchmarks.contender import Contender, one_by_one
from benchmarks.rows import Row
from benchmarks.standard import (
    AMOUNTS,
    ANSWERS,
    CASES,
    EDGES,
    FULL,
    PRO_RATA,
    RATES,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TIERS,
)  # fmt: skip

N = TypeVar("N", int, float, Fraction, Decimal)
Form = Mapping[str, Any]


def rivals() -> tuple[Contender, ...]:
    """All rivals for one form at a time; the first is what ratios refer to."""
    return (
        one_by_one("scaled ints", dict, _score_ints, dict),
        one_by_one("float", _prepare(lambda h: h / 100), _score_floats, _read),
        one_by_one("Decimal, ratio first", _prepare(_decimal), _score_decimals, _read),
        one_by_one("Fraction", _prepare(lambda h: Fraction(h, 100)), _score_fractions, _read),
    )


def _prepare(number: Callable[[int], object]) -> Callable[[Row], Form]:
    """Turns the hundredths of a row, amounts and rates, into a kind of number."""
    scaled = frozenset((*AMOUNTS, *RATES))
    return lambda row: {n: number(v) if n in scaled else v for n, v in row.items()}


def _read(scores: Mapping[str, Any]) -> dict[str, int]:
    """Points in hundredths, to the nearest: noise in a float's last digits is no wrong score."""
    return {name: round(score * 100) for name, score in scores.items()}


def _decimal(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _answered(form: Form, items: Iterable[tuple[str, N]], zero: N) -> N:
    earned = zero
    for answer, score in items:
        if form[answer]:
            earned += score
    return earned


def _with_sums(scores: dict[str, N], zero: N) -> dict[str, N]:
    total = zero
    for tier, members in TIERS.items():
        earned = zero
        for name in members:
            earned += scores[name]
        scores[tier] = earned
        total += earned
    scores["total"] = total
    return scores


def _score_ints(form: Row) -> dict[str, int]:
    """All in hundredths; a quotient is multiplied out first and divided once."""
    scores: dict[str, int] = {}
    for name, spent, budget, points, deduct in STEPS:
        base = form[budget]
        over = form[spent] - base
        scores[name] = max(0, points - deduct * (over * 100 // base)) if over > 0 else points
    for name, rate in STATED_RATES:
        stated = form[rate]
        scores[name] = 0
        for least, score in EDGES:
            if stated >= least:
                scores[name] = score
                break
    for name, part, whole in SHARED_RATES:
        scaled, base = form[part] * FULL, form[whole]
        scores[name] = 0
        for least, score in EDGES:
            if scaled >= least * base:
                scores[name] = score
                break
    for name, done, target, points in PRO_RATA:
        base = form[target]
        scores[name] = (2 * points * min(form[done], base) + base) // (2 * base)
    for name, count, points, deduct in CASES:
        scores[name] = max(0, points - deduct * form[count])
    for name, items in ANSWERS:
        scores[name] = _answered(form, items, 0)
    return _with_sums(scores, 0)


FLOAT_STEPS = tuple((n, s, b, p / 100, d / 100) for n, s, b, p, d in STEPS)
FLOAT_EDGES = tuple((least / 100, score / 100) for least, score in EDGES)
FLOAT_PRO_RATA = tuple((n, d, t, p / 100) for n, d, t, p in PRO_RATA)
FLOAT_CASES = tuple((n, c, p / 100, d / 100) for n, c, p, d in CASES)
FLOAT_ANSWERS = tuple((n, tuple((a, s / 100) for a, s in items)) for n, items in ANSWERS)


def _score_floats(form: Form) -> dict[str, float]:
    """As a spreadsheet does it."""
    scores: dict[str, float] = {}
    for name, spent, budget, points, deduct in FLOAT_STEPS:
        over = floor((form[spent] / form[budget] - 1) * 100)
        scores[name] = max(0.0, points - deduct * over) if over > 0 else points
    for name, rate in STATED_RATES:
        scores[name] = _float_band(form[rate])
    for name, part, whole in SHARED_RATES:
        scores[name] = _float_band(form[part] / form[whole] * 100)
    for name, done, target, points in FLOAT_PRO_RATA:
        scores[name] = floor(min(1.0, form[done] / form[target]) * points * 100 + 0.5) / 100
    for name, count, points, deduct in FLOAT_CASES:
        scores[name] = max(0.0, points - deduct * form[count])
    for name, items in FLOAT_ANSWERS:
        scores[name] = _answered(form, items, 0.0)
    return _with_sums(scores, 0.0)


def _float_band(percent: float) -> float:
    for least, score in FLOAT_EDGES:
        if percent >= least:
            return score
    return 0.0


CENT = Decimal("0.01")
HUNDRED = Decimal(100)
NOTHING = Decimal(0)
WHOLE = Decimal(1)
DECIMAL_STEPS = tuple((n, s, b, _decimal(p), _decimal(d)) for n, s, b, p, d in STEPS)
DECIMAL_EDGES = tuple((_decimal(least), _decimal(score)) for least, score in EDGES)
DECIMAL_PRO_RATA = tuple((n, d, t, _decimal(p)) for n, d, t, p in PRO_RATA)
DECIMAL_CASES = tuple((n, c, _decimal(p), _decimal(d)) for n, c, p, d in CASES)
DECIMAL_ANSWERS = tuple((n, tuple((a, _decimal(s)) for a, s in items)) for n, items in ANSWERS)


def _score_decimals(form: Form) -> dict[str, Decimal]:
    """With 28 digits, the ratio taken first, as the text of a criterion has it."""
    scores: dict[str, Decimal] = {}
    for name, spent, budget, points, deduct in DECIMAL_STEPS:
        over = ((form[spent] / form[budget] - 1) * HUNDRED).to_integral_value(ROUND_FLOOR)
        scores[name] = max(NOTHING, points - deduct * over) if over > 0 else points
    for name, rate in STATED_RATES:
        scores[name] = _decimal_band(form[rate])
    for name, part, whole in SHARED_RATES:
        scores[name] = _decimal_band(form[part] / form[whole] * HUNDRED)
    for name, done, target, points in DECIMAL_PRO_RATA:
        share = min(WHOLE, form[done] / form[target])
        scores[name] = (share * points).quantize(CENT, ROUND_HALF_UP)
    for name, count, points, deduct in DECIMAL_CASES:
        scores[name] = max(NOTHING, points - deduct * form[count])
    for name, items in DECIMAL_ANSWERS:
        scores[name] = _answered(form, items, NOTHING)
    return _with_sums(scores, NOTHING)


def _decimal_band(percent: Decimal) -> Decimal:
    for least, score in DECIMAL_EDGES:
        if percent >= least:
            return score
    return NOTHING


ZERO = Fraction(0)
ONE = Fraction(1)
HALF = Fraction(1, 2)
EXACT_STEPS = tuple((n, s, b, Fraction(p, 100), Fraction(d, 100)) for n, s, b, p, d in STEPS)
EXACT_EDGES = tuple((Fraction(least, 100), Fraction(score, 100)) for least, score in EDGES)
EXACT_CASES = tuple((n, c, Fraction(p, 100), Fraction(d, 100)) for n, c, p, d in CASES)
EXACT_ANSWERS = tuple((n, tuple((a, Fraction(s, 100)) for a, s in items)) for n, items in ANSWERS)


def _score_fractions(form: Form) -> dict[str, Fraction]:
    """With rationals throughout: exact by itself, at the price of a common divisor each time."""
    scores: dict[str, Fraction] = {}
    for name, spent, budget, points, deduct in EXACT_STEPS:
        over = floor((form[spent] / form[budget] - 1) * 100)
        scores[name] = max(ZERO, points - deduct * over) if over > 0 else points
    for name, rate in STATED_RATES:
        scores[name] = _exact_band(form[rate])
    for name, part, whole in SHARED_RATES:
        scores[name] = _exact_band(form[part] / form[whole] * 100)
    for name, done, target, most in PRO_RATA:
        share = min(ONE, form[done] / form[target])
        scores[name] = Fraction(floor(share * most + HALF), 100)
    for name, count, points, deduct in EXACT_CASES:
        scores[name] = max(ZERO, points - deduct * form[count])
    for name, items in EXACT_ANSWERS:
        scores[name] = _answered(form, items, ZERO)
    return _with_sums(scores, ZERO)


def _exact_band(percent: Fraction) -> Fraction:
    for least, score in EXACT_EDGES:
        if percent >= least:
            return score
    return ZERO
