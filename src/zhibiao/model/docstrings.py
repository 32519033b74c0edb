"""Docstrings of checks, schemes and hooks: the first paragraphs, and sections under headings.

They are the documentation pages and the descriptions of the JSON Schema. Only their own few shapes
are read; the public functions' docstrings are autodoc's business.
"""

from __future__ import annotations

import re
import textwrap

from attrs import frozen

_HEADING = re.compile(r"(?P<name>[A-Z][A-Za-z ]*):")
_FIELD = re.compile(r"(?P<name>\w+): (?P<text>.*)")


@frozen
class Docstring:
    """What stands before the first heading, and the text under each."""

    summary: str
    sections: dict[str, str]

    @property
    def attributes(self) -> dict[str, str]:
        """The entries of the section ``Attributes``: what each field means."""
        found: dict[str, str] = {}
        name = ""
        for line in self.sections.get("Attributes", "").splitlines():
            entry = _FIELD.fullmatch(line)
            if entry:
                name = entry["name"]
                found[name] = entry["text"]
            elif name:
                found[name] += f" {line.strip()}"
        return found


def split(text: str) -> Docstring:
    """A docstring without its outer indentation in its parts."""
    sections: dict[str, list[str]] = {"": []}
    current = sections[""]
    for line in text.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            current = sections.setdefault(heading["name"], [])
        else:
            current.append(line)
    plain = {name: textwrap.dedent("\n".join(body)).strip() for name, body in sections.items()}
    return Docstring(plain.pop(""), plain)
