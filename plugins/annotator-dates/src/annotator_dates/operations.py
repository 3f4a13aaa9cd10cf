"""The operations that rules name: each makes a meaning (or a number) out of the slots of a rule.

An operation takes the filled-in arguments of the rule and gives the result, or None when the words mean nothing
sensible together (a 31 June, "twenty fifty"); the next shorter reading is then tried.
"""

from __future__ import annotations

from collections.abc import Callable

from annotator_dates import calendar_operations as calendars
from annotator_dates import clock_operations as clocks
from annotator_dates import length_operations as lengths
from annotator_dates import number_operations as numbers
from annotator_dates import relative_operations as relatives
from annotator_dates.arguments import Arguments, Result

__all__ = ["OPERATIONS", "Arguments", "Result"]

OPERATIONS: dict[str, Callable[[Arguments], Result]] = {
    "add": numbers.add,
    "aim": calendars.aim,
    "away": calendars.away,
    "away-exact": relatives.away_exact,
    "beside": relatives.beside,
    "buddhist-year": calendars.buddhist_year,
    "calendar": calendars.calendar,
    "clock-part": calendars.clock_part,
    "clock4": calendars.clock4,
    "compact-moment": clocks.compact_moment,
    "compared": relatives.compared,
    "count": numbers.count,
    "decade": calendars.decade,
    "decimal": numbers.decimal,
    "dotted": calendars.dotted,
    "duration": lengths.duration,
    "era-year": calendars.era_year,
    "every": lengths.every,
    "every-adverb": lengths.every_unit_adverb,
    "every-calendar": lengths.every_calendar,
    "extend": calendars.extend,
    "fixed-clock": calendars.fixed_clock,
    "fraction": numbers.fraction,
    "hijri": calendars.hijri,
    "hour-part": clocks.hour_part,
    "joined": numbers.joined,
    "keep": numbers.keep,
    "lengths": lengths.lengths,
    "merge": calendars.join,
    "mid-part": calendars.mid_part,
    "modify": lengths.modify,
    "moment": clocks.moment,
    "named-day": calendars.named_day,
    "nth": calendars.day_of,
    "nth-weekday": calendars.nth_weekday,
    "numeric": calendars.numeric,
    "open-day": calendars.open_day,
    "part-away": clocks.part_away,
    "plain-year": calendars.plain_year,
    "ref": lengths.ref,
    "relative": calendars.relative,
    "share": calendars.share,
    "spoken-clock": calendars.spoken_clock,
    "spoken-year": numbers.spoken_year,
    "spread": lengths.spread,
    "toward": lengths.toward,
    "weeks-from": relatives.weeks_from,
    "within": calendars.within,
    "year-end": calendars.year_end,
}
"""The operations by name. Those that make several times stand in `annotator_dates.lists`."""
