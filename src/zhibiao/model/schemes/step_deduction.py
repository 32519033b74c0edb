"""``step-deduction``: full marks while a test holds, then so much a step beyond its bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from attrs import evolve, frozen

from zhibiao.exact import ZERO, Quantity
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Max, Min
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.scheme import Scheme, Scope

Partial = Literal["whole", "started", "prorated"]

READINGS: dict[Partial, Text] = {
    "whole": Text(zh="只计满步", en="whole steps only"),
    "started": Text(zh="不足一步按一步计", en="a started step counts as one"),
    "prorated": Text(zh="按比例计", en="steps in proportion"),
}


@frozen(kw_only=True)
class StepDeduction(Scheme):
    """Full marks while ``full`` holds; beyond its bound ``deduct`` points per ``step``.

    Example:
        以100%为标准。控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。

    Attributes:
        measure: the measure that is tested.
        full: the test that earns full marks; its bound is where the steps begin. ``<=`` and
            ``>=`` are one-sided, ``=`` and intervals two-sided.
        step: the size of one step in the measure's unit; a percentage point is ``"1%"``.
        deduct: points taken off for each step.
        partial: ``whole`` counts finished steps, ``started`` counts begun ones,
            ``prorated`` takes the fraction. Mandatory, since the texts leave it open.
        full_score: the full mark that the text states, where it is not the points.
        floor: the least score that remains.
        max_deduction: the most that is taken off.
        unless: ``"reason"``: with a reason in the form the score spans up to the points.
    """

    kind: ClassVar[str] = "step-deduction"
    title: ClassVar[Text] = Text(zh="按步扣分", en="deduction by steps")

    measure: MeasureId
    full: UnaryTest
    step: Quantity
    deduct: Fraction
    partial: Partial
    full_score: Fraction | None = None
    floor: Fraction = ZERO
    max_deduction: Fraction | None = None
    unless: Literal["reason"] | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        subject = scope.measure(self.measure)
        full = build.const(scope.points if self.full_score is None else self.full_score)
        deduction = self._deduction(scope, subject)
        reduced = Max((build.const(self.floor), build.subtract(full, deduction)))
        if self.unless == "reason":
            excused = Max((reduced, scope.judged(ZERO, scope.points)))
            reduced_or_excused: Expr = If(scope.reason(), excused, reduced)
        else:
            reduced_or_excused = reduced
        return If(scope.test(self.full, subject), full, reduced_or_excused)

    def _deduction(self, scope: Scope, subject: Expr) -> Expr:
        bounds = scope.bounds(self.full, subject)
        beyond: list[Expr] = []
        if bounds.high is not None:
            beyond.append(build.subtract(subject, bounds.high))
        if bounds.low is not None:
            beyond.append(build.subtract(bounds.low, subject))
        excess = beyond[0] if len(beyond) == 1 else Max(tuple(beyond))
        distance = build.named("excess", scope.owner, excess)
        ratio = build.divide(distance, scope.amount(self.step, self.measure))
        match self.partial:
            case "whole":
                ratio = build.rounded(ratio, 0, "floor")
            case "started":
                ratio = build.rounded(ratio, 0, "ceiling")
        steps = build.named("steps", f"{scope.owner}:{self.partial}", ratio)
        taken: Expr = build.multiply(steps, build.const(self.deduct))
        if self.max_deduction is not None:
            taken = Min((taken, build.const(self.max_deduction)))
        return build.named("deduction", scope.owner, taken)

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """A step is above zero; nothing is deducted backwards."""
        if self.step.value <= 0:
            yield ("step",), say(texts.STEP_SIZE)
        for name in ("deduct", "floor", "max_deduction", "full_score"):
            value = getattr(self, name)
            if value is not None and value < 0:
                yield (name,), say(texts.NEGATIVE, key=name)

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's actual is the measure."""
        return {"actual": self.measure}

    def readings(self) -> Iterator[tuple[Text, Scheme]]:
        """The three readings of a step, where the source leaves it open."""
        if "partial" in self.assumed:
            for partial, name in READINGS.items():
                yield name, evolve(self, partial=partial)
