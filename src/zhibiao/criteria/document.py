"""A reading as a complete rule set of one indicator, in TOML: ready to lint, test and edit."""

from __future__ import annotations

import json
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import fields

from zhibiao.criteria.reading import Reading
from zhibiao.exact import Quantity, text
from zhibiao.model.clauses import Condition, Formula, UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table

YEAR = 2024
"""A wording has no year; an author writes the right one."""

_WIDTH = 96


def ruleset_toml(reading: Reading) -> str:
    """The rule set whose one indicator, ``item``, is scored as the wording says.

    Nothing is rounded, since a wording says nothing of rounding.

    Args:
        reading: a reading that is no refusal.

    Returns:
        TOML text; empty for a refusal.
    """
    if reading.scheme is None:
        return ""
    points = toml_value(reading.points)
    label = next((m.label for m in reading.measures.values()), "指标")
    lines = [
        "language = 1", "",
        "[ruleset]", 'title = "由评分标准文字生成"', 'jurisdiction = "cn"', 'scope = "department"',
        f"fiscal_year = {YEAR}", f"points = {points}", "",
        "[ruleset.rounding]", 'at = "never"', "",
    ]  # fmt: skip
    for name, measure in reading.measures.items():
        lines += [f"[measures.{name}]", *measure_lines(measure), ""]
    lines += [
        "[tiers.tier]", 'label = "一级指标"', f"points = {points}", "",
        "[groups.group]", 'tier = "tier"', 'label = "二级指标"', f"points = {points}", "",
        "[indicators.item]", 'group = "group"', f"label = {_string(label)}", f"points = {points}",
        f"criterion = {_string(reading.text)}", "",
        "[indicators.item.scheme]", *scheme_lines(reading.scheme),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def scheme_fields(scheme: Scheme) -> dict[str, Any]:
    """The scheme's kind and the fields that are not at their default."""
    shown: dict[str, Any] = {"kind": scheme.kind}
    for one in fields(type(scheme)):
        value = getattr(scheme, one.name)
        if one.name != "assumed" and value != _default(one.default):
            shown[one.name] = value
    if scheme.assumed:
        shown["assumed"] = scheme.assumed
    return shown


def _default(default: Any) -> Any:
    factory = getattr(default, "factory", None)
    return default if factory is None else factory()


def measure_lines(measure: Measure) -> list[str]:
    """The keys of a measure's table."""
    lines = [f"label = {_string(measure.label)}"]
    if measure.unit:
        lines.append(f"unit = {_string(measure.unit)}")
    if measure.type.value != "number":
        lines.append(f"type = {_string(measure.type.value)}")
    if measure.formula is not None:
        lines.append(f"formula = {_string(measure.formula.text)}")
    if measure.range is not None:
        lines.append(f"range = {_string(measure.range.text)}")
    if measure.levels:
        lines.append(f"levels = {toml_value(measure.levels)}")
    return lines


def scheme_lines(scheme: Scheme) -> list[str]:
    """The keys of a scheme's table; a long list takes a line for each entry."""
    lines = []
    for name, value in scheme_fields(scheme).items():
        written = toml_value(value)
        if isinstance(value, tuple) and len(written) > _WIDTH - len(name):
            lines += [f"{name} = [", *(f"    {toml_value(one)}," for one in value), "]"]
        else:
            lines.append(f"{name} = {written}")
    return lines


def toml_value(value: Any) -> str:
    """One value as TOML writes it; a rational that is no decimal goes as text."""
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction() | int():
            written = text(Fraction(value))
            return _string(written) if "/" in written else written
        case Quantity(value=number, unit="%"):
            return _string(f"{text(number * 100)}%")
        case Quantity(value=number, unit=unit):
            return _string(f"{text(number)}{unit}") if unit else toml_value(number)
        case UnaryTest() | Formula() | Condition():
            return _string(value.text)
        case Enum():
            return _string(str(value.value))
        case str():
            return _string(value)
        case Table():
            return _assumed(value)
        case tuple():
            return f"[{', '.join(toml_value(one) for one in value)}]"
        case Scheme():
            return _inline(scheme_fields(value))
        case _:
            return _inline(
                {
                    one.name: inner
                    for one in fields(type(value))
                    if (inner := getattr(value, one.name)) != _default(one.default)
                }
            )


def _assumed(table: Table[str, str]) -> str:
    if any(table.values()):
        return _inline(dict(table))
    return toml_value(tuple(table))


def _inline(entries: dict[str, Any]) -> str:
    return f"{{ {', '.join(f'{name} = {toml_value(value)}' for name, value in entries.items())} }}"


def _string(written: str) -> str:
    return json.dumps(written, ensure_ascii=False).replace("\x7f", "\\u007f")
