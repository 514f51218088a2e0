"""An office can neither keep out nor add to what another office writes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offices import hand_over, introduce, take_in
from overstap.domain.answers import Answer
from overstap.domain.records import Stated, Subject, new_record_id
from overstap.domain.residents import HOUSEHOLD
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.move_household import MoveStaysError
from overstap.usecases.handover.send_bundle import Parcel
from overstap.usecases.ports.destruction import FOR_EVER
from overstap.usecases.ports.journal import Direction
from overstap.usecases.receive.brought import OwnedElsewhereError, TakenBackError


def records_of(app: App, household: str) -> list[str]:
    return list(app.open_file(household).records)


def send(one: App, other: App, kind: str, lines: list[dict[str, Any]], folder: Path) -> Path:
    """What only somebody with a changed program would send, genuinely signed."""
    card = one.import_bundle.vault.office(other.office.id)
    assert card is not None
    return one.hand_over.send(Parcel(kind, card.card, lines, len(lines)), folder, Quiet()).path


def person_in(household: str) -> dict[str, Any]:
    said = {HOUSEHOLD: household, "person.surname": "Indringer"}
    at = datetime(2026, 11, 24, tzinfo=UTC)
    stated: Mapping[str, Any] = {f: Stated(Answer(v), at, "X").to_json() for f, v in said.items()}
    return {"record": new_record_id(Subject.PERSON), "revision": 1, "stated": stated}


def erasure(records: list[str]) -> list[dict[str, Any]]:
    return [{"record": record, "revision": FOR_EVER} for record in records]


def test_no_office_takes_back_what_another_office_is_going_to_move(
    location: App, gemeente: App, other: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    household = location.find_residents("").hits[0].household
    records = records_of(location, household)
    introduce(gemeente, other, tmp_path)
    introduce(other, gemeente, tmp_path)
    notice = send(gemeente, other, "erasure", erasure(records), tmp_path)
    other.import_bundle(notice, Quiet())

    moved = location.hand_over([household], other.office.id, tmp_path, Quiet())
    taken = other.import_bundle(moved.path, Quiet())

    assert set(taken.records) == set(records)
    assert set(records_of(other, household)) == set(records)
    assert not other.open_file(household).read_only


def test_a_move_of_which_something_cannot_be_stored_is_refused_whole(
    location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    some = records_of(location, household)[-1:]
    other.import_bundle(send(location, other, "erasure", erasure(some), tmp_path), Quiet())
    moved = location.hand_over([household], other.office.id, tmp_path, Quiet())

    with pytest.raises(TakenBackError):
        other.import_bundle(moved.path, Quiet())

    assert other.find_residents("").total == 0
    assert other.import_bundle.vault.bundle(moved.digest, Direction.RECEIVED) is None
    location.undo_move(household, tmp_path, Quiet())
    assert not location.open_file(household).read_only


def test_a_handover_that_its_sender_took_back_is_not_said_to_be_taken_over(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    records = records_of(location, household)
    gemeente.import_bundle(send(location, gemeente, "erasure", erasure(records), tmp_path), Quiet())
    done = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())

    with pytest.raises(TakenBackError):
        gemeente.import_bundle(done.path, Quiet())

    assert gemeente.import_bundle.vault.bundle(done.digest, Direction.RECEIVED) is None


@pytest.mark.parametrize("kind", ["handover", "transfer"])
def test_no_office_puts_somebody_into_a_household_of_ours(
    kind: str, location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    before = location.open_file(household).members
    bundle = send(other, location, kind, [person_in(household)], tmp_path)

    with pytest.raises(OwnedElsewhereError):
        location.preview_import(bundle, Quiet())
    with pytest.raises(OwnedElsewhereError):
        location.import_bundle(bundle, Quiet())

    assert location.open_file(household).members == before


def test_nobody_is_put_into_a_household_before_its_own_office_sends_it(
    location: App, gemeente: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    ours = new_record_id(Subject.HOUSEHOLD)
    introduce(other, gemeente, tmp_path)
    introduce(gemeente, other, tmp_path)
    lines = [{"record": ours, "revision": 1, "stated": {}}, person_in(ours), person_in(household)]
    taken = gemeente.import_bundle(send(other, gemeente, "handover", lines, tmp_path), Quiet())

    done = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(done.path, Quiet())

    assert taken.records == (lines[0]["record"], lines[1]["record"])
    assert taken.left == (lines[2]["record"],)
    members = [member.person for member in gemeente.open_file(household).members]
    assert members == [member.person for member in location.open_file(household).members]


def test_a_household_that_moves_comes_with_its_own_record(
    location: App, other: App, tmp_path: Path
) -> None:
    bundle = send(
        other, location, "transfer", [person_in(new_record_id(Subject.HOUSEHOLD))], tmp_path
    )

    with pytest.raises(OwnedElsewhereError):
        location.import_bundle(bundle, Quiet())

    assert location.find_residents("").total == 0


@pytest.mark.parametrize("flag", ["undone", "reading"])
def test_no_receipt_takes_back_that_a_household_moved(
    flag: str, location: App, other: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    moved = location.hand_over([household], other.office.id, tmp_path, Quiet())
    other.import_bundle(moved.path, Quiet())
    location.import_bundle(other.write_receipt(moved.digest, tmp_path, Quiet()), Quiet())
    line = {"bundle": moved.digest, "at": "2026-11-24T09:00:00+00:00", flag: True}
    bundle = send(other, location, "receipt", [line], tmp_path)

    with pytest.raises(MoveStaysError):
        location.import_bundle(bundle, Quiet())

    assert not location.open_file(household).can_come_back
