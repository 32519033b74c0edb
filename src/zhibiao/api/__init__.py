"""The composition root: the plug-in manager, the registries, and the public functions.

:class:`Workbench` holds everything that is configurable: which plug-ins are active, which
folders of rule sets are known. The functions here work on one default workbench.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from zhibiao.api.workbench import CaseRun, Workbench
from zhibiao.auditing.results import AuditedDocument, AuditResult
from zhibiao.loading.catalog import Summary
from zhibiao.messages import LANGUAGES, default_language
from zhibiao.messages import arguments as asked
from zhibiao.model.argument import require
from zhibiao.model.problem import Problem
from zhibiao.plugins import manager as plugin_manager

if TYPE_CHECKING:
    from fractions import Fraction

    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.criteria.pattern import CriterionPattern
    from zhibiao.criteria.reading import Reading as CriterionReading
    from zhibiao.exact import Figure as Number
    from zhibiao.interpreting import Interpretation
    from zhibiao.linting.check import LintCheck
    from zhibiao.loading.rulesets import Loader
    from zhibiao.model.case import Case
    from zhibiao.model.document import Document
    from zhibiao.model.form import Form
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.model.scheme import Scheme
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.plugins.faults import PluginFault
    from zhibiao.plugins.manager import PluginManager
    from zhibiao.readers.reader import Reader
    from zhibiao.reports.formats import ReportFormat
    from zhibiao.scoring.compiled.scorer import Scorer
    from zhibiao.scoring.evidence import Figure

__all__ = [
    "AuditResult",
    "AuditedDocument",
    "Case",
    "CaseRun",
    "CriterionPattern",
    "CriterionReading",
    "Document",
    "DocumentCheck",
    "FormCheck",
    "Interpretation",
    "LintCheck",
    "Loader",
    "Number",
    "PluginManager",
    "Reader",
    "ReportFormat",
    "Scheme",
    "Workbench",
    "default_workbench",
]

Frame = TypeVar("Frame")


@lru_cache(maxsize=1)
def default_workbench() -> Workbench:
    """The workbench of the functions below: all installed plug-ins, no further folders.

    A plug-in's fault is a :class:`zhibiao.plugins.faults.PluginWarning`, once.
    """
    return Workbench(manager=plugin_manager.make_manager(notify=_warn))


def _warn(fault: PluginFault) -> None:
    from zhibiao.plugins.faults import PluginWarning

    warnings.warn(fault.render(), PluginWarning, stacklevel=2)


def load(name: str | Path) -> RuleSet:
    """A rule set by its id (``"cn-430600/department/2020"``) or the path of its file.

    Raises:
        NotFoundError: there is none of that id.
        RuleSetError: it is broken; every fault with its place.
    """
    return default_workbench().load(name)


def loads(text: str) -> RuleSet:
    """A rule set from TOML text.

    Raises:
        RuleSetError: it is broken; every fault with its place.
    """
    return default_workbench().loads(text)


def list_rulesets() -> list[Summary]:
    """The headings of all rule sets that are known here."""
    return default_workbench().list_rulesets()[0]


def read(path: str | Path) -> Form:
    """The form in a document; of several, the first.

    Raises:
        FormError: it cannot be read as a form.
    """
    require("path", path, (str, Path), asked.A_PATH, asked.GIVE_PATH)
    return default_workbench().read(path)[0]


def score(rules: RuleSet, given: Form | Mapping[str, Figure]) -> Scorecard:
    """What a rule set gives: ``low … high`` for every indicator, tier and the total.

    Args:
        rules: the rule set.
        given: a form, or plain figures by measure id: ``int``, ``Decimal``, ``Fraction``,
            ``bool`` or text such as ``"103.7%"``, ``"189.769万元"``, ``"＞85%"``. A judged
            score goes by the indicator's id.

    Returns:
        The scorecard, in points.

    Raises:
        FiguresError: figures that do not fit; a ``float`` is one. All are listed at once.
    """
    return default_workbench().score(rules, given)


def scorer(rules: RuleSet, places: Mapping[str, int] | None = None) -> Scorer:
    """A rule set compiled, for scores of one form after the other.

    Args:
        rules: the rule set.
        places: how many decimal places the integers of a row have, by the name of the input,
            where these are not the usual ones of its unit.

    Returns:
        A function of figures, as ``score`` takes them, that gives the least and the most of
        every score, tier and the total. Its method ``scaled`` takes a row of scaled integers
        and is as fast as Python written by hand; ``card`` keeps every value on the way as well.
        The scores of all three equal those of ``score``.

    Raises:
        FiguresError: places of what is no figure of a row, or no number of places.
    """
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.scoring.compiled.scorer import scorer as made

    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    require("places", places, (Mapping, type(None)), asked.PLACES, asked.GIVE_PLACES)
    return made(rules, places or {})


def batch(
    rules: RuleSet,
    frame: Frame,
    *,
    places: Mapping[str, int] | None = None,
    floats_as_text: bool = False,
    detail: bool = True,
) -> Frame:
    """A frame of figures as a frame of exact scores, row for row.

    Args:
        rules: the rule set.
        frame: a frame of Polars, pandas or Arrow, or of anything that speaks Arrow's interface.
            Its columns are named by measure ids, labels or aliases, judged scores by the
            indicator's, with the unit behind the name where it is another one: ``rate(%)``.
            Numbers are integers, decimals or text; other columns are left aside.
        places: for columns of scaled integers, how many decimal places, by column.
        floats_as_text: read floats as their shortest decimals, instead of refusing them.
        detail: for each score, tier and the total its ``.low`` and ``.high`` as decimals, for
            each score its ``.status``, and the ``rating``. Otherwise one column of scaled
            integers each, null where it is not exactly known.

    Returns:
        A frame of the same library, one of pandas with the index that it came with.

    Raises:
        FiguresError: columns or places that cannot be used; or rows, the first of them with
            their reasons. ``zhibiao batch`` keeps such rows apart instead.
        FormError: ``zhibiao[batch]`` is not installed.
    """
    from zhibiao.errors import FormError
    from zhibiao.messages import say, tables
    from zhibiao.model.ruleset import RuleSet

    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    require("places", places, (Mapping, type(None)), asked.PLACES, asked.GIVE_PLACES)
    try:
        from zhibiao.bulk.tables.frames import score_frame
    except ModuleNotFoundError:
        raise FormError(say(tables.NEEDS_BATCH)) from None
    return score_frame(rules, frame, places=places, floats_as_text=floats_as_text, detail=detail)


def aggregate(rules: RuleSet, units: Sequence[Mapping[str, Figure]]) -> dict[str, Fraction | bool]:
    """The figures of several sub-units as those of one, to be scored once.

    Absolute values are summed, ratios weighted as the rule set's ``aggregate`` says.

    Raises:
        FiguresError: figures that do not fit, or that cannot be put together.
    """
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.scoring.aggregating import aggregate as put_together

    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    require("units", units, (list, tuple), asked.UNITS, asked.GIVE_UNITS)
    for figures in units:
        require("units", figures, Mapping, asked.UNITS, asked.GIVE_UNITS)
    return put_together(rules, units)


def explain(card: Scorecard, indicator: str | None = None, lang: str | None = None) -> str:
    """Every reason of one score, or of all, in Chinese (``"zh"``) or English (``"en"``).

    Raises:
        NotFoundError: there is no such indicator.
    """
    from zhibiao.model.scorecard import Scorecard
    from zhibiao.scoring.explaining import explain_score

    require("card", card, Scorecard, asked.A_CARD, asked.SCORE_FIRST)
    require("indicator", indicator, (str, type(None)), asked.AN_ID, asked.GIVE_ID)
    chosen = lang if lang in LANGUAGES else default_language()
    scores = card.scores if indicator is None else (card[indicator],)
    return "\n\n".join("\n".join(explain_score(card, score, chosen)) for score in scores)


def audit(form: Form, rules: RuleSet | str | None = None) -> AuditResult:
    """A form scored, as far as it can be, and checked; iterate it for its findings.

    Raises:
        NotFoundError: the rule set that was named does not exist.
        RuleSetError: the rule set is broken.
    """
    return default_workbench().audit(form, rules)


def lint(*paths: str | Path) -> tuple[Problem, ...]:
    """All problems of rule sets: files, folders or ids.

    Raises:
        NotFoundError: a path or id that does not exist.
    """
    return default_workbench().lint(paths)


def test(*paths: str | Path) -> tuple[CaseRun, ...]:
    """The worked cases of rule sets: files, folders or ids.

    Raises:
        NotFoundError: a path or id that does not exist.
    """
    return default_workbench().test(paths)
