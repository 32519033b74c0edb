"""Layouts as bureaus print them: what is read of each, cell by cell."""

from __future__ import annotations

from fractions import Fraction

from tests.documents import Entry, Merged, document, table
from zhibiao.interpreting import Interpretation, interpret
from zhibiao.model.document import Document
from zhibiao.model.form import Form

HEADINGS = (
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因分析及改进措施",
)  # fmt: skip


def one(made: Document) -> tuple[Form, Interpretation]:
    """The single form of a document."""
    found = interpret(made)
    assert len(found.forms) == 1
    return found.forms[0], found


def said(found: Interpretation) -> str:
    """All remarks in Chinese."""
    return "\n".join(remark.render("zh") for remark in found.remarks)


def project_form(*rows: list[Entry], title: str = "项目支出绩效自评表") -> Document:
    """A project form of the national layout around some rows of indicators."""
    lead = Merged("绩\n效\n指\n标", rows=len(rows) + 1)
    return document(
        title,
        "（2023年度）",
        table(
            ["项目名称", Merged("校舍维修补助", columns=8)],
            ["主管部门", Merged("县教育局", columns=4), "实施单位", Merged("青山一中", columns=3)],
            [Merged("项目资金\n（万元）", rows=5), "", "年初预算数", "全年预算数",
             Merged("全年执行数", columns=2), "分值", "执行率", "得分"],
            ["年度资金总额", "100", "120.5", Merged("118", columns=2), "10", "97.93%", "9.8"],
            ["其中：当年财政拨款", "100", "120.5", Merged("118", columns=2), "—", "", "—"],
            ["上年结转资金", "", "", Merged("", columns=2), "—", "", "—"],
            ["其他资金", "", "", Merged("", columns=2), "—", "", "—"],
            [Merged("年度总体目标", rows=2), Merged("预期目标", columns=4),
             Merged("实际完成情况", columns=4)],
            [Merged("完成校舍维修，学生满意度达到95%。", columns=4),
             Merged("已完成维修，学生满意度为96%。", columns=4)],
            [lead, *HEADINGS],
            *rows,
            [Merged("总分", columns=5), "", "100", "97.8"],
        ),
    )  # fmt: skip


ROWS: list[list[Entry]] = [
    [
        Merged("产出指标\n（50分）", rows=3), Merged("数量指标", rows=2), "指标1：维修校舍面积",
        "≥2000平方米", "2,100平方米", "30", "30", "",
    ],
    ["指标2：", "", "", "", "", ""],
    ["质量指标", "指标1：验收合格率", "100％", "100%", "20", "20", ""],
    [
        Merged("效益指标\n（30分）", rows=2), "社会效益\n指标", "指标1：办学条件", "明显改善",
        "明显改善", "30分", "28分", "部分设备未到位",
    ],
    ["……", "……", "", "", "", "", ""],
    [
        "满意度指标\n（10分）", "服务对象满意度指标", "指标1：学生满意度", "95%以上", "96%",
        "10", "10", "",
    ],
]  # fmt: skip


def test_the_national_project_form_arrives_whole() -> None:
    """Levels, values, points, goal and funds of the national layout."""
    form, found = one(project_form(*ROWS))
    assert form.title == "项目支出绩效自评表（校舍维修补助）"
    assert (form.unit, form.scope, form.fiscal_year) == ("青山一中", "project", 2023)
    assert [(row.tier, row.group, row.label) for row in form.rows] == [
        ("产出指标", "数量指标", "维修校舍面积"),
        ("产出指标", "质量指标", "验收合格率"),
        ("效益指标", "社会效益指标", "办学条件"),
        ("满意度指标", "服务对象满意度指标", "学生满意度"),
    ]
    first = form.rows[0]
    assert first.tier_points.number == 50
    assert first.target.quantity is not None
    assert first.target.relation == ">="
    assert first.target.quantity.value == 2000
    assert first.actual.amount("㎡") == 2100
    assert [row.claimed.number for row in form.rows] == [30, 20, 28, 10]
    assert [form.total.points.number, form.total.claimed.number] == [100, Fraction("97.8")]
    assert found.remarks == ()


