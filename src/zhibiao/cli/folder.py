"""Many files audited in processes of their own, with one summary at the end.

Each file ends as one JSON shape in a journal; summary, JSON and reports are made from there, so
that memory does not grow with the folder and an interrupted run can go on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import define, field, frozen

from zhibiao._version import __version__
from zhibiao.api import Workbench
from zhibiao.auditing.summary import Summary, Tally
from zhibiao.bulk.apart import require_apart
from zhibiao.bulk.journal import Journal, key_of
from zhibiao.bulk.workers import Failure, Pool
from zhibiao.cli.output import require_kept
from zhibiao.cli.progress import watching
from zhibiao.cli.root import BrokenOffError, Session
from zhibiao.cli.submissions import Choice, audit_one, report_format, write_annotated, write_report
from zhibiao.errors import FormError
from zhibiao.messages import Message, say
from zhibiao.messages import bulk as texts
from zhibiao.messages import cli as cli_texts
from zhibiao.reports.formats import Batch

Json = dict[str, Any]
PAGE = ".html"


@frozen
class Piece:
    """One file, its key in the journal, and what is to be written of it."""

    file: str
    key: str = ""
    page: Path | None = None
    copy: Path | None = None


@frozen
class Work:
    """What a process does with one file; it can be sent to another process."""

    rules: tuple[str, ...]
    plugins: bool
    choice: Choice
    lang: str

    def __call__(self, piece: Piece) -> Json:
        """The file in its JSON shape; its page and its copy are written on the way."""
        from zhibiao.reports.annotating.annotate import KINDS
        from zhibiao.reports.shapes import submission as shape

        workbench = _workbench(self.rules, self.plugins)
        handed = audit_one(workbench, piece.file, self.choice)
        found = shape(handed.submission, self.lang)
        try:
            if piece.page is not None:
                write_report(workbench, handed.submission, piece.page, self.lang)
            if piece.copy is not None and handed.submission.kind in KINDS:
                write_annotated(handed, piece.copy, self.lang)
        except FormError as error:
            found.setdefault("error", {"message": error.render(self.lang)})
        return found


@lru_cache(maxsize=1)
def _workbench(rules: tuple[str, ...], plugins: bool) -> Workbench:
    return Workbench(rules=rules, plugins=plugins)


@frozen
class Wanted:
    """What a call wants of many files."""

    choice: Choice
    report: Path | None = None
    annotate: Path | None = None
    jobs: int = 1
    timeout: int = 60
    resume: Path | None = None

    @property
    def pages(self) -> Path | None:
        """The folder of pages, where a report is to be one."""
        return self.report if self.report is not None and not self.report.suffix else None


@define
class Folder:
    """One run over many files."""

    session: Session
    files: Sequence[str]
    wanted: Wanted
    root: Path
    _journal: Journal = field(init=False)
    _failed: dict[str, Json] = field(factory=dict)
    _keys: dict[str, str] = field(factory=dict)

    def run(self) -> Summary:
        """Audits what is not done yet, then writes the report and the results."""
        session, wanted = self.session, self.wanted
        if wanted.report is not None and wanted.pages is None:
            report_format(session.workbench, wanted.report)
        if wanted.annotate is not None and wanted.annotate.is_file():
            raise FormError(say(texts.NEEDS_FOLDER, file=wanted.annotate.as_posix()))
        session.workbench.chosen_checks(wanted.choice.select, wanted.choice.ignore)
        if wanted.choice.ruleset is not None:
            session.workbench.load(wanted.choice.ruleset)
        self._require_kept()
        self._journal = Journal.open(wanted.resume)
        try:
            self._audit(self._pieces())
            return self._finish()
        except KeyboardInterrupt:
            raise BrokenOffError(self._interrupted()) from None
        finally:
            self._journal.close()

    def _require_kept(self) -> None:
        """No page, copy or report goes where a file lies that is read.

        Raises:
            FormError: so it would; nothing is written then.
        """
        wanted, index = self.wanted, self._index
        require_kept([wanted.choice.ruleset], index, wanted.annotate, wanted.resume)
        pairs = ((self._page(file), self._copy(file)) for file in self.files)
        inside = (path for pair in pairs for path in pair)
        every = (*inside, index, wanted.resume)
        require_apart(map(Path, self.files), (path for path in every if path is not None))

    @property
    def _index(self) -> Path | None:
        """The file of the report on all files."""
        report = self.wanted.report
        return report / f"index{PAGE}" if report is not None and self.wanted.pages else report

    def _pieces(self) -> list[Piece]:
        """The files that are still to be audited."""
        settings = settings_of(self.session, self.wanted.choice)
        todo = []
        for file in self.files:
            page, copy = self._page(file), self._copy(file)
            try:
                key = key_of(Path(file), settings)
            except OSError as error:
                why = error.strerror or str(error)
                self._fail(file, say(texts.GONE, why=why).render(self.session.lang))
                continue
            self._keys[file] = key
            is_written = page is None or page.is_file()
            if not (key in self._journal and is_written and copy is None):
                todo.append(Piece(file, key, page, copy))
        known = len(self._keys) - len(todo)
        if known:
            self.session.say(say(texts.RESUMED, count=known).render(self.session.lang))
        return todo

    def _page(self, file: str) -> Path | None:
        pages = self.wanted.pages
        return None if pages is None else pages / f"{self._inside(file)}{PAGE}"

    def _copy(self, file: str) -> Path | None:
        folder = self.wanted.annotate
        return None if folder is None else folder / self._inside(file)

    def _inside(self, file: str) -> str:
        """The path of a file below the folder that was given."""
        path = Path(file).absolute()
        return path.relative_to(self.root).as_posix()

    def _audit(self, todo: Sequence[Piece]) -> None:
        session, wanted = self.session, self.wanted
        workbench = session.workbench
        work = Work(
            tuple(str(Path(folder).absolute()) for folder in workbench.rules),
            workbench.plugins,
            wanted.choice,
            session.lang,
        )
        pool: Pool[Piece] = Pool(work, min(wanted.jobs, max(len(todo), 1)), wanted.timeout)
        with watching(session, len(todo)) as told:
            for piece, found in pool.run(todo):
                if isinstance(found, Failure):
                    self._fail(piece.file, self._words(found))
                    told(piece.file, self._failed[piece.file])
                else:
                    self._journal.add(piece.key, found)
                    told(piece.file, found)

    def _fail(self, file: str, why: str) -> None:
        kind = Path(file).suffix.lstrip(".").lower()
        self._failed[file] = {
            "file": file, "kind": kind, "forms": [], "findings": [], "remarks": [],
            "error": {"message": why, "problems": []},
        }  # fmt: skip

    def _words(self, failure: Failure) -> str:
        match failure.kind:
            case "hung":
                said = say(texts.HUNG, seconds=self.wanted.timeout)
            case "crashed":
                said = say(texts.CRASHED, details=failure.details)
            case "raised":
                said = say(texts.RAISED, details=failure.details.strip().splitlines()[-1])
        return said.render(self.session.lang)

    def shapes(self) -> Iterator[Json]:
        """Every file in its JSON shape, in order."""
        for file in self.files:
            if file in self._failed:
                yield self._failed[file]
            elif (key := self._keys.get(file)) is not None and key in self._journal:
                yield {**self._journal.get(key), "file": file}

    def _finish(self) -> Summary:
        session = self.session
        tally = Tally()
        for found in self.shapes():
            tally.add(found)
        made = tally.summary()
        batch = Batch(made, self.shapes, self._links())
        if self._index is not None:
            self._write(batch, self._index)
        if session.as_json:
            from zhibiao.reports.json_report import pieces

            for piece in pieces(batch):
                session.write(piece)
        else:
            from zhibiao.reports.terminal import console
            from zhibiao.reports.terminal_summary import print_summary

            print_summary(console(), made, session.lang, verbose=session.verbose)
        return made

    def _links(self) -> dict[str, str]:
        """The page of each file, seen from the summary."""
        pages = self.wanted.pages
        if pages is None:
            return {}
        links = ((file, self._page(file)) for file in self.files)
        return {
            file: quote(page.relative_to(pages).as_posix())
            for file, page in links
            if page is not None and page.is_file()
        }

    def _write(self, batch: Batch, path: Path) -> None:
        from zhibiao.reports.formats import written

        chosen = report_format(self.session.workbench, path)
        with written(path) as stream:
            chosen.summarise(batch, self.session.lang, stream)
        said = say(cli_texts.WRITTEN, file=path.as_posix())
        self.session.say(said.render(self.session.lang))

    def _interrupted(self) -> Message:
        kept = self.wanted.resume
        if kept is None:
            return say(texts.INTERRUPTED)
        return say(texts.INTERRUPTED_KEPT, file=kept.as_posix())


def settings_of(session: Session, choice: Choice) -> str:
    """All that a result hangs on besides the file: version, choices, plug-ins, rule sets."""
    workbench = session.workbench
    digest = hashlib.sha256()
    paths = [entry.path for entry in workbench.catalog.entries.values()]
    if choice.ruleset is not None and Path(choice.ruleset).is_file():
        paths.append(Path(choice.ruleset))
    for path in sorted(paths):
        digest.update(path.as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    plugins = sorted(str(name) for name, _ in workbench.manager.list_name_plugin())
    known = [
        __version__, session.lang, choice.ruleset, choice.select, choice.ignore, plugins,
        digest.hexdigest(),
    ]  # fmt: skip
    return json.dumps(known)
