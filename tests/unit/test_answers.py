from datetime import UTC, date, datetime

import pytest

from overstap.domain import dates
from overstap.domain.answers import Answer, Status
from overstap.domain.catalogue import Audience, Share
from overstap.domain.problems import normalise, problems
from overstap.domain.records import Record, Stated
from overstap.domain.residents import full_name, list_name
from overstap.domain.sharing import visible
from overstap.usecases.read_catalogue import read_catalogue, read_code_tables

NOW = datetime(2026, 11, 24, tzinfo=UTC)
CATALOGUE, TABLES = read_catalogue(), read_code_tables()


@pytest.mark.parametrize(
    ("typed", "brp"),
    [
        ("12-3-1985", "19850312"),
        ("12 3 1985", "19850312"),
        ("12031985", "19850312"),
        ("120385", "19850312"),
        ("1985", "19850000"),
        ("mrt 1985", "19850300"),
        ("12 maart 1985", "19850312"),
        ("00-00-1985", "19850000"),
        ("3/1985", "19850300"),
        ("1985-03-12", "19850312"),
        ("29-2-2024", "20240229"),
        ("12-3-05", "20050312"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, brp: str) -> None:
    assert dates.parse(typed) == brp


@pytest.mark.parametrize("typed", ["", "31-2-1985", "13-13-1985", "gisteren", "1", "1-2-3-4", "-"])
def test_only_the_impossible_is_refused(typed: str) -> None:
    with pytest.raises(dates.ImpossibleDateError):
        dates.parse(typed)


def test_ages_are_intervals_where_the_date_is_partial() -> None:
    today = date(2026, 11, 24)

    assert dates.ages("19850312", today) == dates.Ages(41, 41)
    assert dates.ages("20080000", today) == dates.Ages(17, 18)
    assert dates.ages("00000000", today) is None
    assert dates.possibly_minor("20080000", today)
    assert not dates.possibly_minor("20070000", today)


def judged(key: str, value: object, *, training: bool = True) -> list[str]:
    question = CATALOGUE.question(key)
    answers = {key: Answer(value)}  # type: ignore[arg-type]
    found = problems([question], answers, TABLES, training=training, today=NOW.date())
    return [problem.code for problem in found]


def test_formats_are_judged() -> None:
    assert judged("person.v_number", "2900001123") == []
    assert judged("person.v_number", "290000112") == ["v_number"]
    assert judged("person.bsn", "123456789") == ["bsn"]
    assert judged("person.bsn", "111222333") == ["bsn_test_only"]
    assert judged("person.bsn", "111222333", training=False) == []
    assert judged("person.email", "iemand") == ["email"]
    assert judged("person.phone", "x") == ["phone"]
    assert judged("person.birth_date", "19850230") == ["date"]
    assert judged("person.birth_date", "20990101") == ["future_birth"]
    assert judged("person.gender", "Q") == ["choice"]
    assert judged("person.birth_country", "1") == ["code"]
    assert judged("housing.bedrooms", 22) == ["too_high"]
    assert judged("person.call_name", "x" * 51) == ["too_long"]


def test_a_name_of_three_hundred_characters_is_said_to_be_too_long() -> None:
    assert judged("person.surname", "ш" * 300) == ["too_long"]


def test_spaces_and_dots_in_numbers_do_not_matter() -> None:
    kind = CATALOGUE.question("person.v_number").kind

    assert normalise(kind, " 290 000.1123 ") == "2900001123"


def test_an_unknown_name_is_left_out() -> None:
    answers = {"person.given_names": Answer("."), "person.surname": Answer("Tesfay Habtom")}

    assert full_name(answers) == list_name(answers) == "Tesfay Habtom"


def record(**answers: Answer) -> Record:
    stated = {f"person.{key}": Stated(answer, NOW, "x") for key, answer in answers.items()}
    return Record("person-" + "0" * 32, stated)


def test_an_audience_gets_what_the_catalogue_says_and_no_more() -> None:
    known = record(
        v_number=Answer("2900001123"),
        birth_date=Answer("19850312"),
        bsn=Answer("111222333"),
        nationalities=Answer(("0336",)),
        room=Answer("A-1"),
        call_name=Answer(status=Status.NOT_ASKED),
    )

    gemeente = visible(CATALOGUE, known, Audience.GEMEENTE)
    corporatie = visible(CATALOGUE, known, Audience.CORPORATIE)

    assert set(gemeente.answers) == {
        "person.v_number",
        "person.birth_date",
        "person.nationalities",
    }
    reasons = dict(gemeente.stays)
    assert reasons["person.bsn"] == "restricted"
    assert reasons["person.room"] == "not_for_audience"
    assert reasons["person.call_name"] == "not_asked"
    assert corporatie.answers["person.birth_date"] == Answer("19850000")
    assert corporatie.goes["person.birth_date"][1] is Share.YEAR
    assert "person.nationalities" not in corporatie.answers


def test_what_stays_leaves_no_trace_of_its_value() -> None:
    shared = visible(CATALOGUE, record(room=Answer("canary-77")), Audience.GEMEENTE)

    assert "canary-77" not in repr(shared)
