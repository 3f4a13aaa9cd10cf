"""Days that follow moon and sun: Islamic (tabular), Hebrew, the Chinese new year, Diwali, Vesak and Nowruz.

Sources: the tabular Islamic calendar with its usual leap years (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of each 30)
and the civil epoch, which may differ from the sighted moon by a day or two; the Hebrew calendar by its four
postponements (dehiyyot) from the mean new moon (molad); new moons and the longitude of the sun after Jean Meeus,
"Astronomical Algorithms" (2nd edition, chapters 25 and 49, leading terms), good to some minutes, read at the meridian
of China. Nowruz is the equinox read at noon in Iran, as the law of the Iranian calendar (1925) has it; Diwali is a
new moon read at dusk in India and Vesak a full moon read at sunrise there, by the rules in the report of the Indian
Calendar Reform Committee (1955), with its sidereal zodiac.
"""

from __future__ import annotations

from math import floor, radians, sin

from annotator_dates.calendars import civil, day_number

__all__ = ["chinese_new_year", "diwali", "hebrew_new_year", "hijri_day", "hijri_year_of", "nowruz", "vesak"]

_HIJRI_EPOCH = day_number(622, 7, 19)
"""1 Muharram 1 of the civil reckoning, which is 16 July 622 of the Julian calendar."""

_HEBREW_EPOCH = day_number(-3760, 9, 7)
"""1 Tishri of the year 1, which is 7 October 3761 BC of the Julian calendar."""


def hijri_day(year: int, month: int, day: int) -> int:
    """Return the day number of a date of the tabular Islamic calendar; month 13 is the next year's first."""
    return day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1


def hijri_year_of(day: int) -> int:
    """Return the Islamic year that a day lies in."""
    year = (30 * (day - _HIJRI_EPOCH) + 10646) // 10631
    while hijri_day(year, 1, 1) > day:
        year -= 1
    while hijri_day(year + 1, 1, 1) <= day:
        year += 1
    return year


def hebrew_new_year(year: int) -> int:
    """Return the day number of 1 Tishri (Rosh Hashanah) of a Hebrew year."""
    return _HEBREW_EPOCH + _elapsed(year) + _delay(year)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _delay(year: int) -> int:
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    if after - here == 356:
        return 2
    return 1 if here - before == 382 else 0


def chinese_new_year(year: int) -> int:
    """Return the day number of the Chinese new year in a Gregorian year.

    The month with the winter solstice is the eleventh; the new year is the second new moon after the one that begins
    that month, or the third when the eleventh or the twelfth is followed by a leap month.
    """
    eleventh, following = _eleventh_month(year - 1), _eleventh_month(year)
    moons = [eleventh]
    while len(moons) < 4:
        moons.append(_new_moon_from(moons[-1] + 20))
    if (
        round((following - eleventh) / 29.53) == 13
    ):  # a leap year: the leap month is the first without a sign of the sun
        for n in (1, 2):
            if _sign(moons[n]) == _sign(moons[n + 1]):
                return moons[3]
    return moons[2]


def _eleventh_month(year: int) -> int:
    """Return the first day of the month in which the winter solstice of a year lies."""
    solstice = day_number(year, 12, 18)
    while _sign(solstice + 1) != 9:
        solstice += 1
    moon = _new_moon_from(solstice - 32)
    while (following := _new_moon_from(moon + 20)) <= solstice:
        moon = following
    return moon


def _sign(day: int) -> int:
    """Return the number of the sign of the sun (0 to 11) at the beginning of a day in China."""
    return floor(_longitude(day - 8 / 24) / 30)


def _longitude(moment: float) -> float:
    """Return the apparent longitude of the sun, in degrees, at a moment in days of Universal Time since 1970."""
    centuries = (moment - 10957.5) / 36525
    mean = 280.46646 + 36000.76983 * centuries
    anomaly = radians(357.52911 + 35999.05029 * centuries)
    true = mean + (1.914602 - 0.004817 * centuries) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    seen = true - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * centuries))
    return seen % 360


def _new_moon_from(day: int) -> int:
    """Return the day in China of the first new moon on that day or later."""
    k = floor((day - 10962) / 29.530588861) - 1
    while (found := floor(_new_moon(k) + 8 / 24)) < day:
        k += 1
    return found


def _new_moon(k: float) -> float:
    """Return the moment of new moon number k (0 is 6 January 2000) in days of Universal Time since 1970.

    Half a number gives the full moon after it: the leading terms of full moons differ by some minutes.
    """
    t = k / 1236.85
    moment = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun = radians(2.5534 + 29.10535670 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    moment += (
        -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * latitude)
        + 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * latitude) - 0.00057 * sin(moon + 2 * latitude)
    )  # fmt: skip
    year = civil(floor(moment - 2440587.5))[0]
    return moment - 2440587.5 - _clock_difference(year) / 86400


def _clock_difference(year: int) -> float:
    """Return roughly how many seconds dynamical time is ahead of Universal Time."""
    if year < 1900:
        return 10 + 0.0033 * (1900 - year) ** 2 / 3
    return 0.0 + 69 * min(1.3, max(0, (year - 1900) / 120))


def nowruz(year: int) -> int:
    """Return the day of Nowruz: the first on which the sun has reached the spring equinox by noon in Iran."""
    day = day_number(year, 3, 18)
    while _longitude(day + _NOON_OF_IRAN) > 180:
        day += 1
    return day


_NOON_OF_IRAN = (12 - 3.5) / 24


def diwali(year: int) -> int:
    """Return the day of Diwali in India.

    It is the last day at whose dusk the new moon of the month Kartika is still to come; that comes while the sun stands
    in Libra of the sidereal zodiac. Where it comes at dusk itself, as in 2024, usage is divided between two days.
    """
    k = floor((day_number(year, 10, 1) - 10962) / 29.530588861)
    while (moment := _new_moon(k)) < day_number(year, 9, 25) or not 180 <= (_longitude(moment) - _ayanamsa(year)) < 210:
        k += 1
    return floor(moment + 5.5 / 24 - _DUSK)  # the day whose dusk was the last before the new moon


def vesak(year: int) -> int:
    """Return the day of Vesak as India has it.

    It is the last day at whose sunrise the full moon of the month Vaisakha is still to come. That month begins with the
    last new moon while the sun stands in Aries of the sidereal zodiac. Other countries differ by a day or a month.
    """
    k = floor((day_number(year, 5, 18) - 10962) / 29.530588861) + 1
    while not 0 <= (_longitude(_new_moon(k)) - _ayanamsa(year)) % 360 < 30:
        k -= 1
    return floor(_new_moon(k + 0.5) + 5.5 / 24 - _SUNRISE)


_SUNRISE = 6 / 24

_DUSK = (18 + 1 / 3) / 24
"""Until when, in Indian time, a new moon must still be to come for the evening before it to be that of its own day."""


def _ayanamsa(year: int) -> float:
    """Return the distance of the sidereal zodiac (Lahiri) from the equinox, in degrees."""
    return 23.853 + 0.013969 * (year - 2000)
