"""``assumption-undeclared``: a choice that the wording leaves open is not marked as one."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.criteria import Reading, read
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.messages import criteria as wordings
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import Scored
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.step_deduction import StepDeduction

FOUND = Text(
    zh="“{label}”的文字没有说{what}，{field} 是规则作者的选择",
    en='the wording of "{label}" does not say {what}; {field} is the author\'s choice',
)
HINT = Text(
    zh='请加上 assumed = ["{field}"]，或 assumed = {{ {field} = "理由" }}',
    en='add assumed = ["{field}"], or assumed = {{ {field} = "why" }}',
)
LEFT_OPEN = {
    "partial": Text(zh="不足一步怎么算", en="how a part of a step counts"),
    "floor": Text(zh="扣到几分为止（如“扣完为止”）", en="where the deduction ends (扣完为止)"),
    "bands": Text(zh="{at}属于哪一档", en="which band {at} belongs to"),
    "step": Text(
        zh="一步是百分点，还是目标值的百分之几",
        en="whether a step is percentage points or per cent of the target",
    ),
}
SETTLING: dict[str, tuple[str, ...]] = {
    "partial": ("整", "满一", "每满", "不足一", "不足1", "不满", "按比例", "四舍五入"),
    "floor": ("为止", "扣完", "最多扣", "最低得", "最高扣", "不计负分", "不得负分", "上限", "封顶"),
}
"""Words by which a criterion that cannot be read in full does settle it."""


@lint_check("assumption-undeclared", Severity.WARNING)
def assumption_undeclared(subject: Subject) -> Iterator[Sighting]:
    """The criterion leaves a choice open, and ``assumed`` does not name the field.

    What it finds:
        A scheme that settles what its criterion leaves open, without the field in ``assumed``:
        ``partial`` where nothing is said of parts of a step, ``floor`` where 扣完为止 or its like
        is missing, ``step`` where a per cent may be percentage points or one of the target, and
        ``bands`` where a bound such as 80%-90% stands in neither of two bands for certain. A
        scheme of another kind than the wording's is compared by ``criterion-disagrees`` alone.

    Why it matters:
        What the author chose must not look like law. An audit also says when the choice
        matters, and can do so only if it knows of it.

    Example:
        "每超过一个百分点扣0.5分" with ``partial = "whole"`` and no ``assumed``.

    What to do:
        Name the field in ``assumed``, with the reason if there is one.

    Source:
        The rule-set language, ``assumed``.
    """
    for item in subject.rules.items:
        if not item.criterion or item.points <= 0:
            continue
        reading = read(item.criterion, item.points)
        declared = set(_declared(item.scheme))
        for field, at in _open(item, reading).items():
            if field in declared:
                continue
            what = LEFT_OPEN[field]
            told = Text(zh=what.zh.format(at=at), en=what.en.format(at=at))
            shown = say(FOUND, label=item.label, what=told, field=field)
            path = (*item.path, "scheme", field)
            yield Sighting(shown, path, say(HINT, field=field))


def _declared(scheme: Scheme) -> Iterator[str]:
    yield from scheme.assumed
    if isinstance(scheme, Composite):
        for part in scheme.parts:
            yield from _declared(part)


def _open(item: Scored, reading: Reading) -> dict[str, str]:
    """The fields that the wording leaves open, each with the value that is in question."""
    if reading.scheme is None:
        return _unread(item)
    if type(reading.scheme) is not type(item.scheme):
        return {}
    found = {field: "" for field in reading.assumed if field in ("partial", "floor")}
    for message in reading.ambiguous:
        if message.text is wordings.POINTS_OR_PER_CENT:
            found["step"] = ""
        if message.text is wordings.CLOSED_END and "bands" in reading.assumed:
            found["bands"] = str(dict(message.values).get("at", ""))
    return found


def _unread(item: Scored) -> dict[str, str]:
    """What the words of a criterion that cannot be read in full still show."""
    if not isinstance(item.scheme, StepDeduction):
        return {}
    return {
        field: ""
        for field, words in SETTLING.items()
        if not any(word in item.criterion for word in words)
    }
