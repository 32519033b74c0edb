"""Several rules in one Chinese wording, in words that read back as the same composite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from zhibiao.criteria.phrases import phrase
from zhibiao.criteria.writing.nouns import distinct
from zhibiao.criteria.writing.style import Style, limits
from zhibiao.criteria.writing.tests import told
from zhibiao.exact import ZERO, text
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.checklist import Checklist
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.states import States
from zhibiao.model.schemes.step_deduction import StepDeduction

if TYPE_CHECKING:
    from zhibiao.criteria.writing.chinese import Chinese

_STATING = (StepDeduction, Bands, States, Interpolation)
"""The kinds whose wording names the full mark anyhow."""
_SPOKEN = phrase(r"[\u4e00-\u9fff]{3,30}")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def composite(writer: Chinese, scheme: Composite) -> str:
    """The wording of several schemes together."""
    if scheme.worth:
        return _shared(writer, scheme)
    first = scheme.parts[0]
    if scheme.combine == "min" and len(scheme.parts) == 2 and _cuts(scheme.parts[1]):
        cut = scheme.parts[1]
        assert isinstance(cut, Bands)
        measure = writer.measures.get(cut.measure)
        words = [f"{_cut(b.when, measure, cut.measure)}不得分" for b in cut.bands]
        return "；".join([_plain(writer, first), *words]) + "。"
    if scheme.combine == "max" and len(scheme.parts) == 2:
        excused = _question(scheme.parts[1])
        if excused is not None:
            return f"{_plain(writer, first)}；{excused}的不扣分。"
    if scheme.combine == "sum" and scheme.of == "scores":
        gains = [_gain(part) for part in scheme.parts[1:]]
        if gains and None not in gains:
            return "；".join([_plain(writer, first), *filter(None, gains)]) + "。"
    if scheme.combine == "sum" and scheme.of == "deductions":
        return _deductions(writer, scheme)
    joined = "；".join(_plain(writer, part) for part in scheme.parts)
    return f"{joined}。"


def numbered(position: int) -> str:
    """The number of an entry, from 0."""
    return CIRCLED[position] if position < len(CIRCLED) else f"（{position + 1}）"


def _plain(writer: Chinese, scheme: Scheme) -> str:
    return writer.write(scheme).rstrip("。")


def _shared(writer: Chinese, scheme: Composite) -> str:
    """``①执行率…；②无违规…``; a bonus behind one rule: ``…；获得表彰的加1分``."""
    first, *rest = scheme.parts
    inner = evolve(writer, points=scheme.worth[0])
    gains = [_gain(part) for part in rest]
    plain = _question(first) is None and not isinstance(first, States)
    if plain and None not in gains:
        return "；".join([_plain(inner, first), *filter(None, gains)]) + "。"
    parts = []
    for position, (part, points) in enumerate(zip(scheme.parts, scheme.worth, strict=True)):
        number = numbered(position)
        label = _question(part)
        if label is not None:
            parts.append(f"{number}{label}的，得{text(points)}分")
        else:
            stated = "" if isinstance(part, _STATING) else f"满分{text(points)}分，"
            parts.append(f"{number}{stated}{_plain(evolve(writer, points=points), part)}")
    return "；".join(parts) + "。"


def _question(part: Scheme) -> str | None:
    """The words of a checklist of one entry."""
    if isinstance(part, Checklist) and len(part.items) == 1:
        return part.items[0].label
    return None


def _gain(part: Scheme) -> str | None:
    label = _question(part)
    if label is None:
        return None
    assert isinstance(part, Checklist)
    return f"{label}的加{text(part.items[0].score)}分"


def _deductions(writer: Chinese, scheme: Composite) -> str:
    first = scheme.parts[0]
    if isinstance(first, Occurrences) and len(scheme.parts) == 1 and scheme.cap is not None:
        return f"{writer.occurrences(first)}，最多扣{text(scheme.cap)}分。"
    steps = [part for part in scheme.parts if isinstance(part, StepDeduction)]
    if len(steps) == len(scheme.parts) == 2 and scheme.cap is None:
        return _two_sided(writer, steps[0], steps[1])
    counts = [part for part in scheme.parts if _counts(part)]
    if len(counts) > 1 or (
        counts and any(not isinstance(part, Occurrences) for part in scheme.parts)
    ):
        return _tallied(writer, scheme, counts)
    if isinstance(first, Checklist) and all(_SPOKEN.fullmatch(one.label) for one in first.items):
        entries = "，".join(f"{one.label}得{text(one.score)}分" for one in first.items)
        return "；".join([entries, *(_taken(writer, part) for part in scheme.parts[1:])]) + "。"
    joined = "；".join(_taken(writer, part) for part in scheme.parts)
    cap = f"；以上合计最多扣{text(scheme.cap)}分" if scheme.cap is not None else ""
    lone = "，扣完为止" if len(scheme.parts) == 1 and not cap else ""
    return f"{joined}{cap}{lone}。"


def _counts(part: Scheme) -> bool:
    return isinstance(part, Occurrences) and part.count is not None


def _tallied(writer: Chinese, scheme: Composite, counts: list[Scheme]) -> str:
    """``每出现一次甲类情形扣2分；每出现一次乙类情形扣5分，扣完为止``."""
    names = [part.count or "" for part in counts if isinstance(part, Occurrences)]
    nouns = iter(distinct(writer.label(name) for name in names))
    words = [
        f"每出现一次{next(nouns)}扣{text(part.deduct)}分"
        if isinstance(part, Occurrences) and part.count is not None
        else _taken(writer, part)
        for part in scheme.parts
    ]
    lowest = "" if any("floor" in part.assumed for part in counts) else "；扣完为止"
    cap = f"；以上合计最多扣{text(scheme.cap)}分" if scheme.cap is not None else ""
    return "；".join(words) + lowest + cap + "。"


def _taken(writer: Chinese, part: Scheme) -> str:
    """``逾期的扣1分``; all the points are ``本项不得分``."""
    if not isinstance(part, Occurrences) or len(part.items) != 1:
        return _plain(writer, part)
    label = part.items[0].label or writer.label(part.items[0].measure)
    if part.deduct == writer.points:
        return f"{label}的，本项不得分"
    return f"{label}的扣{text(part.deduct)}分"


def _cut(test: UnaryTest, measure: Measure | None, name: str) -> str:
    found = told(test, measure)
    if found is None:
        return test.text
    unit = "次" if name.startswith("count") and measure is not None and not measure.unit else ""
    return Style().range(found) + unit


def _two_sided(writer: Chinese, one: StepDeduction, other: StepDeduction) -> str:
    """``等于100%，得5分；每低于…扣…；每超过…扣…``."""
    found = told(one.full, writer.measures.get(one.measure))
    value = (found.low or found.high or "") if found is not None else one.full.text
    mark = writer.points if one.full_score is None else one.full_score
    words = [f"{writer.label(one.measure)}等于{writer.named(value)}，得{text(mark)}分"]
    for part in (one, other):
        side = told(part.full, None)
        verb = "降低" if side is not None and side.low is not None else "超过"
        step = writer.unit_amount(part.step, part.measure)
        partial = writer.partial(part, step)
        words.append(f"每{verb}{step}扣{text(part.deduct)}分{partial}")
    return "；".join(words) + limits(one) + "。"


def _cuts(scheme: Scheme) -> bool:
    """Whether bands do nothing but give nought beyond a bound."""
    return isinstance(scheme, Bands) and all(band.score == ZERO for band in scheme.bands)
