"""From syntax to tree: precedence, names, tests of a subject, and what has the wrong kind."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs
from zhibiao.errors import FormulaError
from zhibiao.expr import build
from zhibiao.expr.feel.lowering import MAX_EXPONENT, MAX_TREE, condition, formula, unary_test
from zhibiao.expr.nodes import Add, Compare, Const, Div, Expr, If, Input, Mul, Named, Not, Power
from zhibiao.expr.outcomes import holds
from zhibiao.expr.walk import depth

SCOPE = Inputs(
    {"x": Fraction(1), "y": Fraction(2), "yes": True, "在职人数": Fraction(1)},
    labels=("优", "良"),
)
X, Y, YES = Input("x"), Input("y"), Input("yes", "boolean")


def _c(value: int) -> Const:
    return build.const(value)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x + y * 2", Add((X, Mul((Y, _c(2)))))),
        ("(x + y) * 2", Mul((Add((X, Y)), _c(2)))),
        ("x - y", Add((X, Mul((_c(-1), Y))))),
        ("x / y / 2", Div(Div(X, Y), _c(2))),
        ("x * y ** 2", Mul((X, Power(Y, 2)))),
        ("x ** 2 ** 3", Power(Power(X, 2), 3)),
        ("1.5e3 + .5", Add((_c(1500), Const(Fraction(1, 2))))),
        ("115%", Const(Fraction(115, 100), "%")),
        ("-5%", Const(Fraction(-1, 20), "%")),
    ],
)
def test_a_formula_binds_as_it_is_read(text: str, tree: Expr) -> None:
    """Powers bind before products, products before sums, and equals from the left."""
    assert formula(text, SCOPE) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x > y", Compare("<", Y, X)),
        ("x >= y", Compare("<=", Y, X)),
        ("x != y", Not(Compare("=", X, Y))),
        ("x ≤ y", Compare("<=", X, Y)),
        ("x ≥ y", Compare("<=", Y, X)),
        ("x ≠ y", Not(Compare("=", X, Y))),
        ("yes ≠ yes", Not(Compare("=", YES, YES))),
        ("yes != yes", Not(Compare("=", YES, YES))),
        ("yes = yes", Compare("=", YES, YES)),
        ("yes in (true, yes)", build.either(
            Compare("=", YES, build.TRUE), Compare("=", YES, YES)
        )),
        ("if yes then yes else false", If(YES, YES, build.FALSE)),
        ("x + 1 < y", Compare("<", Add((X, _c(1))), Y)),
        ("x < 1 or x < 2 and x < 3", build.either(
            Compare("<", X, _c(1)), build.both(Compare("<", X, _c(2)), Compare("<", X, _c(3))),
        )),
        ("x between 1 and 2 and yes", build.both(
            build.both(Compare("<=", _c(1), X), Compare("<=", X, _c(2))), Input("yes", "boolean"),
        )),
        ('"良" < x', Compare("<", _c(2), X)),
        ('"良" <= x', Compare("<=", _c(2), X)),
        ('"良" ≤ x', Compare("<=", _c(2), X)),
        ('"良" > x', Compare("<", X, _c(2))),
        ('"良" >= x', Compare("<=", X, _c(2))),
        ('"良" ≥ x', Compare("<=", X, _c(2))),
        ('"良" = x', Compare("=", X, _c(2))),
        ('"良" != x', Not(Compare("=", X, _c(2)))),
        ("x in (1..2]", build.both(Compare("<", _c(1), X), Compare("<=", X, _c(2)))),
    ],
)  # fmt: skip
def test_a_test_binds_as_it_is_read(text: str, tree: Expr) -> None:
    """Comparisons bind before and, and before or; six comparisons become three."""
    assert condition(text, SCOPE) == tree


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("<= 5", ["5", "-1"], ["5.01"]),
        ("< 5", ["4.99"], ["5"]),
        (">= 5", ["5"], ["4.99"]),
        ("= 5", ["5"], ["4.99", "5.01"]),
        ("5", ["5"], ["4"]),
        ("!= 5", ["4"], ["5"]),
        ("[1..5)", ["1", "4.99"], ["5", "0.99", "6"]),
        ("(1..5]", ["1.01", "5"], ["1", "0", "6"]),
        ("]1..5[", ["1.01", "4.99"], ["1", "5", "0", "6"]),
        ("< 1, > 5", ["0", "6"], ["1", "5"]),
        ("1, 3, 5", ["1", "3"], ["2"]),
        ("not(1, 3)", ["2"], ["1", "3"]),
        ("not([1..5])", ["0", "6"], ["1", "5"]),
        ("-", ["0", "99"], []),
        ("odd(?)", ["1", "3", "-1"], ["2", "0", "0.5"]),
        ("even(?)", ["0", "2", "-4"], ["1", "3", "0.5"]),
        ("? > 1 and ? < y", ["1.5"], ["1", "2"]),
        ("<= y", ["2"], ["2.1"]),
        (">= y * 2", ["4"], ["3.9"]),
        ('= "优"', ["1"], ["2"]),
        ('"优", "良"', ["1", "2"], ["3"]),
        ('>= "良"', ["2"], ["1"]),
        ("＜＝ ５", ["5"], ["6"]),
    ],
)
def test_a_one_sided_test_holds_inside_only(
    text: str, inside: list[str], outside: list[str]
) -> None:
    """A one-sided test holds for what it names and for nothing else."""
    tree = unary_test(text, X, SCOPE)
    known = {"y": Fraction(2)}
    assert [holds(tree, known | {"x": Fraction(v)}) for v in inside] == [True] * len(inside)
    assert [holds(tree, known | {"x": Fraction(v)}) for v in outside] == [False] * len(outside)


@pytest.mark.parametrize(
    ("text", "offset", "length", "word"),
    [
        ("x + z", 4, 1, '"z"'),
        ("x + 在岗人数", 4, 4, "在岗人数"),
        ("在职人数 / 编制", 7, 2, "编制"),
        ("x + 在职人", 4, 3, 'did you mean "在职人数"'),
        ("x + foo(1)", 4, 3, 'no function "foo"'),
        ("abs(1, 2)", 0, 9, "it takes n"),
        ("abs(m: 1)", 0, 9, "it takes n"),
        ("1 + min()", 4, 5, "n1, n2"),
        ("round up(1)", 0, 11, "n, scale"),
        ('在职人数 + "甲"', 7, 3, "not a text"),
        ("x + yes", 4, 3, "not a truth value"),
        ("x + [1..2]", 4, 6, "not an interval"),
        ("x + [1, 2]", 4, 6, "not a list"),
        ("x ** 1.5", 5, 3, "whole number"),
        (f"x ** {MAX_EXPONENT + 1}", 5, 3, "whole number"),
        ("x ** y", 5, 1, "whole number"),
        ("round up(x, y)", 0, 14, "constant whole number"),
        ("decimal(x, 1e5)", 0, 15, "constant whole number"),
        ("x + 1e99", 4, 4, "too long or too large"),
        ("x + " + "9" * 61, 4, 61, "too long or too large"),
        ("1e999999999", 0, 11, "too long or too large"),
        ("x + 1e-9999999999999999999", 4, 22, "too long or too large"),
        ("? + 1", 0, 1, "name the measure"),
        ("if x then 1 else 2", 3, 1, "a test"),
        ("if yes then 1 else yes", 19, 3, "a number is needed"),
        ("if yes then 1 else \"a\"", 19, 3, "not a text"),
        ("x in \"甲\"", 5, 3, "no level"),
        ("<= 5", 0, 2, "cannot be read"),
    ],
)  # fmt: skip
def test_a_wrong_formula_is_refused_at_its_place(
    text: str, offset: int, length: int, word: str
) -> None:
    """What means nothing is refused with the exact characters at fault and what to do."""
    with pytest.raises(FormulaError) as caught:
        formula(text, SCOPE)
    assert word in caught.value.render("en")
    assert (caught.value.offset, caught.value.length) == (offset, length)
    assert caught.value.render("zh") != caught.value.render("en")


@pytest.mark.parametrize(
    "text", ["x", "1", "x + 1", '"a"', "[1..2]", "x and yes", "not(x)", "yes < yes"]
)
def test_a_number_is_no_test(text: str) -> None:
    """Where a test belongs a number, a text or an interval is refused."""
    with pytest.raises(FormulaError):
        condition(text, SCOPE)


@pytest.mark.parametrize("text", ["x > 1", "yes", "true", "not(yes)", '"a"', "[1..2]", "[1, 2]"])
def test_a_test_is_no_number(text: str) -> None:
    """Where a number belongs a truth value, a text, an interval or a list is refused."""
    with pytest.raises(FormulaError):
        formula(text, SCOPE)


@pytest.mark.parametrize("text", ["<= yes", "yes", '> "甲"', "? + 1", "<= [1..2]"])
def test_a_one_sided_test_fits_its_subject(text: str) -> None:
    """A number is not tested against a truth value, an unknown level or an interval's end."""
    with pytest.raises(FormulaError):
        unary_test(text, X, SCOPE)


