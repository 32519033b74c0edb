"""Step deductions: where the steps begin, how large they are, how far they go."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from zhibiao.criteria.building.banded import unit_of
from zhibiao.criteria.building.parts import (
    TARGET,
    Built,
    Parts,
    X,
    assumed,
    full_mark,
    one_subject,
    refused,
    stated_mark,
)
from zhibiao.criteria.building.steps.cuts import moves, with_cuts
from zhibiao.criteria.building.steps.starts import Reader, Start, start_of
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.awards import name_clean
from zhibiao.criteria.parsing.bounds import one_sided
from zhibiao.criteria.parsing.clauses import Award, Given, Side, Standard, State, Step, Tail
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction
from zhibiao.model.table import Table

_TAILS = (
    "floor", "max-deduction", "least", "most", "whole", "started", "prorated", "reason",
    "bonus-cap", "from-mark",
)  # fmt: skip
_REFERRING = phrase(
    r"^(?:超过|超出|增加|低于|不足|减少|未达到|未达标|达不到|未完成|在此基础上|以此为基础|其余|否则"
    r"|未按时完成|未按期完成|逾期)?(?:的)?(?:部分)?,?$|^在此基础上,?$"
)

_RATE_NAME = phrase(r"(?:率|度|比例|比重|占比|幅|指数|增速)$")


def build(parts: Parts) -> Built:
    """The step deduction of a wording, with a cut-off beside it where there is one.

    Raises:
        RefusedError: there is no base, or two; steps on the wrong side; a clause left over.
    """
    parts.only([Standard, Award, Given, Step, State], _TAILS)
    reader = Reader(parts)
    steps = _deducting(reader)
    subject = _subject(parts)
    unit = _unit(parts, steps)
    full, cuts = _full_award(reader)
    steps = _on_the_side_of(full, steps)
    base = start_of(reader, steps, full, unit)
    for one in steps:
        relative = base.target and one.size.unit == unit == "%" and not one.size.points
        name = subject or base.name
        if relative and name and not _RATE_NAME.search(name):  # ten per cent of what was planned
            base = _in_shares(base, name)
            subject = base.name
    schemes = [_scheme(reader, one, base, unit) for one in steps]
    scheme: Scheme = schemes[0]
    if len(schemes) == 2:
        scheme = _two_sided(schemes, steps[1])
    _check_mark(parts, steps, parts.points if base.mark is None else base.mark)
    reader.said += [*base.said]
    if base.mark is not None:
        reader.said += full_mark(parts, base.mark)
    reader.said += stated_mark(parts)
    if cuts:
        scheme = with_cuts(reader, scheme, cuts, unit, steps=steps, base=base)
    measures = {
        "x": Measure((base.moved and base.name) or subject or base.name or texts.FIGURE.zh, unit)
    }
    if base.target:
        measures["target"] = Measure(texts.TARGET.zh, unit)
    return Built(scheme, Table(measures), tuple(dict.fromkeys(reader.said)))


def _in_shares(base: Start, name: str) -> Start:
    """``受益人数达到目标值得5分，每减少10%扣1分``: the figure is a share of the target."""
    test = base.test.replace(TARGET, "100%")
    return evolve(
        base, test=test, value=Amount(ONE, "%"), target=False, name=f"{name}{texts.DONE_SHARE.zh}"
    )


def _on_the_side_of(full: Award | None, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """``≥98%得满分，每相差1个百分点…``: from a bound one can differ on its other side alone."""
    if full is None or not one_sided(full.range):
        return steps
    side = Side.UP if full.range.low is None else Side.DOWN
    return tuple(evolve(one, side=side) if one.side is Side.BOTH else one for one in steps)


def _check_mark(parts: Parts, steps: tuple[Step, ...], mark: Fraction) -> None:
    """``在5分基础上每增加…`` names the very mark from which the steps come off."""
    for one in steps:
        if one.off not in (None, mark):
            raise refused(one)
    told = parts.tail("from-mark")
    if told is not None and told.value not in (None, mark):
        raise refused(told)


def _deducting(reader: Reader) -> tuple[Step, ...]:
    """The steps that take points off: one, or one on each side. A bonus cannot pass the points."""
    steps = reader.parts.of(Step)
    found = tuple(one for one in steps if one.deduct > 0)
    bonuses = [one for one in steps if one.deduct < 0]
    if not found:
        raise refused(steps[0])
    if len(found) > 2 or (len(found) == 2 and {s.side for s in found} != {Side.UP, Side.DOWN}):
        raise refused(found[-1])
    for bonus in bonuses:
        if bonus.side in {s.side for s in found} or len(found) > 1:
            raise refused(bonus)
        full: list[Award | State] = [*reader.parts.of(Award), *reader.parts.of(State)]
        points = reader.parts.points
        if any(one.score.of(points) != points for one in full if one.score.value):
            raise refused(bonus)
        reader.said.append(say(texts.BONUS, points=str(reader.parts.points)))
    if reader.parts.tail("bonus-cap") and not bonuses:
        raise refused(reader.parts.of(Tail)[-1])
    return found


def _subject(parts: Parts) -> str:
    named = [(one, one.subject) for one in parts.of(Award) if not moves(one)]
    named += [(one, one.subject) for one in parts.of(Given)]  # type: ignore[misc]  # clauses all
    for one in parts.of(Step):
        if one.late or one.spent or _REFERRING.match(one.subject):
            continue
        cleaned = name_clean(one.subject.strip(",、"))
        if cleaned is None:
            raise refused(one)
        named.append((one, cleaned))  # type: ignore[arg-type]  # a clause like the others
    return one_subject(named)


def _unit(parts: Parts, steps: tuple[Step, ...]) -> str:
    amounts = [end.at for one in parts.of(Award) for end in one.range.ends]
    amounts += [end.at for one in parts.of(Given) if one.range for end in one.range.ends]
    amounts += [one.at for one in parts.of(Standard)]
    amounts += [one.base for one in steps if one.base is not None]
    unit = unit_of(parts, amounts)
    if unit:
        return unit
    if any(at.value for at in amounts):  # bare numbers: the step must not bring a % of its own
        if any(one.size.unit == "%" and one.size.points for one in steps):
            raise parts.whole(say(texts.UNITS_DIFFER))
        return ""
    return steps[0].size.unit


def _full_award(reader: Reader) -> tuple[Award | None, list[Award]]:
    """The clause that states full marks, and those that give nought beyond a bound."""
    points = reader.parts.points
    full: Award | None = None
    cuts = []
    for one in reader.parts.of(Award):
        if one.score.low is not None or not one.range.ends:
            raise refused(one)
        if one.score.of(points) == ZERO:
            cuts.append(one)
        elif full is not None:
            raise refused(one)
        else:
            full = one
    return full, cuts


def _scheme(reader: Reader, step: Step, base: Start, unit: str) -> StepDeduction:
    parts = reader.parts
    test = base.test
    if base.test.startswith("= ") and step.side is not Side.BOTH:
        test = base.test.replace("= ", "<= " if step.side is Side.UP else ">= ", 1)
    fields = ["full"] if base.guessed else []
    partial, said = _partial(parts, step)
    if not said:
        fields.append("partial")
    floor, most_off = _limits(parts, base)
    if not parts.tail("floor", "least", "max-deduction"):
        fields.append("floor")
    unless = parts.tail("reason")
    if unless is not None:
        fields.append("unless")
        reader.said.append(say(texts.REASON))
    reader.fields = fields
    mark = None if base.mark in (None, parts.points) else base.mark
    return StepDeduction(
        measure=X,
        full=UnaryTest(test),
        step=_size(reader, step, base, unit).quantity,
        deduct=step.deduct * parts.points if step.share else step.deduct,
        partial=partial,
        full_score=mark,
        floor=floor,
        max_deduction=most_off,
        unless=None if unless is None else "reason",
        assumed=assumed(*fields),
    )


def _size(reader: Reader, step: Step, base: Start, unit: str) -> Amount:
    """The step in the figure's unit; a per cent of a natural bound is a share of it."""
    size = step.size
    if size.unit == "%" and unit != "%":
        if size.points or base.value is None or not base.value.value:
            raise refused(step, say(texts.UNITS_DIFFER))
        reader.said.append(say(texts.POINTS_OR_PER_CENT))
        return Amount(abs(base.value.value) * size.value, unit)
    if unit == "%" and size.unit != "%":
        raise refused(step, say(texts.UNITS_DIFFER))
    if unit == "":
        return Amount(size.value, size.unit)
    if unit.startswith(f"{size.unit}/"):  # “400元/人，每超10元”
        return Amount(size.value, unit)
    if not size.fits(unit):
        raise refused(step, say(texts.UNITS_DIFFER))
    ends_open = base.value is None or base.value.value not in (ZERO, ONE)
    if unit == "%" and not size.points and ends_open:
        reader.said.append(say(texts.POINTS_OR_PER_CENT))
    return size.in_unit(unit)


