"""Several rules in one wording: parts that share the points, and what is added or taken beside.

``①执行率达到95%得4分…；②无违规得2分…`` are parts with points of their own; ``获得表彰的加1分``,
``逾期的扣1分``, ``弄虚作假的，本项不得分`` and ``因政策调整的不扣分`` stand beside a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import define, evolve, field

from zhibiao.criteria.building.parts import Built, Parts, RefusedError, refused
from zhibiao.criteria.building.several.naming import Naming
from zhibiao.criteria.building.several.vetoes import check_halves, vetoes
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Award,
    Case,
    Dated,
    Excused,
    Gain,
    Level,
    Loss,
    Mark,
    Place,
    Ratio,
    Score,
    State,
    Step,
    Tail,
)
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.states import States
from zhibiao.model.table import Table

_NUMBER_OF = phrase(
    r"[一二两三四五六七八九十\d多](?:人次|[项次例起个处件条人宗份家户])|[\d一二三四五六七八九十][名位]|以后|之后|开外|累计|再次|屡次|反复|均|都"
)
_ANY_ENTRY = phrase(
    r"(?:其中|上述|以上|任)?(?:(?:不符合|未做到|不到位|不达标|不规范|未达到|存在)?(?:要求|规定|标准)?(?:的)?(?:问题|情况|情形|行为)?)"
)
_QUALIFIES = phrase(r"^(?:情节|严重|较|特别|其中|轻微|一般|首次|初次)|^.{1,2}$")
_MOVES = phrase(
    r"增长|下降|上升|降低|提高|减少|增加|超过|低于|高于|不足(?![\u4e00-\u9fff]{2})|持平"
)
_REACHES = phrase(r"完成|达标|达到|达成|实现")

Rule = Callable[[Parts], Built]
MOST_PARTS = 12


def build(parts: Parts, rule: Rule) -> Built:
    """The rules of a wording put together.

    Args:
        parts: the clauses of the wording.
        rule: how a part that holds one rule is read.

    Raises:
        RefusedError: a part is no rule, or the parts do not make up the points.
    """
    try:
        return _shared(parts, rule)
    except RefusedError as error:
        found = _with_more(parts, rule)
        if found is None:
            raise error
        return found


def _with_more(parts: Parts, rule: Rule) -> Built | None:
    """One rule with what stands beside it; nothing where nothing does."""
    beside = tuple(one for one in parts.numbered if _beside(one, parts))
    if not beside:
        return None
    rest = tuple(one for one in parts.numbered if one not in beside)
    _check_facts(parts, [one.clause for one in beside])
    return _Together(parts, rule).build(rest, [one.clause for one in beside])


def _check_facts(parts: Parts, beside: list[AnyClause]) -> None:
    """What stands beside a rule is a fact of its own, and says nothing of the rule's figure."""
    losses = [one.label for one in beside if isinstance(one, (Loss, State))]
    figures = bool(parts.of(Award) or parts.of(Ratio))
    for one in beside:
        assert isinstance(one, (Loss, State, Gain, Excused))
        qualifies = _QUALIFIES.search(one.label)  # “不合规的每项扣1分，严重的扣2分”
        told = qualifies or _NUMBER_OF.search(one.label) or _MOVES.search(one.label)
        if told or (figures and isinstance(one, State) and _REACHES.search(one.label)):
            raise refused(one)
        if isinstance(one, Excused) and any(one.label in lost for lost in losses):
            raise refused(one)  # “完成的不扣分，未完成的扣2分” are two states
        if isinstance(one, Excused) and any("其他" in case.noun for case in parts.of(Case)):
            raise refused(one)  # what is excused is not among what is counted


def _beside(one: Numbered, parts: Parts) -> bool:
    """Whether a clause stands beside a rule; a state does that scores nought beside figures."""
    if isinstance(one.clause, (Loss, Gain, Excused)):
        return True
    figures = any(parts.of(kind) for kind in (Step, Case, Award, Ratio, Place))
    state = one.clause
    if not isinstance(state, State) or state.score.of(parts.points) != ZERO:
        return False
    return figures or vetoes(one, parts)


