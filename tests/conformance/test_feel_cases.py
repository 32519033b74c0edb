"""Our own cases of the FEEL subset: each construct of the language with its exact value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs, number_of, truth_of
from zhibiao.expr.domain import UNBOUNDED

GIVEN = Inputs(
    {
        "a": Fraction(7),
        "b": Fraction(-3),
        "zero": Fraction(0),
        "rate": Fraction(115, 100),
        "yes": True,
        "no": False,
        "open": None,
        "编制数": Fraction(109),
        "在职人数": Fraction(125),
    }
)

NUMBERS = [
    ("0.1 + 0.2", "0.3"),
    ("1/3 + 1/3 + 1/3", "1"),
    ("2 - 3 - 4", "-5"),
    ("2 * 3 + 4 * 5", "26"),
    ("2 + 3 * 4 ** 2", "50"),
    ("100 / 10 / 5", "2"),
    ("100 / (10 / 5)", "50"),
    ("6 ÷ 4 × 2", "3"),
    ("-2 ** 2", "4"),
    ("0 - 2 ** 2", "-4"),
    ("2 ** 3 ** 2", "64"),
    ("2 ** -1", "0.5"),
    ("--a", "7"),
    ("a - -b", "4"),
    ("1e3 + 1.5E-1", "1000.15"),
    (".5 + 0.25", "0.75"),
    ("115%", "1.15"),
    ("5 + 5%", "5.05"),
    ("12.5% * 8", "1"),
    ("100% - 0.5%", "0.995"),
    ("（１＋２）×３", "9"),
    ("１１５％", "1.15"),
    ("在职人数 / 编制数", "125/109"),
    ("a /* 中文注释 */ + 1 // 到行末", "8"),
    ("if yes then 1 else 2", "1"),
    ("if no then 1 else if a > 5 then 2 else 3", "2"),
    ("if null then 1 else 2", "2"),
    ("if a > 5 and b < 0 then a else b", "7"),
    ("abs(b) + abs(a)", "10"),
    ("abs(n: b)", "3"),
    ("floor(-0.5)", "-1"),
    ("floor(2.789, 2)", "2.78"),
    ("ceiling(-0.5)", "0"),
    ("ceiling(2.781, 2)", "2.79"),
    ("round half up(2.5, 0)", "3"),
    ("round half down(2.5, 0)", "2"),
    ("round  half\tup(-2.5, 0)", "-3"),
    ("round up(2.01, 1)", "2.1"),
    ("round down(-2.99, 1)", "-2.9"),
    ("round down(1250, -2)", "1200"),
    ("decimal(2.5, 0)", "2"),
    ("decimal(scale: 2, n: 2/3)", "0.67"),
    ("modulo(-7, 3)", "2"),
    ("modulo(divisor: -3, dividend: 7)", "-2"),
    ("modulo(a, 2.5)", "2"),
    ("min(a, b, 0)", "-3"),
    ("max([a, b, 0])", "7"),
    ("sum(1, 2, 3.5)", "6.5"),
    ("sum([0.1, 0.2, 0.3])", "0.6"),
    ("mean(1, 2, 4)", "7/3"),
    ("count(a, b, 0)", "3"),
    ("median(3, 1, 2)", "2"),
    ("median([4, 1, 3, 2])", "2.5"),
    ("product(2, 0.5, 7)", "7"),
    ("sqrt(2.25)", "1.5"),
    ("zero * open", "0"),
]

TRUTHS = [
    ("1 < 2 and 2 <= 2", True),
    ("1 ≤ 1 and 2 ≥ 3", False),
    ("1 ≦ 1 and 2 ≧ 2 and 1 ≠ 2", True),
    ("rate ＞ 100％", True),
    ("rate = 115%", True),
    ("1.15 - 1 = 15%", True),
    ("a != 7", False),
    ("a between 7 and 8", True),
    ("a between 8 and 9", False),
    ("a in [7..8)", True),
    ("a in (7..8]", False),
    ("a in ]6..7[", False),
    ("a in [6..7]", True),
    ("a in (1, 3, 7)", True),
    ("a in (< 0, > 5)", True),
    ("a in [b..zero]", False),
    ("not(a > 5)", False),
    ("not(no) and not(zero > 0)", True),
    ("yes or open > 1", True),
    ("no and open > 1", False),
    ("odd(a) and odd(b) and even(zero)", True),
    ("even(1.5) or odd(1.5)", False),
    ("null = null", True),
    ("a = null", False),
    ("yes = no", False),
    ("yes != no", True),
]

OPEN_TRUTHS = [
    "open > 1", "open = open", "not(open > 1)", "yes and open > 1", "no or open > 1",
    "a / zero > 1", "open between 1 and 2", "open in [1..2]", "null > 1", "not(null)",
    "yes and null", "no or null", "1 / zero = 1 / zero",
]  # fmt: skip

OPEN_NUMBERS = [
    "open",
    "a / zero",
    "open + 1",
    "sqrt(2)",
    "sqrt(0 - 4)",
    "zero ** -1",
    "null",
    "1 + null",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_formula_gives_its_exact_value(text: str, expected: str) -> None:
    """A formula over known figures gives one exact number."""
    assert number_of(text, GIVEN) == Fraction(expected)


@pytest.mark.parametrize(("text", "expected"), TRUTHS)
def test_a_test_is_decided(text: str, expected: bool) -> None:
    """A test over known figures, or one that needs no more, holds or does not."""
    assert truth_of(text, GIVEN) is expected


@pytest.mark.parametrize("text", OPEN_TRUTHS)
def test_a_test_on_what_is_not_known_stays_open(text: str) -> None:
    """A test that needs an unknown figure, a null or a zero denominator is not decided."""
    assert truth_of(text, GIVEN) is None


@pytest.mark.parametrize("text", OPEN_NUMBERS)
def test_a_formula_on_what_is_not_known_stays_open(text: str) -> None:
    """A formula that needs an unknown figure or divides by zero gives no number, and no error."""
    assert not isinstance(number_of(text, GIVEN), Fraction)


def test_an_unknown_input_can_be_any_number() -> None:
    """Nothing is said of an input that nobody has given."""
    assert number_of("open", GIVEN) == UNBOUNDED


@pytest.mark.parametrize("left", [True, False, None])
@pytest.mark.parametrize("right", [True, False, None])
def test_and_or_not_are_kleenes(left: bool | None, right: bool | None) -> None:
    """The connectives follow Kleene's tables, where unknown is between false and true."""
    rank = {False: 0, None: 1, True: 2}
    back = {0: False, 1: None, 2: True}
    given = Inputs({"x": Fraction(1 if left else 0), "y": Fraction(1 if right else 0)})
    known = {
        n: v
        for n, v, t in (("x", given.values["x"], left), ("y", given.values["y"], right))
        if t is not None
    }
    scope = Inputs({"x": known.get("x"), "y": known.get("y")})
    least = back[min(rank[left], rank[right])]
    most = back[max(rank[left], rank[right])]
    assert truth_of("x = 1 and y = 1", scope) is least
    assert truth_of("x = 1 or y = 1", scope) is most
    assert truth_of("not(x = 1)", scope) is back[2 - rank[left]]
