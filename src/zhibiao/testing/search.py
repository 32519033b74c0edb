"""Trying the laws on a rule set: a bounded number of examples, the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.configuration import set_hypothesis_home_dir

from zhibiao.exact import text
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.walk import nodes
from zhibiao.messages import Message, say
from zhibiao.model.lowering.program import STATE, lower
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.open_rows import expand
from zhibiao.testing import words
from zhibiao.testing.drawing import trials
from zhibiao.testing.form_laws import FORM_LAWS, FormTrial
from zhibiao.testing.laws import LAWS, Figures, LawError, trial
from zhibiao.testing.strategies import narrowed

EXAMPLES = 25
"""So many examples where nobody says otherwise."""

FORMS = 5
"""A form takes the time of so many sets of figures: it is read, scored and audited."""

CODE = "law-broken"


def broken_laws(rules: RuleSet, examples: int = EXAMPLES) -> dict[str, Problem]:
    """Every law that does not hold for a rule set, by its name: those of figures, those of forms.

    Args:
        rules: the rule set.
        examples: how many sets of figures are tried, and a fifth as many forms.

    Returns:
        For each broken law the reason, with the fewest figures that show it.
    """
    found: dict[str, Problem] = {}

    @_same_each_time(examples)
    @given(narrowed(rules))
    def run(pair: tuple[Figures, Figures]) -> None:
        tried = trial(rules, *pair)
        for law, check in LAWS.items():
            if law not in found:
                try:
                    check(tried)
                except LawError:
                    found[law] = _problem(rules, law, *pair)

    run()
    return {**found, **_broken_form_laws(rules, -(-examples // FORMS))}


def _broken_form_laws(rules: RuleSet, examples: int) -> dict[str, Problem]:
    found: dict[str, Problem] = {}

    @_same_each_time(examples)
    @given(trials(rules))
    def run(tried: FormTrial) -> None:
        for law, check in FORM_LAWS.items():
            if law not in found:
                try:
                    check(tried)
                except LawError as error:
                    found[law] = _form_problem(law, error, tried)

    run()
    return found


def _same_each_time(examples: int) -> settings:
    """A fixed seed, and nothing is kept from run to run.

    Hypothesis may shrink for minutes; leaving figures out one by one is enough, and quick.
    """
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Hypothesis keeps what it learns of the code in the working folder; here it does not."""
    with TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)


def _problem(rules: RuleSet, law: str, less: Figures, more: Figures) -> Problem:
    for name in dict.fromkeys((*less, *more)):
        fewer = [{n: v for n, v in one.items() if n != name} for one in (less, more)]
        if _why(rules, law, *fewer) is not None:
            less, more = fewer
    why = _why(rules, law, less, more)
    assert why is not None
    shown = _shown(less, more) or (words.NOTHING,)
    message = say(words.BROKEN, law=law, why=why, figures=shown)
    return Problem(CODE, Severity.ERROR, message, rules.place("ruleset"))


def _form_problem(law: str, error: LawError, tried: FormTrial) -> Problem:
    """What breaks a law of forms, with the figures that the score in question asks for."""
    rules = expand(tried.rules, tried.right).rules
    tree = lower(rules).scores.get(error.score)
    asked = {
        node.name.removeprefix(STATE)
        for node in ([] if tree is None else nodes(tree))
        if isinstance(node, (Input, Named))
    }
    figures = {n: v for n, v in tried.figures.items() if tree is None or n in asked}
    shown = _shown(figures, figures) or (words.NOTHING,)
    message = say(words.BROKEN, law=law, why=error.message, figures=shown)
    return Problem(CODE, Severity.ERROR, message, tried.rules.place("ruleset"))


def _why(rules: RuleSet, law: str, less: Figures, more: Figures) -> Message | None:
    try:
        LAWS[law](trial(rules, less, more))
    except LawError as error:
        return error.message
    return None


def _shown(less: Figures, more: Figures) -> tuple[str, ...]:
    """The figures as they would stand in a case; what is known later stands behind an arrow."""
    shown = [f"{name} = {_text(value)}" for name, value in less.items()]
    shown += [f"→ {name} = {_text(more[name])}" for name in more if less.get(name) != more[name]]
    return tuple(shown)


def _text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case _:
            return text(value)  # type: ignore[arg-type]  # strategies draw fractions
