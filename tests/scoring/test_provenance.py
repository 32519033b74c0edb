"""Where each clause of a rule was written, when an edition wrote only some of them."""

from __future__ import annotations

from pathlib import Path

from tests.loading.test_inherit import CHILD, PARENT, load
from zhibiao.api import Workbench
from zhibiao.model.form import Form, FormRow, read_cell
from zhibiao.model.lowering.program import lower
from zhibiao.model.provenance import provenance
from zhibiao.model.ruleset import RuleSet
from zhibiao.reports.shapes import indicator
from zhibiao.scoring.explaining import explain_score

WORDED = PARENT.replace('measure = "rate"', 'measure = "share"').replace(
    'label = "甲"\n', 'label = "甲"\ncriterion = "不超过100%得5分，每超一个百分点扣0.5分。"\n'
) + ('[measures.share]\nlabel = "占比"\nunit = "%"\nformula = "rate / 2"\n')
BENCH = Workbench(plugins=False)


def line_of(text: str, wanted: str) -> int:
    """The line of a text (from 1) that starts with these words."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(wanted))


def last_line(rules: RuleSet, name: str, lang: str) -> str:
    """The last line of an explanation, with the folders left out."""
    card = BENCH.score(rules, {"rate": "100%"})
    line = explain_score(card, card[name], lang)[-1]
    folder = rules.place("ruleset").file.removesuffix("cn-430600/policy/2024.toml")
    return line.replace(folder, "")


def test_clauses_of_two_editions_are_told_apart(tmp_path: Path) -> None:
    """The child's points and formula, the parent's wording and scheme: each with its line."""
    child = CHILD + '[indicators.first]\npoints = 5.0\n[measures.share]\nformula = "rate"\n'
    rules = load(tmp_path, child, **{"cn/policy/2020": WORDED})
    own, other = "cn-430600/policy/2024.toml", "cn/policy/2020.toml"
    assert last_line(rules, "first", "en") == (
        f"rule: points {own}:{line_of(child, 'points')}; "
        f"criterion {other}:{line_of(WORDED, 'criterion')}; "
        f"scheme {other}:{line_of(WORDED, '[indicators.first.scheme]')}; "
        f'formula of "占比" {own}:{line_of(child, "formula")}'
    )
    assert last_line(rules, "first", "zh") == (
        f"规则出处：分值 {own}:{line_of(child, 'points')}；"
        f"评分标准 {other}:{line_of(WORDED, 'criterion')}；"
        f"计分方式 {other}:{line_of(WORDED, '[indicators.first.scheme]')}；"
        f"“占比”的公式 {own}:{line_of(child, 'formula')}"
    )


def test_what_stands_together_is_one_line(tmp_path: Path) -> None:
    """A row that the parent wrote alone is told by its table's line, as ever."""
    rules = load(tmp_path, CHILD, **{"cn/policy/2020": WORDED})
    line = line_of(WORDED, "[indicators.first]")
    assert last_line(rules, "first", "en") == f"rule: cn/policy/2020.toml:{line}"


def test_a_formula_alone_can_stand_elsewhere(tmp_path: Path) -> None:
    """An overridden formula parts a row that the child never mentions."""
    child = CHILD + '[measures.share]\nformula = "rate"\n'
    rules = load(tmp_path, child, **{"cn/policy/2020": WORDED})
    (item,) = (one for one in rules.items if one.id == "first")
    found = provenance(rules, item, lower(rules).scores["first"])
    assert not found.is_together
    assert f"2024.toml:{line_of(child, 'formula')}" in last_line(rules, "first", "en")


def test_json_tells_every_clause(tmp_path: Path) -> None:
    """Beside ``source``, the clauses and formulas stand by their names, together or not."""
    child = CHILD + "[indicators.first]\npoints = 5.0\n"
    rules = load(tmp_path, child, **{"cn/policy/2020": WORDED})
    card = BENCH.score(rules, {"rate": "100%"})
    shape = indicator(card, card["first"], "en")
    assert shape["source"]["line"] == line_of(child, "[indicators.first]")
    lines = {key: place["line"] for key, place in shape["clauses"].items()}
    assert lines == {
        "points": line_of(child, "points"),
        "criterion": line_of(WORDED, "criterion"),
        "scheme": line_of(WORDED, "[indicators.first.scheme]"),
    }
    assert {key: place["line"] for key, place in shape["formulas"].items()} == {
        "share": line_of(WORDED, "formula")
    }


def test_a_row_of_the_form_names_its_open_entry_and_its_scheme(tmp_path: Path) -> None:
    """The entry stands in the child, the scheme among the parent's defaults."""
    parent = PARENT.replace("points = 10\n[groups.only]", "points = 20\n[groups.only]").replace(
        "fiscal_year = 2020\npoints = 10", "fiscal_year = 2020\npoints = 20"
    ) + (
        '[open.default]\nquantitative = { kind = "completion", direction = "target" }\n'
        'qualitative = { kind = "judged" }\n'
    )
    child = CHILD + '[open.own]\ntier = "only"\n'
    rules = load(tmp_path, child, **{"cn/policy/2020": parent})
    row = FormRow(
        labels=("自设",),
        tier="唯一",
        points=read_cell("10"),
        target=read_cell("≥100"),
        actual=read_cell("95"),
    )
    card = BENCH.score(rules, Form(title="表", rows=(row,)))
    (score,) = (one for one in card.scores if one.item.label == "自设")
    (last,) = explain_score(card, score, "en")[-1:]
    assert last.startswith("rule: ")
    assert f"2024.toml:{line_of(child, '[open.own]')}; scheme " in last
    assert last.endswith(f"2020.toml:{line_of(parent, 'quantitative')}")


def test_a_row_of_the_form_names_the_scheme_of_its_own_entry(tmp_path: Path) -> None:
    """Where the entry has one; the rows of the rule set keep their places beside it."""
    parent = (
        PARENT.replace("points = 10\n[groups.only]", "points = 20\n[groups.only]").replace(
            "fiscal_year = 2020\npoints = 10", "fiscal_year = 2020\npoints = 20"
        )
        + '[open.default]\nquantitative = { kind = "judged" }\n'
    )
    child = CHILD + (
        '[open.default]\nqualitative = { kind = "judged" }\n'
        '[open.own]\ntier = "only"\nquantitative = { kind = "completion", direction = "target" }\n'
    )
    rules = load(tmp_path, child, **{"cn/policy/2020": parent})
    row = FormRow(
        labels=("自设",),
        tier="唯一",
        points=read_cell("10"),
        target=read_cell("≥100"),
        actual=read_cell("95"),
    )
    card = BENCH.score(rules, Form(title="表", rows=(row,)))
    (score,) = (one for one in card.scores if one.item.label == "自设")
    last = explain_score(card, score, "en")[-1]
    own = line_of(child, "[open.own]")
    assert score.source.line == own
    assert score.source.file.endswith("2024.toml")
    assert last == f"rule: {score.source.file}:{own}"
    assert {one.id: one.source for one in card.scores if one.id in rules.indicators} == {
        name: rules.place("indicators", name) for name in rules.indicators
    }
