"""What could not be read, or was read with a caveat, gathered while a document is interpreted."""

from __future__ import annotations

from attrs import define, evolve, field

from zhibiao.interpreting.wording import tidy
from zhibiao.messages import Message, Text, say
from zhibiao.messages import interpreting as texts
from zhibiao.model.place import Where, place_text

MAX_REMARKS = 200
"""A hopeless document says so once, not ten thousand times."""


@define
class Remarks:
    """A list that says each thing once."""

    said: list[Message] = field(factory=list)

    def add(self, text: Text, at: Where | None = None, /, **values: str | Text) -> None:
        """Notes something, with its place where one is known."""
        shown = {name: _short(value) for name, value in values.items()}
        message = say(text, place=_place(at or Where()), **shown)
        if message not in self.said and len(self.said) < MAX_REMARKS:
            self.said.append(message)


def _short(value: str | Text) -> str | Text:
    if isinstance(value, Text):
        return value
    plain = tidy(value)
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


def _place(at: Where) -> Message:
    """A place at the beginning of a remark."""
    shown = place_text(evolve(at, label=None, text=None))
    return say(texts.NO_PLACE) if shown is None else say(texts.PLACE, place=shown)
