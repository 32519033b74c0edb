"""Laws of scorecards and audits, on the real and on the invented rule set and their forms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from tests.rules import ROOT
from tests.strategies import within
from zhibiao.api import AuditResult, Workbench, explain
from zhibiao.auditing.finding import Finding
from zhibiao.exact import Quantity
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import inputs, nodes
from zhibiao.model.form import (
    FUND_COLUMNS,
    Cell,
    Form,
    FormRow,
    FormTotal,
    Funds,
    FundsLine,
    Stated,
    read_cell,
    word,
)  # fmt: skip
from zhibiao.model.lowering.program import JUDGED, REASON, STATE, RuleScope, lower
from zhibiao.model.measure import MeasureType
from zhibiao.model.place import Where
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.model.table import Table
from zhibiao.scoring.evidence import Figure
from zhibiao.scoring.score import score_figures, score_form

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
RULESETS = ("cn-430600/department/2020", "cn-139900/department/2023")
STANDARDS = {"430681": RULESETS[0], "139900": RULESETS[1]}
FORMS = ("miluo-2020", "shili-2023", "shili-2023-clean")
ON_RULES = pytest.mark.parametrize("name", RULESETS)
ON_FORMS = pytest.mark.parametrize("name", FORMS)
# A whole scorecard costs a hundred times what a tree does.
FEWER = settings(max_examples=max(10, settings.default.max_examples // 6))  # type: ignore[union-attr]  # a profile is loaded

Figures = dict[str, Figure]


@cache
def rules_of(name: str) -> RuleSet:
    """A rule set by its id."""
    return BENCH.load(name)


@cache
def form_of(name: str) -> Form:
    """An example form."""
    (form,) = BENCH.read(ROOT / "examples" / "forms" / f"{name}.form.toml")
    return form


def audited(form: Form) -> AuditResult:
    """The audit of a form by its own rule set, which is read once."""
    return BENCH.audit(form, rules_of(STANDARDS[form.division]))


def card_of(form: Form) -> Scorecard:
    """The scorecard of a form by its own rule set."""
    return score_form(form, rules_of(STANDARDS[form.division]))


@cache
def leaves(rules: RuleSet) -> dict[str, Input]:
    """Every input that some score of a rule set asks for."""
    return {node.name: node for tree in lower(rules).scores.values() for node in inputs(tree)}


AMOUNTS = st.one_of(st.integers(0, 30), st.integers(0, 3000).map(lambda n: Fraction(n, 10)))
SHARES = st.integers(0, 1000).map(lambda n: Fraction(n, 1000))


@st.composite
def figure(draw: DrawFn, leaf: Input, rules: RuleSet) -> Figure:
    """A value that an input can have."""
    if leaf.kind == "boolean":
        return draw(st.booleans())
    if leaf.name.startswith(JUDGED):
        item = next(item for item in rules.items if leaf.name == JUDGED + item.id)
        return item.points * draw(SHARES)
    if leaf.name.startswith(STATE):
        item = next(item for item in rules.items if leaf.name == STATE + item.id)
        return draw(st.integers(1, len(item.scheme.state_words())))
    measure = rules.measures[leaf.name]
    match measure.type:
        case MeasureType.STATE:
            return draw(st.integers(1, 3))
        case MeasureType.LEVEL:
            return draw(st.integers(1, len(measure.levels)))
        case MeasureType.COUNT:
            return draw(st.integers(0, 9))
    return draw(SHARES) if measure.unit == "%" else draw(AMOUNTS)


@st.composite
def all_figures(draw: DrawFn, rules: RuleSet, *, judged: bool = True) -> Figures:
    """A value for every input, by the name that plain figures use."""
    found: Figures = {}
    for leaf in leaves(rules).values():
        if leaf.name.startswith(JUDGED) and not judged:
            continue
        found[leaf.name.removeprefix(JUDGED).removeprefix(STATE)] = draw(figure(leaf, rules))
    return {name: value for name, value in found.items() if _plain(name, value, rules)}


def _plain(name: str, value: Figure, rules: RuleSet) -> bool:
    """A judged score that is only asked for in one band lies within that band's range."""
    tree = lower(rules).scores.get(name)
    if tree is None:
        return True
    reach = [node.within for node in inputs(tree) if node.name == JUDGED + name]
    assert isinstance(value, (int, Fraction))
    return not reach or any(within(Fraction(value), one) for one in reach)


