"""The words of the field by which the parts of a form are found, and nothing else.

Only general vocabulary of budget self-evaluation stands here: the headings that forms use for
one and the same column, the names of the first two levels, the sources of money, the words of
titles. No document's own labels or figures do. A heading is compared without white space,
without what stands in brackets, and as a whole.
"""

from __future__ import annotations

import re

from zhibiao.messages import workbook as own

Role = str
"""A column of the indicator table or of the funds table, by the name of its field."""

INDICATOR_HEADINGS: dict[Role, tuple[str, ...]] = {
    "tier": ("一级指标", "一级指标名称", "一级", "一级目录"),
    "group": ("二级指标", "二级指标名称", "二级", "二级目录"),
    "label": ("三级指标", "三级指标名称", "三级", "指标名称", "绩效指标名称", "具体指标",
              "指标内容", "评价内容", "绩效指标内容", "三级指标内容", "考核指标", "评价指标"),
    "target": ("年度指标值", "年初目标值", "目标值", "指标值", "预期指标值", "计划指标值",
               "计划值", "年度目标值", "年初指标值", "预期值", "全年目标值", "年度目标",
               "绩效目标值", "预期目标值", "年度预期值", "年度计划值", "计划完成值",
               "全年指标值", "预期目标", "年度绩效指标值", "绩效指标值", "年初设定值",
               "年初设定目标值", "年度绩效目标", "设定目标值", "目标", "年初目标"),
    "actual": ("实际完成值", "全年实际值", "全年完成值", "实际值", "完成值", "完成情况",
               "实际完成情况", "实际完成", "全年完成情况", "完成指标值", "实际指标值",
               "实际完成指标值", "年度完成值", "年度实际值", "全年实际完成值", "实现值",
               "实际达成值", "完成结果", "实际", "指标完成值", "年度实际完成值",
               "指标完成情况", "业绩值"),
    "criterion": ("评分标准", "计分标准", "评分细则", "评价标准", "评分方法", "计分方法",
                  "评分办法", "计分办法", "评分规则", "计分规则", "考核标准", "扣分标准",
                  "评分依据", "赋分标准", "评分说明", "评分标准及说明", "评价要点",
                  "计分细则", "评分标准或扣分标准"),
    "meaning": ("指标解释", "指标说明", "指标释义", "指标含义", "评价指标说明"),
    "points": ("分值", "权重", "权数", "标准分", "标准分值", "满分", "分数", "指标分值",
               "分值权重", "权重分", "权重分值", "指标权重", "设定分值", "基准分", "应得分",
               "总分值"),
    "claimed": ("得分", "自评得分", "自评分", "自评分值", "考评得分", "评价得分", "单位自评分",
                "单位自评得分", "自评分数", "实际得分", "评分", "评价分", "自我评分",
                "部门自评得分", "自查得分", "指标得分", "实得分", "自评"),
    "reason": ("偏差原因分析及改进措施", "未完成原因分析", "未完成原因和改进措施",
               "扣分原因和其他说明", "偏差原因分析", "偏差原因", "未完成原因分析及改进措施",
               "未完成原因及改进措施", "未完成原因分析与改进措施", "偏差原因分析和改进措施",
               "偏差原因及改进措施", "偏差原因和改进措施", "扣分原因", "扣分说明", "备注",
               "未完成原因", "原因分析", "原因分析及改进措施", "原因说明", "扣分原因及说明",
               "扣分原因及改进措施", "偏离原因分析及改进措施", "未完成原因及拟采取的改进措施",
               "说明", "偏差说明", "偏差度及原因", "未达标原因分析", "扣分依据"),
    "relation": ("性质", "运算符号", "计算符号", "指标性质", "符号", "指标方向", "比较符号",
                 "关系符号", "指标符号"),
    "unit": ("度量单位", "计量单位", "单位", "指标单位", "指标值单位", "目标值单位"),
}  # fmt: skip
"""The headings of the indicator table; they stand in any order, and in one row or in several."""

FUNDS_HEADINGS: dict[Role, tuple[str, ...]] = {
    "initial_budget": ("年初预算数", "年初预算", "年初预算金额", "年初批复数", "年初预算安排数",
                       "年初数", "年初安排数", "年初预算批复数", "当年年初预算数"),
    "annual_budget": ("全年预算数", "全年预算", "调整后预算数", "预算数", "调整预算数",
                      "全年预算金额", "年度预算数", "预算金额", "调整后全年预算数",
                      "预算调整数", "调整后预算", "实际下达数", "全年调整后预算数"),
    "expenditure": ("全年执行数", "执行数", "全年执行", "全年执行金额", "实际执行数",
                    "实际支出数", "执行金额", "全年支出数", "全年实际支出数", "实际支出",
                    "支出数", "全年实际执行数", "预算执行数"),
    "rate": ("执行率", "预算执行率", "资金执行率", "全年执行率", "预算完成率"),
    "points": INDICATOR_HEADINGS["points"],
    "claimed": INDICATOR_HEADINGS["claimed"],
}  # fmt: skip
"""The headings of the funds table."""

