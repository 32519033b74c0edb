"""``impossible-date``: dates that cannot be."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings

CHECK = "impossible-date"


def dated(*dates: tuple[str, str], year: str = "fiscal_year = 2022") -> str:
    """The small form of 2022 with dates."""
    entries = "".join(
        f'[[dates]]\nrole = "{role}"\nvalue = {value}\nat = {{ sentence = {number} }}\n'
        for number, (role, value) in enumerate(dates, 1)
    )
    return changed(("fiscal_year = 2022", year)) + entries


@pytest.mark.parametrize("role", ["cover", "report", "filled", "signed"])
@pytest.mark.parametrize("value", ["2022-12-30", "2022-03-31", "2021-06-08"])
def test_a_date_before_the_year_has_ended_is_found(role: str, value: str) -> None:
    """No role may come before the last day of the year."""
    (finding,) = findings(dated((role, value)), [CHECK])
    assert (finding.claimed, finding.where.sentence) == (value, 1)


@pytest.mark.parametrize("value", ["2022-12-31", "2023-01-01", "2023-06-30", "2026-01-01"])
def test_a_date_after_it_is_silent(value: str) -> None:
    """The last day itself, and any later one."""
    assert findings(dated(("signed", value)), [CHECK]) == ()


def test_the_later_dates_are_named_beside_it() -> None:
    """A cover of the right year shows which year was meant."""
    text = dated(("cover", "2023-03-31"), ("signed", "2022-03-31"))
    (finding,) = findings(text, [CHECK])
    assert [where.sentence for where in finding.related] == [1]
    assert "2023-03-31" in finding.render("zh")


def test_without_a_year_dates_must_fit_together() -> None:
    """More than a year from the latest date is too far; a year is not."""
    apart = dated(("cover", "2023-03-31"), ("signed", "2022-03-29"), year="")
    (finding,) = findings(apart, [CHECK])
    assert finding.claimed == "2022-03-29"
    near = dated(("cover", "2023-03-31"), ("signed", "2022-03-31"), year="")
    assert findings(near, [CHECK]) == ()


def test_a_day_that_no_calendar_has_is_found() -> None:
    """It is quoted as it stands, whether or not the year is known."""
    entry = '[[dates]]\nrole = "filled"\nraw = "2023年2月30日"\nat = { sentence = 4 }\n'
    for year in ("fiscal_year = 2022", ""):
        (finding,) = findings(dated(year=year) + entry, [CHECK])
        assert (finding.claimed, finding.where.sentence) == ("2023年2月30日", 4)
