"""One conversion by LibreOffice: in folders of its own, without macros, and ended in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from zhibiao.messages import readers as texts
from zhibiao.readers.limits import MAX_BYTES, OFFICE_SECONDS
from zhibiao.readers.reader import refused

_PROGRAMS = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# A profile that runs no macro and fetches nothing that a document names.
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        _SETTING.format(name=name, value=value)
        for name, value in (
            ("DisableMacrosExecution", "true"),
            ("MacroSecurityLevel", "3"),
            ("BlockUntrustedRefererLinks", "true"),
            ("DisableActiveContent", "true"),
        )
    )
    + "</oor:items>"
)


@lru_cache(maxsize=1)
def office_program() -> str | None:
    """LibreOffice's program, if it is installed."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return found
    return next((path for path in _USUAL if Path(path).is_file()), None)


def converted(raw: bytes, name: str, suffix: str, target: str) -> bytes:
    """A document in another format.

    Args:
        raw: the document.
        name: its name, for messages.
        suffix: the ending that says what it is: ``.doc``.
        target: the format that it becomes: ``docx``.

    Raises:
        FormError: LibreOffice is missing, cannot read the document, or takes too long.
    """
    program = office_program()
    if program is None:
        raise refused(texts.NO_OFFICE, name, suffix=suffix, target=f".{target}")
    with TemporaryDirectory(prefix="zhibiao-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        settings = here / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        source = here / f"document{suffix}"
        source.write_bytes(raw)
        command = [
            program,
            f"-env:UserInstallation={(here / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", target, "--outdir", str(here / "out"), str(source)),
        ]
        _run(command, name)
        result = here / "out" / f"document.{target}"
        if not result.is_file():
            raise refused(texts.NOT_CONVERTED, name)
        size = result.stat().st_size
        if size > MAX_BYTES:
            raise refused(texts.TOO_LARGE, name, found=size, most=MAX_BYTES)
        return result.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Runs a command with all that it starts in a group of its own, which ends with it."""
    try:
        process = subprocess.Popen(  # noqa: S603  # the program that was found, and paths of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise refused(texts.CANNOT_OPEN, name, why=str(error.strerror)) from None
    try:
        process.wait(timeout=OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        raise refused(texts.TOO_SLOW, name, seconds=OFFICE_SECONDS) from None
    finally:
        if process.returncode is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the whole group: the program starts another, which would outlive it."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
