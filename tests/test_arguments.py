"""Python code that hands in a value of the wrong kind is told what to hand in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import zhibiao
from zhibiao.errors import ArgumentError, ZhibiaoError
from zhibiao.messages import LANGUAGES

RULES = zhibiao.load("cn-430600/department/2020")
CARD = zhibiao.score(RULES, {})
CALLS: dict[str, tuple[Callable[[], Any], str]] = {
    "load nothing": (lambda: zhibiao.load(None), "zhibiao.load("),  # type: ignore[arg-type]  # the mistake
    "load a number": (lambda: zhibiao.load(3), "int 3"),  # type: ignore[arg-type]  # the mistake
    "bytes for text": (lambda: zhibiao.loads(b"language = 1"), "decode"),  # type: ignore[arg-type]  # the mistake
    "figures in a list": (lambda: zhibiao.score(RULES, [3]), "measure id"),  # type: ignore[arg-type]  # the mistake
    "an id for a rule set": (
        lambda: zhibiao.score("cn/project/2020", {}),  # type: ignore[arg-type]  # the mistake
        "zhibiao.load(",
    ),
    "an indicator by number": (lambda: zhibiao.explain(CARD, 3), "id of an indicator"),  # type: ignore[arg-type]  # the mistake
    "a form for a card": (lambda: zhibiao.explain({}), "zhibiao.score("),  # type: ignore[arg-type]  # the mistake
    "a path for a form": (lambda: zhibiao.audit("form.docx"), "zhibiao.read("),  # type: ignore[arg-type]  # the mistake
    "read nothing": (lambda: zhibiao.read(None), "path of a file"),  # type: ignore[arg-type]  # the mistake
    "lint a list": (lambda: zhibiao.lint(["rulesets"]), "one by one"),  # type: ignore[arg-type]  # the mistake
    "test a number": (lambda: zhibiao.test(3), "int 3"),  # type: ignore[arg-type]  # the mistake
    "one unit alone": (lambda: zhibiao.aggregate(RULES, {"staff": 3}), "one mapping each"),  # type: ignore[arg-type]  # the mistake
    "units that are none": (lambda: zhibiao.aggregate(RULES, [3]), "one mapping each"),  # type: ignore[list-item]  # the mistake
}


@pytest.mark.parametrize("call", CALLS)
def test_a_value_of_the_wrong_kind_is_told_what_is_wanted(call: str) -> None:
    """The error is ours and a ``TypeError``, in both languages, with what to write instead."""
    made, hint = CALLS[call]
    with pytest.raises(ArgumentError) as caught:
        made()
    assert isinstance(caught.value, ZhibiaoError)
    assert isinstance(caught.value, TypeError)
    assert hint in caught.value.render("en")
    assert all(caught.value.render(lang) for lang in LANGUAGES)


def test_a_long_value_is_shown_in_short() -> None:
    """A whole table in the place of a name does not fill the screen."""
    with pytest.raises(ArgumentError) as caught:
        zhibiao.load(["x"] * 1000)  # type: ignore[arg-type]  # the mistake
    assert len(caught.value.render("en")) < 300
