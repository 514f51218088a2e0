"""Dates as the BRP keeps them: eight digits, where 00 stands for what is not known.

``19850312``, ``19850300`` (March 1985), ``19850000`` (1985) and ``00000000``. What is unknown is
never filled in: no 1 January. Source: Haal Centraal BRP.
"""

import re
from dataclasses import dataclass
from datetime import date

UNKNOWN = "00000000"

_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "mrt", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[ .-]*)?([a-z]{3,})\.?[ .,-]*'?(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,})\.?[ -]+(\d{1,2})[ ,]+(\d{4})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_NUMBERS = re.compile(r"[\d?x .,/'-]+")
_PARTS = re.compile(r"\d+|[?x]+")


class ImpossibleDateError(ValueError):
    """No calendar has it."""


def parse(text: str, century_before: int = 30) -> str:
    """Eight digits from any usual notation; day first, as in the Netherlands.

    A year of two digits above ``century_before`` lies in the 1900s. ``00``, ``?`` and ``xx`` stand
    for an unknown day or month, in a date with a year.

    Raises:
        ImpossibleDateError: it is no date.
    """
    year, month, day = _parts(text.strip().lower(), text)
    whole = _century(year, century_before) if len(year) == 2 else int(year)
    return _join(whole, month, day)


def is_possible(brp: str) -> bool:
    """Whether eight digits are a date of which some parts may be unknown."""
    return _possible(brp) if re.fullmatch(r"[0-9]{8}", brp) else False


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages that somebody can have, in whole years."""

    lowest: int
    highest: int

    @property
    def certain(self) -> bool:
        """Whether there is only one."""
        return self.lowest == self.highest


def ages(birth: str, today: date) -> Ages | None:
    """How old somebody born then can be; None where the year is not known.

    Born on 29 February counts from 1 March in other years.
    """
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:8])
    if not year:
        return None
    passed = today.year - year
    now = (today.month, today.day)
    latest = (month or 12, day or 31)
    earliest = (month or 1, day or 1)
    return Ages(passed - (now < latest), passed - (now < earliest))


def possibly_minor(birth: str, today: date) -> bool:
    """Whether somebody may be under 18: certain dates decide, others leave it open."""
    known = ages(birth, today)
    return known is None or known.lowest < 18


def _parts(said: str, text: str) -> tuple[str, int, int]:
    """Year as typed, month and day; 0 for what is not known."""
    if named := _DAY_FIRST.fullmatch(said):
        return named[3], _month(named[2], text), int(named[1] or 0)
    if named := _MONTH_FIRST.fullmatch(said):
        return named[3], _month(named[1], text), int(named[2])
    if iso := _ISO.fullmatch(said):
        return iso[1], int(iso[2]), int(iso[3] or 0)
    parts = _PARTS.findall(said) if _NUMBERS.fullmatch(said) else []
    if len(parts) == 1:
        parts = _split(parts[0])
    if not 1 <= len(parts) <= 3 or len(parts[-1]) not in (2, 4) or not parts[-1].isdigit():
        raise ImpossibleDateError(text)
    day, month = [0] * (3 - len(parts)) + [_number(part) for part in parts[:-1]]
    return parts[-1], month, day


def _month(name: str, text: str) -> int:
    for number, names in enumerate(_MONTHS, start=1):
        if any(known.startswith(name) for known in names):
            return number
    raise ImpossibleDateError(text)


def _number(part: str) -> int:
    return int(part) if part.isdigit() else 0


def _split(digits: str) -> list[str]:
    """Digits without a mark: a year, ddmmjj, ddmmjjjj, or jjjjmmdd where that alone is possible."""
    if len(digits) == 4:
        return [digits]
    if len(digits) not in (6, 8) or not digits.isdigit():
        raise ImpossibleDateError(digits)
    day_first = [digits[:2], digits[2:4], digits[4:]]
    if len(digits) == 8 and not 1200 <= int(digits[4:]) <= 2200:
        return [digits[6:], digits[4:6], digits[:4]]
    return day_first


def _century(year: str, before: int) -> int:
    return int(year) + (1900 if int(year) > before else 2000)


def _join(year: int, month: int, day: int) -> str:
    brp = f"{year:04d}{month:02d}{day:02d}"
    if not is_possible(brp):
        raise ImpossibleDateError(brp)
    return brp


def _possible(brp: str) -> bool:
    year, month, day = int(brp[:4]), int(brp[4:6]), int(brp[6:8])
    if not month or not day:
        return month <= 12 and not (day and not month) and bool(year or not month)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
