"""A room under mutation: its modules and tests, its own folder for mutmut, what came out of it.

mutmut reads one configuration, that of the folder it runs in. So each room gets a folder in
which the tree stands as links, beside a ``pyproject.toml`` that narrows ``[tool.mutmut]``
to the room.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import tomli
from attrs import frozen
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import change_cwd
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
LINKED = ("src", "tests", "rulesets", "examples", "benchmarks")

# What mypy refuses is dropped before it is run. mutmut's own code would not pass [tool.mypy].
TYPE_CHECK = (
    "mypy",
    "--config-file=/dev/null",
    "--strict",
    "--no-warn-unused-ignores",
    "--python-version=3.10",
    "--output=json",
    "src",
)
KILLED = frozenset({"killed", "timeout", "segfault"})
NOT_VIABLE = "caught by type check"


@frozen
class Room:
    """The modules that are changed, as patterns, and the tests that must notice."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where mutmut works on the room."""
        return ROOT / "mutants" / self.name


@frozen
class Mutant:
    """One change of one function, and what became of it."""

    function: str
    change: str
    status: str


def rooms() -> dict[str, Room]:
    """Every room of ``rooms.toml`` by its name."""
    listed = tomli.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
    return {
        name: Room(name, tuple(entry["modules"]), tuple(entry["tests"]))
        for name, entry in listed.items()
    }


def configuration(room: Room, pyproject: str, *, types: bool) -> str:
    """The project's configuration with mutmut's part of it narrowed to a room.

    With ``types`` mypy has its say before the tests.
    """
    # An array of strings reads the same in JSON and TOML.
    narrowed = (
        "[tool.mutmut]\n"
        f"only_mutate = {json.dumps(room.modules)}\n"
        f"pytest_add_cli_args_test_selection = {json.dumps(room.tests)}\n"
        f"type_check_command = {json.dumps(TYPE_CHECK if types else ())}\n"
    )
    before, heading, after = pyproject.partition("[tool.mutmut]\n")
    assert heading, "pyproject.toml has no [tool.mutmut]"
    return before + narrowed + after


def prepare(room: Room, *, again: bool, types: bool) -> None:
    """Lay out the room's folder: empty, or (``again``) with what the last run killed."""
    if not again:
        shutil.rmtree(room.folder, ignore_errors=True)
    room.folder.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        link = room.folder / name
        if not link.is_symlink():
            link.symlink_to(ROOT / name)
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    narrowed = configuration(room, pyproject, types=types)
    (room.folder / "pyproject.toml").write_text(narrowed, encoding="utf-8")
    if again:
        shutil.rmtree(room.folder / "mutants" / "tests", ignore_errors=True)
        (room.folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
        with change_cwd(room.folder):
            for file in _results():
                _forget_all_but_the_dead(file)


def run(room: Room, *, children: int) -> None:
    """Let mutmut try every mutant of the room that has no result yet.

    Raises:
        subprocess.CalledProcessError: when mutmut could not run the tests at all.
    """
    binaries = Path(sys.executable).parent
    environment = os.environ | {
        "HYPOTHESIS_PROFILE": "mutation",
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
    }
    subprocess.run(  # noqa: S603  # our own tool, with arguments of our own
        [binaries / "mutmut", "run", "--max-children", str(children)],
        cwd=room.folder,
        env=environment,
        check=True,
    )


def mutants(room: Room) -> list[Mutant]:
    """Every mutant of the room with its status; the change is told of those that live."""
    with change_cwd(room.folder):
        return [
            _mutant(name, status_by_exit_code[code], file)
            for file in _results()
            for name, code in file.exit_code_by_key.items()
        ]


def _results() -> Iterator[SourceFileMutationData]:
    for meta in sorted(Path("mutants/src").rglob("*.py.meta")):
        file = SourceFileMutationData(path=meta.relative_to("mutants").with_suffix(""))
        file.load()
        yield file


def _forget_all_but_the_dead(file: SourceFileMutationData) -> None:
    for name, code in file.exit_code_by_key.items():
        if status_by_exit_code[code] not in {"killed", NOT_VIABLE}:
            file.exit_code_by_key[name] = None
    file.save()


def _mutant(name: str, status: str, file: SourceFileMutationData) -> Mutant:
    module = name.rpartition(".")[0]
    function, of_class = orig_function_and_class_names_from_key(name)
    place = ".".join(part for part in (module, of_class, function) if part)
    if status in KILLED or status == NOT_VIABLE:
        return Mutant(place, "", status)
    return Mutant(place, changed_lines(get_diff_for_mutant(name, path=file.path)), status)


def changed_lines(diff: str) -> str:
    """The lines that a unified diff takes away and adds, without their numbers and indent."""
    lines = diff.splitlines()[2:]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines if line[:1] in ("-", "+"))
