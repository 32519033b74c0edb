"""``zhibiao new``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhibiao.cli.root import Session, verb
from zhibiao.messages import Value, say
from zhibiao.messages import authoring as texts

if TYPE_CHECKING:
    from zhibiao.authoring.draft import Draft
    from zhibiao.authoring.scaffold import RuleSetName
    from zhibiao.model.form import Form


def command(lang: str) -> click.Command:
    """The verb in a language, with what can be made."""
    made = click.Group("new", help=texts.NEW.render(lang))
    made.add_command(_ruleset(lang))
    made.add_command(_package(lang))
    return made


def _into(lang: str) -> click.Option:
    return click.Option(
        ["--into"],
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help=texts.OPT_INTO.render(lang),
    )


def _ruleset(lang: str) -> click.Command:
    @click.argument("name")
    @click.option("--from", "form", metavar="FORM", help=texts.OPT_FROM.render(lang))
    def run(session: Session, name: str, form: str | None, into: Path) -> None:
        from zhibiao.authoring.scaffold import ruleset_files, ruleset_name
        from zhibiao.authoring.writing import write_files

        named = ruleset_name(name)
        drafted = None if form is None else _draft(session, named, form)
        contents = ruleset_files(named) if drafted is None else _drafted(session, named, drafted)
        write_files(into, contents)
        _tell(session, into, list(contents))
        if drafted is not None:
            numbers = {
                "count": len(drafted.rows),
                "unread": len(set(drafted.judged) - set(drafted.unstated)),
                "unstated": len(drafted.unstated),
            }
            session.say(say(texts.DRAFTED, **numbers).render(session.lang))
        path = (into / f"{named.id}.toml").as_posix()
        session.say(say(texts.NEXT_RULESET, path=path).render(session.lang))

    made = verb(lang, "ruleset", texts.NEW_RULESET.render(lang))(run)
    made.params.append(_into(lang))
    return made


def _package(lang: str) -> click.Command:
    @click.argument("name")
    @click.option("--ruleset", metavar="ID", help=texts.OPT_ID.render(lang))
    def run(session: Session, name: str, ruleset: str | None, into: Path) -> None:
        from zhibiao.authoring.scaffold import invented, package_files, ruleset_name
        from zhibiao.authoring.writing import write_folder

        year = datetime.now(tz=timezone.utc).year
        contents = package_files(name, ruleset_name(ruleset or invented(year)))
        write_folder(into / name, contents)
        _tell(session, into / name, list(contents))
        path = (into / name).as_posix()
        session.say(say(texts.NEXT_PACKAGE, path=path).render(session.lang))

    made = verb(lang, "package", texts.NEW_PACKAGE.render(lang))(run)
    made.params.append(_into(lang))
    return made


def _tell(session: Session, folder: Path, names: list[str]) -> None:
    written = [(folder / name).as_posix() for name in names]
    if session.as_json:
        session.emit({"written": written})
    else:
        for name in written:
            click.echo(name)


def _draft(session: Session, name: RuleSetName, source: str) -> Draft:
    """A draft that loads: a row whose scheme means nothing in it is left to an assessor."""
    from zhibiao.authoring.draft import draft
    from zhibiao.cli.source import read_forms
    from zhibiao.errors import RuleSetError
    from zhibiao.model.problem import Problem

    bench = session.workbench
    form = _chosen(session, name, read_forms(bench, source))
    judged: set[str] = set()
    while True:
        found = draft(form, name, bench.read_criterion, judged)
        try:
            bench.loads(found.text, name.id)
        except RuleSetError as error:
            paths = [p.path for p in error.problems if isinstance(p, Problem)]
            blamed = {row for row in found.rows if any(_is_of(row, path) for path in paths)}
            if not blamed - judged:
                raise
            judged |= blamed
        else:
            return found


def _chosen(session: Session, name: RuleSetName, forms: Sequence[Form]) -> Form:
    """The first form of the scope that the id names, else the first; what is doubtful is said."""
    at = next((n for n, one in enumerate(forms) if one.scope == name.scope), 0)
    form = forms[at]
    if len(forms) > 1:
        numbers: dict[str, Value] = {"count": len(forms), "number": at + 1, "title": form.title}
        session.say(say(texts.OF_SEVERAL, **numbers).render(session.lang))
    stated = ((form.scope, name.scope), (form.fiscal_year, int(name.year)))
    for found, wanted in stated:
        if found and found != wanted:
            said = say(texts.OTHER_FORM, found=str(found), wanted=str(wanted))
            session.say(said.render(session.lang))
    return form


def _is_of(row: str, path: str) -> bool:
    parts = path.split(".")
    return len(parts) > 1 and (parts[1] == row or parts[1].startswith(f"{row}_"))


def _drafted(session: Session, name: RuleSetName, drafted: Draft) -> dict[str, str]:
    """The draft and its first case: what is possible at all where nothing is known."""
    from zhibiao.criteria.document import toml_value

    rules = session.workbench.loads(drafted.text, name.id)
    total = session.workbench.score(rules, {}).total
    least, most = toml_value(total.least), toml_value(total.most)
    case = (
        f'[[case]]\nname = "{texts.CASE_NAME}"\ngiven = {{}}\n'
        f'expect = {{ total = [{least}, {most}] }}\norigin = "{texts.CASE_ORIGIN}"\n'
    )
    return {f"{name.id}.toml": drafted.text, f"{name.id}.cases.toml": case}
