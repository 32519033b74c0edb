"""What a form's own words say of its place, its scope and its year, each with the reason."""

from __future__ import annotations

import re

from attrs import frozen

from zhibiao.loading.divisions import divisions, place_in
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form

PROJECT, DEPARTMENT = "project", "department"
_YEAR = re.compile(r"(20\d\d)\s*年")
_SCOPES = (
    (re.compile(r"项目支出|项目名称|专项"), PROJECT),
    (re.compile(r"整体支出|部门整体"), DEPARTMENT),
)
_LONGEST = 300
"""So much of a title or name is looked at."""


@frozen
class Heading:
    """Place, scope and year, as far as the form says them."""

    division: str
    scope: str
    year: int | None
    reasons: tuple[Message, ...] = ()


def heading_of(form: Form) -> Heading:
    """What the form's own fields say, and where they are silent its name and title."""
    reasons: list[Message] = []
    division = form.division
    if not division:
        for words in (form.unit, form.title):
            division = place_in(words[:_LONGEST])
            if division:
                name = divisions()[division]
                said = say(texts.PLACE_NAMED, words=words[:60], name=name, division=division)
                reasons.append(said)
                break
    return Heading(division, form.scope or _scope(form.title), _year(form), tuple(reasons))


def _scope(title: str) -> str:
    found = {scope for pattern, scope in _SCOPES if pattern.search(title[:_LONGEST])}
    return found.pop() if len(found) == 1 else ""


def _year(form: Form) -> int | None:
    if form.fiscal_year is not None:
        return form.fiscal_year
    years = set(map(int, _YEAR.findall(form.title[:_LONGEST])))
    return years.pop() if len(years) == 1 else None
