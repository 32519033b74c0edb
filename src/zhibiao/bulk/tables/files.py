"""Reading tables in parts: Parquet by batches, CSV by lines in whatever encoding it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import define, frozen

from zhibiao.bulk.lines import Row, rows, separator
from zhibiao.bulk.signatures import known_as, no_csv
from zhibiao.bulk.tables import arrow
from zhibiao.bulk.tables.columns import Header
from zhibiao.bulk.tables.encodings import encoding_of
from zhibiao.bulk.tables.naming import REASONS, ROW, marks
from zhibiao.bulk.tables.reading import headers
from zhibiao.errors import FormError
from zhibiao.messages import Message, say
from zhibiao.messages import files as said
from zhibiao.messages import tables as texts

LONGEST = 18
"""A number of a row has no more digits."""


@frozen
class Ragged:
    """A row that is none of the table's: where it stands, its number as it is shown, and why."""

    at: int
    number: str
    cells: tuple[str, ...]
    why: Message


@frozen
class Part:
    """Some rows of a table.

    Attributes:
        count: how many.
        frame: those that have as many cells as the heading.
        rows: where each of them stands among all, from 0.
        numbers: the number of each in the table, from 1; in a table of rejects the one in the
            table from which they came, if they still have one.
        ragged: the others, with the reason.
    """

    count: int
    frame: pl.DataFrame
    rows: Sequence[int]
    numbers: Sequence[int | None]
    ragged: tuple[Ragged, ...] = ()


@define
class Table:
    """A table in a file.

    Attributes:
        path: the file.
        size: rows in a part.
    """

    path: Path
    size: int

    def empty(self) -> pl.DataFrame:
        """Its columns without rows; those that a run put before them in its rejects are left out.

        Raises:
            FormError: it is no table.
            FiguresError: columns of Parquet that cannot be read.
        """
        self._require_file()
        if self.path.suffix.lower() == ".parquet":
            return arrow.empty(self._parquet().schema_arrow)
        if self.path.suffix.lower() != ".csv":
            raise self._of_another_kind()
        heading = self.heading()
        return _frame(heading[len(marks(heading)) :], [])

    def headers(self) -> list[Header]:
        """Its columns with what they hold; errors as those of ``empty``."""
        return headers(self.empty().schema)

    def marks(self) -> tuple[str, ...]:
        """What a run put before the table's own columns: nothing, unless it is one of rejects."""
        return marks(self.heading()) if self.path.suffix.lower() == ".csv" else ()

    def heading(self) -> list[str]:
        """The first line of a CSV file that is not empty.

        Raises:
            FormError: there is none, or it does not tell the columns apart.
        """
        first = next(self._rows(), None)
        if first is None:
            raise self._error(say(texts.EMPTY_TABLE))
        heading = first.cells
        sign = separator(heading)
        if sign is not None:
            raise self._error(say(said.SEPARATED, sign=sign))
        nameless = tuple(str(n) for n, name in enumerate(heading, 1) if not name.strip())
        if len(nameless) > 1:
            raise self._error(say(texts.NO_HEADING, columns=nameless))
        doubled = sorted({name for name in heading if heading.count(name) > 1})
        if doubled:
            raise self._error(say(texts.DOUBLE_HEADING, names=tuple(doubled)))
        return heading

    def parts(self) -> Iterator[Part]:
        """Its rows, in order; one part at least, so that an empty table has its columns.

        Raises:
            FormError: it breaks off, or is no text.
        """
        return self._batches() if self.path.suffix.lower() == ".parquet" else self._chunks()

    def _batches(self) -> Iterator[Part]:
        first = 0
        try:
            file = self._parquet()
            for batch in file.iter_batches(batch_size=self.size):
                frame = pl.DataFrame(pa.Table.from_batches([batch]))
                count = frame.height
                yield Part(count, frame, range(count), range(first + 1, first + count + 1))
                first += count
            if not first:
                yield Part(0, arrow.empty(file.schema_arrow), (), ())
        except (pa.ArrowException, OSError) as error:
            raise self._error(str(error)) from None

    def _require_file(self) -> None:
        try:
            is_folder, is_there = self.path.is_dir(), self.path.exists()
        except OSError as error:  # a folder above it that may not be looked into
            raise self._error(error.strerror or str(error)) from None
        if is_folder:
            raise FormError(say(said.TABLE_IS_FOLDER, path=str(self.path)))
        if not is_there:
            folder = str(Path.cwd())
            raise FormError(say(said.NO_SUCH_TABLE, path=str(self.path), folder=folder))

    def _of_another_kind(self) -> FormError:
        """What is said of a file by whose name it is no table."""
        why = self._seen(known_as)
        known = FormError(say(texts.TABLE_KIND, path=str(self.path)))
        return known if why is None else self._error(why)

    def _seen(self, look: Callable[[Path], Message | None]) -> Message | None:
        """What its first bytes say that the file is."""
        try:
            return look(self.path)
        except OSError as error:
            raise self._error(error.strerror or str(error)) from None

    def _parquet(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self.path)
        except (pa.ArrowException, OSError) as error:
            why = str(error).splitlines()[0]
            raise self._error(self._seen(known_as) or say(said.NO_PARQUET, why=why)) from None

    def _chunks(self) -> Iterator[Part]:
        every = self._rows()
        heading = next(every).cells
        before = marks(heading)
        heading = heading[len(before) :]
        first = 0
        part = _Lines(heading)
        for row in every:
            cells = row.cells
            if ROW in before:
                part.add(_row_number(cells[0]), cells[len(before) :], row)
            else:
                part.add(first + part.count + 1, cells[len(before) :] if before else cells, row)
            if part.count == self.size:
                yield part.made()
                first, part = first + part.count, _Lines(heading)
        if part.count or not first:
            yield part.made()

    def _rows(self) -> Iterator[Row]:
        try:
            with self.path.open(encoding=self.encoding(), newline="") as file:
                yield from rows(file, self._error)
        except (UnicodeDecodeError, OSError) as error:
            raise self._error(str(error)) from None

    def encoding(self) -> str:
        """The encoding in which the whole file is text.

        Raises:
            FormError: there is none; with the line of what is none.
        """
        why = self._seen(no_csv)
        if why is not None:
            raise self._error(why)
        try:
            found = encoding_of(self.path)
        except OSError as error:
            raise self._error(error.strerror or str(error)) from None
        if isinstance(found, str):
            return found
        raise self._error(found)

    def _error(self, why: str | Message) -> FormError:
        return FormError(say(texts.NO_TABLE, path=self.path.name, why=why))


