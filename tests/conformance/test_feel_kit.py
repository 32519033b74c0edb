"""The numeric part of the DMN Technology Compatibility Kit, where it lies beside the repository.

Every case passes exactly, save those that are left out by name, each with its reason. A case
that is left out and passes after all turns red, so that the table stays true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs, number_of, truth_of
from tests.rules import ROOT
from zhibiao.errors import FormulaError
from zhibiao.exact import number, round_to

KIT = ROOT.parent / "shared" / "conformance" / "feel-numeric.jsonl"

LEFT_OUT = {
    "0052-feel-exp-function/003/decision003": "exp has no exact result",
    "0053-feel-log-function/001/decision001": "log has no exact result",
    "0053-feel-log-function/006/decision006": "log has no exact result",
    "0059-feel-all-function/007/decision007": "all is not in the subset: write and",
    "0059-feel-all-function/010/decision010": "all is not in the subset: write and",
    "0059-feel-all-function/011/decision011": "all is not in the subset: write and",
    "0060-feel-any-function/006/decision006": "any is not in the subset: write or",
    "0060-feel-any-function/007/decision007": "any is not in the subset: write or",
    "0060-feel-any-function/010/decision010": "any is not in the subset: write or",
    "0064-feel-conjunction/006_b/decision006_b": "a number is refused where a test belongs",
    "0064-feel-conjunction/008_b/decision008_b": "a number is refused where a test belongs",
    "0065-feel-disjunction/003_b/decision003_b": "a number is refused where a test belongs",
    "0065-feel-disjunction/007_b/decision007_b": "a number is refused where a test belongs",
    "0068-feel-equality/range_004/range_004": "an interval is a test, not a value",
    "0068-feel-equality/range_006_a/range_006_a": "an interval is a test, not a value",
    "0072-feel-in/list_001/list_001": "a list is an argument or a test, not a value",
    "0072-feel-in/list_001_a/list_001_a": "a list is an argument or a test, not a value",
    "0072-feel-in/list_015_b/list_015_b": "a list is an argument or a test, not a value",
    "0100-arithmetic/exponent_lhs_number_exp_rhs_number_005/"
    "exponent_lhs_number_exp_rhs_number_005": "a fractional exponent has no exact result",
    "0103-feel-is-function/number_001/number_001": "is is not in the subset: write =",
}


def _cases() -> Iterator[tuple[str, str, dict[str, str], str]]:
    for line in KIT.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["id"], case["expression"], case["inputs"], case["expected"]


CASES = list(_cases()) if KIT.exists() else []


def _given(inputs: dict[str, str]) -> Inputs:
    truths = {"true": True, "false": False}
    return Inputs({n: truths[v] if v in truths else number(v) for n, v in inputs.items()})


def _passes(expression: str, inputs: dict[str, str], expected: str) -> bool:
    if expected in {"true", "false"}:
        return truth_of(expression, _given(inputs)) is (expected == "true")
    value = number_of(expression, _given(inputs))
    places = -int(Decimal(expected).as_tuple().exponent)  # of those that the kit prints
    return isinstance(value, Fraction) and round_to(value, places, "half-even") == number(expected)


@pytest.mark.skipif(not CASES, reason=f"the kit is no part of the repository; {KIT} is not there")
def test_the_kit_is_whole() -> None:
    """The kit holds all its cases, and each that is left out is one of them."""
    assert len(CASES) == 145
    assert set(LEFT_OUT) <= {case[0] for case in CASES}


@pytest.mark.parametrize(
    ("expression", "inputs", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES if case[0] not in LEFT_OUT],
)
def test_a_case_of_the_kit_passes(expression: str, inputs: dict[str, str], expected: str) -> None:
    """A case gives the value that the kit says, to the places that it prints."""
    assert _passes(expression, inputs, expected)


@pytest.mark.parametrize(
    ("expression", "inputs", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES if case[0] in LEFT_OUT],
)
def test_a_case_left_out_is_refused(expression: str, inputs: dict[str, str], expected: str) -> None:
    """What lies outside the subset is refused with an error, never answered wrongly."""
    with pytest.raises(FormulaError):
        _passes(expression, inputs, expected)
