"""An outside kit that poses the same job, where it is at hand: its rows, held against its oracle.

The kit is no part of this repository. It is a folder with ``spec.py`` (the standard and an exact
oracle) and ``data.py`` (its boundary rows, which need NumPy). Its standard is compared with ours
first: where the two differ, wrong scores would say nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import frozen

from benchmarks.oracle import Scores
from benchmarks.rows import Row
from benchmarks.standard import (
    ANSWERS,
    CASES,
    EDGES,
    PRO_RATA,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TIERS,
)  # fmt: skip

FORMS = 10_000


class KitError(Exception):
    """The kit cannot be used; the message says why."""


@frozen
class Kit:
    """An outside kit, in our words.

    Attributes:
        rows: its boundary rows.
        oracle: its own oracle on one of them.
    """

    rows: tuple[Row, ...]
    oracle: Callable[[Row], Scores]


def load_kit(folder: Path) -> Kit:
    """The kit in a folder.

    Raises:
        KitError: it is not there, lacks something, or poses another job.
    """
    spec, data = _modules(folder)
    _compare(spec)
    figures, scores = _figures(spec), _scores(spec)
    theirs = {ours: name for name, ours in figures.items()}
    rows = data.rows(data.boundary(FORMS))

    def oracle(row: Row) -> Scores:
        found = spec.oracle({theirs[name]: value for name, value in row.items()})
        return {ours: found[name] for name, ours in scores.items()}

    renamed = tuple({figures[name]: value for name, value in row.items()} for row in rows)
    return Kit(renamed, oracle)


def _modules(folder: Path) -> tuple[Any, Any]:
    if not (folder / "spec.py").is_file() or not (folder / "data.py").is_file():
        raise KitError("it is not at hand")
    with _importing_from(folder):
        try:
            return import_module("spec"), import_module("data")
        except ImportError as error:
            raise KitError(f"it cannot be imported: {error}") from error


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    """Imports find the folder first, and leave nothing in it, since it is not ours."""
    quiet, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = quiet


def _compare(spec: Any) -> None:
    """Raises where the kit's standard is not ours, in the order of both."""
    pairs = {
        "steps": (spec.STEP, [(s.points, s.deduct) for s in STEPS]),
        "pro rata": (spec.PROP, [(p.points // 100,) for p in PRO_RATA]),
        "cases": (spec.OCC, [(c.points, c.deduct) for c in CASES]),
        "answers": (spec.CHK, [([score for _, score in a.items],) for a in ANSWERS]),
    }
    differing = [
        name for name, (theirs, ours) in pairs.items() if [tuple(t[1:]) for t in theirs] != ours
    ]
    if tuple(spec.BANDS) != EDGES:
        differing.append("bands")
    scores = _scores(spec)
    tiers = [tuple(scores[name] for name in members) for members in spec.TIERS.values()]
    if [sorted(tier) for tier in tiers] != [sorted(tier) for tier in TIERS.values()]:
        differing.append("tiers")
    if differing:
        raise KitError(f"its standard is another one: {', '.join(differing)}")


def _scores(spec: Any) -> dict[str, str]:
    """The kit's names of scores, each with ours: both standards list them in one order."""
    pairs: list[tuple[Any, Sequence[Any]]] = [
        (spec.STEP, STEPS),
        (spec.PROP, PRO_RATA),
        (spec.OCC, CASES),
        (spec.CHK, ANSWERS),
    ]
    found = {
        name: item.id
        for theirs, ours in pairs
        for (name, *_), item in zip(theirs, ours, strict=True)
    }
    found |= {n: item.id for n, item in zip(spec.BAND_DIRECT, STATED_RATES, strict=True)}
    found |= {n: item.id for n, item in zip(spec.BAND_RATIO, SHARED_RATES, strict=True)}
    found |= dict(zip(spec.TIERS, TIERS, strict=True))
    return {**found, "total": "total"}


def _figures(spec: Any) -> dict[str, str]:
    """The kit's names of figures, each with ours."""
    found: dict[str, str] = {}
    for (name, *_), steps in zip(spec.STEP, STEPS, strict=True):
        found |= {f"{name}_a": steps.spent, f"{name}_b": steps.budget}
    for name, stated in zip(spec.BAND_DIRECT, STATED_RATES, strict=True):
        found[f"{name}_v"] = stated.rate
    for name, shared in zip(spec.BAND_RATIO, SHARED_RATES, strict=True):
        found |= {f"{name}_n": shared.part, f"{name}_d": shared.whole}
    for (name, *_), rated in zip(spec.PROP, PRO_RATA, strict=True):
        found |= {f"{name}_n": rated.done, f"{name}_d": rated.target}
    for (name, *_), cases in zip(spec.OCC, CASES, strict=True):
        found[f"{name}_c"] = cases.counted
    for (name, *_), answers in zip(spec.CHK, ANSWERS, strict=True):
        found |= {f"{name}_{n}": answer for n, (answer, _) in enumerate(answers.items)}
    return found
