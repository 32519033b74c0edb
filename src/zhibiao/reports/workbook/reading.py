"""An entry as the calculation sheet reads it: from its cells to what is known, and its mark.

What cannot be counted, and what contradicts itself, says nothing; the mark tells so.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import lcm

from attrs import frozen

from zhibiao.backends.excel import CalculationSheet, Figure, Part, Truth
from zhibiao.backends.excel.formulas import (
    both,
    compared,
    either,
    flag,
    most,
    plus,
    quoted,
    times,
    whole,
)
from zhibiao.exact import ZERO
from zhibiao.expr.domain import Span, ends
from zhibiao.messages import workbook as texts
from zhibiao.reports.workbook.entries import Entry, Limits, scaled

NO = whole(0)


@frozen
class Address:
    """The cells of an entry as formulas name them: its value, and what it is at least and most.

    ``choices`` hold the words to choose from: no words of a rule set stand in a formula.
    """

    value: str
    at_least: str = ""
    at_most: str = ""
    choices: tuple[str, ...] = ()

    @staticmethod
    def anywhere(entry: Entry) -> Address:
        """Cells for an entry that has none yet, to see which formulas it takes."""
        return Address("$A$1", "$A$1", "$A$1", ("$A$1",) * len(entry.choices))


@frozen
class Check:
    """What is to be said of an entry's cells, each 1 or 0.

    ``known`` is whether its value stands there and can be used, ``wrong`` whether something stands
    there that cannot, ``conflict`` whether what stands there contradicts itself.
    """

    known: Part = NO
    wrong: Part = NO
    conflict: Part = NO


@frozen
class _Stated:
    """A cell for a number: whether it can be used, and the whole number that it is."""

    cell: str
    usable: Part
    count: Part
    is_given: bool


class EntryReading:
    """One entry from its cells to what the calculation sheet knows of it."""

    def __init__(
        self, entry: Entry, address: Address, limits: Limits, sheet: CalculationSheet, lang: str
    ) -> None:
        self.entry = entry
        self.address = address
        self.sheet = sheet
        self.lang = lang
        self.divisor, self.least, self.most = scaled(entry, limits)
        self.check = Check()

    def read(self) -> Figure | Truth:
        """Its value, or its least and its most; ``check`` then says what is to be marked."""
        match self.entry.kind:
            case "truth":
                return self._answer()
            case "reason":
                said = bool(self.entry.given.value)
                cell = self.address.value
                must = self._cell(0, f"IF(LEN(TRIM({cell}))>0,1,0)", int(said))
                return Truth(must, must)
            case "applies":
                return self._applies()
            case "choice":
                return self._choice()
            case "unfilled":
                return _anything(ends(self.entry.within))
            case _:
                return self._number()

    def _answer(self) -> Truth:
        value = self.entry.given.value
        yes, no = self._answers()
        must = self._cell(0, f"IF({yes},1,0)", int(value is True))
        may = self._cell(1, f"IF({no},0,1)", int(value is not False))
        self._marked(plus(must, whole(1), times(whole(-1), may)))
        return Truth(must, may)

    def _applies(self) -> Truth:
        value = self.entry.given.value
        yes, no = self._answers()
        must = self._cell(0, f"IF({no},0,1)", int(value is not False))
        self._marked(Part(f"IF(OR({yes},{no}),1,0)", int(value is not None)))
        return Truth(must, must)

    def _answers(self) -> tuple[str, str]:
        """The tests for yes and no."""
        words = (quoted(text.render(self.lang)).text for text in (texts.YES, texts.NO))
        yes, no = (f"EXACT({self.address.value},{word})" for word in words)
        return yes, no

    def _choice(self) -> Figure:
        cell, value = self.address.value, self.entry.given.value
        tests = [
            self.sheet.step(Part(f"IF(EXACT({cell},{word}),{position},0)", position * is_it))
            for position, word in enumerate(self.address.choices, 1)
            for is_it in (value == position,)
        ]
        found = self.sheet.step(plus(*tests))
        named = compared("<", whole(0), found)
        low = self.sheet.answer(0, either(named, found, whole(1)))
        high = self.sheet.answer(2, either(named, found, whole(len(self.entry.choices))))
        self._marked(flag(named))
        return Figure(low, high, 1, 1, len(self.entry.choices), flag(named))

    def _number(self) -> Figure:
        given, address = self.entry.given, self.address
        value = given.value if isinstance(given.value, Fraction) else None
        at_least = self._usable(address.at_least, given.at_least)
        said = self._usable(address.value, value)
        at_most = self._usable(address.at_most, given.at_most)
        assert said is not None
        stated = [one for one in (at_least, said, at_most) if one is not None]
        conflict = self._conflict(stated)
        # What contradicts itself says nothing, like what cannot be counted.
        held = [self._held(one, conflict) for one in (at_least, said, at_most)]
        low, high = self._end(at_least, held[0], self.least), self._end(at_most, held[2], self.most)
        is_said = compared("=", held[1], whole(1))
        wrong = most(
            *(self._unusable(one.cell, one.usable, is_given=one.is_given) for one in stated)
        )
        outside = self.sheet.outside
        self.check = Check(
            outside(self.sheet.step(flag(is_said))), outside(self.sheet.step(wrong)),
            outside(conflict),
        )  # fmt: skip
        figure = either(is_said, said.count, low), either(is_said, said.count, high)
        cells = self.sheet.answer(0, figure[0]), self.sheet.answer(2, figure[1])
        return Figure(*cells, self.divisor, self.least, self.most, most(*held))

    def _end(self, one: _Stated | None, held: Part, otherwise: int) -> Part:
        """What a cell for a bound says; nothing of the figure where it says nothing."""
        end = whole(otherwise)
        if one is None:
            return end
        return self.sheet.step(either(compared("=", held, whole(1)), one.count, end))

    def _conflict(self, stated: list[_Stated]) -> Part:
        """Whether two of at least, value and at most pass each other."""
        found = [
            self.sheet.step(flag(both(
                compared("=", one.usable, whole(1)), compared("=", other.usable, whole(1)),
                compared("<", other.count, one.count),
            )))
            for one, other in combinations(stated, 2)
        ]  # fmt: skip
        return self.sheet.step(most(*found)) if found else whole(0)

    def _held(self, one: _Stated | None, conflict: Part) -> Part:
        """Whether a cell says something, 1 or 0."""
        if one is None:
            return whole(0)
        return self.sheet.step(either(compared("=", conflict, whole(1)), whole(0), one.usable))

    def _marked(self, known: Part) -> None:
        """The mark of a single cell with an answer."""
        known = self.sheet.step(known)
        given = self.entry.given.value is not None
        wrong = self._unusable(self.address.value, known, is_given=given)
        self.check = Check(self.sheet.outside(known), self.sheet.outside(wrong))

    def _unusable(self, cell: str, usable: Part, *, is_given: bool) -> Part:
        """Whether something stands in a cell that cannot be used."""
        text = f'IF({cell}<>"",1-{usable.text},0)'
        return self.sheet.step(Part(text, int(is_given) * (1 - usable.number)))

    def _usable(self, cell: str, value: Fraction | None) -> _Stated | None:
        """Whether a cell holds a figure that can be counted, and the whole number that it is."""
        if not cell:
            return None
        scaled_text = cell if self.divisor == 1 else f"{cell}*{self.divisor}"
        number = None if value is None else value * self.divisor
        is_whole = number is not None and number.denominator == 1
        usable = is_whole and number is not None and self.least <= number <= self.most
        nearest = 0 if number is None else int(number) if is_whole else 0
        count = self.sheet.step(Part(f"IF(ISNUMBER({cell}),ROUND({scaled_text},0),0)", nearest))
        test = (
            f"IF(ISNUMBER({cell}),IF(AND({count.text}>={whole(self.least).text},"
            f"{count.text}<={whole(self.most).text},ABS({scaled_text}-{count.text})<0.01),1,0),0)"
        )
        usable_part = self.sheet.step(Part(test, int(usable)))
        return _Stated(cell, usable_part, count, value is not None)

    def _cell(self, index: int, text: str, value: int) -> Part:
        return self.sheet.answer(index, Part(text, value))


def _anything(reach: Span) -> Figure:
    """What nobody fills in: it stays anything that it can be."""
    low, high = reach.low or ZERO, reach.high or ZERO
    divisor = lcm(low.denominator, high.denominator)
    least, most = int(low * divisor), int(high * divisor)
    return Figure(whole(least), whole(most), divisor, least, most)
