"""A scheme in English, for readers of the rule; nothing reads it back."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.criteria.writing.tests import Told, told
from zhibiao.exact import Quantity, text
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.execution import EXPENDITURE, ExecutionRate
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction

_PARTIAL = {
    "whole": "only whole steps count",
    "started": "a started step counts as one",
    "prorated": "parts of a step count in proportion",
}


@frozen
class English:
    """Writes one scheme; the measures lend their labels and units."""

    measures: Mapping[str, Measure]
    points: Fraction

    def write(self, scheme: Scheme) -> str:
        """The wording; for a kind that has none, its title."""
        words = self._write(scheme)
        return words[:1].upper() + words[1:] + "."

    def _write(self, scheme: Scheme) -> str:
        match scheme:
            case StepDeduction():
                return self._step(scheme)
            case Bands():
                return self._bands(scheme)
            case Checklist():
                return "; ".join(
                    f"({n}) {e.label or self._label(e.measure or '')}: {_points(e.score)}"
                    for n, e in enumerate(scheme.items, 1)
                )
            case States():
                return "; ".join(f"{s.label}: {_points(s.score)}" for s in scheme.states)
            case Occurrences():
                names = [scheme.count] if scheme.count else [e.measure for e in scheme.items]
                counted = ", ".join(self._label(name) for name in names if name)
                return f"{_points(scheme.deduct)} off for each case ({counted}), down to nought"
            case Completion():
                return self._completion(scheme)
            case Grades():
                return "; ".join(
                    f"{g.label}: {_share(told(g.share, None), g.share.text)} of the points"
                    for g in scheme.grades
                )
            case Interpolation():
                corners = ", ".join(
                    f"{_points(score)} at {self._figure(at, scheme.measure)}"
                    for at, score in scheme.points
                )
                return f"{self._label(scheme.measure)}: {corners}, linear in between"
            case Rank():
                lost = f"{_points(scheme.deduct)} off for each below"
                return f"full marks for the first place, {lost}, down to nought"
            case ExecutionRate():
                return self._execution(scheme)
            case Judged():
                return "judged by the assessors"
            case FormulaScheme():
                return f"score = {scheme.formula.text}"
            case Composite():
                return self._composite(scheme)
            case _:
                return scheme.title.en

    def _label(self, name: str) -> str:
        found = self.measures.get(name)
        return found.label if found is not None else name

    def _figure(self, at: Quantity, name: str) -> str:
        if at.unit == "%":
            return f"{text(at.value * 100)}%"
        measure = self.measures.get(name)
        return text(at.value) + (at.unit or (measure.unit if measure is not None else ""))

    def _step(self, scheme: StepDeduction) -> str:
        found = told(scheme.full, self.measures.get(scheme.measure))
        mark = self.points if scheme.full_score is None else scheme.full_score
        step = self._figure(scheme.step, scheme.measure)
        if scheme.step.unit == "%":
            step = f"{text(scheme.step.value * 100)} percentage point(s)"
        side = "beyond that"
        if found is not None and found.low is None:
            side = "above that"
        elif found is not None and found.high is None:
            side = "below that"
        condition = f"{self._label(scheme.measure)} {_range(found, scheme.full.text)}"
        words = [
            f"{_points(mark)} for {condition}; {_points(scheme.deduct)} off for each {step} {side}"
        ]
        open_ = " (assumed)" if "partial" in scheme.assumed else ""
        words.append(_PARTIAL[scheme.partial] + open_)
        if scheme.max_deduction is not None:
            words.append(f"at most {_points(scheme.max_deduction)} off")
        words.append(f"down to {_points(scheme.floor)}" if scheme.floor else "down to nought")
        if scheme.unless == "reason":
            words.append("unless a reason is given")
        return ", ".join(words)

    def _bands(self, scheme: Bands) -> str:
        measure = self.measures.get(scheme.measure)
        parts = [
            f"{_range(told(b.when, measure), b.when.text)}: {_band_points(b)}" for b in scheme.bands
        ]
        if scheme.otherwise is not None:
            parts.append(f"otherwise {_points(scheme.otherwise)}")
        return f"{self._label(scheme.measure)} {'; '.join(parts)}"

    def _execution(self, scheme: ExecutionRate) -> str:
        spent, budget = self._label(EXPENDITURE), self._label(scheme.denominator)
        words = f"score = points × {spent} / {budget}"
        if scheme.rate_places is not None:
            words += f"; the rate is rounded to {scheme.rate_places} places first"
        return words + f"; it counts up to {text(scheme.cap * 100)}%"

    def _completion(self, scheme: Completion, *, bounded: bool = True) -> str:
        """The share of the points; the bounds of it are said once, of both directions."""
        target = "target"
        if isinstance(scheme.target, Quantity):
            target = self._figure(scheme.target, scheme.actual)
        if scheme.direction != "lower":
            words = f"score = points × actual / {target}"
        elif scheme.reverse == "ratio":
            words = f"score = points × {target} / actual"
        else:
            words = f"score = points × (1 − (actual − {target}) / {target})"
        if scheme.direction == "target":
            lower = evolve(scheme, direction="lower", pass_mark=None, over=None)
            words += f"; where less is better, {self._completion(lower, bounded=False)}"
        if scheme.pass_mark is not None:
            words += f"; nothing below {text(scheme.pass_mark * 100)}%"
        words += "; at most full marks, down to nought" if bounded else ""
        if scheme.over is not None:
            above = f"above {text(scheme.over.above * 100)}% of the target"
            if scheme.direction == "lower":  # the better side is below the target
                above = f"where {target} / actual is above {text(scheme.over.above * 100)}%"
            words += {
                "zero": f"; nothing {above}",
                "full": f"; full marks {above}",
                "deduct-once": f"; {_points(scheme.over.deduct)} off {above}",
                "reason": f"; {above}, a reason is needed",
                "deduct": f"; {above}, {_points(scheme.over.deduct)} off for each further "
                f"{text(scheme.over.step * 100)} percentage points",
            }[scheme.over.then]
        return words

    def _composite(self, scheme: Composite) -> str:
        if scheme.worth:
            shared = "; ".join(
                f"({_points(points)}) {evolve(self, points=points).write(part).rstrip('.')}"
                for part, points in zip(scheme.parts, scheme.worth, strict=True)
            )
            if scheme.cap is None:
                return shared
            return f"{shared} (at most {_points(scheme.cap)} in all)"
        parts = "; ".join(self._write(part) for part in scheme.parts)
        together = {
            "sum": "added up",
            "min": "the least of these counts",
            "max": "the most of these counts",
            "first": "the first that applies counts",
        }[scheme.combine]
        cap = ""
        if scheme.cap is not None and scheme.combine == "sum":  # else it limits nothing
            # of deductions it is the loss that has an end, and not what is left
            taken = " off" if scheme.of == "deductions" else ""
            cap = f", at most {_points(scheme.cap)}{taken}"
        return f"{parts} ({together}{cap})" if len(scheme.parts) > 1 or cap else parts


def _points(score: Fraction) -> str:
    return f"{text(score)} point" if score == 1 else f"{text(score)} points"


def _band_points(band: Band) -> str:
    if not isinstance(band.score, tuple):
        return _points(band.score)
    how = "in proportion" if band.within == "interpolated" else "as judged"
    return f"{text(band.score[0])} to {text(band.score[1])} points {how}"


def _share(found: Told | None, written: str) -> str:
    return _range(found, written)


def _range(found: Told | None, written: str) -> str:
    """A range with its closed ends said."""
    if found is None:
        return written
    low, high = found.low, found.high
    if found.exact:
        return f"= {low}"
    if low is None:
        return f"{'≤' if found.high_closed else '<'} {high}"
    if high is None:
        return f"{'≥' if found.low_closed else '>'} {low}"
    first = "included" if found.low_closed else "excluded"
    last = "included" if found.high_closed else "excluded"
    return f"from {low} ({first}) to {high} ({last})"
