"""The hooks. A plug-in implements those that it has a use for.

Each is called once by a :class:`zhibiao.api.Workbench`, when what it brings is first needed;
plug-ins come in the order of their names, our own first. Of two parts of one name the later is left
out, both plug-ins are named, and whatever asks for that name is refused. A hook that raises, or
returns something else than it should, is named and left out, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    import click

    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.criteria.pattern import CriterionPattern
    from zhibiao.linting.check import LintCheck
    from zhibiao.model.scheme import Scheme
    from zhibiao.readers.reader import Reader
    from zhibiao.reports.formats import ReportFormat

    CommandMaker = Callable[[str], click.Command]

PROJECT = "zhibiao"
hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(PROJECT)
hookimpl: pluggy.HookimplMarker = pluggy.HookimplMarker(PROJECT)

Lazy = str
"""``"package.module:object"``: resolved when it is first used."""


@hookspec
def zhibiao_rulesets() -> Iterable[Path | str]:  # type: ignore[empty-body]  # a specification
    """Rule sets: folders laid out as ``cn-430600/department/2020.toml``, single files, packages.

    A package is given by its name, as text. Called when a rule set is first looked for; the ids
    of all plug-ins share one name space.

    Example:
        ``return [Path(__file__).parent / "rulesets"]``
    """


@hookspec
def zhibiao_schemes() -> Mapping[str, type[Scheme] | Lazy]:  # type: ignore[empty-body]  # a specification
    """Scheme kinds by the word that stands in the TOML.

    Called before the first rule set is read. A kind derives from
    :class:`zhibiao.model.scheme.Scheme` and is lowered to the tree, or from
    :class:`zhibiao.model.lowering.python_scheme.PythonScheme` and runs Python.

    Example:
        ``return {"half-or-nothing": HalfOrNothing}``
    """


@hookspec
def zhibiao_form_checks() -> Iterable[FormCheck | DocumentCheck | Lazy]:  # type: ignore[empty-body]  # a specification
    """Checks on forms, and on all forms of a document together, run by ``zhibiao audit``.

    Called before the first audit. Checks run in the order of the plug-ins, and their findings
    are listed by severity.

    Example:
        ``return ["my_city.checks:seal_missing"]``
    """


@hookspec
def zhibiao_lint_checks() -> Iterable[LintCheck | Lazy]:  # type: ignore[empty-body]  # a specification
    """Checks on rule sets, run by ``zhibiao lint``.

    Called before the first rule set is linted.

    Example:
        ``return [no_weekend_deadlines]``
    """


@hookspec
def zhibiao_readers() -> Iterable[Reader | Lazy]:  # type: ignore[empty-body]  # a specification
    """Readers of document formats; of two that fit a file, the first is asked.

    Called before the first document is read.

    Example:
        ``return ["my_city.memos:MEMO"]``
    """


@hookspec
def zhibiao_criterion_patterns() -> Iterable[CriterionPattern | Lazy]:  # type: ignore[empty-body]  # a specification
    """Wordings of criteria that our own grammar does not know.

    Called when a wording is first refused; the patterns are then asked, all of them. A wording
    that two of them understand in different ways stays refused, and both are named.

    Example:
        ``return ["my_city.wordings:lantern_count"]``
    """


@hookspec
def zhibiao_commands() -> Mapping[str, CommandMaker | Lazy]:  # type: ignore[empty-body]  # a specification
    """Verbs of the command line, each a function that makes its click command in a language.

    Called once for each call of ``zhibiao``; a verb is made only when it is used, or listed by
    ``--help``. ``zhibiao.cli.root.verb`` gives it the options that all verbs have.

    Example:
        ``return {"seal": "my_city.seal:command"}``
    """


@hookspec
def zhibiao_report_formats() -> Iterable[ReportFormat | Lazy]:  # type: ignore[empty-body]  # a specification
    """Formats of reports, by the ending of the file that ``zhibiao audit --report`` is given.

    Called before the first report is written.

    Example:
        ``return ["my_city.lists:LIST"]``
    """
