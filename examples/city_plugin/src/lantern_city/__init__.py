"""The plug-in: which parts it brings. Each function is a hook that zhibiao calls.

Parts are named as text, ``"module:object"``, so that installing this package slows nobody down:
a module is imported when its part is first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from zhibiao.plugins.hookspecs import hookimpl


@hookimpl
def zhibiao_rulesets() -> Iterable[Path]:
    """The city's standards."""
    return [Path(__file__).parent / "rulesets"]


@hookimpl
def zhibiao_schemes() -> Mapping[str, str]:
    """The city's own ways to score."""
    return {
        "full-half-none": "lantern_city.schemes:FullHalfNone",
        "halving": "lantern_city.schemes:Halving",
    }


@hookimpl
def zhibiao_form_checks() -> Iterable[str]:
    """What the city's reviewers look for in a form."""
    return ["lantern_city.checks:heading_without_year"]


@hookimpl
def zhibiao_lint_checks() -> Iterable[str]:
    """What the city asks of its rule sets."""
    return ["lantern_city.checks:summary_missing"]


@hookimpl
def zhibiao_criterion_patterns() -> Iterable[str]:
    """Wordings that the city uses and that zhibiao does not know."""
    return ["lantern_city.wordings:halved_each_time"]


@hookimpl
def zhibiao_commands() -> Mapping[str, str]:
    """The city's own verbs."""
    return {"halving": "lantern_city.verbs:halving"}
