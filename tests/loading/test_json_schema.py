"""The JSON Schema, as an editor applies it: tombi reads rule sets that load, and rejected ones."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

from tests.invalid.expected import blocks
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.loading.catalog import files_in
from zhibiao.loading.json_schema import schema_of
from zhibiao.model.schemes.judged import Judged
from zhibiao.plugins.builtin import SCHEMES

TOMBI = Path(sys.executable).with_name("tombi")
INVALID = ROOT / "tests" / "invalid" / "rulesets"
OF_SHAPE = {"missing-key", "unknown-key", "wrong-type", "unknown-scheme"}
# An indicator without a scheme may be a member of a shared score: only loading can tell.
BETWEEN_TABLES = {"no_scheme"}

CHILD = """
language = 1
[ruleset]
title = "t"
jurisdiction = "430600"
scope = "department"
fiscal_year = 2021
extends = "cn-430600/department/2020"
[tiers.input]
points = 20
[measures.posts]
remove = true
[measures.staff]
after = "satisfaction_rate"
"""

SCHEMA = Workbench(plugins=False).schema()


def complaints(folder: Path, texts: dict[str, str]) -> dict[str, set[tuple[int, str]]]:
    """What tombi says of rule sets, offline: for each, lines (of the text) and codes of errors."""
    (folder / "rules.json").write_text(json.dumps(SCHEMA), "utf-8")
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(f"#:schema ./rules.json\n{text}", "utf-8")
    done = subprocess.run(  # noqa: S603  # a tool of ours on files of ours
        [
            TOMBI,
            *("lint", "--offline", "--no-cache", "--quiet"),
            *("--diagnostics-format", "json", "--diagnostics-file", "told.json"),
            *(f"{name}.toml" for name in texts),
        ],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = folder / "told.json"
    assert told.is_file(), done.stderr
    found: dict[str, set[tuple[int, str]]] = {name: set() for name in texts}
    for one in json.loads(told.read_text("utf-8")):
        if one["level"] == "error" or "strict" in one["message"]:
            line = one["range"]["start"]["line"] - 1
            found[Path(one["path"]).stem].add((max(line, 1), one["code"]))
    return found


def test_every_rule_set_that_loads_fits(tmp_path: Path) -> None:
    """The editor finds no fault in any rule set of the repository."""
    paths = [*files_in(ROOT / "rulesets"), *files_in(ROOT / "examples" / "rules")]
    texts = {"_".join(p.with_suffix("").parts[-3:]): p.read_text("utf-8") for p in paths}
    assert len(texts) >= 3
    assert complaints(tmp_path, texts) == {name: set() for name in texts}


def test_a_fault_of_shape_is_found_at_its_line(tmp_path: Path) -> None:
    """A missing or unknown key, a wrong type, an unknown kind: the editor says so in the place."""
    expected = {
        path.stem: {int(b["line"]) for b in blocks(path) if b["code"] in OF_SHAPE}
        for path in sorted(INVALID.glob("*.expected"))
        if path.stem not in BETWEEN_TABLES
    }
    expected = {name: lines for name, lines in expected.items() if lines}
    assert len(expected) >= 15
    texts = {name: (INVALID / f"{name}.toml").read_text("utf-8") for name in expected}
    found = complaints(tmp_path, texts)
    for name, lines in expected.items():
        assert lines <= {line for line, _ in found[name]}, (name, found[name])


def test_a_child_edition_may_leave_out_remove_and_move(tmp_path: Path) -> None:
    """With ``extends`` nothing is required that the parent may say; without it, all of it is."""
    orphan = CHILD.replace('extends = "cn-430600/department/2020"\n', "")
    found = complaints(tmp_path, {"child": CHILD, "orphan": orphan})
    assert found["child"] == set()
    lines = orphan.splitlines()
    faults = {line for line, _ in found["orphan"]}
    for wrong in ("[ruleset]", "[tiers.input]", "remove = true", 'after = "satisfaction_rate"'):
        assert lines.index(wrong) + 1 in faults, wrong


@pytest.mark.parametrize("kind", SCHEMES)
def test_each_kind_has_exactly_its_fields(kind: str) -> None:
    """A kind's definition lists its fields, requires those without a default, and no others fit."""
    scheme = Workbench(plugins=False).schemes[kind]()
    found = SCHEMA["definitions"][f"scheme.{kind}"]
    assert set(found["properties"]) == {"kind", *(f.name for f in fields(scheme))}
    assert found["additionalProperties"] is False
    assert found["properties"]["kind"] == {"const": kind}
    assert inspect.cleandoc(scheme.__doc__ or "").split(".")[0][:20] in (
        found["description"].replace("`", "``")
    )


def test_a_plug_in_scheme_is_in_the_schema() -> None:
    """Whatever kinds are registered can be written, and no others."""
    found = schema_of({"my-city": lambda: Judged})["definitions"]
    assert found["scheme"]["properties"]["kind"]["enum"] == ["my-city"]
    assert "scheme.my-city" in found
    assert "scheme.judged" not in found


def test_every_field_of_a_scheme_is_explained() -> None:
    """What a docstring says of a field is what an editor shows beside it."""
    definitions = SCHEMA["definitions"]
    for kind in SCHEMES:
        for name, field in definitions[f"scheme.{kind}"]["properties"].items():
            told = "description" in field or "$ref" in field
            assert told or name in ("kind", "assumed"), (kind, name)


def references(value: Any) -> Iterator[str]:
    """Every reference inside a schema."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_reference_leads_somewhere_and_nothing_is_left_over() -> None:
    """Each definition is there once, and used."""
    used = set(references(SCHEMA))
    assert used == {f"#/definitions/{name}" for name in SCHEMA["definitions"]}


def leaves(value: Any) -> Iterable[Any]:
    """Every plain value inside a schema."""
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for one in value for leaf in leaves(one)] if isinstance(value, list) else [value]


def test_no_float_stands_in_the_schema() -> None:
    """Defaults are exact: whole numbers, texts and truth values."""
    assert not [leaf for leaf in leaves(SCHEMA) if isinstance(leaf, float)]
