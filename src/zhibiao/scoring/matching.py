"""The words of a form to the ids of a rule set. An ambiguous match is said, never chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form, FormRow, word
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度|末)?")
_FINAL = re.compile(r"(?:决算|执行|实际)数$")
_BUDGET = re.compile(r"预算(?:安排)?数?$")


@frozen
class Matches:
    """Rows by the id of what they score, measures by word, and what was left out.

    ``measures`` holds the words of the rule set, and the form's own labels that say the same
    with a year.
    """

    rows: Table[str, int]
    measures: Table[str, str]
    remarks: tuple[Message, ...]


def match(form: Form, rules: RuleSet, own: Mapping[str, int] | None = None) -> Matches:
    """Every row and every label of a form, as far as they mean something in the rule set.

    Args:
        form: the form.
        rules: the rule set, with the form's own rows in it.
        own: which row of the form each of these is.
    """
    remarks: list[Message] = []
    rows: dict[str, int] = dict(own or {})
    brought = set(rows.values())
    for index, row in enumerate(form.rows):
        if index in brought:
            continue
        found = _items(row, rules)
        if len(found) == 1:
            if found[0].id in rows:
                remarks.append(say(texts.ROW_TWICE, label=found[0].label))
            else:
                rows[found[0].id] = index
        elif found:
            known = tuple(f"{item.label} ({item.id})" for item in found)
            remarks.append(say(texts.ROW_AMBIGUOUS, label=row.label, known=known))
        else:
            remarks.append(say(texts.ROW_UNMATCHED, label=row.label))
    measures = _measures(rules)
    for label in dict.fromkeys(stated.label for stated in form.stated):
        known = measures.get(word(label), ())
        if len(known) > 1:
            remarks.append(say(texts.LABEL_AMBIGUOUS, label=label, known=known))
    certain = {label: names[0] for label, names in measures.items() if len(names) == 1}
    for stated in form.stated:
        label = word(stated.label)
        meant = {certain[one] for one in undated(label, form.fiscal_year) if one in certain}
        if label not in measures and len(meant) == 1:
            certain[label] = meant.pop()
    return Matches(Table(rows), Table(certain), tuple(remarks))


def undated(label: str, year: int | None) -> Iterator[str]:
    """What a label with a year says in words that hold in every year.

    ``三公经费2024年决算数`` on a form of 2024 is 三公经费决算数, or plainly 三公经费; on one of
    2025 it is 三公经费上年决算数. A label of any other year has no such words.
    """
    found = _YEAR.search(label)
    if found is None or year is None:
        return
    rest = label[: found.start()] + label[found.end() :]
    if int(found[1]) == year:
        yield from (rest, _FINAL.sub("", rest))
    elif int(found[1]) == year - 1 and not _BUDGET.search(rest):
        yield from (f"上年{rest}", f"{label[: found.start()]}上年{label[found.end() :]}")
        yield f"上年{_FINAL.sub('', rest)}"


def matched_indexes(form: Form, rules: RuleSet) -> set[int]:
    """The rows of a form that find a fixed indicator of a rule set."""
    return {index for index, row in enumerate(form.rows) if _items(row, rules)}


def matched_rows(form: Form, rules: RuleSet) -> int:
    """How many rows of a form find their indicator in a rule set."""
    return sum(1 for row in form.rows if len(_items(row, rules)) == 1)


def _measures(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, measure in rules.measures.items():
        for label in dict.fromkeys(map(word, measure.words)):
            found[label] = (*found.get(label, ()), name)
        found.setdefault(name, (name,))
    return found


def _items(row: FormRow, rules: RuleSet) -> list[Scored]:
    """The items that a row can mean: by label, then by group, then by tier."""
    candidates = [item for item in rules.items if _labels_fit(row, item)]
    for said, headings in ((row.group, _group_words), (row.tier, _tier_words)):
        narrower = [item for item in candidates if word(said) in headings(item, rules)]
        candidates = narrower or candidates
    return candidates


def _labels_fit(row: FormRow, item: Scored) -> bool:
    members = [set(map(word, words)) for words in item.words]
    labels = [word(label) for label in row.labels]
    if len(members) == 1:
        return len(labels) == 1 and labels[0] in members[0]
    if len(labels) == 1:  # a merged cell that carries one heading over all its rows
        return labels[0] in (word(item.label), item.id)
    return len(labels) == len(members) and all(
        any(label in words for label in labels) for words in members
    )


def _group_words(item: Scored, rules: RuleSet) -> set[str]:
    """The words for an item's group; none for what stands in no group."""
    group = rules.groups.get(item.group)
    return set() if group is None else set(map(word, (group.label, *group.aliases)))


def _tier_words(item: Scored, rules: RuleSet) -> set[str]:
    """The words for an item's tier; none for what stands beside the tiers."""
    tier = rules.tiers.get(item.tier)
    return set() if tier is None else set(map(word, (tier.label, *tier.aliases)))
