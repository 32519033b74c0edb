"""Two editions beside each other: every change in words, and its exact effect."""

from __future__ import annotations

import csv
import json
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings

from tests.rules import ROOT
from zhibiao.analysis.differences import differences
from zhibiao.analysis.effects import compare
from zhibiao.analysis.tables import heads_of, submissions
from zhibiao.api import Workbench
from zhibiao.cli import main
from zhibiao.errors import FormError
from zhibiao.messages import LANGUAGES
from zhibiao.messages import comparing as texts
from zhibiao.model.analysis.comparison import Comparison, Effect
from zhibiao.model.measure import MeasureType
from zhibiao.model.ruleset import RuleSet
from zhibiao.reports.comparison import lines, shape
from zhibiao.reports.html.comparison import comparison_page
from zhibiao.testing.strategies import from_ruleset

BENCH = Workbench(plugins=False)
OLD = BENCH.load("cn-430600/department/2020")
SOURCE = (ROOT / "rulesets" / "cn-430600" / "department" / "2020.toml").read_text(encoding="utf-8")
EDITS = (
    ('"优" = ">= 90"', '"优" = ">= 92"'),
    ('"良" = "[80..90)"', '"良" = "[80..92)"'),
    ('partial = "whole"', 'partial = "prorated"'),
    ("deduct = 0.5", "deduct = 1"),
)
FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"


@cache
def changed() -> RuleSet:
    """An edition that takes off twice as much, counts parts of steps, and rates more strictly."""
    text = SOURCE
    for before, after in EDITS:
        assert before in text
        text = text.replace(before, after)
    return BENCH.loads(text)


def adds_up(effect: Effect) -> bool:
    """Whether the parts of the indicators are the whole change, of the least and of the most."""
    low = sum((one.low for one in effect.moves), Fraction(0))
    high = sum((one.high for one in effect.moves), Fraction(0))
    return (low, high) == (effect.low, effect.high)


def figures(random: Random) -> dict[str, str | bool]:
    """One invented submission: some figures are missing, some are bounds."""
    found: dict[str, str | bool] = {}
    for name, measure in OLD.measures.items():
        if measure.formula is not None or random.random() < 0.04:
            continue
        if measure.type is MeasureType.BOOLEAN:
            found[name] = random.random() < 0.8
        elif measure.type in (MeasureType.STATE, MeasureType.LEVEL):
            found[name] = "1"
        elif measure.type is MeasureType.COUNT:
            found[name] = str(random.randrange(4))
        elif measure.unit == "%":
            found[name] = f"{random.randrange(700, 1001) / 10}%"
        else:
            sign = "≥" if random.random() < 0.03 else ""
            found[name] = f"{sign}{random.randrange(80, 130)}"
    return found


def thousand() -> Comparison:
    """A thousand submissions, the same ones each time."""
    random = Random(20)  # noqa: S311  # the same invented figures each time
    given_ones = [(f"unit {n}", figures(random)) for n in range(1000)]
    return compare(OLD, changed(), given_ones)


def test_a_thousand_forms_the_parts_are_the_whole() -> None:
    """Law: for each submission the indicators' changes add up to that of the total, exactly.

    What was not edited has no part in it, and submissions that are rated otherwise are named.
    """
    found = thousand()
    assert (len(found.effects), found.failed) == (1000, ())
    assert all(map(adds_up, found.effects))
    assert all(one.id for effect in found.effects for one in effect.moves)
    low = sum((one.low for one in found.effects), Fraction(0))
    assert sum((one.low for one in found.moves), Fraction(0)) == low
    assert sum(found.count(name) for name in ("gains", "loses", "same", "open")) == 1000
    edited = {c.path.split(".")[1] for c in differences(OLD, changed()) if "scheme" in c.path}
    moved = {one.id for one in found.moves}
    assert moved
    assert moved <= edited
    assert found.rerated
    assert all(one.old_rating != one.new_rating for one in found.rerated)


