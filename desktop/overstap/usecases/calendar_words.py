"""A date in the resident's own calendar, in words, to be shown beside the Gregorian one."""

from overstap.domain.calendars import Calendar, from_gregorian, recognise, to_gregorian
from overstap.domain.code_tables import CodeTable
from overstap.domain.dates import ImpossibleDateError
from overstap.i18n.texts import Texts


def calendar_of(languages: CodeTable, language: str) -> Calendar | None:
    """The calendar that speakers of a language (code of ``talen``) grew up with, if another."""
    entry = languages.by_code.get(language)
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
