"""``states``: exactly one of several states, each with its score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen
class State:
    """One state, with the test that picks it where figures decide."""

    label: str
    score: Fraction
    when: Condition | None = None
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words by which a form may name it."""
        return (self.label, *self.aliases)


@frozen(kw_only=True)
class States(Scheme):
    """Exactly one state, picked by its test or named by the form; only these scores occur.

    Example:
        无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。

    Attributes:
        states: the states in order; a form names one by label, alias or number from 1.
        measure: a measure of type ``state`` that holds the answer, where there is one.
    """

    kind: ClassVar[str] = "states"
    title: ClassVar[Text] = Text(zh="按情形计分", en="scores by state")

    states: tuple[State, ...]
    measure: MeasureId | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        cases: list[tuple[Expr, Expr]] = []
        for position, state in enumerate(self.states, 1):
            if state.when is not None:
                holds = scope.condition(state.when)
            else:
                answer = self._answer(scope)
                holds = build.compare("=", answer, build.const(position))
            cases.append((holds, build.const(state.score)))
        if self.states[-1].when is None:  # one of them it is, so the last needs no test
            return build.choose(cases[:-1], cases[-1][1])
        return build.choose(cases, build.NULL)

    def _answer(self, scope: Scope) -> Expr:
        if self.measure is not None:
            return scope.measure(self.measure)
        return scope.state(len(self.states))

    @property
    def may_be_silent(self) -> bool:
        """Where no test holds."""
        return self.states[-1].when is not None

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """There is at least one."""
        if not self.states:
            yield ("states",), say(texts.EMPTY, key="states")

    def state_words(self) -> tuple[tuple[str, ...], ...]:
        """Label and aliases of each state."""
        return tuple(state.words for state in self.states)

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """A measure that holds the answer names a state."""
        if self.measure is not None:
            yield ("measure",), self.measure, "state"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's state is the measure, where there is one."""
        return {} if self.measure is None else {"state": self.measure}

    def stated_score(self, position: int) -> Fraction | None:
        """A named state settles what its figures leave open."""
        state = self.states[position - 1] if 0 < position <= len(self.states) else None
        return None if state is None or state.when is None else state.score