@settings(max_examples=15)
@given(from_ruleset(OLD))
def test_an_edition_compared_with_itself_moves_nothing(drawn: dict[str, str]) -> None:
    """Law: the same edition gives no difference, no move, and never a gain or a loss."""
    (effect,) = compare(OLD, OLD, [("x", drawn)]).effects
    assert effect.moves == ()
    assert effect.verdict in ("same", "open")
    assert differences(OLD, OLD) == ()


def test_swapping_the_editions_swaps_the_signs() -> None:
    """Law: what one direction gains the other loses."""
    random = Random(3)  # noqa: S311  # the same invented figures each time
    given_ones = [(str(n), figures(random)) for n in range(20)]
    there, back = compare(OLD, changed(), given_ones), compare(changed(), OLD, given_ones)
    opposite = {"gains": "loses", "loses": "gains", "same": "same", "open": "open"}
    for one, other in zip(there.effects, back.effects, strict=True):
        assert one.low == -other.low
        assert one.high == -other.high
        assert opposite[one.verdict] == other.verdict


def test_what_changed_is_said_in_both_languages() -> None:
    """Each edit is one line with the indicator's label, the field, before and after."""
    found = differences(OLD, changed())
    chinese = [one.message.render("zh") for one in found]
    assert "等级“优”的界限：>= 90 → >= 92" in chinese
    assert "指标“财政供养人员控制率”的每步扣分：0.5 → 1" in chinese
    assert "指标“财政供养人员控制率”的不足一步的算法：whole → prorated" in chinese
    assert all(one.kind == "changed" for one in found)
    assert all(re.search(r"[一-鿿]", one.message.render("zh")) for one in found)
    assert "deduction of indicator" in " ".join(one.message.render("en") for one in found)


def test_every_change_has_its_places() -> None:
    """A changed clause has a line in each edition."""
    for one in differences(OLD, changed()):
        assert one.old is not None
        assert one.new is not None
        assert one.old.line > 1


def test_another_standard_adds_and_removes() -> None:
    """Whole indicators that come and go are said with their points and wording."""
    found = differences(OLD, BENCH.load("cn-430600/department/2024"))
    kinds = {one.kind for one in found}
    assert kinds == {"added", "removed", "changed"}
    text = "\n".join(one.message.render("zh") for one in found)
    assert "取消指标“财政供养人员控制率”" in text
    assert "新增预算执行率“预算执行率”：10 分" in text


def test_adjustments_and_rescaling_stand_beside_the_indicators() -> None:
    """Whatever moves a total beside its indicators is one entry of its own, and the sums hold."""
    text = SOURCE + '\n[adjustments.late]\nkind = "deduction"\npoints = 3\nof = "total"\n'
    new = BENCH.loads(text + 'when = "staff > 100"\nlabel = "迟报"\n')
    (effect,) = compare(OLD, new, [("x", {"staff": "125", "posts": "109"})]).effects
    assert adds_up(effect)
    (around,) = effect.moves
    assert (around.id, around.high) == ("", Fraction(-3))


def test_a_form_is_compared_as_well() -> None:
    """A form is scored by both editions with all that it states."""
    (form,) = BENCH.read(FORM)
    (effect,) = compare(OLD, changed(), [("miluo", form)]).effects
    assert adds_up(effect)
    assert effect.old == (Fraction(13), Fraction(99))


