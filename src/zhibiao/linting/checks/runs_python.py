"""``runs-python``: an indicator whose score a program reckons."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import lower_scheme
from zhibiao.model.lowering.program import runs_python as asks_python
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”用的计分方式“{kind}”运行 Python 程序：逐行计算，工作簿和公式里没有它",
    en='"{label}" is scored by a Python program (scheme "{kind}"): row by row, and in no workbook '
    "or formula",
)
HINT = Text(
    zh="能写成公式或已有计分方式的，改用它们",
    en="use a formula or another scheme where one will do",
)


@lint_check("runs-python", Severity.NOTE)
def runs_python(subject: Subject) -> Iterator[Sighting]:
    """The score of an indicator is reckoned by a Python program.

    What it finds:
        Indicators whose scheme, or a part of it, runs Python instead of being lowered to the
        expression tree.

    Why it matters:
        Such a score cannot be checked in advance, has no formula to show, is computed row by
        row, and stands in a workbook as a cell to be filled in. It needs the package that brings
        the scheme.

    Example:
        ``kind = "moving-average"``, which a city's package registers.

    What to do:
        Nothing, where the standard really needs it. Otherwise say it with the schemes of the
        language, or with ``formula``.

    Source:
        The rule-set language, schemes.
    """
    for item in subject.rules.items:
        if asks_python(lower_scheme(subject.rules, item)):
            yield Sighting(
                say(FOUND, label=item.label, kind=item.scheme.kind),
                (*item.path, "scheme"),
                say(HINT),
            )