@define
class _Together:
    """One rule with what stands beside it."""

    parts: Parts
    rule: Rule
    naming: Naming = field(factory=Naming)
    measures: dict[str, Measure] = field(factory=dict)

    def build(self, rest: tuple[Numbered, ...], beside: list[AnyClause]) -> Built:
        points = self.parts.points
        gains = [one for one in beside if isinstance(one, Gain)]
        gained = sum((one.points for one in gains), ZERO)
        cap, rest = self._cap(rest, beside)
        main, said = self._main(rest, gained)
        schemes: list[Scheme] = [] if main is None else _summands(main)
        schemes += [
            self._loss(one.label, points if isinstance(one, State) else one.deduct)
            for one in beside
            if isinstance(one, (Loss, State))
        ]
        if cap is not None and (gains or len(schemes) < 2):
            raise refused(cap)
        if not schemes:
            raise self.parts.whole(say(texts.REST_UNSAID))
        scheme = schemes[0]
        if len(schemes) > 1:
            most = None if cap is None else cap.value
            scheme = Composite(parts=tuple(schemes), cap=most)
        elif main is None and not self.parts.tail("floor"):
            raise self.parts.whole(say(texts.REST_UNSAID))
        if gains:
            scheme = self._raised(scheme, gains, shared=self._leaves(rest, gained))
        for one in beside:
            if isinstance(one, Excused):
                excused = Checklist(items=(self._question(one.label, points),))
                scheme = Composite(parts=(scheme, excused), combine="max")
        return Built(scheme, Table(self.measures), said)

    def _cap(
        self, rest: tuple[Numbered, ...], beside: list[AnyClause]
    ) -> tuple[Tail | None, tuple[Numbered, ...]]:
        """``以上合计最多扣3分`` behind everything limits everything."""
        last = rest[-1].clause if rest else None
        behind = isinstance(last, Tail) and all(last.start > one.start for one in beside)
        if isinstance(last, Tail) and last.kind == "max-deduction" and behind:
            return last, rest[:-1]
        return None, rest

    def _leaves(self, rest: tuple[Numbered, ...], gained: Fraction) -> bool:
        """Whether the rule's own full mark leaves room for what is gained."""
        stated = _marks(rest)
        return bool(stated) and max(stated) == self.parts.points - gained

    def _main(
        self, rest: tuple[Numbered, ...], gained: Fraction
    ) -> tuple[Scheme | None, tuple[Message, ...]]:
        """The rule itself; none where full marks are what is left when nothing is taken off."""
        clauses = [one.clause for one in rest if not isinstance(one.clause, (Tail, Mark))]
        full = [one for one in clauses if isinstance(one, State)]
        whole = self.parts.points
        if len(full) == len(clauses) <= 1 and all(s.score.of(whole) == whole for s in full):
            tails = [one.clause for one in rest if isinstance(one.clause, Tail)]
            if gained or any(one.kind != "floor" for one in tails):
                raise self.parts.whole(say(texts.NO_RULE))
            return None, ()
        worth = whole - gained if self._leaves(rest, gained) else whole
        some = Parts(rest, worth, self.parts.length)
        built = self.rule(some)
        self.measures |= self.naming.taken(built)
        _check_kind(built.scheme, self.parts)
        if isinstance(built.scheme, States):  # what is lost beside one of several states?
            raise self.parts.whole(say(texts.DOES_NOT_BELONG))
        return built.scheme, built.ambiguous

    def _question(self, label: str, score: Fraction) -> ChecklistItem:
        name = self._asked(label)
        return ChecklistItem(score, label=label, measure=name)

    def _asked(self, label: str) -> MeasureId:
        name = self.naming.question()
        self.measures[name] = Measure(label, type=MeasureType.BOOLEAN)
        return name

    def _loss(self, label: str, deduct: Fraction) -> Occurrences:
        return Occurrences(deduct=deduct, items=(Occurrence(self._asked(label), label),))

    def _raised(self, scheme: Scheme, gains: list[Gain], *, shared: bool) -> Composite:
        items = [Checklist(items=(self._question(one.label, one.points),)) for one in gains]
        if not shared:
            return Composite(parts=(scheme, *items), of="scores")
        gained = tuple(one.points for one in gains)
        return Composite(
            parts=(scheme, *items), worth=(self.parts.points - sum(gained, ZERO), *gained)
        )


def _summands(scheme: Scheme) -> list[Scheme]:
    """Several deductions one by one, so that one more stands beside them as they do."""
    if not isinstance(scheme, Composite) or scheme.worth or scheme.cap is not None:
        return [scheme]
    summed = scheme.combine == "sum" and scheme.of == "deductions"
    return list(scheme.parts) if summed else [scheme]


