"""Where something stands: in a file of ours, or in a document that somebody handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import asdict, frozen

from zhibiao.messages import Message, Text, say
from zhibiao.messages import places as texts

Path = tuple[str | int, ...]
"""The way to a value in a TOML file: ``("indicators", "x", "scheme", "bands", 1)``."""


@frozen
class Place:
    """A line of a file; lines and columns count from 1.

    Line 0 is no place in any file: a figure that a program passed, say.
    """

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@frozen
class Change:
    """What an edition writes over the one that it extends.

    Args:
        place: where the edition writes it; of what it takes away, its ``remove``.
        stood: where the other end stands, or the table around it.
        was: the plain value that stood there; ``None`` where nothing did.
        removes: whether the edition takes it away.
    """

    place: Place
    stood: Place
    was: object = None
    removes: bool = False


class Places(Mapping[Path, Place]):
    """The place of every key and list element of a file, each made when it is asked for.

    Args:
        file: what the file is called in messages.
        lines: line and column by the path.
    """

    __slots__ = ("_file", "_lines")

    def __init__(self, file: str, lines: Mapping[Path, tuple[int, int]]) -> None:
        self._file = file
        self._lines = lines

    def __getitem__(self, path: Path) -> Place:
        return Place(self._file, *self._lines[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@frozen
class Where:
    """A place in a document, each count from 1, as far as it is known.

    ``sentence`` counts in the prose. ``label`` names the indicator, amount or heading
    concerned in the form's own words, ``text`` is the raw text that stands there.
    """

    page: int | None = None
    table: int | None = None
    sheet: str | int | None = None
    row: int | None = None
    cell: int | None = None
    sentence: int | None = None
    label: str | None = None
    text: str | None = None

    @property
    def statement(self) -> tuple[object, ...] | None:
        """What this belongs to: figures of one table or one sentence are read together."""
        if self.sentence is not None:
            return ("sentence", self.sentence)
        if self.table is not None or self.sheet is not None:
            return ("table", self.sheet, self.table)
        return None

    def known(self) -> dict[str, int | str]:
        """All that is known, for JSON."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def path_text(path: Path) -> str:
    """A path as people write it: ``indicators.x.scheme.bands[1]``."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            shown += f".{part}" if shown else part
    return shown


def place_text(where: Where) -> Message | None:
    """A place in a document in words; ``None`` where nothing is known of it."""
    named: list[tuple[Text, int | str | None]]
    named = [(texts.ROW, where.row), (texts.CELL, where.cell)]
    if where.sheet is not None and where.row is not None and where.cell is not None:
        named = [(texts.CELL_OF_SHEET, cell_name(where.row, where.cell))]
    parts = [
        say(template, n=value)
        for template, value in (
            (texts.PAGE, where.page),
            (texts.SHEET, where.sheet),
            (texts.TABLE, where.table),
            *named,
            (texts.SENTENCE, where.sentence),
        )
        if value is not None
    ]
    if not parts:
        return None
    names = [f"{{p{number}}}" for number in range(len(parts))]
    whole = Text(zh="".join(names), en=" ".join(names))
    return say(whole, **{f"p{number}": part for number, part in enumerate(parts)})


def cell_name(row: int, column: int) -> str:
    """A cell of a sheet as sheets call it: ``C7``."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """A column of a sheet as sheets call it, counted from 1: ``A``, ``Z``, ``AA``."""
    shown = ""
    while column:
        column, rest = divmod(column - 1, 26)
        shown = chr(ord("A") + rest) + shown
    return shown