LISTING_HEADINGS: dict[Role, tuple[str, ...]] = {
    "label": ("指标名称", "数据名称", "指标数据名称", "数据指标名称", "数据指标", "指标数据",
              "数据", "数据项", "数据项目", "填报项目", "填报内容", "名称", "项目", "指标", "内容"),
    "value": ("数值", "数据值", "指标数值", "实际数值", "填报数", "填报数值", "填报值", "数额",
              "金额", "实际数"),
    "unit": INDICATOR_HEADINGS["unit"],
    "at_least": ("至少", "不少于", "不低于", "下限", "最小值", "≥", ">="),
    "at_most": ("至多", "不多于", "不高于", "不超过", "上限", "最大值", "≤", "<="),
}  # fmt: skip
"""The headings of a list of figures: one figure a row, its unit or its bounds in their columns."""

OWN_HEADINGS: dict[Role, tuple[str, ...]] = {
    "tier": (own.TIER.en,), "group": (own.GROUP.en,), "label": (own.INDICATOR.en,),
    "criterion": (own.CRITERION.en,), "target": (own.TARGET.en,), "points": (own.POINTS.en,),
    "claimed": (own.CLAIMED.en,), "actual": (own.ACTUAL.en,), "reason": (own.WHY.en,),
    "rate": (own.RATE.en,),
}  # fmt: skip
"""The headings of the tables that zhibiao writes into a workbook in English."""

OWN_LISTING: dict[Role, tuple[str, ...]] = {
    "label": (own.WHAT.en,), "value": (own.VALUE.en,), "unit": (own.UNIT.en,),
    "at_least": (own.AT_LEAST.en,), "at_most": (own.AT_MOST.en,),
}  # fmt: skip
"""The headings of the list of figures in such a workbook."""

OWN_LIST_MARKS = tuple({one.zh, one.en} for one in (own.CHECK, own.RANGE, own.RESULT))
"""Headings of that list, each in every language, which together tell it from any form's table."""

FUND_SOURCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("carried", re.compile(r"结转|结余资金")),
    ("granted", re.compile(r"^(上级|中央|省级?|市级)(财政)?(补助|专项|转移支付|资金)")),
    ("local", re.compile(r"^(地方|本级|县级|区级|县区级|市县)(财政)?(配套|安排)?(补助|资金|拨款)")),
    ("general", re.compile(r"一般公共预算")),
    ("fund", re.compile(r"政府性?基金")),
    ("special", re.compile(r"专户|非税")),
    ("basic", re.compile(r"^基本支出")),
    ("project", re.compile(r"^项目支出")),
    (
        "total",
        re.compile(r"总额|合计|总计|总数|^小计$|^总?资金$|部门预算$|^预算资金$|^总金额$|^Total"),
    ),
    ("other", re.compile(r"其[他它]|自筹|自有")),
    ("current", re.compile(r"当年|本年|年度财政|财政拨款|财政资金|财政拨入|财政性资金")),
)
"""What the lines of a funds table are called; the first pattern that is found decides."""

TIERS = re.compile(
    r"(产出|效益|效果|满意度|成本|投入|过程|决策|管理|履职|履职效能|履职效果|社会效应|可持续性|"
    r"预算执行率|执行率|运行成本|管理效率|部门管理|部门履职|部门决策|部门效果|项目决策|项目过程|项目产出|"
    r"项目效益)(类?指标|目标)?"
)
"""Names of the first level."""

GROUPS = re.compile(
    r"((数量|质量|时效|((经济|社会|生态环境|生态)(效益)?)?成本)指标"
    r"|(经济|社会|生态|环境|生态环境)(效益|效果)(指标)?"
    r"|可持续(发展|性)?(影响|效益)?(指标)?"
    r"|(社会公众|公众|服务对象|受益对象|群众|社会公众或服务对象|服务对象或受益对象)满意度?(指标)?"
    r"|满意度指标|预算执行率?(指标)?)"
)
"""Names of the second level that all project forms share."""

TIER_OF_GROUP: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("产出指标", re.compile(r"(数量|质量|时效)指标")),
    (
        "效益指标",
        re.compile(r"((经济|社会|生态|环境|生态环境)(效益|效果)|可持续(发展|性)?(影响|效益)?)指标"),
    ),
    (
        "满意度指标",
        re.compile(
            r"(社会公众|公众|服务对象|受益对象|群众|社会公众或服务对象|服务对象或受益对象)满意度指标"
        ),
    ),
    ("成本指标", re.compile(r"(经济|社会|生态环境|生态)(效益)?成本指标")),
)
"""Where the project framework puts a second level.

Source: 财预〔2020〕10号, whose model form has these levels.
"""

