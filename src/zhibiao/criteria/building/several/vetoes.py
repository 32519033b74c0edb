"""What takes everything beside a list, and what is only the other half of an entry."""

from __future__ import annotations

import re
from itertools import pairwise

from zhibiao.criteria.building.parts import Parts, refused
from zhibiao.criteria.building.worded import other_half
from zhibiao.criteria.parsing.clauses import State
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO

_VETO = phrase(
    r"上述|以上[\u4e00-\u9fff]|弄虚作假|虚报|瞒报|造假|伪造|违法|违纪|违规|截留|挪用|套取|骗取|重大"
)


def vetoes(one: Numbered, parts: Parts) -> bool:
    """``有制度得2分，…；存在违规问题的，本项不得分``: all that the list earns is lost."""
    state = one.clause
    own = isinstance(state, State) and state.score.own and not parts.listed
    return (own or _takes_all(one)) and _adds_up(parts) and _apart(one, parts)


def _takes_all(one: Numbered) -> bool:
    """Whether a clause takes everything: ``存在违规问题的，本项不得分``."""
    return isinstance(one.clause, State) and _VETO.search(one.clause.label) is not None


def _apart(one: Numbered, parts: Parts) -> bool:
    """Whether a clause stands by itself behind all scores, or names what precedes."""
    states = [other for other in parts.numbered if isinstance(other.clause, State)]
    scored = [other.sentence for other in states if other.clause is not one.clause]
    assert isinstance(one.clause, State)
    referring = re.search("上述|以上", one.clause.label) is not None
    return one is states[-1] and (referring or one.sentence > max(scored))


def _adds_up(parts: Parts) -> bool:
    """Whether several states make up the points together, so that none excludes another."""
    scores = [one.score.of(parts.points) for one in parts.of(State) if one.score.value]
    return len(scores) > 1 and sum(scores, ZERO) == parts.points


def check_halves(group: tuple[Numbered, ...]) -> None:
    """``…；未公开不得分`` in a sentence of its own is the other half of its part, or of nothing.

    Raises:
        RefusedError: it speaks of something else, perhaps of all parts.
    """
    states = [one for one in group if isinstance(one.clause, State)]
    for before, one in pairwise(states):
        first, state = before.clause, one.clause
        assert isinstance(first, State)
        assert isinstance(state, State)
        if one.sentence == before.sentence or state.score.value:
            continue
        if _takes_all(one) or not other_half(state.label, first.label):
            raise refused(state)
