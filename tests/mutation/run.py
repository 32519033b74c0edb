"""``make mutants ROOM=…``: change a room in thousands of small ways, and see who notices.

A survivor is a change that no test of the room notices. At most one in twenty may survive,
and ``survivors.toml`` says why for each; the command fails when either does not hold. A
mutant that mypy refuses could not be merged, and is left out of the count.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from fractions import Fraction

import tomli
from attrs import frozen

from tests.mutation.room import HERE, KILLED, NOT_VIABLE, Mutant, mutants, prepare, rooms, run

ALLOWED = Fraction(5, 100)


@frozen
class Outcome:
    """What a run found out: how many mutants there were, and which of them live."""

    viable: int
    survivors: tuple[Mutant, ...]
    unexplained: tuple[Mutant, ...]
    outdated: tuple[Mapping[str, str], ...]
    statuses: Mapping[str, int]

    @property
    def passed(self) -> bool:
        """Whether few enough live, and each for a stated reason."""
        return not self.unexplained and len(self.survivors) <= ALLOWED * self.viable

    def __str__(self) -> str:
        lines = [_shown(mutant) for mutant in self.unexplained]
        lines += [
            f"explained, but no longer alive: {entry['function']}\n{entry['change'].strip()}\n"
            for entry in self.outdated
        ]
        counted = ", ".join(f"{count} {status}" for status, count in self.statuses.items())
        alive = len(self.survivors)
        share = float(100 * Fraction(alive, max(self.viable, 1)))
        lines.append(counted)
        lines.append(
            f"{alive} of {self.viable} survive ({share:.1f} %), {len(self.unexplained)} unexplained"
        )
        return "\n".join(lines)


def judge(found: Sequence[Mutant], explained: Sequence[Mapping[str, str]]) -> Outcome:
    """Compare what lives with the survivors that somebody has explained."""
    viable = [mutant for mutant in found if mutant.status != NOT_VIABLE]
    survivors = tuple(mutant for mutant in viable if mutant.status not in KILLED)
    return Outcome(
        viable=len(viable),
        survivors=survivors,
        unexplained=tuple(m for m in survivors if not any(_explains(e, m) for e in explained)),
        outdated=tuple(e for e in explained if not any(_explains(e, m) for m in survivors)),
        statuses=dict(Counter(mutant.status for mutant in found).most_common()),
    )


def _explains(entry: Mapping[str, str], mutant: Mutant) -> bool:
    return entry["change"].strip() == mutant.change and fnmatchcase(
        mutant.function, entry["function"]
    )


def explanations(room: str) -> list[dict[str, str]]:
    """The survivors of a room that ``survivors.toml`` explains."""
    listed = tomli.loads((HERE / "survivors.toml").read_text(encoding="utf-8"))
    entries: list[dict[str, str]] = listed.get(room, [])
    return entries


def _shown(mutant: Mutant) -> str:
    return f"{mutant.status}: {mutant.function}\n{mutant.change}\n"


def main() -> int:
    """Run a room, or only look at its last run, and say what lives."""
    known = rooms()
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("room", choices=known)
    parser.add_argument("--children", type=int, default=2, help="how many tests at a time")
    parser.add_argument("--again", action="store_true", help="try only what lives, and the new")
    parser.add_argument("--untyped", action="store_true", help="do not ask mypy: quicker, again")
    parser.add_argument("--report", action="store_true", help="only compare the last run")
    given = parser.parse_args()
    room = known[given.room]
    if not given.report:
        prepare(room, again=given.again, types=not given.untyped)
        run(room, children=given.children)
    outcome = judge(mutants(room), explanations(room.name))
    sys.stdout.write(f"{outcome}\n")
    return 0 if outcome.passed else 1


if __name__ == "__main__":
    sys.exit(main())
