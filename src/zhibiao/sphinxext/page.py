"""The page of one rule set: heading, sources, points, indicators with their cases, measures.

Everything is a text node; see ``markup``. What a scheme says is shown by ``schemes``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen
from docutils import nodes

from zhibiao.criteria import write
from zhibiao.exact import text
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.walk import nodes as walked
from zhibiao.messages import Text, explaining, say, show, showing
from zhibiao.model.around import OpenRows
from zhibiao.model.case import Case, Expected, Given
from zhibiao.model.clauses import Assumed
from zhibiao.model.lowering.program import lower, runs_python
from zhibiao.model.place import Place
from zhibiao.model.provenance import provenance, where_written
from zhibiao.model.ruleset import RuleSet, Scored, Source, Tier
from zhibiao.model.table import Table
from zhibiao.reports.ruleset_latex import measure_formulas, score_formula
from zhibiao.sphinxext import markup, words
from zhibiao.sphinxext.around import around_nodes
from zhibiao.sphinxext.curve import curve_nodes
from zhibiao.sphinxext.fields import assumed_list, scheme_nodes
from zhibiao.sphinxext.mathematics import formula_node


@frozen
class RuleSetPage:
    """A rule set with its cases and its file, to be shown in a language."""

    rules: RuleSet
    cases: Sequence[Case]
    source: str
    lang: str

    def section(self) -> nodes.section:
        """The whole page."""
        heading = self.rules.ruleset
        title = say(
            words.PAGE_TITLE,
            title=heading.title,
            jurisdiction=heading.jurisdiction,
            year=heading.fiscal_year,
        )
        parts: list[nodes.Node] = [
            *([markup.paragraph(heading.summary)] if heading.summary else []),
            self._facts(),
            *self._assumed(heading.assumed, _within("rounding", heading.rounding.assumed)),
            *self._sources(),
            self._part(words.TREE, "points", self._tree()),
            *self._indicators(),
            *around_nodes(self.rules, self.lang),
            *self._other_cases(),
            *self._measures(),
            self._file(),
        ]
        return markup.section(title.render(self.lang), "ruleset", *parts)

    def _say(self, template: Text) -> str:
        return template.render(self.lang)

    def _part(self, title: Text, anchor: str, *content: nodes.Node) -> nodes.section:
        return markup.section(self._say(title), anchor, *content)

    def _facts(self) -> nodes.table:
        heading = self.rules.ruleset
        rounding = heading.rounding
        mode = showing.MODES[rounding.mode]
        stage = say(showing.STAGES[rounding.at], places=rounding.places, mode=mode)
        ratings = [f"{name} {test.text}" for name, test in heading.ratings.items()]
        rows: list[tuple[Text, markup.Content]] = [
            (words.ID, markup.code(self.rules.id)),
            (words.JURISDICTION, heading.jurisdiction),
            (words.SCOPE, self._say(words.SCOPES[heading.scope])),
            (words.YEAR, str(heading.fiscal_year)),
            (words.POINTS, text(heading.points)),
            (words.ROUNDING, stage.render(self.lang)),
        ]
        if ratings:
            rows.append((words.RATINGS, "; ".join(ratings)))
        if heading.extends:
            rows.append((words.EXTENDS, markup.code(heading.extends)))
        rows.append((words.FILE, markup.code(self.rules.place("ruleset").file)))
        return markup.table((), [(self._say(name), value) for name, value in rows], (20, 80))

    def _assumed(self, *tables: Assumed) -> Iterator[nodes.Node]:
        yield from assumed_list(tables, self.lang)

    def _sources(self) -> list[nodes.Node]:
        heading = self.rules.ruleset
        if not heading.sources:
            return []
        separator = "，" if self.lang == "zh" else ", "
        listed = markup.bullets(separator.join(_source_parts(s)) for s in heading.sources)
        assumed = self._assumed(*(source.assumed for source in heading.sources))
        return [self._part(words.SOURCES, "sources", listed, *assumed)]

    def _tree(self) -> nodes.table:
        rows: list[list[markup.Cell | markup.Content]] = []
        for tier, members in groupby(self.rules.items, lambda item: item.tier):
            in_tier = list(members)
            first_of_tier: list[markup.Cell | markup.Content] = [self._tier_cell(tier, in_tier)]
            for group, inner in groupby(in_tier, lambda item: item.group):
                in_group = list(inner)
                first_of_group = [self._group_cell(group, in_group)]
                for item in in_group:
                    rows.append([*first_of_tier, *first_of_group, *self._item_cells(item)])
                    first_of_tier, first_of_group = [], []
        for entry in self.rules.open.values():
            tier = self.rules.tiers.get(entry.tier)
            if tier is not None:
                rows.append(self._open_cells(tier, entry))
        columns = (words.TIER, words.GROUP, words.INDICATOR, words.POINTS, words.SCHEME)
        return markup.table([self._say(t) for t in columns], rows, (18, 20, 34, 9, 19))

    def _open_cells(self, tier: Tier, entry: OpenRows) -> list[markup.Cell | markup.Content]:
        own = markup.link(self._say(showing.OPEN), "open")
        points = tier.points if entry.points is None else entry.points
        aspects = "、".join(entry.aspects)
        return [self._worth(tier.label, tier.points), aspects, own, text(points), ""]

    def _tier_cell(self, name: str, members: Sequence[Scored]) -> markup.Cell:
        tier = self.rules.tiers.get(name)
        shown = self._worth(tier.label, tier.points) if tier else ""
        return markup.Cell(shown, len(members))

    def _group_cell(self, name: str, members: Sequence[Scored]) -> markup.Cell:
        group = self.rules.groups.get(name)
        shown = self._worth(group.label, group.points) if group else ""
        return markup.Cell(shown, len(members))

    def _item_cells(self, item: Scored) -> list[markup.Content]:
        title = self._say(item.scheme.title)
        return [markup.link(item.label, _anchor(item)), text(item.points), title]

    def _worth(self, label: str, points: Fraction) -> str:
        return say(words.HEADING, label=label, points=text(points)).render(self.lang)

    def _indicators(self) -> Iterator[nodes.section]:
        for name, members in groupby(self.rules.items, lambda item: item.tier):
            indicators = [self._indicator(item) for item in members]
            tier = self.rules.tiers.get(name)
            if tier is None:  # the execution item stands beside the tiers
                yield from indicators
                continue
            title = self._worth(tier.label, tier.points)
            yield markup.section(title, f"tier-{name}", *indicators)

    def _indicator(self, item: Scored) -> nodes.section:
        parts: list[nodes.Node] = []
        if len(item.members) > 1:
            labels = tuple(self.rules.indicators[name].label for name in item.members)
            shared = say(showing.MEMBERS, labels=labels).render(self.lang)
            parts.append(markup.paragraph(shared))
        if item.criterion:
            parts.append(markup.quote(item.criterion))
        else:
            parts.append(markup.paragraph(self._say(words.NO_CRITERION)))
        parts += curve_nodes(self.rules, item, self.lang)
        parts += scheme_nodes(item.scheme, self.rules, self.lang)
        if runs_python(lower(self.rules).scores[item.id]):
            parts.append(markup.paragraph(markup.strong(self._say(explaining.RUNS_PYTHON))))
        parts.append(self._in_words(item))
        parts.append(formula_node(score_formula(self.rules, item.id, self.lang)))
        parts += self._assumed(item.scheme.assumed)
        parts += self._cases_of(item)
        parts.append(markup.paragraph(self._say(words.WRITTEN_AT), self._written(item)))
        return markup.section(self._worth(item.label, item.points), _anchor(item), *parts)

    def _in_words(self, item: Scored) -> nodes.paragraph:
        """The scheme as a criterion would say it, in the language of the page."""
        written = write(item.scheme, self.rules.measures, item.points, lang=self.lang)
        return markup.paragraph(markup.strong(self._say(words.IN_WORDS)), written)

    def _written(self, item: Scored) -> nodes.Node:
        """The line of the row, or where several editions wrote it that of each clause."""
        found = provenance(self.rules, item, lower(self.rules).scores[item.id])
        if found.is_together:
            return self._line(found.table)
        return nodes.Text(show(where_written(self.rules, found), self.lang))

    def _line(self, place: Place) -> nodes.Node:
        shown = say(words.LINE, file=place.file, line=place.line).render(self.lang)
        if place.file != self.rules.place("ruleset").file:  # written in an edition that is extended
            return nodes.Text(shown)
        return markup.link(shown, f"line-{place.line}")

    def _cases_of(self, item: Scored) -> list[nodes.Node]:
        cases = [case for case in self.cases if item.id in case.expect]
        if not cases:
            return []
        # A case may fill in a whole form; here only the figures that this score is made from.
        tree = lower(self.rules).scores[item.id]
        read = {node.name for node in walked(tree) if isinstance(node, (Input, Named))} | {item.id}
        return self._cases_table(
            [(c.name, self._given(c, read), self._expected(c.expect[item.id])) for c in cases]
        )

    def _other_cases(self) -> list[nodes.Node]:
        ids = {item.id for item in self.rules.items}
        rows = []
        for case in self.cases:
            sums = {name: value for name, value in case.expect.items() if name not in ids}
            if sums:
                shown = "; ".join(f"{name} = {self._expected(v)}" for name, v in sums.items())
                rows.append((case.name, self._given(case), shown))
        made = self._cases_table(rows)
        return [self._part(words.OTHER_CASES, "sums", *made[1:])] if made else []

    def _cases_table(self, rows: list[tuple[str, str, str]]) -> list[nodes.Node]:
        if not rows:
            return []
        head = [self._say(t) for t in (words.CASE, words.GIVEN, words.EXPECTED)]
        title = markup.paragraph(markup.strong(self._say(words.CASES)))
        return [title, markup.table(head, rows, (36, 46, 18))]

    def _given(self, case: Case, read: Container[str] | None = None) -> str:
        given = {n: value for n, value in case.given.items() if read is None or n in read}
        return "; ".join(f"{name} = {self._figure(value)}" for name, value in given.items())

    def _figure(self, value: Given) -> str:
        if isinstance(value, bool):
            return self._say(words.YES if value else words.NO)
        return str(value)

    def _expected(self, value: Expected) -> str:
        if isinstance(value, Fraction):
            return text(value)
        return " … ".join(part if isinstance(part, str) else text(part) for part in value)

    def _measures(self) -> list[nodes.Node]:
        rows = []
        shown = measure_formulas(self.rules, self.lang)
        for name, measure in self.rules.measures.items():
            label: list[nodes.Node] = [nodes.Text(f"{measure.label} "), markup.code(name)]
            formula: list[nodes.Node] = []
            if measure.formula is not None:
                formula.append(markup.code(measure.formula.text))
            if name in shown:
                formula.append(formula_node(shown[name]))
            rows.append((label, measure.unit or measure.type.value, formula))
        if not rows:
            return []
        head = [self._say(t) for t in (words.MEASURE, words.UNIT, words.FORMULA)]
        return [self._part(words.MEASURES, "measures", markup.table(head, rows, (45, 12, 43)))]

    def _file(self) -> nodes.section:
        block = nodes.literal_block(self.source, self.source, language="toml", force=True)
        block["highlight_args"] = {"lineanchors": "line"}
        # All of it stands above in words; in the index it would only repeat them.
        block["classes"].append("no-search")
        return self._part(words.THE_FILE, "file", block)


def _within(table: str, assumed: Assumed) -> Assumed:
    """What is assumed in a table, under the names that the fields have outside of it."""
    return Table({f"{table}.{name}": why for name, why in assumed.items()})


def _anchor(item: Scored) -> str:
    return "indicator-" + nodes.make_id(item.id) if item.id.isascii() else f"indicator-{item.id}"


def _source_parts(source: Source) -> list[str]:
    """What is known of a source; a title that is only the document number is said once."""
    issued = source.issued.isoformat() if source.issued else ""
    parts = (source.title, source.document_no, issued, source.article, source.url)
    return list(dict.fromkeys(part for part in parts if part))