def test_figures_that_fit_neither_are_reported() -> None:
    """One bad row does not stop the others."""
    found = compare(OLD, changed(), [("bad", {"staff": "many"}), ("good", {"staff": "5"})])
    assert [one.name for one in found.failed] == ["bad"]
    assert [one.name for one in found.effects] == ["good"]


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_a_row_that_could_not_be_compared_shows_in_the_exit_status(
    extra: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other rows stand, what the figure can be is said, and a script sees the failure."""
    sheet = tmp_path / "t.csv"
    for cell, status in (("5", 0), ("-5", 1)):
        sheet.write_text(f"编制数,在职人员数\n5,5\n5,{cell}\n", "utf-8")
        rules = "cn-430600/department/2020"
        with pytest.raises(SystemExit) as caught:
            main(["compare", rules, rules, str(sheet), "--lang", "en", *extra])
        assert caught.value.code == status
        out = capsys.readouterr().out
        assert ("can be (>= 0)" in out) == bool(status)


def table(folder: Path, *rows: list[str]) -> Path:
    """A CSV file."""
    path = folder / "units.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_a_table_is_read_exactly(tmp_path: Path) -> None:
    """Names in the first column, empty cells unknown, answers in either language."""
    path = table(
        tmp_path, ["单位", "staff", "ok"], ["甲", "125", "是"], ["", "", "FALSE"], [" ", "", ""]
    )
    found = list(submissions(path, {"staff": ("staff",), "ok": ("ok",)}, {"ok"}))
    assert found == [("甲", {"staff": "125", "ok": True}), ("units.csv:3", {"ok": False})]


@pytest.mark.parametrize(
    "rows", [[["x", "nothing"], ["1", "2"]], [["staff"]], [], [["staff", "bad"], ["1"]]]
)
def test_a_table_that_means_nothing_is_refused(rows: list[list[str]], tmp_path: Path) -> None:
    """Unknown columns are named; so is a table without rows."""
    with pytest.raises(FormError, match="units"):
        list(submissions(table(tmp_path, *rows), {"staff": ("staff",)}, ()))


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes of another encoding are an error with the file's name."""
    path = tmp_path / "units.csv"
    path.write_bytes("单位,staff\n甲,1\n".encode("gb18030"))
    with pytest.raises(FormError, match="units"):
        list(submissions(path, {"staff": ("staff",)}, ()))
    with pytest.raises(FormError, match="nowhere"):
        list(submissions(tmp_path / "nowhere.csv", {"staff": ("staff",)}, ()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_charts_and_nothing_from_outside(lang: str) -> None:
    """Inline SVG, escaped names, no script and no address."""
    found = compare(OLD, changed(), [("<b>&", {"staff": "112", "posts": "109"})])
    page = comparison_page(found, lang)
    assert "<svg" in page
    assert "&lt;b&gt;&amp;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_words_and_json_say_the_same() -> None:
    """The terminal's lines hold each change; JSON has no float."""
    found = compare(OLD, changed(), [("x", {"staff": "112", "posts": "109"})])
    said = "\n".join(lines(found, "en"))
    document = shape(found, "en")
    assert all(change["message"] in said for change in document["changes"])
    assert document["summary"]["loses"] + document["summary"]["open"] == 1
    json.loads(json.dumps(document), parse_float=lambda _: pytest.fail("a float"))


def test_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text, JSON and a report, on a table and on a form."""
    new = tmp_path / "new.toml"
    new.write_text(SOURCE.replace("deduct = 0.5", "deduct = 1"), encoding="utf-8")
    units = table(tmp_path, ["unit", "staff", "posts"], ["甲", "115", "109"])
    report = tmp_path / "out.html"
    for given_one in (units, FORM):
        with pytest.raises(SystemExit) as caught:
            main(
                ["compare", "cn-430600/department/2020", str(new), str(given_one),
                 "--report", str(report), "--json"]
            )  # fmt: skip
        assert caught.value.code == 0
        document = json.loads(capsys.readouterr().out)
        assert len(document["effects"]) == 1
        assert document["changes"]
        assert document["changes"][0]["message"] in report.read_text(encoding="utf-8")


def test_an_exact_change_is_told_whatever_else_is_missing() -> None:
    """An indicator with all its figures gains or loses for certain, and with it the total."""
    found = compare(
        OLD,
        changed(),
        [("loses", {"staff": "112", "posts": "109"}), ("same", {"staff": "90", "posts": "109"})],
    )
    loses, same = found.effects
    (move,) = [one for one in loses.moves if one.id == "staff_control"]
    assert move.verdict == "loses"
    assert move.change[0] == move.change[1] == move.low < 0
    assert {one.verdict for one in loses.moves} == {"loses", "open"}
    assert "staff_control" not in {one.id for one in same.moves}
    assert "(loses)" in "\n".join(lines(found, "en"))
    (shaped,) = [m for m in shape(found, "en")["moves"] if m["id"] == "staff_control"]
    assert (shaped["loses"], shaped["open"]) == (1, 0)


def test_a_total_is_told_where_the_rest_is_scored_alike() -> None:
    """Only one indicator was edited: all that is missing elsewhere moves nothing."""
    text = SOURCE.replace("deduct = 0.5", "deduct = 1", 1)
    given_ones = [
        ("loses", {"staff": "112", "posts": "109"}),
        ("same", {"staff": "90", "posts": "109"}),
        ("open", {"posts": "109"}),
    ]
    found = compare(OLD, BENCH.loads(text), given_ones)
    assert [one.name for one in found.effects] == [one.verdict for one in found.effects]
    assert found.effects[0].old[0] < found.effects[0].old[1]
    back = compare(BENCH.loads(text), OLD, given_ones)
    assert [one.verdict for one in back.effects] == ["gains", "same", "open"]


@settings(max_examples=25)
@given(from_ruleset(OLD), from_ruleset(OLD))
def test_a_verdict_holds_however_the_missing_figures_turn_out(
    some: dict[str, str], rest: dict[str, str]
) -> None:
    """Law: what more figures give lies within the change that was told on fewer."""
    try:
        (told,) = compare(OLD, changed(), [("x", some)]).effects
        (later,) = compare(OLD, changed(), [("x", {**rest, **some})]).effects
    except ValueError:  # the figures contradict one another
        return
    # So do those of which a rate lies outside what it can be.
    assume(not BENCH.score(OLD, {**rest, **some}).remarks)
    assert told.change[0] <= later.change[0]
    assert later.change[1] <= told.change[1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figures_", [{}, {"staff": "90", "posts": "109"}])
def test_no_heading_is_empty_or_has_nothing_below(lang: str, figures_: dict[str, str]) -> None:
    """Where nothing moves, neither the terminal nor the page announces what does."""
    found = compare(OLD, OLD, [("x", figures_)])
    assert texts.MOVES.render(lang) not in list(lines(found, lang))
    for one in (found, compare(OLD, changed(), [("x", figures_)]), compare(OLD, OLD)):
        page = comparison_page(one, lang)
        assert not re.search(r"<(h\d|th|td|li|p)\b[^>]*>\s*</\1>", page)
        assert not re.search(r"</h2>\s*(</section>|<div[^>]*><table[^>]*><tbody>\s*</tbody>)", page)
        printed = list(lines(one, lang))
        assert printed
        assert printed[-1] != texts.MOVES.render(lang)


def test_a_table_may_be_headed_by_labels(tmp_path: Path) -> None:
    """Labels, aliases and ids mean the same; a label stands for what each edition calls so."""
    other = BENCH.loads(
        SOURCE.replace("[measures.staff]", "[measures.people]").replace(
            "staff / posts", "people / posts"
        )
    )
    label = OLD.measures["staff"].label
    path = table(tmp_path, ["单位", label, "posts"], ["甲", "112", "109"])
    assert list(submissions(path, heads_of(OLD, changed()), ())) == [
        ("甲", {"staff": "112", "posts": "109"})
    ]
    (row,) = submissions(path, heads_of(OLD, other), ())
    assert row == ("甲", {"staff": "112", "people": "112", "posts": "109"})
    (effect,) = compare(OLD, other, [row]).effects
    assert effect.verdict == "same"


def test_a_head_that_means_two_things_or_stands_twice_is_refused(tmp_path: Path) -> None:
    """Both are named, and what to write instead."""
    label = OLD.measures["staff"].label
    twice = table(tmp_path, ["单位", label, "staff"], ["甲", "112", "109"])
    with pytest.raises(FormError, match="staff"):
        list(submissions(twice, heads_of(OLD), ()))
    same = OLD.measures["posts"].label
    unclear = BENCH.loads(SOURCE.replace(f'label = "{same}"', f'label = "{label}"', 1))
    path = table(tmp_path, ["单位", label], ["甲", "112"])
    with pytest.raises(FormError, match=r"staff|posts"):
        list(submissions(path, heads_of(unclear), ()))
