"""Scaffolds pass their own tests at once, and overwrite nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.fresh import build_wheel, fresh
from zhibiao.api import Workbench
from zhibiao.authoring.scaffold import package_files, ruleset_files, ruleset_name
from zhibiao.authoring.writing import write_files, write_folder
from zhibiao.cli import main
from zhibiao.errors import NotFoundError
from zhibiao.testing.search import broken_laws

IDS = ["cn-430681/department/2025", "cn/project/2031", "cn-110000/policy/1999"]


def everything(folder: Path) -> dict[str, str]:
    """All files below a folder with their texts."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", IDS)
def test_a_new_rule_set_passes_its_own_tests(name: str, tmp_path: Path) -> None:
    """No problem of any severity, no failing case, no broken law."""
    write_files(tmp_path, ruleset_files(ruleset_name(name)))
    bench = Workbench([tmp_path], plugins=False) if not name.startswith("cn/") else Workbench()
    path = str(tmp_path / f"{name}.toml")
    assert bench.lint([path]) == ()
    (tested,) = bench.test([path])
    assert (tested.failed, len(tested.results)) == (0, 5)
    assert broken_laws(bench.load(path)) == {}


@pytest.mark.parametrize(
    "name",
    ["", "x", "cn-43/department/2025", "cn/department", "cn/dept/2025", "../cn/project/2020",
     "cn-430681/department/25", "cn-430681\\department\\2025", "cn-430681/department/2025/x"],
)  # fmt: skip
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    """With an example of one that is."""
    with pytest.raises(NotFoundError, match="cn-110105/department/2025"):
        ruleset_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "A", "my city", "a_b", "-a", "a-", "9a", "class", "zhibiao", "../x", "灯", "a" * 61],
)
def test_a_name_that_is_no_package_is_refused(name: str) -> None:
    """With an example of one that is."""
    with pytest.raises(NotFoundError, match="yueyang-rules"):
        package_files(name, ruleset_name(IDS[0]))


def test_a_scaffold_overwrites_nothing(tmp_path: Path) -> None:
    """Where one file exists, none is written and the one stays as it was."""
    cases = tmp_path / f"{IDS[0]}.cases.toml"
    cases.parent.mkdir(parents=True)
    cases.write_text("mine", encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"2025\.cases\.toml"):
        write_files(tmp_path, ruleset_files(ruleset_name(IDS[0])))
    assert everything(tmp_path) == {f"{IDS[0]}.cases.toml": "mine"}


@pytest.mark.parametrize("kind", ["folder", "empty", "file", "link"])
def test_a_package_overwrites_nothing(kind: str, tmp_path: Path) -> None:
    """Not even an empty folder, or a link that leads nowhere."""
    target = tmp_path / "x"
    if kind in ("folder", "empty"):
        target.mkdir()
    if kind == "folder":
        (target / "mine").write_text("mine", encoding="utf-8")
    if kind == "file":
        target.write_text("mine", encoding="utf-8")
    if kind == "link":
        target.symlink_to(tmp_path / "nowhere")
    before = everything(tmp_path)
    with pytest.raises(NotFoundError):
        write_folder(target, package_files("x", ruleset_name(IDS[0])))
    assert everything(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_failure_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file cannot be put in its place: the first one goes as well."""
    done: list[object] = []
    link = os.link

    def second_fails(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == 2:
            raise FileExistsError(17, "exists", str(source), None, str(target))
        link(source, target)

    monkeypatch.setattr(os, "link", second_fails)
    with pytest.raises(NotFoundError):
        write_files(tmp_path, ruleset_files(ruleset_name(IDS[0])))
    assert everything(tmp_path) == {}


def test_where_links_do_not_exist_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without links gets the same files."""

    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    wanted = ruleset_files(ruleset_name(IDS[0]))
    write_files(tmp_path, wanted)
    assert everything(tmp_path) == wanted


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A user's mistake, with the place."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotFoundError, match="file"):
        write_folder(tmp_path / "file" / "x", package_files("x", ruleset_name(IDS[0])))


def test_the_verb_tells_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As JSON, and a second time it refuses."""
    monkeypatch.chdir(tmp_path)
    for status in (0, 2):
        with pytest.raises(SystemExit) as caught:
            main(["new", "package", "moon-rules", "--json"])
        assert caught.value.code == status
        said = json.loads(capsys.readouterr().out)
        assert ("error" in said) == bool(status)
        if not status:
            assert "moon-rules/pyproject.toml" in said["written"]
            assert all(Path(name).is_file() for name in said["written"])


def test_a_new_package_builds_installs_and_passes_its_own_tests(tmp_path: Path) -> None:
    """In an environment that has only zhibiao and the package: listed, tested, at no fault."""
    folder = tmp_path / "moon-rules"
    write_folder(folder, package_files("moon-rules", ruleset_name("cn-139900/department/2025")))
    place = fresh(tmp_path / "env")
    place.install(build_wheel(folder, tmp_path / "wheels"))
    done = place.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder)
    assert "17 passed" in done.stdout
    listed = place.run("zhibiao", "list").stdout
    assert "moon-rules" in listed