def test_an_exponent_may_reach_its_bound() -> None:
    """The greatest exponent is taken, with either sign."""
    assert formula(f"x ** {MAX_EXPONENT}", SCOPE) == Power(X, MAX_EXPONENT)
    assert formula(f"x ** -{MAX_EXPONENT}", SCOPE) == Power(X, -MAX_EXPONENT)


def test_a_tree_has_a_greatest_depth() -> None:
    """Functions that become several nodes each are refused where the tree gets too deep."""
    with pytest.raises(FormulaError) as caught:
        formula("modulo(" * 50 + "x" + ", 2)" * 50, SCOPE)
    assert str(MAX_TREE) in caught.value.render("en")
    assert depth(formula("modulo(" * 15 + "x" + ", 2)" * 15, SCOPE)) <= MAX_TREE


def test_measures_add_to_the_depth() -> None:
    """A formula over a measure is as deep as the two together."""

    class Deep(Inputs):
        def resolve(self, name: str) -> Expr | None:
            tree: Expr = Input(name)
            for _ in range(MAX_TREE):
                tree = Named("measure", name, tree)
            return tree

    with pytest.raises(FormulaError):
        formula("x + 1", Deep({}))


def test_named_arguments_stand_in_any_order() -> None:
    """A named argument is found by its name, wherever it stands."""
    assert formula("decimal(scale: 2, n: x)", SCOPE) == formula("decimal(x, 2)", SCOPE)
    assert formula("modulo(divisor: y, dividend: x)", SCOPE) == formula("modulo(x, y)", SCOPE)


def test_a_list_and_several_arguments_are_one() -> None:
    """The functions over many numbers take a list or the numbers themselves."""
    for name in ("min", "max", "sum", "mean", "median", "product", "count"):
        assert formula(f"{name}([x, y, 1])", SCOPE) == formula(f"{name}(x, y, 1)", SCOPE)


@pytest.mark.parametrize("name", ["abs", "floor", "sqrt"])
def test_a_function_name_alone_is_a_name(name: str) -> None:
    """A name becomes a function only by the bracket behind it."""
    with pytest.raises(FormulaError) as caught:
        formula(name, SCOPE)
    assert "no measure" in caught.value.render("en")
