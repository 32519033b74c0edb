"""The sheet on which a workbook calculates: one row a value, with what it is in words.

Columns B to E hold the answer (of a number its least and its most, each as a whole number over
another; of a test whether it surely and whether it possibly holds); from G on stand steps on
the way to it. The writer of a workbook turns the rows into cells.
"""

from __future__ import annotations

from attrs import Factory, define, field, frozen

from zhibiao.backends.excel.formulas import Part
from zhibiao.errors import UnsupportedNodeError
from zhibiao.messages import say
from zhibiao.messages.excel import TOO_LONG
from zhibiao.model.place import letters

ANSWERS = ("B", "C", "D", "E")
FIRST_STEP = 7
FIRST_ROW = 3
LONGEST = 8_000
"""So many letters a formula can have in every program."""


@frozen
class CalculationRow:
    """One row: the words beside it, and its formulas by column letter."""

    words: str
    cells: dict[str, Part] = field(factory=dict)


@define
class CalculationSheet:
    """The rows in the order in which they are needed; ``name`` is how other sheets call it."""

    name: str
    rows: list[CalculationRow] = Factory(list)

    def begin(self, words: str) -> None:
        """A new row, into which the next cells go."""
        self.rows.append(CalculationRow(words))

    def step(self, part: Part) -> Part:
        """A cell on the way; what is already a cell or a number needs none."""
        if part.constant is not None or _is_reference(part.text):
            return part
        row = self.rows[-1].cells
        return self._put(letters(FIRST_STEP + sum(1 for c in row if c not in ANSWERS)), part)

    def answer(self, index: int, part: Part) -> Part:
        """One of the up to four cells of the answer."""
        if part.constant is not None or _is_reference(part.text):
            return part
        return self._put(ANSWERS[index], part)

    def outside(self, part: Part) -> Part:
        """A cell as other sheets name it."""
        if not _is_reference(part.text):
            return part
        return Part(f"{self.name}!{part.text}", part.value)

    def _put(self, column: str, part: Part) -> Part:
        if len(part.text) > LONGEST:
            raise UnsupportedNodeError(say(TOO_LONG))
        self.rows[-1].cells[column] = part
        return Part(f"${column}${FIRST_ROW + len(self.rows) - 1}", part.value)


def _is_reference(text: str) -> bool:
    return text.startswith("$") and text.replace("$", "").isalnum()
