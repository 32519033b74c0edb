"""Texts in two languages, and sources that know no document."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from string import Formatter

import pytest

import zhibiao
from tests.rules import ROOT
from zhibiao.exact import text as number_text
from zhibiao.loading.forms import load_forms
from zhibiao.messages import Text
from zhibiao.model import vocabulary

FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"
# They need Sphinx, and Spark, which few environments have.
OPTIONAL = ("zhibiao.sphinxext", "zhibiao.bulk.tables.spark_files")
EITHER_LANGUAGE = Text(zh="{zh}", en="{en}")
CHINESE = re.compile(r"[一-鿿]{2,}")
# General terms of the field, which any form and any program about forms may use.
GENERAL = frozenset(
    [
        *vocabulary.SELF_SCORE, vocabulary.TOTAL, vocabulary.EXECUTION_RATE, "三公经费", "控制率",
        "变动率", "利用率", "项目支出", "基本支出", "支出", "支出合计", "收入合计", "资金结余",
        "投入", "过程", "产出", "效果", "结余", "上年结转", "编制数", "会议费",
    ]
)  # fmt: skip


def modules() -> Iterator[str]:
    """Every module of the package that can be imported without Sphinx and Spark."""
    yield "zhibiao"
    for found in pkgutil.walk_packages(zhibiao.__path__, "zhibiao."):
        if not found.name.startswith(OPTIONAL):
            yield found.name


@cache
def texts() -> dict[str, Text]:
    """Every text that a module, or a table of a module, holds, by its name."""
    found: dict[str, Text] = {}
    for module in modules():
        for name, value in vars(import_module(module)).items():
            if isinstance(value, Text):
                found[f"{module}.{name}"] = value
            elif isinstance(value, dict):
                inner = {
                    f"{module}.{name}[{k}]": v for k, v in value.items() if isinstance(v, Text)
                }
                found.update(inner)
    return found


def placeholders(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_texts_are_found() -> None:
    """The laws below look at the whole vocabulary, that of the checks included."""
    homes = {name.rpartition(".")[0] for name in texts()}
    assert {"zhibiao.messages.loading", "zhibiao.auditing.checks.rate_mismatch"} <= homes
    assert len(texts()) > 150


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_text_stands_in_both_languages(name: str) -> None:
    """Neither is empty, both take the same values, and both can be filled in."""
    text = texts()[name]
    assert text.zh.strip()
    assert text.en.strip()
    if text != EITHER_LANGUAGE:  # it hands over words that are made already, one to a language
        assert placeholders(text.zh) == placeholders(text.en)
    for template in (text.zh, text.en):
        filled = template.format_map(dict.fromkeys(placeholders(template), "x"))
        assert filled or not template


@cache
def sources() -> str:
    """All sources as one text."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))
    )


@cache
def code() -> str:
    """All sources without docstrings and comments, where examples may quote a document."""
    kept = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
            if isinstance(node, documented) and ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
        kept.append(ast.unparse(tree))
    return "\n".join(kept)


def test_sources_name_no_unit_and_no_place_of_a_document() -> None:
    """The unit, its city and its county stand in data alone."""
    (form,) = load_forms(FORM)
    for name in (form.unit, form.title, form.division, "139900", "汨罗", "岳阳", "示例市"):
        assert name not in code(), name


def test_sources_know_no_label_of_a_document() -> None:
    """No row, tier or figure label of a form stands in the code, general terms aside."""
    (form,) = load_forms(FORM)
    labels = {label for row in form.rows for label in row.labels}
    labels |= {stated.label for stated in form.stated}
    quoted = set(re.findall(r"'([^'\n]*)'", code()))
    assert {label for label in labels - GENERAL if label in quoted} == set()


def test_sources_know_no_amount_of_a_document() -> None:
    """No amount of a form stands in the code."""
    (form,) = load_forms(FORM)
    amounts = {
        number_text(stated.cell.number)
        for stated in form.stated
        if stated.cell.number is not None and stated.cell.number.denominator != 1
    }
    assert len(amounts) > 20
    assert {amount for amount in amounts if amount in code()} == set()


def test_sources_know_no_criterion_of_a_document() -> None:
    """No sentence of a criterion is compared with in the code."""
    (form,) = load_forms(FORM)
    sentences = {
        part
        for row in form.rows
        for part in re.split(r"[。；，]", row.criterion)
        if len(part) > 12 and CHINESE.search(part)
    }
    assert len(sentences) > 20
    assert {part for part in sentences if part in code()} == set()
