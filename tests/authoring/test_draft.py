"""A rule set drafted from a form: it loads, its points add up, and every guess is marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.authoring.draft import draft
from zhibiao.authoring.renaming import renamed
from zhibiao.authoring.scaffold import ruleset_name
from zhibiao.cli import main
from zhibiao.criteria import read
from zhibiao.errors import FormError
from zhibiao.model.form import Form, FormRow, read_cell
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.judged import Judged

FORMS = sorted((ROOT / "examples" / "forms").glob("*.form.toml"))
DOCUMENTS = sorted(
    path
    for path in (ROOT / "examples" / "documents").iterdir()
    if path.suffix in (".docx", ".xlsx")
)
BENCH = Workbench(plugins=False)
NAME = ruleset_name("cn-430681/department/2025")


def drafted(form: Form) -> RuleSet:
    """The draft of a form, loaded."""
    return BENCH.loads(draft(form, NAME, read).text, NAME.id)


@pytest.mark.parametrize("path", [*FORMS, *DOCUMENTS], ids=lambda path: path.name)
def test_every_example_form_gives_a_draft_that_passes_its_own_tests(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written by the verb: it lints without an error, and its case comes out."""
    with pytest.raises(SystemExit) as caught:
        main(["new", "ruleset", NAME.id, "--from", str(path), "--into", str(tmp_path)])
    assert caught.value.code == 0
    target = str(tmp_path / f"{NAME.id}.toml")
    problems = BENCH.lint([target])
    assert "case-fails" not in {problem.code for problem in problems}
    assert "points-do-not-add-up" not in {problem.code for problem in problems}
    assert "assumption-undeclared" not in {problem.code for problem in problems}
    (tested,) = BENCH.test([target])
    assert (tested.failed, len(tested.results)) == (0, 1)
    capsys.readouterr()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name.partition(".")[0])
def test_every_guess_is_marked(path: Path) -> None:
    """Each scheme, and whatever else the form does not say, stands in ``assumed``."""
    form = BENCH.read(path)[0]
    rules = drafted(form)
    rows = [row for row in form.rows if row.label.strip()]
    assert len(rules.indicators) == len(rows)
    for indicator, row in zip(rules.indicators.values(), rows, strict=True):
        assert "scheme" in indicator.assumed
        assert indicator.label == row.label
        assert indicator.criterion == row.criterion
        assert ("points" in indicator.assumed) == (indicator.points != row.points.number)
        if not row.criterion:
            assert indicator.scheme == Judged()
    assert set(rules.ruleset.rounding.assumed) == {"places", "mode", "at"}
    assert all("label" in m.assumed for n, m in rules.measures.items() if n.startswith("row_"))


def test_a_row_without_points_is_worth_one_and_says_so() -> None:
    """A heading's points are the sum of its rows."""
    rows = (FormRow(("甲",), tier="产出", points=read_cell("10")), FormRow(("乙",), tier="产出"))
    rules = drafted(Form(rows=rows))
    assert rules.tiers["tier_1"].points == 11
    assert "points" in rules.indicators["row_2"].assumed
    assert "group" in rules.indicators["row_1"].assumed


def test_a_form_without_rows_is_refused() -> None:
    """There is nothing to draft from."""
    with pytest.raises(FormError):
        draft(Form(), NAME, read)


def test_two_rows_of_one_wording_have_measures_of_their_own() -> None:
    """Drafting never ties two rows to one figure."""
    row = FormRow(("甲",), points=read_cell("5"), criterion="每出现一例扣1分，扣完为止。")
    rules = drafted(Form(rows=(row, evolve(row, labels=("乙",)))))
    first, second = (one.scheme for one in rules.indicators.values())
    assert first != second
    card = BENCH.score(rules, {"row_1_count": 2})
    assert card["row_1"].high == 3
    assert card["row_2"].low == 0


def test_labels_with_quotes_and_lines_are_written_safely() -> None:
    """Whatever stands in a cell comes out of the TOML as it went in."""
    label = '"甲"\\ [x]\n= \u202e\x07'
    rules = drafted(Form(rows=(FormRow((label,), tier="a.b", group="]"),)))
    assert rules.indicators["row_1"].label == label


def test_renaming_reaches_formulas_and_fields() -> None:
    """Names in tests and formulas change with the fields; texts in quotes do not."""
    scheme = Completion(actual="actual", target="target")  # type: ignore[arg-type]  # ids are texts
    assert renamed(scheme, {"actual": "a", "target": "t"}) == evolve(
        scheme,
        actual="a",  # type: ignore[arg-type]  # as above
        target="t",  # type: ignore[arg-type]  # as above
    )


def test_the_verb_gives_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files that were written."""
    with pytest.raises(SystemExit):
        main(
            ["new", "ruleset", NAME.id, "--from", str(FORMS[0]), "--into", str(tmp_path), "--json"]
        )
    written = json.loads(capsys.readouterr().out)["written"]
    assert sorted(Path(name).name for name in written) == ["2025.cases.toml", "2025.toml"]


def test_measures_of_one_wording_are_told_apart() -> None:
    """A figure that no wording names is that of its indicator; namesakes carry the indicator."""
    plain, counted = "每低于100%一个百分点扣0.1分，扣完为止。", "每出现一例违规扣1分，扣完为止。"
    rows = (
        FormRow(("利用率",), criterion=plain, points=read_cell("3"), tier="一", group="甲"),
        FormRow(("入库率",), criterion=plain, points=read_cell("3"), tier="一", group="甲"),
        FormRow(("采购",), criterion=counted, points=read_cell("3"), tier="一", group="甲"),
        FormRow(("用车",), criterion=counted, points=read_cell("3"), tier="一", group="甲"),
        FormRow(("用车",), criterion=counted, points=read_cell("3"), tier="一", group="甲"),
    )
    labels = [one.label for one in drafted(Form(rows=rows)).measures.values()]
    assert labels[:2] == ["利用率", "入库率"]
    assert labels[3] == f"{labels[2]}（用车）"
    assert labels[4].startswith(f"{labels[2]}（用车，")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_draft_has_no_warning_about_what_it_wrote_itself(path: Path, tmp_path: Path) -> None:
    """Only its missing cases are noted: no measure is unused, and no two have one label."""
    for form in BENCH.read(path):
        target = tmp_path / f"{NAME.id}.toml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(draft(form, NAME, read).text, "utf-8")
        codes = {problem.code for problem in BENCH.lint([str(target)])}
        assert not codes & {"unused-measure", "duplicate-label"}


def said_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the verb says of a draft."""
    with pytest.raises(SystemExit):
        main(["new", "ruleset", *words, "--lang", "en"])
    return capsys.readouterr().err


def test_the_form_of_the_right_scope_is_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document with a form of a department and one of a project; what is doubtful is said."""
    words = ("--from", str(ROOT / "examples/documents/yueyang-2024.docx"), "--into", str(tmp_path))
    assert "number 2" in said_of(capsys, "cn-139900/project/2024", *words)
    assert "number 1" in said_of(capsys, "cn-139900/department/2024", *words)
    said = said_of(capsys, "cn-139900/project/2023", *words)
    assert "the form says 2024, and the id says 2023" in said
    assert "has none for 9" in said
