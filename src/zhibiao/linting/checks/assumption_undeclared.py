"""``assumption-undeclared``: a choice that the wording leaves open is not marked as one."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.step_deduction import StepDeduction

FOUND = Text(
    zh='“{label}”的文字没有说不足一步怎么算，partial = "{partial}" 是规则作者的选择',
    en='the wording of "{label}" does not say how a part of a step counts; partial = "{partial}" '
    "is the author's choice",
)
HINT = Text(
    zh='请加上 assumed = ["partial"]，或 assumed = {{ partial = "理由" }}',
    en='add assumed = ["partial"], or assumed = {{ partial = "why" }}',
)
SAYING = ("整", "满一", "每满", "不足一", "不足1", "不满", "按比例", "四舍五入")
"""Words by which a criterion does settle it."""


@lint_check("assumption-undeclared", Severity.WARNING)
def assumption_undeclared(subject: Subject) -> Iterator[Sighting]:
    """The criterion does not settle how a part of a step counts, and ``assumed`` is silent.

    What it finds:
        A ``step-deduction`` whose criterion says nothing of parts of a step, without
        ``partial`` in ``assumed``.

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
        scheme = item.scheme
        if not isinstance(scheme, StepDeduction) or "partial" in scheme.assumed:
            continue
        if any(word in item.criterion for word in SAYING):
            continue
        shown = say(FOUND, label=item.label, partial=scheme.partial)
        yield Sighting(shown, (*item.path, "scheme", "partial"), say(HINT))