class _Lines:
    """Lines of a file on their way to a part."""

    def __init__(self, heading: list[str]) -> None:
        self.heading = heading
        self.count = 0
        self.good: list[list[str]] = []
        self.rows: list[int] = []
        self.numbers: list[int | None] = []
        self.ragged: list[Ragged] = []

    def add(self, number: int | str | None, cells: list[str], row: Row) -> None:
        """One more row; a number that is a text is none."""
        if len(cells) == len(self.heading) and not isinstance(number, str):
            self.good.append(cells)
            self.rows.append(self.count)
            self.numbers.append(number)
        else:
            why = _ragged(len(cells), len(self.heading), row)
            if isinstance(number, str):
                why = say(texts.NO_ROW_NUMBER, found=number[:40], row=ROW, reasons=REASONS)
            shown = "" if number is None else str(number)
            self.ragged.append(Ragged(self.count, shown, tuple(cells), why))
        self.count += 1

    def made(self) -> Part:
        """All of them."""
        frame = _frame(self.heading, self.good)
        return Part(self.count, frame, self.rows, self.numbers, tuple(self.ragged))


def _ragged(found: int, wanted: int, row: Row) -> Message:
    """What is wrong with a row; one of several lines may be so by a quote, which is said."""
    if row.first == row.last:
        return say(texts.RAGGED, found=found, wanted=wanted)
    return say(said.RAGGED_LINES, first=row.first, last=row.last, found=found, wanted=wanted)


def _row_number(written: str) -> int | str | None:
    """The number of a row in a table of rejects; as it is written where it is none."""
    known = written.strip()
    if not known:
        return None
    return int(known) if known.isdecimal() and len(known) <= LONGEST else written


def _frame(heading: list[str], cells: list[list[str]]) -> pl.DataFrame:
    columns = zip(*cells, strict=True) if cells else [()] * len(heading)
    return pl.DataFrame(
        {name: list(column) for name, column in zip(heading, columns, strict=True)},
        schema=dict.fromkeys(heading, pl.String),
    )
