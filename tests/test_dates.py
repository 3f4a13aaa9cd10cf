"""Which strings are accepted as a document date."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.dates import iso_date


@pytest.mark.parametrize(
    "value",
    [
        "2025", "0001", "2025-11", "2025-11-04", "2024-02-29", "2025-11-04T07:49", "2025-11-04T07:49:30",
        "2025-11-04T07:49:30.123456789", "2025-11-04T07:49Z", "2025-11-04T07:49:30+07:00", "2025-11-04T00:00-14:00",
    ],
)  # fmt: skip
def test_accepted_as_it_stands(value):
    assert iso_date(value) == value


@pytest.mark.parametrize(
    "value",
    [
        None, 2025, 20.25, True, [], {}, "", " ", "25", "202", "20251", "0000", "2025-", "2025-1", "2025-13", "2025-00",
        "2025-11-4", "2025-11-31", "2025-02-29", "1900-02-29", "2025-11-00", "20251104", "2025-308", "2025-W45",
        "2025-W45-2", "2025-11-04T", "2025-11-04T07", "2025-11-04T24:00", "2025-11-04T07:60", "2025-11-04T07:49:60",
        "2025-11-04 07:49", "2025-11-04t07:49", "2025-11-04T07:49z", "2025-11-04T07:49+0700", "2025-11-04T07:49+14:01",
        "2025-11-04T07:49+07:60", "2025-11-04Z", "2025-11-04T07:49:30.", "2025-11-04T07:49:30,5", "-2025", "+2025",
        " 2025", "2025 ", "2025\n", "04/11/2025", "4 November 2025", "２０２５", "٢٠٢٥", "2025-11/2025-12",
        "2025-11-XX",
    ],
)  # fmt: skip
def test_anything_else_is_none(value):
    assert iso_date(value) is None


@given(st.dates())
def test_every_day_of_the_calendar(day):
    for value in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert iso_date(value) == value


@given(st.datetimes(timezones=st.none() | st.just(UTC)))
def test_every_moment(moment):
    assert iso_date(moment.isoformat()) == moment.isoformat()


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_accepted_just_when_it_exists(year, month, day):
    value = f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day)
    except ValueError:
        assert iso_date(value) is None
    else:
        assert iso_date(value) == value


@given(st.text() | st.from_regex(r"[0-9:T.+Z-]{0,30}", fullmatch=True))
def test_nothing_raises_and_what_is_accepted_is_a_date(value):
    accepted = iso_date(value)
    if accepted is not None:
        assert accepted == value
        assert 1 <= datetime.fromisoformat(value[:10] if len(value) > 9 else f"{value}-01-01"[:10]).year <= 9999
