"""Forms at random that are filled in as they should be, and the faults that people make in them.

``filled_forms`` draws what a form says: the scores follow from the figures, the sums add up.
A fault of :data:`FAULTS` changes it in one place and says what has to be found, and where: places
are keys such as ``rows.2.claimed`` until :mod:`tests.laid_out` puts them into a document.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from zhibiao.exact import round_to, text

UNITS = ("石桥市水务局", "云岭县教育局", "北坪市图书馆", "安丰区城市管理局")
PROJECTS = ("河道清淤项目", "校舍维修专项", "古籍数字化项目")
TIERS = {
    "产出指标": (50, ("数量指标", "质量指标", "成本指标")),
    "效益指标": (30, ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    "满意度指标": (10, ("服务对象满意度指标",)),
}
LABELS = (
    "清淤河道长度", "巡查次数", "维修校舍面积", "验收合格率", "按期完工率", "培训教师人数",
    "古籍扫描册数", "受益群众", "节水量", "管网漏损率", "群众满意度", "投诉办结率", "新增藏书",
    "设备完好率", "经费支出控制", "水质达标情况", "社会影响", "长效管护机制", "公开及时性",
    "“两癌”筛查覆盖面", "PM2.5下降幅度", "安全事故", "资料归档", "信息报送",
)  # fmt: skip
REASONS = ("受汛期影响，工期顺延", "样本偏少，下年度扩大调查范围", "招标推迟，已督促施工方赶工")
DEADLINES = (
    ("9月30日前", "9月20日"), ("12月底前", "11月"), ("年底前完成", "12月15日完成"),
    ("6月30日", "6月30日"),
)  # fmt: skip
AMOUNTS = ("initial_budget", "annual_budget", "expenditure")
LINES = ("total", "current", "carried", "other")


@frozen
class FilledRow:
    """One indicator: what was planned and done, and what it earns."""

    tier: str
    group: str
    label: str
    sign: str
    target: str
    unit: str
    actual: str
    points: Fraction
    claimed: str
    reason: str = ""

    @property
    def score(self) -> Fraction:
        """The score as a number; an empty one is nothing."""
        return Fraction(self.claimed or 0)

    @property
    def is_figure(self) -> bool:
        """Whether the target is a number."""
        return bool(self.unit)


@frozen
class Filled:
    """All that a form says."""

    year: int
    unit: str
    project: str
    rows: tuple[FilledRow, ...]
    funds: dict[str, dict[str, Fraction]]
    rates: dict[str, str]
    execution: str
    total_points: str
    total: str
    declared: str
    filled_on: str
    tier_points: dict[str, str]
    line_rates: bool
    points: dict[int, str] = field(factory=dict)
    """What stands for the points of a row instead of them."""

    @property
    def title(self) -> str:
        """Its title."""
        kind = "项目支出" if self.project else "部门整体支出"
        return f"{self.year}年度{kind}绩效自评表"

    def points_of(self, index: int) -> str:
        """The points of a row as they are printed."""
        return self.points.get(index, text(self.rows[index].points))


def added_up(form: Filled) -> Filled:
    """The form with the total that its scores add up to, in the table and in the report."""
    total = text(sum((row.score for row in form.rows), Fraction(form.execution)))
    return evolve(form, total=total, declared=total)


def spent(form: Filled) -> Filled:
    """The form with the rates and the score that its funds give."""
    rates = {
        name: percent(line["expenditure"] / line["annual_budget"]) if line["annual_budget"] else "/"
        for name, line in form.funds.items()
    }
    whole = form.funds["total"]
    rate = min(whole["expenditure"] / whole["annual_budget"], Fraction(1))
    execution = text(round_to(10 * rate, 2, "half-up"))
    return added_up(evolve(form, rates=rates, execution=execution))


def percent(value: Fraction) -> str:
    """A rate with two places."""
    return f"{text(round_to(value * 100, 2, 'half-up'))}%"


@st.composite
def filled_forms(draw: DrawFn) -> Filled:
    """A form at random in which everything is right."""
    year = draw(st.integers(2020, 2029))
    funds = draw(_funds())
    form = Filled(
        year=year,
        unit=draw(st.sampled_from(UNITS)),
        project=draw(st.sampled_from(("", *PROJECTS))),
        rows=tuple(draw(_rows())),
        funds=funds,
        rates={},
        execution="0",
        total_points="100",
        total="",
        declared="",
        filled_on=said(draw(st.dates(date(year + 1, 1, 2), date(year + 1, 6, 30)))),
        tier_points={
            tier: draw(st.sampled_from(("", f"({whole}分)", f"（{whole}分）", f"\n({whole})")))
            for tier, (whole, _) in TIERS.items()
        },
        line_rates=draw(st.booleans()),
    )
    return spent(form)


def said(day: date) -> str:
    """A date as it is written."""
    return f"{day.year}年{day.month}月{day.day}日"


@st.composite
def _funds(draw: DrawFn) -> dict[str, dict[str, Fraction]]:
    cents = st.integers(10_000, 900_000).map(lambda n: Fraction(n, 100))
    parts = {}
    for name in LINES[1:]:
        annual = draw(cents | st.just(Fraction(0))) if name != "current" else draw(cents)
        share = draw(st.integers(9_300, 10_000))
        parts[name] = {
            "initial_budget": round_to(annual * draw(st.integers(95, 105)) / 100, 2, "half-up"),
            "annual_budget": annual,
            "expenditure": round_to(annual * share / 10_000, 2, "half-up"),
        }
    whole = {amount: sum(line[amount] for line in parts.values()) for amount in AMOUNTS}
    return {"total": {name: Fraction(value) for name, value in whole.items()}, **parts}


@st.composite
def _rows(draw: DrawFn) -> list[FilledRow]:
    labels = iter(draw(st.permutations(LABELS)))
    rows: list[FilledRow] = []
    for tier, (whole, groups) in TIERS.items():
        wanted = [g for g in groups for _ in range(draw(st.integers(0, 2)))] or [groups[0]]
        left = Fraction(whole)
        for order, group in enumerate(wanted):
            more = len(wanted) - 1 - order
            most = left - more
            points = left if not more else Fraction(draw(st.integers(1, min(int(most), 15))))
            left -= points
            rows.append(draw(_row(tier, group, next(labels), points)))
    return rows


@st.composite
def _row(draw: DrawFn, tier: str, group: str, label: str, points: Fraction) -> FilledRow:
    full = text(points)
    if draw(st.integers(0, 6)) == 0:
        limit, day = draw(st.sampled_from(DEADLINES))
        return FilledRow(tier, group, label, "", limit, "", day, points, full)
    if draw(st.integers(0, 4)) == 0:
        target, actual = draw(st.sampled_from((("有所提升", "达成预期指标"), ("健全", "达成"))))
        return FilledRow(tier, group, label, "", target, "", actual, points, full)
    units = ("万元", "元") if group == "成本指标" else ("%", "个", "人次", "公里", "册")
    unit = draw(st.sampled_from(units))
    lower = group == "成本指标"
    goal = draw(st.integers(20, 90)) if unit == "%" else draw(st.integers(10, 5000))
    if draw(st.booleans()):  # the target is met
        more = draw(st.integers(-(goal // 4), 0) if lower else st.integers(0, goal // 10))
        return FilledRow(
            tier, group, label, draw(st.sampled_from(("≤", "<=") if lower else ("≥", ">="))),
            str(goal), unit, str(goal + more), points, full,
        )  # fmt: skip
    short = draw(st.integers(1, goal // 2))
    done = goal + short if lower else goal - short
    share = Fraction(goal, done) if lower else Fraction(done, goal)
    claimed = text(round_to(points * share, 2, "half-up"))
    sign = "≤" if lower else "≥"
    reason = draw(st.sampled_from(REASONS))
    return FilledRow(tier, group, label, sign, str(goal), unit, str(done), points, claimed, reason)