def _partial(parts: Parts, step: Step) -> tuple[Partial, bool]:
    """What a part of a step counts for, and whether the wording says so."""
    said = [one for one in parts.of(Tail) if one.kind in ("whole", "started", "prorated")]
    for one in said:
        if one.size is not None and (one.size.value, one.size.unit) != (
            step.size.value,
            step.size.unit,
        ):
            raise refused(one)
    kinds = {one.kind for one in said}
    kinds |= {"whole"} if step.whole else set()
    kinds |= {"started"} if step.started else set()
    if len(kinds) > 1:
        raise refused(said[-1] if said else step)
    if step.started:
        return "started", True
    if said:
        kind = said[0].kind
        return (
            "started" if kind == "started" else "prorated" if kind == "prorated" else "whole"
        ), True
    return "whole", step.whole


def _limits(parts: Parts, base: Start) -> tuple[Fraction, Fraction | None]:
    floor, most_off = ZERO, None
    least = parts.tail("least")
    if least is not None and least.value is not None:
        if least.value >= (base.mark or parts.points):
            raise refused(least)
        floor = least.value
    off = parts.tail("max-deduction")
    if off is not None:
        most_off = off.value
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)
    return floor, most_off


def _two_sided(schemes: list[StepDeduction], second: Step) -> Scheme:
    """One deduction on either side of a value, or the same one on both."""
    one, other = schemes
    same = (one.step, one.deduct) == (other.step, other.deduct)
    if one.full == other.full:  # between two values: each step counts from its own end
        if not same:
            raise refused(second, say(texts.BASES_DIFFER))
        return one
    if same:
        value = one.full.text.split(" ", 1)[1]
        return evolve(one, full=UnaryTest(f"= {value}"))
    return Composite(parts=tuple(schemes))
