"""``case-fails``: a worked case does not come out as written."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Subject, lint_check
from zhibiao.model.problem import Problem, Severity
from zhibiao.scoring.cases import run


@lint_check("case-fails", Severity.ERROR)
def case_fails(subject: Subject) -> Iterator[Problem]:
    """A worked case gives another score than it expects.

    What it finds:
        Every case whose figures are scored otherwise than written, without any tolerance, and
        cases that give or expect what the rule set does not know.

    Why it matters:
        Either the rule or the case is wrong, and a person has to say which.

    Example:
        A case that expects 3.5 for 103.7% where ``partial = "started"`` gives 3.

    What to do:
        Work the case out by hand from the wording, then correct the rule or the case.

    Source:
        The rule-set language, worked cases.
    """
    for _, problems in run(subject.cases or (), subject.rules):
        yield from problems
