"""``duplicate-label``: two rows of one group with the same words."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.form import word
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.states import States

INDICATOR = Text(
    zh="“{group}”中已有指标叫“{label}”：{other}",
    en='"{group}" already has an indicator called "{label}": {other}',
)
MEASURE = Text(
    zh="已有量叫“{label}”：{other}",
    en='another measure is already called "{label}": {other}',
)
STATE = Text(
    zh="“{owner}”中已有“{label}”：第 {other} 种",
    en='"{owner}" already has "{label}": number {other}',
)


@lint_check("duplicate-label", Severity.WARNING)
def duplicate_label(subject: Subject) -> Iterator[Sighting]:
    """Two indicators of one group, two measures or two states go by the same word.

    What it finds:
        Labels and aliases that mean more than one thing. The same label in two groups is
        allowed, since forms tell them apart by the group. The states or grades of one
        indicator are looked at too.

    Why it matters:
        A form's words could not be matched; an ambiguous match is never chosen.

    Example:
        Two measures with the alias 结余.

    What to do:
        Take the alias away from one of them, or give the longer name.

    Source:
        The rule-set language, matching of words.
    """
    rules = subject.rules
    seen: dict[tuple[str, str], str] = {}
    for name, indicator in rules.indicators.items():
        for label in dict.fromkeys(map(word, indicator.words)):
            other = seen.setdefault((indicator.group, label), name)
            if other != name:
                group = rules.groups[indicator.group].label
                shown = say(INDICATOR, group=group, label=label, other=other)
                yield Sighting(shown, ("indicators", name))
    measures: dict[str, str] = {}
    for name, measure in rules.measures.items():
        for label in dict.fromkeys(map(word, measure.words)):
            other = measures.setdefault(label, name)
            if other != name:
                yield Sighting(say(MEASURE, label=label, other=other), ("measures", name))
    for item in rules.items:
        if not isinstance(item.scheme, (States, Grades)):
            continue
        states: dict[str, int] = {}
        for number, words in enumerate(item.scheme.state_words(), 1):
            for label in dict.fromkeys(map(word, words)):
                first = states.setdefault(label, number)
                if first != number:
                    shown = say(STATE, owner=item.label, label=label, other=first)
                    # The list of states is called as its kind is.
                    yield Sighting(shown, (*item.path, "scheme", item.scheme.kind, number - 1))
