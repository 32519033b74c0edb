"""Writing files that must not exist yet: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from zhibiao.errors import NotFoundError
from zhibiao.messages import authoring as texts
from zhibiao.messages import say


def write_folder(folder: Path, contents: Mapping[str, str]) -> None:
    """A new folder with files in it; it appears whole, or not at all.

    Raises:
        NotFoundError: it exists already, or cannot be written.
    """
    _must_not_exist(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        _fill(beside, contents)
        beside.chmod(0o755)  # a temporary folder is its owner's alone
        _must_not_exist(folder)
        beside.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_files(folder: Path, contents: Mapping[str, str]) -> None:
    """New files in a folder that may exist; all of them, or none.

    Raises:
        NotFoundError: one of them exists already, or cannot be written.
    """
    for name in contents:
        _must_not_exist(folder / name)
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as beside:
            _fill(Path(beside), contents)
            for name in contents:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _put(Path(beside, name), target)
                done.append(target)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):  # somebody else wrote it meanwhile
            raise NotFoundError(say(texts.EXISTS, path=error.filename2 or folder.name)) from None
        raise _unwritable(folder, error) from None


def write_bytes(target: Path, raw: bytes) -> None:
    """One new file.

    Raises:
        NotFoundError: it exists already, or cannot be written.
    """
    _must_not_exist(target)
    try:
        with target.open("xb") as stream:
            stream.write(raw)
    except OSError as error:
        raise _unwritable(target, error) from None


def _put(source: Path, target: Path) -> None:
    """Moves a file to a name that must be free, also where others write at the same time."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(source.read_text(encoding="utf-8"))


def _fill(folder: Path, contents: Mapping[str, str]) -> None:
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _must_not_exist(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise NotFoundError(say(texts.EXISTS, path=path.as_posix()))


def _unwritable(path: Path, error: OSError) -> NotFoundError:
    why = error.strerror or type(error).__name__
    return NotFoundError(say(texts.UNWRITABLE, path=path.as_posix(), why=why))
