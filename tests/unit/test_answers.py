from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from overstap.domain import dates
from overstap.domain.answers import HIGHEST, Answer, Status
from overstap.domain.catalogue import Audience, Section, Share
from overstap.domain.problems import normalise, problems
from overstap.domain.records import Record, Stated, Subject
from overstap.domain.residents import full_name, list_name
from overstap.domain.sharing import visible
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

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
        ("12 3 85", "19850312"),
        ("12.3.85", "19850312"),
        ("12/03/1985", "19850312"),
        ("12-mrt-1985", "19850312"),
        ("12mrt85", "19850312"),
        ("12 sept. 1985", "19850912"),
        ("Maart 1985", "19850300"),
        ("march 12, 1985", "19850312"),
        ("may 1985", "19850500"),
        ("oct '85", "19851000"),
        ("00-03-1985", "19850300"),
        ("??-??-1985", "19850000"),
        ("x-3-1985", "19850300"),
        ("19850312", "19850312"),
        ("1985-03", "19850300"),
        ("01 01 85", "19850101"),
        ("00000000", "00000000"),
        ("12051364", "13640512"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, brp: str) -> None:
    assert dates.parse(typed) == brp


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31-2-1985",
        "13-13-1985",
        "gisteren",
        "1",
        "1-2-3-4",
        "-",
        "00-00-00x",
        "12-3-?",
        "12 foo 1985",
        "5-0-1985",
        "0",
        "123456789",
        "12-3-198",
        "29-2-1985",
        "jun jul 1985",
    ],
)
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
    assert judged("person.nationalities", ("0336", "0084", "0339", "0149")) == ["too_many"]
    assert judged("person.call_name", "x" * 51) == ["too_long"]


def warnings(key: str, value: object) -> list[tuple[str, bool]]:
    question = CATALOGUE.question(key)
    found = problems(
        [question],
        {key: Answer(value)},
        TABLES,
        training=True,
        today=NOW.date(),  # type: ignore[arg-type]
    )
    return [(problem.code, problem.warning) for problem in found]


def test_names_are_warned_about_and_never_blocked() -> None:
    assert warnings("person.surname", "Tesfay Gebreselassie O'Neill-Çelik") == []
    assert warnings("person.surname", ".") == []
    assert warnings("person.surname", "حداد") == [("odd_character", True)]
    assert warnings("person.surname", "x" * 300) == [("too_long", True)]
    assert warnings("person.call_name", "x" * 300) == [("too_long", False)]


def test_a_solar_hijri_birth_year_is_recognised_and_offered_in_ours() -> None:
    question = CATALOGUE.question("person.birth_date")
    answers = {question.key: Answer("13640512")}

    (found,) = problems([question], answers, TABLES, training=True, today=NOW.date())

    assert (found.code, found.warning) == ("other_calendar", True)
    assert found.parameters["gregorian"] == "03-08-1985"
    assert judged("person.birth_date", "13641232") == ["date"]


def test_a_telephone_number_is_kept_in_one_form() -> None:
    kind = CATALOGUE.question("person.phone").kind

    assert normalise(kind, "06 12 34 56 78") == "+31612345678"
    assert normalise(kind, "0049 1512 3456789") == "+4915123456789"
    assert normalise(kind, "weet ik niet") == "weet ik niet"


def test_a_year_of_work_lies_within_reason() -> None:
    jobs = CATALOGUE.question("education.jobs")
    answers = {"education.jobs/a/from": Answer(85), "education.jobs/a/until": Answer(2200)}

    found = problems([jobs], answers, TABLES, training=True, today=NOW.date())

    assert {p.code for p in found} == {"too_low", "too_high", "year_future"}
    assert all(problem.warning for problem in found)


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
    return Record.stating("person-" + "0" * 32, stated)


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


def household(**answers: Answer) -> Record:
    stated = {key.replace("__", "."): Stated(value, NOW, "x") for key, value in answers.items()}
    return Record.stating("household-" + "0" * 32, stated)


def with_joining(removed: bool = False) -> Record:
    item = "household.joining/ab"
    answers = {
        f"{item}/adults": Answer(1),
        f"{item}/procedure": Answer("granted"),
        f"{item}/expected": Answer("20270314"),
        f"{item}/unknown_part": Answer("canary-1"),
    }
    if removed:
        answers[f"{item}/removed"] = Answer(True)
    return household(**answers)


