import json
from pathlib import Path

import pytest

from offices import answer, hand_over, take_in
from overstap.domain.answers import Answer
from overstap.domain.residents import HOUSEHOLD
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.lists.merge_residents import (
    AlreadySentError,
    NotMergedError,
    NotTwoResidentsError,
)
from people import answers, names, register

KNOWN = {"name": "Haddad", "given": "Layla", "born": "19850312", "room": "B-014"}
DOUBLE = {"name": "Khadad", "given": "Leyla", "born": "19850000", "v": "2900001123"}


def said(app: App, person: str) -> dict[str, str]:
    """What is answered for a resident now, without the household."""
    stated = app.open_file(person).records[person].stated
    return {field: s.answer.text for field, s in stated.items() if field.startswith("person.")}


def test_two_records_become_one_with_the_chosen_answers(location: App) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)

    location.merge_residents(kept, gone, {"person.surname"})

    assert said(location, kept) == {
        "person.surname": "Khadad",
        "person.given_names": "Layla",
        "person.birth_date": "19850312",
        "person.room": "B-014",
        "person.v_number": "2900001123",
    }
    assert names(location, "") == ["Khadad, Layla"]
    assert location.find_residents("").total == 1


def test_what_differs_is_shown_before_anything_is_written(location: App) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)

    comparison = location.compare_residents(kept, gone)

    assert [row.field for row in comparison.differences] == [
        "person.birth_date",
        "person.given_names",
        "person.surname",
    ]
    assert comparison.filled == ("person.v_number",)
    assert comparison.differences[0].gone.answer.text == "19850000"
    assert location.find_residents("").total == 2


def test_the_double_is_destroyed_with_the_resident(location: App, tmp_path: Path) -> None:
    """It stands in no list, so nobody could destroy it later."""
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)
    vault = location.erase_household.vault
    home, left = (vault.record(one).text(HOUSEHOLD) for one in (kept, gone))
    location.merge_residents(kept, gone)

    location.erase_household(home, tmp_path, "request", Quiet())

    assert vault.records([kept, gone, home, left]) == {}


def test_the_double_is_in_the_answer_to_a_request_for_access(location: App, tmp_path: Path) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)
    home = location.erase_household.vault.record(kept).text(HOUSEHOLD)
    location.merge_residents(kept, gone)

    files = location.answer_access(home, "verzoek", tmp_path, Quiet())

    held = json.loads(next(file for file in files if file.suffix == ".json").read_text("utf-8"))
    assert {kept, gone, home} <= {one["record"] for one in held["records"]}


def test_whose_merge_was_undone_stays_when_the_other_is_destroyed(
    location: App, tmp_path: Path
) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)
    home = location.erase_household.vault.record(kept).text(HOUSEHOLD)
    location.merge_residents(kept, gone)
    location.undo_merge(gone)

    location.erase_household(home, tmp_path, "request", Quiet())

    assert names(location, "") == ["Khadad, Leyla"]


def test_the_name_of_the_double_still_finds_the_resident(location: App) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)

    location.merge_residents(kept, gone)

    assert names(location, "khadad leyla") == ["Haddad, Layla"]


def test_a_merge_can_be_undone_long_after(location: App) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)
    before = said(location, kept), said(location, gone)
    location.merge_residents(kept, gone, {"person.surname", "person.birth_date"})
    answer(location, kept, "person.room", "C-002")

    location.undo_merge(gone)

    assert said(location, kept) == before[0] | {"person.room": "C-002", "person.v_number": ""}
    assert said(location, gone) == before[1]
    assert names(location, "") == ["Haddad, Layla", "Khadad, Leyla"]
    assert names(location, "khadad") == ["Khadad, Leyla", "Haddad, Layla"]


def test_undoing_leaves_what_was_corrected_since(location: App) -> None:
    kept, gone = register(location, **KNOWN), register(location, **DOUBLE)
    location.merge_residents(kept, gone, {"person.surname"})
    answer(location, kept, "person.surname", "Al-Haddad")

    location.undo_merge(gone)

    assert said(location, kept)["person.surname"] == "Al-Haddad"


def test_the_answers_of_a_household_that_becomes_empty_are_kept(location: App) -> None:
    home = location.register_household([answers(**KNOWN)], {})
    other = location.register_household(
        [answers(**DOUBLE)], {"housing.forms": Answer(("flex",)), "talk.language": Answer("apc")}
    )

    location.merge_residents(home.persons[0], other.persons[0])
    merged = location.open_file(home.household).records[home.household].answers
    location.undo_merge(other.persons[0])
    back = location.open_file(home.household).records[home.household].answers

    assert merged["housing.forms"].value == ("flex",)
    assert back["housing.forms"].value is None
    assert len(location.find_households("").rows) == 2


def test_the_others_of_a_household_stay_when_one_of_them_is_merged(location: App) -> None:
    kept = register(location, **KNOWN)
    other = location.register_household(
        [answers(**DOUBLE), answers(name="Khadad", given="Omar")], {}
    )

    location.merge_residents(kept, other.persons[0])

    assert [m.person for m in location.open_file(other.household).members] == [other.persons[1]]


def test_a_merge_that_makes_no_sense_is_refused(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    one, other = register(location, **KNOWN), register(location, **DOUBLE)
    household = take_in(location)[0]
    sent = location.open_file(household).person
    location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    received = "person-" + "0" * 32

    def refused(kept: str, gone: str) -> type[RefusedError]:
        with pytest.raises(RefusedError) as caught:
            location.merge_residents(kept, gone)
        return type(caught.value)

    assert refused(one, one) is NotTwoResidentsError
    assert refused(one, received) is NotTwoResidentsError
    assert refused(one, household) is NotTwoResidentsError
    assert refused(one, sent) is AlreadySentError
    with pytest.raises(NotMergedError):
        location.undo_merge(one)
    location.merge_residents(one, other)
    assert refused(sent, other) is NotTwoResidentsError


def test_only_who_writes_a_record_may_merge_it(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    path = hand_over(location, gemeente, tmp_path).path
    gemeente.import_bundle(path, Quiet())
    received = gemeente.find_residents("").hits[0].person
    ours = register(gemeente, **KNOWN)

    with pytest.raises(NotOursError):
        gemeente.merge_residents(ours, received)

    gemeente.keep_apart(received, ours)
    assert gemeente.open_file(ours).records[ours].answers[f"identity.not_same/{received}"].value


def test_what_was_merged_is_listed_newest_first_until_it_is_undone(location: App) -> None:
    kept = register(location, **KNOWN)
    first, second = register(location, **DOUBLE), register(location, name="Hadad", v="2900001131")
    location.merge_residents(kept, first)
    location.merge_residents(kept, second)

    merges = location.list_merges()
    assert {(m.gone, m.known_as, m.v_number, m.kept) for m in merges} == {
        (first, "Khadad, Leyla", "2900001123", kept),
        (second, "Hadad", "2900001131", kept),
    }
    assert [m.said.at for m in merges] == sorted((m.said.at for m in merges), reverse=True)
    assert {m.said.by for m in merges} == {"Wit (Balie 1)"}

    location.undo_merge(first)
    assert [m.gone for m in location.list_merges()] == [second]