def test_the_funds_lines_are_named_by_their_source() -> None:
    """Each line has its source, amounts in 万元, and the scores of the total line."""
    form, _ = one(project_form(*ROWS))
    assert [line.source for line in form.funds.lines] == ["total", "current", "carried", "other"]
    assert form.funds.lines[0].amount("annual_budget") == Fraction("120.5")
    assert form.funds.lines[2].cells["expenditure"].is_empty
    assert [form.funds.points.number, form.funds.claimed.number] == [10, Fraction("9.8")]
    assert form.funds.stated_rate.number == Fraction("0.9793")


def test_goals_and_what_was_done_keep_their_cells() -> None:
    """A figure of the goal and its counterpart stand with the place of their cells."""
    form, _ = one(project_form(*ROWS))
    stated = {one.kind: one for one in form.stated}
    assert stated["goal"].label == stated["fact"].label == "学生满意度"
    assert stated["goal"].cell.number == Fraction("0.95")
    assert stated["fact"].where.row == 9


def test_units_and_relations_in_columns_of_their_own() -> None:
    """指标性质 and 度量单位 beside the target give it its relation and unit; the raw text stays."""
    form, found = one(
        document(
            table(
                [Merged("2022年度部门整体支出绩效自评表", columns=10)],
                ["单位名称：（盖章）某市交通运输局", Merged("单位：元", columns=9)],
                [Merged("绩效指标", columns=3), Merged("年度指标值", columns=3),
                 Merged("实际完成值", rows=2), Merged("权重（%）", rows=2),
                 Merged("自评得分", rows=2), Merged("未完成原因和改进措施", rows=2)],
                ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
                ["产出指标", "数量指标", "养护里程", "≥", "500", "公里", "520", "60", "60", "无"],
                ["", "质量指标", "优良路率", "≥", "95", "%", "94.1", "40", "38", "雨季较长"],
            )
        )
    )  # fmt: skip
    length, rate = form.rows
    assert form.unit == "某市交通运输局"
    assert (length.target.raw, length.target.relation) == ("500", ">=")
    assert length.actual.amount("公里") == 520
    assert rate.target.quantity is not None
    assert rate.target.quantity.value == Fraction("0.95")
    assert rate.actual.number == Fraction("0.941")
    assert "“94.1”没有写百分号" in said(found)
    assert rate.tier == "产出指标"


def test_points_inside_the_levels_where_no_column_has_them() -> None:
    """立项依据充分性（6分） is an indicator of 6 points in a table without 分值."""
    form, _ = one(
        document(
            "2021年度文化专项政策绩效自评表",
            table(
                ["一级指标", "二级指标", "三级指标", "指标解释", "评分标准", "得分"],
                [Merged("决策（20分）", rows=2), Merged("项目立项(12分)", rows=2),
                 "立项依据充分性（6分）", "依据是否充分", "充分得6分，否则不得分", "6"],
                ["立项程序规范性（6分）", "程序是否规范", "规范得6分，否则不得分", "5"],
                [Merged("合计", columns=5), "11"],
            ),
        )
    )  # fmt: skip
    assert form.scope == "policy"
    assert [row.label for row in form.rows] == ["立项依据充分性", "立项程序规范性"]
    assert [row.points.number for row in form.rows] == [6, 6]
    assert [row.claimed.number for row in form.rows] == [6, 5]
    assert form.rows[0].group == "项目立项"
    assert form.rows[0].criterion == "充分得6分，否则不得分"
    assert form.total.claimed.number == 11


def test_one_merged_score_makes_one_row_with_several_labels() -> None:
    """A score merged over three benefits is said once, for all three."""
    form, _ = one(
        document(
            "2020年度整体支出绩效评价评分表",
            table(
                ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分"],
                [Merged("效果", rows=3), Merged("履职效益", rows=3), "经济效益",
                 Merged("据实评分", rows=3), Merged("15", rows=3), Merged("13", rows=3)],
                ["社会效益"],
                ["生态效益"],
            ),
        )
    )  # fmt: skip
    (row,) = form.rows
    assert row.labels == ("经济效益", "社会效益", "生态效益")
    assert [row.points.number, row.claimed.number] == [15, 13]


