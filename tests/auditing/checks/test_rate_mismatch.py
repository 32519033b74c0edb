"""``rate-mismatch``: stated rates against those that their own figures give."""

from __future__ import annotations

import pytest

from tests.auditing.small import BENCH, RULES, changed, findings, form, only, place

CHECK = "rate-mismatch"
STAFF = 'label = "在职人数"\nvalue = "101"'
POSTS = 'label = "编制数"\nvalue = "100"'
RATE = 'label = "控制率"\nvalue = "101%"'
FUNDS = 'stated_rate = { raw = "90%", value = "90%"'


def staffing(staff: str, posts: str, rate: str) -> str:
    """The form with other head counts and another stated rate."""
    return changed(
        (STAFF, f'label = "在职人数"\nvalue = "{staff}"'),
        (POSTS, f'label = "编制数"\nvalue = "{posts}"'),
        (RATE, f'label = "控制率"\nvalue = "{rate}"'),
    )


def test_a_wrong_rate_is_found() -> None:
    """A rate of 102 % for 101 in 100 posts is found at its cell."""
    finding = only(changed((RATE, 'label = "控制率"\nvalue = "102%"')), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("102%", "101%", (1, 1, 6))
    assert "在职人数 / 编制数" in finding.render("zh")


def test_an_inverted_rate_is_named() -> None:
    """84.42 % for 77 in post of 65 is the ratio upside down, and the finding says so."""
    (finding,) = findings(staffing("77", "65", "84.42%"), [CHECK])
    assert (finding.claimed, finding.expected) == ("84.42%", "≈118.46%")
    assert "颠倒" in finding.render("zh")
    assert "exchanged" in finding.render("en")
    (other,) = findings(staffing("77", "65", "84.4%"), [CHECK])
    assert "颠倒" in other.render("zh")
    (wrong,) = findings(staffing("77", "65", "84.5%"), [CHECK])
    assert "颠倒" not in wrong.render("zh")


@pytest.mark.parametrize("rate", ["114.68%", "114.7%", "115%", "114.679%", "１１４.68％"])
def test_a_rate_right_to_its_last_place_agrees(rate: str) -> None:
    """125 / 109 may be printed with as many places as the author likes."""
    assert findings(staffing("125", "109", rate), [CHECK]) == ()


@pytest.mark.parametrize("rate", ["114.67%", "114.6%", "114%", "114.678%", "114.680%"])
def test_a_rate_wrong_in_its_last_place_is_found(rate: str) -> None:
    """Cut off instead of rounded is wrong by more than half a unit."""
    assert [f.expected for f in findings(staffing("125", "109", rate), [CHECK])] == ["≈114.68%"]


@pytest.mark.parametrize(
    ("rate", "count"), [("98.7%", 0), ("98.8%", 0), ("98.6%", 1), ("98.9%", 1)]
)
def test_exactly_half_a_unit_agrees_either_way(rate: str, count: int) -> None:
    """98.75 % may be rounded up or down, and no further."""
    assert len(findings(staffing("79", "80", rate), [CHECK])) == count


@pytest.mark.parametrize("rate", ["", "/", "＞101%", "100%以上", "超编", "1.01"])
def test_what_states_no_exact_rate_says_nothing(rate: str) -> None:
    """Placeholders, bounds, words, and numbers that are no percentage are not compared."""
    assert findings(staffing("125", "109", rate), [CHECK]) == ()


@pytest.mark.parametrize(
    ("staff", "posts"), [("", "109"), ("125", "/"), ("125", "0"), ("＞120", "109")]
)
def test_figures_that_give_no_rate_say_nothing(staff: str, posts: str) -> None:
    """Missing or bounded figures and a zero denominator cannot contradict a rate."""
    assert findings(staffing(staff, posts, "50%"), [CHECK]) == ()


def test_a_rate_that_one_coherent_reading_gives_is_accepted() -> None:
    """With 101 of 100 in the table and 90 of 120 in a sentence, 101 % and 75 % are right."""
    sentence = (
        '[[facts]]\nlabel = "在岗人数"\nvalue = "90"\nat = { sentence = 3 }\n'
        '[[facts]]\nlabel = "编制数"\nvalue = "120"\nat = { sentence = 3 }\n[[facts]]'
    )
    for rate, count in (("101%", 0), ("75%", 0), ("90%", 1), ("84.17%", 1)):
        swaps = ("[[facts]]", sentence), (RATE, f'label = "控制率"\nvalue = "{rate}"')
        assert len(findings(changed(*swaps), [CHECK])) == count, rate


def test_the_execution_rate_needs_no_rule_set() -> None:
    """全年执行数 / 全年预算数 is compared with the rate that the funds table states."""
    text = changed((FUNDS, 'stated_rate = { raw = "91%", value = "91%"'))
    for rules in (RULES, None):
        (finding,) = findings(text, [CHECK], rules=rules)
        assert (finding.claimed, finding.expected, place(finding)) == ("91%", "90%", (3, 2, 4))
        assert finding.where.label == "执行率"


def test_an_inverted_execution_rate_is_named() -> None:
    """111.11 % for 90 spent of 100 is upside down."""
    text = changed((FUNDS, 'stated_rate = { raw = "111.11%", value = "111.11%"'))
    (finding,) = findings(text, [CHECK])
    assert "颠倒" in finding.render("zh")


@pytest.mark.parametrize("budget", ["0", "", "/"])
def test_without_a_budget_there_is_no_execution_rate(budget: str) -> None:
    """Nothing is divided by nothing."""
    old = 'annual_budget = { raw = "100", value = "100"'
    assert findings(changed((old, f'annual_budget = {{ raw = "{budget}"')), [CHECK]) == ()


def test_an_execution_rate_may_have_amounts_in_two_units() -> None:
    """900000元 of 100万元 is 90 %."""
    other = (
        'raw = "90", value = "90", unit = "万元"',
        'raw = "900000", value = "900000", unit = "元"',
    )
    assert findings(changed(other), [CHECK]) == ()


def test_the_actual_of_a_row_is_a_stated_rate() -> None:
    """A rate in the column of actuals is compared like one in the table of figures."""
    row = ('label = "人员控制"', 'label = "人员控制"\nactual = "108%"')
    (finding,) = findings(changed(row), [CHECK])
    assert (finding.claimed, finding.expected) == ("108%", "101%")


def test_a_goal_states_no_rate() -> None:
    """A rate that was only aimed at is not compared."""
    goal = ("[[facts]]", '[[goals]]\nlabel = "控制率"\nvalue = "95%"\n[[facts]]')
    assert findings(changed(goal), [CHECK]) == ()


def test_a_stated_rate_does_not_replace_its_figures() -> None:
    """Where the figures stand, the score follows them, not the rate."""
    card = BENCH.score(RULES, form(staffing("110", "100", "100%")))
    assert str(card["control"].high) == "0"


def test_a_rate_in_a_row_outside_the_rule_set_is_compared() -> None:
    """The actual of a row 控制率 that no indicator knows is the rate all the same."""
    row = """
[[rows]]
tier = "其他"
label = "控制率"
actual = { raw = "99.01%", at = { table = 2, row = 9, cell = 5 } }
"""
    (finding,) = findings(changed((RATE, 'label = "别的率"\nvalue = "101%"')) + row, [CHECK])
    assert (finding.claimed, finding.expected, place(finding)) == ("99.01%", "101%", (2, 9, 5))
    assert "exchanged" in finding.render("en")
    right = row.replace("99.01%", "101%")
    assert findings(changed((RATE, 'label = "别的率"\nvalue = "101%"')) + right, [CHECK]) == ()
