"""What a run found, as one page of Markdown that also reads well in a terminal."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from attrs import frozen

from benchmarks.measure import TURN, Speed, Wrong
from benchmarks.processes import Processes, Run
from benchmarks.tables import Paired

LIBRARIES = ("zhibiao", "attrs", "polars", "pyarrow", "numpy")


@frozen
class Found:
    """All that a run found.

    Attributes:
        speed: by contender, the one that ratios refer to first.
        on: wrong forms among those that stand on bounds.
        off: and among those that stand a hundredth beside them.
        forms: how many forms stand on bounds.
        forms_off: how many beside them.
        rounds: how many rounds the speed is the median of.
        kit: what became of the outside kit, as a sentence.
        tables: tables of several sizes.
        processes: runs of the command line, and of the rival beside them.
    """

    speed: Mapping[str, Speed]
    on: Mapping[str, Wrong]
    off: Mapping[str, Wrong]
    forms: int
    forms_off: int
    rounds: int
    kit: str
    tables: Sequence[Paired]
    processes: Sequence[Processes]


def page(found: Found) -> str:
    """The whole page."""
    return f"""\
# Scores per second, and wrong scores

Written by `make bench`; see `benchmarks/run.py`. The job: twenty indicators on four tiers (six step
deductions, five bands, three pro rata with half cents rounded up, three per case, three checklists)
and their sums, `benchmarks/job/twenty.toml`.

{table(found)}

* **scores/s**: forms a second in one process, the median of {found.rounds} rounds in which the
  contenders take turns of {TURN} s; **ratio**: beside {next(iter(found.speed))}, the median of the
  ratios within each round. Each contender takes figures and gives scores in the shape that suits
  it; turning rows into that shape is not timed. Polars uses every core, the others one.
* **wrong on bounds**: of {found.forms:,} forms in which every quantity stands exactly on a whole
  percentage point, the edge of a band or a half cent, those with any of their 25 scores wrong, and
  in brackets those with a wrong total. **wrong beside**: the same of {found.forms_off:,} forms with
  every quantity 0.01 below or above its bound. Scores of floats are rounded to 0.01 first.
* `zhibiao.score` takes the standard from TOML, checks every figure and keeps the reasons of every
  score; the rivals are written by hand for this one standard and give bare numbers.

* `zhibiao.scorer` compiles the rule set once and takes rows of scaled integers; *traced* keeps each
  row, and every measure, count of steps, deduction and share on the way to its scores, as exact
  numbers; their names and words are made on demand, which is not timed.

## Tables in memory

{tables(found.tables)}

![rows a second by the size of the table](tables.svg)

* **rival**: the standard written by hand as exact integer expressions for Polars; milliseconds, the
  medians of paired runs. **zhibiao.batch** gives the rival's columns from the rival's frame, checks
  that every figure is in its range, and leaves out what is not exactly known; **ratio**: the median
  within each pair; **in full**: the least and the most of everything as decimals, status, rating.
* **wrong**: rows in which any column differs from the rival's.

## Files

{processes(found.processes)}

Parquet to Parquet, each in a process of its own: **seconds** from the start of the process to its
end, and the **peak** of its memory. The rival scans, computes and sinks lazily; `zhibiao batch`
checks every figure, keeps bad rows apart and can go on after a break. **ratio**, **in full** and
**wrong** as above; the medians of paired runs, of the run in full there is one.

**The outside kit.** {found.kit}

**Machine.** {machine()}
"""


def table(found: Found) -> str:
    """One line for each contender."""
    rows = [("", "scores/s", "ratio", "wrong on bounds", "wrong beside")]
    for name, speed in found.speed.items():
        rows.append(
            (
                name,
                f"{_three_digits(speed.per_second):,.0f}",
                _ratio(speed.ratio),
                _wrong(found.on[name]),
                _wrong(found.off[name]),
            )
        )
    return _aligned(rows)


def tables(found: Sequence[Paired]) -> str:
    """One line for each size."""
    rows: list[tuple[str, ...]] = [
        ("rows", "rival, ms", "zhibiao.batch, ms", "ratio", "in full, ms", "wrong")
    ]
    for one in found:
        times = [f"{_three_digits(time):,.5g}" for time in (one.rival, one.ours)]
        full = f"{_three_digits(one.full):,.5g}"
        rows.append((f"{one.rows:,}", *times, f"{one.ratio:.2f}", full, f"{one.wrong:,}"))
    return _aligned(rows)


def processes(found: Sequence[Processes]) -> str:
    """One line for each size."""
    rows = [("rows", "rival, s (MB)", "zhibiao, s (MB)", "ratio", "in full, s (MB)", "wrong")]
    for one in found:
        rival, ours, full = (_process(run) for run in (one.rival, one.ours, one.full))
        rows.append((f"{one.rows:,}", rival, ours, f"{one.ratio:.2f}", full, f"{one.wrong:,}"))
    return _aligned(rows)


def _process(run: Run) -> str:
    return f"{run.seconds:.1f} ({run.peak:,.0f})"


def machine() -> str:
    """Versions and cores: what a figure depends on."""
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    cores = os.cpu_count() or 1
    return f"{python} on {platform.system()} {platform.machine()}, {cores} cores; {libraries}."


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple(
        "-" * width if column == 0 else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    )
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(row: tuple[str, ...], widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return "| " + " | ".join(cells) + " |"


def _wrong(wrong: Wrong) -> str:
    return f"{wrong.forms:,} ({wrong.totals:,})"


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _three_digits(value: float) -> float:
    """No measurement is good for more digits than these."""
    return float(f"{value:.3g}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
