"""What is still open: only what is put to this person on this day."""

from datetime import UTC, datetime

from overstap.domain.answers import Answer
from overstap.domain.records import Record, Stated
from overstap.usecases.intake.section_states import Judge, Progress, SectionState, section_state
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

CATALOGUE = read_catalogue()
NOW = datetime(2026, 11, 24, tzinfo=UTC)
JUDGE = Judge(read_code_tables(), training=True, clock=lambda: NOW)


def state(section: str, **answers: str) -> SectionState:
    stated = {key.replace("__", "."): Stated(Answer(v), NOW, "x") for key, v in answers.items()}
    person, household = (
        Record.stating("person-" + "0" * 32, stated),
        Record("household-" + "0" * 32),
    )
    return section_state(CATALOGUE.section(section), person, household, JUDGE)


def test_a_child_is_asked_about_school_and_not_about_work() -> None:
    child = state("education", person__birth_date="20180412")

    assert child.open == ("education.school",)


def test_an_adult_is_not_asked_about_school_or_custody() -> None:
    adult = state("education", person__birth_date="19850000")

    assert "education.school" not in adult.open
    assert "education.years" in adult.open
    assert "status.custody" not in state("status", person__birth_date="19850000").open


def test_who_may_be_either_is_asked_both() -> None:
    either = state("education", person__birth_date="20080000").open

    assert {"education.school", "education.years"} <= set(either)


def test_a_section_with_nothing_to_ask_is_done() -> None:
    assert state("practical", person__birth_date="20180412").progress is Progress.DONE
    assert state("practical", person__birth_date="19850312").progress is Progress.NOT_STARTED


def test_a_doubt_stands_in_the_section_of_its_field() -> None:
    doubtful = {"person__bsn": "999990019", "status__brp_registered": "no"}

    assert [p.code for p in state("status", **doubtful).problems] == ["bsn_unregistered"]
    assert "bsn_unregistered" not in [p.code for p in state("person", **doubtful).problems]
