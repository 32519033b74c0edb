"""What stands around a rule set's indicators, in sentences: open rows, adjustments, policies.

The words of schemes come from the prose back end, those of tests from the infix one. How the
sentences are laid out is the business of whoever shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from zhibiao.backends.infix import infix
from zhibiao.criteria import write
from zhibiao.exact import ZERO, text
from zhibiao.expr.feel.lowering import condition, unary_test
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.messages import Message, Text, explaining, say
from zhibiao.messages import showing as texts
from zhibiao.model.around import Adjustment, NotApplicable, OpenRows
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scheme import Scheme
from zhibiao.scoring.words import Words

TOTAL = Input("total")
DEFAULT = "default"


@frozen
class Entry:
    """A heading, the criterion that is quoted under it, and the sentences that follow."""

    heading: str
    lines: tuple[str, ...]
    criterion: str = ""


@frozen
class Around:
    """The words of a rule set around its indicators, in one language."""

    rules: RuleSet
    lang: str

    def remarks(self, item: Scored) -> tuple[str, ...]:
        """What a row says besides its scheme: who shares its score, when it does not apply."""
        found: list[Message] = []
        if len(item.members) > 1:
            labels = tuple(self.rules.indicators[name].label for name in item.members)
            found.append(say(texts.MEMBERS, labels=labels))
        own = self.rules.indicators.get(item.id)
        if own is not None and own.not_applicable is not None:
            found.append(self._policy(own.not_applicable, texts.OWN_POLICY))
        return tuple(self._say(one) for one in found)

    def scheme(self, scheme: Scheme, points: str) -> str:
        """A scheme in words, and what its author had to choose."""
        words = write(scheme, self.rules.measures, points, self.lang)
        if scheme.assumed:
            said = self._say(say(explaining.ASSUMED, fields=tuple(scheme.assumed)))
            words += f" — {said}"
        return words

    def open_rows(self, tier: str) -> Iterator[Entry]:
        """The rows that the form brings to a tier."""
        for name, opening in self.rules.open.items():
            if name != DEFAULT and self._tier_of(opening) == tier:
                yield self._opening(opening)

    def closing(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The parts that follow the tiers, each with its title."""
        parts: list[tuple[Text, tuple[Entry, ...]]] = [
            (texts.ADJUSTMENTS, tuple(self._adjustments())),
            (texts.NOT_APPLICABLE, tuple(self._not_applicable())),
            (texts.RATINGS, tuple(self._ratings())),
            (texts.ROUNDING, (self._rounding(),)),
        ]
        for title, entries in parts:
            if entries:
                yield self._say(title), entries

    def _say(self, said: Text | Message) -> str:
        return said.render(self.lang)

    def _tier_of(self, opening: OpenRows) -> str:
        if opening.tier:
            return opening.tier
        row = self.rules.indicators.get(opening.within.removeprefix("indicators."))
        return "" if row is None else self.rules.tier_of(row.group)

    def _opening(self, opening: OpenRows) -> Entry:
        fixed = self.rules.indicators.get(opening.within.removeprefix("indicators."))
        if opening.points is not None:
            points = text(opening.points)
        elif fixed is not None:
            points = text(fixed.points or ZERO)
        else:
            own = [item.points for item in self.rules.items if item.tier == opening.tier]
            points = text(self.rules.tiers[opening.tier].points - sum(own, ZERO))
        lines: list[Message] = []
        if fixed is not None:
            lines.append(say(texts.WITHIN, label=fixed.label))
        if opening.aspects:
            lines.append(say(texts.ASPECTS, aspects=opening.aspects))
        if opening.lower_aspects:
            lines.append(say(texts.LOWER, aspects=opening.lower_aspects))
        default = self.rules.open.get(DEFAULT)
        for kind, template in (
            ("quantitative", texts.QUANTITATIVE),
            ("qualitative", texts.QUALITATIVE),
        ):
            scheme = getattr(opening, kind) or getattr(default, kind, None)
            if scheme is not None:
                lines.append(say(template, words=self.scheme(scheme, points)))
        heading = say(texts.WORTH, label=texts.OPEN, points=points)
        return Entry(self._say(heading), tuple(map(self._say, lines)))

    def _adjustments(self) -> Iterator[Entry]:
        for name, entry in self.rules.adjustments.items():
            kind = texts.KINDS[entry.kind]
            heading = say(texts.WORTH, label=entry.label or name, points=kind)
            effect = self._effect(entry)
            if entry.when is not None:
                effect = say(texts.WHEN, test=self._test(entry.when.text), effect=effect)
            yield Entry(self._say(heading), (self._say(effect),), entry.criterion)

    def _effect(self, entry: Adjustment) -> Message:
        amounts = {"cap": entry.to, "veto": entry.to, "multiplier": entry.factor}
        points = text(amounts.get(entry.kind, entry.points) or ZERO)
        of = self._object(entry.of)
        if entry.count is None or entry.kind not in texts.TIMES:
            effect = say(texts.EFFECTS[entry.kind], of=of, points=points)
        else:
            count = self.rules.measures[entry.count].label
            effect = say(texts.TIMES[entry.kind], of=of, points=points, count=count)
        if entry.cap is None or entry.kind not in texts.TIMES:
            return effect
        return say(texts.AT_MOST, effect=effect, points=text(entry.cap))

    def _object(self, of: str) -> Text | Message:
        table, _, name = of.partition(".")
        if table == "tiers":
            return say(texts.SCORE_OF, label=self.rules.tiers[name].label)
        for item in self.rules.items:
            if table == "indicators" and item.id == name:
                return say(texts.SCORE_OF, label=item.label)
        return texts.TOTAL

    def _not_applicable(self) -> Iterator[Entry]:
        policy = self.rules.not_applicable
        if policy is not None:
            yield Entry("", (self._say(self._policy(policy, texts.GENERAL_POLICY)),))

    def _policy(self, policy: NotApplicable, template: Text) -> Message:
        effect = texts.POLICIES[policy.policy]
        if policy.when is None:
            return say(template, policy=effect)
        return say(texts.POLICY_WHEN, test=self._test(policy.when.text), policy=effect)

    def _ratings(self) -> Iterator[Entry]:
        scope = scope_of(self.rules)
        tests = {
            name: self._infix(unary_test(test.text, TOTAL, scope))
            for name, test in self.rules.ruleset.ratings.items()
        }
        lines = tuple(self._say(say(texts.RATING, name=n, test=t)) for n, t in tests.items())
        if lines:
            yield Entry("", lines)

    def _rounding(self) -> Entry:
        rounding = self.rules.ruleset.rounding
        mode = texts.MODES[rounding.mode]
        stage = say(texts.STAGES[rounding.at], places=rounding.places, mode=mode)
        return Entry("", (self._say(stage),))

    def _test(self, written: str) -> str:
        return self._infix(condition(written, scope_of(self.rules)))

    def _infix(self, tree: Expr) -> str:
        words = Words(self.rules.measures, self.lang)

        def leaf(node: Input | Named) -> str | None:
            return self._say(texts.TOTAL) if node == TOTAL else words.symbols(node)

        return infix(tree, leaf, self.lang)
