"""``zhibiao batch``: a file of figures in, a file of scores out, in parts that survive a break.

Each part is written under another name first and then renamed; a run that was interrupted goes on
after the last whole part. The result appears under its own name when all of it is there.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import define, field, frozen

from zhibiao._version import __version__
from zhibiao.bulk.parts import NOTE, alone, clear, noted, require_ours
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.files import Part, Table
from zhibiao.bulk.tables.kernel import Kernel
from zhibiao.bulk.tables.naming import REASONS, ROW, apart, free, renamed
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.bulk.tables.refusals import (
    is_without_room,
    require_apart,
    require_place,
    require_writable,
    writing,
)
from zhibiao.bulk.tables.results import columns
from zhibiao.errors import FormError
from zhibiao.messages import Message, say
from zhibiao.messages import files as said
from zhibiao.messages import tables as texts
from zhibiao.model.ruleset import RuleSet

SIZE = 250_000
"""Rows in a part, so that memory stays bounded."""

Progress = Callable[[int], None]


@frozen
class Done:
    """A finished run: how many rows, where they are, how many were done by an earlier run."""

    rows: int
    rejected: int
    output: Path
    rejects: Path
    resumed: int


@define
class Batch:
    """One table to be scored by one rule set.

    Attributes:
        rules: the rule set.
        table: the file of figures, CSV or Parquet.
        output: the file of scores, CSV or Parquet.
        places: for columns of scaled integers, how many decimal places, by column.
        floats_as_text: read floats as their shortest decimals.
        detail: as :class:`Kernel` has it.
        size: rows in a part.
        lang: the language of the reasons.
        heading: the table's own columns.

    Raises:
        FormError: it is no table, or the run would write over it.
        FiguresError: columns that cannot be used, or not be written.
    """

    rules: RuleSet
    table: Path
    output: Path
    places: Mapping[str, int] = field(factory=dict)
    floats_as_text: bool = False
    detail: bool = True
    size: int = SIZE
    lang: str = "zh"
    plan: Plan = field(init=False)
    heading: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        if self.output.suffix.lower() not in (".csv", ".parquet"):
            raise FormError(say(texts.TABLE_KIND, path=str(self.output)))
        require_apart(self.table, (self.output, self.parts, self.rejects))
        table = self._source.empty()
        known = headers(table.schema)
        found = sources(known, self.rules, self.places, floats_as_text=self.floats_as_text)
        self.plan = Plan(self.rules, found)
        self.heading = tuple(table.columns)
        if self.output.suffix.lower() == ".csv":
            require_writable(table.select(self.kept), self.output.name)

    @property
    def kept(self) -> list[str]:
        """The columns that are no figures: what a result is recognised by."""
        used = {source.column for source in self.plan.sources}
        return [name for name in self.heading if name not in used]

    @property
    def numbered(self) -> str:
        """The column of the numbers of rows."""
        return free(ROW, self.heading)

    @property
    def renamed(self) -> dict[str, str]:
        """The results whose names columns of the table have, with those that they get."""
        return apart((ROW, *columns(self.plan, detail=self.detail)), self.kept)

    @property
    def left_aside(self) -> tuple[str, ...]:
        """What an earlier run put before the columns of a table of rejects."""
        return self._source.marks()

    @property
    def _source(self) -> Table:
        return Table(self.table, self.size)

    @property
    def parts(self) -> Path:
        """The folder of what is done; it goes when all is."""
        return self.output.with_name(f"{self.output.name}.parts")

    @property
    def _note(self) -> Path:
        """What job the parts belong to."""
        return self.parts / NOTE

    @property
    def rejects(self) -> Path:
        """The file of rows that cannot be scored."""
        return self.output.with_name(f"{self.output.name}.rejected.csv")

    def run(self, progress: Progress | None = None) -> Done:
        """Scores the table, or goes on where an earlier run broke off.

        Args:
            progress: told how many rows are done, after each part.

        Raises:
            FormError: the table breaks off, the result cannot be written, another run writes it,
                or a folder that is not ours stands where the parts are kept.
        """
        with self._writing(), self._alone():
            before = self._prepared()
            try:
                return self._done(before, progress)
            except FormError:  # the table breaks off
                if not self._finished:
                    clear(self.parts)
                raise

    def _done(self, before: Mapping[int, int], progress: Progress | None) -> Done:
        """Scores what is not done, and joins the parts."""
        kernel = Kernel(self.plan, self.detail)
        rows = resumed = 0
        for index, part in enumerate(self._source.parts()):
            if before.get(index) == part.count:
                resumed += part.count
            else:
                self._score(kernel, index, part)
            rows += part.count
            if progress is not None:
                progress(rows)
        self._join_rejects()
        rejected = rows - self._joined()
        clear(self.parts)
        return Done(rows, rejected, self.output, self.rejects, resumed)

    @property
    def _finished(self) -> list[Path]:
        """The parts that are whole, in order."""
        return sorted(self.parts.glob("*.parquet"))

    def forget(self) -> None:
        """Removes the parts of a run that broke off and cannot go on."""
        with suppress(FormError, OSError), self._alone():
            clear(self.parts)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the folder of parts, if it is ours, against other runs."""
        require_ours(self.parts)
        with alone(self.parts, self.output):
            yield

    def _prepared(self) -> dict[int, int]:
        """The parts that an earlier run of the same job has finished, with how many rows each.

        One that is damaged is none of them, and is made anew.
        """
        for path in (self.output, self.rejects):
            require_place(path)
        job = self._job()
        if noted(self.parts) != job:
            clear(self.parts)
            text = json.dumps(job)
            written_whole(self._note, lambda path: path.write_text(text, encoding="utf-8"))
        return {int(path.stem): _rows_in(path) for path in self._finished}

    def _job(self) -> dict[str, str | int]:
        """What makes two runs the same."""
        state = self.table.stat()
        options = repr((sorted(self.places.items()), self.floats_as_text, self.detail, self.lang))
        return {
            "version": __version__,
            "rules": sha256(repr(self.rules).encode()).hexdigest(),
            "table": str(self.table.resolve()),
            "bytes": state.st_size,
            "changed": state.st_mtime_ns,
            "size": self.size,
            "options": options,
        }

    def _score(self, kernel: Kernel, index: int, part: Part) -> None:
        scored = kernel.score(part.frame)
        numbers = pl.Series(self.numbered, part.numbers, dtype=pl.Int64)
        whole = pl.concat([numbers.to_frame(), part.frame.select(self.kept)], how="horizontal")
        if scored.rows is not None:
            whole = whole[scored.rows]
        result = pl.concat([whole, renamed(scored.frame, whole.columns)], how="horizontal")
        lines = {one.at: (one.number, one.why.render(self.lang), *one.cells) for one in part.ragged}
        for bad in scored.rejected:
            number = part.numbers[bad.row]
            shown = "" if number is None else str(number)
            cells = row_texts(part.frame.row(bad.row))
            lines[part.rows[bad.row]] = (shown, self._said(bad.reasons), *cells)
        if lines:
            ordered = [lines[at] for at in sorted(lines)]
            written_whole(self.parts / f"{index:06}.csv", lambda path: _write_lines(path, ordered))
        written_whole(self.parts / f"{index:06}.parquet", result.write_parquet)

    def _said(self, reasons: Sequence[tuple[str, Message]]) -> str:
        return "; ".join(f"{column}: {why.render(self.lang)}" for column, why in reasons)

    def _joined(self) -> int:
        """Writes the parts as one file; how many rows they have."""
        found = self._finished
        if self.output.suffix.lower() == ".parquet":
            written_whole(self.output, lambda path: _join_parquet(path, found))
        else:
            written_whole(self.output, lambda path: _join_csv(path, found))
        return sum(pq.read_metadata(path).num_rows for path in found)

    def _join_rejects(self) -> None:
        """The rows that could not be scored as one file, which is there only if there are any."""
        found = sorted(self.parts.glob("*.csv"))
        if not found:
            self.rejects.unlink(missing_ok=True)
            return
        heading = [self.numbered, free(REASONS, self.heading), *self.heading]

        def write(path: Path) -> None:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerow(heading)
                for one in found:
                    with one.open(encoding="utf-8", newline="") as lines:
                        copyfileobj(lines, file)

        written_whole(self.rejects, write)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, pa.ArrowException, pl.exceptions.PolarsError) as error:
            raise FormError(self._not_written(error)) from None

    def _not_written(self, error: Exception) -> Message:
        """What is said of a failure: its cause, what is kept, and what to do."""
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        then = say(said.NOT_BEGUN)
        if is_without_room(error):
            then = say(said.ROOM)
        elif self._finished:
            then = say(said.KEPT, parts=str(self.parts))
        return say(texts.NOT_WRITTEN, path=str(self.output), why=why, then=then)


