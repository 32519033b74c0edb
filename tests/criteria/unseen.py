"""Wordings with scores that somebody worked out who had not seen the parser.

Each ``unseen_*.toml`` beside this file holds such a set. A wording comes out in one of three ways:
*right*, every case has its exact score (or a wording without a rule is refused, or read with the
finding that its full mark is not its points); *refused*; *wrong*, a score that differs, or a rule
where there is none. What is left to an assessor is right when it is read as such or refused.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import tomli
from attrs import frozen

from tests.criteria.tables import HERE, WORKBENCH, scored
from zhibiao.criteria import Reading, read, ruleset_toml
from zhibiao.errors import ZhibiaoError
from zhibiao.exact import number, quantity, text
from zhibiao.messages import criteria as texts
from zhibiao.model.measure import MeasureType
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.judged import Judged

Outcome = Literal["right", "refused", "wrong"]
SETS = tuple(sorted(HERE.glob("unseen_*.toml")))
"""The parser has been fitted to all but the last, which stays unopened and measures it."""


@frozen
class Verdict:
    """How one wording came out, and in what it went wrong."""

    outcome: Outcome
    why: str = ""


def wordings(path: Path) -> list[dict[str, Any]]:
    """The wordings of a set."""
    found: list[dict[str, Any]] = tomli.loads(path.read_text(encoding="utf-8"))["wording"]
    return found


def verdict(row: Mapping[str, Any]) -> Verdict:
    """How a wording comes out."""
    reading = read(row["text"], row["points"])
    if reading.scheme is None:
        outcome: Outcome = "right" if row["kind"] in ("refuse", "judged") else "refused"
        return Verdict(outcome, f"{reading.refused!r}: {reading.why and reading.why.render('en')}")
    if row["kind"] == "refuse":
        contradicts = any(one.text is texts.FULL_MARK for one in reading.ambiguous)
        found = f"no refusal but {reading.scheme.kind}"
        return Verdict("right" if contradicts else "wrong", found)
    if row["kind"] == "judged":
        judged = isinstance(reading.scheme, (Judged, Grades))
        return Verdict("right" if judged else "wrong", reading.scheme.kind)
    faults = _faults(row, reading)
    return Verdict("wrong", "; ".join(faults)) if faults else Verdict("right")


def _faults(row: Mapping[str, Any], reading: Reading) -> list[str]:
    """The cases that have another score."""
    rules = WORKBENCH.loads(ruleset_toml(reading))
    faults = []
    for case in row["cases"]:
        want = number(case["score"])
        try:
            got = scored(rules, _as_named(case["given"], reading))
        except ZhibiaoError as error:
            faults.append(f"{case['given']}: {error}")
            continue
        if got != (want, want):
            span = " … ".join(dict.fromkeys(map(text, got)))
            faults.append(f"{case['given']}: {span} instead of {text(want)}")
    return faults


def _as_named(given: Mapping[str, Any], reading: Reading) -> Mapping[str, Any]:
    """The figures under the names of the reading, where only the name or a unit is in question.

    A number that is counted may be the ``count`` or the figure ``x``, and a completion may be read
    off its rate ``x`` as well as off ``actual`` and ``target``. Where a wording names no unit, an
    amount goes without one. Entries of a list that do not hold are its breaches, and several counts
    go by their order; what only either happened or not did so where it was counted at all. So do
    several figures (``x``, ``x_2`` and ``x_1``, ``x_2``). Where all entries of a list must hold,
    they may be read as one fact with two states, of which the first is that they do.
    """
    names = {name for name, one in reading.measures.items() if one.formula is None}
    if names == {"actual", "target"} == set(given) and not reading.measures["actual"].unit:
        return {name: quantity(value).value for name, value in given.items()}
    if names <= set(given):
        return given
    if names == {"count"} and all(isinstance(one, bool) for one in given.values()):
        return {"count": sum(not one for one in given.values())}
    counts = [name.startswith("count") for name in given]
    if len(names) == len(given) > 1 and all(counts):
        return {
            name: int(count) > 0 if one.type is MeasureType.BOOLEAN else count
            for (name, one), count in zip(reading.measures.items(), given.values(), strict=True)
        }
    if len(names) == len(given) == 1 and names | set(given) == {"x", "count"}:
        return {next(iter(names)): next(iter(given.values()))}
    if "x_1" in given and "x" in names:
        return _as_named({"x" if name == "x_1" else name: v for name, v in given.items()}, reading)
    if names == {"state"} and all(isinstance(one, bool) for one in given.values()):
        two = len(reading.measures["state"].levels) == 2
        return {"state": 1 if all(given.values()) else 2} if two else given
    if names == {"state"} and set(given) == {"count"}:
        return {"state": _state_of(given["count"], reading)}
    if names == {"actual", "target"} and set(given) == {"x"}:
        return {"actual": quantity(given["x"]).value * 100, "target": 100}
    if names == {"x"} and set(given) == {"actual", "target"}:
        share = quantity(given["actual"]).value / quantity(given["target"]).value
        return {"x": f"{text(share * 100)}%"}
    return given


def _state_of(count: int, reading: Reading) -> Any:
    """The state that a count stands for, where two states are none at all and any."""
    labels = [level.label for level in reading.measures["state"].levels]
    none = [label.startswith(("零", "无", "未", "没有")) for label in labels]
    if sorted(none) != [False, True]:
        return count
    return none.index(count == 0) + 1


def outcomes(path: Path) -> dict[Outcome, list[str]]:
    """The wordings of a set by how they came out, each with what was said of it."""
    found: dict[Outcome, list[str]] = {"right": [], "refused": [], "wrong": []}
    for row in wordings(path):
        seen = verdict(row)
        found[seen.outcome].append(f"{row['id']} {row['text']} — {seen.why}")
    return found


def main() -> None:
    """``python -m tests.criteria.unseen FILE …`` tells how each set comes out."""
    for path in map(Path, sys.argv[1:]):
        found = outcomes(path)
        counts = ", ".join(f"{len(lines)} {outcome}" for outcome, lines in found.items())
        lines = [f"{outcome} {line}" for outcome in ("refused", "wrong") for line in found[outcome]]
        sys.stdout.write("\n".join([f"{path.name}: {counts}", *lines, ""]))


if __name__ == "__main__":
    main()
