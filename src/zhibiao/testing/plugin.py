"""The pytest plug-in: worked cases and laws of rule sets as tests, where a project asks for them.

pytest loads it wherever zhibiao is installed, so it imports next to nothing, and collects
nothing unless the configuration says ``zhibiao_rules = true``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from zhibiao.api import Workbench
    from zhibiao.model.case import Case
    from zhibiao.model.problem import Problem
    from zhibiao.model.ruleset import RuleSet

RULES = "zhibiao_rules"
EXAMPLES = "zhibiao_examples"
TOML = ".toml"
CASES = ".cases" + TOML
_BENCH = pytest.StashKey["Workbench"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two settings."""
    from zhibiao.testing import words

    parser.addini(RULES, words.INI.render(), type="bool", default=False)
    parser.addini(EXAMPLES, words.INI_EXAMPLES.render(), default="25")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file of worked cases, or a rule set that has none, where the project asks for it."""
    if file_path.suffix != TOML or not parent.config.getini(RULES):
        return None
    if not file_path.name.endswith(CASES) and not _is_alone(file_path):
        return None
    found: pytest.Collector = RuleFile.from_parent(parent, path=file_path)
    return found


def _is_alone(path: Path) -> bool:
    """Whether a file is a rule set without worked cases, which is tried by the laws alone."""
    from zhibiao.loading.catalog import holds_ruleset

    return not path.with_name(path.stem + CASES).is_file() and holds_ruleset(path)


class RuleFile(pytest.File):
    """A file of worked cases and the rule set beside it, or a rule set without cases."""

    rules: RuleSet
    _broken: dict[str, Problem] | None = None

    def collect(self) -> Iterable[pytest.Item]:
        """One test for each case and for each law.

        Raises:
            CollectError: the rule set or its cases cannot be read; every fault is said.
        """
        from zhibiao.errors import ZhibiaoError

        name = str(self.path)
        if name.endswith(CASES):
            name = name.removesuffix(CASES) + TOML
        bench = _workbench(self.config)
        try:
            self.rules = bench.load(name)
            cases = bench.catalog.cases(name)
        except ZhibiaoError as error:
            raise self.CollectError(error.render()) from None
        yield from self._items(cases)

    def _items(self, cases: Iterable[Case]) -> Iterator[pytest.Item]:
        from zhibiao.testing.form_laws import FORM_LAWS
        from zhibiao.testing.laws import LAWS

        for case in cases:
            yield CaseTest.from_parent(self, name=case.name, case=case)
        for law in (*LAWS, *FORM_LAWS):
            yield LawTest.from_parent(self, name=f"law:{law}")

    def broken(self) -> dict[str, Problem]:
        """The laws that do not hold; they are tried once for all."""
        if self._broken is None:
            from zhibiao.testing.search import broken_laws

            self._broken = broken_laws(self.rules, int(self.config.getini(EXAMPLES)))
        return self._broken


class _RuleTest(pytest.Item):
    """A test whose failure is told as ``zhibiao test`` tells it, without a Python traceback."""

    line: int | None = None

    @property
    def file(self) -> RuleFile:
        """The file that it was collected from."""
        assert isinstance(self.parent, RuleFile)
        return self.parent

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The text of the problem; of a fault of ours, the traceback."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, the line of the case (from 0), and the name."""
        return self.path, self.line, self.name


class CaseTest(_RuleTest):
    """One worked case."""

    def __init__(self, *, case: Case, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case
        self.line: int | None = case.place.line - 1 if case.place is not None else None

    def runtest(self) -> None:
        """The case is scored and compared."""
        from zhibiao.testing.laws import case_holds

        case_holds(self.case, self.file.rules)


class LawTest(_RuleTest):
    """One law on the rule set; skipped where Hypothesis is missing."""

    def runtest(self) -> None:
        """The law is tried on figures aimed at the bounds of the rule set."""
        if find_spec("hypothesis") is None:
            from zhibiao.testing import words

            pytest.skip(words.NEEDED.render())
        problem = self.file.broken().get(self.name.removeprefix("law:"))
        if problem is not None:
            raise AssertionError(problem.render())


def _workbench(config: pytest.Config) -> Workbench:
    """One workbench for the whole run, with all installed plug-ins."""
    if _BENCH not in config.stash:
        from zhibiao.api import Workbench

        config.stash[_BENCH] = Workbench()
    return config.stash[_BENCH]
