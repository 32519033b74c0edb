"""The directives that show rule sets: one of them as a page, or the list of all.

They find the rule set and note which files the page depends on; how the page looks is
``page``'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from zhibiao.errors import ZhibiaoError
from zhibiao.messages import show
from zhibiao.sphinxext import markup, words
from zhibiao.sphinxext.known import language_of, workbench_of
from zhibiao.sphinxext.page import RuleSetPage

if TYPE_CHECKING:
    from docutils import nodes


class RuleSetDirective(SphinxDirective):
    """``.. zhibiao-ruleset:: ID`` makes the page of one rule set from its TOML file."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """The page as one section; of a broken rule set, its faults and a warning."""
        name = str(self.arguments[0])
        lang = language_of(self.config)
        workbench = workbench_of(self.config, self.env.srcdir)
        try:
            entry = workbench.catalog.entry(name)
            self.env.note_dependency(str(entry.path))
            # Also where there are no cases yet: the page changes when they come.
            self.env.note_dependency(str(entry.cases))
            rules = workbench.load(name)
            cases = workbench.catalog.cases(name)
            source = entry.path.read_text(encoding="utf-8")
        except ZhibiaoError as error:
            return self._broken(name, error.render(lang), lang)
        return [RuleSetPage(rules, cases, source, lang).section()]

    def _broken(self, name: str, faults: str, lang: str) -> list[nodes.Node]:
        warning = self.state.document.reporter.warning(faults, line=self.lineno)
        listed = markup.bullets(faults.splitlines())
        said = markup.paragraph(words.BROKEN.render(lang))
        return [markup.section(name, "ruleset", said, listed), warning]


class RuleSetsDirective(SphinxDirective):
    """``.. zhibiao-rulesets::`` lists all rule sets that are known to the site."""

    def run(self) -> list[nodes.Node]:
        """A table of ids, titles and where they come from."""
        lang = language_of(self.config)
        summaries, _ = workbench_of(self.config, self.env.srcdir).list_rulesets()
        rows = []
        for summary in summaries:
            self.env.note_dependency(str(summary.path))
            scope = words.SCOPES.get(summary.scope)
            rows.append(
                (
                    markup.code(summary.id),
                    summary.title,
                    show(scope, lang) if scope else summary.scope,
                    str(summary.fiscal_year),
                )
            )
        head = [t.render(lang) for t in (words.ID, words.TITLE, words.SCOPE, words.YEAR)]
        return [markup.table(head, rows, (30, 45, 15, 10))]
