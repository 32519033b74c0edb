"""What a report format is, and how a report reaches its file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from attrs import frozen

from zhibiao.auditing.summary import Summary
from zhibiao.errors import FormError
from zhibiao.messages import Text, say
from zhibiao.messages import cli as texts
from zhibiao.reports.submission import Submission


@frozen
class Batch:
    """Many audited files: the summary, and each file in its JSON shape, read when it is asked for.

    ``pages`` tells where the report of a file lies, seen from the summary, where each has one.
    """

    summary: Summary
    files: Callable[[], Iterable[dict[str, Any]]]
    pages: dict[str, str]


@frozen
class ReportFormat:
    r"""One format of reports, by the ending of the file that is asked for.

    Attributes:
        suffix: the ending with its dot, lower case: ``.html``.
        title: what such a file is.
        write: writes the report of one file to a binary stream, in a language.
        summarise: writes that of many files.

    Example:
        A format for a system of your own::

            def write(submission, lang, stream):
                stream.write(f"{submission.file}\n".encode())

            def summarise(batch, lang, stream):
                for unit in batch.summary.units:
                    stream.write(f"{unit.file}\n".encode())

            LIST = ReportFormat(".list", Text(zh="清单", en="a list"), write, summarise)
    """

    suffix: str
    title: Text
    write: Callable[[Submission, str, IO[bytes]], None]
    summarise: Callable[[Batch, str, IO[bytes]], None]

    @property
    def name(self) -> str:
        """Its ending without the dot: by this name plug-ins must not bring two."""
        return self.suffix.lstrip(".")


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content becomes the file when all of it is written, and not before.

    Raises:
        FormError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=path.parent, prefix=".zhibiao-", suffix=path.suffix, delete=False
        ) as stream:
            beside = Path(stream.name)
            try:
                yield stream
                stream.close()
                beside.chmod(0o666 & ~_umask())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise FormError(say(texts.NOT_WRITTEN, file=path.as_posix(), why=why)) from None


def _umask() -> int:
    """What new files may not be; a passing file is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