HEADING_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "reason",
        re.compile(
            r"偏差|未完成.{0,4}原因|未达.{0,4}原因|扣分(原因|理由|说明)|改进措施|原因(分析|说明)"
        ),
    ),
    (
        "criterion",
        re.compile(r"(评分|计分|评价|考核|扣分|赋分|打分).{0,3}(标准|细则|办法|规则|依据)"),
    ),
    ("actual", re.compile(r"(实际|完成|达成|实现).{0,6}(值|情况|结果|数)$")),
    ("target", re.compile(r"(指标|目标|计划|预期)值$")),
    ("claimed", re.compile(r"得分$|^自评分|^自评.{0,2}分$")),
    ("points", re.compile(r"^(指标|标准|设定|年度)?(分值|权重|权数)")),
    ("tier", re.compile(r"^一级(绩效|评价|考核)?指标")),
    ("group", re.compile(r"^二级(绩效|评价|考核)?指标")),
    ("label", re.compile(r"^三级(绩效|评价|考核)?指标|^(绩效|评价|考核|具体)?指标(名称|内容)")),
)
"""How headings of the indicator table look that are none of the usual ones; the first decides."""

STRUCTURE = (
    "绩效指标", "指标", "绩效目标", "序号", "年度绩效指标", "绩效自评", "年度绩效指标完成情况",
    "绩效指标完成情况", "指标体系", "绩效完成情况", "年度总体目标", "整体支出绩效指标",
)  # fmt: skip
"""Headings that only hold a table together, and that no cell stands under."""

TOTALS = re.compile(
    r"(自评|综合|评价|绩效)?(总分|合计|总计|总得分|得分合计|分数合计)(值|数)?|Total"
)
"""The line that sums a form up."""

SUBTOTALS = re.compile(r".*(小计|合计|subtotal)")
"""The line that sums a part of the indicators up."""

SCORE_TOTALS = re.compile(
    r"(项目|部门|绩效|自评|综合|单位)*(总分|总得分|自评得分|综合得分|自评分)(值|数)?"
)
"""A total that says itself that it is one of scores, wherever it stands."""

UNIT_LABELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"(项目)?(实施|执行|承担)单位(名称)?")),
    (1, re.compile(r"(填报|自评|申报|(项目)?(资金)?使用|用款|项目)单位(名称)?|Unit")),
    (2, re.compile(
        r"(市级|省级|县级|区级|本级)?(预算)?(部门|单位)([(（]单位[)）]|[、/和及]单位)?(单位)?(名称|全称)"
        r"|预算(部门|单位)|部门预算单位|(填报|评价|申报)部门(名称)?"
    )),
    (3, re.compile(r"(项目|市级|省级|县级|区级|本级)?主管(部门|单位)(及代码)?(名称)?")),
)  # fmt: skip
"""Labels before the name of the unit; the lowest number is nearest to who filled the form in."""

PROJECT_LABELS = re.compile(r"(一级|二级)?项目(支出)?名称|(专项|政策)(资金)?名称|专项资金名称")
"""Labels before the name of a project."""

GOAL_HEADINGS = re.compile(
    r"(年度|年初|预期|总体|年初设定|全年|年度总体|年度预期|预期总体|年度绩效)+(绩效)?目标(设定)?|设定目标"
)
DONE_HEADINGS = re.compile(
    r"(全年|年度|目标|总体)?(实际)?(目标)?(完成|达成|实现)(情况)?|实际完成情况"
)
"""Headings of the annual goal, and of what became of it."""

NATURE = re.compile(r"按(收入|支出|资金)?(性质|来源|类别|类型)(划?分)?")
"""A heading inside the funds table under which each cell holds a label and an amount."""

NOTES = re.compile(
    r"^(备注|注|说明|填表说明|填表人|填报人|填报日期|联系人|联系电话|单位负责人|部门负责人|评价人员|"
    r"审核人|填表日期|经办人|附件|自评结论|评价结论|评价等级|自评等级|其他需要?说明)"
)
"""What stands below a table and is no row of it."""

CLOSED = re.compile(r"电话|手机|传真|邮编|邮箱|编码|代码|账号|身份证|联系人|联系方式|填表人|签字")
"""Labels beside which a number is no figure."""

SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("department", re.compile(r"整体支出|部门整体|整体绩效|单位整体")),
    ("policy", re.compile(r"政策(支出)?绩效|财政政策")),
    ("project", re.compile(r"项目|专项|转移支付")),
)
"""What a title says of the form's scope; the first that is found decides."""

TITLE = re.compile(r"(自评|评价|绩效)[^。；]*(表|报告|评分)|自评表|评分表")
"""A line that names a form or a report."""

BASIC_TITLE = re.compile(r"基础数据|基本情况表|基础信息")
"""A line that names the table of basic data."""

ENTITY_HEADINGS = re.compile(r"(机构|单位|部门|预算单位)(名称)?")
"""The corner of a table in which each row is a sub-unit."""

SUMMARY_ROWS = re.compile(r"汇总|合计|总计")
"""The row that sums the sub-units up."""

AMOUNT_HEADINGS = re.compile(r"金额|数额|数值|数量|人数|合计|数据|数|情况|内容|填报内容|实际数")
"""A heading that only says that a number stands below: the row's label says which."""

PARTIAL_HEADINGS = re.compile(r"(控制率|比率|比例|占比|其他|其它|小计|增减率|变动率|增长率)")
"""A heading that means nothing without the words of its row or corner."""
