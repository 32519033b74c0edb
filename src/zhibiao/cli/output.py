"""Files that verbs write: whole or not at all, and never over what they read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click

from zhibiao.bulk.apart import require_apart, require_distinct
from zhibiao.cli.source import STDIN
from zhibiao.errors import ZhibiaoError
from zhibiao.messages import cli as texts
from zhibiao.messages import say

BEHIND_STDIN = Path("/dev/stdin")
"""By this name a system tells which file was led into standard input."""


class OutputPath(click.Path):
    """The name of a file or folder that is written. An empty one would mean where we are."""

    def __init__(self, lang: str, *, dir_okay: bool = True) -> None:
        super().__init__(path_type=Path, dir_okay=dir_okay)
        self.lang = lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if not str(value).strip():
            self.fail(texts.NO_NAME.render(self.lang), param, ctx)
        return super().convert(value, param, ctx)


def require_kept(read: Iterable[str | Path | None], *written: Path | None) -> None:
    """Refuses a call that would write over what it reads, or two results into one file.

    Args:
        read: files, ids, ``-`` for standard input; what is no file is passed over.
        written: the files that the call would write, as far as they are asked for.

    Raises:
        FormError: so it would, by whatever name.
    """
    names = [BEHIND_STDIN if str(one) == STDIN else Path(one) for one in read if one is not None]
    targets = [path for path in written if path is not None]
    require_apart(names, targets)
    require_distinct(targets)


def write_whole(path: Path, content: str | bytes) -> None:
    """The whole content or nothing: an editor that reads meanwhile never sees a half of it.

    Raises:
        ZhibiaoError: the file cannot be written.
    """
    beside = ""
    raw = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():  # a pipe or a device is never replaced
            path.write_bytes(raw)
            return
        with NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as stream:
            beside = stream.name
            stream.write(raw)
        Path(beside).chmod(0o644)  # a temporary file is for its owner alone
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            with suppress(OSError):
                Path(beside).unlink()
        why = error.strerror or str(error)
        raise ZhibiaoError(say(texts.NOT_WRITTEN, file=path.as_posix(), why=why)) from None