def test_a_label_alone_is_a_row_with_empty_cells() -> None:
    """In a document's own table an indicator without anything beside it is kept."""
    form, _ = one(
        document(
            "2023年度部门整体支出绩效自评表",
            table(
                [*HEADINGS],
                ["产出指标", "数量指标", "巡查次数", "12次", "12次", "50", "50", ""],
                ["", "", "检修次数", "", "", "", "", ""],
            ),
        )
    )
    assert [row.label for row in form.rows] == ["巡查次数", "检修次数"]
    assert form.rows[1].points.is_empty


def test_several_forms_in_one_document_stay_apart() -> None:
    """A department's form and two projects': three forms, the loose basic data with the first."""

    def project(name: str, number: int) -> tuple[str, object]:
        return "项目支出绩效自评表", table(
            ["项目名称", Merged(name, columns=7)],
            ["实施单位", Merged("某局", columns=7)],
            [*HEADINGS],
            ["产出指标", "数量指标", name + "次数", "3次", "3次", "100", "90", ""],
            [Merged("总分", columns=5), "100", "90", ""],
            number=number,
        )

    basic = table(
        ["财政供养人员情况（人）", "编制数", "实际在职人数", "控制率"],
        ["", "50", "48", "96%"],
        number=1,
    )
    department = table(
        [*HEADINGS],
        ["产出指标", "数量指标", "检查", "5次", "5次", "100", "95", ""],
        number=2,
    )
    parts = [
        "基础数据表", basic, "2023年度部门整体支出绩效自评表", department,
        *project("甲项目", 3), *project("乙项目", 4),
    ]  # fmt: skip
    found = interpret(document(*parts))  # type: ignore[arg-type]  # lines and grids, mixed
    assert [form.scope for form in found.forms] == ["department", "project", "project"]
    assert [form.rows[0].claimed.number for form in found.forms] == [95, 90, 90]
    assert [one.label for one in found.forms[0].stated] == [
        "编制数", "实际在职人数", "财政供养人员情况控制率",
    ]  # fmt: skip
    assert found.forms[1].stated == ()


def test_a_document_without_a_form_says_so() -> None:
    """Nothing that looks like a form: no forms, and a remark what a form would need."""
    found = interpret(document("通知", "各单位：现将有关事项通知如下。"))
    assert found.forms == ()
    assert "没有找到自评表" in said(found)


def test_a_damaged_sign_stays_raw() -> None:
    """2200万元 may be ≥200万元 with a damaged sign: nothing is guessed."""
    form, _ = one(
        document(
            "2023年度部门整体支出绩效自评表",
            table([*HEADINGS], ["产出指标", "数量指标", "收入", ">/200万元", "3", "5", "5", ""]),
        )
    )
    assert form.rows[0].target.raw == ">/200万元"
    assert form.rows[0].target.quantity is None


def test_a_table_larger_than_any_form_is_cut_and_said() -> None:
    """Rows and cells beyond the bounds are not read, and a remark says so."""
    wide = table([*HEADINGS, *["x"] * 300])
    assert "其余未读取" in said(interpret(document("2023年度部门整体支出绩效自评表", wide)))


def test_a_formula_without_a_result_is_no_total() -> None:
    """The 6 that =SUM(I10:I16)+J6 ends in is no score; 总分：97.8 in one cell still is."""
    form, _ = one(totalled("=SUM(I10:I16)+J6"))
    assert form.total.claimed.is_empty
    form, _ = one(totalled("自评总分：97.8分"))
    assert form.total.claimed.number == Fraction("97.8")


def totalled(score: str) -> Document:
    """A project form whose total line holds nothing but the score."""
    return document(
        "项目支出绩效自评表",
        table(
            [*HEADINGS],
            [
                "产出指标",
                "数量指标",
                "维修校舍面积",
                "≥2000平方米",
                "2100平方米",
                "100",
                "97.8",
                "无",
            ],
            ["合计", "", "", "", "", "", score, ""],
        ),
    )


