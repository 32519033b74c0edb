"""The directives that show checks, schemes and hooks from what their authors wrote in them.

Their texts are markup of ours (or of a plug-in's author), and are parsed and translated like
any page. What a check or scheme does is not looked at, only what it says of itself.
"""

from __future__ import annotations

import inspect
from types import FunctionType
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from zhibiao.errors import NotFoundError
from zhibiao.messages import Text, say
from zhibiao.model import docstrings
from zhibiao.plugins import hookspecs
from zhibiao.sphinxext.kinds import fields_table
from zhibiao.sphinxext.known import workbench_of
from zhibiao.sphinxext.written import quoted, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.linting.check import LintCheck

    Check = FormCheck | DocumentCheck | LintCheck

NO_CHECK = Text(zh="没有名为“{name}”的检查项", en='there is no check "{name}"')
NO_SCHEME = Text(zh="没有名为“{name}”的计分方式", en='there is no scheme "{name}"')


class _PartsDirective(SphinxDirective):
    """What the directives share: markup to nodes, and the file that a page comes from."""

    def parsed(self, lines: list[str]) -> list[nodes.Node]:
        """Markup as nodes, headings included."""
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)

    def depends_on(self, part: Callable[..., object]) -> None:
        """Makes the page change with the module of what it shows."""
        try:
            source = inspect.getsourcefile(inspect.unwrap(part))
        except TypeError:
            return
        if source is not None:
            self.env.note_dependency(source)

    def checks(self, side: str) -> dict[str, Check]:
        """The checks on forms, or on rule sets, by name."""
        workbench = workbench_of(self.config, self.env.srcdir)
        found: tuple[Check, ...] = (
            workbench.form_checks if side == "forms" else workbench.lint_checks
        )
        return {check.name: check for check in found}


class CheckDirective(_PartsDirective):
    """``.. zhibiao-check:: forms NAME`` or ``rulesets NAME``: the page of one check."""

    required_arguments: ClassVar[int] = 2

    def run(self) -> list[nodes.Node]:
        """The page, from the check's docstring."""
        side, name = map(str, self.arguments)
        check = self.checks(side).get(name)
        if check is None:
            raise NotFoundError(say(NO_CHECK, name=name))
        self.depends_on(check.look)
        written = docstrings.split(check.documentation)
        lines = [*title(name, "="), *written.summary.splitlines(), ""]
        lines += [f"Severity: **{check.severity.value}**", ""]
        for heading, body in written.sections.items():
            lines += [*title(heading, "-"), *body.splitlines(), ""]
        return self.parsed(lines)


class ChecksDirective(_PartsDirective):
    """``.. zhibiao-checks:: forms`` or ``rulesets``: all checks with their first lines."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """A table with a link to the page of each."""
        side = str(self.arguments[0])
        base = f"/{self.config.zhibiao_check_pages}/{side}"
        lines = [".. list-table::", "   :header-rows: 1", "   :widths: 34 14 52", ""]
        lines += ["   * - Check", "     - Severity", "     - What it says"]
        for check in self.checks(side).values():
            self.depends_on(check.look)
            first = docstrings.split(check.documentation).summary
            lines.append(f"   * - :doc:`{check.name} <{base}/{check.name}>`")
            lines += [f"     - {check.severity.value}", f"     - {' '.join(first.split())}"]
        return self.parsed(lines)


class SchemeDirective(_PartsDirective):
    """``.. zhibiao-scheme:: KIND``: the page of one scheme kind."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """The page, from the scheme's docstring and its typed fields."""
        kind = str(self.arguments[0])
        resolve = workbench_of(self.config, self.env.srcdir).schemes.get(kind)
        if resolve is None:
            raise NotFoundError(say(NO_SCHEME, name=kind))
        scheme = resolve()
        self.depends_on(scheme.lower)
        written = docstrings.split(inspect.getdoc(scheme) or "")
        lines = [*title(kind, "="), f"{scheme.title.zh} · {scheme.title.en}", ""]
        lines += [*written.summary.splitlines(), ""]
        example = written.sections.get("Example", "")
        if example:
            lines += [
                *title("Example of a wording", "-"),
                *quoted(example),
            ]
        lines += [*title("Fields", "-"), *fields_table(scheme, written)]
        return self.parsed(lines)


class SchemesDirective(_PartsDirective):
    """``.. zhibiao-schemes::``: all scheme kinds with their first lines."""

    def run(self) -> list[nodes.Node]:
        """A table with a link to the page of each."""
        base = f"/{self.config.zhibiao_scheme_pages}"
        lines = [".. list-table::", "   :header-rows: 1", "   :widths: 25 20 55", ""]
        lines += ["   * - Kind", "     - In Chinese", "     - Meaning"]
        for kind, resolve in workbench_of(self.config, self.env.srcdir).schemes.items():
            scheme = resolve()
            self.depends_on(scheme.lower)
            first = docstrings.split(inspect.getdoc(scheme) or "").summary
            lines.append(f"   * - :doc:`{kind} <{base}/{kind}>`")
            lines += [f"     - {scheme.title.zh}", f"     - {' '.join(first.split())}"]
        return self.parsed(lines)


class HooksDirective(_PartsDirective):
    """``.. zhibiao-hooks::``: every hook with its exact signature, its meaning, an example."""

    def run(self) -> list[nodes.Node]:
        """A section for each hook."""
        self.env.note_dependency(str(hookspecs.__file__))
        lines: list[str] = []
        for hook in hooks():
            written = docstrings.split(inspect.getdoc(hook) or "")
            lines += title(hook.__name__, "-")
            lines += [".. code-block:: python", "", f"   {signature(hook)}", ""]
            lines += [*written.summary.splitlines(), ""]
            example = written.sections.get("Example", "").strip().strip("`")
            if example:
                lines += ["An implementation:", "", ".. code-block:: python", ""]
                lines += ["   @hookimpl", f"   {signature(hook)}:", f"       {example}", ""]
        return self.parsed(lines)


def hooks() -> list[FunctionType]:
    """The specifications of all hooks, in the order in which they are written."""
    return [
        found
        for name, found in vars(hookspecs).items()
        if name.startswith("zhibiao_") and isinstance(found, FunctionType)
    ]


def signature(hook: FunctionType) -> str:
    """A hook as it is declared; annotations stay as they are written."""
    written = hook.__annotations__
    given = ", ".join(f"{n}: {w}" for n, w in written.items() if n != "return")
    return f"def {hook.__name__}({given}) -> {written.get('return', 'None')}"
