"""Dates of other calendars: recognised, converted, and never filled in where they are vague."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.domain.answers import Answer, Status
from overstap.domain.calendars import (
    Calendar,
    Span,
    from_gregorian,
    recognise,
    taken_over,
    to_gregorian,
)
from overstap.domain.dates import ImpossibleDateError
from overstap.i18n.texts import load
from overstap.usecases.rules.read_catalogue import read_code_tables
from overstap.usecases.words.calendar_words import beside, calendar_for, calendar_of, meant, typed

SOLAR, ETHIOPIAN = Calendar.SOLAR_HIJRI, Calendar.ETHIOPIAN
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("calendar", "there", "here"),
    [
        (SOLAR, "13640512", "19850803"),
        (SOLAR, "14030101", "20240320"),
        (SOLAR, "13991230", "20210320"),
        (ETHIOPIAN, "20120101", "20190912"),
        (ETHIOPIAN, "19771305", "19850910"),
        (ETHIOPIAN, "20111306", "20190911"),
    ],
)
def test_known_days_are_the_same_in_both_calendars(
    calendar: Calendar, there: str, here: str
) -> None:
    assert to_gregorian(calendar, there).brp == here
    assert from_gregorian(calendar, here) == there


@given(DAYS, st.sampled_from(Calendar))
def test_there_and_back_is_the_same_day(day: date, calendar: Calendar) -> None:
    there = from_gregorian(calendar, day.strftime("%Y%m%d"))

    assert to_gregorian(calendar, there) == Span(day, day)


@given(DAYS, st.sampled_from(Calendar))
def test_a_partial_date_spans_the_day_that_it_is_a_part_of(day: date, calendar: Calendar) -> None:
    there = from_gregorian(calendar, day.strftime("%Y%m%d"))

    for vague in (there[:6] + "00", there[:4] + "0000"):
        span = to_gregorian(calendar, vague)
        assert span.first <= day <= span.last
        assert (span.last - span.first).days <= 366


def test_a_year_alone_is_never_narrowed_down_to_one_gregorian_year() -> None:
    span = to_gregorian(SOLAR, "13640000")

    assert (span.first.year, span.last.year, span.brp) == (1985, 1986, "00000000")
    assert to_gregorian(SOLAR, "13640500").brp == "19850000"


@pytest.mark.parametrize(
    ("calendar", "brp"), [(SOLAR, "13641301"), (SOLAR, "13640732"), (ETHIOPIAN, "19781306")]
)
def test_what_a_calendar_does_not_have_is_refused(calendar: Calendar, brp: str) -> None:
    with pytest.raises(ImpossibleDateError):
        to_gregorian(calendar, brp)


def test_a_solar_year_gives_itself_away_and_an_ethiopian_one_does_not() -> None:
    assert recognise("13640512") is SOLAR
    assert recognise("19770512") is None
    assert recognise("00000000") is None


def test_the_calendar_follows_from_the_language() -> None:
    languages = read_code_tables().table("talen")

    assert calendar_of(languages, "prs") is calendar_of(languages, "pes") is SOLAR
    assert calendar_of(languages, "tir") is calendar_of(languages, "amh") is ETHIOPIAN
    assert calendar_of(languages, "apc") is calendar_of(languages, "zzz") is None


def test_a_date_is_shown_beside_in_words() -> None:
    nl = load("nl")

    assert beside("19850312", SOLAR, nl) == "21 Esfand 1363 (Iraanse en Afghaanse kalender)"
    assert beside("19850312", ETHIOPIAN, nl) == "3 Megabit 1977 (Ethiopische kalender)"
    assert beside("19850000", SOLAR, nl) == ""


def test_a_date_of_another_calendar_is_offered_as_a_question() -> None:
    nl = load("nl")

    assert "dat is 03-08-1985. Overnemen?" in meant("13640512", None, nl)
    assert "tussen 21-03-1985 en 20-03-1986" in meant("13640000", None, nl)
    assert "dat is 10-09-1985" in meant("19771305", ETHIOPIAN, nl)
    assert meant("19850312", None, nl) == meant("13641301", None, nl) == ""


@pytest.mark.parametrize(
    ("text", "brp"),
    [
        ("21 Esfand 1363", "19850312"),
        ("21 esf. 1363", "19850312"),
        ("31-2-1364", "19850521"),
        ("21/12/1363", "19850312"),
        ("3 Megabit 1977", "19850312"),
        ("5 Pagume 1977", "19850910"),
        ("4 Tir 1364", "19850625"),
        ("4 Tir 1977", "19850112"),
        ("Esfand 1363", "19850000"),
        ("12-3-1985", "19850312"),
        ("mrt 1985", "19850300"),
        ("1363", "13630000"),
    ],
)
def test_a_date_is_understood_as_it_is_typed_in_any_of_the_calendars(text: str, brp: str) -> None:
    assert typed(text, load("nl")) == typed(text, load("en")) == brp


@pytest.mark.parametrize("text", ["31 Esfand 1363", "32-1-1364", "7 Pagume 1977", "12 Foo 1363"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    with pytest.raises(ImpossibleDateError):
        typed(text, load("nl"))


@pytest.mark.parametrize(
    ("answers", "calendar"),
    [
        ({"talk.language": Answer("prs")}, SOLAR),
        ({"talk.language": Answer("apc"), "language.mother_tongue": Answer("amh")}, ETHIOPIAN),
        ({"person.nationalities": Answer(("0336", "0300"))}, SOLAR),
        ({"person.birth_country": Answer("9003")}, ETHIOPIAN),
        ({"person.birth_country": Answer("7009"), "talk.language": Answer("apc")}, None),
        ({"person.nationalities": Answer(status=Status.UNKNOWN)}, None),
    ],
)
def test_who_speaks_a_language_or_is_from_a_country_grew_up_with_its_calendar(
    answers: dict[str, Answer], calendar: Calendar | None
) -> None:
    assert calendar_for(read_code_tables(), answers) is calendar


def test_only_what_is_certain_is_taken_over() -> None:
    assert taken_over("19771305", ETHIOPIAN) == "19850910"
    assert taken_over("13640500", None) == "19850000"
    assert taken_over("13640000", None) == taken_over("19850312", None) == ""
