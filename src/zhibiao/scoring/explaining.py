"""A score with its reasons, in words: figures with their places, formula, steps, clamp, rule.

The steps are those of ``backends.evaluate``, run again for each coherent reading; nothing is
computed here in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhibiao.backends.evaluate import Step, evaluate
from zhibiao.backends.infix import infix
from zhibiao.exact import text, unit_text
from zhibiao.expr.domain import Choice, Numeric, Span, contains, union
from zhibiao.expr.nodes import Const, Div, Expr, If, Input, Max, Min, Named, Round
from zhibiao.expr.outcomes import Value, holds, outcomes
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import children, inputs, nodes
from zhibiao.messages import Message, Text, say
from zhibiao.messages import explaining as texts
from zhibiao.model.lowering.program import readings, runs_python
from zhibiao.model.place import place_text
from zhibiao.model.provenance import provenance, where_written
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Chain, Score, Scorecard
from zhibiao.scoring.words import Words, score_text

MAX_FORMULA = 40
"""A deduction's own formula is shown up to this length; its steps stand before it anyway."""


def explain_score(card: Scorecard, score: Score, lang: str) -> list[str]:
    """The whole explanation of one score, a line a thought."""
    rules = card.rules
    words = Words(rules.measures, lang)
    lines = [_headline(score).render(lang)]
    criterion = score.item.criterion
    lines.append(
        (say(texts.CRITERION, text=criterion) if criterion else say(texts.NO_CRITERION)).render(
            lang
        )
    )
    lines += [f"  {line}" for line in _chains(score, words)]
    missing = missing_names(score, rules, lang)
    if missing and not isinstance(score.value, Fraction):
        lines.append(say(texts.OPEN, names=missing).render(lang))
    lines += [failure.render(lang) for failure in score.failures]
    lines += list(_scheme(rules, score, words))
    return lines


def explain_paragraph(card: Scorecard, score: Score, lang: str) -> str:
    """The steps of a score as one paragraph."""
    words = Words(card.rules.measures, lang)
    lines = list(_chains(score, words))
    missing = missing_names(score, card.rules, lang)
    if missing and not isinstance(score.value, Fraction):
        lines.append(say(texts.OPEN, names=missing).render(lang))
    lines += [failure.render(lang) for failure in score.failures]
    return ("；" if lang == "zh" else "; ").join(lines)


def explain_brief(card: Scorecard, score: Score, lang: str) -> str:
    """What decides a score: the figures that its criterion tests, and what it gives on them."""
    words = Words(card.rules.measures, lang)
    lines = []
    for chain in score.chains:
        evidence = {name: reading.value for name, reading in chain.readings.items()}
        result = evaluate(score.tree, evidence)
        values: dict[str, Value] = {**evidence}
        values.update((s.node.name, s.value) for s in result.steps if s.node.role == "measure")
        tested = [
            f"{words.name(node.name)} {words.value(values[node.name], node.unit)}"
            for node in _tested(score.tree)
            if node.name in values
        ]
        parts = [("、" if lang == "zh" else ", ").join(tested)]
        parts += [_steps_step(s, words) for s in result.steps if _is_known(s, "steps")]
        parts += [
            _deduction_step(s, result.steps, words)
            for s in result.steps
            if _is_known(s, "deduction")
        ]
        if len(parts) == 1:
            parts += _decided(score.tree, evidence, words)
        parts += _limited(result.steps, score, words)
        parts.append(_outcome(score, chain, words))
        lines.append(" → ".join(part for part in parts if part))
    return ("；" if lang == "zh" else "; ").join(lines)


def _is_known(step: Step, role: str) -> bool:
    return step.node.role == role and isinstance(step.value, Fraction)


def _tested(tree: Expr) -> list[Input | Named]:
    """The measures that a tree tests itself, without those behind their formulas."""
    found: dict[str, Input | Named] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Input) or (isinstance(node, Named) and node.role == "measure"):
            found.setdefault(node.name, node)
        else:
            waiting.extend(reversed(children(node)))
    return list(found.values())


def missing_names(score: Score, rules: RuleSet, lang: str) -> tuple[str, ...]:
    """The figures and answers that would settle a score, by their labels.

    Where all are there, the measures that nothing comes of: their formula divides by zero, or
    leaves their range.
    """
    words = Words(rules.measures, lang)
    names = score.open_inputs or (() if isinstance(score.value, Fraction) else _unmade(score))
    return tuple(dict.fromkeys(words.name(name) for name in names))


