"""Lint checks of a rule set's shape: points, labels, sources, assumptions, use and cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.linting.check import LintCheck, Subject, run
from zhibiao.model.problem import Problem

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
CHECKS = {check.name: check for check in BENCH.lint_checks}
HEADINGS = ("What it finds:", "Why it matters:", "Example:", "What to do:", "Source:")

GOOD = """language = 1

[ruleset]
title = "好表"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 5

[[ruleset.sources]]
title = "通知"
document_no = "示例〔2022〕1号"

[measures.staff]
label = "在职人数"
aliases = ["人数"]

[measures.ready]
label = "已制定"
type = "boolean"

[measures.kept]
label = "已执行"
type = "boolean"

[tiers.t]
label = "全部"
points = 5

[groups.g]
tier = "t"
label = "前"
points = 3

[groups.h]
tier = "t"
label = "后"
points = 2

[indicators.size]
group = "g"
label = "规模"
points = 3
criterion = "不超过100人得3分，每超过一人扣1分。"

[indicators.size.scheme]
kind = "step-deduction"
measure = "staff"
full = "<= 100"
step = 1
deduct = 1
partial = "whole"
assumed = ["partial", "floor"]

[indicators.rules]
group = "h"
label = "制度"
points = 2
criterion = "①已制定，1分；②已执行，1分。"

[indicators.rules.scheme]
kind = "checklist"
items = [{ measure = "ready", score = 1 }, { measure = "kept", score = 1 }]
"""
CASES = """
[[case]]
name = "百人"
given = { staff = 100, ready = true, kept = true }
expect = { size = 3, rules = 2 }
"""


def problems(
    check: str, *swaps: tuple[str, str], cases: str | None = CASES, folder: Path
) -> tuple[Problem, ...]:
    """What one check finds in the good rule set with pieces of text swapped."""
    text = GOOD
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = None
    if cases is not None:
        path = folder / "x.cases.toml"
        path.write_text(cases, encoding="utf-8")
        found = BENCH.loader.cases(path)
    return run(Subject(BENCH.loads(text, "x.toml"), found), [CHECKS[check]])


def line_of(part: str) -> int:
    """The line on which a piece of the good rule set stands."""
    return GOOD[: GOOD.index(part)].count("\n") + 1


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_good_rule_set_has_no_problem(name: str, tmp_path: Path) -> None:
    """No check says anything of the rule set that the other tests spoil."""
    found = problems(name, folder=tmp_path)
    assert [problem.render("en") for problem in found] == []


@pytest.mark.parametrize("check", BENCH.lint_checks, ids=lambda check: check.name)
def test_every_check_is_documented(check: LintCheck) -> None:
    """The docstring has a first line of one sentence and the five headings in order."""
    first, *rest = check.documentation.splitlines()
    assert first.endswith(".")
    assert [line for line in rest if line in HEADINGS] == list(HEADINGS)


@pytest.mark.parametrize("folder", ["rulesets/cn-430600/department", "examples/rules"])
def test_the_rule_sets_at_hand_have_no_errors(folder: str) -> None:
    """What ships and what is shown as an example passes the checks that are errors."""
    found = [p for p in BENCH.lint([ROOT / folder]) if p.severity.value == "error"]
    assert [problem.render("en") for problem in found] == []


def test_the_invented_example_has_no_problem_at_all() -> None:
    """An example to copy from is clean."""
    found = BENCH.lint([ROOT / "examples" / "rules"])
    assert [problem.render("en") for problem in found] == []


@pytest.mark.parametrize(
    ("old", "new", "label", "stated", "total"),
    [
        ("fiscal_year = 2022\npoints = 5", "fiscal_year = 2022\npoints = 6", "好表", "6", "5"),
        ('label = "后"\npoints = 2', 'label = "后"\npoints = 2.5', "全部", "5", "5.5"),
        ('label = "规模"\npoints = 3', 'label = "规模"\npoints = 4', "前", "3", "4"),
    ],
)
def test_points_that_do_not_add_up(
    old: str, new: str, label: str, stated: str, total: str, tmp_path: Path
) -> None:
    """Each level is compared with the one below, and the line is that of the heading's points."""
    found = problems("points-do-not-add-up", (old, new), folder=tmp_path)
    said = [problem.render("zh") for problem in found]
    assert any(f"“{label}”为 {stated} 分" in text and f"{total} 分" in text for text in said)
    assert all(problem.place.line > 1 for problem in found)


CHILD = """language = 1
[ruleset]
extends = "cn/department/2022"
title = "下级表"
jurisdiction = "430600"
fiscal_year = 2023
"""


