"""What each wrong formula is told: where, what is needed there, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs
from zhibiao.errors import FormulaError
from zhibiao.expr.feel.bounds import bounds
from zhibiao.expr.feel.lowering import condition, formula, unary_test
from zhibiao.expr.feel.parsing import parse
from zhibiao.expr.nodes import Const, Expr, Input, Named, Round
from zhibiao.expr.walk import depth

SCOPE = Inputs(
    {"x": Fraction(1), "y": Fraction(2), "yes": True, "在职人数": Fraction(1)},
    labels=("优", "良"),
)
X = Input("x")
NO_NUMBER = "a number is needed here, not "
NO_TEST = "a test (such as x >= 1) is needed here, not "
NO_LEVEL = '"甲" is no level of this measure; known: 优, 良'
KNOWN = "known here: x, y, yes, 在职人数"
EXPONENT = "an exponent must be a whole number from -99 to 99"
PLACES = "the number of places must be a constant whole number from -6200 to 6200"
HAND = 'there is no measure at hand for "?" or a one-sided test here; name the measure'
LONG = "the number is too long or too large: at most 60 digits and an exponent within ±60 (found "


def refused(call: Callable[[], object], offset: int, length: int, said: str) -> None:
    """Hold a refusal against its place and its words."""
    with pytest.raises(FormulaError) as caught:
        call()
    assert (caught.value.offset, caught.value.length) == (offset, length)
    assert caught.value.render("en") == said


@pytest.mark.parametrize(
    ("text", "offset", "length", "said"),
    [
        ("yes + 1", 0, 3, NO_NUMBER + "a truth value"),
        ('"甲" + 1', 0, 3, NO_NUMBER + "a text"),
        ("1 + [1..2]", 4, 6, NO_NUMBER + "an interval"),
        ("-[1, 2]", 1, 6, NO_NUMBER + "a list"),
        ("x + z", 4, 1, 'there is no measure "z"; known here: x, y, yes, 在职人数'),
        ("x + 在职人", 4, 3, 'there is no measure "在职人"; did you mean "在职人数"?'),
        ("x +  foo( 1)", 5, 3, 'there is no function "foo"'),
        ("abs(1, 2)", 0, 9, 'wrong arguments for "abs": it takes n'),
        ("abs()", 0, 5, 'wrong arguments for "abs": it takes n'),
        ("abs(m: 1)", 0, 9, 'wrong arguments for "abs": it takes n'),
        ("floor(1, 2, 3)", 0, 14, 'wrong arguments for "floor": it takes n, scale'),
        ("floor()", 0, 7, 'wrong arguments for "floor": it takes n, scale'),
        ("round up(1)", 0, 11, 'wrong arguments for "round up": it takes n, scale'),
        ("min()", 0, 5, 'wrong arguments for "min": it takes n1, n2, …'),
        ("sum([])", 0, 7, 'wrong arguments for "sum": it takes n1, n2, …'),
        ("decimal(n: 1)", 0, 13, 'wrong arguments for "decimal": it takes n, scale'),
        (
            "decimal(n: 1, scale: 2, m: 3)",
            0,
            29,
            'wrong arguments for "decimal": it takes n, scale',
        ),
        ("x ** 1.5", 5, 3, EXPONENT),
        ("x ** 100", 5, 3, EXPONENT),
        ("x ** -100", 5, 4, EXPONENT),
        ("x ** y", 5, 1, EXPONENT),
        ("x ** 50%", 5, 3, EXPONENT),
        ("round up(x, y)", 0, 14, PLACES),
        ("decimal(x, 6201)", 0, 16, PLACES),
        ("decimal(x, -6201)", 0, 17, PLACES),
        ("1e99", 0, 4, LONG + "1E+99)"),
        ("? + 1", 0, 1, HAND),
        ("x + ?", 4, 1, HAND),
        ("if x then 1 else 2", 3, 1, NO_TEST + "a number"),
        ("if yes then 1 else yes", 19, 3, NO_NUMBER + "a truth value"),
        ("if yes then yes else 1", 21, 1, NO_TEST + "a number"),
        ('if yes then "a" else 1', 12, 3, NO_NUMBER + "a text"),
        ('if yes then 1 else "a"', 19, 3, NO_NUMBER + "a text"),
        ("if yes then [1..2] else 1", 12, 6, NO_NUMBER + "an interval"),
        ("if yes then 1 else [1]", 19, 3, NO_NUMBER + "a list"),
        ('x in "甲"', 5, 3, NO_LEVEL),
        ("sum(x, yes)", 7, 3, NO_NUMBER + "a truth value"),
        ("1e999%", 5, 1, 'the formula cannot be read from "%" on'),
        ("9" * 101 + " + 1", 0, 101, LONG + "999999999999999999999999999999…)"),
        ("0." + "9" * 61, 0, 63, LONG + "0.9999999999999999999999999999…)"),
        ('min([1, "a"])', 8, 3, NO_NUMBER + "a text"),
    ],
)
def test_a_formula_that_means_nothing_is_told_why(
    text: str, offset: int, length: int, said: str
) -> None:
    """A formula is refused at the part at fault, with what is needed there and what was found."""
    refused(lambda: formula(text, SCOPE), offset, length, said)


@pytest.mark.parametrize(
    ("text", "offset", "length", "said"),
    [
        ("x", 0, 1, NO_TEST + "a number"),
        ("1 and yes", 0, 1, NO_TEST + "a number"),
        ("yes or 2", 7, 1, NO_TEST + "a number"),
        ("not(x)", 4, 1, NO_TEST + "a number"),
        ("not(<= 5)", 4, 4, HAND),
        ("yes and not(x, <= 5)", 12, 1, NO_TEST + "a number"),
        ("not(yes, < 5)", 9, 3, HAND),
        ("x < yes", 4, 3, NO_NUMBER + "a truth value"),
        ("yes < x", 6, 1, NO_TEST + "a number"),
        ("yes = x", 6, 1, NO_TEST + "a number"),
        ("x = yes", 4, 3, NO_NUMBER + "a truth value"),
        ("yes < yes", 6, 3, NO_NUMBER + "a truth value"),
        ("yes <= true", 7, 4, NO_NUMBER + "a truth value"),
        ('x < "甲"', 4, 3, NO_LEVEL),
        ('"甲" < x', 0, 3, NO_LEVEL),
        ('"优" < yes', 6, 3, NO_NUMBER + "a truth value"),
        ("[1..2] < x", 0, 6, NO_NUMBER + "an interval"),
        ("[1, 2] = x", 0, 6, NO_NUMBER + "a list"),
        ("x < [1..2]", 4, 6, NO_NUMBER + "an interval"),
        ("x != [1, 2]", 5, 6, NO_NUMBER + "a list"),
        ("[1..2] in [1..3]", 0, 6, NO_NUMBER + "an interval"),
        ('"a" in ["a"]', 0, 3, NO_NUMBER + "a text"),
        ("[1] in 1", 0, 3, NO_NUMBER + "a list"),
        ("x in yes", 5, 3, NO_NUMBER + "a truth value"),
        ("x between yes and 2", 10, 3, NO_NUMBER + "a truth value"),
        ('x between 1 and "a"', 16, 3, NO_NUMBER + "a text"),
        ("x in (< yes)", 8, 3, NO_NUMBER + "a truth value"),
        ("x in [yes..2]", 6, 3, NO_NUMBER + "a truth value"),
        ("x in (yes)", 6, 3, NO_NUMBER + "a truth value"),
        ("x in (1, yes)", 9, 3, NO_NUMBER + "a truth value"),
        ("yes in (1, 2)", 8, 1, NO_TEST + "a number"),
    ],
)
def test_a_condition_that_means_nothing_is_told_why(
    text: str, offset: int, length: int, said: str
) -> None:
    """A whole test is refused at the part at fault, with what is needed and what was found."""
    refused(lambda: condition(text, SCOPE), offset, length, said)


@pytest.mark.parametrize(
    ("text", "offset", "length", "said"),
    [
        ("<= yes", 3, 3, NO_NUMBER + "a truth value"),
        ("yes", 0, 3, NO_NUMBER + "a truth value"),
        ('> "甲"', 2, 3, NO_LEVEL),
        ('= "甲"', 2, 3, NO_LEVEL),
        ('"甲"', 0, 3, NO_LEVEL),
        ('"优", "甲"', 5, 3, NO_LEVEL),
        ("? + 1", 0, 5, NO_TEST + "a number"),
        ("not(? + 1)", 4, 5, NO_TEST + "a number"),
        ("<= [1..2]", 3, 6, NO_NUMBER + "an interval"),
        ("< [1, 2]", 2, 6, NO_NUMBER + "a list"),
        ("!= yes", 3, 3, NO_NUMBER + "a truth value"),
        ("[yes..1]", 1, 3, NO_NUMBER + "a truth value"),
        ("not(yes)", 4, 3, NO_NUMBER + "a truth value"),
        ("z", 0, 1, 'there is no measure "z"; known here: x, y, yes, 在职人数'),
        ("< z", 2, 1, 'there is no measure "z"; known here: x, y, yes, 在职人数'),
        ("1, z", 3, 1, 'there is no measure "z"; known here: x, y, yes, 在职人数'),
    ],
)
def test_a_one_sided_test_that_means_nothing_is_told_why(
    text: str, offset: int, length: int, said: str
) -> None:
    """A one-sided test is refused where it does not fit its subject."""
    refused(lambda: unary_test(text, X, SCOPE), offset, length, said)


@pytest.mark.parametrize(
    ("text", "offset", "length", "gives"),
    [
        ("!= 5", 0, 4, "!= 5"),
        ("1, 2", 0, 4, "1, 2"),
        ("[1, 2]", 0, 6, "[1, 2]"),
        ("<= [1..2]", 0, 9, "<= [1..2]"),
        ("-", 0, 1, "-"),
    ],
)
def test_a_bound_that_is_none_is_told_what_to_write(
    text: str, offset: int, length: int, gives: str
) -> None:
    """A test without a single bound is quoted, with examples of tests that have one."""
    said = f'"{gives}" gives no bound to count steps from; '
    said += "write <= 100%, >= 90%, = 0 or [80%..90%]"
    refused(lambda: bounds(text, X, SCOPE), offset, length, said)


@pytest.mark.parametrize(("text", "offset"), [('<= "甲"', 0), ('"甲"', 0)])
def test_a_bound_at_an_unknown_level_is_refused(text: str, offset: int) -> None:
    """A level that the subject does not have bounds nothing."""
    refused(lambda: bounds(text, X, SCOPE), offset, len(text), NO_LEVEL)


@pytest.mark.parametrize(
    ("text", "offset", "length", "said"),
    [
        ("1 + * 2", 4, 1, 'the formula cannot be read from "* 2" on'),
        ("1 + 2 x45678901234567890123456789", 6, 27,
         'the formula cannot be read from "x4567890123456789012" on'),
        ("a # b", 2, 1, 'the formula cannot be read from "# b" on'),
        ("1 +", 3, 1, "the formula ends too early"),
        ("  ", 0, 1, "the formula ends too early"),
        ("1" * 5001, 5000, 1,
         "the formula is too long: at most 5000 characters, found 5001"),
        ("-" * 61 + "1", 59, 3, "the formula is nested too deeply: at most 60 levels"),
        ("/".join("a" * 61), 0, 121, "the formula is nested too deeply: at most 60 levels"),
        ("÷".join("a" * 61), 0, 121, "the formula is nested too deeply: at most 60 levels"),
        ("**".join(["a"] + ["1"] * 60), 0, 181,
         "the formula is nested too deeply: at most 60 levels"),
    ],
)  # fmt: skip
def test_an_unreadable_formula_is_told_where(
    text: str, offset: int, length: int, said: str
) -> None:
    """What cannot be read is quoted from the first sign that does not fit."""
    refused(lambda: parse(text), offset, length, said)


@pytest.mark.parametrize(
    "text",
    ["-" * 58 + "1", "/".join("a" * 58), "**".join(["a"] + ["1"] * 58), "*".join("a" * 200),
     "+".join("a" * 200)],
)  # fmt: skip
def test_what_is_just_deep_enough_is_read(text: str) -> None:
    """A formula at the bound is read, and products and sums add no depth."""
    assert parse(text).children


def test_without_names_there_is_none_to_show() -> None:
    """Where a scope knows nothing the hint has a dash, and it shows eight names at the most."""
    none = 'there is no measure "q"; known here: —'
    refused(lambda: formula("q", Inputs({})), 0, 1, none)
    many = Inputs({f"measure{n}": None for n in range(9)})
    shown = ", ".join(f"measure{n}" for n in range(8))
    refused(lambda: formula("q", many), 0, 1, f'there is no measure "q"; known here: {shown}')
    bare = '"甲" is no level of this measure; known: —'
    refused(lambda: unary_test('"甲"', X, Inputs({})), 0, 3, bare)


class Deep(Inputs):
    """A scope whose measures lie so deep below their name."""

    def resolve(self, name: str) -> Expr | None:
        """The name over so many nodes as it has digits."""
        tree: Expr = Input(name)
        for _ in range(int(name[1:]) - 1):
            tree = Named("measure", name, tree)
        return tree


def test_a_tree_may_be_just_so_deep() -> None:
    """A formula whose tree has the greatest depth is taken, one level more is refused whole."""
    scope = Deep({})
    assert depth(formula("d100", scope)) == 100
    assert depth(condition("d99 < 1", scope)) == 100
    assert depth(unary_test("< d99", X, scope)) == 100
    said = "the formula is nested too deeply: at most 100 levels"
    refused(lambda: formula("d101", scope), 0, 4, said)
    refused(lambda: condition("d100 < 1", scope), 0, 8, said)
    refused(lambda: unary_test("< d100", X, scope), 0, 6, said)


def test_numbers_at_their_bounds_are_read() -> None:
    """The longest numbers and the greatest places and exponents are taken."""
    assert formula("9" * 60, SCOPE) == Const(Fraction(10**60 - 1))
    assert formula("1e60", SCOPE) == Const(Fraction(10**60))
    assert formula("12.50%", SCOPE) == Const(Fraction(1, 8), "%")
    for written, places in (("6200", 6200), ("-6200", -6200), ("2.9", 2)):
        assert formula(f"decimal(x, {written})", SCOPE) == Round(X, places, "half-even")
