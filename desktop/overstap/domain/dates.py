"""Dates as the BRP keeps them: eight digits, where 00 stands for what is not known.

``19850312``, ``19850300`` (March 1985), ``19850000`` (1985) and ``00000000``. What is unknown is
never filled in: no 1 January. Source: Haal Centraal BRP.
"""

import re
from dataclasses import dataclass
from datetime import date

UNKNOWN = "00000000"

_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_NAMED = re.compile(r"(?:(\d{1,2})[ .-]+)?([a-z]{3,})\.?[ -]+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PARTS = re.compile(r"\d+")


class ImpossibleDateError(ValueError):
    """No calendar has it."""


def parse(text: str, century_before: int = 30) -> str:
    """Eight digits from any usual notation; day first, as in the Netherlands.

    A year of two digits above ``century_before`` lies in the 1900s.

    Raises:
        ImpossibleDateError: it is no date.
    """
    said = text.strip().lower()
    if named := _NAMED.fullmatch(said):
        day, month, year = named.groups()
        return _join(year, _MONTHS.get(month[:3], 13), int(day or 0))
    if iso := _ISO.fullmatch(said):
        return _join(iso[1], int(iso[2]), int(iso[3]))
    parts = _PARTS.findall(said)
    if len(parts) == 1:
        parts = _split(parts[0])
    if not 1 <= len(parts) <= 3 or re.search(r"[^\d .,/-]", said):
        raise ImpossibleDateError(text)
    day, month, year = [0] * (3 - len(parts)) + [int(part) for part in parts]
    if len(parts[-1]) == 2:
        year += 1900 if year > century_before else 2000
    return _join(str(year), int(month), int(day))


def is_possible(brp: str) -> bool:
    """Whether eight digits are a date of which some parts may be unknown."""
    return _possible(brp) if re.fullmatch(r"\d{8}", brp) else False


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


def _split(digits: str) -> list[str]:
    if len(digits) == 4:
        return [digits]
    if len(digits) in (6, 8):
        return [digits[:2], digits[2:4], digits[4:]]
    raise ImpossibleDateError(digits)


def _join(year: str, month: int, day: int) -> str:
    brp = f"{int(year):04d}{month:02d}{day:02d}"
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