def editions(folder: Path, child: str) -> tuple[Problem, ...]:
    """All that is found in an edition of the good rule set."""
    for name, text in (("cn/department/2022", GOOD), ("cn-430600/department/2023", child)):
        file = folder / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    rules = Workbench(rules=[folder], plugins=False).load("cn-430600/department/2023")
    return run(Subject(rules), CHECKS.values())


@pytest.mark.parametrize(
    ("written", "place", "path", "other"),
    [
        ("[indicators.size]\npoints = 2\n", "points", "indicators.size.points", "points = 3"),
        ("[indicators.size]\nremove = true\n", "remove", "indicators.size.remove", "points = 3"),
        ('[indicators.size]\ngroup = "h"\n', "group", "indicators.size.group", "points = 3"),
        ("[groups.g]\npoints = 4\n", "points", "groups.g.points", "points = 3\ncriterion"),
    ],
)
def test_points_that_an_edition_changes_are_told_at_the_change(
    tmp_path: Path, written: str, place: str, path: str, other: str
) -> None:
    """The place is the child's own clause; the hint names the other end in the parent."""
    child = CHILD + written
    found = [one for one in editions(tmp_path, child) if "“前”为" in one.message.render("zh")]
    (problem,) = found
    line = next(n for n, text in enumerate(child.splitlines(), 1) if text.startswith(place))
    assert (problem.place.file.rpartition("/")[2], problem.place.line) == ("2023.toml", line)
    assert problem.path == path
    assert f"2022.toml:{line_of(other)}" in problem.render("en").splitlines()[-1]


def test_a_finding_in_what_is_extended_names_what_the_edition_changes(tmp_path: Path) -> None:
    """Words and scheme stand in the parent; the points that part them stand in the child."""
    child = CHILD + "[indicators.size]\npoints = 2\n"
    found = [p for p in editions(tmp_path, child) if p.path.startswith("indicators.size.")]
    inherited = [problem for problem in found if problem.place.file.endswith("2022.toml")]
    assert inherited
    for problem in inherited:
        assert f"2023.toml:{len(child.splitlines())}" in problem.render("en").splitlines()[-1]


def test_a_checklist_worth_something_else(tmp_path: Path) -> None:
    """Items of 1 and 0.5 on two points are found at the items."""
    swap = ('{ measure = "kept", score = 1 }', '{ measure = "kept", score = 0.5 }')
    (problem,) = problems("checklist-points", swap, folder=tmp_path)
    assert "1.5" in problem.render("en")
    assert problem.place.line == line_of("items = [")
    assert problem.path == "indicators.rules.scheme.items"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('label = "已执行"', 'label = "已 制定"', "measures"),
        ('label = "已执行"', 'label = "人数"', "measures"),
        ('group = "h"\nlabel = "制度"', 'group = "g"\nlabel = "规 模"', "indicators"),
    ],
)
def test_a_word_that_means_two_things(old: str, new: str, kind: str, tmp_path: Path) -> None:
    """Labels and aliases are compared as words, measures among all and rows within a group."""
    (problem,) = problems("duplicate-label", (old, new), folder=tmp_path)
    assert problem.path.startswith(kind)
    assert problem.severity.value == "warning"


def test_the_same_row_in_two_groups_is_allowed(tmp_path: Path) -> None:
    """Forms tell equal rows apart by the group."""
    swap = ('label = "制度"', 'label = "规模"')
    assert problems("duplicate-label", swap, folder=tmp_path) == ()


def test_a_rule_set_without_a_source(tmp_path: Path) -> None:
    """No source at all is found, and a source without its number unless that is assumed."""
    source = '[[ruleset.sources]]\ntitle = "通知"\ndocument_no = "示例〔2022〕1号"\n'
    assert len(problems("unsourced", (source, ""), folder=tmp_path)) == 1
    number = 'document_no = "示例〔2022〕1号"'
    assert len(problems("unsourced", (number, ""), folder=tmp_path)) == 1
    excused = (number, 'assumed = { document_no = "不详" }')
    assert problems("unsourced", excused, folder=tmp_path) == ()


def test_a_measure_that_nothing_uses(tmp_path: Path) -> None:
    """A twin is found; one that is kept on purpose says why."""
    twin = '[measures.twin]\nlabel = "多余"\n'
    swap = ("[tiers.t]", f"{twin}\n[tiers.t]")
    (problem,) = problems("unused-measure", swap, folder=tmp_path)
    assert problem.path == "measures.twin"
    kept = ("[tiers.t]", f'{twin}assumed = {{ unused = "认词用" }}\n\n[tiers.t]')
    assert problems("unused-measure", kept, folder=tmp_path) == ()
    formula = ("[tiers.t]", f'{twin}formula = "staff * 2"\n\n[tiers.t]')
    assert problems("unused-measure", formula, folder=tmp_path) == ()
    namesake = ("[tiers.t]", '[measures.size]\nlabel = "多余"\n\n[tiers.t]')
    (problem,) = problems("unused-measure", namesake, folder=tmp_path)
    assert problem.path == "measures.size"


