"""``score-out-of-range``: figures for which the rules give less than 0 or more than the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.exact import ZERO, rounded_text, text
from zhibiao.expr.domain import Numeric, ends
from zhibiao.expr.nodes import Expr, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.ways import Figures, Way, under, ways
from zhibiao.messages import Message, Text, say
from zhibiao.messages import scoring as words_texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.program import ItemScope, scope_of
from zhibiao.model.place import Path
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.scoring.words import Words

FOUND = Text(
    zh="“{label}”在这里会得 {score} 分，超出 [0, {points}]",
    en='"{label}" can get {score} points here, outside [0, {points}]',
)
FOUND_AT = Text(
    zh="“{label}”在 {figures} 时得 {score} 分，超出 [0, {points}]",
    en='"{label}" gets {score} points where {figures}, outside [0, {points}]',
)
WORTH = Text(
    zh="“{label}”为 {points} 分，各部分的 worth 相加为 {sum} 分",
    en='"{label}" is worth {points} points, but the worth of its parts adds up to {sum}',
)
HINT = Text(
    zh="请改正这里的分数或该指标的分值；计分时只能截到 0 或满分",
    en="correct the score here or the points of the indicator; scoring can only cut it off at 0 "
    "or at the points",
)


@lint_check("score-out-of-range", Severity.ERROR)
def score_out_of_range(subject: Subject) -> Iterator[Sighting]:
    """A written score is less than 0 or more than the points, and some figures earn it.

    What it finds:
        A band, state, grade, corner of an interpolation, item of a checklist, floor or worth
        of a part that gives a score outside ``[0, W]`` for figures that the measures can have;
        such figures are named. What no figure reaches is left to ``unreachable-band``, and
        what runs beyond the points by its own arithmetic (a deduction until nothing is left, a
        formula, a ``min`` or ``max`` with a part that stays within) is no fault.

    Why it matters:
        Scoring cuts the score off at 0 or at the points. What stands in the rule is then not
        what is earned, and one of the two numbers was mistyped.

    Example:
        ``{ when = ">= 80%", score = 12 }`` on an indicator of 10 points.

    What to do:
        Compare the score and the points with the source.

    Source:
        The rule-set language, schemes: every result lies within ``[0, W]``.
    """
    rules = subject.rules
    for item in rules.items:
        scope = ItemScope(scope_of(rules), item.id, item.points)
        yield from _Look(rules, item).at(item.scheme, (*item.path, "scheme"), scope)


@frozen
class _Case:
    """What a scheme states in one place, and the ways of its tree that give it."""

    path: Path
    scores: tuple[Fraction, ...]
    ways: tuple[int, ...]


@frozen
class _Look:
    """The look at one item. ``whole`` is the tree that has to leave the points as well."""

    rules: RuleSet
    item: Scored
    whole: Expr | None = None

    def at(self, scheme: Scheme, path: Path, scope: ItemScope) -> Iterator[Sighting]:
        """All that a scheme, or a part of one, states outside its points."""
        if isinstance(scheme, Composite):
            yield from self.parts(scheme, path, scope)
        elif isinstance(scheme, Checklist):
            yield from self.items(scheme, path, scope)
        else:
            yield from self.cases(scheme, path, scope)

    def cases(self, scheme: Scheme, path: Path, scope: ItemScope) -> Iterator[Sighting]:
        wrong = [c for c in _cases(scheme, scope) if self.may_leave(c.scores, scope.points)]
        tree = scheme.lower(scope) if wrong else None
        found = ways(tree) if tree is not None else ()
        for case in wrong:
            assert tree is not None
            for number in case.ways:
                way = found[number]
                if way is not None and _leaves(way.value, case.scores, scope.points):
                    yield self.seen(way, tree, (*path, *case.path), case.scores, scope.points)
                    break

    def may_leave(self, scores: tuple[Fraction, ...], points: Fraction) -> bool:
        """Whether stated scores pass an end of the points that the whole can pass too."""
        if min(scores) >= 0 and max(scores) <= points:
            return False
        return self.whole is None or _leaves(outcomes(self.whole), scores, points)

    def items(self, scheme: Checklist, path: Path, scope: ItemScope) -> Iterator[Sighting]:
        for number, entry in enumerate(scheme.items):
            scores = (entry.score,)
            if not self.may_leave(scores, scope.points):
                continue
            tree = scheme.lower(scope)
            way = under(tree, _asked(entry, scope))
            if way is not None and _leaves(way.value, scores, scope.points):
                at = (*path, "items", number, "score")
                yield self.seen(way, tree, at, scores, scope.points)

    def parts(self, scheme: Composite, path: Path, scope: ItemScope) -> Iterator[Sighting]:
        if scheme.worth:
            total = sum(scheme.worth, ZERO)
            most = total if scheme.cap is None else min(total, scheme.cap)
            if most > scope.points:
                label, points = self.item.label, text(scope.points)
                shown = say(WORTH, label=label, points=points, sum=text(total))
                yield Sighting(shown, (*path, "worth"))
            for number, (part, worth) in enumerate(zip(scheme.parts, scheme.worth, strict=True)):
                yield from self.at(part, (*path, "parts", number), scope.worth(worth))
        elif scheme.combine != "sum":  # a sum takes off, or adds, until its end is reached
            look = self if self.whole is not None else evolve(self, whole=scheme.lower(scope))
            for number, part in enumerate(scheme.parts):
                yield from look.at(part, (*path, "parts", number), scope)

    def seen(
        self, way: Way, tree: Expr, path: Path, scores: tuple[Fraction, ...], points: Fraction
    ) -> Sighting:
        """The sighting, with figures for it where some are found."""
        checked = tree if self.whole is None else self.whole
        for figures in way.figures():
            value = outcomes(checked, figures)
            if _leaves(value, scores, points):
                shown = self.named(way, figures)
                if shown is None:
                    break
                score = _end(value, points)
                said = say(
                    FOUND_AT,
                    label=self.item.label, figures=shown, score=score, points=text(points),
                )  # fmt: skip
                return Sighting(said, path, say(HINT))
        score = _end(way.value, points)
        said = say(FOUND, label=self.item.label, score=score, points=text(points))
        return Sighting(said, path, say(HINT))

    def named(self, way: Way, figures: Figures) -> Message | None:
        """Figures in words; none where two computed ones might not go together."""
        known = [s for s in way.subjects if s.name in self.rules.measures]
        computed = [s for s in known if isinstance(s, Named)]
        if not known or (computed and len(known) > 1):
            return None
        written = {}
        for lang, separator in (("zh", "、"), ("en", ", ")):
            words = Words(self.rules.measures, lang)
            written[lang] = separator.join(
                f"{words.name(s.name)} = {words.value(figures[s.name], s.unit)}" for s in known
            )
        return say(words_texts.EITHER_LANGUAGE, **written)


def _cases(scheme: Scheme, scope: ItemScope) -> Iterator[_Case]:
    """What a scheme states, in the order of its tree."""
    match scheme:
        case Bands(bands=bands, otherwise=otherwise):
            for number, band in enumerate(bands):
                pair = band.score if isinstance(band.score, tuple) else (band.score,)
                yield _Case(("bands", number, "score"), pair, (number,))
            if otherwise is not None:
                yield _Case(("otherwise",), (otherwise,), (len(bands),))
        case States(states=states):
            for number, state in enumerate(states):
                yield _Case(("states", number, "score"), (state.score,), (number,))
        case Grades(grades=grades):
            for number, grade in enumerate(grades):
                reach = ends(scope.share(grade.share).within)
                share = tuple(end for end in (reach.low, reach.high) if end is not None)
                yield _Case(("grades", number, "share"), share, (number,))
        case Interpolation(points=points):
            for number, (_, score) in enumerate(points):
                yield _Case(("points", number), (score,), (number, number + 1))
        case StepDeduction(floor=floor):
            yield _Case(("floor",), (floor,), (1,))


def _asked(entry: ChecklistItem, scope: ItemScope) -> Expr:
    """What has to hold for an item."""
    if entry.when is not None:
        return scope.condition(entry.when)
    return scope.measure(entry.measure or MeasureId(""))


def _leaves(value: Numeric, scores: tuple[Fraction, ...], points: Fraction) -> bool:
    """Whether a value passes an end of the points that the stated scores pass too."""
    reach = ends(value)
    below = min(scores) < 0 and (reach.low is None or reach.low < 0)
    return below or (max(scores) > points and (reach.high is None or reach.high > points))


def _end(value: Numeric, points: Fraction) -> str:
    """The end of a value that lies outside the points."""
    reach = ends(value)
    low, high = reach.low, reach.high
    if low is not None and low < 0:
        return rounded_text(low, 4)
    return "?" if high is None or high <= points else rounded_text(high, 4)
