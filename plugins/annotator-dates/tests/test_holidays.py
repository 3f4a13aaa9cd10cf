import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator_dates.calendars import civil, weekday
from annotator_dates.holidays import easter, holiday_days, nth_weekday
from annotator_dates.lunar import chinese_new_year, diwali, hebrew_new_year, hijri_day, hijri_year_of, nowruz, vesak

CHINESE = {
    1985: (2, 20), 1990: (1, 27), 1998: (1, 28), 2000: (2, 5), 2004: (1, 22), 2012: (1, 23), 2015: (2, 19),
    2018: (2, 16), 2020: (1, 25), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2033: (1, 31),
    2034: (2, 19),
}  # fmt: skip
HEBREW = {5760: (1999, 9, 11), 5770: (2009, 9, 19), 5775: (2014, 9, 25), 5784: (2023, 9, 16), 5785: (2024, 10, 3)}
VESAK = {
    2010: (5, 27), 2011: (5, 17), 2014: (5, 14), 2015: (5, 4), 2016: (5, 21), 2018: (4, 30), 2020: (5, 7),
    2021: (5, 26), 2023: (5, 5), 2024: (5, 23), 2025: (5, 12),
}  # fmt: skip
EASTER = {1818: (3, 22), 1943: (4, 25), 1998: (4, 12), 2000: (4, 23), 2008: (3, 23), 2010: (4, 4), 2024: (3, 31)}


@pytest.mark.parametrize(("year", "expected"), CHINESE.items())
def test_chinese_new_year(year, expected):
    assert civil(chinese_new_year(year)) == (year, *expected)


@pytest.mark.parametrize(("year", "expected"), HEBREW.items())
def test_hebrew_new_year(year, expected):
    assert civil(hebrew_new_year(year)) == expected


@pytest.mark.parametrize(("year", "expected"), VESAK.items())
def test_vesak(year, expected):
    assert civil(vesak(year)) == (year, *expected)


@pytest.mark.parametrize(("year", "expected"), EASTER.items())
def test_easter(year, expected):
    assert civil(easter(year)) == (year, *expected)


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_of_spring(year):
    day = easter(year)
    assert weekday(day) == 7
    assert (3, 22) <= civil(day)[1:] <= (4, 25)


@given(st.integers(min_value=1, max_value=3000), st.integers(min_value=1, max_value=12))
def test_islamic_months_have_29_or_30_days_and_lie_in_their_year(year, month):
    first, following = hijri_day(year, month, 1), hijri_day(year, month + 1, 1)
    assert following - first in (29, 30)
    assert hijri_year_of(first) == hijri_year_of(following - 1) == year


@given(st.integers(min_value=4000, max_value=7000))
def test_hebrew_years_have_one_of_six_lengths_and_begin_on_a_lawful_day(year):
    assert hebrew_new_year(year + 1) - hebrew_new_year(year) in (353, 354, 355, 383, 384, 385)
    assert weekday(hebrew_new_year(year)) not in (3, 5, 7)


@given(st.integers(min_value=1800, max_value=2300))
def test_chinese_new_year_falls_in_winter(year):
    assert (1, 20) <= civil(chinese_new_year(year))[1:] <= (2, 22)


@given(st.integers(min_value=1800, max_value=2200))
def test_days_of_the_sun_fall_into_their_season(year):
    assert (3, 18) <= civil(nowruz(year))[1:] <= (3, 23)
    assert (10, 13) <= civil(diwali(year))[1:] <= (11, 18)
    assert (4, 23) <= civil(vesak(year))[1:] <= (6, 2)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("ramadan", 2024, ((2024, 3, 11), (2024, 4, 9))),
        ("passover", 2024, ((2024, 4, 23), (2024, 4, 23))),
        ("hanukkah", 2024, ((2024, 12, 26), (2024, 12, 26))),
        ("purim", 2023, ((2023, 3, 7), (2023, 3, 7))),
        ("thanksgiving", 2010, ((2010, 11, 25), (2010, 11, 25))),
        ("memorial-day", 2010, ((2010, 5, 31), (2010, 5, 31))),
        ("good-friday", 2010, ((2010, 4, 2), (2010, 4, 2))),
        ("diwali", 2003, ((2003, 10, 25), (2003, 10, 25))),
        ("diwali", 2010, ((2010, 11, 5), (2010, 11, 5))),
        ("diwali", 2014, ((2014, 10, 23), (2014, 10, 23))),
        ("diwali", 2023, ((2023, 11, 12), (2023, 11, 12))),
        ("nowruz", 2020, ((2020, 3, 20), (2020, 3, 20))),
        ("nowruz", 2025, ((2025, 3, 21), (2025, 3, 21))),
        ("christmas", 2010, ((2010, 12, 25), (2010, 12, 25))),
    ],
)
def test_holidays(name, year, expected):
    assert tuple(civil(day) for day in holiday_days(name, year)) == expected


def test_unknown_holiday():
    assert holiday_days("no-such-day", 2010) is None


@given(
    st.integers(min_value=1, max_value=3000), st.integers(1, 12), st.integers(1, 7), st.sampled_from([1, 2, 3, 4, -1])
)
def test_nth_weekday_lies_in_its_month(year, month, day, n):
    found = nth_weekday(year, month, day, n)
    assert weekday(found) == day
    assert civil(found)[:2] == (year, month)
