"""The hooks. A plug-in implements those that it has a use for.

Each is called once by a :class:`zhibiao.api.Workbench`, when what it brings is first needed;
plug-ins come in the order of their names, our own first. What two of them register under one
name is an error that names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.linting.check import LintCheck
    from zhibiao.model.scheme import Scheme
    from zhibiao.readers.reader import Reader
    from zhibiao.reports.formats import ReportFormat

PROJECT = "zhibiao"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Lazy = str
"""``"package.module:object"``: resolved when it is first used."""


@hookspec
def zhibiao_rulesets() -> Iterable[Path]:  # type: ignore[empty-body]  # a specification
    """Folders of rule sets, each laid out as ``cn-430600/department/2020.toml``.

    Example:
        ``return [Path(__file__).parent / "rulesets"]``
    """


@hookspec
def zhibiao_schemes() -> Mapping[str, type[Scheme] | Lazy]:  # type: ignore[empty-body]  # a specification
    """Scheme kinds by the word that stands in the TOML.

    Example:
        ``return {"half-or-nothing": HalfOrNothing}``
    """


@hookspec
def zhibiao_form_checks() -> Iterable[FormCheck | DocumentCheck | Lazy]:  # type: ignore[empty-body]  # a specification
    """Checks on forms, and on all forms of a document together, run by ``zhibiao audit``.

    Example:
        ``return ["my_city.checks:seal_missing"]``
    """


@hookspec
def zhibiao_lint_checks() -> Iterable[LintCheck | Lazy]:  # type: ignore[empty-body]  # a specification
    """Checks on rule sets, run by ``zhibiao lint``.

    Example:
        ``return [no_weekend_deadlines]``
    """


@hookspec
def zhibiao_readers() -> Iterable[Reader | Lazy]:  # type: ignore[empty-body]  # a specification
    """Readers of document formats; of two that fit a file, the first is asked.

    Example:
        ``return ["my_city.memos:MEMO"]``
    """


@hookspec
def zhibiao_report_formats() -> Iterable[ReportFormat | Lazy]:  # type: ignore[empty-body]  # a specification
    """Formats of reports, by the ending of the file that ``zhibiao audit --report`` is given.

    Example:
        ``return ["my_city.lists:LIST"]``
    """