def _shared(parts: Parts, rule: Rule) -> Built:
    """Parts with points of their own that add up to the points."""
    groups = _groups(parts)
    for one in parts.of(Case):  # “…；③…（1分），缺一项扣1分” speaks of all entries
        if parts.listed and not one.noun and one.unit in ("项", "个", "条") and len(groups) > 1:
            raise refused(one)
        if len(groups) > 1 and one.noun and _ANY_ENTRY.fullmatch(one.noun):
            raise refused(one)  # “发现一例不符合的扣0.5分” behind a list speaks of all entries
    worth = [max(_marks(group), default=ZERO) for group in groups]
    if not 2 <= len(groups) <= MOST_PARTS or sum(worth) != parts.points or ZERO in worth:
        raise parts.whole(say(texts.SCORES_DISAGREE, points=text(parts.points)))
    naming = Naming()
    measures: dict[str, Measure] = {}
    schemes: list[Scheme] = []
    shares: list[Fraction] = []
    said: list[Message] = []
    for group, points in zip(groups, worth, strict=True):
        check_halves(group)
        some = _undated(Parts(group, points, parts.length))
        built = naming.renamed(_single(some) or _alone(some, rule))
        _check_kind(built.scheme, parts)
        measures |= built.measures
        said += built.ambiguous
        for scheme, share in _flat(built.scheme, points):
            schemes.append(scheme)
            shares.append(share)
    if all(isinstance(one, Checklist) for one in schemes):
        items = tuple(one for part in schemes if isinstance(part, Checklist) for one in part.items)
        return Built(Checklist(items=items), Table(measures), tuple(dict.fromkeys(said)))
    labels = [one.label for one in measures.values()]
    if len(set(labels)) < len(labels):
        raise parts.whole(say(texts.OVERLAP, at=labels[0]))
    scheme = Composite(parts=tuple(schemes), worth=tuple(shares))
    return Built(scheme, Table(measures), tuple(dict.fromkeys(said)))


def _undated(parts: Parts) -> Parts:
    """``6月底支出进度≥50%得2分``: the one date of a part belongs to the figure's name."""
    dated = parts.of(Dated)
    if len(dated) != 1 or len(dated[0].values) != 1:
        return parts
    one = dated[0]
    award = Award(
        one.start,
        one.end,
        subject=one.labels[0],
        range=Range(low=End(one.values[0], closed=True)),
        score=Score(one.scores[0]),
    )
    numbered = tuple(
        evolve(other, clause=award) if other.clause is one else other for other in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def _alone(parts: Parts, rule: Rule) -> Built:
    """One part: a rule, perhaps with something beside it."""
    try:
        return rule(parts)
    except RefusedError as error:
        found = _with_more(parts, rule)
        if found is None:
            raise error
        return found


def _groups(parts: Parts) -> list[tuple[Numbered, ...]]:
    """By the numbers of a list; without one, each sentence with a full mark begins a part."""
    found: list[list[Numbered]] = []
    before: int | None = None
    for one in parts.numbered:
        place = one.number if parts.listed else one.sentence
        sentence = [n for n in parts.numbered if n.sentence == one.sentence]
        if place != before and (not found or parts.listed or _marks(tuple(sentence))):
            found.append([])
        before = place
        found[-1].append(one)
    return [tuple(group) for group in found]


def _marks(group: tuple[Numbered, ...]) -> list[Fraction]:
    """The scores that clauses state in points."""
    found = []
    for one in group:
        match one.clause:
            case Award(score=score) | State(score=score) if not score.share:
                found.append(score.value)
            case Level(score=score) | Place(score=score) if score is not None and not score.share:
                found.append(score.value)
            case Ratio(factor=factor) if factor is not None:
                found.append(factor)
            case Dated(scores=(value,)):
                found.append(value)
            case Mark(value=value):
                found.append(value)
            case Tail(kind="floor", value=value) if value is not None:  # “扣完3分为止”
                found.append(value)
    return found


def _single(parts: Parts) -> Built | None:
    """``按时到位得2分``, with or without its other half: a question."""
    clauses = [one.clause for one in parts.numbered if not isinstance(one.clause, Mark)]
    states = [one for one in clauses if isinstance(one, State)]
    zero = [one for one in states if not one.score.value]
    other = [one for one in clauses if isinstance(one, Award) and not one.range.ends]
    if len(states) + len(other) != len(clauses) or len(states) - len(zero) != 1:
        return None
    if len(zero) + len(other) > 1 or any(one.score.value for one in other):
        return None
    label = states[0].label
    if states[0] in zero or states[0].score.low is not None:
        return None
    entry = ChecklistItem(parts.points, label=label, measure=MeasureId("item_1"))
    measure = Measure(label, type=MeasureType.BOOLEAN)
    return Built(Checklist(items=(entry,)), Table({"item_1": measure}))


def _flat(scheme: Scheme, points: Fraction) -> list[tuple[Scheme, Fraction]]:
    """A checklist as one part for each entry: that is how it is written."""
    if not isinstance(scheme, Checklist):
        return [(scheme, points)]
    return [(Checklist(items=(one,)), one.score) for one in scheme.items]


def _check_kind(scheme: Scheme, parts: Parts) -> None:
    """An assessor's score cannot be told from another's beside it."""
    if isinstance(scheme, (Grades, Judged)) or (isinstance(scheme, Composite) and scheme.worth):
        raise parts.whole(say(texts.DOES_NOT_BELONG))