@st.composite
def some_figures(draw: DrawFn, rules: RuleSet) -> Figures:
    """A value for some of the inputs."""
    everything = draw(all_figures(rules))
    return {name: value for name, value in everything.items() if draw(st.booleans())}


@ON_RULES
@FEWER
@given(st.data())
def test_a_score_lies_between_zero_and_its_points(name: str, data: DataObject) -> None:
    """0 ≤ low ≤ high ≤ points, for every score, tier and the total, on any figures."""
    card = score_figures(data.draw(some_figures(rules_of(name))), rules_of(name))
    for score in card.scores:
        assert 0 <= lowest(score.value) <= highest(score.value) <= score.item.points
    for whole in (*card.tiers, card.total):
        assert 0 <= whole.least <= whole.most <= whole.points


@ON_RULES
@FEWER
@given(st.data())
def test_tiers_and_total_are_sums(name: str, data: DataObject) -> None:
    """A tier is the sum of its scores, and the total is the sum of all."""
    card = score_figures(data.draw(some_figures(rules_of(name))), rules_of(name))
    for tier in card.tiers:
        own = [score.value for score in card.scores if score.item.tier == tier.id]
        assert tier.least == sum(map(lowest, own))
        assert tier.most == sum(map(highest, own))
    assert card.total.least == sum(tier.least for tier in card.tiers)
    assert card.total.most == sum(tier.most for tier in card.tiers)


@ON_RULES
@FEWER
@given(st.data())
def test_known_figures_give_one_rating_and_unknown_ones_more(name: str, data: DataObject) -> None:
    """An exact total has one rating; a span has those of both of its ends."""
    rules = rules_of(name)
    everything = data.draw(all_figures(rules))
    exact = score_figures(everything, rules)
    if exact.total.least == exact.total.most:
        assert len(exact.rating) == 1
    fewer = {key: value for key, value in everything.items() if data.draw(st.booleans())}
    assert set(exact.rating) <= set(score_figures(fewer, rules).rating)


@ON_RULES
@FEWER
@given(st.data())
def test_a_figure_that_becomes_known_never_widens_a_score(name: str, data: DataObject) -> None:
    """What is possible with more evidence was possible with less."""
    rules = rules_of(name)
    everything = data.draw(all_figures(rules))
    known = {key: value for key, value in everything.items() if data.draw(st.booleans())}
    missing = sorted(set(everything) - set(known))
    before = score_figures(known, rules)
    more = {**known, **{key: everything[key] for key in missing[: data.draw(st.integers(1, 3))]}}
    for old, new in zip(before.scores, score_figures(more, rules).scores, strict=True):
        assert within(new.value, old.value), old.id


@ON_RULES
@FEWER
@given(st.data())
def test_only_what_depends_on_a_figure_changes_with_it(name: str, data: DataObject) -> None:
    """With one figure changed, every score that does not ask for it is equal by value."""
    rules = rules_of(name)
    first = data.draw(some_figures(rules))
    key = data.draw(st.sampled_from(sorted(leaves(rules))))
    plain = key.removeprefix(JUDGED).removeprefix(STATE)
    second = {**first, plain: data.draw(figure(leaves(rules)[key], rules))}
    if not _plain(plain, second[plain], rules):
        del second[plain]
    for old, new in zip(
        score_figures(first, rules).scores, score_figures(second, rules).scores, strict=True
    ):
        if key not in asked(old.tree):
            assert new == old


def asked(tree: Expr) -> set[str]:
    """Every measure and answer that a tree names, given or computed."""
    return {node.name for node in nodes(tree) if isinstance(node, (Input, Named))}


