"""Every block of the documentation runs, and everything that has a name has its place in it.

A page is one session, read from top to bottom in a folder of its own that holds ``examples``:

* a TOML block with a caption is the file of that name. Where the file is there already, the block
  takes the place of the table that it begins with, and of all that comes after;
* a TOML block without a caption is a rule set, a form, cases, or a part of a rule set, which is
  completed from ``SKELETON``;
* a Python block runs, with the names of those before it;
* a console block runs its ``$ zhibiao`` lines, and each line below must stand in what they print,
  white space aside. Other commands are for the reader. In Chinese it is the block's translation.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest
from attrs import fields, frozen
from babel.messages.pofile import read_po

import zhibiao
from zhibiao.api import Workbench
from zhibiao.auditing.check import DocumentCheck, FormCheck
from zhibiao.cli import main
from zhibiao.cli.root import build
from zhibiao.linting.check import LintCheck
from zhibiao.loading.forms import parse_forms
from zhibiao.messages import LANGUAGES
from zhibiao.model import docstrings
from zhibiao.plugins import hookspecs
from zhibiao.scoring.cases import run
from zhibiao.sphinxext.parts import hooks, signature

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    path
    for path in DOCS.rglob("*.rst")
    if not {"_build", "_generated"} & set(path.relative_to(DOCS).parts)
)
DIRECTIVE = re.compile(r"(?P<indent> *)\.\. code-block:: (?P<language>\w+)")
CAPTION = re.compile(r" *:caption: (?P<name>\S+)")

# What a part of a rule set is completed from: each piece, where the part does not bring it.
SKELETON = {
    "language = 1": "language = 1",
    "[ruleset]": '[ruleset]\ntitle = "t"\njurisdiction = "cn"\nscope = "department"\n'
    "fiscal_year = 2020\npoints = 5",
    "[tiers.input]": '[tiers.input]\nlabel = "投入"\npoints = 5',
    "[groups.allocation]": '[groups.allocation]\ntier = "input"\nlabel = "预算配置"\npoints = 5',
    "[measures.posts]": '[measures.posts]\nlabel = "编制数"\nunit = "人"',
    "[measures.staff]": '[measures.staff]\nlabel = "在职人员数"\nunit = "人"',
    "[measures.staff_control_rate]": '[measures.staff_control_rate]\nlabel = "财政供养人员控制率"\n'
    'unit = "%"\nformula = "staff / posts"',
}


@frozen
class Block:
    """One code block of a page."""

    language: str
    caption: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The code blocks of a page, in order."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        found = DIRECTIVE.fullmatch(line)
        if found is None:
            continue
        depth = len(found["indent"]) + 3
        body: list[str] = []
        for inner in lines[number + 1 :]:
            if inner.strip() and len(inner) - len(inner.lstrip()) < depth:
                break
            body.append(inner[depth:])
        caption = next((c["name"] for one in body if (c := CAPTION.fullmatch(one))), "")
        text = "\n".join(one for one in body if not one.startswith(":")).strip("\n")
        yield Block(found["language"], caption, f"{text}\n", number + 1)


class PageSession:
    """The blocks of one page, run in order in one folder."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], chinese: dict[str, str]
    ) -> None:
        self.folder = folder
        self.capture = capture
        self.chinese = chinese
        self.names: dict[str, object] = {"__name__": "docs"}

    def run(self, block: Block) -> None:
        """One block, by its language."""
        match block.language:
            case "toml" if block.caption:
                self.write(block)
            case "toml":
                check_toml(block.text)
            case "python":
                exec(compile(block.text, f"line {block.line}", "exec"), self.names)  # noqa: S102  # the blocks are ours
            case "console":
                written = block.text.rstrip("\n")
                self.console(self.chinese[written] if self.chinese else written)
            case "json":
                json.loads(block.text)

    def write(self, block: Block) -> None:
        """A file, or the last tables of one that is there."""
        path = self.folder / block.caption
        path.parent.mkdir(parents=True, exist_ok=True)
        text = block.text
        if path.is_file():
            before, found, _ = path.read_text(encoding="utf-8").partition(text.splitlines()[0])
            assert found, f"{block.caption} has no {text.splitlines()[0]}"
            text = before + text
        path.write_text(text, encoding="utf-8")

    def console(self, text: str) -> None:
        """Commands, each with the lines that must be printed."""
        shown: list[tuple[str, list[str]]] = []
        for line in text.splitlines():
            if line.startswith("$ "):
                shown.append((line.removeprefix("$ "), []))
            elif line.strip():
                shown[-1][1].append(line)
        for command, expected in shown:
            if command.startswith("zhibiao "):
                printed = self.printed_by(command.split()[1:])
                for line in expected:
                    assert squeezed(line) in squeezed(printed), f"{command}: {line}\n\n{printed}"

    def printed_by(self, arguments: list[str]) -> str:
        """What a call of the command line prints, to both streams."""
        with pytest.raises(SystemExit):
            main(arguments)
        return "".join(self.capture.readouterr())


