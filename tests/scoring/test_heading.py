"""What a form says of its place, its scope and its year."""

from __future__ import annotations

import pytest

from zhibiao.messages import say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Form
from zhibiao.scoring.finding.places import Heading, heading_of

TITLE = "湖南省2023年度项目支出绩效自评表"
AWAY = "甲" * 300


def named(words: str, division: str, name: str) -> Heading:
    """A heading of a place that these words name."""
    reason = say(texts.PLACE_NAMED, words=words, name=name, division=division)
    return Heading(division, "", None, (reason,))


@pytest.mark.parametrize(
    ("form", "heading"),
    [
        (Form(), Heading("", "", None)),
        (Form(division="430000", unit="湖北省某厅"), Heading("430000", "", None)),
        (Form(unit="湖南省某厅", title="湖北省"), named("湖南省某厅", "430000", "湖南省")),
        (Form(unit="某厅", title="湖北省"), named("湖北省", "420000", "湖北省")),
        (Form(unit=AWAY + "湖南省"), Heading("", "", None)),
        (Form(unit=AWAY[3:] + "湖南省"), named("甲" * 60, "430000", "湖南省")),
        (Form(unit="湖南省" + "甲" * 60), named("湖南省" + "甲" * 57, "430000", "湖南省")),
    ],
)
def test_the_place_is_that_of_the_field_the_unit_or_the_title(form: Form, heading: Heading) -> None:
    """The form's own code counts; a place in its words comes with the words that name it."""
    assert heading_of(form) == heading


@pytest.mark.parametrize(
    ("form", "scope"),
    [
        (Form(scope="policy", title="项目支出"), "policy"),
        (Form(title="项目支出绩效自评表"), "project"),
        (Form(title="专项资金绩效自评表"), "project"),
        (Form(title="部门整体支出绩效自评表"), "department"),
        (Form(title="部门整体和项目支出"), ""),
        (Form(title="绩效自评表"), ""),
        (Form(title=AWAY[2:] + "专项"), "project"),
        (Form(title=AWAY[1:] + "专项"), ""),
    ],
)
def test_the_scope_is_that_of_the_field_or_the_title(form: Form, scope: str) -> None:
    """A title that speaks of both scopes says neither."""
    assert heading_of(form).scope == scope


@pytest.mark.parametrize(
    ("form", "year"),
    [
        (Form(fiscal_year=2021, title="2023年度"), 2021),
        (Form(title="2023年度"), 2023),
        (Form(title="2023 年"), 2023),
        (Form(title="2023年度（2023年1月）"), 2023),
        (Form(title="2022年和2023年"), None),
        (Form(title="1999年"), None),
        (Form(title=AWAY[5:] + "2023年"), 2023),
        (Form(title=AWAY[4:] + "2023年"), None),
    ],
)
def test_the_year_is_that_of_the_field_or_the_one_of_the_title(
    form: Form, year: int | None
) -> None:
    """Two years in a title leave it open."""
    assert heading_of(form).year == year


def test_a_title_may_say_all_three() -> None:
    """Place, scope and year from the one line that every form has."""
    found = heading_of(Form(title=TITLE))
    assert (found.division, found.scope, found.year) == ("430000", "project", 2023)
    assert len(found.reasons) == 1