@ON_RULES
@FEWER
@given(st.data())
def test_a_form_scores_like_its_plain_figures(name: str, data: DataObject) -> None:
    """The same figures earn the same, whether they come from a form or from a caller."""
    rules = rules_of(name)
    figures = data.draw(all_figures(rules, judged=False))
    plain = score_figures(figures, rules)
    form = score_form(as_form(figures, rules), rules)
    assert form.remarks == plain.remarks
    assert [s.value for s in form.scores] == [s.value for s in plain.scores]
    assert (form.total.least, form.total.most) == (plain.total.least, plain.total.most)
    assert form.rating == plain.rating


def as_form(figures: Figures, rules: RuleSet) -> Form:
    """A form that states these figures: tables of figures, and a row for each score."""
    stated = []
    for name, value in figures.items():
        measure = rules.measures.get(name)
        if measure is None or measure.type in (MeasureType.BOOLEAN, MeasureType.STATE):
            continue
        assert isinstance(value, (int, Fraction))
        if measure.type is MeasureType.LEVEL:
            cell = Cell(measure.levels[int(value) - 1].label)
        else:
            cell = Cell("", Quantity(Fraction(value), measure.unit))
        stated.append(Stated(measure.label, cell))
    rows = []
    for item in rules.items:
        holds = {m: figures[m] for _, m in item.scheme.answers() if figures.get(m) in (True, False)}
        answers = {str(m): v for m, v in holds.items() if isinstance(v, bool)}
        state = figures.get(item.scheme.speaks().get("state", item.id))
        named = state if item.scheme.state_words() and isinstance(state, int) else None
        because = "有原因" if figures.get(REASON + item.id) else ""
        labels = tuple(rules.indicators[member].label for member in item.members)
        rows.append(
            FormRow(
                labels,
                tier=rules.tiers[item.tier].label,
                group=rules.groups[item.group].label,
                reason=Cell(because),
                state=named,
                holds=Table(answers),
            )
        )
    return Form(rows=tuple(rows), stated=tuple(stated))


@ON_FORMS
@FEWER
@given(st.data())
def test_claims_do_not_influence_scores(name: str, data: DataObject) -> None:
    """Whatever a form claims, what the rules allow is the same."""
    form = form_of(name)
    claims = st.sampled_from([Cell(), Cell("无"), Cell("3", Quantity(Fraction(3)))])
    rows = tuple(
        evolve(row, claimed=evolve(data.draw(claims), at=row.claimed.at)) for row in form.rows
    )
    total = evolve(form.total, claimed=data.draw(claims))
    changed = card_of(evolve(form, rows=rows, total=total))
    original = card_of(form)
    assert [s.value for s in changed.scores] == [s.value for s in original.scores]
    assert [s.status for s in changed.scores] == [s.status for s in original.scores]
    assert (changed.total.least, changed.total.most) == (original.total.least, original.total.most)
    assert changed.rating == original.rating


@ON_FORMS
@FEWER
@given(st.data())
def test_the_order_of_rows_does_not_matter(name: str, data: DataObject) -> None:
    """Rows in any order earn the same and have the same findings."""
    form = form_of(name)
    order = data.draw(st.permutations(range(len(form.rows))))
    shuffled = evolve(form, rows=tuple(form.rows[index] for index in order))
    assert [s.value for s in card_of(shuffled).scores] == [s.value for s in card_of(form).scores]
    # A heading that several rows repeat is named at the first of them.
    assert key_of(audited(shuffled)) == key_of(audited(form))


@ON_FORMS
@FEWER
@given(st.data())
def test_the_order_of_figures_does_not_matter(name: str, data: DataObject) -> None:
    """Figures in any order are the same evidence; findings name the same places."""
    form = form_of(name)
    order = data.draw(st.permutations(range(len(form.stated))))
    shuffled = evolve(form, stated=tuple(form.stated[index] for index in order))
    new, old = card_of(shuffled), card_of(form)
    assert [s.value for s in new.scores] == [s.value for s in old.scores]
    assert [s.status for s in new.scores] == [s.status for s in old.scores]
    assert key_of(audited(shuffled)) == key_of(audited(form))


