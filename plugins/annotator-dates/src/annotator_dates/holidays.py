"""Named days, computed by rule for any year.

Sources of the rules: Easter by the anonymous Gregorian algorithm (printed in Nature, 20 April 1876); days that follow
the moon as `annotator_dates.lunar` has them; fixed days and weekdays of a month as laws and customs have them.
"""

from __future__ import annotations

from annotator_dates.calendars import civil, day_number, weekday
from annotator_dates.lunar import chinese_new_year, diwali, hebrew_new_year, hijri_day, hijri_year_of, nowruz, vesak

__all__ = ["FIXED", "easter", "holiday_days", "nth_weekday"]

FIXED = {
    "christmas": (12, 25), "christmas-eve": (12, 24), "boxing-day": (12, 26), "new-year": (1, 1),
    "new-year-eve": (12, 31), "valentine": (2, 14), "halloween": (10, 31), "independence-day": (7, 4),
    "armistice-day": (11, 11), "veterans-day": (11, 11), "may-day": (5, 1), "all-saints": (11, 1),
    "st-patrick": (3, 17), "bastille-day": (7, 14), "epiphany": (1, 6), "assumption": (8, 15), "juneteenth": (6, 19),
    "womens-day": (3, 8), "earth-day": (4, 22), "april-fool": (4, 1), "anzac-day": (4, 25), "australia-day": (1, 26),
    "canada-day": (7, 1), "guy-fawkes": (11, 5), "st-nicholas": (12, 6), "columbus-fixed": (10, 12),
}  # fmt: skip
"""Holidays with the same month and day every year."""

_NTH = {
    "thanksgiving": (11, 4, 4), "labor-day": (9, 1, 1), "memorial-day": (5, 1, -1), "mlk-day": (1, 1, 3),
    "presidents-day": (2, 1, 3), "columbus-day": (10, 1, 2), "mothers-day": (5, 7, 2), "fathers-day": (6, 7, 3),
}  # fmt: skip
"""Holidays on the n-th weekday of a month: month, day of the week (1 is Monday), n (-1 is the last)."""

_EASTER = {
    "easter": 0, "good-friday": -2, "easter-monday": 1, "palm-sunday": -7, "ash-wednesday": -46, "ascension": 39,
    "pentecost": 49, "maundy-thursday": -3, "shrove-tuesday": -47, "corpus-christi": 60, "holy-saturday": -1,
}  # fmt: skip
"""Days counted from Easter Sunday."""

_HIJRI = {
    "ramadan": (9, 1, 10, 0), "eid-al-fitr": (10, 1, 10, 1), "eid-al-adha": (12, 10, 12, 10), "ashura": (1, 10, 1, 10),
    "mawlid": (3, 12, 3, 12), "islamic-new-year": (1, 1, 1, 1),
}  # fmt: skip
"""Islamic month and day of the beginning and of the end."""


_SKY = {"lunar-new-year": chinese_new_year, "diwali": diwali, "nowruz": nowruz, "vesak": vesak}
"""Days that are read from sun and moon."""


def holiday_days(name: str, year: int) -> tuple[int, int] | None:
    """Return the first and last day number of the holiday in a (Gregorian) year, None for an unknown name."""
    if name in FIXED:
        day = day_number(year, *FIXED[name])
    elif name in _NTH:
        day = nth_weekday(year, *_NTH[name])
    elif name in _EASTER:
        day = easter(year) + _EASTER[name]
    elif name in _HIJRI:
        return _islamic(_HIJRI[name], year)
    elif name in _HEBREW:
        day = _hebrew(name, year)
    elif name in _SKY:
        day = _SKY[name](year)
    else:
        return None
    return day, day


def nth_weekday(year: int, month: int, week_day: int, n: int) -> int:
    """Return the day number of the n-th such day of the week in a month, or of the last for -1."""
    if n > 0:
        first = day_number(year, month, 1)
        return first + (week_day - weekday(first)) % 7 + 7 * (n - 1)
    last = day_number(year, month + 1, 1) - 1 if month < 12 else day_number(year, 12, 31)
    return last - (weekday(last) - week_day) % 7 + 7 * (n + 1)


def easter(year: int) -> int:
    """Return the day number of Easter Sunday (Western churches)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return day_number(year, month, day + 1)


def _islamic(span: tuple[int, int, int, int], year: int) -> tuple[int, int] | None:
    """Return the first such days that begin in the Gregorian year; some years have two, a few have none."""
    hijri_year = hijri_year_of(day_number(year, 1, 1))
    for candidate in (hijri_year, hijri_year + 1):
        first = hijri_day(candidate, span[0], span[1])
        if civil(first)[0] == year:
            return first, hijri_day(candidate, span[2], span[3])
    return None


def _hebrew(name: str, year: int) -> int:
    """Return the day of a Hebrew holiday; those in autumn belong to the Hebrew year that then begins."""
    autumn = hebrew_new_year(year + 3761)
    passover = hebrew_new_year(year + 3761) - 163
    long_second_month = (hebrew_new_year(year + 3762) - autumn) % 10 == 5
    return {
        "rosh-hashanah": autumn,
        "yom-kippur": autumn + 9,
        "sukkot": autumn + 14,
        "hanukkah": autumn + (84 if long_second_month else 83),
        "passover": passover,
        "purim": passover - 30,
        "shavuot": passover + 50,
    }[name]


_HEBREW = frozenset({"rosh-hashanah", "yom-kippur", "sukkot", "hanukkah", "passover", "purim", "shavuot"})