def test_a_part_of_a_group_may_go_to_fewer_than_its_group() -> None:
    corporatie = visible(CATALOGUE, with_joining(), Audience.CORPORATIE)
    gemeente = visible(CATALOGUE, with_joining(), Audience.GEMEENTE)

    assert corporatie.answers == {
        "household.joining/ab/adults": Answer(1),
        "household.joining/ab/expected": Answer("20270300"),
    }
    assert ("household.joining.procedure", "not_for_audience") in corporatie.stays
    assert gemeente.answers["household.joining/ab/expected"] == Answer("20270314")
    assert "household.joining/ab/procedure" in gemeente.answers


def test_a_removed_item_goes_without_its_values_and_an_unknown_part_stays() -> None:
    shared = visible(CATALOGUE, with_joining(removed=True), Audience.GEMEENTE)

    assert set(shared.answers) == {"household.joining/ab/removed"}
    assert "canary-1" not in repr(visible(CATALOGUE, with_joining(), Audience.GEMEENTE))


def test_the_resident_and_the_corporatie_do_not_get_what_is_about_somebody_else() -> None:
    family = household(**{"household.family_in_nl/ab/relation": Answer("child")})

    for audience in (Audience.RESIDENT, Audience.CORPORATIE):
        shared = visible(CATALOGUE, family, audience)
        assert shared.answers == {}
        assert dict(shared.stays)["household.family_in_nl"] == "third_party"
    assert visible(CATALOGUE, family, Audience.GEMEENTE).answers


def test_a_restricted_answer_goes_only_when_somebody_opened_it() -> None:
    known = record(bsn=Answer("111222333"))
    stated = Stated(Answer("nodig voor de BRP"), next(iter(known.stated.values())).at, "x")
    opened = Record.stating(known.id, {**known.stated, "sharing.opened/person.bsn": stated})

    assert visible(CATALOGUE, known, Audience.GEMEENTE).answers == {}
    assert set(visible(CATALOGUE, opened, Audience.GEMEENTE).answers) == {"person.bsn"}
    closed = visible(CATALOGUE, opened, Audience.CORPORATIE)
    assert dict(closed.stays)["person.bsn"] == "not_for_audience"
    moving = visible(CATALOGUE, opened, Audience.LOCATION)
    assert dict(moving.stays)["person.bsn"] == "restricted"


def test_another_location_gets_the_file_but_not_the_room() -> None:
    known = record(room=Answer("A-1"), phone=Answer("+31612345678"), call_name=Answer("Layla"))

    shared = visible(CATALOGUE, known, Audience.LOCATION)

    assert set(shared.answers) == {"person.phone", "person.call_name"}


def test_a_count_says_how_many_and_nothing_else() -> None:
    counted = replace(
        CATALOGUE.question("household.joining"), audiences={Audience.CORPORATIE: Share.COUNT}
    )
    only = replace(CATALOGUE, sections=(Section("household", Subject.HOUSEHOLD, (counted,)),))

    shared = visible(only, with_joining(), Audience.CORPORATIE)

    assert shared.answers == {"household.joining": Answer(1)}
    assert "granted" not in repr(shared)


def test_the_corporatie_gets_nothing_about_status_school_language_or_health_causes() -> None:
    sections = {
        question.key.partition(".")[0]
        for question in CATALOGUE.questions
        if Audience.CORPORATIE in question.audiences
    }

    assert sections == {"person", "household", "housing"}
    never = ("person.bsn", "person.nationalities", "housing.hard_criteria", "housing.urgency")
    assert not any(Audience.CORPORATIE in CATALOGUE.question(key).audiences for key in never)


@pytest.mark.parametrize(
    "json",
    [
        {"v": HIGHEST + 1},
        {"v": -HIGHEST - 1},
        {"v": 1.5},
        {"v": [1]},
        {"v": "x", "s": "unknown"},
        {"s": "perhaps"},
        {"s": ["unknown"]},
        {"v": "x", "b": "heard"},
        {},
    ],
)
def test_what_is_no_answer_is_refused(json: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Answer.from_json(json)
