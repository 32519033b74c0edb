"""The faults of one clause: formulas that mean nothing, names and units that do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import cast

from zhibiao.errors import FormulaError, NumberError, ZhibiaoError
from zhibiao.exact import text
from zhibiao.expr.check import UnitFault, unit_faults
from zhibiao.expr.feel import lowering
from zhibiao.expr.nodes import Expr
from zhibiao.loading.converter import Fault, interval_hint
from zhibiao.messages import Message, Text, formulas, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, Formula
from zhibiao.model.lowering.program import RuleScope
from zhibiao.model.place import Path


def faults_of(part: Condition | Formula, path: Path, scope: RuleScope) -> Iterator[Fault]:
    """The faults of a whole test or a formula."""
    lower: Callable[[str, RuleScope], Expr]
    lower = lowering.condition if isinstance(part, Condition) else lowering.formula
    try:
        yield from units(lower(part.text, scope), path)
    except (FormulaError, NumberError) as error:
        yield clause(path, part.text, error)


def units(tree: Expr, path: Path) -> Iterator[Fault]:
    """Every place in a tree where units do not fit."""
    for fault in unit_faults(tree):
        yield Fault(path, "unit-mismatch", unit_message(fault))


def unit_message(fault: UnitFault) -> Message:
    """A fault of units in words."""
    if fault.bare is not None:
        return say(texts.BARE_PERCENT, found=text(fault.bare))
    return say(texts.UNITS_DIFFER, left=fault.left, right=fault.right)


def unknown(path: Path, template: Text, named: tuple[str, str], known: tuple[str, ...]) -> Fault:
    """The fault that a name (behind its table) stands for nothing known."""
    name = named[1]
    near = get_close_matches(name, known, n=1)
    hint = (
        say(texts.HINT_NEAR, near=near[0])
        if near
        else say(texts.HINT_KNOWN, known=known[:12] or ("—",))
    )
    return Fault(path, "unknown-name", say(template, name=name), hint, absent=named)


def clause(path: Path, source: str, error: ZhibiaoError) -> Fault:
    """The fault of a clause that could not be lowered, with the place in its text."""
    message = cast(Message, error.message)
    if isinstance(error, FormulaError):
        absent = absent_measure(message)
        code = "unknown-name" if absent else "bad-formula"
        return Fault(
            path, code, message, interval_hint(source), source, error.offset, error.length, absent
        )
    return Fault(path, "unit-mismatch", message)


def absent_measure(message: Message) -> Path:
    """The path of the measure that a formula names in vain; empty where that is not its fault."""
    if message.text not in (formulas.UNKNOWN_NAME, formulas.UNKNOWN_NAME_NEAR):
        return ()
    return ("measures", str(dict(message.values)["name"]))
