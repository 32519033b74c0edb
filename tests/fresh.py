"""A fresh environment: wheels installed as a user would, with the libraries of ours beside them.

Nothing is downloaded: the third-party libraries are those of the environment that runs the tests,
and zhibiao itself and the package under test come from wheels built here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from attrs import frozen

from tests.rules import ROOT


@frozen
class Fresh:
    """One environment and the folder of wheels for it."""

    folder: Path

    @property
    def bin(self) -> Path:
        """Where its programs are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(
        self, *command: str, cwd: Path | None = None, status: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """A command with the environment's own programs first; its exit status must be right."""
        known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        path = f"{self.bin}{os.pathsep}{os.environ.get('PATH', '')}"
        done = subprocess.run(  # noqa: S603  # commands of our own tests
            [str(self.bin / command[0]), *command[1:]],
            cwd=cwd or self.folder,
            env={**known, "PATH": path, "ZHIBIAO_LANG": "en", "COLUMNS": "200"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    def install(self, wheel: Path) -> None:
        """Installs a wheel, without asking any index."""
        pip("--python", str(self.bin / "python"), "install", "--no-index", "--no-deps", str(wheel))


def pip(*arguments: str) -> None:
    """Pip of the environment that runs the tests."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # commands of our own tests


def build_wheel(project: Path, into: Path) -> Path:
    """The wheel of a project, built without isolation and so without the network."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(into)]
    subprocess.run([*command, str(project)], check=True, capture_output=True)  # noqa: S603  # as above
    (wheel,) = into.glob("*.whl")
    return wheel


@cache
def own_wheel() -> Path:
    """The wheel of zhibiao itself; one for all tests of a process."""
    return build_wheel(ROOT, Path(mkdtemp(prefix="zhibiao-wheel-")))


def fresh(folder: Path) -> Fresh:
    """A new environment in which zhibiao is installed from its wheel."""
    venv.create(folder, with_pip=False)
    made = Fresh(folder)
    inside = made.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    # A path in a .pth file is searched, but its own .pth files (our editable install) are not read.
    ours = sysconfig.get_path("purelib")
    Path(inside.stdout.strip(), "libraries.pth").write_text(f"{ours}\n", encoding="utf-8")
    made.install(own_wheel())
    return made
