"""A scheme in Chinese, in words that read back as the same scheme.

What stands in the scheme's ``assumed`` is left unsaid, as the wording it came from left it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.criteria.phrases import phrase
from zhibiao.criteria.writing import several
from zhibiao.criteria.writing.formulas import formula
from zhibiao.criteria.writing.nouns import plain
from zhibiao.criteria.writing.style import Style, award, band_score, limits
from zhibiao.criteria.writing.tests import Told, told
from zhibiao.exact import ONE, ZERO, Quantity, text
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
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

_QUESTIONS = phrase(r"\(if (\w+) then 1 else 0\)")
_UNEXCUSED = "无特殊原因的，"
"""Said of what is taken off; full marks ask for no reason."""


@frozen
class Chinese:
    """Writes one scheme; the measures lend their labels and units."""

    measures: Mapping[str, Measure]
    points: Fraction

    def write(self, scheme: Scheme) -> str:
        """The wording; for a kind that has none, its title."""
        match scheme:
            case StepDeduction():
                return self.step(scheme) + "。"
            case Bands():
                return self._bands(scheme) + "。"
            case Checklist():
                return self._checklist(scheme)
            case States():
                parts = [f"{s.label}的，{award(s.score)}" for s in scheme.states]
                return "；".join(parts) + "。"
            case Occurrences():
                end = "" if "floor" in scheme.assumed else "，扣完为止"
                return self.occurrences(scheme) + end + "。"
            case Completion():
                return self._completion(scheme)
            case Grades():
                return self._grades(scheme)
            case Interpolation():
                return self._interpolation(scheme)
            case Rank():
                end = "" if "floor" in scheme.assumed else "，扣完为止"
                return f"第1名得满分；每下降一名扣{text(scheme.deduct)}分{end}。"
            case ExecutionRate():
                return self._execution(scheme)
            case Judged():
                return "由评价组评定。"
            case FormulaScheme():
                return formula(self, scheme.formula.text)
            case Composite():
                return several.composite(self, scheme)
            case _:
                return scheme.title.zh + "。"

    def label(self, name: str) -> str:
        """The label of a measure."""
        found = self.measures.get(name)
        return found.label if found is not None else name

    def unit_amount(self, step: Quantity, name: str) -> str:
        """The size of a step with its unit."""
        measure = self.measures.get(name)
        if step.unit == "%":
            return f"{text(step.value * 100)}个百分点"
        unit = step.unit or (measure.unit if measure is not None else "")
        return f"{text(step.value)}{unit}"

    # -- step deductions

    def step(self, scheme: StepDeduction) -> str:
        """``执行率≥95%，得4分；每降低1个百分点扣0.2分``."""
        measure = self.measures.get(scheme.measure)
        label = self.label(scheme.measure)
        found = told(scheme.full, measure)
        unexcused = _UNEXCUSED if scheme.unless == "reason" else ""
        if scheme.measure.startswith("count") and scheme.full.text == "<= 0":
            return unexcused + self._by_several(scheme)
        places = measure is not None and measure.type is MeasureType.COUNT and not measure.unit
        if (
            places
            and scheme.full.text == "<= 1"
            and (scheme.step.value, scheme.step.unit) == (ONE, "")
        ):
            lost = f"{unexcused}每下降一名扣{text(scheme.deduct)}分"
            return f"第1名得满分；{lost}{limits(scheme)}"
        mark = self.points if scheme.full_score is None else scheme.full_score
        if measure is not None and measure.type is MeasureType.LEVEL and found is not None:
            return self._level(scheme, found, mark, unexcused)
        if found is None:
            base, verb = f"{label}{scheme.full.text}", "偏离"
        else:
            base, verb = self._full_marks(label, found, guessed="full" in scheme.assumed)
        step = self.unit_amount(scheme.step, scheme.measure)
        lost = f"{unexcused}每{verb}{step}扣{text(scheme.deduct)}分"
        head = f"{base}，得{text(mark)}分；{lost}"
        return head + self.partial(scheme, step) + limits(scheme)

    def _by_several(self, scheme: StepDeduction) -> str:
        """``每出现2次…扣1分``."""
        noun = plain(self.label(scheme.measure))
        size = text(scheme.step.value)
        return f"每出现{size}次{noun}扣{text(scheme.deduct)}分{limits(scheme)}"

    def _full_marks(self, label: str, found: Told, *, guessed: bool) -> tuple[str, str]:
        """The condition of full marks, and the verb of the steps."""
        if found.exact:
            return f"{label}等于{self.named(found.low)}", "偏离"
        if found.low is not None and found.high is not None:
            opening, closing = "[" if found.low_closed else "(", "]" if found.high_closed else ")"
            return f"{label}在{opening}{found.low},{found.high}{closing}之间", "偏离"
        value, verb = (found.low, "降低") if found.low is not None else (found.high, "超过")
        if value in self.measures:
            return f"{label}{'达到' if found.low is not None else '不超过'}目标值", verb
        if guessed:
            return f"{label}等于{value}", verb
        if found.low is not None:
            return f"{label}{'≥' if found.low_closed else '＞'}{value}", verb
        return f"{label}{'≤' if found.high_closed else '＜'}{value}", verb

    def named(self, value: str | None) -> str:
        """A bound: a value, or the target."""
        return "目标值" if value in self.measures else value or ""

    def partial(self, scheme: StepDeduction, step: str) -> str:
        """What a part of a step counts for, where the scheme does not leave it open."""
        if "partial" in scheme.assumed and scheme.partial == "whole":
            return ""
        match scheme.partial:
            case "whole":
                return f"，不足{step}的不扣分"
            case "started":
                return f"，不足{step}的按{step}计"
            case "prorated":
                return f"，不足{step}的按比例扣分"

    def _level(self, scheme: StepDeduction, found: Told, mark: Fraction, unexcused: str) -> str:
        level = found.high or found.low or ""
        word = level[-1:] or "级"
        lost = f"{unexcused}每下降一{word}扣{text(scheme.deduct)}分"
        return f"达到{level}，得{text(mark)}分；{lost}" + limits(scheme)

    # -- bands

    def _bands(self, scheme: Bands) -> str:
        measure = self.measures.get(scheme.measure)
        asked = [] if measure is None or measure.formula is None else _asked(measure.formula)
        if asked:
            return self._held(scheme, asked)
        tests = [told(band.when, measure) for band in scheme.bands]
        style = Style.of(tests, said="bands" not in scheme.assumed)
        parts = []
        for position, (band, found) in enumerate(zip(scheme.bands, tests, strict=True)):
            label = "" if position else self.label(scheme.measure)
            words = band.when.text if found is None else style.range(found)
            parts.append(f"{label}{words}，{band_score(band)}")
        if scheme.otherwise is not None and "otherwise" not in scheme.assumed:
            parts.append(f"其他情况{award(scheme.otherwise)}")
        return "；".join(parts)

    def _held(self, scheme: Bands, asked: list[str]) -> str:
        """``①…；②…；符合2项得2分，符合1项得1分，其他情况不得分``."""
        entries = [
            f"{several.numbered(position)}{self.label(name)}" for position, name in enumerate(asked)
        ]
        paid = {band.when.text: band for band in scheme.bands}
        none = paid.get("= 0")
        if (
            none is not None
            and none.score
            and not any(b.score for b in scheme.bands if b is not none)
        ):
            amiss = f"出现上述情形之一的，不得分；未出现上述情形的，{band_score(none)}"
            return f"{'；'.join(entries)}；{amiss}"
        scores = []
        for band in scheme.bands:
            count = band.when.text.removeprefix("= ")
            all_of = count == str(len(asked))
            words = "全部符合" if all_of else "均不符合" if count == "0" else f"符合{count}项"
            scores.append(f"{words}的，{band_score(band)}")
        if scheme.otherwise is not None and "otherwise" not in scheme.assumed:
            scores.append(f"其他情况{award(scheme.otherwise)}")
        return f"{'；'.join(entries)}；{'；'.join(scores)}"

    def _interpolation(self, scheme: Interpolation) -> str:
        name = self.label(scheme.measure)
        (start, least), *rest = scheme.points
        pure = name.endswith("率") and (start.value, least, len(rest)) == (ZERO, ZERO, 1)
        if pure and rest[0][0].unit == "%" and rest[0][1] == self.points:
            full = rest[0][0].value
            over = "" if full == ONE else f"/{text(full * 100)}%"
            return f"得分={name}{over}×{text(self.points)}分。"
        corners = [
            f"{self._figure(at, scheme.measure)}得{text(score)}分" for at, score in scheme.points
        ]
        named = "" if name == texts.FIGURE.zh else f"{name}为"
        return f"{named}{'，'.join(corners)}，其间按直线内插。"

    def _figure(self, at: Quantity, name: str) -> str:
        if at.unit == "%":
            return f"{text(at.value * 100)}%"
        measure = self.measures.get(name)
        return text(at.value) + (at.unit or (measure.unit if measure is not None else ""))

    # -- words and counts

    def _checklist(self, scheme: Checklist) -> str:
        parts = []
        for position, entry in enumerate(scheme.items):
            number = (
                several.CIRCLED[position]
                if position < len(several.CIRCLED)
                else f"（{position + 1}）"
            )
            label = entry.label or self.label(entry.measure or "")
            parts.append(f"{number}{label}，{text(entry.score)}分")
        return "；".join(parts) + "。"

    def occurrences(self, scheme: Occurrences) -> str:
        """``每出现一次违规扣1分``."""
        nouns = [entry.label or self.label(entry.measure) for entry in scheme.items]
        if scheme.count is not None:
            nouns = [self.label(scheme.count)]
        noun = plain(nouns[0]) if len(nouns) == 1 else ""
        head = f"{'；'.join(nouns)}。以上情况" if len(nouns) > 1 else ""
        return f"{head}每出现一次{noun}扣{text(scheme.deduct)}分"

    def _grades(self, scheme: Grades) -> str:
        said = "grades" not in scheme.assumed
        parts = []
        for grade in scheme.grades:
            found = told(grade.share, None)
            if found is None:
                share = grade.share.text
            else:
                share = Style().range(found) if said else f"{found.low}-{found.high}"
            parts.append(f"{grade.label}的，得分值的{share}")
        return "；".join(parts) + "。"

    def _execution(self, scheme: ExecutionRate) -> str:
        """``得分=全年执行数/全年预算数×分值；执行率先取4位小数``."""
        words = f"得分={self.label(EXPENDITURE)}/{self.label(scheme.denominator)}×分值"
        if scheme.rate_places is not None:
            words += f"；执行率先四舍五入到{scheme.rate_places}位小数"
        return words + f"；执行率超过{text(scheme.cap * 100)}%的按{text(scheme.cap * 100)}%计。"

    def _completion(self, scheme: Completion, *, bounded: bool = True) -> str:
        """The share of the points; the bounds of it are said once, of both directions."""
        target = "指标值"
        if isinstance(scheme.target, Quantity):
            target = self._figure(scheme.target, scheme.actual)
        if scheme.direction != "lower":
            words = f"得分=完成值/{target}×分值"
        elif scheme.reverse == "ratio":
            words = f"得分={target}/完成值×分值"
        else:
            words = f"得分=(1-(完成值-{target})/{target})×分值"
        if scheme.direction == "target":
            lower = evolve(scheme, direction="lower", pass_mark=None, over=None)
            reverse = self._completion(lower, bounded=False).removesuffix("。")
            words += f"；指标值越低越好的，{reverse}"
        if scheme.pass_mark is not None:
            words += f"；完成率低于{text(scheme.pass_mark * 100)}%的不得分"
        words += "；最高得满分，最低得0分" if bounded else ""
        if scheme.over is not None:
            then = {
                "zero": "不得分",
                "full": "得满分",
                "deduct-once": f"扣{text(scheme.over.deduct)}分",
                "reason": "应说明原因",
                "deduct": f"每再超过{text(scheme.over.step * 100)}个百分点"
                f"扣{text(scheme.over.deduct)}分",
            }[scheme.over.then]
            if scheme.direction == "lower":  # the better side is below the target
                words += f"；{target}/完成值超过{text(scheme.over.above * 100)}%的，{then}"
            else:
                beyond = text((scheme.over.above - 1) * 100)
                words += f"；完成值超过{target}{beyond}%的，{then}"
        return words + "。"


def _asked(formula: Formula) -> list[str]:
    """The questions whose yes a formula counts; none where it is another formula."""
    names = _QUESTIONS.findall(formula.text)
    counting = " + ".join(f"(if {name} then 1 else 0)" for name in names)
    return names if names and formula.text == counting else []
