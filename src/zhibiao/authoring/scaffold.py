"""Scaffolds: a rule set with its cases, or a whole package, that passes its own tests at once.

The texts lie in ``templates``; here they are only filled in. Nothing is written: see
:mod:`zhibiao.authoring.writing`.
"""

from __future__ import annotations

import keyword
import re
from importlib.resources import files
from string import Template

from attrs import frozen

from zhibiao._version import __version__
from zhibiao.errors import NotFoundError
from zhibiao.messages import authoring as texts
from zhibiao.messages import say

_ID = re.compile(r"(cn|cn-\d{6})/(department|project|policy)/(\d{4})")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 60


@frozen
class RuleSetName:
    """The id of a rule set, taken apart."""

    id: str
    jurisdiction: str
    scope: str
    year: str

    @property
    def title(self) -> str:
        """A title to be replaced."""
        return f"{texts.TITLES[self.scope].zh}（示例，请改成原文的标题）"


def ruleset_name(written: str) -> RuleSetName:
    """An id such as ``cn-110105/department/2025``.

    Raises:
        NotFoundError: it does not look like one.
    """
    found = _ID.fullmatch(written.removesuffix(".toml"))
    if found is None:
        raise NotFoundError(say(texts.BAD_RULESET_NAME, name=written))
    folder, scope, year = found.groups()
    return RuleSetName(found[0], folder.removeprefix("cn-"), scope, year)


def invented(year: int) -> str:
    """Where a new package's rule set stands until its author says where she is: nowhere."""
    return f"{_filled('place', {}).strip()}/{year}"


def ruleset_files(name: RuleSetName) -> dict[str, str]:
    """A rule set and its cases, by their paths."""
    values = {
        "title": name.title,
        "jurisdiction": name.jurisdiction,
        "scope": name.scope,
        "year": name.year,
    }
    return {
        f"{name.id}.toml": _filled("ruleset.toml", values),
        f"{name.id}.cases.toml": _filled("ruleset.cases.toml", values),
    }


def package_files(name: str, ruleset: RuleSetName) -> dict[str, str]:
    """A whole package with one rule set, by the paths of its files.

    Raises:
        NotFoundError: the name cannot be that of a package.
    """
    module = name.replace("-", "_")
    plain = _NAME.fullmatch(name) is not None and len(name) <= _LONGEST
    if not plain or keyword.iskeyword(module) or module == "zhibiao":
        raise NotFoundError(say(texts.BAD_PACKAGE_NAME, name=name))
    values = {
        "name": name,
        "module": module,
        "id": ruleset.id,
        "year": ruleset.year,
        "zhibiao": __version__,
    }
    source = f"src/{module}"
    found = {
        "pyproject.toml": _filled("package/pyproject.toml", values),
        "README.md": _filled("package/README.md", values),
        ".gitignore": _filled("package/gitignore", values),
        f"{source}/__init__.py": _filled("package/__init__.py", values),
        f"{source}/schemes.py": _filled("package/schemes.py", values),
        "tests/test_package.py": _filled("package/test_package.py", values),
    }
    for path, text in ruleset_files(ruleset).items():
        found[f"{source}/rulesets/{path}"] = text
    return found


def _filled(name: str, values: dict[str, str]) -> str:
    text = (files("zhibiao.authoring") / "templates" / f"{name}.txt").read_text("utf-8")
    return Template(text).substitute(values)