def squeezed(text: str) -> str:
    """Without white space: terminals break lines where they like."""
    return re.sub(r"\s+", "", text)


def check_toml(text: str) -> None:
    """A rule set, a form or cases that load; parts of a rule set are completed first."""
    if text.startswith("form = 1"):
        assert parse_forms(text.encode(), "block")
    elif text.startswith("[[case]]"):
        check_cases(text)
    else:
        missing = [piece for head, piece in SKELETON.items() if head not in text.splitlines()]
        after = text
        if "language = 1" not in text:
            head, missing = missing[:2], missing[2:]
            after = "\n\n".join([*head, text])
        zhibiao.loads("\n\n".join([after, *missing]))


ONE_INDICATOR = """
[indicators.staff_control]
group = "allocation"
label = "财政供养人员控制率"
points = 5

[indicators.staff_control.scheme]
kind = "step-deduction"
measure = "staff_control_rate"
full = "<= 100%"
step = "1%"
deduct = 0.5
partial = "whole"
"""


def check_cases(text: str) -> None:
    """Cases without a file are cases of the skeleton with the indicator of its measures."""
    path = Path("block.cases.toml")
    path.write_text(text, encoding="utf-8")
    rules = zhibiao.loads("\n\n".join([*SKELETON.values(), ONE_INDICATOR]))
    cases = Workbench(plugins=False).loader.cases(path)
    faults = [problem for _, found in run(cases, rules) for problem in found]
    assert not faults, faults


@cache
def translations() -> dict[str, str]:
    """All messages of the pages in Chinese."""
    found: dict[str, str] = {}
    for catalogue in sorted(DOCS.rglob("*.po")):
        with catalogue.open("rb") as stream:
            found |= {str(m.id): str(m.string) for m in read_po(stream) if m.id}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_block_of_a_page_runs(
    page: Path,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What a page tells its readers to write, run and expect is true, in both languages."""
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBIAO_LANG", lang)
    monkeypatch.setenv("COLUMNS", "200")
    session = PageSession(tmp_path, capsys, translations() if lang == "zh" else {})
    for block in blocks(page):
        session.run(block)


def headings(page: str) -> set[str]:
    """The headings of a page."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return {line for line, below in pairwise(lines) if below and set(below) <= set("=-~")}


def test_every_verb_has_a_heading() -> None:
    """The page of the command line describes every verb, and no other."""
    title = "Command line and JSON"
    for lang in LANGUAGES:
        root = build(lang, plugins=False)
        verbs = set(root.list_commands(click.Context(root)))
        assert headings("reference/cli.rst") - {title} == verbs


def test_every_public_name_is_described() -> None:
    """The page of the Python API has an entry for each name that ``zhibiao`` exports."""
    page = (DOCS / "reference/api.rst").read_text(encoding="utf-8")
    described = set(re.findall(r"^\.\. auto\w+:: zhibiao\.(\w+)$", page, re.MULTILINE))
    assert described == {name for name in zhibiao.__all__ if not name.startswith("_")}


def test_every_hook_is_shown_with_its_signature() -> None:
    """The page of the hooks is made from the specifications, and so holds each of them."""
    specified = {name for name in vars(hookspecs) if name.startswith("zhibiao_")}
    assert {hook.__name__ for hook in hooks()} == specified
    for hook in hooks():
        assert signature(hook) in Path(str(hookspecs.__file__)).read_text(encoding="utf-8")
    assert ".. zhibiao-hooks::" in (DOCS / "reference/hooks.rst").read_text(encoding="utf-8")


SECTIONS = ("What it finds", "Why it matters", "Example", "What to do", "Source")


def test_every_check_fills_its_page() -> None:
    """A check says all that its page has a heading for, in this order, and no more."""
    workbench = Workbench(plugins=False)
    checks: list[FormCheck | DocumentCheck | LintCheck] = [
        *workbench.form_checks,
        *workbench.lint_checks,
    ]
    for check in checks:
        written = docstrings.split(check.documentation)
        assert written.summary, check.name
        assert tuple(written.sections) == SECTIONS, check.name
        assert all(written.sections.values()), check.name


def test_every_scheme_field_is_described() -> None:
    """A scheme's page says of each of its fields what it means."""
    for kind, resolve in Workbench(plugins=False).schemes.items():
        scheme = resolve()
        described = docstrings.split(inspect.getdoc(scheme) or "").attributes
        own = {field.name for field in fields(scheme)} - {"assumed"}
        assert set(described) == own, kind


@pytest.mark.parametrize("catalogue", sorted(DOCS.rglob("*.po")), ids=lambda path: path.stem)
def test_the_chinese_is_complete(catalogue: Path) -> None:
    """No message is without its translation, or with one of an older text."""
    with catalogue.open("rb") as stream:
        messages = [message for message in read_po(stream) if message.id]
    open_ones = [message.id for message in messages if not message.string or message.fuzzy]
    assert not open_ones