def key_of(result: AuditResult) -> list[tuple[str, str, str, str]]:
    """Findings without the order of what they list: check, values, expectation and places."""
    return sorted(
        (
            finding.check,
            " / ".join(sorted((finding.claimed or "").split(" / "))),
            finding.expected or "",
            str(sorted(str(spot(where)) for where in (finding.where, *finding.related))),
        )
        for finding in result
    )


def spot(where: Where) -> Where:
    """A place without the words that stand there."""
    return evolve(where, label=None, text=None)


@ON_FORMS
@FEWER
@given(st.data())
def test_one_changed_figure_changes_only_what_depends_on_it(name: str, data: DataObject) -> None:
    """Scores that do not ask for it are equal by value, and so are all findings but its own."""
    form = form_of(name)
    index = data.draw(st.integers(0, len(form.stated) - 1))
    old = form.stated[index]
    new = evolve(old, cell=data.draw(other_cell(old.cell)))
    changed = evolve(form, stated=(*form.stated[:index], new, *form.stated[index + 1 :]))
    before, after = audited(form), audited(changed)
    assert before.card is not None
    assert after.card is not None
    meant = measure_of(old.label, before.card.rules)
    for one, other in zip(before.card.scores, after.card.scores, strict=True):
        if meant not in asked(one.tree):
            assert one == other
    first, second = ({evolve(f, id="", because=()) for f in found} for found in (before, after))
    gone, come = first - second, second - first
    for finding in gone | come:
        assert concerns(finding, old, before.card), finding.render("en")


def measure_of(label: str, rules: RuleSet) -> str | None:
    """The measure that a label means."""
    for name, measure in rules.measures.items():
        if word(label) in map(word, measure.words):
            return name
    return None


@st.composite
def other_cell(draw: DrawFn, cell: Cell) -> Cell:
    """A cell that states something else, or nothing."""
    quantity = cell.quantity
    if quantity is None:
        return Cell("12.5", Quantity(Fraction(25, 2), "万元", Fraction(1, 10)), at=cell.at)
    kind = draw(st.sampled_from(["more", "much more", "less", "nothing", "bound"]))
    if kind == "nothing":
        return Cell("/", at=cell.at)
    if kind == "bound":
        return evolve(cell, relation=">=")
    factor = {"more": Fraction(11, 10), "much more": Fraction(7), "less": Fraction(1, 3)}[kind]
    value = quantity.value * factor if quantity.value else Fraction(1, 2)
    return Cell(str(value), Quantity(value, quantity.unit, quantity.resolution), at=cell.at)


def concerns(finding: Finding, figure: Stated, card: Scorecard) -> bool:
    """Whether a finding may depend on a figure, told from the rule set and the finding alone."""
    rules = card.rules
    meant = measure_of(figure.label, rules)
    match finding.check:
        case "declared-score-mismatch":
            return finding.where.sentence == figure.cell.at.sentence
        case "conflicting-figures":
            if word(finding.where.label or "") == word(figure.label):
                return True
            subject = measure_of(finding.where.label or "", rules)
            together = [asked(s.tree) for s in card.scores if subject in asked(s.tree)]
            return meant is not None and (
                meant == subject or any(meant in names for names in together)
            )
        case "text-table-mismatch":
            places = (finding.where, *finding.related)
            return any(
                spot(p) == spot(figure.cell.at) or word(p.label or "") == word(figure.label)
                for p in places
            )
        case "rate-mismatch" | "amounts-mismatch":
            at = figure.cell.at
            places = (finding.where, *finding.related)  # a stranger beside any of them counts
            beside = any((p.statement, p.row) == (at.statement, at.row) for p in places)
            return beside or meant in family(finding.where.label or "", rules)
        case _:
            rows = {s.id: s for s in card.scores if s.row is not None}
            trees = [s.tree for s in rows.values() if spot(s.where) == spot(at_row(finding.where))]
            return any(meant in asked(tree) for tree in trees)


