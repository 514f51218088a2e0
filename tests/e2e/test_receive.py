"""What a gemeente can do with a bundle, and what the location gets back of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, hand_over, introduce, take_in
from overstap.domain.answers import Answer
from overstap.domain.kinds import OfficeKind
from overstap.domain.records import Stated, Subject, new_record_id, subject_of
from overstap.domain.replies import Asked, Reply
from overstap.domain.residents import HOUSEHOLD
from overstap.doors import Doors
from overstap.kernel.errors import StoreError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.send_bundle import Parcel
from overstap.usecases.ports.journal import Direction
from overstap.usecases.receive.undo_import import BuiltOnError, NothingToUndoError
from overstap.usecases.receive.verify_bundle import Grade
from overstap.usecases.receive.write_receipt import NotImportedError
from overstap.usecases.vaults import NewOffice


def everything(app: App) -> dict[str, object]:
    files = [app.open_file(hit.person) for hit in app.find_residents("", 1000).hits]
    return {f.person: {r.id: r.stated for r in f.records.values()} for f in files}


def another_stream(app: App) -> Callable[[str], str]:
    """As of another desk, or of this one after it was put back."""
    desk = f"{app.office.id}/{app.office.desk_id}/{'f' * 32}"
    return lambda office: f"{desk}>{office}"


def change(location: App, gemeente: App, folder: Path, field: str, value: str) -> Path:
    """The location answers a question about the first household again, and hands that over."""
    household = location.find_residents("").hits[0].household
    answer(location, household, field, value)
    location.release(household)
    return location.hand_over([household], gemeente.office.id, folder, Quiet()).path


def test_the_preview_names_the_version_that_it_replaces(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    second = change(location, gemeente, tmp_path, "housing.travel_time", "90")

    preview = gemeente.preview_import(second, Quiet())

    (household,) = preview.households
    assert (household.before, household.version) == (1, 2)
    assert household.since is not None
    assert preview.changes[0].name == household.name != "?"


def test_what_is_here_already_is_not_told_as_new_and_an_older_version_changes_nothing(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    vault = gemeente.import_bundle.vault
    older = list(vault.records(hit.household for hit in gemeente.find_residents("").hits).values())
    bundle = change(location, gemeente, tmp_path, "housing.travel_time", "90")
    gemeente.import_bundle(bundle, Quiet())
    newest = everything(gemeente)

    again = gemeente.preview_import(bundle, Quiet())
    vault.receive(older)

    assert (again.changes, again.households) == ((), ())
    assert everything(gemeente) == newest


def test_what_comes_late_still_counts_where_nothing_newer_is_here(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    one, two = take_in(location, 2)
    office = gemeente.office.id
    early = location.hand_over([one, two], office, tmp_path, Quiet())
    answer(location, two, "housing.travel_time", "90")
    location.release(two)
    later = location.hand_over([two], office, tmp_path, Quiet())
    gemeente.import_bundle(later.path, Quiet())
    late = gemeente.import_bundle(early.path, Quiet())
    receipts = [gemeente.write_receipt(d.digest, tmp_path, Quiet()) for d in (early, later)]

    for receipt in reversed(receipts):
        location.import_bundle(receipt, Quiet())

    assert late.verdict.grade is Grade.LATE
    assert gemeente.open_file(one).household == one
    assert gemeente.open_file(two).records[two].text("housing.travel_time") == "90"
    assert [sent.received is not None for sent in location.list_sent()] == [True, True]


def test_a_late_receipt_does_not_undo_what_a_newer_one_says(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    digest = done.verdict.manifest.digest
    receipt = gemeente.write_receipt(digest, tmp_path, Quiet())
    undone = gemeente.undo_import(digest, tmp_path, Quiet()).notice
    assert undone is not None

    location.import_bundle(undone, Quiet())
    location.import_bundle(receipt, Quiet())

    assert location.list_sent()[0].received is None


def test_after_a_later_one_was_undone_an_earlier_import_stays(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    first = gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    before = everything(gemeente)
    bundle = change(location, gemeente, tmp_path, "housing.travel_time", "90")
    second = gemeente.import_bundle(bundle, Quiet())
    gemeente.undo_import(second.verdict.manifest.digest, tmp_path, Quiet())

    assert not gemeente.undo_import.allowed(first.verdict.manifest.digest)
    with pytest.raises(NothingToUndoError):
        gemeente.undo_import(first.verdict.manifest.digest, tmp_path, Quiet())

    assert everything(gemeente) == before


def test_undo_puts_everything_back_and_the_bundle_can_come_again(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    before = everything(gemeente)
    bundle = change(location, gemeente, tmp_path, "housing.travel_time", "90")
    done = gemeente.import_bundle(bundle, Quiet())

    undone = gemeente.undo_import(done.verdict.manifest.digest, tmp_path, Quiet())

    assert undone.records == done.records
    assert undone.notice is None
    assert everything(gemeente) == before
    assert gemeente.run_doctor(Quiet())
    assert gemeente.import_bundle(bundle, Quiet()).verdict.grade is Grade.NEWEST


def test_undo_of_the_first_import_leaves_nobody(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())

    gemeente.undo_import(done.verdict.manifest.digest, tmp_path, Quiet())

    assert gemeente.find_residents("").total == 0
    assert gemeente.list_received() == ()


def test_undo_takes_the_receipt_back_at_the_location_too(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(bundle.path, Quiet())
    receipt = gemeente.write_receipt(bundle.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    undone = gemeente.undo_import(bundle.digest, tmp_path, Quiet())
    assert undone.notice is not None
    (said,) = location.preview_import(undone.notice, Quiet()).receipts
    location.import_bundle(undone.notice, Quiet())

    assert said.reply.undone
    sent = location.write_receipt.vault.bundle(bundle.digest, Direction.SENT)
    assert sent is not None
    assert sent.acknowledged is None


def test_what_was_built_on_is_not_undone(location: App, gemeente: App, tmp_path: Path) -> None:
    first = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(first.path, Quiet())
    gemeente.import_bundle(
        change(location, gemeente, tmp_path, "housing.travel_time", "90"), Quiet()
    )
    before = everything(gemeente)

    with pytest.raises(BuiltOnError):
        gemeente.undo_import(first.digest, tmp_path, Quiet())

    assert everything(gemeente) == before
    assert [one.undoable for one in gemeente.list_received()] == [True, False]
    assert gemeente.undo_import.vault.brought(first.digest) == ()


def test_a_household_into_which_somebody_came_later_is_not_undone(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    """From another desk of the location: a bundle of a stream of its own."""
    first = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(first.path, Quiet())
    household = location.find_residents("").hits[0].household
    said = Stated(Answer(household), datetime(2026, 11, 24, tzinfo=UTC), "Bos (Balie 2)")
    who = {"record": new_record_id(Subject.PERSON), "stated": {HOUSEHOLD: said.to_json()}}
    trust = location.write_receipt.vault.office(gemeente.office.id)
    assert trust is not None
    elsewhere = replace(location.hand_over.send, stream_to=another_stream(location))
    later = elsewhere(
        Parcel("handover", trust.card, [{**who, "revision": 2}], 1), tmp_path, Quiet()
    )
    gemeente.import_bundle(later.path, Quiet())

    assert not gemeente.undo_import.allowed(first.digest)
    gemeente.undo_import(later.digest, tmp_path, Quiet())
    assert gemeente.undo_import.allowed(first.digest)


def test_what_never_came_is_not_undone(gemeente: App, tmp_path: Path) -> None:
    with pytest.raises(NotImportedError):
        gemeente.undo_import("0" * 64, tmp_path, Quiet())


def test_undo_that_cannot_tell_the_sender_does_nothing(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(bundle.path, Quiet())
    gemeente.write_receipt(bundle.digest, tmp_path, Quiet())
    before = everything(gemeente)

    with pytest.raises(StoreError):
        gemeente.undo_import(bundle.digest, tmp_path / "gone", Quiet())

    assert everything(gemeente) == before


def test_a_resident_who_was_left_can_be_taken_over_later(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path, count=3)
    preview = gemeente.preview_import(bundle.path, Quiet())
    one, *others = [
        record
        for household in preview.households
        for record in household.records
        if subject_of(record) is Subject.PERSON
    ]

    first = gemeente.import_bundle(bundle.path, Quiet(), only={one})
    again = gemeente.preview_import(bundle.path, Quiet())
    rest = gemeente.import_bundle(bundle.path, Quiet())

    assert {hit.person for hit in gemeente.find_residents("", 99).hits} == {one, *others}
    assert set(first.left) >= set(others)
    assert again.verdict.grade is Grade.DUPLICATE
    assert {change.record for change in again.changes} == set(first.left)
    assert set(rest.records) == set(first.left)


def test_a_bundle_that_was_taken_over_long_ago_is_no_replay(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    first = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(first.path, Quiet())
    second = change(location, gemeente, tmp_path, "housing.travel_time", "90")
    gemeente.import_bundle(second, Quiet())
    before = everything(gemeente)

    again = gemeente.preview_import(first.path, Quiet())
    gemeente.import_bundle(first.path, Quiet())

    assert again.verdict.grade is Grade.DUPLICATE
    assert again.changes == ()
    assert everything(gemeente) == before


def test_what_the_gemeente_asks_is_open_at_the_location_until_answered(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    gemeente.import_bundle(bundle.path, Quiet())
    reply = Reply((Asked(household, "housing.travel_time"),), "Graag voor vrijdag.")
    receipt = gemeente.write_receipt(bundle.digest, tmp_path, Quiet(), reply)

    (seen,) = location.preview_import(receipt, Quiet()).receipts
    location.import_bundle(receipt, Quiet())
    opened = location.list_additions()
    answer(location, household, "housing.travel_time", "90")

    assert (seen.reply, seen.bundle.number) == (reply, bundle.number)
    assert [(a.field, a.remark) for a in opened] == [
        ("", "Graag voor vrijdag."),
        ("housing.travel_time", ""),
    ]
    assert [a.remark for a in location.list_additions()] == ["Graag voor vrijdag."]


def test_another_office_cannot_acknowledge_what_it_never_got(
    doors: Doors, location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    office = NewOffice("Anders", OfficeKind.GEMEENTE, "GM9998", "1", "x", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet()).app
    introduce(location, other, tmp_path)
    introduce(other, location, tmp_path)
    vault = other.write_receipt.vault
    vault.log_bundle(
        replace(
            location.write_receipt.vault.bundles()[0],
            direction=Direction.RECEIVED,
            office=location.office.id,
        )
    )
    receipt = other.write_receipt(bundle.digest, tmp_path, Quiet())
    other.close()

    preview = location.preview_import(receipt, Quiet())
    location.import_bundle(receipt, Quiet())

    assert preview.receipts == ()
    sent = location.write_receipt.vault.bundle(bundle.digest, Direction.SENT)
    assert sent is not None
    assert sent.acknowledged is None


def test_files_wait_in_the_order_in_which_to_open_them(
    doors: Doors, location: App, gemeente: App, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    first = hand_over(location, gemeente, folder)
    second = change(location, gemeente, folder, "housing.travel_time", "90")
    (folder / "broken.overstap").write_bytes(b"nothing like it")
    (folder / "notes.txt").write_text("no bundle", "utf-8")
    gemeente.read_inbox.remember(folder)

    view = gemeente.read_inbox(Quiet())

    assert [waiting.path for waiting in view.files] == [
        first.path,
        second,
        folder / "broken.overstap",
    ]
    assert view.files[2].error is not None


def test_a_folder_that_was_pulled_out_is_empty(gemeente: App, tmp_path: Path) -> None:
    gemeente.read_inbox.remember(tmp_path / "stick")

    assert gemeente.read_inbox(Quiet()).files == ()


def test_a_bundle_of_an_office_not_checked_yet_waits_beside_the_vault(
    doors: Doors, location: App, gemeente: App, tmp_path: Path
) -> None:
    office = NewOffice("Anders", OfficeKind.GEMEENTE, "GM9999", "1", "x", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet()).app
    location.import_card(other.show_card.export(tmp_path))
    location.confirm_card(other.office.id, other.show_card().number)
    known = other.import_card(location.show_card.export(tmp_path))
    bundle = location.hand_over(take_in(location), other.office.id, tmp_path, Quiet()).path

    (waiting,) = other.read_inbox.inspect([bundle], Quiet())
    other.read_inbox.set_aside(bundle)
    bundle.unlink()
    other.confirm_card(known.trust.card.office, location.show_card().number)
    (kept,) = other.read_inbox(Quiet()).files
    other.import_bundle(kept.path, Quiet())
    other.read_inbox.settle(kept.path)

    assert waiting.error is not None
    assert waiting.error.code == "sender.unverified"
    assert kept.verdict is not None
    assert kept.verdict.grade is Grade.NEWEST
    assert other.read_inbox(Quiet()).files == ()
    other.close()
