"""A rule set written as TOML after inheritance is the rule set."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rules import ROOT
from zhibiao.api import default_workbench
from zhibiao.loading.toml_writing import key, quoted, ruleset_toml
from zhibiao.model.table import Table

FILES = sorted(
    path for path in (ROOT / "rulesets").rglob("*.toml") if not path.name.endswith(".cases.toml")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_written_loads_as_the_same_rule_set(path: str) -> None:
    """All that a file extends stands in the text, and nothing else changes."""
    bench = default_workbench()
    entry = bench.catalog.entry(str(path))
    whole = bench.loader.whole(entry.path.read_bytes(), entry.name, entry.id)
    written = ruleset_toml(whole.values)
    assert "extends" not in written
    again = bench.loader.parse(written.encode(), entry.name, entry.id)
    rules = bench.load(str(path))
    plain = evolve(rules.ruleset, extends="")
    assert evolve(again, places=Table()) == evolve(rules, places=Table(), ruleset=plain)


def test_keys_and_texts_are_quoted_where_they_must_be() -> None:
    """Chinese keys, quotes and control signs come back as they were."""
    assert (key("posts"), key("优")) == ("posts", '"优"')
    assert quoted('a"b\x7f') == '"a\\"b\\u007f"'
