"""Two parts of one name: both packages are named, the later is left out, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from tests.auditing.small import GOOD, form
from tests.plugins.test_faults import RULES as SHIPPED
from tests.plugins.test_faults import loud, parse_memo, run_verb
from tests.plugins.test_manager import RULES, HalfOfAll, bench_with, registering
from zhibiao.api import Workbench
from zhibiao.auditing.check import Audit, FormCheck, Observation
from zhibiao.cli.root import build
from zhibiao.cli.submissions import report_format
from zhibiao.criteria import CriterionPattern, Understood
from zhibiao.errors import PluginError, RuleSetError
from zhibiao.linting.check import LintCheck, Sighting, Subject
from zhibiao.messages import LANGUAGES, Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.judged import Judged
from zhibiao.plugins.manager import BUILTIN
from zhibiao.readers.reader import Reader
from zhibiao.reports.formats import ReportFormat

Parts = Callable[[str], object]


def seen(word: str) -> Any:
    """What a check sees: the word."""
    return say(Text(zh=word, en=word))


def form_checks(name: str) -> Parts:
    """A check on forms of that name, which says who it is."""

    def made(who: str) -> object:
        def look(_: Audit) -> list[Observation]:
            return [Observation(seen(who))]

        return [FormCheck(name, Severity.NOTE, look)]

    return made


def lint_checks(name: str) -> Parts:
    """The same on rule sets."""

    def made(who: str) -> object:
        def look(_: Subject) -> list[Sighting]:
            return [Sighting(seen(who))]

        return [LintCheck(name, Severity.NOTE, look)]

    return made


def patterns(name: str) -> Parts:
    """A wording, which understands one text."""
    return lambda who: [
        CriterionPattern(name, lambda text, _: Understood(Judged()) if text == who else None)
    ]


def readers(name: str) -> Parts:
    """A reader of one ending."""
    return lambda who: [Reader(name, (f".{who}",), lambda _: False, parse_memo)]


def formats(suffix: str) -> Parts:
    """A format of reports."""
    return lambda who: [
        ReportFormat(suffix, Text(zh=who, en=who), lambda *_: None, lambda *_: None)
    ]


def schemes(kind: str) -> Parts:
    """A scheme kind."""
    return lambda who: {kind: type(who.title(), (HalfOfAll,), {})}


def verbs(name: str) -> Parts:
    """A verb."""
    return lambda who: {name: lambda lang: (loud(lang), who)[0]}


EVERY = {
    "zhibiao_form_checks": (form_checks("lamps-out"), form_checks("total-mismatch")),
    "zhibiao_lint_checks": (lint_checks("no-lamps"), lint_checks("no-cases")),
    "zhibiao_criterion_patterns": (patterns("lamps"), patterns("lamps")),
    "zhibiao_readers": (readers("lamp"), readers("docx")),
    "zhibiao_report_formats": (formats(".lamp"), formats(".html")),
    "zhibiao_schemes": (schemes("half-of-all"), schemes("bands")),
    "zhibiao_commands": (verbs("lamps"), verbs("show")),
}


def look_at_all(bench: Workbench) -> click.Group:
    """Every registry, as a call of the command line looks at them."""
    assert bench.form_checks
    assert bench.lint_checks
    assert bench.readers
    assert bench.report_formats
    assert bench.criterion_patterns is not None
    assert bench.resolve_schemes()
    root = build("en", manager=bench.manager)
    assert root.list_commands(click.Context(root))
    return root


def works(bench: Workbench) -> None:
    """What does not ask for the name goes on."""
    assert bench.audit(form(GOOD)).findings is not None
    assert bench.load("cn/department/2020").id
    assert bench.lint([SHIPPED]) is not None
    assert bench.list_rulesets()[0]
    assert bench.schema()["definitions"]


@pytest.mark.parametrize("hook", EVERY)
@pytest.mark.parametrize("order", [("city", "village"), ("village", "city")])
def test_both_are_named_and_the_rest_goes_on(hook: str, order: tuple[str, str]) -> None:
    """Whichever was registered first: the fault is the later one's by name."""
    parts = EVERY[hook][0]
    bench = bench_with(**{who: registering(hook, parts(who)) for who in order})
    look_at_all(bench)
    works(bench)
    (fault,) = bench.plugin_faults
    assert (fault.plugin, fault.code) == ("village", "conflict")
    for lang in LANGUAGES:
        assert "city" in fault.render(lang)
        assert "village" in fault.render(lang)


