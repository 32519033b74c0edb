"""Documents for tests: a small builder, and forms at random together with their documents.

``table`` makes a grid from rows of texts and :class:`Merged` cells. ``form_documents`` draws a
form and lays it out as somebody might: columns in any order under any of their headings, levels
merged, repeated or left blank, points inside the headings of levels, headings in two lines, one
merged score over several rows, a page break with or without the headings again. What the form
says is known, so that reading it back can be compared; :func:`plain` takes the places off.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from zhibiao.interpreting.vocabulary import FUNDS_HEADINGS, INDICATOR_HEADINGS
from zhibiao.model.document import Document, Grid, GridCell, Paragraph
from zhibiao.model.form import (
    EMPTY,
    Cell,
    Form,
    FormRow,
    FormTotal,
    Funds,
    FundsLine,
    Further,
    Relation,
    Stated,
    read_cell,
)
from zhibiao.model.place import Where
from zhibiao.model.table import Table


@frozen
class Merged:
    """A cell that reaches over several rows or columns."""

    raw: str
    rows: int = 1
    columns: int = 1


Entry = str | Merged


def table(*rows: Sequence[Entry], number: int = 1, aligned: bool = True, title: str = "") -> Grid:
    """A grid from its rows; a cell that reaches down is left out of the rows below."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row, entries in enumerate(rows, 1):
        column = 1
        for entry in entries:
            while (row, column) in taken:
                column += 1
            one = entry if isinstance(entry, Merged) else Merged(entry)
            at = Where(table=number, row=row, cell=column)
            cells.append(GridCell(one.raw, row, column, one.rows, one.columns, at))
            taken |= {
                (row + down, column + right)
                for down in range(one.rows)
                for right in range(one.columns)
            }
            column += one.columns
    return Grid(tuple(cells), Where(table=number), aligned, title)


def document(*parts: Grid | Paragraph | str, kind: str = "test") -> Document:
    """A document from grids and lines."""
    return Document("test", kind, tuple(Paragraph(p) if isinstance(p, str) else p for p in parts))


def plain(form: Form) -> Form:
    """A form without places, to compare what two say."""

    def bare(cell: Cell) -> Cell:
        return evolve(cell, at=Where())

    funds = form.funds
    lines = tuple(
        FundsLine(
            line.source,
            Table({name: bare(cell) for name, cell in line.cells.items()}),
            bare(line.stated_rate),
        )
        for line in funds.lines
    )
    rows = tuple(
        evolve(
            row,
            tier_points=bare(row.tier_points),
            target=bare(row.target),
            actual=bare(row.actual),
            points=bare(row.points),
            claimed=bare(row.claimed),
            reason=bare(row.reason),
            further=tuple(
                evolve(one, target=bare(one.target), actual=bare(one.actual)) for one in row.further
            ),
        )
        for row in form.rows
    )
    return evolve(
        form,
        total=FormTotal(bare(form.total.points), bare(form.total.claimed)),
        funds=Funds(bare(funds.points), bare(funds.claimed), bare(funds.stated_rate), lines),
        rows=rows,
        stated=tuple(Stated(one.label, bare(one.cell), one.kind) for one in form.stated),
        dates=(),
    )


def counted(made: Document) -> Document:
    """The document as its extracted text has it: no spans, columns only counted from the left.

    A cell that reaches down leaves an empty one in the rows below, one that reaches right is
    one cell.
    """
    return evolve(made, parts=tuple(_counted(p) if isinstance(p, Grid) else p for p in made.parts))


def _counted(grid: Grid) -> Grid:
    cells: list[GridCell] = []
    for number in range(1, grid.height + 1):
        covering = sorted(
            (c for c in grid.cells if c.row <= number < c.row + c.row_span),
            key=lambda cell: cell.column,
        )
        for order, cell in enumerate(covering, 1):
            raw = cell.raw if cell.row == number else ""
            at = evolve(cell.at, row=number, cell=order)
            cells.append(GridCell(raw, number, order, at=at))
    return Grid(tuple(cells), grid.at, aligned=False, title=grid.title)


