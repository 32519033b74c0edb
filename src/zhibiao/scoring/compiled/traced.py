"""One row with everything that it was scored by: ``Scorer.card``."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from attrs import field, frozen

from zhibiao.backends.compiled import Kept, Row, Values
from zhibiao.backends.evaluate import Step, evaluate
from zhibiao.expr.integers.passed import Passed
from zhibiao.expr.nodes import Named
from zhibiao.model.scorecard import Score, Scorecard
from zhibiao.scoring.score import score_figures

if TYPE_CHECKING:
    from zhibiao.scoring.compiled.scorer import Scorer


@frozen
class Traced:
    """The scores of a row, with everything that they came from.

    Attributes:
        scorer: what scored it.
        row: its scaled integers and answers.
        values: its scores, as :meth:`Scorer.scaled` gives them.
        kept: every value that it came by, as whole numbers, in the order of ``Scorer.passed``;
            nothing where ``values`` is nothing.
    """

    scorer: Scorer
    row: Row
    values: Values | None
    kept: Kept | None = field(repr=False)

    def steps(self) -> dict[str, tuple[Step, ...]]:
        """The named values on the way to each score, in the order in which they came about.

        These are measures, excesses, counts of steps, deductions and shares with their trees.

        Raises:
            FiguresError: a figure of the row is out of the range that the rule set allows.
        """
        if self.kept is None:
            return {score.id: evaluated_steps(score) for score in self.scorecard().scores}
        kept = iter(self.kept)
        return {
            name: _steps(zip(found, islice(kept, len(found)), strict=True))
            for name, found in self.scorer.passed.items()
        }

    def scorecard(self) -> Scorecard:
        """The whole scorecard, with every reading, step and reason.

        Raises:
            FiguresError: a figure of the row is out of the range that the rule set allows.
        """
        return score_figures(self.scorer.figures(self.row), self.scorer.rules)


def _steps(found: Iterable[tuple[Passed, tuple[int, int] | bool | None]]) -> tuple[Step, ...]:
    steps: dict[Named, Step] = {}
    for one, value in found:
        if value is not None:
            exact = value if isinstance(value, bool) else Fraction(*value)
            steps.setdefault(one.node, Step(one.node, exact))
    return tuple(steps.values())


def evaluated_steps(score: Score) -> tuple[Step, ...]:
    """The steps of a score of plain figures, each of which has one reading."""
    evidence = {name: one.value for name, one in score.chains[0].readings.items()}
    return evaluate(score.tree, evidence).steps
