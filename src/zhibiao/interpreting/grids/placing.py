"""Cells of a row whose columns are only counted, put under the headings they belong to.

In extracted text a row may have lost cells, or stand one column further left than its
heading. The order of the cells is certain, and so is what a column can hold: points and
scores are plain numbers, the names of the levels are known words. The cheapest way to put the
cells under the headings in their order is taken; where another way is as cheap, that is said
and the row keeps only what both ways agree on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from attrs import frozen

from zhibiao.interpreting.vocabulary import GROUPS, STRUCTURE, TIERS
from zhibiao.interpreting.wording import (
    bare,
    is_blank,
    is_figure,
    is_number,
    only_points,
    split_points,
    tidy,
)

SKIP = 0.6
"""A heading without a cell."""
_SKIPS = {"label": 2.5, "points": 2.5, "claimed": 2.5}
DROP = 8.0
"""A cell under no heading."""
MOVED = 0.8
"""A cell that stands elsewhere than those above it."""
UNKNOWN = 2.0
"""A short text that may name a level; where levels stand in other rows, it does."""
_NEVER = 50.0


@frozen
class Placement:
    """Which cell stands under which heading; ``doubtful`` are headings that might hold another."""

    cells: dict[int, int]
    cost: float
    doubtful: frozenset[int] = frozenset()


def place(
    texts: Sequence[str],
    roles: Sequence[str],
    usual: dict[int, int] | None = None,
) -> Placement:
    """The cells of a row under the headings, both in their order.

    Args:
        texts: the cells from the left.
        roles: the headings from the left.
        usual: where cells of other rows of the table stand, by heading.

    Returns:
        For each heading the number of its cell, from 0.
    """
    costs = [[_cost(text, role, i, j, usual) for j, role in enumerate(roles)]
             for i, text in enumerate(texts)]  # fmt: skip
    skips = [_SKIPS.get(role, SKIP) for role in roles]
    forward = _table(costs, texts, skips)
    best = forward[len(texts)][len(roles)]
    chosen = _trace(forward, costs, skips)
    doubtful = _doubts(forward, costs, (texts, skips), chosen)
    return Placement(chosen, best, doubtful)


def _table(
    costs: list[list[float]], texts: Sequence[str], skips: Sequence[float]
) -> list[list[float]]:
    width = len(skips)
    table = [[0.0] * (width + 1) for _ in range(len(texts) + 1)]
    for j in range(1, width + 1):
        table[0][j] = table[0][j - 1] + skips[j - 1]
    for i in range(1, len(texts) + 1):
        drop = _drop(texts[i - 1])
        table[i][0] = table[i - 1][0] + drop
        for j in range(1, width + 1):
            table[i][j] = min(
                table[i - 1][j - 1] + costs[i - 1][j - 1],
                table[i][j - 1] + skips[j - 1],
                table[i - 1][j] + drop,
            )
    return table


def _drop(text: str) -> float:
    return 0.5 if is_blank(text) else DROP


def _trace(
    table: list[list[float]], costs: list[list[float]], skips: Sequence[float]
) -> dict[int, int]:
    i, j = len(table) - 1, len(table[0]) - 1
    chosen: dict[int, int] = {}
    while i > 0 and j > 0:
        here = table[i][j]
        if _same(here, table[i - 1][j - 1] + costs[i - 1][j - 1]):
            i, j = i - 1, j - 1
            chosen[j] = i
        elif _same(here, table[i][j - 1] + skips[j - 1]):
            j -= 1
        else:
            i -= 1
    return chosen


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9


def _doubts(
    forward: list[list[float]],
    costs: list[list[float]],
    line: tuple[Sequence[str], Sequence[float]],
    chosen: dict[int, int],
) -> frozenset[int]:
    """The headings that some other way of the same cost fills with another written cell."""
    texts, skips = line
    height, width = len(texts), len(skips)
    best = forward[height][width]
    backward = _table([row[::-1] for row in costs[::-1]], texts[::-1], skips[::-1])
    doubts: set[int] = set()
    for i in range(height):
        if is_blank(texts[i]):
            continue
        for j in range(width):
            through = forward[i][j] + costs[i][j] + backward[height - i - 1][width - j - 1]
            if _same(through, best) and chosen.get(j) != i:
                doubts.add(j)
                doubts.update(where for where, cell in chosen.items() if cell == i)
    return frozenset(doubts)


def _cost(text: str, role: str, index: int, column: int, usual: dict[int, int] | None) -> float:
    settled = (column if usual is None else usual.get(column, column)) == index
    moved = 0.0 if settled else (0.05 if usual is None else MOVED)
    fit = _fit(text, role)
    if settled and role in ("tier", "group") and fit == UNKNOWN:
        fit = 0.3
    return fit + (moved if not is_blank(text) else moved / 4)


@lru_cache(maxsize=8192)
def _fit(text: str, role: str) -> float:
    if is_blank(text):
        return {"label": 1.0, "target": 0.3, "actual": 0.3, "points": 0.3, "claimed": 0.3}.get(
            role, 0.0
        )
    fitted = _FITS.get(role)
    return fitted(tidy(text)) if fitted else 6.0


def _level(text: str, known: bool, length: int) -> float:
    if known:
        return 0.0
    if is_number(text):
        return _NEVER
    if bare(text) in STRUCTURE:
        return 4.0
    return UNKNOWN if len(text) <= length else 5.0


def _tier(text: str) -> float:
    name = bare(split_points(text)[0])
    if GROUPS.fullmatch(name) and not TIERS.fullmatch(name):
        return 4.0
    return _level(text, bool(TIERS.fullmatch(name)) or bool(only_points(text)), 6)


def _group(text: str) -> float:
    return _level(text, bool(GROUPS.fullmatch(bare(split_points(text)[0]))), 10)


def _label(text: str) -> float:
    if is_number(text) or only_points(text):
        return 6.0
    plain = bare(text)
    if plain in STRUCTURE or plain[:1] in "≥≤><=" or is_figure(text):
        return 4.0
    if len(plain) > 40:
        return 3.0
    return 1.8 if GROUPS.fullmatch(plain) or TIERS.fullmatch(plain) else 0.0


def _value(text: str) -> float:
    plain = bare(text)
    if TIERS.fullmatch(plain) or GROUPS.fullmatch(plain):
        return 6.0
    return 1.5 if _is_criterion(text) else 0.0


def _is_criterion(text: str) -> bool:
    return len(text) > 8 and "分" in text and any(word in text for word in "扣计记得")


def _criterion(text: str) -> float:
    if is_number(text):
        return 6.0
    return 0.0 if _is_criterion(text) else 1.5


def _score(text: str) -> float:
    return 0.0 if is_number(text.removesuffix("分")) else 12.0


def _words(text: str) -> float:
    return 6.0 if is_number(text) else 0.5


def _short(text: str) -> float:
    return 0.0 if len(text) <= 4 and not is_number(text) else 4.0


_FITS: dict[str, Callable[[str], float]] = {
    "tier": _tier,
    "group": _group,
    "label": _label,
    "target": _value,
    "actual": _value,
    "criterion": _criterion,
    "meaning": _criterion,
    "points": _score,
    "claimed": _score,
    "reason": _words,
    "remedy": _words,
    "relation": _short,
    "unit": _short,
}
