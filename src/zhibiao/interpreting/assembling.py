"""The parts of a document put together: which table, title and sentence belongs to which form.

A new form begins where its head, its funds or its indicators appear for a second time. The
tables of basic data and the report belong to the form of the department.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field

from zhibiao.interpreting import heading
from zhibiao.interpreting.grids.headers import Header
from zhibiao.interpreting.grids.matrix import MAX_CELLS, MAX_ROWS, Matrix, matrix
from zhibiao.interpreting.grids.segments import Segment, segments
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.tables.answers import answered
from zhibiao.interpreting.tables.figures import FigureTable
from zhibiao.interpreting.tables.funds import FundsTable
from zhibiao.interpreting.tables.goals import goals
from zhibiao.interpreting.tables.indicators import IndicatorTable
from zhibiao.interpreting.tables.listing import listed
from zhibiao.interpreting.tables.totals import total
from zhibiao.interpreting.vocabulary import BASIC_TITLE
from zhibiao.interpreting.wording import tidy, unit_of
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import Document, Grid, Paragraph
from zhibiao.model.form import Form, FormDate, FormTotal, Stated

_FIGURE_YEAR = re.compile(r"(20\d{2})年(?:度)?(?:实际在职|决算|年末)")
_PROJECT_FORM = "项目支出绩效自评表"


@define
class FormDraft:
    """A form while its parts are gathered."""

    remarks: Remarks
    titles: list[str] = field(factory=list)
    units: list[tuple[int, str]] = field(factory=list)
    project: str = ""
    of_project: bool = False
    year: int | None = None
    funds: FundsTable | None = None
    indicators: IndicatorTable | None = None
    total: FormTotal = field(factory=FormTotal)
    figures: list[Stated] = field(factory=list)
    goals: list[Stated] = field(factory=list)
    tables: list[Matrix] = field(factory=list)
    closed: bool = False

    @property
    def title(self) -> str:
        """Its own title: the nearest that names a form and no table of basic data."""
        own = [title for title in self.titles if not BASIC_TITLE.search(title)]
        named = [title for title in own if "表" in title]
        return (named or own or [""])[-1]

    @property
    def is_headed(self) -> bool:
        """Whether anything over it says whose form it is."""
        return bool(self.titles or self.units or self.project or self.of_project)

    @property
    def scope(self) -> str:
        """What its title or its head says."""
        return heading.scope_of(self.title) or ("project" if self.of_project else "")


@define
class Assembler:
    """Walks through a document and gathers its forms."""

    remarks: Remarks
    drafts: list[FormDraft] = field(factory=list)
    loose: list[tuple[int, Stated]] = field(factory=list)
    """Figures of tables outside any form, with the number of forms before them."""
    titles: list[str] = field(factory=list)
    """Titles since the last form began."""
    units: list[tuple[int, str]] = field(factory=list)
    money: str = ""
    year: int | None = None
    """The year of a line of its own since the last form began."""
    near: bool = False
    """Whether only short lines stand between this table and the one before."""
    all_titles: list[str] = field(factory=list)
    all_units: list[tuple[int, str]] = field(factory=list)

    def read(self, document: Document) -> None:
        """Takes all parts in order."""
        for part in document.parts:
            if isinstance(part, Paragraph):
                self._paragraph(part.raw)
            else:
                self._grid(part)

    def _paragraph(self, raw: str) -> None:
        plain = tidy(raw)
        self._line(plain)
        if len(plain) > 30:
            self.near = False
        elif unit_of(plain).endswith("元"):
            self.money = unit_of(plain)
        named = heading.unit_in_text(raw) if len(plain) <= 80 else None
        if named is not None:
            self.units.append(named)
            self.all_units.append(named)

    def _line(self, text: str) -> None:
        if heading.is_title(text):
            self._title(tidy(text))
        self.year = heading.year_alone(text) or self.year

    def _title(self, text: str) -> None:
        self.titles.append(text)
        self.all_titles.append(text)
        self.near = False

    def _grid(self, grid: Grid) -> None:
        table = matrix(grid)
        if table.cut:
            self.remarks.add(texts.TOO_LARGE, grid.at, rows=str(MAX_ROWS), cells=str(MAX_CELLS))
        if grid.title and heading.is_title(grid.title):
            self._title(tidy(grid.title))
        for segment in segments(table, self._carried(table)):
            self._segment(segment)
        self.near, self.money = True, ""

    def _carried(self, table: Matrix) -> Header | None:
        """The header that a page break cut off from this table's rows, where one did."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.closed or draft.indicators is None or not self.near:
            return None
        header = draft.indicators.header
        if header is None or not table.rows:
            return None
        width = max(len(row.cells) for row in table.rows)
        return header if abs(width - len(header.columns)) <= 2 else None

    def _segment(self, segment: Segment) -> None:
        match segment.kind:
            case "title":
                for row in segment.rows:
                    self._line(row.texts[0])
            case "head":
                self._head(segment)
            case "funds":
                self._funds(segment)
            case "goals":
                self._open(again=False).goals += list(goals(segment))
            case "indicators":
                self._indicators(segment)
            case "total":
                draft = self._open(again=False)
                draft.total = total(segment, self.remarks)
                draft.closed = draft.indicators is not None
            case "figures" | "listing":
                self._figures(segment)

    def _open(self, *, again: bool) -> FormDraft:
        """The form that a part belongs to; ``again`` where it has such a part already."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or again or draft.closed:
            draft = FormDraft(self.remarks, titles=self.titles, units=self.units, year=self.year)
            self.drafts.append(draft)
            self.titles, self.units, self.year = [], [], None
        elif self.titles and draft.indicators is None and draft.funds is None:
            draft.titles += self.titles
            draft.year = draft.year or self.year
            self.titles, self.year = [], None
        return draft

    def _head(self, segment: Segment) -> None:
        last = self.drafts[-1] if self.drafts else None
        units, project = heading.names_in(
            segment.rows,
            aligned=segment.matrix.aligned,
            known={name for _, name in self.all_units},
        )
        full = last is not None and (last.indicators is not None or last.funds is not None)
        draft = self._open(again=full or bool(project and last and last.project))
        draft.units += units
        draft.year = draft.year or heading.year_said(segment.rows)
        draft.project = draft.project or project
        draft.of_project = draft.of_project or heading.names_project(segment.rows)
        draft.tables.append(segment.matrix)
        self.all_units += units

    def _funds(self, segment: Segment) -> None:
        last = self.drafts[-1] if self.drafts else None
        draft = self._open(
            again=last is not None and (last.funds is not None or last.indicators is not None)
        )
        draft.funds = draft.funds or FundsTable(self.remarks)
        draft.funds.read(segment, self.money)
        draft.tables.append(segment.matrix)

    def _indicators(self, segment: Segment) -> None:
        last = self.drafts[-1] if self.drafts else None
        again = last is not None and last.indicators is not None and bool(self.titles)
        draft = self._open(again=again and not segment.repeated)
        draft.indicators = draft.indicators or IndicatorTable(self.remarks)
        draft.indicators.read(segment)
        draft.tables.append(segment.matrix)

    def _figures(self, segment: Segment) -> None:
        unit = unit_of(segment.matrix.grid.title) or self.money
        if segment.kind == "listing":
            found = listed(segment, unit, self.remarks)
        else:
            found = FigureTable(segment.matrix, unit).read(segment.rows)
        last = self.drafts[-1] if self.drafts else None
        inside = last is not None and not last.closed and segment.matrix in last.tables
        if inside and last is not None:
            last.figures += found
        else:
            self.loose += [(len(self.drafts), stated) for stated in found]


def finished(
    assembler: Assembler, facts_of: tuple[Stated, ...], dates: tuple[FormDate, ...]
) -> tuple[Form, ...]:
    """The forms, with the loose figures, the report's facts and the dates where they belong."""
    drafts = [d for d in _rejoined(assembler.drafts) if d.indicators or d.funds]
    if not drafts:
        loose = tuple(stated for _, stated in assembler.loose)
        if not (loose or facts_of) or not assembler.all_titles:
            return ()
        drafts = [FormDraft(assembler.remarks, titles=assembler.all_titles[-1:])]
    main = main_draft(drafts)
    for before, stated in assembler.loose:
        _owner(drafts, assembler.drafts, before, main).figures.append(stated)
    return tuple(
        _form(draft, assembler, facts_of if draft is main else (), dates if draft is main else ())
        for draft in drafts
    )


