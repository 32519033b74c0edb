"""``coverage-gap``: the project forms cover less than the department's project expenditure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, document_check
from zhibiao.auditing.figures import naming
from zhibiao.exact import ZERO, unit_text
from zhibiao.messages import Message, Text, say
from zhibiao.model.form import Stated, resolution_of
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import MONEY

FOUND = Text(
    zh="项目支出 {whole}，{count} 张项目自评表合计只有 {covered}（{parts}），还有 {gap} 没有自评表",
    en="project expenditure is {whole}, but the {count} project forms cover only {covered} "
    "({parts}): {gap} has no form",
)
PART = Text(zh="{title} {amount}", en="{title} {amount}")
SHOWN = 12
PROJECTS = "项目支出"


@document_check("coverage-gap", Severity.WARNING)
def coverage_gap(audits: tuple[Audit, ...]) -> Iterator[Observation]:
    """The project forms of a document cover less than its stated project expenditure.

    What it finds:
        A department's form that states 项目支出 in a document with project forms whose
        expenditure comes to less. Each form's amount is named. A document without any project
        form says nothing of them, nor does one of whose project forms the amount is not known.

    Why it matters:
        Each project of level 1 needs a form of its own; what has none was not evaluated.

    Example:
        2,178.65 of project expenditure, seven forms over 1,201.73.

    What to do:
        Hand in the missing forms, or correct the amounts.

    Source:
        The note under the project form: one table for each first-level project.
    """
    whole = next((found for audit in audits if (found := _stated(audit)) is not None), None)
    projects = [audit for audit in audits if audit.form.scope == "project"]
    amounts = [_spent(audit) for audit in projects]
    known = [amount for amount in amounts if amount is not None]
    if whole is None or not projects or len(known) < len(amounts):
        return
    stated, covered = whole.cell.amount(MONEY, MONEY), sum(known, ZERO)
    if stated is None or (stated - covered) * 2 <= max(resolution_of(whole.cell), ZERO):
        return
    parts: list[Message] = [
        say(PART, title=_title(audit), amount=unit_text(amount, MONEY))
        for audit, amount in zip(projects, known, strict=True)
    ]
    yield Observation(
        say(
            FOUND,
            whole=unit_text(stated, MONEY),
            count=len(projects),
            covered=unit_text(covered, MONEY),
            parts=tuple(parts[:SHOWN]) if len(parts) <= SHOWN else (*parts[:SHOWN], "…"),
            gap=unit_text(stated - covered, MONEY),
        ),
        whole.where,
        claimed=unit_text(stated, MONEY),
        expected=unit_text(covered, MONEY),
    )


def _stated(audit: Audit) -> Stated | None:
    """What a department's form says that its projects cost, in its funds table or elsewhere."""
    if audit.form.scope == "project":
        return None
    for line in audit.form.funds.lines:
        cell = line.cells["expenditure"]
        if line.source == "project" and cell.amount(MONEY, MONEY) is not None:
            return Stated("项目支出", cell)
    year = audit.form.fiscal_year
    for kind in ("figure", "fact"):
        for stated in audit.form.stated:
            name = naming(stated, year) if stated.kind == kind else None
            if name is None or name.noun != PROJECTS or name.column != "final":
                continue
            if name.year == year and stated.cell.amount(MONEY) is not None:
                return stated
    return None


def _spent(audit: Audit) -> Fraction | None:
    for line in audit.form.funds.lines:
        if line.source == "total":
            return line.amount("expenditure")
    return None


def _title(audit: Audit) -> str:
    title = audit.form.title
    return title.rpartition("：")[2] or title