def row_texts(row: Sequence[object]) -> tuple[str, ...]:
    """Cells as a file of rejected rows has them."""
    return tuple("" if cell is None else str(cell) for cell in row)


def _rows_in(part: Path) -> int:
    """How many rows a part and its rejected ones are; -1 where one of both cannot be read."""
    rejected = part.with_suffix(".csv")
    try:
        with pq.ParquetFile(part) as file:
            count = sum(int(batch.num_rows) for batch in file.iter_batches())
        if rejected.exists():
            with rejected.open(encoding="utf-8", newline="") as lines:
                count += sum(1 for _ in csv.reader(lines))
    except (pa.ArrowException, OSError, UnicodeDecodeError, csv.Error):
        return -1
    return count


def _write_lines(path: Path, lines: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def written_whole(path: Path, write: Callable[[Path], int | object | None]) -> int:
    """Writes a file under another name, and gives it its own when it is whole and on the disk.

    Where the name is that of a link, the file to which it leads is written.
    """
    target = Path(os.path.realpath(path))
    beside = writing(target)
    try:
        found = write(beside)
        with beside.open("r+b") as file:
            os.fsync(file.fileno())  # a power cut must not leave the name and half of the file
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return found if isinstance(found, int) else 0


def _join_parquet(path: Path, parts: Sequence[Path]) -> None:
    schema = pq.ParquetFile(parts[0]).schema_arrow if parts else pa.schema([])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            for batch in pq.ParquetFile(part).iter_batches():
                writer.write_batch(batch)


def _join_csv(path: Path, parts: Sequence[Path]) -> None:
    with path.open("wb") as file:
        for index, part in enumerate(parts):
            first = index == 0
            pl.read_parquet(part).write_csv(file, include_bom=first, include_header=first)