def _rejoined(drafts: list[FormDraft]) -> list[FormDraft]:
    """The drafts; a funds table below the indicators, with no head of its own, is theirs."""
    kept: list[FormDraft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        alone = draft.funds is not None and draft.indicators is None and not draft.is_headed
        if alone and last is not None and last.indicators is not None and last.funds is None:
            last.funds = draft.funds
            last.figures += draft.figures
        else:
            kept.append(draft)
    return kept


def main_draft(drafts: list[FormDraft]) -> FormDraft:
    """The form that the report belongs to: the department's, else the first."""
    return next((draft for draft in drafts if draft.scope == "department"), drafts[0])


def _owner(
    drafts: list[FormDraft], all_drafts: list[FormDraft], before: int, main: FormDraft
) -> FormDraft:
    """The form that a loose figure belongs to."""
    departments = [draft for draft in drafts if draft.scope != "project"]
    if len(departments) <= 1:
        return main
    later = [draft for draft in all_drafts[before:] if draft in departments]
    return later[0] if later else departments[-1]


def _form(
    draft: FormDraft, whole: Assembler, facts: tuple[Stated, ...], dates: tuple[FormDate, ...]
) -> Form:
    funds = draft.funds
    rows = draft.indicators.rows() if draft.indicators else ()
    rows, stated = answered(rows, (*(funds.figures if funds else ()), *draft.figures))
    spoken = (*draft.goals, *facts)
    title = draft.title or (_PROJECT_FORM if draft.of_project else "")
    if draft.project and draft.project not in title:
        title = f"{title}（{draft.project}）"
    doc_scopes = [heading.scope_of(text) for text in whole.all_titles]
    form = Form(
        title=title,
        unit=_unit(draft, whole),
        scope=draft.scope or next((scope for scope in doc_scopes if scope), ""),
        fiscal_year=_year(draft, whole, stated),
        total=draft.total,
        rows=rows,
        stated=(
            *stated,
            *(entry for entry in spoken if entry.kind == "fact"),
            *(entry for entry in spoken if entry.kind == "goal"),
        ),
        dates=dates,
    )
    return evolve(form, funds=funds.funds()) if funds else form


def _unit(draft: FormDraft, whole: Assembler) -> str:
    own = heading.nearest(draft.units) or heading.nearest(whole.all_units)
    return own or heading.unit_in_title([draft.title, *whole.all_titles])


def _year(draft: FormDraft, whole: Assembler, figures: tuple[Stated, ...]) -> int | None:
    own = heading.year_of(draft.title) or draft.year
    if own is not None:
        return own
    for title in whole.all_titles:
        year = heading.year_of(title)
        if year is not None:
            return year
    said = [int(year) for one in figures for year in _FIGURE_YEAR.findall(one.label)]
    return max(said, default=None)
