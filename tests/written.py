"""All standards at hand as TOML text, by name: the built-in ones, and invented ones in a folder.

The invented ones hold all that a rule set can, for suites that run on every back end.
"""

from __future__ import annotations

from pathlib import Path

from zhibiao.loading.catalog import files_in

TESTS = Path(__file__).resolve().parent
FOLDER = TESTS.parent / "rulesets"

BUILTIN = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(files_in(FOLDER))
}


def _around(at: str, policy: str) -> str:
    written = (TESTS / "standards" / "around.toml").read_text(encoding="utf-8")
    assert written.count('at = "indicator"') == written.count('policy = "full"') == 1
    return written.replace('at = "indicator"', f'at = "{at}"').replace(
        'policy = "full"', f'policy = "{policy}"'
    )


def _schemes() -> str:
    return (TESTS / "standards" / "schemes.toml").read_text(encoding="utf-8")


def _ungraded() -> str:
    """Plain figures name a grade or its score and never both, so that a graded row stays open."""
    lines = _schemes().splitlines(keepends=True)
    graded = [line for line in lines if 'kind = "grades"' in line]
    assert len(graded) == 1
    return _schemes().replace(graded[0], 'scheme = { kind = "judged" }\n')


INVENTED = {
    "schemes": _schemes(),
    "schemes, ungraded": _ungraded(),
    "ranges": (TESTS / "rulesets" / "ranges.toml").read_text(encoding="utf-8"),
    "around": _around("indicator", "full"),
    "around, rounded total": _around("total", "rescale-total"),
    "around, never rounded": _around("never", "rescale-total"),
}

STANDARDS = {**BUILTIN, **INVENTED}