# What forms at random are made of. The words are invented.
_UNITS = ("石桥市水务局", "云溪县教育局", "北川市图书馆", "安平区城市管理局")
_PROJECTS = ("河道清淤项目", "校舍维修专项", "古籍数字化项目")
_TIERS: dict[str, tuple[str, ...]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
    "成本指标": ("经济成本指标", "社会成本指标"),
}
_OWN_TIERS: dict[str, tuple[str, ...]] = {
    "投入": ("目标设定", "资源配置"),
    "过程": ("资金执行", "制度建设"),
    "产出": ("职责履行",),
    "效果": ("履职成效", "公众评价"),
}
_LABELS = (
    "清淤河道长度", "巡查次数", "维修校舍面积", "验收合格率", "按期完工率", "培训教师人数",
    "古籍扫描册数", "受益群众", "节水量", "管网漏损率", "群众满意度", "投诉办结率", "新增藏书",
    "设备完好率", "经费支出控制", "水质达标情况", "社会影响", "长效管护机制", "公开及时性",
    "“两癌”筛查覆盖面", "PM2.5下降幅度", "安全事故", "资料归档", "信息报送",
)  # fmt: skip
_WORDS = ("有所提升", "按期完成", "较好", "达到预期", "Ⅱ类", "0发生", "12月底前", "良好")
_SIGNS: dict[str, Relation] = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "": "="}
_REASONS = ("", "", "受汛期影响，工期顺延", "样本偏少，下年度扩大调查范围", "无")
_CRITERIA = (
    "完成计5分，每少1个百分点扣0.5分，扣完为止。", "达到目标值得满分，否则不得分。",
)  # fmt: skip


@frozen
class RowPlan:
    """One row as it is to be written."""

    tier: str
    group: str
    label: str
    cells: dict[str, str]


@frozen
class Layout:
    """How an indicator table is laid out."""

    columns: tuple[tuple[str, str], ...]
    """The role and the heading of each column."""
    tier_points: dict[str, str]
    shared: frozenset[int]
    """The rows whose score is merged with that of the row above."""
    lead: bool
    levels: str
    two_lines: bool
    placeholder: str
    cut: str
    spaced: bool

    @property
    def roles(self) -> frozenset[str]:
        """The roles that have a column."""
        return frozenset(role for role, _ in self.columns)


@frozen
class FormDocument:
    """A form and the document that says it."""

    form: Form = field(repr=False)
    document: Document = field(repr=False)
    layout: Layout = field()


@st.composite
def form_documents(draw: DrawFn) -> FormDocument:
    """A form at random, laid out at random."""
    plans = draw(_plans())
    layout = draw(_layouts(plans))
    scope = draw(st.sampled_from(("department", "project")))
    year = draw(st.integers(2019, 2029))
    unit = draw(st.sampled_from(_UNITS))
    project = draw(st.sampled_from(_PROJECTS)) if scope == "project" else ""
    title = f"{year}年度{'项目支出' if project else '部门整体支出'}绩效自评表"
    funds_rows, funds = draw(_funds())
    top = table(*_head(unit, project), *funds_rows, number=1)
    form = Form(
        title=f"{title}（{project}）" if project else title,
        unit=unit,
        scope=scope,
        fiscal_year=year,
        total=FormTotal(read_cell("100"), read_cell("95.5")),
        funds=funds,
        rows=_rows(plans, layout),
    )
    return FormDocument(form, document(title, top, *_indicators(plans, layout)), layout)


def _head(unit: str, project: str) -> list[list[Entry]]:
    if project:
        return [
            ["项目名称", Merged(project, columns=6)],
            ["主管部门", Merged("石桥市财政局", columns=2), "实施单位", Merged(unit, columns=3)],
        ]
    return [["预算部门名称", Merged(unit, columns=6)]]


@st.composite
def _plans(draw: DrawFn) -> list[RowPlan]:
    frame = draw(st.sampled_from((_TIERS, _OWN_TIERS)))
    tiers = draw(st.lists(st.sampled_from(sorted(frame)), min_size=1, max_size=4, unique=True))
    labels = iter(draw(st.permutations(_LABELS)))
    return [
        RowPlan(tier, group, next(labels), draw(_values()))
        for tier in tiers
        for group in frame[tier][: draw(st.integers(1, len(frame[tier])))]
        for _ in range(draw(st.integers(1, 2)))
    ]


