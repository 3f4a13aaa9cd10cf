"""Operations of rules that make numbers."""

from __future__ import annotations

from annotator_dates.arguments import Arguments, Result, one

__all__ = ["add", "count", "decimal", "fraction", "joined", "keep", "spoken_year"]


def count(arguments: Arguments) -> Result:
    """Add up number words: twenty, four; two, hundred, five."""
    total, current, last = 0, 0, 0
    for value in arguments["words"]:
        if value >= 1000:
            total, current, last = total + (current or 1) * value, 0, 0
        elif value == 100:
            current, last = (current or 1) * 100, 0
        elif last and not (last >= 20 and last % 10 == 0 and value < 10):
            return None
        else:
            current, last = current + value, value
    return total + current


def spoken_year(arguments: Arguments) -> Result:
    """Read a year that is spoken in two halves: nineteen, ninety-four."""
    rest = sum(arguments["rest"])
    century = one(arguments, "century")
    return century * 100 + rest if 11 <= century <= 21 and rest < 100 else None


def joined(arguments: Arguments) -> Result:
    """Join groups of digits: 1, 200."""
    number = "".join(str(value) for value in arguments["digits"])
    return int(number) if len(number) < 16 else None


def decimal(arguments: Arguments) -> Result:
    """Make a decimal number of whole and fraction."""
    return float(f"{one(arguments, 'whole')}.{one(arguments, 'fraction')}")


def add(arguments: Arguments) -> Result:
    """Add numbers: two, a half."""
    return sum(float(value) for values in arguments.values() for value in values)


def fraction(arguments: Arguments) -> Result:
    """Divide two numbers, with a whole number before them if there is one: 2 1/2."""
    below = float(one(arguments, "below"))
    return float(one(arguments, "whole", 0)) + float(one(arguments, "above")) / below if below else None


def keep(arguments: Arguments) -> Result:
    """Give the value of the argument ``what`` as it is."""
    what = one(arguments, "what")
    return int(what) if isinstance(what, str) and what.isdigit() else what
