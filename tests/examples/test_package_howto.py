"""The how-to of a package, done as it is written: made, edited, built, installed elsewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.fresh import Fresh, build_wheel, fresh, pip
from tests.meta.test_docs import DOCS, Block, blocks, squeezed

PAGE = DOCS / "howto" / "make-a-package.rst"


class Reader:
    """Somebody who follows the page, with one environment to write in and another one elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = self.here = folder / "work"
        self.here.mkdir()
        self.place: Fresh = fresh(folder / "first")
        self.elsewhere: Fresh = fresh(folder / "second")

    def write(self, block: Block) -> None:
        """A file, or the tables of one from the first that the block shows on."""
        path = self.folder / block.caption
        text = block.text
        if path.is_file():
            before, found, _ = path.read_text(encoding="utf-8").partition(text.splitlines()[0])
            assert found, block.caption
            text = before + text
        path.write_text(text, encoding="utf-8")

    def run(self, command: str) -> str:
        """One line of the transcript; what it prints."""
        words = shlex.split(command)
        match words:
            case ["cd", name]:
                self.here = self.here / name
            case ["pip", "install", "--editable", "."]:
                python = str(self.place.bin / "python")
                options = ("install", "--no-index", "--no-deps", "--no-build-isolation")
                pip("--python", python, *options, "--editable", str(self.here))
            case ["pip", "install", wheel]:
                self.place = self.elsewhere
                self.place.install(self.here / wheel)
            case ["python", "-m", "build"]:
                build_wheel(self.here, self.here / "dist")
            case ["pytest"]:
                return self.place.run("python", "-m", "pytest", "-q", cwd=self.here).stdout
            case _:
                return self.zhibiao(words)
        return ""

    def zhibiao(self, words: list[str]) -> str:
        """A verb; whether something is found is for the page to say."""
        for status in (0, 1):
            try:
                done = self.place.run(*words, cwd=self.here, status=status)
            except AssertionError:
                if status:
                    raise
            else:
                return done.stdout + done.stderr
        return ""


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each command with the lines that must be printed."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def test_the_page_is_true_from_an_empty_folder_to_another_environment(tmp_path: Path) -> None:
    """Every command works, and every line that the page shows is printed."""
    reader = Reader(tmp_path)
    done = []
    lines = PAGE.read_text(encoding="utf-8").replace("shell-session", "session")
    page = tmp_path / "page.rst"
    page.write_text(lines, encoding="utf-8")
    for block in blocks(page):
        if block.language == "toml":
            reader.write(block)
            continue
        for command, expected in commands(block.text):
            printed = reader.run(command)
            done.append(command)
            for line in expected:
                assert squeezed(line) in squeezed(printed), f"{command}: {line}\n\n{printed}"
    assert len(done) == len(re.findall(r"^   \$ ", lines, re.MULTILINE)) > 10
    assert done.count("pytest") == 2  # as it was made, and as it was edited
