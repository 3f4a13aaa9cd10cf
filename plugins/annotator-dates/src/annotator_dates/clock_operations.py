"""Operations of rules that make clock times and moments."""

from __future__ import annotations

from annotator_dates.arguments import Arguments, Result, integer, one
from annotator_dates.calendar_operations import calendar, clock_part
from annotator_dates.meaning import STORY, Calendar, Relative

__all__ = ["compact_moment", "hour_part", "moment", "part_away"]


def hour_part(arguments: Arguments) -> Result:
    """Put a bare hour into the part of the day that tells its half: seven in the evening."""
    clock = calendar({"hour": arguments["hour"]})
    if not isinstance(clock, Calendar) or not 1 <= integer(clock.fields["hour"]) <= 12:
        return None
    return clock_part({**arguments, "clock": [clock]})


def part_away(arguments: Arguments) -> Result:
    """Make a part of a day that is counted in days from an anchor: the next morning."""
    days = Relative("day", integer(one(arguments, "days")), one(arguments, "anchor", STORY))
    return Calendar({"part": one(arguments, "part")}, days)


def moment(arguments: Arguments) -> Result:
    """Make a moment of its fields, with a zone that is written as hours and minutes from Greenwich."""
    fields = {name: values for name, values in arguments.items() if name not in ("sign", "ahead", "minutes")}
    made = calendar(fields)
    if isinstance(made, Calendar) and "ahead" in arguments:
        offset = integer(one(arguments, "ahead")) * 60 + integer(one(arguments, "minutes", 0))
        made.fields["zone"] = integer(one(arguments, "sign")) * offset
    return made


def compact_moment(arguments: Arguments) -> Result:
    """Make a day, perhaps with its time, of digits without marks: 20140305T102030."""
    date, time = str(one(arguments, "date")), str(one(arguments, "time", ""))
    fields = {"year": [date[:4]], "month": [date[4:6]], "day": [date[6:]]}
    if not "1900" <= date[:4] <= "2059":
        return None
    if time:
        fields |= {"hour": [time[:2]], "minute": [time[2:4]]} | ({"second": [time[4:]]} if time[4:] else {})
    return moment({**fields, **({"zone": arguments["zone"]} if "zone" in arguments else {})})