def _unmade(score: Score) -> tuple[str, ...]:
    """The measures that are not known though all that they are made of is."""
    found: list[str] = []
    for chain in score.chains:
        evidence = {name: reading.value for name, reading in chain.readings.items()}
        found += (
            step.node.name
            for step in evaluate(score.tree, evidence).steps
            if step.node.role == "measure" and not isinstance(step.value, (Fraction, bool))
        )
    return tuple(found)


def _headline(score: Score) -> Message:
    claimed = "—" if score.claimed is None else text(score.claimed)
    return say(
        texts.HEADLINE,
        label=score.item.label,
        id=score.id,
        points=text(score.item.points),
        score=score_text(score.value),
        status=texts.PARTS[score.status.value],
        claimed=claimed,
    )


def _scheme(rules: RuleSet, score: Score, words: Words) -> Iterator[str]:
    scheme = score.item.scheme
    yield say(texts.SCHEME, title=scheme.title, kind=scheme.kind).render(words.lang)
    if runs_python(score.tree):
        yield texts.RUNS_PYTHON.render(words.lang)
    assumed = tuple(
        say(texts.FIELD_WHY, field=name, why=why) if why else name
        for name, why in scheme.assumed.items()
    )
    if assumed:
        yield say(texts.ASSUMED, fields=assumed).render(words.lang)
    others = reading_scores(rules, score)
    if len({value for _, value in others}) > 1:
        shown = tuple(
            say(texts.READING_SCORE, name=name, score=score_text(value)) for name, value in others
        )
        yield say(texts.OTHER_READINGS, readings=shown).render(words.lang)
    written = where_written(rules, provenance(rules, score.item, score.tree))
    yield say(texts.RULE_AT, place=written).render(words.lang)


def reading_scores(rules: RuleSet, score: Score) -> list[tuple[Text, Numeric]]:
    """What each reading of what the criterion leaves open would give on the same figures."""
    found = []
    for name, tree in readings(rules, score.item):
        value: Numeric | None = None
        for chain in score.chains:
            evidence = {key: reading.value for key, reading in chain.readings.items()}
            given = evaluate(tree, evidence).value
            value = given if value is None else union(value, given)
        if value is not None:
            found.append((name, value))
    return found


def _chains(score: Score, words: Words) -> Iterator[str]:
    for number, chain in enumerate(score.chains, 1):
        steps = _chain_text(score, chain, words)
        figures = _figures_text(score.tree, chain, words)
        line = f"{steps}{figures}"
        if len(score.chains) > 1:
            line = f"{say(texts.READING, number=number).render(words.lang)}: {line}"
        yield line


def _figures_text(tree: Expr, chain: Chain, words: Words) -> str:
    figures: list[str] = []
    units = _units(tree)
    for name, reading in chain.readings.items():
        places = [p for where in reading.places if (p := place_text(where)) is not None]
        shown = [place.render(words.lang) for place in places]
        if name in words.measures and shown:
            value = words.value(reading.value, units[name])
            separator = "；" if words.lang == "zh" else "; "
            figures.append(f"{words.name(name)} {value}: {separator.join(shown)}")
    return f" [{' | '.join(figures)}]" if figures else ""


def _units(tree: Expr) -> dict[str, str]:
    return {node.name: node.unit for node in nodes(tree) if isinstance(node, (Input, Named))}


def _chain_text(score: Score, chain: Chain, words: Words) -> str:
    evidence = {name: reading.value for name, reading in chain.readings.items()}
    result = evaluate(score.tree, evidence)
    values: dict[str, Value] = dict(evidence)
    parts: list[str] = []
    deducted: Value = None
    for step in result.steps:
        node = step.node
        match node.role:
            case "measure":
                parts.append(_measure_step(step, values, words, given=node.name in evidence))
                values[node.name] = step.value
            case "steps" | "deduction" | "share" if not isinstance(step.value, Fraction):
                deducted = step.value
            case "steps":
                parts.append(_steps_step(step, words))
            case "deduction":
                deducted = step.value
                parts.append(_deduction_step(step, result.steps, words))
            case "share":
                shown = words.value(step.value, "%")
                parts.append(say(texts.SHARE, share=shown).render(words.lang))
            case _:
                pass
    if not any(step.node.role == "measure" for step in result.steps):
        parts = [*_inputs_given(score.tree, evidence, words), *parts]
    parts += _limited(result.steps, score, words)
    if deducted is None:
        parts += _decided(score.tree, evidence, words)
    parts.append(_outcome(score, chain, words))
    return " → ".join(part for part in parts if part)


def _limited(steps: tuple[Step, ...], score: Score, words: Words) -> list[str]:
    """That no more than the points can be taken off, where more would be."""
    points = score.item.points
    for step in steps:
        value = step.value
        if step.node.role == "deduction" and isinstance(value, Fraction) and value > points:
            return [say(texts.AT_MOST, points=text(points)).render(words.lang)]
    return []


