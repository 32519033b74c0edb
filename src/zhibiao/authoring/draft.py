"""A rule set drafted from the scoring table of a form: what the table says, guesses marked.

Points, labels and criteria are the form's own; whatever is not written there (and a scheme that
was read from words) stands in ``assumed``, in the words of a person who must confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from zhibiao.authoring.renaming import renamed
from zhibiao.authoring.scaffold import RuleSetName
from zhibiao.criteria.document import measure_lines, scheme_lines, toml_value
from zhibiao.criteria.reading import Reading
from zhibiao.errors import FormError
from zhibiao.exact import ONE, ZERO
from zhibiao.messages import authoring as texts
from zhibiao.messages import criteria as wordings
from zhibiao.messages import say
from zhibiao.model.form import Form, FormRow
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

MOST_ROWS = 500
Read = Callable[[str, Fraction], Reading]


@frozen
class Draft:
    """A drafted rule set as TOML, and which of its rows are left to an assessor.

    ``unstated`` are those among them for which the form has no criterion at all.
    """

    text: str
    rows: tuple[str, ...]
    judged: tuple[str, ...]
    unstated: tuple[str, ...] = ()


@frozen
class _Row:
    """One indicator to be."""

    id: str
    row: FormRow
    points: Fraction
    guessed_points: bool
    scheme: Scheme
    measures: Table[str, Measure]
    understood: bool


@frozen
class _Heading:
    """A tier or a group to be."""

    id: str
    label: str
    tier: str = ""
    rows: list[_Row] = field(factory=list)

    @property
    def points(self) -> Fraction:
        """The sum of its rows."""
        return sum((row.points for row in self.rows), ZERO)


def draft(form: Form, name: RuleSetName, read: Read, judged: Iterable[str] = ()) -> Draft:
    """A rule set from a form.

    Args:
        form: the form; only its table of indicators and the points of its funds table count.
        name: the id that the rule set shall have.
        read: reads a criterion's wording.
        judged: rows that are left to an assessor whatever their criterion says.

    Raises:
        FormError: the form has no row to draft from.
    """
    rows = _told_apart([_row(number, one, read, set(judged)) for number, one in _scored(form)])
    if not rows:
        raise FormError(say(texts.NOTHING_TO_DRAFT))
    tiers = _headings((row.row.tier for row in rows), rows, "tier")
    groups = _grouped(rows, tiers)
    lines = [*_head(form, name, rows), *_execution(form)]
    for row in rows:
        for measure, found in row.measures.items():
            guess = toml_value(Table({"label": texts.GUESS_MEASURE}))
            lines += [f"[measures.{measure}]", *measure_lines(found), f"assumed = {guess}", ""]
    for tier in tiers:
        guesses = {"points": texts.GUESS_SUM}
        lines += [f"[tiers.{tier.id}]", *_heading_lines(tier, guesses)]
    for group in groups:
        guesses = {"points": texts.GUESS_SUM}
        lines += [f"[groups.{group.id}]", f'tier = "{group.tier}"', *_heading_lines(group, guesses)]
    owner = {row.id: group.id for group in groups for row in group.rows}
    for row in rows:
        lines += _indicator(row, owner[row.id])
    return Draft(
        "\n".join(lines).rstrip() + "\n",
        tuple(row.id for row in rows),
        tuple(row.id for row in rows if not row.understood),
        tuple(row.id for row in rows if not row.row.criterion),
    )


def _scored(form: Form) -> list[tuple[int, FormRow]]:
    found = [row for row in form.rows if row.label.strip()]
    return list(enumerate(found[:MOST_ROWS], 1))


def _row(number: int, row: FormRow, read: Read, judged: set[str]) -> _Row:
    own = f"row_{number}"
    stated = row.points.number
    points = stated if stated is not None and stated > 0 else ONE
    reading = read(row.criterion, points) if row.criterion and own not in judged else None
    scheme = None if reading is None else reading.scheme
    if reading is None or scheme is None:
        return _Row(own, row, points, points != stated, Judged(), Table(), understood=False)
    if any(said.text is wordings.POINTS_OR_PER_CENT for said in reading.ambiguous):
        scheme = _step_assumed(scheme)
    names = {name: f"{own}_{name}" for name in reading.measures}
    measures = Table((names[name], measure) for name, measure in reading.measures.items())
    return _Row(
        own, row, points, points != stated, renamed(scheme, names), measures, understood=True
    )


def _told_apart(rows: list[_Row]) -> list[_Row]:
    """The rows with a label of its own for each measure.

    A wording that does not name its figure speaks of that of its indicator; one that names it as
    another indicator does is told apart by the indicator.
    """
    taken: set[str] = set()
    found = []
    for row in rows:
        own = row.row.label.strip()
        labels: dict[str, str] = {}
        for name, measure in row.measures.items():
            plain = own if measure.label == wordings.FIGURE.zh else measure.label
            choices = (plain, f"{plain}（{own}）", f"{plain}（{own}，{name}）")
            labels[name] = next(one for one in choices if one not in taken)
            taken.add(labels[name])
        measures = Table((n, evolve(m, label=labels[n])) for n, m in row.measures.items())
        found.append(evolve(row, measures=measures))
    return found


def _step_assumed(scheme: Scheme) -> Scheme:
    """The scheme with its step among what is assumed: points, or per cent of the target."""
    match scheme:
        case StepDeduction():
            return evolve(scheme, assumed=Table({**scheme.assumed, "step": ""}))
        case Composite():
            return evolve(scheme, parts=tuple(_step_assumed(part) for part in scheme.parts))
        case _:
            return scheme


def _headings(labels: Iterable[str], rows: list[_Row], prefix: str) -> list[_Heading]:
    found: dict[str, _Heading] = {}
    for label, row in zip(labels, rows, strict=True):
        shown = label.strip() or texts.UNNAMED_TIER
        number = len(found) + 1
        found.setdefault(shown, _Heading(f"{prefix}_{number}", shown)).rows.append(row)
    return list(found.values())


def _grouped(rows: list[_Row], tiers: list[_Heading]) -> list[_Heading]:
    """The groups of each tier; rows without one are put under the tier's own label."""
    found: list[_Heading] = []
    for tier in tiers:
        labels = (row.row.group or tier.label for row in tier.rows)
        found += [
            _Heading(group.id, group.label, tier.id, group.rows)
            for group in _headings(labels, tier.rows, f"{tier.id}_group")
        ]
    assert sum(len(group.rows) for group in found) == len(rows)
    return found


