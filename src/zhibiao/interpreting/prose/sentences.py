"""The sentences of a report, counted from 1 after its title.

A sentence ends after a full stop, and at every line end. The cover and the title of the report
are left out of the count, and so is what stands in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from zhibiao.interpreting.heading import is_title
from zhibiao.interpreting.wording import tidy
from zhibiao.model.document import Paragraph
from zhibiao.model.place import Where

_END = re.compile(r"(?<=。)|[\r\n\v\f]+")
_LISTED = re.compile(r"^(附件|\d{1,2}[.、．]|[-—(（①-⑩])")
MAX_SENTENCE = 2_000
"""A longer one is no sentence, and is not searched for figures."""


@frozen
class Sentence:
    """One sentence with its place; one of the cover or a title has no number."""

    raw: str
    at: Where
    cover: bool = False
    opens: bool = False
    """Whether it is the first of its paragraph."""


def split(text: str) -> Iterator[str]:
    """The sentences of a text."""
    for part in _END.split(text):
        if part and part.strip():
            yield part.strip()


def sentences(paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    """All sentences of the prose in order."""
    start = _body(paragraphs)
    found: list[Sentence] = []
    number = 0
    for index, paragraph in enumerate(paragraphs):
        for order, raw in enumerate(split(paragraph.raw)):
            if index < start:
                found.append(Sentence(raw, paragraph.at, cover=True))
                continue
            number += 1
            at = evolve(paragraph.at, sentence=number)
            found.append(Sentence(raw, at, opens=order == 0))
    return tuple(found)


def _body(paragraphs: Sequence[Paragraph]) -> int:
    """Where the report begins: behind its last title that prose follows."""
    start, candidate = 0, 0
    for index, paragraph in enumerate(paragraphs):
        plain = tidy(paragraph.raw)
        if is_title(plain) and "报告" in plain and not _LISTED.match(plain):
            candidate = index + 1
        elif len(plain) > 40 and "。" in plain and candidate:
            start = candidate
    return start
