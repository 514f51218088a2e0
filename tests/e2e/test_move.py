"""A household moves to another location, which writes its file from then on."""

from pathlib import Path

import pytest

from offices import answer, introduce, take_in
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.hand_over import HandoverBlockedError
from overstap.usecases.handover.move_household import MoveArrivedError, NotALocationError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.receive.import_bundle import Imported


def move(one: App, other: App, household: str, folder: Path) -> Imported:
    """One bundle there, and its receipt back."""
    done = one.hand_over([household], other.office.id, folder, Quiet())
    taken = other.import_bundle(done.path, Quiet())
    receipt = other.write_receipt(done.digest, folder, Quiet())
    one.import_bundle(receipt, Quiet())
    return taken


def test_a_household_moves_and_is_written_there_and_read_here(
    location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    person = location.open_file(household).person
    answer(location, person, "person.call_name", "B-214")
    restricted = {q.key for s in location.catalogue.sections for q in s.questions if q.restricted}

    taken = move(location, other, household, tmp_path)
    answer(other, person, "person.call_name", "C-101")

    there = other.open_file(person)
    assert set(taken.records) == {household, *(m.person for m in there.members)}
    assert not there.read_only
    assert there.records[person].text("person.call_name") == "C-101"
    told = other.read_history(person, "person.call_name")
    assert [one.by for one in told] == ["Bos (Balie 1)", "Wit (Balie 1), Voorbeeldlocatie"]
    assert not restricted & {f for r in there.records.values() for f in r.stated}
    here = location.open_file(person)
    assert here.read_only
    assert here.moved
    assert here.records[person].text("person.call_name") == "B-214"
    with pytest.raises(NotOursError):
        answer(location, person, "person.call_name", "X")
    assert location.find_households("").found == 0
    (listed,) = location.list_due(Quiet())
    assert listed.due.rule.reason == "handed_over"
    assert [one.to for one in location.list_disclosures(household)] == ["Azc Verderop"]
    assert location.list_sent()[0].received


def test_a_move_is_taken_back_before_it_arrived(location: App, other: App, tmp_path: Path) -> None:
    (household,) = take_in(location)
    person = location.open_file(household).person
    done = location.hand_over([household], other.office.id, tmp_path, Quiet())
    assert location.open_file(household).can_come_back

    notice = location.undo_move(household, tmp_path, Quiet())
    other.import_bundle(notice.path, Quiet())

    answer(location, person, "person.call_name", "A-1")
    with pytest.raises(Exception, match="replayed"):
        other.import_bundle(done.path, Quiet())
    again = move(location, other, household, tmp_path)
    assert again.records
    assert other.open_file(person).records[person].text("person.call_name") == "A-1"


def test_a_move_that_arrived_is_not_taken_back_and_its_receipt_wins(
    location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    done = location.hand_over([household], other.office.id, tmp_path, Quiet())
    other.import_bundle(done.path, Quiet())
    notice = location.undo_move(household, tmp_path, Quiet())
    other.import_bundle(notice.path, Quiet())

    receipt = other.write_receipt(done.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    assert location.open_file(household).moved
    assert not other.open_file(household).read_only
    with pytest.raises(MoveArrivedError):
        location.undo_move(household, tmp_path, Quiet())


def test_a_household_that_moves_back_is_ours_again(
    location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    person = location.open_file(household).person
    move(location, other, household, tmp_path)
    answer(other, person, "person.call_name", "C-101")

    move(other, location, household, tmp_path)

    back = location.open_file(person)
    assert not back.read_only
    assert back.records[person].text("person.call_name") == "C-101"
    assert not back.records[person].disputes
    assert other.open_file(person).read_only
    answer(location, person, "person.call_name", "D-4")


def test_the_gemeente_gets_it_from_the_new_location_after_the_first_took_it_back(
    location: App, gemeente: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    first = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(first.path, Quiet())
    introduce(other, gemeente, tmp_path)
    introduce(gemeente, other, tmp_path)
    assert location.send_due() == ()

    move(location, other, household, tmp_path)
    (due,) = location.send_due()
    gemeente.import_bundle(due.write(tmp_path, Quiet()), Quiet())
    other.agree_read_back(household)
    other.release(household)
    second = other.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    taken = gemeente.import_bundle(second.path, Quiet())

    assert due.office == gemeente.office.id
    assert taken.records
    assert gemeente.open_file(household).name == other.open_file(household).name


def test_a_moved_household_is_destroyed_here_and_stays_there(
    location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    move(location, other, household, tmp_path)

    erased = location.erase_household(household, tmp_path, "retention", Quiet())

    assert erased.notices == ()
    assert location.find_residents("").total == 0
    assert other.open_file(household).name


def test_nobody_moves_to_a_gemeente_and_nobody_hands_over_what_moved(
    location: App, gemeente: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    done = location.hand_over([household], other.office.id, tmp_path, Quiet())

    with pytest.raises(HandoverBlockedError):
        location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    with pytest.raises(Exception, match="not_for_us"):
        gemeente.import_bundle(done.path, Quiet())
    assert NotALocationError.code == "move.not_a_location"
