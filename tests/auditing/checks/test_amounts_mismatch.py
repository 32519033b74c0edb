"""``amounts-mismatch``: parts against their stated whole."""

from __future__ import annotations

import pytest

from tests.auditing.small import RULES, changed, findings, only, place

CHECK = "amounts-mismatch"
WHOLE = 'label = "运转经费"\nvalue = "30.00"'
OFFICE = 'label = "办公费"\nvalue = "10"'
CARRIED = 'annual_budget = "30"'


def whole(value: str) -> tuple[str, str]:
    """The swap that states another whole."""
    return WHOLE, f'label = "运转经费"\nvalue = "{value}"'


def test_parts_that_do_not_add_up_are_found() -> None:
    """A whole of 31 over parts of 20 and 10 is found at the whole."""
    finding = only(changed(whole("31.00")), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("31万元", "30万元", (1, 3, 2))


def test_a_stranger_among_the_parts_is_named() -> None:
    """A whole of 34 is reached by counting in 4 that stand beside it and are no part of it."""
    finding = only(changed(whole("34.00")), CHECK)
    assert finding.expected == "30万元"
    assert "维修费" in finding.render("zh")
    assert "维修费" in finding.render("en")


def test_a_stranger_elsewhere_is_not_blamed() -> None:
    """Only what stands in the same row or sentence can have been counted in."""
    far = (
        'value = "4"\nunit = "万元"\nat = { table = 1, row = 3',
        'value = "4"\nunit = "万元"\nat = { table = 1, row = 9',
    )
    (finding,) = findings(changed(whole("34.00"), far), [CHECK])
    assert "维修费" not in finding.render("zh")


@pytest.mark.parametrize("value", ["30", "30.00", "30.005", "30.4"])
def test_a_whole_right_to_its_last_place_agrees(value: str) -> None:
    """Half a unit of the last printed place may be lost in rounding."""
    text = changed(whole(value), (OFFICE, f'label = "办公费"\nvalue = "{float(value) - 20:g}"'))
    assert findings(text, [CHECK]) == ()


@pytest.mark.parametrize(
    ("value", "office", "count"),
    [("30.00", "10.005", 0), ("30.00", "10.006", 1), ("30.00", "9.995", 0), ("30.00", "9.994", 1),
     ("30", "10.5", 0), ("30", "10.51", 1)],
)  # fmt: skip
def test_half_a_unit_of_the_whole_is_the_limit(value: str, office: str, count: int) -> None:
    """At half a unit of the whole's last place nothing is said, just beyond it is."""
    text = changed(whole(value), (OFFICE, f'label = "办公费"\nvalue = "{office}"'))
    assert len(findings(text, [CHECK])) == count


@pytest.mark.parametrize("blank", ["", "/", "待补"])
def test_an_empty_part_may_hold_what_is_missing(blank: str) -> None:
    """Where a part is empty, a whole above the known parts is not wrong."""
    text = changed((OFFICE, f'label = "办公费"\nraw = "{blank}"'))
    assert findings(text, [CHECK]) == ()


def test_known_parts_above_the_whole_are_found_even_so() -> None:
    """Amounts are not negative: parts that pass the whole are wrong whatever is empty."""
    text = changed((OFFICE, 'label = "办公费"\nraw = ""'), whole("19.00"))
    (finding,) = findings(text, [CHECK])
    assert (finding.claimed, finding.expected) == ("19万元", "20万元")


def test_a_stranger_explains_a_whole_with_an_empty_part() -> None:
    """20 and a stranger of 4 under a whole of 24, with a part empty, is a stranger counted in."""
    text = changed((OFFICE, 'label = "办公费"\nraw = ""'), whole("24.00"))
    (finding,) = findings(text, [CHECK])
    assert "维修费" in finding.render("zh")


def test_units_are_compared_as_amounts() -> None:
    """300000元 is 30万元."""
    same = (WHOLE + '\nunit = "万元"', 'label = "运转经费"\nvalue = "300000"\nunit = "元"')
    assert findings(changed(same), [CHECK]) == ()
    less = (WHOLE + '\nunit = "万元"', 'label = "运转经费"\nvalue = "300001"\nunit = "元"')
    (finding,) = findings(changed(less), [CHECK])
    assert finding.expected == "30万元"


def test_a_part_that_disagrees_with_itself_is_left_out() -> None:
    """A part with two values is said elsewhere; nothing is added up with it."""
    other = '[[facts]]\nlabel = "工资"\nvalue = "25"\nat = { sentence = 4 }\n[[facts]]'
    assert findings(changed(("[[facts]]", other)), [CHECK]) == ()


def test_a_column_of_the_funds_table_is_added_up() -> None:
    """70 and 35 under a total of 100 is found at the total, without any rule set too."""
    text = changed((CARRIED, 'annual_budget = "35"'))
    for rules in (RULES, None):
        (finding,) = findings(text, [CHECK], rules=rules)
        assert (finding.claimed, finding.expected) == ("100万元", "105万元")
        assert place(finding) == (3, 2, 2)


@pytest.mark.parametrize(
    ("line", "count"), [("20", 1), ("", 0), ("/", 0), ("30.4", 0), ("30.6", 1)]
)
def test_an_empty_line_of_the_funds_table_may_hold_the_rest(line: str, count: int) -> None:
    """A gap explains too little, not too much; half a unit of the total is rounding."""
    assert len(findings(changed((CARRIED, f'annual_budget = "{line}"')), [CHECK])) == count


def test_one_line_is_no_breakdown() -> None:
    """A total with a single line beside it need not equal that line."""
    text = changed(('source = "carried"', 'source = "fund"'))
    assert findings(text, [CHECK]) == ()


def test_lines_by_nature_are_another_breakdown() -> None:
    """Basic and project expenditure are added up on their own."""
    lines = (
        '[[funds.lines]]\nsource = "basic"\nannual_budget = "60"\n'
        '[[funds.lines]]\nsource = "project"\nannual_budget = "41"\n[[figures]]\nlabel = "编制数"'
    )
    (finding,) = findings(changed(('[[figures]]\nlabel = "编制数"', lines)), [CHECK])
    assert (finding.claimed, finding.expected) == ("100万元", "101万元")


def test_a_part_of_a_funds_line_may_be_in_other_units() -> None:
    """700000元 and 30万元 are 100万元."""
    text = changed(
        ('annual_budget = "70"', 'annual_budget = "700000元"'),
        (CARRIED, 'annual_budget = "30万元"'),
    )
    assert findings(text, [CHECK]) == ()
