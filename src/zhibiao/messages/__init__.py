"""Texts in two languages, and messages made from them at the edge.

A :class:`Text` is a template in Chinese and English; a :class:`Message` is a text with its
values, and is turned into words only when somebody reads it. The core's own texts stand in
this package by room (``numbers``, ``formulas``, ``loading`` …); a check or a scheme brings
its texts in its own file. Nothing here computes or rounds: numbers arrive as text.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from typing import Union

from attrs import field, frozen

LANGUAGES = ("zh", "en")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Value = Union[str, int, "Text", "Message", tuple["Value", ...]]


@frozen
class Text:
    """One template in both languages; ``{name}`` stands for a value."""

    zh: str
    en: str

    def template(self, lang: str) -> str:
        """The template of a language."""
        return self.zh if lang == "zh" else self.en

    def render(self, lang: str | None = None) -> str:
        """The text itself, for texts without values."""
        return self.template(lang or default_language())


def _pairs(
    values: Mapping[str, Value] | tuple[tuple[str, Value], ...],
) -> tuple[tuple[str, Value], ...]:
    return tuple(values.items()) if isinstance(values, Mapping) else values


@frozen
class Message:
    """A text with its values; hashable, comparable, and in no language yet."""

    text: Text
    values: tuple[tuple[str, Value], ...] = field(default=(), converter=_pairs)

    def render(self, lang: str | None = None) -> str:
        """The words in one language.

        Values are put in as they are: braces inside a value (a cell of a form, say) mean
        nothing.
        """
        chosen = lang or default_language()
        shown = {name: show(value, chosen) for name, value in self.values}
        return self.text.template(chosen).format_map(shown)


def say(text: Text, /, **values: Value) -> Message:
    """A message from a text and its values."""
    return Message(text, values)


def show(value: Value, lang: str) -> str:
    """A value in words: texts and messages in the language, tuples as a list."""
    if isinstance(value, (Text, Message)):
        return value.render(lang)
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(show(part, lang) for part in value)
    return visible(str(value))


def visible(text: str) -> str:
    """The text with every sign that a terminal would obey as a question mark in a box.

    Labels and cells come from documents that anybody wrote: escape sequences, line breaks in a
    label and marks that turn the direction of writing must not reach the reader.
    """
    return _CONTROLS.sub("\ufffd", text)


def default_language() -> str:
    """``ZHIBIAO_LANG`` if it names a language, else the locale's, else Chinese."""
    for name in (os.environ.get("ZHIBIAO_LANG"), _locale_name()):
        if name and name[:2].lower() in LANGUAGES:
            return name[:2].lower()
    return "zh"


def _locale_name() -> str | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    try:  # Windows sets no variables; its locale has a name of its own
        return locale.getlocale()[0]
    except ValueError:
        return None
