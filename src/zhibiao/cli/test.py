"""``zhibiao test``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from zhibiao.api import CaseRun
from zhibiao.cli.root import FINDINGS, WRONG_INPUT, Session, verb
from zhibiao.cli.source import rule_sets
from zhibiao.errors import NotFoundError
from zhibiao.messages import case_books as book_texts
from zhibiao.messages import cli as texts
from zhibiao.messages import say
from zhibiao.model.problem import Problem

BOOK = ".xlsx"


@frozen
class _Tested:
    """One rule set: its cases, and the laws that do not hold; ``None`` where none was tried."""

    cases: CaseRun
    broken: dict[str, Problem] | None = None

    @property
    def failed(self) -> bool:
        """Whether a case or a law fails."""
        return bool(self.cases.failed or self.broken)


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("paths", nargs=-1, required=True)
    @click.option("--from", "source", metavar="FILE", help=book_texts.OPT_FROM.render(lang))
    @click.option(
        "--to",
        "target",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=book_texts.OPT_TO.render(lang),
    )
    def run(
        session: Session, paths: tuple[str, ...], source: str | None, target: Path | None
    ) -> int:
        if (source or target) and (len(paths) > 1 or (source and target)):
            raise click.UsageError(book_texts.ONE_RULESET.render(lang))
        for named in (source, target):
            if named is not None and Path(named).suffix.lower() != BOOK:
                raise NotFoundError(say(book_texts.NOT_A_BOOK, file=str(named)))
        if target is not None:
            return _write_book(session, paths[0], target)
        tested = _tested(session, paths) if source is None else [_booked(session, paths[0], source)]
        if session.as_json:
            session.emit({"rulesets": [_shape(one, session.lang) for one in tested]})
        else:
            _print(session, tested)
        if not _can_try_laws():
            from zhibiao.testing.words import NEEDED

            session.say(say(texts.LAWS_SKIPPED, why=NEEDED).render(session.lang))
        if any(one.cases.problems for one in tested):
            return WRONG_INPUT
        return FINDINGS if any(one.failed for one in tested) else 0

    return verb(lang, "test", texts.TEST.render(lang))(run)


def _booked(session: Session, name: str, source: str) -> _Tested:
    """One rule set with the cases of a spreadsheet."""
    from zhibiao.authoring.case_book import read_cases
    from zhibiao.scoring.cases import run as run_cases

    path = Path(source)
    if not path.is_file():
        raise NotFoundError(say(book_texts.NO_FILE, file=source))
    rules = session.workbench.load(_one(session, name))
    cases = read_cases(path.read_bytes(), path.name, rules)
    return _Tested(CaseRun(rules.id, tuple(run_cases(cases, rules))))


def _one(session: Session, name: str) -> str:
    """The single rule set that a spreadsheet is about, where a folder may be given."""
    found = session.workbench.targets([name])
    if len(found) != 1:
        raise NotFoundError(say(book_texts.ONE_RULESET, name=name, count=len(found)))
    return found[0]


def _write_book(session: Session, name: str, target: Path) -> int:
    """The cases beside a rule set as a spreadsheet, which must not exist yet."""
    from zhibiao.authoring.case_book import case_book
    from zhibiao.authoring.writing import write_bytes

    only = _one(session, name)
    rules = session.workbench.load(only)
    write_bytes(target, case_book(session.workbench.catalog.cases(only), rules))
    if session.as_json:
        session.emit({"written": [target.as_posix()]})
    session.say(say(texts.WRITTEN, file=target.as_posix()).render(session.lang))
    return 0


def _can_try_laws() -> bool:
    """Hypothesis draws the figures; it comes with ``zhibiao[testing]``."""
    return find_spec("hypothesis") is not None


def _tested(session: Session, paths: Sequence[str]) -> list[_Tested]:
    targets = rule_sets(session.workbench, paths)
    runs = session.workbench.test(targets)
    if not _can_try_laws():
        return [_Tested(one) for one in runs]
    from zhibiao.testing.search import broken_laws, nothing_left_behind

    with nothing_left_behind():
        return [
            _Tested(one, None if one.problems else broken_laws(session.workbench.load(name)))
            for name, one in zip(targets, runs, strict=True)
        ]


def _shape(tested: _Tested, lang: str) -> dict[str, Any]:
    from zhibiao.reports.shapes import case_run, problem

    one, broken = tested.cases, tested.broken
    return {
        "ruleset": one.ruleset,
        "cases": [case_run(c, p, lang) for c, p in one.results],
        "failed": one.failed,
        "laws": None if broken is None else {name: problem(p, lang) for name, p in broken.items()},
        "problems": [problem(p, lang) for p in one.problems],
    }


def _print(session: Session, tested: Sequence[_Tested]) -> None:
    from zhibiao.reports.terminal import console, print_problems

    out = console()
    for one in tested:
        print_problems(out, one.cases.problems, session.lang)
        for _, problems in one.cases.results:
            print_problems(out, problems, session.lang)
        print_problems(out, tuple((one.broken or {}).values()), session.lang)
        cases = one.cases
        template = texts.CASES_SUM if cases.results else texts.NO_CASES
        shown = say(template, id=cases.ruleset, count=len(cases.results), failed=cases.failed)
        click.echo(shown.render(session.lang))