@st.composite
def _values(draw: DrawFn) -> dict[str, str]:
    figures = draw(st.booleans())
    number = draw(st.integers(1, 5000).map(str) | st.sampled_from(("95.5", "98", "1,200")))
    points = draw(st.integers(1, 20).map(str) | st.just("2.5"))
    unit = draw(st.sampled_from(("%", "万元", "个", "人次", "公里", "元")))
    return {
        "sign": draw(st.sampled_from(sorted(_SIGNS))) if figures else "",
        "number": number if figures else draw(st.sampled_from(_WORDS)),
        "unit": unit if figures else "",
        "done": draw(st.sampled_from(("88", "100", "96.4"))) if figures else "完成",
        "points": points,
        "claimed": draw(st.sampled_from((points, "0", "1.5"))),
        "reason": draw(st.sampled_from(_REASONS)),
        "criterion": draw(st.sampled_from(_CRITERIA)),
    }


@st.composite
def _layouts(draw: DrawFn, plans: list[RowPlan]) -> Layout:
    optional = draw(
        st.lists(st.sampled_from(("criterion", "unit", "relation")), max_size=3, unique=True)
    )
    if "relation" in optional and "unit" not in optional:
        optional.append("unit")
    values = draw(st.permutations(["target", "actual", "points", "claimed", "reason", *optional]))
    together = [i for i in range(1, len(plans)) if plans[i].group == plans[i - 1].group]
    points = st.sampled_from(("", "(50分)", "（30分）", "\n(20)"))
    return Layout(
        columns=tuple(
            (role, draw(st.sampled_from(INDICATOR_HEADINGS[role])))
            for role in ("tier", "group", "label", *values)
        ),
        tier_points={tier: draw(points) for tier in dict.fromkeys(plan.tier for plan in plans)},
        shared=frozenset(i for i in together if draw(st.integers(0, 4)) == 0),
        lead=draw(st.booleans()),
        levels=draw(st.sampled_from(("merged", "blank", "repeated"))),
        two_lines=draw(st.booleans()),
        placeholder=draw(st.sampled_from(("", "……", "/"))),
        cut=draw(st.sampled_from(("", "repeated", "bare"))),
        spaced=draw(st.booleans()),
    )


def _indicators(plans: list[RowPlan], layout: Layout) -> list[Grid]:
    """The indicator table, in one grid or cut in two by a page break."""
    cut = len(plans) // 2 if layout.cut and len(plans) > 2 else len(plans)
    while 0 < cut < len(plans) and plans[cut].group == plans[cut - 1].group:
        cut += 1
    pieces = [(0, cut), (cut, len(plans))] if cut < len(plans) else [(0, len(plans))]
    grids = []
    for order, piece in enumerate(pieces):
        headed = order == 0 or layout.cut == "repeated"
        rows = _header(layout) if headed else []
        rows += [_entries(i, plans, piece, layout) for i in range(*piece)]
        if layout.placeholder and order == 0:
            said = {"label": layout.placeholder, "target": layout.placeholder}
            rows.append([said.get(role, "") for role, _ in layout.columns])
        if order == len(pieces) - 1:
            rows.append(_total(layout))
        if layout.lead:
            rows = [["绩\n效\n指\n标" if i == 0 else "", *row] for i, row in enumerate(rows)]
        grids.append(table(*rows, number=2 + order))
    return grids


def _header(layout: Layout) -> list[list[Entry]]:
    words = [
        f"{word[:3]}\n{word[3:]}" if layout.spaced and len(word) > 3 else word
        for _, word in layout.columns
    ]
    if not layout.two_lines:
        return [[*words]]
    return [
        [Merged("绩效指标", columns=3), *(Merged(word, rows=2) for word in words[3:])],
        [*words[:3]],
    ]


def _total(layout: Layout) -> list[Entry]:
    said = {"points": "100", "claimed": "95.5"}
    return [Merged("总分", columns=3), *(said.get(role, "") for role, _ in layout.columns[3:])]


def _entries(
    index: int, plans: list[RowPlan], piece: tuple[int, int], layout: Layout
) -> list[Entry]:
    plan = plans[index]
    entries: list[Entry] = []
    for role, _ in layout.columns:
        if role in ("tier", "group"):
            entries += _level(role, index, plans, piece, layout)
        elif role not in ("points", "claimed"):
            entries.append(_written(role, plan, layout.roles))
        elif index not in layout.shared:
            rows = 1
            while index + rows in layout.shared:
                rows += 1
            entries.append(Merged(plan.cells[role], rows=rows))
    return entries


