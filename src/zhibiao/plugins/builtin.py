"""Our own parts, named as text and resolved on use. They enter by the same hooks as anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from zhibiao.plugins.hookspecs import hookimpl

SCHEMES = {
    "step-deduction": "zhibiao.model.schemes.step_deduction:StepDeduction",
    "bands": "zhibiao.model.schemes.bands:Bands",
    "completion": "zhibiao.model.schemes.completion:Completion",
    "occurrences": "zhibiao.model.schemes.occurrences:Occurrences",
    "checklist": "zhibiao.model.schemes.checklist:Checklist",
    "states": "zhibiao.model.schemes.states:States",
    "grades": "zhibiao.model.schemes.grades:Grades",
    "judged": "zhibiao.model.schemes.judged:Judged",
    "interpolation": "zhibiao.model.schemes.interpolation:Interpolation",
    "rank": "zhibiao.model.schemes.rank:Rank",
    "formula": "zhibiao.model.schemes.formula:FormulaScheme",
    "composite": "zhibiao.model.schemes.composite:Composite",
}

_AUDITING = "zhibiao.auditing.checks."
FORM_CHECKS = (
    _AUDITING + "total_mismatch:total_mismatch",
    _AUDITING + "declared_score_mismatch:declared_score_mismatch",
    _AUDITING + "points_mismatch:points_mismatch",
    _AUDITING + "score_out_of_range:score_out_of_range",
    _AUDITING + "impossible_score:impossible_score",
    _AUDITING + "score_contradicts_criterion:score_contradicts_criterion",
    _AUDITING + "criterion_contradicts_points:criterion_contradicts_points",
    _AUDITING + "missing_reason:missing_reason",
    _AUDITING + "rate_mismatch:rate_mismatch",
    _AUDITING + "execution_score_mismatch:execution_score_mismatch",
    _AUDITING + "amounts_mismatch:amounts_mismatch",
    _AUDITING + "conflicting_figures:conflicting_figures",
    _AUDITING + "text_table_mismatch:text_table_mismatch",
    _AUDITING + "impossible_date:impossible_date",
    _AUDITING + "missing_total:missing_total",
    _AUDITING + "missing_target:missing_target",
    _AUDITING + "missing_actual:missing_actual",
    _AUDITING + "missing_points:missing_points",
    _AUDITING + "reading_dependent_score:reading_dependent_score",
    _AUDITING + "goal_target_mismatch:goal_target_mismatch",
    _AUDITING + "coverage_gap:coverage_gap",
    _AUDITING + "criterion_direction:criterion_direction",
    _AUDITING + "unmeasured_actual:unmeasured_actual",
    _AUDITING + "share_as_percent:share_as_percent",
    _AUDITING + "over_achievement:over_achievement",
    _AUDITING + "underspent_full_marks:underspent_full_marks",
    _AUDITING + "adjusted_budget_unexplained:adjusted_budget_unexplained",
    _AUDITING + "money_as_quantity:money_as_quantity",
    _AUDITING + "duplicate_indicator:duplicate_indicator",
    _AUDITING + "evidence_insufficient:evidence_insufficient",
    _AUDITING + "unreadable_criterion:unreadable_criterion",
)

_LINTING = "zhibiao.linting.checks."
LINT_CHECKS = (
    _LINTING + "points_do_not_add_up:points_do_not_add_up",
    _LINTING + "checklist_points:checklist_points",
    _LINTING + "score_out_of_range:score_out_of_range",
    _LINTING + "band_gap:band_gap",
    _LINTING + "band_overlap:band_overlap",
    _LINTING + "unreachable_band:unreachable_band",
    _LINTING + "criterion_disagrees:criterion_disagrees",
    _LINTING + "full_mark_differs:full_mark_differs",
    _LINTING + "direction_contradiction:direction_contradiction",
    _LINTING + "zero_target:zero_target",
    _LINTING + "unknown_division_code:unknown_division_code",
    _LINTING + "assumption_undeclared:assumption_undeclared",
    _LINTING + "unused_measure:unused_measure",
    _LINTING + "duplicate_label:duplicate_label",
    _LINTING + "runs_python:runs_python",
    _LINTING + "unsourced:unsourced",
    _LINTING + "no_cases:no_cases",
    _LINTING + "case_fails:case_fails",
)

_READERS = "zhibiao.readers."
READERS = (  # specific formats before general ones: every page and every table is also a text
    _READERS + "word.reader:DOCX",
    _READERS + "workbook.reader:XLSX",
    _READERS + "workbook.old:XLS",
    _READERS + "pdf.reader:PDF",
    _READERS + "office.readers:DOC",
    _READERS + "office.readers:RTF",
    _READERS + "office.readers:ODT",
    _READERS + "office.readers:ODS",
    _READERS + "office.readers:XLSB",
    _READERS + "web.archive:MHT",
    _READERS + "web.reader:HTML",
    _READERS + "plain.reader:TEXT",
    _READERS + "plain.delimited:CSV",
)

_CLI = "zhibiao.cli."
COMMANDS = {
    "list": _CLI + "rulesets:command",
    "show": _CLI + "show:command",
    "lint": _CLI + "lint:command",
    "test": _CLI + "test:command",
    "score": _CLI + "score:command",
    "explain": _CLI + "explain:command",
    "audit": _CLI + "audit:command",
    "compare": _CLI + "authors.compare:command",
    "sensitivity": _CLI + "authors.sensitivity:command",
    "read": _CLI + "read:command",
    "criterion": _CLI + "authors.criterion:command",
    "workbook": _CLI + "authors.workbook:command",
    "schema": _CLI + "authors.schema:command",
    "batch": _CLI + "batch:command",
    "new": _CLI + "authors.new:command",
    "plugins": _CLI + "authors.plugins:command",
}


_REPORTS = "zhibiao.reports."
REPORT_FORMATS = (
    _REPORTS + "html.report:HTML",
    _REPORTS + "findings_book:XLSX",
    _REPORTS + "json_report:JSON",
)


@hookimpl
def zhibiao_rulesets() -> Iterable[Path]:
    """The rule sets that ship with zhibiao: beside the package in a wheel, else in the tree."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "rulesets", package.parents[1] / "rulesets"):
        if folder.is_dir():
            return [folder]
    return []


@hookimpl
def zhibiao_schemes() -> Mapping[str, str]:
    """The scheme kinds of the language."""
    return SCHEMES


@hookimpl
def zhibiao_form_checks() -> Iterable[str]:
    """Our checks on forms, in the order in which their findings are listed."""
    return FORM_CHECKS


@hookimpl
def zhibiao_lint_checks() -> Iterable[str]:
    """Our checks on rule sets."""
    return LINT_CHECKS


@hookimpl
def zhibiao_readers() -> Iterable[str]:
    """Our readers of documents."""
    return READERS


@hookimpl
def zhibiao_report_formats() -> Iterable[str]:
    """Our formats of reports."""
    return REPORT_FORMATS


@hookimpl
def zhibiao_commands() -> Mapping[str, str]:
    """Our verbs, in the order in which ``--help`` lists them."""
    return COMMANDS