@pytest.mark.parametrize(
    "use",
    [
        '[adjustments.a]\nkind = "bonus"\ncount = "twin"\npoints = 1\ncap = 2\n',
        '[adjustments.a]\nkind = "veto"\nwhen = "twin > 3"\n',
        '[not_applicable]\npolicy = "full"\nwhen = "twin = 0"\n',
        '[not_applicable]\npolicy = "forbidden"\nwhen = "twin = 0"\n',
        '[indicators.size.not_applicable]\npolicy = "full"\nwhen = "twin = 0"\n',
        '[ruleset.ratings]\n"优" = ">= twin"\n"差" = "< twin"\n',
        (
            '[measures.rate]\nlabel = "率"\nunit = "%"\naggregate = { weighted = "twin" }\n'
            'assumed = { unused = "认词用" }\n'
        ),
        (
            '[open.t]\ntier = "t"\npoints = 1\nqualitative = { kind = "judged" }\n'
            'quantitative = { kind = "occurrences", count = "twin", deduct = 1 }\n'
        ),
    ],
)
def test_whatever_reads_a_measure_is_a_use(use: str, tmp_path: Path) -> None:
    """Around the indicators too: adjustments, policies, ratings, weights, open rows."""
    twin = '[measures.twin]\nlabel = "多余"\ntype = "count"\n'
    swap = ("[tiers.t]", f"{twin}\n{use}\n[tiers.t]")
    assert problems("unused-measure", swap, folder=tmp_path) == ()


def test_the_columns_of_a_funds_table_need_no_use(tmp_path: Path) -> None:
    """They come with ``[execution]``; one that the rule set declares otherwise is looked at."""
    execution = ("[tiers.t]", "[execution]\npoints = 1\n\n[tiers.t]")
    assert problems("unused-measure", execution, folder=tmp_path) == ()
    own = ("[tiers.t]", '[measures.initial_budget]\nlabel = "年初数"\nunit = "万元"\n\n[tiers.t]')
    (problem,) = problems("unused-measure", own, execution, folder=tmp_path)
    assert problem.path == "measures.initial_budget"


def test_a_reading_of_steps_that_is_not_declared(tmp_path: Path) -> None:
    """Without ``assumed`` the choice is found; a criterion that settles it needs none."""
    silent = ('assumed = ["partial", "floor"]', "")
    found = problems("assumption-undeclared", silent, folder=tmp_path)
    assert "indicators.size.scheme.partial" in [problem.path for problem in found]
    for settled in ("每超过整一人扣1分", "每满一人扣1分", "不足一人的不扣"):
        words = ("每超过一人扣1分", settled)
        found = problems("assumption-undeclared", silent, words, folder=tmp_path)
        assert "indicators.size.scheme.partial" not in [problem.path for problem in found]


def test_cases_that_are_missing(tmp_path: Path) -> None:
    """No file, an empty one, and a score that no case expects are noted."""
    assert len(problems("no-cases", cases=None, folder=tmp_path)) == 1
    assert len(problems("no-cases", cases="case = []", folder=tmp_path)) == 1
    some = CASES.replace(", rules = 2", "")
    (problem,) = problems("no-cases", cases=some, folder=tmp_path)
    assert "rules" in problem.render("en")
    assert problem.severity.value == "note"


def test_a_case_that_fails(tmp_path: Path) -> None:
    """A wrong case is found in its own file, at the score that differs."""
    wrong = f"\n# first\n{CASES.replace('size = 3', 'size = 2')}"
    (problem,) = problems("case-fails", cases=wrong, folder=tmp_path)
    assert problem.place.file.endswith("x.cases.toml")
    line, text = next(one for one in enumerate(wrong.splitlines(), 1) if "size = 2" in one[1])
    assert (problem.place.line, problem.place.column) == (line, text.index("size") + 1)
    assert "size should be 2, but is 3" in problem.render("en")


def test_problems_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Whatever check finds them, an author mends from the top down."""
    path = tmp_path / "cn" / "department" / "2022.toml"
    path.parent.mkdir(parents=True)
    broken = GOOD.replace('document_no = "示例〔2022〕1号"', "").replace(
        'label = "规模"\npoints = 3', 'label = "规模"\npoints = 4'
    )
    path.write_text(broken, encoding="utf-8")
    found = BENCH.lint([path])
    assert len(found) >= 3
    assert [p.place.line for p in found] == sorted(p.place.line for p in found)