def family(label: str, rules: RuleSet) -> set[str]:
    """All measures that the measure of a label is made of, itself included."""
    name = measure_of(label, rules)
    tree = RuleScope(rules.measures).resolve(name) if name is not None else None
    return asked(tree) if tree is not None else set()


def at_row(where: Where) -> Where:
    """The row that a cell stands in."""
    return evolve(where, cell=None)


ODD = st.one_of(
    st.sampled_from(
        ["", "/", "无", "0", "5", "-3", "104.5%", "＞85%", "90%以上", "不超过",
         "≥≤5", "5/0", "1/3", "½",
         "9" * 80, "1e999", "∞", "nan", "{x}",
         "%s", "１２，３", "3万元", "12人", "劣Ⅴ类", "已完成", "\x00"]
    ),
    st.text(max_size=8),
)  # fmt: skip
LABELS = {
    name: sorted(
        {word for m in rules_of(name).measures.values() for word in m.words}
        | {word for i in rules_of(name).indicators.values() for word in i.words}
        | {"自评得分", "没有的指标"}
    )
    for name in RULESETS
}


@st.composite
def bad_form(draw: DrawFn, rules: RuleSet) -> Form:
    """A form whose cells hold anything, under labels that mean something."""
    labels = st.sampled_from(LABELS[rules.id])
    cells = ODD.map(read_cell)
    rows = st.builds(
        FormRow,
        labels=st.lists(labels, min_size=1, max_size=3).map(tuple),
        tier=st.sampled_from(["", *(tier.label for tier in rules.tiers.values())]),
        tier_points=cells,
        group=st.sampled_from(["", *(group.label for group in rules.groups.values())]),
        target=cells,
        actual=cells,
        points=cells,
        claimed=cells,
        reason=cells,
        state=st.none() | ODD | st.integers(-2, 9),
        holds=st.dictionaries(labels | ODD, st.booleans(), max_size=3).map(Table),
        count=cells,
        applicable=st.none() | st.booleans(),
    )
    lines = st.builds(
        FundsLine,
        source=st.sampled_from(["total", "current", "carried", "basic", "project", "?"]),
        cells=st.fixed_dictionaries(dict.fromkeys(FUND_COLUMNS, cells)).map(Table),
    )
    kinds = st.sampled_from(["figure", "fact", "goal"])
    stated = st.builds(Stated, label=labels, cell=cells, kind=kinds)
    return Form(
        total=FormTotal(draw(cells), draw(cells)),
        funds=Funds(
            draw(cells), draw(cells), draw(cells), tuple(draw(st.lists(lines, max_size=4)))
        ),
        rows=tuple(draw(st.lists(rows, max_size=6))),
        stated=tuple(draw(st.lists(stated, max_size=12))),
    )


@ON_RULES
@FEWER
@given(st.data())
def test_a_bad_form_never_raises(name: str, data: DataObject) -> None:
    """Whatever stands in its cells, a form is audited and everything found can be said."""
    result = BENCH.audit(data.draw(bad_form(rules_of(name))), rules_of(name))
    assert result.card is not None
    for score in result.card.scores:
        assert 0 <= lowest(score.value) <= highest(score.value) <= score.item.points
    for lang in ("zh", "en"):
        assert all(finding.render(lang) for finding in result)
        assert all(remark.render(lang) for remark in result.card.remarks)
        assert explain(result.card, lang=lang)


def everything_stated(form: Form) -> Iterator[str]:
    """All labels of a form's figures."""
    yield from (stated.label for stated in form.stated)


@ON_FORMS
def test_most_figures_of_the_examples_mean_something(name: str) -> None:
    """The law above is not empty: half of the stated figures or more are measures that are used."""
    form = form_of(name)
    card = card_of(form)
    used = set().union(*(asked(score.tree) for score in card.scores))
    meant = [measure_of(label, card.rules) in used for label in everything_stated(form)]
    assert sum(meant) * 2 >= len(meant)
