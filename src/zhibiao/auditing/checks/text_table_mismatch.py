"""``text-table-mismatch``: the report's prose and the tables state different figures."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.figures import Naming, agree, is_generic, naming
from zhibiao.exact import unit_text
from zhibiao.messages import Text, say
from zhibiao.model.form import Stated, word
from zhibiao.model.place import place_text
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import SELF_SCORE

TABLE = Text(
    zh="报告写“{label}”为 {said}，表中“{other}”是 {found}（{place}）",
    en='the report gives "{label}" as {said}, but "{other}" in the table is {found} ({place})',
)
PROSE = Text(
    zh="报告写“{label}”为 {said}，另一处“{other}”是 {found}（{place}）",
    en='the report gives "{label}" as {said}, and elsewhere "{other}" as {found} ({place})',
)
NOWHERE = Text(zh="位置不明", en="place not known")


@form_check("text-table-mismatch", Severity.ERROR)
def text_table_mismatch(audit: Audit) -> Iterator[Observation]:
    """A figure in the report differs from the same figure in the tables or elsewhere in it.

    What it finds:
        A figure of the prose whose words name the same quantity, year and column as a figure
        of a table, an indicator's actual or another sentence, in a comparable unit, and which
        differs by more than the printed places allow. 三公经费支出 and 三公经费2024年决算数 are
        the same; a sentence that speaks of another year or of a plan is not compared, and names
        that fit anything (完成率) only under the very same label of a table. Figures that the
        rule set scores are the business of ``conflicting-figures``.

    Why it matters:
        The report is read by people, the tables by the finance bureau: one of them is misled.

    Example:
        公用经费79.05万元 in the report, 97.05 in the basic-data table.

    What to do:
        Find the true figure in the accounts and write it everywhere.

    Source:
        Consistency of the document; no regulation is needed.
    """
    known = _measured(audit)
    tables: dict[Naming, Stated] = {}
    prose: dict[Naming, Stated] = {}
    for stated, name in _named(audit):
        if stated.kind == "figure" and word(stated.label) not in known:
            tables.setdefault(name, stated)
    for stated, name in _named(audit):
        if stated.kind != "fact" or word(stated.label) in known:
            continue
        other = tables.get(name)
        if other is None and not is_generic(name.noun):
            other = prose.setdefault(name, stated)
        if other is None or other is stated or _agree(stated, other):
            continue
        if is_generic(name.noun) and word(other.label) != word(stated.label):
            continue
        yield _seen(stated, other)


def _measured(audit: Audit) -> set[str]:
    """The words for what the rule set scores, and for the self-score: other checks tell those."""
    measures = audit.card.rules.measures.values() if audit.card is not None else ()
    words = {word(one) for measure in measures for one in measure.words}
    return words | set(audit.card.meanings if audit.card is not None else ()) | set(SELF_SCORE)


def _named(audit: Audit) -> Iterator[tuple[Stated, Naming]]:
    stated = [one for one in audit.form.stated if one.kind != "goal"]
    rows = [Stated(row.label, row.actual) for row in audit.form.rows if len(row.labels) == 1]
    for one in (*stated, *rows):
        if one.cell.quantity is None or one.cell.relation != "=":
            continue
        name = naming(one, audit.form.fiscal_year)
        if name is not None:
            yield one, name


def _agree(one: Stated, other: Stated) -> bool:
    a, b = one.cell.quantity, other.cell.quantity
    return a is None or b is None or agree(a, b)


def _seen(stated: Stated, other: Stated) -> Observation:
    place = place_text(other.cell.at)
    shown = say(
        TABLE if other.kind == "figure" else PROSE,
        label=stated.label,
        said=_shown(stated),
        other=other.label,
        found=_shown(other),
        place=NOWHERE if place is None else place,
    )
    return Observation(
        shown, stated.where, claimed=_shown(stated), expected=_shown(other), related=(other.where,)
    )


def _shown(stated: Stated) -> str:
    quantity = stated.cell.quantity
    return "" if quantity is None else unit_text(quantity.value, quantity.unit)
