"""What must be said of a rejected input: the ``.expected`` file beside it.

A block a fault, in the order of the file, with an empty line between two. In a block each line
is a key and its value: ``code``, ``line`` and ``path`` are exact; ``says`` and ``hint`` are
words of the English message and hint, ``dit`` of the Chinese message.
"""

from __future__ import annotations

from pathlib import Path

from zhibiao.model.problem import Problem

KEYS = {"code", "line", "path", "says", "dit", "hint"}


def blocks(path: Path) -> list[dict[str, str]]:
    """The faults that a file expects."""
    found = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        pairs = dict(line.split(": ", 1) for line in block.splitlines())
        assert {"code", "line", "says", "dit"} <= set(pairs) <= KEYS, block
        found.append(pairs)
    return found


def shown(problem: Problem, keys: dict[str, str]) -> dict[str, str]:
    """A fault in the form of its block: words that are said as they are expected, or in full."""
    hint = "" if problem.hint is None else problem.hint.render("en")
    said = {
        "code": problem.code,
        "line": str(problem.place.line),
        "path": problem.path,
        "says": problem.message.render("en"),
        "dit": problem.message.render("zh"),
        "hint": hint,
    }
    loose = {"says", "dit", "hint"}
    return {
        key: keys[key] if key in loose and keys[key] in text else text
        for key, text in said.items()
        if key in keys
    }
