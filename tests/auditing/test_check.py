"""What checks share: names, severities, documentation, selection and order."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from attrs import evolve

from tests.auditing.small import BENCH, GOOD, changed, findings, form, scored
from zhibiao.auditing.audit import run
from zhibiao.auditing.check import Audit, DocumentCheck, FormCheck
from zhibiao.errors import NotFoundError

SEVERITIES = {
    "total-mismatch": "error",
    "declared-score-mismatch": "error",
    "points-mismatch": "error",
    "score-out-of-range": "error",
    "impossible-score": "error",
    "score-contradicts-criterion": "error",
    "missing-reason": "error",
    "rate-mismatch": "error",
    "amounts-mismatch": "error",
    "conflicting-figures": "error",
    "execution-score-mismatch": "error",
    "criterion-contradicts-points": "error",
    "text-table-mismatch": "error",
    "impossible-date": "error",
    "missing-total": "error",
    "missing-target": "error",
    "missing-actual": "error",
    "missing-points": "error",
    "reading-dependent-score": "warning",
    "goal-target-mismatch": "warning",
    "coverage-gap": "warning",
    "criterion-direction": "warning",
    "unmeasured-actual": "warning",
    "over-achievement": "warning",
    "underspent-full-marks": "warning",
    "adjusted-budget-unexplained": "warning",
    "money-as-quantity": "warning",
    "duplicate-indicator": "warning",
    "unreadable-criterion": "note",
    "evidence-insufficient": "note",
}
HEADINGS = ("What it finds:", "Why it matters:", "Example:", "What to do:", "Source:")
CHECKS = pytest.mark.parametrize("check", BENCH.form_checks, ids=lambda check: check.name)
SPOILT = changed(
    scored(6, "1"),
    ('reason = "超编一人"', ""),
    ('label = "年末结余"\nvalue = "0"', 'label = "年末结余"\nvalue = "/"'),
    ('label = "在职人数"\nvalue = "101"', 'label = "在职人数"\nvalue = "101.5"'),
)


def test_names_and_severities_never_change() -> None:
    """These checks exist, and are of these severities."""
    assert SEVERITIES.items() <= {c.name: c.severity.value for c in BENCH.form_checks}.items()


@CHECKS
def test_every_check_is_documented(check: FormCheck | DocumentCheck) -> None:
    """The docstring has a first line of one sentence and the five headings in order."""
    first, *rest = check.documentation.splitlines()
    assert first.endswith(".")
    assert [line for line in rest if line in HEADINGS] == list(HEADINGS)


@CHECKS
def test_a_name_is_kebab_case(check: FormCheck | DocumentCheck) -> None:
    """A name reads as the fault, in small letters and hyphens."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", check.name)


@CHECKS
def test_an_empty_form_has_no_findings(check: FormCheck | DocumentCheck) -> None:
    """Where nothing is said, nothing is wrong, neither in a form nor between several."""
    empty = Audit(form("form = 1"))
    if isinstance(check, FormCheck):
        assert tuple(check.run(empty)) == ()
    else:
        assert tuple(check.run(())) == tuple(check.run((empty, empty))) == ()


def test_the_gravest_come_first() -> None:
    """Errors stand before warnings, warnings before notes, and else in the order of the checks."""
    found = findings(SPOILT)
    ranks = [finding.severity.rank for finding in found]
    assert ranks == sorted(ranks)
    assert {"error", "warning", "note"} == {finding.severity.value for finding in found}
    order = [check.name for check in BENCH.form_checks]
    errors = [order.index(f.check) for f in found if f.severity.value == "error"]
    assert errors == sorted(errors)


def test_selection_leaves_what_was_asked_for() -> None:
    """Selecting runs only these checks, ignoring all but these; the findings are the same ones.

    Only what they follow from may be left out.
    """
    everything = tuple(evolve(finding, because=()) for finding in findings(SPOILT))
    for name in SEVERITIES:
        assert findings(SPOILT, [name]) == tuple(f for f in everything if f.check == name)
    kept = [c.name for c in BENCH.chosen_checks(ignore=["missing-reason"])]
    assert kept == [c.name for c in BENCH.form_checks if c.name != "missing-reason"]


def test_an_unknown_check_is_refused_by_name() -> None:
    """A misspelt check is said in both languages, with those that exist."""
    with pytest.raises(NotFoundError) as caught:
        BENCH.chosen_checks(["total-mismatches"])
    for lang in ("zh", "en"):
        assert "total-mismatches" in caught.value.render(lang)
        assert "missing-reason" in caught.value.render(lang)


def test_the_tolerance_is_a_setting() -> None:
    """With a tolerance of one point a difference of one passes, and 1.01 does not."""
    checks = BENCH.chosen_checks(["total-mismatch"])
    for total, count in (("10.5", 0), ("8.5", 0), ("10.51", 1)):
        wide = Audit(form(changed(scored(6, total))), tolerance=Fraction(1))
        assert len(run(wide, checks)) == count


def test_a_finding_names_its_place_and_what_stands_there() -> None:
    """Every finding has the form's own label, and the cell's own text where it has a cell."""
    for finding in findings(SPOILT):
        assert finding.where.label
        assert finding.where.text is not None
        assert finding.where.label in GOOD or finding.where.label == "总分"
