"""Measures ``zhibiao.score`` beside hand-written rivals, in one process: ``make bench``.

Prints a table and writes it, with versions, to ``benchmarks/RESULTS.md``. Two questions: how many
forms a second, and how many of those that stand on the bounds of the standard come out wrong.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path

# A script sees its own folder, and not the one around it.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.columns import frame_rows, polars_ints
from benchmarks.contender import Contender, compiled, ours, traced
from benchmarks.kit import KitError, load_kit
from benchmarks.measure import Speed, Wrong, count_wrong, race
from benchmarks.processes import SIZES as FILES
from benchmarks.processes import processes
from benchmarks.report import Found, page
from benchmarks.rivals import rivals
from benchmarks.rows import boundary, bulk
from benchmarks.tables import SIZES, paired, plot

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
PLOT = ROOT / "benchmarks" / "tables.svg"
KIT = ROOT.parent / "shared" / "bench"
ORDINARY = 2_000
"""Forms among which the speed is measured; they come around again."""


def main(arguments: Sequence[str] | None = None) -> None:
    """One run."""
    options = _options(arguments)
    contenders = _contenders()
    speed = _race(contenders, options.rounds)
    on, off = _wrong(contenders, options.forms)
    found = Found(
        speed=speed,
        on=on,
        off=off,
        forms=options.forms,
        forms_off=2 * (options.forms // 2),
        rounds=options.rounds,
        kit=_kit(options.kit),
        tables=[paired(rows, max(3, options.rounds // 2), _note) for rows in SIZES],
        processes=[processes(rows, 3, _note) for rows in FILES if rows <= options.rows],
    )
    plot(found.tables, PLOT)
    text = page(found)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--forms", type=_positive, default=10_000, help="forms on bounds")
    parser.add_argument("--rounds", type=_positive, default=15, help="rounds of the speed")
    parser.add_argument("--rows", type=_positive, default=FILES[-1], help="the largest file")
    parser.add_argument("--kit", type=Path, default=KIT, help="the folder of the outside kit")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is not a whole number from 1 on")
    return int(text)


def _contenders() -> list[Contender]:
    first, *others = rivals()
    columnar = polars_ints()
    if columnar is None:
        _note("Polars is not installed: no columnar rival")
    return [
        first,
        *others,
        *([columnar] if columnar is not None else []),
        compiled(),
        traced(),
        ours(),
    ]


def _race(contenders: Sequence[Contender], rounds: int) -> dict[str, Speed]:
    rows = bulk(ORDINARY)
    frame = frame_rows(rows)
    return race({c: frame if c.batch > len(rows) else rows for c in contenders}, rounds, _note)


def _wrong(
    contenders: Sequence[Contender], forms: int
) -> tuple[dict[str, Wrong], dict[str, Wrong]]:
    """Wrong forms on the bounds, and beside them: half of the latter below, half above."""
    _note(f"making {forms:,} boundary forms and as many beside the bounds")
    exactly = boundary(forms)
    beside = [*boundary(forms // 2, off=-1), *boundary(forms // 2, off=1)]
    on = {c.name: count_wrong(c, exactly, _note) for c in contenders}
    return on, {c.name: count_wrong(c, beside, _note) for c in contenders}


def _kit(folder: Path) -> str:
    """What the outside kit's own rows and oracle say of ``zhibiao.score``."""
    try:
        kit = load_kit(folder)
    except KitError as error:
        _note(f"outside kit in {folder}: {error}")
        return f"Not scored in this run: {error}."
    wrong = count_wrong(ours(), kit.rows, _note, kit.oracle)
    return (
        f"At hand. Of its {len(kit.rows):,} boundary forms, scored by `zhibiao.score` and held\n"
        f"against its own oracle, {wrong.forms:,} have a wrong score, "
        f"and {wrong.totals:,} a wrong total."
    )


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
