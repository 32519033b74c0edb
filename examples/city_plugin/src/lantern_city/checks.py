"""What the city's reviewers look for. A docstring is the check's page of documentation."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

NO_YEAR = Text(zh="表的标题没有写明{year}年度", en="the heading does not name the year {year}")
NO_SUMMARY = Text(
    zh="没有写 summary：谁用、用于什么", en="there is no summary: who uses it, and for what"
)


@form_check("heading-without-year", Severity.NOTE)
def heading_without_year(audit: Audit) -> Iterator[Observation]:
    """The heading does not name the fiscal year.

    What it finds:
        A form whose heading does not hold the year that the form is for.

    Why it matters:
        The city files forms by their headings.

    Example:
        "部门整体支出绩效自评表" on a form for 2024.

    What to do:
        Write the year into the heading.

    Source:
        The invented city's filing rules.
    """
    year = audit.form.fiscal_year
    if year is not None and str(year) not in audit.form.title:
        yield Observation(say(NO_YEAR, year=str(year)), claimed=audit.form.title)


@lint_check("summary-missing", Severity.WARNING)
def summary_missing(subject: Subject) -> Iterator[Sighting]:
    """A rule set has no summary.

    What it finds:
        A rule set without ``summary`` in its heading.

    Why it matters:
        The city publishes its standards with it.

    Example:
        ``[ruleset]`` with a title alone.

    What to do:
        Write one paragraph: who uses the standard, and for what.

    Source:
        The invented city's publishing rules.
    """
    if not subject.rules.ruleset.summary:
        yield Sighting(say(NO_SUMMARY), ("ruleset",))