@pytest.mark.parametrize("hook", EVERY)
def test_nobody_takes_the_place_of_ours(hook: str) -> None:
    """A plug-in that takes one of our names is told so, and ours goes on."""
    bench = bench_with(village=registering(hook, EVERY[hook][1]("village")))
    look_at_all(bench)
    assert bench.audit(form(GOOD)).findings is not None
    faults = bench.plugin_faults
    if hook == "zhibiao_criterion_patterns":  # we have none
        assert faults == ()
        return
    (fault,) = faults
    assert "village" in fault.render("en")
    assert BUILTIN in fault.render("en")


def clashing(hook: str) -> Workbench:
    """A workbench with two plug-ins that clash."""
    parts = EVERY[hook][0]
    return bench_with(**{who: registering(hook, parts(who)) for who in ("city", "village")})


def test_of_two_checks_the_first_runs_and_can_be_left_out() -> None:
    """An audit asks for no check by name; ``ignore`` leaves the name out, ``select`` is refused."""
    bench = clashing("zhibiao_form_checks")
    found = [f.render("en") for f in bench.audit(form(GOOD)) if f.check == "lamps-out"]
    assert found == ["city"]
    assert not [f for f in bench.audit(form(GOOD), ignore=["lamps-out"]) if f.check == "lamps-out"]
    with pytest.raises(PluginError, match="village"):
        bench.audit(form(GOOD), select=["lamps-out"])
    assert bench.audit(form(GOOD), select=["total-mismatch"]).findings == ()


def test_of_two_lint_checks_the_first_runs() -> None:
    """Linting goes on."""
    found = clashing("zhibiao_lint_checks").lint([SHIPPED])
    assert [p.message.render("en") for p in found if p.code == "no-lamps"] == ["city"]


def test_of_two_patterns_and_readers_the_first_is_asked() -> None:
    """The other one is as if it were not there."""
    bench = clashing("zhibiao_criterion_patterns")
    assert bench.read_criterion("city", 5).scheme == Judged()
    assert bench.read_criterion("village", 5).scheme is None
    bench = clashing("zhibiao_readers")
    assert [one.suffixes for one in bench.readers if one.name == "lamp"] == [(".city",)]


def test_a_rule_set_with_a_scheme_of_two_is_refused_with_both_names() -> None:
    """A score by the wrong one would be wrong; other rule sets load, and the schema has others."""
    bench = clashing("zhibiao_schemes")
    with pytest.raises(RuleSetError) as caught:
        bench.loads(RULES)
    for lang in LANGUAGES:
        assert "city" in caught.value.render(lang)
        assert "village" in caught.value.render(lang)
    assert "scheme.half-of-all" not in bench.schema()["definitions"]
    assert "scheme.bands" in bench.schema()["definitions"]


def test_a_report_of_a_format_of_two_is_refused_with_both_names() -> None:
    """Every other format is written."""
    bench = clashing("zhibiao_report_formats")
    with pytest.raises(PluginError, match=r"city.*village"):
        report_format(bench, Path("a.lamp"))
    assert report_format(bench, Path("a.html")).suffix == ".html"


def test_a_verb_of_two_is_refused_with_both_names(capsys: pytest.CaptureFixture[str]) -> None:
    """Every other verb runs, and says the clash on standard error."""
    manager = clashing("zhibiao_commands").manager
    status, _, err = run_verb(manager, ["lamps"], capsys)
    assert status == 2
    assert "city" in err
    assert "village" in err
    status, _, err = run_verb(manager, ["list"], capsys)
    assert status == 0
    assert "village" in err
