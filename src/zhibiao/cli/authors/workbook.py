"""``zhibiao workbook``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from zhibiao.cli.output import OutputPath, require_kept, write_whole
from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import STDIN, read_forms
from zhibiao.errors import FormError, NotFoundError
from zhibiao.messages import Message, say
from zhibiao.messages import cli as texts
from zhibiao.messages import workbook as words
from zhibiao.model.form import Form
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard

SUFFIX = ".xlsx"
SHOWN_ROWS = 3
"""So many rows of each side are named where none of them fit."""


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.argument("form", required=False)
    @click.option(
        "-o",
        "--output",
        required=True,
        type=OutputPath(lang, dir_okay=False),
        help=texts.OPT_WORKBOOK.render(lang),
    )
    @click.option("--number", type=int, metavar="N", help=words.OPT_NUMBER.render(lang))
    def run(
        session: Session, ruleset: str, form: str | None, output: Path, number: int | None
    ) -> None:
        from zhibiao.reports.workbook import made_workbook

        if number is not None and form is None:
            raise click.UsageError(words.NUMBER_ALONE.render(lang))
        _refuse_other_formats(output)
        require_kept([ruleset, form], output)
        bench = session.workbench
        rules = bench.load(ruleset)
        card, said = None, None
        notes: list[Message] = []
        left_out: list[Message] = []
        if form is not None:
            forms = read_forms(bench, form)
            scope = rules.ruleset.scope
            at = _chosen(form, forms, scope, number)
            said = forms[at]
            card = bench.score(rules, said)
            _require_fitting(form, said, rules, card)
            notes = _notes(form, forms, at, scope)
            left_out = [*_others(form, forms, at), *card.remarks]
        made = made_workbook(rules, card, said, session.lang)
        left_out += made.left_out
        content = made.content
        write_whole(output, content)
        if session.as_json:
            session.emit(
                {
                    "ruleset": rules.id, "file": str(output), "bytes": len(content),
                    "notes": [note.render(session.lang) for note in notes],
                    "left_out": [one.render(session.lang) for one in left_out],
                }
            )  # fmt: skip
            return
        session.say(say(words.MADE, path=str(output)).render(session.lang))
        for kind, found in ((texts.NOTE, notes), (texts.REMARK, left_out)):
            for one in found:
                session.say(kind.render(session.lang) + one.render(session.lang))

    return verb(lang, "workbook", texts.WORKBOOK.render(lang))(run)


def _refuse_other_formats(output: Path) -> None:
    """A file is named by what is in it: programs go by the ending.

    Raises:
        NotFoundError: there is no workbook of that ending.
    """
    if str(output) == STDIN:
        raise NotFoundError(say(words.NO_STDOUT))
    is_device = output.exists() and not output.is_file()
    if output.suffix.lower() == SUFFIX or is_device:
        return
    other, suffix = output.with_suffix(SUFFIX).as_posix(), output.suffix
    text = words.OTHER_SUFFIX if suffix.strip(".") else words.NO_SUFFIX
    raise NotFoundError(say(text, file=output.as_posix(), suffix=suffix, other=other))


def _require_fitting(file: str, form: Form, rules: RuleSet, card: Scorecard) -> None:
    """A project's form in a department's rule set leaves a workbook of which nothing is the form's.

    Rule sets that leave all rows to the unit know none by name: they are filled in as they are.

    Raises:
        FormError: the form is of another scope, and none of its rows is one of the rule set's.
    """
    known = list(rules.indicators.values())
    is_other = _is_of_other_scope(form, rules.ruleset.scope)
    if is_other and form.rows and known and all(score.row is None for score in card.scores):
        raise FormError(
            say(
                words.NO_ROW_FITS,
                file=file,
                found=texts.SCOPES.get(form.scope, form.scope),
                wanted=texts.SCOPES.get(rules.ruleset.scope, rules.ruleset.scope),
                count=len(form.rows),
                ruleset=rules.id,
                rows=tuple(row.label for row in form.rows[:SHOWN_ROWS]),
                items=tuple(item.label for item in known[:SHOWN_ROWS]),
            )
        )


def _is_of_other_scope(form: Form, scope: str) -> bool:
    return bool(form.scope and scope and form.scope != scope)


def _chosen(file: str, forms: Sequence[Form], scope: str, number: int | None) -> int:
    """Which form is filled in: the one that is named, else the only one that it can be.

    Raises:
        NotFoundError: there is no such form, or several could be meant.
    """
    everyone = range(len(forms))
    if number is not None:
        if number - 1 not in everyone:
            every = _named(forms, everyone)
            raise NotFoundError(say(words.NO_SUCH_FORM, file=file, number=number, forms=every))
        return number - 1
    fitting = [at for at in everyone if forms[at].scope == scope] or everyone
    if len(fitting) > 1:
        named = _named(forms, fitting)
        raise NotFoundError(say(words.WHICH_FORM, file=file, count=len(fitting), forms=named))
    return fitting[0]


def _named(forms: Sequence[Form], places: Iterable[int]) -> tuple[Message, ...]:
    """Forms as they are counted in their file, with what they are called."""
    return tuple(say(words.ONE_FORM, number=at + 1, title=forms[at].title) for at in places)


def _notes(file: str, forms: Sequence[Form], at: int, scope: str) -> list[Message]:
    """Which form was taken, where there were several, and whether it fits the rule set."""
    found = []
    if len(forms) > 1:
        (chosen,) = _named(forms, [at])
        found.append(say(words.FILLED_FROM, file=file, form=chosen))
    if _is_of_other_scope(forms[at], scope):
        shown = [texts.SCOPES.get(one, one) for one in (forms[at].scope, scope)]
        found.append(say(words.OTHER_SCOPE, found=shown[0], wanted=shown[1]))
    return found


def _others(file: str, forms: Sequence[Form], at: int) -> list[Message]:
    """The forms of the file that are not filled in."""
    named = _named(forms, (other for other in range(len(forms)) if other != at))
    return [say(words.OTHER_FORMS, file=file, forms=named)] if named else []
