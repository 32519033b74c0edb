"""Files that verbs write: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from zhibiao.errors import ZhibiaoError
from zhibiao.messages import cli as texts
from zhibiao.messages import say


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
