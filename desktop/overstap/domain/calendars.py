"""Dates of the calendars that residents grew up with, beside the Gregorian one.

Solar Hijri (Iran, Afghanistan) is recognised by its year; an Ethiopian year is not, because it
could be a Gregorian one, so it is offered by the resident's language. A date of which a part is
unknown is a span of days: the year 1364 is 1985 or 1986, and neither is filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import ethiocalendar
from persiantools.jdatetime import JalaliDate

from overstap.domain.dates import UNKNOWN, ImpossibleDateError

Parts = tuple[int, int, int]
"""Year, month, day."""


class Calendar(StrEnum):
    """A calendar other than the Gregorian. Text ``calendar.<calendar>``."""

    SOLAR_HIJRI = "solar_hijri"
    ETHIOPIAN = "ethiopian"


@dataclass(frozen=True, slots=True)
class Span:
    """All days that a date can be, first and last included."""

    first: date
    last: date

    @property
    def brp(self) -> str:
        """What is certain, in eight digits; ``00000000`` where even the year is not."""
        first, last = self.first.strftime("%Y%m%d"), self.last.strftime("%Y%m%d")
        for known in (8, 6, 4):
            if first[:known] == last[:known]:
                return first[:known].ljust(8, "0")
        return "0" * 8


@dataclass(frozen=True, slots=True)
class _Rules:
    to_gregorian: Callable[[int, int, int], date]
    from_gregorian: Callable[[date], Parts]
    months: int


def _solar(day: date) -> Parts:
    there = JalaliDate.to_jalali(day)
    return there.year, there.month, there.day


def _ethiopian(day: date) -> Parts:
    year, month, number = ethiocalendar.from_gregorian(day.year, day.month, day.day)
    return int(year), int(month), int(number)


_RULES = {
    Calendar.SOLAR_HIJRI: _Rules(lambda y, m, d: JalaliDate(y, m, d).to_gregorian(), _solar, 12),
    Calendar.ETHIOPIAN: _Rules(
        lambda y, m, d: date(*ethiocalendar.to_gregorian(y, m, d)), _ethiopian, 13
    ),
}


def recognise(brp: str) -> Calendar | None:
    """The calendar that a typed date must be of, because of its year; None for the usual one."""
    return Calendar.SOLAR_HIJRI if 1280 <= int(brp[:4]) <= 1450 else None


def to_gregorian(calendar: Calendar, brp: str) -> Span:
    """The days that a date of ``calendar`` can be; month and day may be ``00``.

    Raises:
        ImpossibleDateError: that calendar does not have it.
    """
    year, month, day = int(brp[:4]), int(brp[4:6]), int(brp[6:8])
    rules = _RULES[calendar]
    try:
        first = rules.to_gregorian(year, month or 1, day or 1)
        if day:
            return Span(first, first)
        after = (year + 1, 1) if month in (0, rules.months) else (year, month + 1)
        return Span(first, rules.to_gregorian(*after, 1) - timedelta(days=1))
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(brp) from error


def taken_over(brp: str, calendar: Calendar | None) -> str:
    """What is certain in the Gregorian calendar of a date of the one that its year gives away, else
    of ``calendar``; empty where it does not exist or nothing is certain."""
    calendar = recognise(brp) or calendar
    try:
        found = to_gregorian(calendar, brp).brp if calendar else UNKNOWN
    except ImpossibleDateError:
        return ""
    return "" if found == UNKNOWN else found


def from_gregorian(calendar: Calendar, brp: str) -> str:
    """A whole Gregorian date in ``calendar``, in eight digits; empty where a part is unknown."""
    if "00" in (brp[4:6], brp[6:8]) or brp.startswith("0000"):
        return ""
    day = date(int(brp[:4]), int(brp[4:6]), int(brp[6:8]))
    return "{:04d}{:02d}{:02d}".format(*_RULES[calendar].from_gregorian(day))