def _level(
    role: str, index: int, plans: list[RowPlan], piece: tuple[int, int], layout: Layout
) -> list[Entry]:
    """A level's cell: merged downwards, repeated in each row, or blank after the first."""

    def key(i: int) -> tuple[str, ...]:
        return (plans[i].tier,) if role == "tier" else (plans[i].tier, plans[i].group)

    plan = plans[index]
    text = plan.tier + layout.tier_points[plan.tier] if role == "tier" else plan.group
    first = index == piece[0] or key(index - 1) != key(index)
    if layout.levels == "repeated":
        return [text]
    if layout.levels == "blank":
        return [text if first else ""]
    rows = 1
    while index + rows < piece[1] and key(index + rows) == key(index):
        rows += 1
    return [Merged(text, rows=rows)] if first else []


def _written(role: str, plan: RowPlan, roles: frozenset[str]) -> str:
    cells = plan.cells
    sign = "" if "relation" in roles else cells["sign"]
    unit = "" if "unit" in roles else cells["unit"]
    match role:
        case "label":
            return plan.label
        case "target":
            return f"{sign}{cells['number']}{unit}"
        case "actual":
            return f"{cells['done']}{unit}"
        case "unit":
            return cells["unit"] or "/"
        case "relation":
            return cells["sign"] or ("=" if cells["unit"] else "定性")
    return cells[role]


def _rows(plans: list[RowPlan], layout: Layout) -> tuple[FormRow, ...]:
    """What the table says, row by row."""
    rows: list[FormRow] = []
    for index, plan in enumerate(plans):
        if index in layout.shared:
            last, own = rows[-1], _row(plan, layout)
            further = (*last.further, Further(plan.label, own.target, own.actual))
            rows[-1] = evolve(last, labels=(*last.labels, plan.label), further=further)
        else:
            rows.append(_row(plan, layout))
    return tuple(rows)


def _row(plan: RowPlan, layout: Layout) -> FormRow:
    unit = plan.cells["unit"] if "unit" in layout.roles else ""
    target = read_cell(_written("target", plan, layout.roles), unit=unit)
    if "relation" in layout.roles and target.quantity is not None:
        target = evolve(target, relation=_SIGNS[plan.cells["sign"]])
    points = layout.tier_points[plan.tier]
    stated = evolve(read_cell(points.strip("()（）分\n")), raw=plan.tier + points)
    return FormRow(
        labels=(plan.label,),
        tier=plan.tier,
        tier_points=stated if points else EMPTY,
        group=plan.group,
        target=target,
        actual=read_cell(_written("actual", plan, layout.roles), unit=unit),
        criterion=plan.cells["criterion"] if "criterion" in layout.roles else "",
        points=read_cell(plan.cells["points"]),
        claimed=read_cell(plan.cells["claimed"]),
        reason=read_cell(plan.cells["reason"]),
    )


@st.composite
def _funds(draw: DrawFn) -> tuple[list[list[Entry]], Funds]:
    """A funds table with its lines, under headings in 万元 or in 元."""
    unit = draw(st.sampled_from(("万元", "元")))
    words = {
        role: draw(st.sampled_from(FUNDS_HEADINGS[role]))
        for role in ("initial_budget", "annual_budget", "expenditure", "rate", "points", "claimed")
    }
    order = draw(st.permutations(["points", "rate", "claimed"]))
    roles = ["initial_budget", "annual_budget", "expenditure", *order]
    sources = (
        ("total", "年度资金总额"), ("current", "其中：当年财政拨款"), ("carried", "上年结转资金"),
        ("other", "其他资金"),
    )  # fmt: skip
    rows: list[list[Entry]] = [[f"资金情况（{unit}）", *(words[role] for role in roles)]]
    lines = []
    scores = {"rate": "96.2%", "points": "10", "claimed": "9.62"}
    for place, (source, label) in enumerate(sources):
        amounts = {
            name: draw(st.integers(0, 9999).map(lambda n: f"{n}.50") | st.just("0"))
            for name in ("initial_budget", "annual_budget", "expenditure")
        }
        said = {**amounts, **(scores if place == 0 else dict.fromkeys(scores, ""))}
        rows.append([label, *(said[role] for role in roles)])
        cells = {name: read_cell(amount, unit=unit) for name, amount in amounts.items()}
        lines.append(FundsLine(source, Table(cells)))
    funds = Funds(
        read_cell(scores["points"]), read_cell(scores["claimed"]), read_cell(scores["rate"]),
        tuple(lines),
    )  # fmt: skip
    return rows, funds
