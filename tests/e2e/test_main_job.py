from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, hand_over, take_in
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import TrustState
from overstap.doors import Doors
from overstap.kernel.errors import FileError, OverstapError, RefusedError, TrustError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.handover.hand_over import HandoverBlockedError, NothingNewError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.receive.preview_import import Difference
from overstap.usecases.receive.verify_bundle import Grade
from overstap.usecases.vaults import NewOffice


def residents(app: App) -> dict[str, object]:
    """Everything that is known of everybody."""
    files = [app.open_file(hit.person) for hit in app.find_residents("", 1000).hits]
    return {file.person: {r.id: r.answers for r in file.records.values()} for file in files}


def test_what_was_taken_in_arrives_and_is_acknowledged(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path, count=2)

    preview = gemeente.preview_import(bundle.path, Quiet())
    done = gemeente.import_bundle(bundle.path, Quiet())
    receipt = gemeente.write_receipt(bundle.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    assert done.verdict.grade is Grade.NEWEST
    assert preview.new_residents == gemeente.find_residents("").total == bundle.persons
    assert all(change.kind is Difference.NEW for change in preview.changes)
    assert {hit.name for hit in gemeente.find_residents("").hits} == {
        hit.name for hit in location.find_residents("").hits
    }


def test_what_stays_does_not_travel(location: App, gemeente: App, tmp_path: Path) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    answer(location, person, "person.bsn", "999990019")
    answer(location, person, "person.room", "canary-room")
    location.release(household)
    bundle = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())

    gemeente.import_bundle(bundle.path, Quiet())

    assert "999990019" not in repr(residents(gemeente))
    assert "canary-room" not in repr(residents(gemeente))


def test_the_same_bundle_again_changes_nothing(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(bundle.path, Quiet())
    before = residents(gemeente)

    again = gemeente.import_bundle(bundle.path, Quiet())

    assert again.verdict.grade is Grade.DUPLICATE
    assert again.records == ()
    assert residents(gemeente) == before


def test_a_missing_bundle_is_named_and_changes_nothing_that_is_newer_when_it_comes(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    first = hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    answer(location, household, "housing.bedrooms", "3")
    location.release(household)
    second = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())

    assert gemeente.import_bundle(second.path, Quiet()).verdict.missing == (first.number,)
    late = gemeente.import_bundle(first.path, Quiet())
    assert late.verdict.grade is Grade.LATE
    assert gemeente.open_file(household).records[household].text("housing.bedrooms") == "3"


def test_only_what_changed_goes_again(location: App, gemeente: App, tmp_path: Path) -> None:
    bundle = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(bundle.path, Quiet())
    household = location.find_residents("").hits[0].household
    with pytest.raises(NothingNewError):
        location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    answer(location, household, "housing.travel_time", "90")

    with pytest.raises(HandoverBlockedError):
        location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    location.release(household)
    second = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    changes = gemeente.preview_import(second.path, Quiet()).changes

    assert second.persons == 0
    assert [(change.field, change.kind) for change in changes] == [
        ("housing.travel_time", Difference.CHANGED)
    ]


def test_what_another_office_sent_is_read_only(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    person = gemeente.find_residents("").hits[0].person

    assert gemeente.open_file(person).read_only
    with pytest.raises(NotOursError):
        answer(gemeente, person, "person.phone", "+31612345678")


def test_nothing_goes_to_an_office_that_was_not_checked(
    doors: Doors, location: App, tmp_path: Path
) -> None:
    office = NewOffice("Anders", OfficeKind.GEMEENTE, "GM9999", "1", "x", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, office, Quiet()).app
    known = location.import_card(other.show_card.export(tmp_path))
    other.close()

    assert known.trust.state is TrustState.UNVERIFIED
    with pytest.raises(TrustError):
        location.confirm_card(other.office.id, "1" * 40)
    with pytest.raises(HandoverBlockedError) as caught:
        location.hand_over(take_in(location), other.office.id, tmp_path, Quiet())
    assert caught.value.check.code == "verified"


def test_a_training_office_and_a_live_one_do_not_mix(
    doors: Doors, location: App, tmp_path: Path
) -> None:
    office = NewOffice("Echt", OfficeKind.GEMEENTE, "GM0344", "1", "x", training=False)
    live = doors.create(tmp_path / "live", PASSPHRASE, office, Quiet()).app
    card = live.show_card.export(tmp_path)
    live.close()

    with pytest.raises(TrustError):
        location.import_card(card)


@pytest.mark.parametrize("name", ["folder", "empty", "pdf", "half", "flipped", "header"])
def test_a_file_that_is_no_whole_bundle_changes_nothing(
    location: App, gemeente: App, tmp_path: Path, name: str
) -> None:
    whole = hand_over(location, gemeente, tmp_path).path.read_bytes()
    path = tmp_path / "received.overstap"
    if name == "folder":
        path.mkdir()
    else:
        path.write_bytes(
            {
                "empty": b"",
                "pdf": b"%PDF-1.7\n" + bytes(1000),
                "half": whole[: len(whole) // 2],
                "flipped": whole[:-900] + bytes([whole[-900] ^ 1]) + whole[-899:],
                "header": whole[:10],
            }[name]
        )

    with pytest.raises(FileError):
        gemeente.import_bundle(path, Quiet())

    assert gemeente.find_residents("").total == 0


def test_a_bundle_for_somebody_else_is_refused(
    doors: Doors, location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)

    with pytest.raises(TrustError):
        location.verify_bundle(bundle.path, Quiet())


def test_an_import_that_breaks_off_leaves_nothing(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    bundle = hand_over(location, gemeente, tmp_path)

    class Pulled:
        def step(self, what: str, done: int = 0, total: int = 0) -> None:
            if what == "import.store":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gemeente.import_bundle(bundle.path, Pulled())

    assert gemeente.find_residents("").total == 0
    assert gemeente.import_bundle(bundle.path, Quiet()).verdict.grade is Grade.NEWEST


def test_a_folder_that_is_gone_leaves_nothing_remembered(location: App, gemeente: App) -> None:
    households = take_in(location)

    with pytest.raises(OverstapError):
        location.hand_over(households, gemeente.office.id, Path("/nowhere/at/all"), Quiet())

    assert location.prepare_handover(households, gemeente.office.id).going[0].new


def test_only_what_was_read_back_is_released(location: App) -> None:
    household = take_in(location)[0]
    answer(location, household, "talk.read_back", "refused")

    with pytest.raises(RefusedError):
        location.release(household)


def test_a_vault_that_was_closed_opens_as_it_was(
    doors: Doors, location: App, tmp_path: Path
) -> None:
    take_in(location, 3)
    before = residents(location)
    location.close()

    again = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())

    assert residents(again) == before
    again.close()
