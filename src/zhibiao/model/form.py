"""A form: what a document says, unjudged. Readers produce it; it knows no rule set.

Raw text is never lost: a cell that cannot be read has no value, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from zhibiao.errors import NumberError
from zhibiao.exact import ZERO, Quantity, fold, in_unit, read
from zhibiao.expr.domain import Numeric, Span
from zhibiao.model.place import Where
from zhibiao.model.table import Table
from zhibiao.model.vocabulary import MONEY

Relation = Literal["=", "<", "<=", ">", ">="]

PLACEHOLDERS = frozenset(("", "/", "//", "-", "--", "—", "——", "…", "……", "无", "*", "×", "N/A"))
"""What people write into a cell that has nothing to say."""

_PREFIXES: dict[str, Relation] = {
    ">=": ">=", "≥": ">=", "=>": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=",
    "大于等于": ">=", "<=": "<=", "≤": "<=", "=<": "<=", "不高于": "<=", "不超过": "<=",
    "不多于": "<=", "不大于": "<=", "小于等于": "<=",
    "控制在": "<=", ">": ">", "大于": ">", "高于": ">", "超过": ">", "多于": ">",
    "<": "<", "小于": "<", "低于": "<", "少于": "<", "不足": "<", "=": "=",
}  # fmt: skip
# Assumed, as is usual in legal Chinese: 以上, 以下 and 以内 hold the number itself.
_SUFFIXES: dict[str, Relation] = {
    "(含)以上": ">=", "及以上": ">=", "以上": ">=", "(含)以下": "<=", "及以下": "<=", "以下": "<=",
    "以内": "<=", "之内": "<=",
}  # fmt: skip


@frozen
class Cell:
    """One cell: the raw text, and what could be read from it.

    ``relation`` is how the text bounds the figure: ``＞85%`` is above 85 %.
    """

    raw: str = ""
    quantity: Quantity | None = None
    relation: Relation = "="
    at: Where = field(factory=Where)

    @property
    def is_empty(self) -> bool:
        """Whether nothing, or a placeholder such as ``/`` stands there."""
        return self.quantity is None and self.raw.strip() in PLACEHOLDERS

    @property
    def number(self) -> Fraction | None:
        """The plain number, where the cell holds exactly one."""
        return self.quantity.value if self.quantity and self.relation == "=" else None

    def amount(self, unit: str, bare: str = "") -> Fraction | None:
        """The plain number in a unit; one without a unit counts in ``bare``."""
        if self.number is None or self.quantity is None:
            return None
        try:
            return in_unit(evolve(self.quantity, unit=self.quantity.unit or bare), unit)
        except NumberError:
            return None

    def place(self, label: str | None = None) -> Where:
        """Its place with the raw text, and the label of what it belongs to."""
        return evolve(self.at, text=self.raw, label=label or self.at.label)

    def in_unit(self, value: Fraction) -> Numeric:
        """What the cell says of a figure: exactly a value, or what its relation allows."""
        match self.relation:
            case "=":
                return value
            case ">" | ">=":
                return Span(value, None, low_open=self.relation == ">")
            case "<" | "<=":
                return Span(None, value, high_open=self.relation == "<")


EMPTY = Cell()


def read_cell(raw: str, at: Where | None = None, unit: str = "") -> Cell:
    """A cell from its text; what cannot be read keeps only the text.

    Args:
        raw: the text as it stands.
        at: where it stands.
        unit: the unit of the column, for a number without one.
    """
    place = at or Where()
    relation, written = _parted(raw)
    try:
        quantity = read(written)
    except NumberError:
        return Cell(raw, at=place)
    if not quantity.unit and unit:
        quantity = _with_unit(quantity, unit)
    return Cell(raw, quantity, relation, place)


def naming_unit(raw: str, unit: str) -> str:
    """The text of a cell with a unit behind its number, where it says none itself.

    In a column of 元 ``80以上`` is ``>=80元``. A text that cannot be read stays as it is.
    """
    cell = read_cell(raw)
    if cell.quantity is None or cell.quantity.unit:
        return raw
    relation, written = _parted(raw)
    return f"{'' if relation == '=' else relation}{written}{unit}"


def _parted(raw: str) -> tuple[Relation, str]:
    """How a text bounds a figure, and the figure; all of the text where it says two things."""
    whole = folded = fold(raw).strip()
    relation: Relation = "="
    for word in sorted(_SUFFIXES, key=len, reverse=True):
        if folded.endswith(word):
            relation, folded = _SUFFIXES[word], folded[: -len(word)].strip()
            break
    for word in sorted(_PREFIXES, key=len, reverse=True):
        if folded.startswith(word):
            if relation not in ("=", _PREFIXES[word]):
                return "=", whole  # no number: it begins and ends with a relation
            return _PREFIXES[word], folded[len(word) :].strip()
    return relation, folded


def _with_unit(quantity: Quantity, unit: str) -> Quantity:
    if unit == "%":
        return Quantity(quantity.value / 100, "%", quantity.resolution / 100)
    return evolve(quantity, unit=unit)


@frozen
class Stated:
    """One figure under its label.

    It stands in a table (``[[figures]]``), in the prose with its sentence (``[[facts]]``), or
    in the annual goal (``[[goals]]``).
    """

    label: str
    cell: Cell
    kind: Literal["figure", "fact", "goal"] = "figure"

    @property
    def where(self) -> Where:
        """Its place, with label and raw text."""
        return self.cell.place(self.label)


@frozen
class Further:
    """What a further indicator under one score was to reach, and did."""

    label: str
    target: Cell = EMPTY
    actual: Cell = EMPTY


@frozen
class FormRow:
    """One row of the indicator table, in the form's own words.

    ``labels`` are several where one merged score stands over several rows; ``target`` and
    ``actual`` are then those of the first, and ``further`` holds those of the others. ``state``,
    ``holds``, ``count``, ``judged`` and ``applicable`` answer where no figure exists; ``judged`` is
    an assessor's score.
    """

    labels: tuple[str, ...]
    tier: str = ""
    tier_points: Cell = EMPTY
    group: str = ""
    target: Cell = EMPTY
    actual: Cell = EMPTY
    criterion: str = ""
    points: Cell = EMPTY
    claimed: Cell = EMPTY
    reason: Cell = EMPTY
    state: str | int | None = None
    holds: Table[str, bool] = field(factory=Table)
    count: Cell = EMPTY
    judged: Cell = EMPTY
    applicable: bool | None = None
    further: tuple[Further, ...] = ()

    @property
    def label(self) -> str:
        """Its labels as one text."""
        return "、".join(self.labels)

    def place_of(self, cell: Cell) -> Where:
        """The place of one of its cells under the row's label; the row's, where it has none."""
        at = cell.at if cell.at != Where() else self.at
        return evolve(at, text=cell.raw, label=self.label)

    @property
    def at_criterion(self) -> Where:
        """The place of its criterion, of which no cell is kept: that of the row."""
        return evolve(self.at, text=self.criterion, label=self.label)

    @property
    def at(self) -> Where:
        """The first place that is known of its cells."""
        for cell in (self.claimed, self.points, self.actual, self.target, self.reason):
            if cell.at != Where():
                return evolve(cell.at, cell=None)
        return Where()


def rows_by_name(rows: Iterable[FormRow]) -> Mapping[str, int]:
    """The rows by their label, and by group and label, where that names one alone."""
    found: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for said in {word(row.label), word(f"{row.group}：{row.label}")}:
            found.setdefault(said, []).append(index)
    return {said: places[0] for said, places in found.items() if len(places) == 1}


FUND_COLUMNS = ("initial_budget", "annual_budget", "expenditure")
"""The cells of a funds table are measures by these fixed names."""


def _every_column(cells: Mapping[str, Cell]) -> Table[str, Cell]:
    return Table(dict.fromkeys(FUND_COLUMNS, EMPTY) | dict(cells))


@frozen
class FundsLine:
    """One line of the funds table, in 万元 unless the cells say otherwise.

    ``stated_rate`` is the execution rate of the line itself; that of the whole is the table's.
    A column that the table lacks has an empty cell.
    """

    source: str
    cells: Table[str, Cell] = field(converter=_every_column)
    stated_rate: Cell = EMPTY

    def amount(self, column: str, unit: str = MONEY) -> Fraction | None:
        """The exact amount in a column."""
        return self.cells[column].amount(unit, MONEY)


@frozen
class Funds:
    """The funds table; stated figures are claims that scoring recomputes."""

    points: Cell = EMPTY
    claimed: Cell = EMPTY
    stated_rate: Cell = EMPTY
    lines: tuple[FundsLine, ...] = ()


@frozen
class FormTotal:
    """The line 总分."""

    points: Cell = EMPTY
    claimed: Cell = EMPTY


@frozen
class FormDate:
    """A date with its role in the document; one that no calendar has is its ``raw`` text alone."""

    role: Literal["cover", "report", "filled", "signed"]
    value: date | None
    at: Where = field(factory=Where)
    raw: str = ""


@frozen(cache_hash=True)
class Form:
    """A whole form."""

    title: str = ""
    unit: str = ""
    division: str = ""
    scope: str = ""
    fiscal_year: int | None = None
    ruleset: str = ""
    total: FormTotal = field(factory=FormTotal)
    funds: Funds = field(factory=Funds)
    rows: tuple[FormRow, ...] = ()
    stated: tuple[Stated, ...] = ()
    dates: tuple[FormDate, ...] = ()


def resolution_of(cell: Cell) -> Fraction:
    """One unit of the last printed place, in the cell's own unit; 0 when exact."""
    return cell.quantity.resolution if cell.quantity else ZERO


_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》")
_POINTS = re.compile(r"[((]\d+(\.\d+)?分[))]$")


def word(label: str) -> str:
    """A label for comparison: without white space, quotes, width and a trailing （15分）."""
    plain = _SPACES.sub("", fold(label)).translate(_QUOTES).rstrip(":：")
    return _POINTS.sub("", plain)
