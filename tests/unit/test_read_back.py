"""Reading back topic by topic: what still holds, and what somebody has to hear again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from offices import answer, take_in
from overstap.domain.answers import Answer, Basis, Status
from overstap.domain.catalogue import Audience
from overstap.domain.read_back import Heard, Reading, heard, read_out, to_read
from overstap.domain.records import Record, Stated
from overstap.domain.sharing import visible
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Standing
from overstap.usecases.intake.release import NotReadBackError
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.rules.read_catalogue import read_catalogue

CATALOGUE = read_catalogue()
EDUCATION = CATALOGUE.section("education")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)
PERSON, HOUSEHOLD = "person-" + "1" * 32, "household-" + "2" * 32
SAID = {"education.cv": Answer("no", basis=Basis.STATED)}


def record(id_: str, answers: Mapping[str, Answer], at: datetime = NOON) -> Record:
    return Record.stating(id_, {field: Stated(said, at, "x") for field, said in answers.items()})


def read(answers: Mapping[str, Answer], remark: str = "") -> dict[str, Answer]:
    reading = read_out(EDUCATION, {**answers, "talk.interpreter": Answer("phone")}, DAY, remark)
    return {**answers, "education.reading": reading.answer}


SILENT = record(HOUSEHOLD, {})
AGREED = record(HOUSEHOLD, {"talk.read_back": Answer("agreed")})


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({}, Heard.RIGHT),
        ({"education.cv": Answer("no", basis=Basis.DOCUMENT_SEEN)}, Heard.RIGHT),
        ({"education.cv": Answer("yes")}, Heard.CHANGED),
        ({"education.device": Answer(status=Status.DECLINED)}, Heard.CHANGED),
        ({"education.device": Answer(status=Status.NOT_ASKED)}, Heard.RIGHT),
        ({"education.jobs/a/occupation": Answer("Kok")}, Heard.CHANGED),
        (
            {
                "education.jobs/a/occupation": Answer("Kok"),
                "education.jobs/a/removed": Answer(True),
            },
            Heard.RIGHT,
        ),
        ({"education.cv": Answer(status=Status.NOT_ASKED)}, Heard.NOTHING),
        ({"progress.education": Answer("done")}, Heard.RIGHT),
    ],
)
def test_a_topic_is_read_again_only_where_what_was_said_differs(
    change: dict[str, Answer], now: Heard
) -> None:
    answers = {**read(SAID), **change}

    assert heard(EDUCATION, record(PERSON, answers), SILENT) is now


def test_agreement_with_everything_holds_until_something_is_said_after_it() -> None:
    before, after = (record(PERSON, SAID, NOON + timedelta(hours=h)) for h in (-1, 1))

    assert heard(EDUCATION, before, SILENT) is Heard.OPEN
    assert heard(EDUCATION, before, AGREED) is Heard.RIGHT
    assert heard(EDUCATION, after, AGREED) is Heard.CHANGED


def test_what_a_colleague_said_elsewhere_before_the_reading_is_still_to_be_heard() -> None:
    merged = {**read(SAID), "education.device": Answer("yes")}

    found = to_read(CATALOGUE, AGREED, [record(PERSON, merged, NOON - timedelta(hours=2))])

    assert [(who, section.key) for who, section in found] == [(PERSON, "education")]


def test_a_remark_alone_confirms_nothing() -> None:
    remarked = {**SAID, "education.reading": Reading(remark="te snel voorgelezen").answer}

    assert heard(EDUCATION, record(PERSON, remarked), SILENT) is Heard.OPEN


def test_another_office_gets_when_and_what_was_remarked_but_not_the_digest() -> None:
    shared = visible(CATALOGUE, record(PERSON, read(SAID, "klopt wel")), Audience.GEMEENTE)

    reading = Reading.of(shared.answers["education.reading"])

    assert reading == Reading("20261124", "phone", "klopt wel", "")
    assert heard(EDUCATION, record(PERSON, shared.answers), SILENT) is Heard.RIGHT


def test_a_change_after_reading_back_stops_the_release_and_names_the_topic(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location, 1)[0]
    location.agree_read_back(household)
    person = location.open_file(household).person
    finish(location, household)

    answer(location, person, "education.work_now", "internship")

    with pytest.raises(NotReadBackError):
        location.release(household)
    file = location.open_file(person)
    assert file.to_read == ((person, "education"),)
    assert standing(location, household) is Standing.READ_BACK
    assert to_read_back(location, person)
    plan = location.prepare_handover([household], gemeente.office.id)
    (check,) = [check for check in plan.checks if check.code == "read_back"]
    assert (check.passed, check.mend) == (False, ((person, "education.reading"),))

    location.agree_read_back(household)
    location.release(household)
    sent = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(sent.path, Quiet())

    arrived = Reading.of(gemeente.open_file(person).records[person].answers["education.reading"])
    assert arrived is not None
    assert (arrived.on, arrived.content) == ("20261124", "")
    assert not to_read_back(location, person)


def finish(app: App, household: str) -> None:
    """Say that everything is done, so that reading back is all that waits."""
    for person in [member.person for member in app.open_file(household).members]:
        for state in app.open_file(person).sections:
            seen = app.open_file(person).records[state.record].seen
            app.save_answers(state.record, {f"progress.{state.key}": Answer("done")}, seen)


def standing(app: App, household: str) -> Standing:
    return next(c.standing for c in app.find_households("").rows if c.household == household)


def to_read_back(app: App, person: str) -> bool:
    found = app.find_residents("", 99, Selection(WorkList.TO_READ_BACK)).hits
    return any(hit.person == person for hit in found)
