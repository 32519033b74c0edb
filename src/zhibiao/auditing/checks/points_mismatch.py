"""``points-mismatch``: points that do not add up, or that the standard gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import ZERO, text
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow, word
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.vocabulary import TOTAL

TOTAL_DIFFERS = Text(
    zh="分值合计写 {stated}，各项分值相加为 {sum}",
    en="the points are stated as {stated} in all, but the rows add up to {sum}",
)
FULL_DIFFERS = Text(
    zh="满分写 {stated}，评分办法规定为 {wanted}",
    en="the full points are stated as {stated}, but the rule set says {wanted}",
)
TIER_DIFFERS = Text(
    zh="“{label}”标明 {stated} 分，其下各项分值相加为 {sum}",
    en='"{label}" is worth {stated} by its heading, but its rows add up to {sum}',
)
TIER_RULE = Text(
    zh="“{label}”下各项分值相加为 {sum}，评分办法规定为 {wanted}",
    en='the rows under "{label}" are worth {sum}, but the rule set says {wanted}',
)
ROW_DIFFERS = Text(
    zh="“{label}”的分值写 {stated}，评分办法规定为 {wanted}",
    en='the points of "{label}" are stated as {stated}, but the rule set says {wanted}',
)
TIER_BORROWED = Text(
    zh="“{label}”下各项分值相加为 {sum}，全国框架一般为 {wanted}；本地办法如另有规定，以本地的为准",
    en='the rows under "{label}" are worth {sum}; the national frame usually gives {wanted}. A '
    "standard of the place itself goes before it",
)
ROW_BORROWED = Text(
    zh="“{label}”的分值写 {stated}，全国框架一般为 {wanted}；本地办法如另有规定，以本地的为准",
    en='the points of "{label}" are stated as {stated}; the national frame usually gives {wanted}. '
    "A standard of the place itself goes before it",
)


@form_check("points-mismatch", Severity.ERROR)
def points_mismatch(audit: Audit) -> Iterator[Observation]:
    """Points do not add up, or differ from those of the rule set.

    What it finds:
        Rows whose points are not the full points together, a level-1 heading such as
        投入（15分）over rows worth something else, a row that gives itself other points than
        the rule set, and full points that differ from the rule set's. It is a warning where
        the place has no standard here, so that only the weights of the national frame differ.

    Why it matters:
        Points are the weights of the standard. Whoever changes them changes the result.

    Example:
        产出（50分） over rows of 15, 15, 10 and 5 points.

    What to do:
        Take the points from the standard; the rule set's points are used in scoring.

    Source:
        The rule set's own tables of points.
    """
    yield from _whole(audit)
    yield from _tiers(audit)
    yield from _tiers_of_rules(audit)
    for score, row in audit.scored_rows:
        stated = row.points.number
        wanted = score.item.points
        if stated is not None and stated != wanted:
            template = ROW_BORROWED if audit.is_borrowed else ROW_DIFFERS
            yield Observation(
                say(template, label=audit.name_of(row), stated=text(stated), wanted=text(wanted)),
                row.points.place(row.label),
                claimed=text(stated),
                expected=text(wanted),
                severity=_weight(audit),
            )


def _whole(audit: Audit) -> Iterator[Observation]:
    form = audit.form
    stated = form.total.points.number
    if stated is None:
        return
    total = _sum(form.rows)
    if total is not None and form.funds.points.number is not None:
        total += form.funds.points.number
    hidden = audit.hidden_execution
    if total is not None and stated not in (total, total + hidden):
        yield Observation(
            say(TOTAL_DIFFERS, stated=text(stated), sum=text(total)),
            form.total.points.place(TOTAL),
            claimed=text(stated),
            expected=text(total),
        )
    wanted = audit.card.total.points if audit.card is not None else stated
    if stated != wanted:
        yield Observation(
            say(FULL_DIFFERS, stated=text(stated), wanted=text(wanted)),
            form.total.points.place(TOTAL),
            claimed=text(stated),
            expected=text(wanted),
        )


def _tiers(audit: Audit) -> Iterator[Observation]:
    tiers: dict[str, list[FormRow]] = {}
    for row in audit.form.rows:
        tiers.setdefault(word(row.tier), []).append(row)
    for rows in tiers.values():
        total = _sum(rows)
        headings: dict[Fraction, FormRow] = {}
        for row in rows:
            if row.tier_points.number is not None:
                headings.setdefault(row.tier_points.number, row)
        for stated, heading in headings.items():
            if total is None or stated == total:
                continue
            yield Observation(
                say(TIER_DIFFERS, label=heading.tier, stated=text(stated), sum=text(total)),
                heading.tier_points.place(heading.tier),
                claimed=text(stated),
                expected=text(total),
            )


def _tiers_of_rules(audit: Audit) -> Iterator[Observation]:
    """Tiers whose rows are worth something else than the rule set gives them.

    Where a tier of the rule set has no row, or a row no tier that is known, headings were lost or
    stand beside other rows, and what belongs together is not known.
    """
    rules = audit.card.rules if audit.card is not None else None
    if rules is None or not _has_tiers(audit.form.rows, rules):
        return
    for tier in rules.tiers.values():
        words = {word(one) for one in (tier.label, *tier.aliases)}
        rows = [row for row in audit.form.rows if word(row.tier) in words]
        total = _sum(rows)
        stated = {row.tier_points.number for row in rows} - {None, total}
        if total is None or total == tier.points or stated:
            continue  # a heading that says something else was named already
        template = TIER_BORROWED if audit.is_borrowed else TIER_RULE
        yield Observation(
            say(template, label=rows[0].tier, sum=text(total), wanted=text(tier.points)),
            rows[0].points.place(rows[0].tier),
            claimed=text(total),
            expected=text(tier.points),
            severity=_weight(audit),
        )


def _weight(audit: Audit) -> Severity | None:
    """How grave it is to differ from the rule set: what the frame only suggests binds nobody."""
    return Severity.WARNING if audit.is_borrowed else None


def _has_tiers(rows: tuple[FormRow, ...], rules: RuleSet) -> bool:
    """Whether every scored row stands under a tier of the rule set, and each tier has one."""
    present = {word(row.tier) for row in rows if not row.points.is_empty}
    words = [{word(one) for one in (t.label, *t.aliases)} for t in rules.tiers.values()]
    return all(present & own for own in words) and present <= set[str]().union(*words)


def _sum(rows: list[FormRow] | tuple[FormRow, ...]) -> Fraction | None:
    """The points of rows; unknown as soon as a row that is scored has none."""
    points = []
    for row in rows:
        if row.points.number is None:
            if not row.claimed.is_empty or not row.points.is_empty:
                return None
            continue
        points.append(row.points.number)
    return sum(points, ZERO) if points else None
