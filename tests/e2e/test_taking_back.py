"""Withdrawn after a new link, erased everywhere: and nothing is left of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, hand_over, introduce, pass_on, take_in
from overstap.domain.answers import Answer
from overstap.domain.kinds import OfficeKind
from overstap.domain.records import Record
from overstap.domain.replies import Reply
from overstap.domain.residents import HOLD
from overstap.domain.retention import Due, Life, Reason, Rule, due
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import RevokeReason, Root
from overstap.usecases.app import App
from overstap.usecases.desks.list_erased import DeskState
from overstap.usecases.handover.send_due import DueKind
from overstap.usecases.handover.take_back import HeldError, NothingToTakeBackError
from overstap.usecases.vaults import NewOffice
from vault_bytes import decrypted

CANARY = "Kanariepiet"


@pytest.fixture
def household(location: App, gemeente: App, tmp_path: Path) -> str:
    """Handed over and taken over at the gemeente."""
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    return location.find_residents("").hits[0].household


def test_after_a_new_link_the_earlier_gemeente_erases_and_confirms(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    answer(location, household, "household.matched_gemeente", "GM0363")
    (stale,) = location.withdraw.stale()

    notice = location.withdraw(household, stale.office, tmp_path, Quiet())
    preview = gemeente.preview_import(notice.path, Quiet())
    taken = gemeente.import_bundle(notice.path, Quiet())
    receipt = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    assert preview.taken_back
    assert gemeente.find_residents("").total == 0
    assert location.withdraw.stale() == ()
    with pytest.raises(NothingToTakeBackError):
        location.withdraw(household, stale.office, tmp_path, Quiet())


def test_a_late_handover_does_not_bring_back_what_was_withdrawn(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    late = hand_over(location, gemeente, tmp_path)
    household = location.find_residents("").hits[0].household
    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())

    told = gemeente.preview_import(late.path, Quiet())
    taken = gemeente.import_bundle(late.path, Quiet())

    assert (told.changes, taken.records) == ((), ())
    assert gemeente.find_residents("").total == 0


def test_another_desk_that_did_not_know_of_it_does_not_bring_it_back_either(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())
    vault = gemeente.import_bundle.vault

    for revision, there in ((1, False), (99, True)):
        vault.receive([Record(household, origin=location.office.id, revision=revision)])
        assert bool(vault.records([household])) is there


def test_an_older_version_from_another_desk_changes_nothing(
    location: App, gemeente: App, household: str
) -> None:
    vault = gemeente.import_bundle.vault
    before = vault.record(household)

    older = Record(household, origin=location.office.id, revision=before.revision)
    vault.receive([older])

    assert vault.record(household) == before


def test_a_household_that_comes_back_is_handed_over_again(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    notice = location.withdraw(household, gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())

    again = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(again.path, Quiet())

    assert gemeente.open_file(household).name == location.open_file(household).name


def test_what_was_erased_is_in_no_byte_of_either_vault(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    answer(location, person, "person.surname", CANARY)
    location.release(household)
    done = location.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(done.path, Quiet())
    assert gemeente.find_residents(CANARY).hits
    assert CANARY.encode() in decrypted(tmp_path / "location", PASSPHRASE)
    assert CANARY.encode() in decrypted(tmp_path / "gemeente", PASSPHRASE)

    erased = location.erase_household(household, tmp_path, "request", Quiet())
    (notice,) = erased.notices
    gemeente.import_bundle(notice.path, Quiet())
    location.close()
    gemeente.close()

    for name in ("location", "gemeente"):
        left = decrypted(tmp_path / name, PASSPHRASE)
        assert CANARY.encode() not in left, name
        assert CANARY.casefold().encode() not in left, name


def test_what_a_gemeente_remarked_goes_with_the_last_of_whom_it_was_about(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path, 2)
    gemeente.import_bundle(done.path, Quiet())
    reply = Reply(remark="Mevrouw belde al drie keer.")
    location.import_bundle(gemeente.write_receipt(done.digest, tmp_path, Quiet(), reply), Quiet())
    one, two = {hit.household for hit in location.find_residents("").hits}
    vault = location.erase_household.vault

    location.erase_household(one, tmp_path, "request", Quiet())
    assert [kept.reply for kept in vault.replies()] == [reply]
    location.erase_household(two, tmp_path, "request", Quiet())
    assert vault.replies() == ()


def test_a_file_that_has_to_be_kept_is_not_destroyed(
    location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    seen = location.open_file(household).records[household].seen
    location.save_answers(household, {HOLD: Answer("complaint")}, seen)

    with pytest.raises(HeldError):
        location.erase_household(household, tmp_path, "retention", Quiet())

    assert location.open_file(household).name


def test_the_due_list_names_the_day_and_the_rule_of_every_file(
    location: App, household: str
) -> None:
    (listed,) = location.list_due(Quiet())

    assert listed.household == household
    assert not listed.over
    assert location.list_due(Quiet(), only_over=True) == ()


DAY = datetime(2026, 11, 24, tzinfo=UTC).date()
RULES = (Rule(Reason.HANDED_OVER, 92, ""), Rule(Reason.NO_CONTACT, 365, ""))


def test_a_file_counts_from_the_later_of_receipt_and_last_contact() -> None:
    life = Life(DAY, DAY - timedelta(days=10), released=True, received=None)

    assert due(life, RULES) == Due(DAY + timedelta(days=92), RULES[0])


def test_a_file_without_any_contact_is_not_due() -> None:
    assert due(Life(None, None, released=False, received=None), RULES) is None


def test_an_erasure_is_counted_desk_by_desk_and_office_by_office(
    location: App, second: App, gemeente: App, tmp_path: Path
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    gemeente.import_bundle(done.path, Quiet())
    household = location.find_residents("").hits[0].household
    residents = len(location.open_file(household).members)
    pass_on(location, second, tmp_path)

    erased = location.erase_household(household, tmp_path, "request", Quiet())
    (before,) = location.list_erased()
    pass_on(location, second, tmp_path)
    pass_on(second, location, tmp_path)
    taken = gemeente.import_bundle(erased.notices[0].path, Quiet())
    receipt = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())
    (after,) = location.list_erased()

    assert (before.household, before.residents) == (household, residents)
    assert (before.done, len(before.counted)) == (1, 2)
    assert [office.confirmed for office in before.offices] == [None]
    assert (after.done, len(after.counted)) == (2, 2)
    assert after.offices[0].confirmed
    assert after.everywhere
    assert not before.everywhere


def test_a_revoked_desk_is_named_and_not_waited_for(
    location: App, second: App, root: Root, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    pass_on(location, second, tmp_path)
    location.administer_office.revoke(second.office.desk_id, root, RevokeReason.STOLEN)

    location.erase_household(household, tmp_path, "mistake", Quiet())

    (erased,) = location.list_erased()
    assert [(desk.name, desk.state) for desk in erased.desks] == [
        ("Balie 1", DeskState.DONE),
        ("Balie 2", DeskState.REVOKED),
    ]
    assert erased.everywhere


def test_a_desk_tells_its_gemeente_of_what_another_desk_destroyed(
    location: App, second: App, gemeente: App, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    person = location.open_file(household).person
    answer(location, person, "person.surname", CANARY)
    location.release(household)
    pass_on(location, second, tmp_path)
    introduce(second, gemeente, tmp_path)
    gemeente.import_card(second.show_card.export(tmp_path))
    done = second.hand_over([household], gemeente.office.id, tmp_path, Quiet())
    gemeente.import_bundle(done.path, Quiet())

    location.erase_household(household, tmp_path, "request", Quiet())
    pass_on(location, second, tmp_path)
    (due,) = second.send_due()
    gemeente.import_bundle(due.write(tmp_path, Quiet()), Quiet())

    assert due.kind is DueKind.ERASURE
    assert second.send_due() == ()
    assert gemeente.find_residents("").total == 0
    second.close()
    assert CANARY.encode() not in decrypted(tmp_path / "second", PASSPHRASE)


def test_handing_over_to_a_new_gemeente_takes_it_back_from_the_first(
    doors: Doors, location: App, gemeente: App, household: str, tmp_path: Path
) -> None:
    new = NewOffice("Nieuwstad", OfficeKind.GEMEENTE, "GM0363", "Balie 1", "Bos", training=True)
    other = doors.create(tmp_path / "other", PASSPHRASE, new, Quiet()).app
    introduce(location, other, tmp_path)
    introduce(other, location, tmp_path)
    answer(location, household, "household.matched_gemeente", "GM0363")
    location.release(household)

    done = location.hand_over([household], other.office.id, tmp_path, Quiet())
    other.import_bundle(done.path, Quiet())
    (notice,) = done.withdrawn
    taken = gemeente.import_bundle(notice.path, Quiet())
    receipt = gemeente.write_receipt(taken.verdict.manifest.digest, tmp_path, Quiet())
    location.import_bundle(receipt, Quiet())

    assert notice.office_name == "Voorbeeldstad"
    assert gemeente.find_residents("").total == 0
    assert other.find_residents("").total > 0
    assert location.withdraw.underway() == ()
    assert location.send_due() == ()
    other.close()
