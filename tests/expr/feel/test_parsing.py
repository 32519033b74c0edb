"""Reading formulas: where a fault stands, and what passes the bounds."""

from __future__ import annotations

import pytest

from zhibiao.errors import FormulaError
from zhibiao.expr.feel.parsing import MAX_DEPTH, MAX_LENGTH, Start, parse


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("1 + * 2", 4),
        ("1 2", 2),
        ("a b", 2),
        (") + 1", 0),
        ("a # b", 2),
        ("在职人数 ＋ ＊ 编制数", 7),
        ("在职人数 在职人数", 5),
        ("（在职人数＋１）＊＊＊２", 10),
        ("在职 /* 注 */ ） 1", 11),
        ("if a then 1 then 2", 12),
        ("a.b", 1),
        ("a[1]", 1),
        ('"open', 0),
        ("for x in [1] return x", 4),
        ("a = b = c", 6),
        ("1 < 2 < 3", 6),
    ],
)
def test_a_fault_stands_where_it_is(text: str, offset: int) -> None:
    """An unreadable formula is refused at the first sign that does not fit, also in Chinese."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert caught.value.length >= 1


@pytest.mark.parametrize(
    "text",
    ["", "  ", "1 +", "（在职人数 ", "if a then 1", "min(1,", "a between 1 and", "[1..", "not("],
)
def test_an_unfinished_formula_ends_early(text: str) -> None:
    """A formula that stops too soon is said to, at its end."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.offset == len(text.rstrip())
    assert "ends too early" in caught.value.render("en")
    assert "没有写完" in caught.value.render("zh")


@pytest.mark.parametrize(
    "text", ["<= 100%", "≤ 100%", "[80%..90%)", "-", "1, 2, < 0", "not(1, 2)", '= "优"']
)
def test_one_sided_tests_are_read_only_where_they_belong(text: str) -> None:
    """A one-sided test is read as such, and refused as a formula unless it is one."""
    assert parse(text, "tests_text").data in {"tests_text", "anything"}


@pytest.mark.parametrize("text", ["<= 100%", "-", "1, 2", "= 5"])
def test_a_one_sided_test_is_no_formula(text: str) -> None:
    """A test without its left side is no expression."""
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize("start", ["expression_text", "tests_text"])
def test_a_formula_has_a_greatest_length(start: Start) -> None:
    """A text of the greatest length is read, one sign more is refused before it is parsed."""
    longest = "1+" * (MAX_LENGTH // 2 - 1) + "11"
    assert parse(longest, start).children
    with pytest.raises(FormulaError) as caught:
        parse(longest + "1", start)
    assert str(MAX_LENGTH) in caught.value.render("en")


@pytest.mark.parametrize(
    "text",
    [
        "-" * 200 + "1",
        "not(" * 200 + "a" + ")" * 200,
        "[" * 200 + "1" + "]" * 200,
        "abs(" * 200 + "1" + ")" * 200,
        "if a then 1 else " * 200 + "2",
        "(1+" * 200 + "1" + ")" * 200,
        "/".join("a" * 200),
        "**".join(["a"] + ["1"] * 200),
    ],
    ids=["minus", "not", "list", "call", "if", "sum", "quotient", "power"],
)
def test_nesting_has_a_bound(text: str) -> None:
    """A formula that would become too deep a tree is refused, whatever it nests."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert str(MAX_DEPTH) in caught.value.render("en")
    assert caught.value.render("zh") != caught.value.render("en")


def test_parentheses_alone_nest_nothing() -> None:
    """A pair of parentheses adds no depth: the formula is what stands inside."""
    assert parse("(" * 500 + "1" + ")" * 500).children == parse("1").children


def test_a_comment_can_stand_between_any_two_signs() -> None:
    """White space of every width and both kinds of comments mean nothing."""
    assert parse("1/*一*/+\u3000// 二\n2") == parse("1+2")
