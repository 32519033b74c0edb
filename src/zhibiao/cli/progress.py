"""How far a run over many files is: a bar on a terminal, a line a file with ``-v``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from zhibiao.cli.root import Session
from zhibiao.messages import bulk as texts
from zhibiao.messages import say

Told = Callable[[str, dict[str, Any]], None]


@contextmanager
def watching(session: Session, count: int) -> Iterator[Told]:
    """Something to tell of each file that is done; all of it goes to standard error."""
    if session.quiet or not count:
        yield lambda _file, _shape: None
    elif session.verbose:
        yield _lines(session, count)
    else:
        with _bar(session, count) as told:
            yield told


def _lines(session: Session, count: int) -> Told:
    done = 0

    def told(file: str, shape: dict[str, Any]) -> None:
        nonlocal done
        done += 1
        if "error" in shape:
            why = shape["error"]["message"]
            said = say(texts.PROGRESS_FAILED, done=done, count=count, file=file, why=why)
        else:
            found = [one for form in shape["forms"] for one in form["findings"]]
            found += shape["findings"]
            errors, warnings = (
                sum(1 for one in found if one["severity"] == severity)
                for severity in ("error", "warning")
            )
            said = say(
                texts.PROGRESS,
                done=done,
                count=count,
                file=file,
                errors=errors,
                warnings=warnings,
            )
        session.say(said.render(session.lang))

    return told


@contextmanager
def _bar(session: Session, count: int) -> Iterator[Told]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    from zhibiao.reports.terminal import console

    screen = console(error=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeLeft())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(texts.AUDITING.render(session.lang), total=count)
        yield lambda _file, _shape: bar.advance(task)