def test_the_unit_that_uses_the_money_is_the_unit_of_the_form() -> None:
    """用款单位 and 项目使用单位 name it, before the 省级主管部门 that hands the money out."""
    for label in ("用款单位", "使用单位", "资金使用单位", "项目资金使用单位"):
        head: list[Entry] = ["省级主管部门", Merged("省教育厅", columns=3), label,
                             Merged("青山市教育局", columns=3)]  # fmt: skip
        form, _ = one(document("项目支出绩效自评表", table(head, [*HEADINGS], *ROWS)))
        assert form.unit == "青山市教育局"
    lone: list[Entry] = ["省级主管部门", Merged("省教育厅", columns=7)]
    form, _ = one(document("项目支出绩效自评表", table(lone, [*HEADINGS], *ROWS)))
    assert form.unit == "省教育厅"


def scoring_table(reason: str) -> Document:
    """A scoring table with criteria, which has no column for what was reached."""
    return document(
        "部门整体支出绩效评价评分表",
        table(
            ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因"],
            ["效果（5分）", "履职效益", "服务对象满意度", "95%以上计5分；低于95%计3分。",
             "5", "5", reason],
            ["总分", "", "", "", "5", "5", ""],
        ),
    )  # fmt: skip


def test_a_figure_among_the_reasons_is_the_actual_where_no_column_has_it() -> None:
    """满意度＞85% in the cell for reasons is read, with its relation, and said."""
    form, found = one(scoring_table("公众满意度＞85%"))
    actual = form.rows[0].actual
    assert actual.quantity is not None
    assert (actual.relation, actual.quantity.value) == (">", Fraction(85, 100))
    assert "公众满意度＞85%" in said(found)


def test_a_reason_that_speaks_of_something_else_is_no_actual() -> None:
    """A figure of another name, or inside a sentence, stays a reason."""
    for reason in ("空气优良率＞85%", "因问卷回收率低，满意度＞85%难以核实", "有待提高"):
        form, _ = one(scoring_table(reason))
        assert form.rows[0].actual.is_empty


def test_a_figure_that_was_extracted_twice_is_left_out_once() -> None:
    """Where only one reading fits the stated rate it is taken, and said; else nothing is."""
    heads = ["资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    grid = table(
        heads,
        ["年度资金总额", "0", "30", "30", "10", "10", "100.00%", "10.00"],
        ["上年结转资金", "0", "0", "30", "30"],
        ["其他资金", "0", "0", "0", "0"],
        aligned=False,
    )
    found = interpret(document("2024年度项目支出绩效自评表", grid))
    (form,) = found.forms
    lines = {line.source: line for line in form.funds.lines}
    total = lines["total"]
    amounts = [total.amount(name) for name in ("initial_budget", "annual_budget", "expenditure")]
    assert amounts == [0, 30, 30]
    assert form.funds.points.number == 10
    assert sorted(lines) == ["other", "total"]
    said = "".join(remark.render("en") for remark in found.remarks)
    assert said.count("stands there twice") == 2
    assert said.count("were left out") == 1


def test_a_column_of_remedies_goes_on_with_the_reason() -> None:
    """偏差原因分析 and 改进措施 beside it are read together, and either may stand alone."""
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]
    level = ["产出指标", "数量指标"]
    grid = table(
        [*heads, "偏差原因分析", "改进措施"],
        [*level, "巡查次数", "10次", "9次", "10", "9", "人手不足", "增聘两人"],
        [*level, "维修次数", "10次", "9次", "10", "9", "/", "提前备料"],
        [*level, "培训次数", "10次", "10次", "10", "10", "", ""],
    )
    found = interpret(document("2024年度项目支出绩效自评表", grid))
    (form,) = found.forms
    assert [row.reason.raw for row in form.rows] == ["人手不足；增聘两人", "提前备料", ""]
    assert found.remarks == ()


def test_each_indicator_under_one_score_keeps_its_target() -> None:
    """The first stands in the row itself, the others beside it under their labels."""
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "备注"]
    level = ["产出指标", "数量指标"]
    grid = table(
        heads,
        [*level, "巡查", "10次", "9次", Merged("10", rows=2), Merged("8", rows=2), ""],
        [*level, "培训", "5次", "4次", ""],
    )
    (form,) = interpret(document("2024年度项目支出绩效自评表", grid)).forms
    (row,) = form.rows
    assert (row.labels, row.target.raw, row.actual.raw) == (("巡查", "培训"), "10次", "9次")
    assert [(one.label, one.target.raw, one.actual.raw) for one in row.further] == [
        ("培训", "5次", "4次")
    ]
