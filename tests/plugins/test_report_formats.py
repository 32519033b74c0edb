"""``zhibiao_report_formats``: a city's own format of reports, and what happens when it fails."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.cli.submissions import Choice, audit_one, write_report
from zhibiao.errors import PluginError
from zhibiao.messages import Text
from zhibiao.plugins import guard
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.plugins.manager import make_manager
from zhibiao.reports.formats import Batch, ReportFormat, written
from zhibiao.reports.submission import Submission

FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"


def write(submission: Submission, lang: str, stream: IO[bytes]) -> None:
    """A line a finding."""
    stream.writelines(f"{found.render(lang)}\n".encode() for found in submission.all_findings)


def half(submission: Submission, lang: str, stream: IO[bytes]) -> None:
    """Begins, and fails."""
    write(submission, lang, stream)
    raise RuntimeError(lang)


def _put(broken: ReportFormat, submission: Submission, path: Path) -> None:
    with written(path) as stream:
        broken.write(submission, "en", stream)


def summarise(batch: Batch, lang: str, stream: IO[bytes]) -> None:
    """Nothing that works."""
    raise RuntimeError(f"{lang} {batch} {stream}")


class City:
    """A plug-in with one format."""

    @staticmethod
    @hookimpl(specname="zhibiao_report_formats")
    def formats() -> list[ReportFormat]:
        """A list of findings."""
        return [ReportFormat(".list", Text(zh="清单", en="a list"), write, summarise)]


@pytest.fixture
def bench() -> Workbench:
    """A workbench with the city's plug-in."""
    manager = make_manager(entry_points=False)
    manager.register(City, "city")
    return Workbench(manager=manager)


def test_a_format_of_a_plug_in_writes_beside_ours(bench: Workbench, tmp_path: Path) -> None:
    """The ending of the file chooses it, and what it writes is the file."""
    assert list(bench.report_formats) == [".html", ".xlsx", ".json", ".list"]
    submission = audit_one(bench, str(FORM), Choice()).submission
    write_report(bench, submission, tmp_path / "a.list", "en")
    lines = (tmp_path / "a.list").read_text(encoding="utf-8").splitlines()
    assert lines == [found.render("en") for found in submission.all_findings]


def test_a_format_that_fails_is_named(bench: Workbench) -> None:
    """Its exception becomes an error that says which plug-in it was."""
    with pytest.raises(PluginError, match="city"):
        bench.report_formats[".list"].summarise(None, "en", BytesIO())  # type: ignore[arg-type]  # it fails first
    assert [fault.plugin for fault in bench.plugin_faults] == ["city"]


def test_a_format_that_changes_its_submission_by_force_changes_a_copy(bench: Workbench) -> None:
    """What is written after it stays what it was."""

    def forcing(submission: Submission, _: str, stream: IO[bytes]) -> None:
        object.__setattr__(submission.results[0].form, "title", "mine")
        stream.write(submission.results[0].form.title.encode())

    known = ReportFormat(".list", Text(zh="清单", en="a list"), forcing, summarise)
    submission = audit_one(bench, str(FORM), Choice()).submission
    stream = BytesIO()
    guard.report_format(bench.manager, "city", known).write(submission, "en", stream)
    assert stream.getvalue() == b"mine"
    assert submission.results[0].form.title != "mine"


def test_a_report_that_fails_leaves_no_file(bench: Workbench, tmp_path: Path) -> None:
    """What was there before stays, and nothing half-written lies beside it."""
    path = tmp_path / "a.list"
    path.write_text("before", encoding="utf-8")
    submission = audit_one(bench, str(FORM), Choice()).submission
    broken = ReportFormat(".list", Text(zh="清单", en="a list"), half, summarise)
    with pytest.raises(RuntimeError):
        _put(broken, submission, path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.list"]
    assert path.read_text(encoding="utf-8") == "before"
