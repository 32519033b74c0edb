"""What stands around the indicators on a rule set's page: open rows, adjustments, policies."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from zhibiao.exact import text
from zhibiao.messages import say, showing
from zhibiao.model.around import Adjustment, OpenRows
from zhibiao.model.clauses import Assumed
from zhibiao.model.ruleset import RuleSet
from zhibiao.sphinxext import markup, words
from zhibiao.sphinxext.fields import assumed_list, fields_nodes

DEFAULT = "default"


def around_nodes(rules: RuleSet, lang: str) -> Iterator[nodes.section]:
    """A section for each kind that the rule set has."""
    if rules.open:
        yield _part(showing.OPEN.render(lang), "open", _open(rules, lang))
    if rules.adjustments:
        yield _part(showing.ADJUSTMENTS.render(lang), "adjustments", _adjustments(rules, lang))
    policy = rules.not_applicable
    if policy is not None:
        shown = fields_nodes(policy, rules, lang)
        shown += assumed_list([policy.assumed], lang)
        yield markup.section(showing.NOT_APPLICABLE.render(lang), "not-applicable", *shown)


def _part(title: str, anchor: str, entries: Iterator[nodes.section]) -> nodes.section:
    return markup.section(title, anchor, *entries)


def _open(rules: RuleSet, lang: str) -> Iterator[nodes.section]:
    for name, entry in rules.open.items():
        shown = fields_nodes(entry, rules, lang, leave_out=("tier", "points"))
        shown += assumed_list([entry.assumed, *_schemes_assumed(entry)], lang)
        yield markup.section(_open_title(name, entry, rules, lang), f"open-{name}", *shown)


def _open_title(name: str, entry: OpenRows, rules: RuleSet, lang: str) -> str:
    if name == DEFAULT:
        return words.OPEN_DEFAULT.render(lang)
    label = rules.tiers[entry.tier].label if entry.tier in rules.tiers else name
    if entry.points is None:
        return label
    return say(words.HEADING, label=label, points=text(entry.points)).render(lang)


def _schemes_assumed(entry: OpenRows) -> list[Assumed]:
    return [s.assumed for s in (entry.quantitative, entry.qualitative) if s is not None]


def _adjustments(rules: RuleSet, lang: str) -> Iterator[nodes.section]:
    for name, entry in rules.adjustments.items():
        shown: list[nodes.Node] = [markup.quote(entry.criterion)] if entry.criterion else []
        shown += fields_nodes(entry, rules, lang, leave_out=("label", "criterion"))
        shown += assumed_list([entry.assumed], lang)
        yield markup.section(_label(name, entry), f"adjustment-{name}", *shown)


def _label(name: str, entry: Adjustment) -> str:
    return entry.label or name
