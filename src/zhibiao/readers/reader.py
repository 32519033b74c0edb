"""What a reader is: one file format, how to know it, and how to read it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from zhibiao.errors import FormError
from zhibiao.messages import Text, Value, say
from zhibiao.model.document import Document


@frozen
class Reader:
    """One format of documents.

    A reader is pure: bytes in, a document out; it never opens a file, a network connection or
    anything that the bytes name. What it cannot read it refuses with :class:`FormError`; what
    it read with a caveat stands in the document's remarks.

    Attributes:
        kind: the format's name in ``Document.kind``: ``docx``.
        suffixes: the endings of such files, lower case, each with its dot.
        fits: whether bytes are of this format, by their signature; called with the whole file.
        parse: reads bytes; the name is for messages.

    Example:
        A reader for a format of your own::

            def parse(raw: bytes, name: str) -> Document:
                return Document(name, "memo", (Paragraph(raw.decode()),))

            MEMO = Reader("memo", (".memo",), lambda raw: raw.startswith(b"MEMO"), parse)
    """

    kind: str
    suffixes: tuple[str, ...]
    fits: Callable[[bytes], bool]
    parse: Callable[[bytes, str], Document]

    @property
    def name(self) -> str:
        """Its kind: by this name plug-ins must not bring two."""
        return self.kind

    def read(self, raw: bytes, name: str) -> Document:
        """The document in the bytes.

        Raises:
            FormError: they cannot be read.
        """
        return self.parse(raw, name)


def refused(text: Text, name: str, **values: Value) -> FormError:
    """The error that a document cannot be read."""
    return FormError(say(text, file=name, **values))
