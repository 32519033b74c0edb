"""``zhibiao audit``."""

from __future__ import annotations

from typing import Any

import click
from attrs import field, frozen

from zhibiao.api import AuditedDocument
from zhibiao.cli.root import (
    WRONG_INPUT,
    Session,
    error_shape,
    fail_on_option,
    status_of,
    verb,
)  # fmt: skip
from zhibiao.cli.source import form_files, read_forms
from zhibiao.errors import FormError
from zhibiao.messages import cli as texts


@frozen
class _Audited:
    """One file: what was found in it, or why it could not be read."""

    file: str
    document: AuditedDocument = field(factory=AuditedDocument)
    error: FormError | None = None


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("forms", nargs=-1, required=True)
    @click.option("--ruleset", help=texts.OPT_RULESET.render(lang))
    @click.option("--select", multiple=True, metavar="CHECK", help=texts.OPT_SELECT.render(lang))
    @click.option("--ignore", multiple=True, metavar="CHECK", help=texts.OPT_IGNORE.render(lang))
    @fail_on_option(lang)
    def run(
        session: Session,
        forms: tuple[str, ...],
        ruleset: str | None,
        fail_on: str,
        **checks: tuple[str, ...],
    ) -> int:
        audited = []
        for name in form_files(forms):
            audited.append(_audit(session, name, ruleset, checks))
            if not session.as_json:
                _print(session, audited[-1])
        if session.as_json:
            session.emit({"files": [_shape(session, one) for one in audited]})
        if any(one.error is not None for one in audited):
            return WRONG_INPUT
        findings = [f for one in audited for f in one.document.all_findings]
        return status_of(findings, fail_on)

    return verb(lang, "audit", texts.AUDIT.render(lang))(run)


def _audit(
    session: Session, name: str, ruleset: str | None, checks: dict[str, tuple[str, ...]]
) -> _Audited:
    """One file audited; a file that cannot be read does not stop the others."""
    try:
        forms = read_forms(session.workbench, name)
    except FormError as error:
        click.echo(texts.ERROR.render(session.lang) + error.render(session.lang), err=True)
        return _Audited(name, error=error)
    return _Audited(name, session.workbench.audit_document(forms, ruleset, **checks))


def _print(session: Session, one: _Audited) -> None:
    from zhibiao.reports.terminal import console, print_audit, print_between

    out = console()
    print_between(out, one.file, one.document.findings, session.lang)
    for result in one.document.results:
        print_audit(out, one.file, result, session.lang)
        if result.card is not None:
            for remark in result.card.remarks:
                session.say(texts.REMARK.render(session.lang) + remark.render(session.lang))


def _shape(session: Session, one: _Audited) -> dict[str, Any]:
    from zhibiao.reports.shapes import finding, scorecard

    lang = session.lang
    between = [finding(found, lang) for found in one.document.findings]
    shape: dict[str, Any] = {"file": one.file, "kind": "toml", "forms": [], "findings": between}
    if one.error is not None:
        shape["error"] = error_shape(one.error, lang)
    for result in one.document.results:
        form, card = result.form, result.card
        shape["forms"].append(
            {
                "title": form.title,
                "unit": form.unit,
                "scope": form.scope,
                "fiscal_year": form.fiscal_year,
                "ruleset": None if card is None else card.rules.id,
                "reasons": [reason.render(lang) for reason in result.reasons],
                "scorecard": None if card is None else scorecard(card, lang, form=form),
                "findings": [finding(found, lang) for found in result.findings],
            }
        )
    return shape
