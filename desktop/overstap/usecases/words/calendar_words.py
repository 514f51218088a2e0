"""A date in the resident's own calendar: shown beside the Gregorian one, and understood when typed.

Whole dates that cannot be Gregorian (a month of another calendar by name, a year such as 1363) are
taken over at once and said back. Where they could be, somebody is asked which one was meant.
"""

import re
from collections.abc import Iterator

from overstap.domain import dates
from overstap.domain.answers import Answers, Field
from overstap.domain.calendars import Calendar, from_gregorian, recognise, to_gregorian
from overstap.domain.code_tables import CodeTable, CodeTables
from overstap.domain.dates import ImpossibleDateError
from overstap.domain.names import fold
from overstap.i18n.texts import Texts

_TELLING: tuple[tuple[Field, str], ...] = (
    ("talk.language", "talen"),
    ("language.mother_tongue", "talen"),
    ("person.birth_country", "landen"),
    ("person.nationalities", "nationaliteiten"),
)
"""Answers that tell with which calendar somebody grew up, and their tables: the first that does."""

_NAMED = re.compile(r"(?:(\d{1,2})[\s.,-]+)?([^\W\d]{3,})\.?[\s.,-]+(\d{4})")
_NUMBERED = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")


def calendar_for(tables: CodeTables, answers: Answers) -> Calendar | None:
    """The calendar that somebody grew up with, if another; ``answers`` of person and household
    together."""
    for field, table in _TELLING:
        answer = answers.get(field)
        value = answer.value if answer else None
        for code in value if isinstance(value, tuple) else (str(value or ""),):
            if known := calendar_of(tables.table(table), code):
                return known
    return None


def typed(text: str, texts: Texts) -> str:
    """Eight digits of what was typed, in any usual notation of any of the calendars.

    Raises:
        ImpossibleDateError: none of them has it.
    """
    elsewhere = _elsewhere(text.strip(), texts)
    return elsewhere or dates.parse(text)


def _elsewhere(text: str, texts: Texts) -> str:
    """The Gregorian date that it can only be; empty where it can be another, or is vague."""
    if numbers := _NUMBERED.fullmatch(text):
        there = f"{numbers[3]}{int(numbers[2]):02d}{int(numbers[1]):02d}"
        found = [calendar] if (calendar := recognise(there)) else []
    elif named := _NAMED.fullmatch(text):
        months = dict(_months(named[2], texts))
        likely = recognise(f"{named[3]}0000") or Calendar.ETHIOPIAN
        found = sorted(months, key=lambda calendar: calendar is not likely)[:1]
        there = f"{named[3]}{months[found[0]]:02d}{int(named[1] or 0):02d}" if found else ""
    else:
        return ""
    for calendar in found:
        brp = to_gregorian(calendar, there).brp
        return "" if brp == dates.UNKNOWN else brp
    return ""


def _months(name: str, texts: Texts) -> Iterator[tuple[Calendar, int]]:
    """The months of other calendars that begin like that; not those of the usual one."""
    for calendar in Calendar:
        for month in range(1, 14):
            key = f"calendar.{calendar}.{month}"
            if texts.has(key) and fold(texts(key)).startswith(fold(name)):
                yield calendar, month


def calendar_of(table: CodeTable, code: str) -> Calendar | None:
    """The calendar that speakers of a language, or people of a country, grew up with, or none."""
    entry = table.by_code.get(code)
    told = entry.more.get("calendar") if entry else None
    return Calendar(told) if told else None


def beside(brp: str, calendar: Calendar, texts: Texts) -> str:
    """ "21 Esfand 1363 (Iraanse kalender)" for a whole Gregorian date; empty for a partial one."""
    there = from_gregorian(calendar, brp)
    if not there:
        return ""
    return texts(
        "calendar.beside", day=_day(there, calendar, texts), calendar=_name(calendar, texts)
    )


def meant(brp: str, calendar: Calendar | None, texts: Texts) -> str:
    """What a date typed in another calendar is in the Gregorian one, as a question to take over.

    ``calendar`` is the one that was chosen; None: the one that its year gives away. Empty where the
    date is a usual one, or does not exist.
    """
    calendar = calendar or recognise(brp)
    if calendar is None:
        return ""
    try:
        span = to_gregorian(calendar, brp)
    except ImpossibleDateError:
        return ""
    first, last = (day.strftime("%d-%m-%Y") for day in (span.first, span.last))
    key = "calendar.meant" if first == last else "calendar.meant_between"
    return texts(key, calendar=_name(calendar, texts), first=first, last=last)


def _day(brp: str, calendar: Calendar, texts: Texts) -> str:
    month = texts(f"calendar.{calendar}.{int(brp[4:6])}")
    return f"{int(brp[6:8])} {month} {int(brp[:4])}"


def _name(calendar: Calendar, texts: Texts) -> str:
    return texts(f"calendar.{calendar}")
