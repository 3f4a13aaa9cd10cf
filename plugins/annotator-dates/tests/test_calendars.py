from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator_dates.calendars import (
    UNIT_GRAINS,
    civil,
    day_number,
    first_day,
    iso_week,
    last_day,
    month_length,
    number,
    shift_months,
    weekday,
)

EPOCH = date(1970, 1, 1)
days = st.integers(min_value=-8_000_000, max_value=8_000_000)
dates = st.dates()


@given(dates)
def test_agrees_with_datetime(day):
    n = day_number(day.year, day.month, day.day)
    assert n == (day - EPOCH).days
    assert civil(n) == (day.year, day.month, day.day)
    assert weekday(n) == day.isoweekday()
    assert iso_week(n) == tuple(day.isocalendar())[:2]


@given(days)
def test_civil_is_the_inverse_of_day_number_in_all_ages(day):
    assert day_number(*civil(day)) == day


@given(days, st.sampled_from(UNIT_GRAINS))
def test_a_day_lies_in_its_period(day, grain):
    n = number(grain, day)
    first = first_day("week" if grain == "weekend" else grain, n)
    assert first <= day <= last_day(grain, n)
    assert last_day(grain, n) + 1 == first_day("week" if grain == "weekend" else grain, n + 1)


@given(dates, st.integers(min_value=-200, max_value=200))
def test_months_keep_the_day_where_they_can(day, months):
    year, month, of_month = civil(shift_months((day - EPOCH).days, months))
    assert (year * 12 + month) - (day.year * 12 + day.month) == months
    assert of_month == min(day.day, month_length(year, month))


@given(dates.filter(lambda day: day.year < 9999))
def test_month_length(day):
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    assert month_length(day.year, day.month) == (following - day.replace(day=1)).days


@pytest.mark.parametrize(
    ("day", "season"), [((1998, 3, 1), 0), ((1998, 8, 31), 1), ((1998, 11, 30), 2), ((1999, 2, 28), 3)]
)
def test_seasons_begin_in_march_and_winter_ends_in_the_next_year(day, season):
    assert number("season", day_number(*day)) == 1998 * 4 + season
