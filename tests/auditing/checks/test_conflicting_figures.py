"""``conflicting-figures``: one quantity with different values."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only

CHECK = "conflicting-figures"


def beside(label: str, value: str, more: str = "", kind: str = "facts") -> str:
    """The form with one more figure, in a sentence."""
    entry = f'[[{kind}]]\nlabel = "{label}"\nvalue = "{value}"\n{more}\nat = {{ sentence = 8 }}\n'
    return changed(("[[facts]]", f"{entry}[[facts]]"))


def test_two_head_counts_are_found() -> None:
    """Both values are named with their places, and what the score would be under each."""
    found = findings(beside("在岗人数", "99"))
    assert [f.check for f in found] == [CHECK, "evidence-insufficient"]
    finding = found[0]
    assert (finding.claimed, finding.expected) == ("101人 / 99人", None)
    assert (finding.where.table, finding.where.row, finding.where.cell) == (1, 1, 4)
    assert [where.sentence for where in finding.related] == [8]
    for part in ("101人", "99人", "正文第8句", "人员控制", "3.5 / 4"):
        assert part in finding.render("zh")


@pytest.mark.parametrize("value", ["101", "101人", "101名", "100人以上", "＞100", "不超过101"])
def test_what_agrees_is_one_figure(value: str) -> None:
    """The same number, in a twin of its unit, or within a bound does not conflict."""
    assert findings(beside("在职人数", value), [CHECK]) == ()


@pytest.mark.parametrize("value", ["100", "102人以上", "＞101", "不足101", "100人以下"])
def test_what_excludes_the_figure_conflicts(value: str) -> None:
    """Another number, or a bound that leaves the number out, is a conflict."""
    assert len(findings(beside("在职人数", value), [CHECK])) == 1


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("30", 0),
        ("30.0", 0),
        ("300000元", 0),
        ("0.003亿元", 0),
        ("30.1", 1),
        ("29.99", 1),
        ("31", 1),
    ],
)
def test_amounts_agree_within_what_they_print(value: str, count: int) -> None:
    """30.00 agrees with 30 and with 0.003亿元, and with nothing that rounds otherwise."""
    unit = "" if "元" in value else 'unit = "万元"'
    assert len(findings(beside("运转经费", value, unit), [CHECK])) == count


@pytest.mark.parametrize(
    ("value", "count"), [("2", 0), ("2.5", 0), ("2.46", 0), ("3", 1), ("2.4", 1), ("2.6", 1)]
)
def test_a_coarser_figure_is_a_rounded_one(value: str, count: int) -> None:
    """Beside a carry-over of 2.46, figures of fewer places agree when they are it rounded."""
    first = '[[figures]]\nlabel = "上年结转"\nvalue = "2.46"\nunit = "万元"\nat = { table = 9 }\n'
    text = beside("上年结转", value, 'unit = "万元"').replace(
        "[[figures]]", f"{first}[[figures]]", 1
    )
    assert len(findings(text, [CHECK])) == count


def test_a_label_that_no_rule_set_knows_must_agree_with_itself() -> None:
    """The very same label with 4 and 5 is a conflict, with a rule set or without."""
    (finding,) = findings(beside("维修费", "5", 'unit = "万元"', "figures"), [CHECK])
    assert finding.claimed == "4万元 / 5万元"
    (bare,) = findings(beside("维修费", "5", 'unit = "万元"', "figures"), [CHECK], rules=None)
    assert bare.claimed == "4万元 / 5万元"


@pytest.mark.parametrize("value", ["5", "5元", "＞5万元", "四万元"])
def test_what_cannot_be_compared_does_not_conflict(value: str) -> None:
    """Another unit, a bound or a word beside a label that nothing is known of."""
    assert findings(beside("维修费", value, kind="figures"), [CHECK]) == ()


def test_a_goal_does_not_conflict() -> None:
    """What was planned may differ from what is."""
    assert findings(beside("在职人数", "80", kind="goals"), [CHECK]) == ()
    assert findings(beside("维修费", "80", 'unit = "万元"', kind="goals"), [CHECK]) == ()


def test_three_values_are_one_finding() -> None:
    """Every value and place of one quantity stands in one finding."""
    third = '[[facts]]\nlabel = "在职人数"\nvalue = "98"\nat = { sentence = 9 }\n'
    text = beside("在职人数", "99").replace("[[rows]]", f"{third}[[rows]]", 1)
    (finding,) = findings(text, [CHECK])
    assert finding.claimed == "101人 / 98人 / 99人"
    assert len(finding.related) == 2


def test_an_actual_that_differs_from_the_figure_conflicts() -> None:
    """A row's actual is a place like any other."""
    row = ('label = "人员控制"', 'label = "人员控制"\nactual = "95%"')
    (finding,) = findings(changed(row), [CHECK])
    assert finding.claimed == "101% / 95%"


def test_a_figure_that_nothing_scores_conflicts_quietly() -> None:
    """Without an affected score the finding names the places alone."""
    finding = only(beside("维修费", "5", 'unit = "万元"', "figures"), CHECK)
    assert "得分" not in finding.render("zh")
