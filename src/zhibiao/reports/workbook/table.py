"""The scorecard sheet: the official table with a live score in every row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TypeVar

from zhibiao.messages import say
from zhibiao.messages import workbook as texts
from zhibiao.model.ruleset import Scored
from zhibiao.reports.workbook.canvas import Label, Looks
from zhibiao.reports.workbook.cells import height
from zhibiao.reports.workbook.closing import ClosingWriter
from zhibiao.reports.workbook.figures import rows_of
from zhibiao.reports.workbook.funds import FundsWriter
from zhibiao.reports.workbook.layout import (
    CRITERION,
    FILLED,
    GROUP,
    HEADS,
    POINTS,
    SCORE,
    TARGET,
    TIER,
    WHY,
    columns_of,
)
from zhibiao.reports.workbook.pen import Pen
from zhibiao.reports.workbook.rows import RowWriter
from zhibiao.scoring.open_rows import is_own

AnyPen = TypeVar("AnyPen", bound=Pen)
TIER_LOOKS, GROUP_LOOKS = Looks("tier", "tier_block"), Looks("middle", "block")


class TableWriter(Pen):
    """Writes the sheet."""

    def write(self) -> None:
        """Heading, funds, rows, sums."""
        canvas, placed = self.canvas, self.placed
        canvas.columns(self.widths)
        if not self._has_targets():
            canvas.hide(TARGET, 1)
        self._heading()
        if placed.funds is not None:
            self._as(FundsWriter).write(placed.funds)
        for column, head in enumerate(HEADS):
            canvas.words(placed.head, column, head.render(self.lang), "head")
        canvas.tall(placed.head, 30)
        rows = self._as(RowWriter)
        labels = [label for name in self.rules.tiers for label in self._tier(name, rows)]
        self._as(ClosingWriter).write()
        canvas.paged(
            placed.total + 1,
            [wide for at, wide in enumerate(self.widths) if at != TARGET or self._has_targets()],
            head=placed.head,
            labels=[label for _, label, _ in labels],
            kept={*placed.tiers.values(), placed.total, placed.total + 1},
        )
        for column, label, looks in labels:
            canvas.grouped((label.first, label.last), column, label.words, looks)
        canvas.sheet.freeze_panes(placed.head + 1, 0)
        canvas.printed(
            title_rows=(placed.head, placed.head),
            last=(placed.total + 1, WHY),
        )
        canvas.protected()

    def _as(self, part: type[AnyPen]) -> AnyPen:
        return part(
            self.plan,
            self.placed,
            self.calculation,
            self.addresses,
            said=self.said,
            lang=self.lang,
        )

    def _has_targets(self) -> bool:
        """Whether any row says what is to be reached."""
        said = any(not cells.target.is_empty for cells in self.said.own.values())
        shown = any(TARGET in columns_of(item).values() for item in self.rules.items)
        return said or shown or bool(self.placed.empty_rows)

    def _heading(self) -> None:
        canvas, heading = self.canvas, self.rules.ruleset
        canvas.merged((0, 0), (0, WHY), heading.title, "title")
        canvas.tall(0, 32)
        canvas.words(1, TIER, texts.UNIT_NAME.render(self.lang), "line")
        canvas.merged((1, GROUP), (1, CRITERION), self.said.unit, "blank")
        year = f"{texts.YEAR.render(self.lang)} {heading.fiscal_year}"
        canvas.merged((1, POINTS), (1, FILLED), year, "line")
        shown = say(texts.RULESET, id=self.rules.id).render(self.lang)
        canvas.merged((1, SCORE), (1, WHY), shown, "line")
        canvas.tall(1, 20)
        has_figures = bool(rows_of(self.plan, self.placed.addresses()))
        hint = (texts.TABLE_HINT if has_figures else texts.TABLE_HINT_ALONE).render(self.lang)
        if self.placed.empty_rows:
            hint += "\n" + say(texts.OWN_ROWS, id=self.rules.id).render(self.lang)
        canvas.merged((2, 0), (2, WHY), hint, "hint")
        canvas.tall(2, height((hint, sum(self.widths))))

    def _tier(self, name: str, rows: RowWriter) -> Iterator[tuple[int, Label, Looks]]:
        """The rows of a tier; yields the labels beside them, whose pages are not known yet."""
        rules, placed = self.rules, self.placed
        items = [item for item in rules.items if item.tier == name]
        tier = rules.tiers[name]
        label = self.with_points(tier.label, tier.points, self.widths[TIER])
        first, last = placed.tiers[name] - self._lines(name, items), placed.tiers[name] - 1
        if first <= last:
            yield TIER, Label(first, last, label, self.widths[TIER]), TIER_LOOKS
        for group, members in groupby(items, self._group):
            own = list(members)
            places = placed.rows[own[0].id], placed.rows[own[-1].id]
            yield GROUP, Label(*places, group, self.widths[GROUP]), GROUP_LOOKS
            for item in own:
                row = placed.rows[item.id]
                # A label stands in the first of its rows: no page ends within a row.
                room = [(label, self.widths[TIER])] if row == first else []
                room += [(group, self.widths[GROUP])] if row == places[0] else []
                rows.indicator(item, row, room)
        for empty in placed.empty[name]:
            rows.empty(empty, tier.points)
            beside = Label(empty.first, empty.last, empty.aspect, self.widths[GROUP])
            yield GROUP, beside, GROUP_LOOKS
        # No points and no claim of its own: a reader must not take it for one more indicator.
        whole = self.with_points(tier.label, tier.points)
        subtotal = say(texts.SUBTOTAL, label=whole).render(self.lang)
        self.sum(placed.tiers[name], subtotal, None, self.calculation.tiers.get(name))

    def _lines(self, tier: str, items: list[Scored]) -> int:
        return len(items) + sum(rows.count for rows in self.placed.empty[tier])

    def _group(self, item: Scored) -> str:
        """What stands beside a row; of a row of the form's own, what the form has there."""
        own = self.said.own.get(item.id)
        if own is not None and is_own(item):
            return own.group
        group = self.rules.groups.get(item.group)
        if group is None:
            return ""
        return self.with_points(group.label, group.points, self.widths[GROUP])