def _outcome(score: Score, chain: Chain, words: Words) -> str:
    template = texts.SCORE_OF if isinstance(chain.value, Fraction) else texts.SCORE_OPEN
    possible = _possible_text(chain.value)
    return say(template, score=possible, points=text(score.item.points)).render(words.lang)


def _possible_text(value: Numeric) -> str:
    if isinstance(value, Choice) and len(value.values) <= 8:
        return " / ".join(text(v) for v in sorted(value.values))
    return score_text(value)


def _inputs_given(tree: Expr, evidence: dict[str, Numeric | bool], words: Words) -> Iterable[str]:
    for node in inputs(tree):
        if node.name in evidence and node.name in words.measures:
            yield f"{words.name(node.name)} = {words.value(evidence[node.name], node.unit)}"


def _measure_step(step: Step, values: dict[str, Value], words: Words, *, given: bool) -> str:
    node = step.node
    label = words.name(node.name)
    shown = words.value(step.value, node.unit)
    if given:
        return f"{label} = {shown}"

    def with_values(leaf: Input | Named) -> str | None:
        value = values.get(leaf.name)
        if isinstance(value, Fraction):
            number = unit_text(value, "%" if leaf.unit == "%" else "")
            return f"({number})" if number.startswith("-") else number
        return words.symbols(leaf)

    formula = plain(node.child)
    symbols = infix(formula, words.symbols, words.lang)
    numbers = infix(formula, with_values, words.lang)
    found = _comes_to(formula, values)
    shown = words.value(found, node.unit)
    middle = "" if numbers == symbols else f" = {numbers}"
    said = f"{label} = {symbols}{middle} {_equals(shown)}"
    if isinstance(found, Fraction) and not contains(node.within, found):
        return say(texts.NOT_IN_RANGE, step=said).render(words.lang)
    return said


def _comes_to(formula: Expr, values: dict[str, Value]) -> Numeric:
    """What a formula gives, whether that can be or not."""
    known = {n: v for n, v in values.items() if isinstance(v, (bool, Fraction, Choice, Span))}
    return outcomes(formula, known)


def _steps_step(step: Step, words: Words) -> str:
    kind = step.node.name.partition(":")[2]
    count = words.value(step.value, "")
    if kind == "occurrences":
        return say(texts.OCCURRENCES, count=count).render(words.lang)
    size = _step_size(step.node.child)
    if size is not None and size.unit == "%" and size.value == Fraction(1, 100):
        template = {
            "whole": texts.WHOLE_POINTS,
            "started": texts.STARTED_POINTS,
        }.get(kind, texts.PRORATED_POINTS)
        return say(template, count=count).render(words.lang)
    template = {"whole": texts.WHOLE_STEPS, "started": texts.STARTED_STEPS}.get(
        kind, texts.PRORATED_STEPS
    )
    shown = "1" if size is None else words.value(size.value, size.unit)
    return say(template, count=count, step=shown).render(words.lang)


def _step_size(node: Expr) -> Const | None:
    if isinstance(node, Round):
        node = node.operand
    if isinstance(node, Div) and isinstance(node.denominator, Const):
        return node.denominator
    return None


def _deduction_step(step: Step, steps: tuple[Step, ...], words: Words) -> str:
    known: dict[Expr, Value] = {one.node: one.value for one in steps}

    def leaf(node: Input | Named) -> str | None:
        return words.value(known[node], "") if node in known else words.symbols(node)

    formula = infix(step.node.child, leaf, words.lang)
    shown = words.value(step.value, "")
    if len(formula) > MAX_FORMULA:
        return say(texts.DEDUCTED, points=shown).render(words.lang)
    # One point a step says nothing new.
    return "" if formula == shown else f"{formula} {_equals(shown)}"


def _equals(shown: str) -> str:
    """An equals sign before a value that is shown, or the sign that it is not the whole value."""
    return f"≈ {shown[1:]}" if shown.startswith("≈") else f"= {shown}"


def _decided(tree: Expr, evidence: dict[str, Numeric | bool], words: Words) -> list[str]:
    """The test that picked the score, where one did."""
    node = tree
    while True:
        match node:
            case Named(child=child):
                node = child
            case Round(operand=operand):
                node = operand
            case Min((_, inner)) | Max((_, inner)):
                node = inner
            case If(condition=condition, otherwise=otherwise):
                decided = holds(condition, evidence)
                if decided is True:
                    return [infix(condition, words.symbols, words.lang)]
                if decided is None:
                    return []
                node = otherwise
            case _:
                return []
