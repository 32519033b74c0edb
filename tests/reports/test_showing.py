"""A rule set shown as a document: nothing that decides a score is left out."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.rules import ROOT
from tests.written import TESTS
from zhibiao.api import Workbench
from zhibiao.model.ruleset import RuleSet
from zhibiao.reports.markdown import inline
from zhibiao.reports.rulesets import document, markdown
from zhibiao.reports.terminal import PIPE_WIDTH, print_ruleset

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
AROUND = BENCH.load(str(TESTS / "standards" / "around.toml"))
YIYANG = BENCH.load("cn-430900/department/2025")
INVENTED = BENCH.load("cn-139900/department/2023")

WITHIN = """
[open.split]
within = "indicators.control"
aspects = ["甲", "乙"]
lower_aspects = ["乙"]
quantitative = { kind = "completion", direction = "target", reverse = "linear", pass_mark = "60%" }
qualitative = { kind = "judged" }
"""


def shown(rules: RuleSet, lang: str, style: str) -> list[str]:
    """The lines of a rule set in one language and format."""
    if style == "markdown":
        return markdown(rules, lang).splitlines()
    out = io.StringIO()
    print_ruleset(Console(file=out, width=PIPE_WIDTH), rules, lang)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def joined(rules: RuleSet, lang: str, style: str) -> str:
    """All that is shown, with the breaks of its lines taken out."""
    mark = "" if lang == "zh" else " "
    return mark.join(line.strip() for line in shown(rules, lang, style))


STYLES = pytest.mark.parametrize("style", ["text", "markdown"])


@STYLES
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            [
                "“获奖”每计 1，总分加 1.5 分，合计最多 4 分",
                "如果控制率 > 110%，“产出”的得分扣 3 分",
                "如果获奖 = 0，“控制”的得分最高 9 分",
                "“投入”的得分乘以 1.1",
                "accident (一票否决)",
                "如果事故 且 获奖 > 2，总分记 5 分",
                "如果新设单位，就不适用：分值摊到本一级指标的其余各行",
                "不适用时：该行得满分",
                "良：总分 ≥ 20 且 总分 < 30",
                "每项指标取 1 位小数（四舍六入五成双）",
            ],
        ),
        (
            "en",
            [
                '1.5 points are added to the total for each one of "获奖", at most 4 in all',
                'where 控制率 > 110%, 3 points are taken off the score of "产出"',
                'where 获奖 = 0, the score of "控制" is at most 9 points',
                'the score of "投入" is multiplied by 1.1',
                "accident (veto)",
                "where 事故 and 获奖 > 2, the total is set to 5 points",
                "does not apply where 新设单位: its points go to the rest of its tier",
                "where it does not apply: it gets its full points",
                "良: the total ≥ 20 and the total < 30",
                "each indicator to 1 places (half even)",
            ],
        ),
    ],
)
def test_what_stands_around_the_indicators_is_said(style: str, lang: str, said: list[str]) -> None:
    """Adjustments, policies, ratings and rounding, in the order of the file."""
    text = joined(AROUND, lang, style)
    for words in said:
        assert words in text
    order = [text.index(words) for words in said[:6]]
    assert order == sorted(order)


@STYLES
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            [
                "预算执行率 (10)",
                "得分=全年执行数/全年预算数×分值；执行率先四舍五入到4位小数；执行率超过100%的按100%计。",
                "单位自行设置的指标 (50)",
                "二级指标：数量指标、质量指标、时效指标、成本指标",
                "没有写 ≥ 或 ≤ 时越低越好的：成本指标",
                (
                    "定量指标：得分=完成值/指标值×分值；指标值越低越好的，得分=指标值/完成值×分值；"
                    "最高得满分，最低得0分。"
                ),
                "定性指标：达成预期指标的，得分值的80%-100%",
                "单位自行设置的指标 (30)",
                "单位自行设置的指标 (10)",
                "差：总分 < 60",
            ],
        ),
        (
            "en",
            [
                "预算执行率 (10)",
                (
                    "Score = points × 全年执行数 / 全年预算数; the rate is rounded to 4 places "
                    "first; it counts up to 100%."
                ),
                "Rows that the form brings (50)",
                "groups: 数量指标, 质量指标, 时效指标, 成本指标",
                "less is better, where no ≥ or ≤ says otherwise, in: 成本指标",
                (
                    "quantitative rows: Score = points × actual / target; where less is better, "
                    "score = points × target / actual; at most full marks, down to nought."
                ),
                "qualitative rows: 达成预期指标: from 80% (included) to 100% (included) of the",
                "Rows that the form brings (30)",
                "Rows that the form brings (10)",
                "差: the total < 60",
            ],
        ),
    ],
)
def test_a_form_whose_rows_the_unit_brings_is_no_empty_page(
    style: str, lang: str, said: list[str]
) -> None:
    """The execution item comes first, then each tier with its open rows and how they are scored."""
    text = joined(YIYANG, lang, style)
    order = [text.index(words) for words in said]
    assert order == sorted(order)


@STYLES
def test_rows_that_share_a_score_are_named(style: str) -> None:
    """The merged cell tells its members."""
    said = "以下各行合并计一个分：经济效益、社会效益、生态效益"
    assert said in joined(INVENTED, "zh", style)


@STYLES
def test_a_row_that_the_unit_splits_is_named(style: str) -> None:
    """Open rows within a fixed row stand under its tier, with its points."""
    text = (TESTS / "standards" / "around.toml").read_text(encoding="utf-8")
    said = joined(BENCH.loads(text + WITHIN), "zh", style)
    assert "单位自行设置的指标 (13)" in said
    assert "“控制”由单位拆成自己的指标" in said
    assert said.index("“控制”由单位") < said.index("产出 (20)")
    assert "指标值越低越好的，得分=(1-(完成值-指标值)/指标值)×分值；完成率低于60%的不得分" in said


def test_a_general_policy_is_said() -> None:
    """``[not_applicable]`` has a part of its own, with its test where it has one."""
    text = (TESTS / "standards" / "around.toml").read_text(encoding="utf-8")
    whole = BENCH.loads(text + '[not_applicable]\npolicy = "rescale-total"\n')
    assert "表中注明不适用的行：分值摊到其余全部各行" in joined(whole, "zh", "text")
    tested = BENCH.loads(text + '[not_applicable]\npolicy = "forbidden"\nwhen = "new_unit"\n')
    assert "does not apply where 新设单位: scored as if it applied" in joined(tested, "en", "text")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(lang: str) -> None:
    """Chinese signs count twice; what goes on stands under what it began with."""
    for rules in (AROUND, YIYANG, INVENTED):
        assert max(map(cell_len, shown(rules, lang, "text"))) <= PIPE_WIDTH
    lines = shown(YIYANG, lang, "text")
    start = next(n for n, line in enumerate(lines) if "达成预期指标" in line)
    assert lines[start + 1].startswith("    ")


def test_json_holds_the_tables_around_the_indicators() -> None:
    """What is shown in words is there as values too."""
    shape = document(AROUND)
    assert shape["adjustments"]["accident"] == {
        "kind": "veto", "of": "total", "when": "accident and honours > 2", "to": "5",
    }  # fmt: skip
    assert shape["execution"] is None
    shape = document(YIYANG)
    assert shape["execution"]["rate_places"] == 4
    assert shape["open"]["output"]["tier"] == "output"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("<img src=x onerror=y>", r"\<img src=x onerror=y>"),
        ("<!-- a -->", r"\<!-- a -->"),
        ("[x](javascript:y)", r"\[x](javascript:y)"),
        ("![x](y)", r"!\[x](y)"),
        ("`a`", r"\`a\`"),
        ("a | b", r"a \| b"),
        ("60%~80%，80%~100%", r"60%\~80%，80%\~100%"),
        ("**a** _b_ 5 * x", r"\*\*a\*\* \_b\_ 5 * x"),
        ("&lt;b&#62;", r"\&lt;b\&#62;"),
        ("\\<b>", r"\\\<b>"),
        ("$a$", r"\$a\$"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("* a", r"\* a"),
        ("> a", r"\> a"),
        ("2020. a", r"2020\. a"),
        ("a\u202eb\u2066c\x07d", "a\ufffdb\ufffdc\ufffdd"),
        ("a\n\n# b", "a # b"),
        ("总分 < 60，staff_rate >= 1.5", "总分 < 60，staff_rate >= 1.5"),
    ],
)
def test_words_of_a_rule_set_mean_nothing_in_markdown(words: str, written: str) -> None:
    """No tag, link, list or emphasis, and no sign that turns the direction of writing."""
    assert inline(words) == written


def test_a_label_opens_nothing_on_the_page() -> None:
    """A tag, a link and a turned direction in a label are shown as the signs that they are."""
    text = (TESTS / "standards" / "around.toml").read_text(encoding="utf-8")
    label = "<img src=x>[y](javascript:z)`\u202e"
    text = text.replace('label = "控制"', f'label = "{label}"')
    shown_as = "\\<img src=x>\\[y](javascript:z)\\`\ufffd"
    assert shown_as in joined(BENCH.loads(text), "zh", "markdown")