def _head(form: Form, name: RuleSetName, rows: list[_Row]) -> list[str]:
    execution = form.funds.points.number or ZERO
    points = sum((row.points for row in rows), execution)
    guesses = {"title": texts.GUESS_HEADING, "summary": texts.GUESS_HEADING}
    if form.total.points.number != points:
        guesses["points"] = texts.GUESS_SUM
    rounding = dict.fromkeys(("places", "mode", "at"), texts.GUESS_ROUNDING)
    title = form.title.strip() or texts.TITLES[name.scope].zh
    return [
        "language = 1", "",
        "[ruleset]",
        f"title = {toml_value(title)}",
        f"summary = {toml_value(texts.GUESS_HEADING)}",
        f'jurisdiction = "{name.jurisdiction}"',
        f'scope = "{name.scope}"',
        f"fiscal_year = {name.year}",
        f"points = {toml_value(points)}",
        f"assumed = {toml_value(Table(guesses))}", "",
        "[ruleset.rounding]", "places = 2", 'mode = "half-up"', 'at = "indicator"',
        f"assumed = {toml_value(Table(rounding))}", "",
        "[[ruleset.sources]]",
        f"title = {toml_value(title)}",
        f"assumed = {toml_value(Table({'document_no': texts.GUESS_HEADING}))}", "",
    ]  # fmt: skip


def _execution(form: Form) -> list[str]:
    points = form.funds.points.number
    if points is None or points <= 0:
        return []
    guesses = dict.fromkeys(("denominator", "cap"), texts.GUESS_ROUNDING)
    return [
        "[execution]", f"points = {toml_value(points)}", 'denominator = "annual_budget"',
        'cap = "100%"', f"assumed = {toml_value(Table(guesses))}", "",
    ]  # fmt: skip


def _heading_lines(heading: _Heading, guesses: Mapping[str, str]) -> list[str]:
    named = dict(guesses)
    if heading.label == texts.UNNAMED_TIER:
        named["label"] = texts.GUESS_GROUP
    return [
        f"label = {toml_value(heading.label)}", f"points = {toml_value(heading.points)}",
        f"assumed = {toml_value(Table(named))}", "",
    ]  # fmt: skip


def _indicator(row: _Row, group: str) -> list[str]:
    unread = texts.GUESS_JUDGED if row.row.criterion else texts.GUESS_NO_CRITERION
    guesses = {"scheme": texts.GUESS_SCHEME if row.understood else unread}
    if row.guessed_points:
        guesses["points"] = texts.GUESS_POINTS_MISSING
    if not row.row.group.strip():
        guesses["group"] = texts.GUESS_GROUP
    lines = [f"[indicators.{row.id}]", f'group = "{group}"', f"label = {toml_value(row.row.label)}"]
    if len(row.row.labels) > 1:
        lines.append(f"aliases = {toml_value(row.row.labels)}")
    lines.append(f"points = {toml_value(row.points)}")
    if row.row.criterion:
        lines.append(f"criterion = {toml_value(row.row.criterion)}")
    lines += [f"assumed = {toml_value(Table(guesses))}", ""]
    return [*lines, f"[indicators.{row.id}.scheme]", *scheme_lines(row.scheme), ""]
