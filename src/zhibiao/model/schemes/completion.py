"""``completion``: points in proportion to how far a target was met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from attrs import evolve, frozen

from zhibiao.exact import ZERO, Quantity, text
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Max, Min
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope

OWN_ROW = MeasureId("")
"""No measure yet: the row that a form brings gets its own."""

READINGS: dict[Literal["ratio", "linear"], Text] = {
    "ratio": Text(zh="反向按 目标/实际 计", en="reverse by target / actual"),
    "linear": Text(zh="反向按超出幅度线性计", en="reverse, linear in the excess"),
}


@frozen
class OverAchievement:
    """What happens when the share done passes ``above``.

    The share is actual / target; where ``lower`` is better it is target / actual, whichever
    ``reverse`` counts the points, so that only a target that was met can be passed. An actual
    of nothing against a target above nothing is then beyond any share.

    ``then``: ``zero``, ``full``, ``reason`` (full with a reason in the form, otherwise open)
    ``deduct`` (``deduct`` points for each finished ``step`` beyond) or ``deduct-once``.
    """

    above: Fraction
    then: Literal["zero", "full", "reason", "deduct", "deduct-once"]
    deduct: Fraction = ZERO
    step: Fraction = Fraction(1, 100)


@frozen(kw_only=True)
class Completion(Scheme):
    """Pro rata to completion; a target of zero or less is full when met, else 0.

    Example:
        完成值/指标值 × 分值

    Attributes:
        actual: the measure of what was done; for rows that the form brings, left out.
        target: the measure of what was planned, or a number.
        direction: ``higher`` is better (W·x/t) or ``lower`` is (see ``reverse``); for rows
            that the form brings, ``target`` takes it from the row's own ≥ or ≤.
        reverse: ``ratio`` is W·t/x, ``linear`` is W·(1 - (x - t)/t).
        pass_mark: below this share of the points nothing is earned.
        over: what passing the target by far, on the better side, means.
    """

    kind: ClassVar[str] = "completion"
    title: ClassVar[Text] = Text(zh="按完成比例计分", en="pro rata to completion")

    actual: MeasureId = OWN_ROW
    target: MeasureId | Quantity = OWN_ROW
    direction: Literal["higher", "lower", "target"] = "higher"
    reverse: Literal["ratio", "linear"] = "ratio"
    pass_mark: Fraction | None = None
    over: OverAchievement | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        actual = scope.measure(self.actual)
        target = (
            scope.amount(self.target, self.actual)
            if isinstance(self.target, Quantity)
            else scope.measure(self.target)
        )
        points = build.const(scope.points)
        share = build.named("share", scope.owner, self._share(actual, target), "%")
        earned: Expr = build.multiply(points, Min((build.const(1), Max((build.const(0), share)))))
        if self.pass_mark is not None:
            passed = build.compare(">=", share, build.const(self.pass_mark, "%"))
            earned = If(passed, earned, build.const(0))
        if self.over is not None:
            earned = self._beyond(self.over, actual, target, earned, scope)
        nothing = build.compare("<=", target, build.const(0))  # no share of it can be taken
        return If(nothing, self._without_share(actual, target, points), earned)

    def _without_share(self, actual: Expr, target: Expr, points: Expr) -> Expr:
        """All points or none, of a target of zero or less."""
        met = build.compare("<=" if self.direction == "lower" else ">=", actual, target)
        return If(met, points, build.const(0))

    def _share(self, actual: Expr, target: Expr) -> Expr:
        if self.direction != "lower":
            return build.divide(actual, target)
        met = build.compare("<=", actual, target)
        if self.reverse == "ratio":
            return If(met, build.const(1), build.divide(target, actual))
        excess = build.divide(build.subtract(actual, target), target)
        return If(met, build.const(1), build.subtract(build.const(1), excess))

    def _beyond(
        self, over: OverAchievement, actual: Expr, target: Expr, earned: Expr, scope: Scope
    ) -> Expr:
        above, points = build.const(over.above, "%"), build.const(scope.points)
        lower = self.direction == "lower"
        done = build.divide(target, actual) if lower else build.divide(actual, target)
        match over.then:
            case "zero":
                result: Expr = build.const(0)
            case "full":
                result = points
            case "reason":
                open_score = scope.judged(ZERO, scope.points)
                result = If(scope.reason(), points, open_score)
            case "deduct-once":
                taken = build.named("deduction", scope.owner, build.const(over.deduct))
                result = build.subtract(points, taken)
            case "deduct":
                beyond = build.divide(build.subtract(done, above), build.const(over.step, "%"))
                steps = build.named(
                    "steps", f"{scope.owner}:whole", build.rounded(beyond, 0, "floor")
                )
                taken = build.named(
                    "deduction", scope.owner, build.multiply(steps, build.const(over.deduct))
                )
                result = build.subtract(points, taken)
                if lower:  # nothing at all is steps without end, however little each takes
                    left = build.const(0) if over.deduct > 0 else points
                    result = If(build.compare("<=", actual, build.const(0)), left, result)
        if lower:  # as a product, since there may be nothing to divide by
            return If(build.compare(">", target, build.multiply(actual, above)), result, earned)
        return If(build.compare(">", done, above), result, earned)

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """Both measures are named; ``over`` begins at the target, and its step is above zero."""
        for name in ("actual", "target"):
            if getattr(self, name) == "":
                yield (), say(texts.MISSING_KEY, key=name)
        if self.over is not None and self.over.above < 1:
            found, meant = text(self.over.above * 100), text(self.over.above * 100 + 100)
            yield ("over", "above"), say(texts.OVER_BELOW, found=f"{found}%", meant=f"{meant}%")
        if self.over is not None and self.over.step <= 0:
            yield ("over", "step"), say(texts.STEP_SIZE)

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """A share is taken of numbers."""
        yield ("actual",), self.actual, "number"
        if not isinstance(self.target, Quantity):
            yield ("target",), self.target, "number"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's actual and target are the two measures."""
        if isinstance(self.target, Quantity):
            return {"actual": self.actual}
        return {"actual": self.actual, "target": self.target}

    def readings(self) -> Iterator[tuple[Text, Scheme]]:
        """Both reverse readings, where the source leaves the choice open."""
        if self.direction == "lower" and "reverse" in self.assumed:
            for reverse, name in READINGS.items():
                yield name, evolve(self, reverse=reverse)


@frozen(kw_only=True)
class CompletionByTarget(Completion):
    """Pro rata to a target without a sign: more is better, and less where the target is zero.

    ``direction`` is that of the target which the form states. The tree holds whatever the target
    is, so that one which is changed in a workbook scores as it does in a form.
    """

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        return Completion.lower(evolve(self, direction="higher"), scope)

    def _without_share(self, actual: Expr, target: Expr, points: Expr) -> Expr:
        met = build.compare("<=", actual, target)
        below_zero = super()._without_share(actual, target, points)
        is_zero = build.compare("=", target, build.const(0))
        return If(is_zero, If(met, points, build.const(0)), below_zero)
