"""Reading tables in parts: Parquet by batches, CSV by lines in whatever encoding it has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import define, frozen

from zhibiao.bulk.tables.columns import Header
from zhibiao.bulk.tables.reading import headers
from zhibiao.errors import FormError
from zhibiao.messages import Message, say
from zhibiao.messages import tables as texts

ENCODINGS = ("utf-8-sig", "gb18030")


@frozen
class Part:
    """Some rows of a table: ``first`` is the number of the first one, from 0.

    ``ragged`` holds rows that have more or fewer cells than the heading, with the reason.
    """

    first: int
    count: int
    frame: pl.DataFrame
    rows: Sequence[int]
    ragged: tuple[tuple[int, tuple[str, ...], Message], ...] = ()


@define
class Table:
    """A table in a file.

    Attributes:
        path: the file.
        size: rows in a part.
    """

    path: Path
    size: int

    def headers(self) -> list[Header]:
        """Its columns.

        Raises:
            FormError: it is no table.
        """
        if self.path.suffix.lower() == ".parquet":
            return headers(_empty(self._parquet()).schema)
        if self.path.suffix.lower() != ".csv":
            raise FormError(say(texts.TABLE_KIND, path=self.path.name))
        heading = next(self._lines(), None)
        if not heading:
            raise self._error(say(texts.EMPTY_TABLE))
        doubled = sorted({name for name in heading if heading.count(name) > 1})
        if doubled:
            raise self._error(say(texts.DOUBLE_HEADING, names=tuple(doubled)))
        return [Header(name, "text", "String") for name in heading]

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
                yield Part(first, frame.height, frame, range(frame.height))
                first += frame.height
            if not first:
                yield Part(0, 0, _empty(file), ())
        except (pa.ArrowException, OSError) as error:
            raise self._error(str(error)) from None

    def _parquet(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self.path)
        except (pa.ArrowException, OSError) as error:
            raise self._error(str(error).splitlines()[0]) from None

    def _chunks(self) -> Iterator[Part]:
        lines = self._lines()
        heading = next(lines)
        first, good, numbers, ragged, count = 0, [], [], [], 0
        for cells in lines:
            if not cells:
                continue  # an empty line
            if len(cells) == len(heading):
                good.append(cells)
                numbers.append(count)
            else:
                why = say(texts.RAGGED, found=len(cells), wanted=len(heading))
                ragged.append((count, tuple(cells), why))
            count += 1
            if count == self.size:
                yield Part(first, count, _frame(heading, good), numbers, tuple(ragged))
                first, good, numbers, ragged, count = first + count, [], [], [], 0
        if count or not first:
            yield Part(first, count, _frame(heading, good), numbers, tuple(ragged))

    def _lines(self) -> Iterator[list[str]]:
        try:
            with self.path.open(encoding=self.encoding(), newline="") as file:
                yield from csv.reader(file)
        except (csv.Error, UnicodeDecodeError, OSError) as error:
            raise self._error(str(error)) from None

    def encoding(self) -> str:
        """The first encoding in which the whole file is text.

        Raises:
            FormError: there is none.
        """
        for encoding in ENCODINGS:
            try:
                with self.path.open(encoding=encoding) as file:
                    while file.read(2**20):
                        pass
            except UnicodeDecodeError:
                continue
            except OSError as error:
                raise self._error(error.strerror or str(error)) from None
            return encoding
        raise self._error(say(texts.NO_ENCODING))

    def _error(self, why: str | Message) -> FormError:
        return FormError(say(texts.NO_TABLE, path=self.path.name, why=why))


def _empty(file: pq.ParquetFile) -> pl.DataFrame:
    """The columns without rows; ``Schema.empty_table`` would import pandas for them."""
    return pl.DataFrame(pa.Table.from_batches([], schema=file.schema_arrow))


def _frame(heading: list[str], cells: list[list[str]]) -> pl.DataFrame:
    columns = zip(*cells, strict=True) if cells else [()] * len(heading)
    return pl.DataFrame(
        {name: list(column) for name, column in zip(heading, columns, strict=True)},
        schema=dict.fromkeys(heading, pl.String),
    )
