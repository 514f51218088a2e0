"""Two desks of one office: invited, joined, exchanging, disputing, put back, revoked."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, answer, pass_on, take_in
from overstap.bundle.errors import NotASetupError, RevokedDeskError, WrongSetupNumberError
from overstap.bundle.setup import read_setup
from overstap.crypto.age import HybridIdentity
from overstap.crypto.signature import SigningKey
from overstap.domain.answers import Answer
from overstap.domain.records import Subject, new_record_id
from overstap.domain.residents import SURNAME
from overstap.domain.revision import Revision
from overstap.doors import Doors
from overstap.kernel.errors import TrustError
from overstap.kernel.task import Quiet
from overstap.store.journal import Chain, UnlikeRevisionError
from overstap.store.sessions import Sessions
from overstap.store.vault import SqlVault
from overstap.usecases.administration.administer_office import OwnDeskError, Root
from overstap.usecases.app import App, Past
from overstap.usecases.desks.sync_desks import NoOtherDeskError, NothingToSyncError
from overstap.usecases.handover.take_back import NothingToTakeBackError
from overstap.usecases.ports.lists import Selection, WorkList
from people import register


def test_a_new_desk_begins_with_one_file_and_then_has_everything(
    location: App, second: App, tmp_path: Path
) -> None:
    households = take_in(location, 2)

    pass_on(location, second, tmp_path)

    assert second.list_received()[0].office == location.office.desk
    assert second.office.id == location.office.id
    assert second.office.desk == "Balie 2"
    for household in households:
        assert second.open_file(household).name == location.open_file(household).name


def test_two_desks_that_answered_differently_see_a_dispute_and_its_end_travels(
    location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)

    answer(location, person, "person.room", "A-1")
    answer(second, person, "person.room", "B-2")
    taken = second.import_bundle(location.write_sync(tmp_path, Quiet()).path, Quiet())

    assert taken.disputed == (person,)
    disputed = second.open_file(person).records[person]
    assert {s.answer.text for s in disputed.disputes["person.room"]} == {"A-1", "B-2"}

    second.save_answers(person, {"person.room": Answer("A-1")}, disputed.seen)
    pass_on(second, location, tmp_path)

    settled = location.open_file(person).records[person]
    assert not settled.disputes
    assert settled.text("person.room") == "A-1"


def test_a_desk_that_forges_a_colleagues_write_is_refused(
    location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)
    theirs = second.write_sync.histories
    last = [line for line in theirs.since({}) if line[1] == person and line[3]][-1]
    other = new_record_id(Subject.PERSON)
    dot = (theirs.replica()[0], theirs.have().get(theirs.replica()[0], 0) + 1)
    _, _, digest, body = last
    assert isinstance(second.import_bundle.vault, SqlVault)
    with second.import_bundle.vault._transactions() as session:
        chain = Chain(session, dot[0])
        chain.add((dot, other, digest, body))
        chain.save()
    before = location.open_file(person).records[person]

    with pytest.raises(UnlikeRevisionError):
        location.import_bundle(second.write_sync(tmp_path, Quiet()).path, Quiet())

    assert location.open_file(person).records[person] == before


def test_a_double_whose_other_was_destroyed_meanwhile_is_found_and_destroyed(
    location: App, second: App, tmp_path: Path
) -> None:
    kept, gone = (register(location, name=name) for name in ("Haddad", "Khadad"))
    pass_on(location, second, tmp_path)
    second.merge_residents(kept, gone)
    home = location.open_file(kept).household
    location.erase_household(home, tmp_path, "request", Quiet())

    pass_on(second, location, tmp_path)
    pass_on(location, second, tmp_path)

    for desk in (location, second):
        assert [hit.person for hit in desk.find_residents("").hits] == [gone]
    left = location.open_file(gone).household
    assert gone in location.erase_household(left, tmp_path, "request", Quiet()).records


def test_who_came_into_a_household_while_it_was_destroyed_can_be_destroyed_too(
    location: App, second: App, tmp_path: Path
) -> None:
    [household] = take_in(location)
    pass_on(location, second, tmp_path)
    late = second.add_member(household, {SURNAME: Answer("Laatkomer")})
    location.erase_household(household, tmp_path, "request", Quiet())

    pass_on(second, location, tmp_path)
    pass_on(location, second, tmp_path)

    for desk in (location, second):
        assert [row.household for row in desk.find_households("").rows] == [household]
        assert desk.open_file(late).person == late
        assert [f.code for f in desk.run_doctor(Quiet()) if f.code == "vault.lists_differ"] == []
    assert late in location.erase_household(household, tmp_path, "request", Quiet()).records
    assert location.find_residents("").total == 0


def test_a_write_at_the_end_of_the_calendar_is_refused(
    location: App, second: App, tmp_path: Path
) -> None:
    take_in(location)
    pass_on(location, second, tmp_path)
    theirs = second.write_sync.histories
    last = [body for *_, body in theirs.since({}) if body][-1]
    assert isinstance(second.import_bundle.vault, SqlVault)
    with second.import_bundle.vault._transactions() as session:
        chain = Chain(session, theirs.replica()[0])
        beginning = datetime.min.replace(tzinfo=UTC)
        chain.append(replace(Revision.from_bytes(last), dot=chain.next, at=beginning))
        chain.save()

    with pytest.raises(UnlikeRevisionError):
        location.import_bundle(second.write_sync(tmp_path, Quiet()).path, Quiet())


def test_what_a_desk_said_it_has_is_not_sent_again(
    location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    pass_on(location, second, tmp_path)
    unheard = location.write_sync(tmp_path, Quiet())
    assert unheard.revisions > 1, "what nobody confirmed may be lost, and goes again"

    pass_on(second, location, tmp_path)
    with pytest.raises(NothingToSyncError):
        location.write_sync(tmp_path, Quiet())
    answer(location, person, "person.room", "C-3")
    done = location.write_sync(tmp_path, Quiet())

    assert done.revisions == 1


def test_a_third_desk_gets_the_work_of_the_first_through_the_second(
    doors: Doors, location: App, second: App, root: Root, tmp_path: Path
) -> None:
    household = take_in(location)[0]
    invited = location.administer_office.invite("Balie 3", tmp_path, root)
    third = doors.join(
        tmp_path / "third", PASSPHRASE, invited.path, invited.number, "Bakker", Quiet()
    ).app
    pass_on(location, second, tmp_path)

    pass_on(second, third, tmp_path)

    assert third.open_file(household).name == location.open_file(household).name

    pass_on(second, location, tmp_path)
    pass_on(third, location, tmp_path)
    answer(location, location.open_file(household).person, "person.room", "C-3")
    pass_on(location, second, tmp_path)
    pass_on(second, location, tmp_path)
    assert location.write_sync(tmp_path, Quiet()).revisions == 1, "what the third desk lacks"

    location.administer_office.invite("Balie 4", tmp_path, root)
    unheard = location.write_sync(tmp_path, Quiet())
    assert unheard.revisions > 1, "a desk that was never heard may lack everything"
    third.close()


def test_the_same_bundle_twice_changes_nothing(location: App, second: App, tmp_path: Path) -> None:
    take_in(location)
    done = location.write_sync(tmp_path, Quiet())
    second.import_bundle(done.path, Quiet())

    again = second.import_bundle(done.path, Quiet())

    assert again.records == ()


def test_an_office_with_one_desk_has_nobody_to_exchange_with(location: App, tmp_path: Path) -> None:
    with pytest.raises(NoOtherDeskError):
        location.write_sync(tmp_path, Quiet())


def test_a_gemeente_cannot_open_what_desks_tell_each_other(
    location: App, second: App, gemeente: App, tmp_path: Path
) -> None:
    take_in(location)
    done = location.write_sync(tmp_path, Quiet())

    with pytest.raises(TrustError):
        gemeente.import_bundle(done.path, Quiet())


def test_a_vault_put_back_from_a_backup_writes_under_a_new_id_and_loses_nothing(
    doors: Doors, location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    location.close()
    shutil.copytree(tmp_path / "location", tmp_path / "backup")
    location = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    answer(location, person, "person.room", "after the backup")
    pass_on(location, second, tmp_path)
    location.close()

    shutil.rmtree(tmp_path / "location")
    shutil.copytree(tmp_path / "backup", tmp_path / "location")
    location = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    answer(location, person, "person.call_name", "back")
    pass_on(location, second, tmp_path)
    pass_on(second, location, tmp_path)

    assert location.past is Past.PUT_BACK
    known = location.open_file(person).records[person]
    assert known.text("person.room") == "after the backup"
    assert known.text("person.call_name") == "back"
    assert second.open_file(person).records[person].answers == known.answers
    location.close()


def test_a_copied_vault_and_its_original_never_give_two_writes_one_name(
    location: App, second: App, tmp_path: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    location.close()
    shutil.copytree(tmp_path / "location", tmp_path / "clone")
    elsewhere = Doors(tmp_path / "other computer" / "settings.json")
    here = Doors(tmp_path / "settings.json")

    clone = elsewhere.unlock(tmp_path / "clone", PASSPHRASE, Quiet())
    original = here.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    answer(clone, person, "person.room", "clone")
    answer(original, person, "person.call_name", "original")
    pass_on(clone, second, tmp_path)
    pass_on(original, second, tmp_path)

    assert (clone.past, original.past) == (Past.COPIED, Past.HERE)
    known = second.open_file(person).records[person]
    assert known.text("person.room") == "clone"
    assert known.text("person.call_name") == "original"
    clone.close()
    original.close()


def test_a_gemeente_takes_what_either_desk_sends_and_either_desk_takes_it_back(
    location: App, gemeente: App, second: App, tmp_path: Path
) -> None:
    (household,) = take_in(location)
    office = gemeente.office.id
    gemeente.import_card(location.show_card.export(tmp_path))
    first = location.hand_over([household], office, tmp_path, Quiet())
    gemeente.import_bundle(first.path, Quiet())
    pass_on(location, second, tmp_path)
    assert household not in to_hand_over(second)

    answer(second, household, "housing.travel_time", "77")
    second.release(household)
    later = second.hand_over([household], office, tmp_path, Quiet())
    gemeente.import_bundle(later.path, Quiet())
    there = gemeente.open_file(household).records[household]
    assert (there.text("housing.travel_time"), there.revision) == ("77", 2)
    pass_on(second, location, tmp_path)
    assert household not in to_hand_over(location)
    assert {one.version for one in location.list_disclosures(household)} == {1, 2}

    notice = location.withdraw(household, office, tmp_path, Quiet())
    gemeente.import_bundle(notice.path, Quiet())
    pass_on(location, second, tmp_path)

    assert gemeente.find_residents("").total == 0
    with pytest.raises(NothingToTakeBackError):
        second.withdraw(household, office, tmp_path, Quiet())


def to_hand_over(app: App) -> set[str]:
    found = app.find_residents("", 99, Selection(WorkList.TO_HAND_OVER)).hits
    return {hit.household for hit in found}


def test_of_two_copies_on_one_computer_only_the_copy_is_told_and_renamed(
    doors: Doors, location: App, tmp_path: Path
) -> None:
    location.close()
    shutil.copytree(tmp_path / "location", tmp_path / "clone")

    told = [past_of(doors, tmp_path / name) for name in ("clone", "location", "clone", "location")]
    (tmp_path / "clone").rename(tmp_path / "moved")

    assert told == [Past.COPIED, Past.HERE, Past.HERE, Past.HERE]
    assert past_of(doors, tmp_path / "moved") is Past.HERE


def past_of(doors: Doors, vault: Path) -> Past:
    """What is told at an unlocking."""
    app = doors.unlock(vault, PASSPHRASE, Quiet())
    app.close()
    return app.past


def test_a_crash_while_the_session_is_written_is_not_taken_for_a_copy(tmp_path: Path) -> None:
    class Broken:
        """A vault whose disk fails."""

        def setting(self, key: str) -> str:
            return {"vault": "v", "session": "old"}[key]

        def set_setting(self, key: str, value: object) -> None:
            raise OSError

    sessions = Sessions(tmp_path / "own" / "sessions.json", lambda: "new")
    with pytest.raises(OSError):
        sessions.begin(Broken(), tmp_path / "vault")

    assert sessions.past(Broken(), tmp_path / "vault") is Past.HERE


def test_a_revoked_desk_can_send_no_more_once_the_card_arrives(
    location: App, second: App, root: Root, tmp_path: Path
) -> None:
    take_in(location)
    pass_on(location, second, tmp_path)
    stolen = second.write_sync(tmp_path, Quiet())

    location.administer_office.revoke(second.office.desk_id, root)

    with pytest.raises(RevokedDeskError):
        location.import_bundle(stolen.path, Quiet())


def test_a_desk_does_not_revoke_itself(location: App, root: Root) -> None:
    with pytest.raises(OwnDeskError):
        location.administer_office.revoke(location.office.desk_id, root)


@pytest.mark.parametrize(
    "change",
    [
        {"key": SigningKey.generate().to_bytes()},
        {"key": b"123"},
        {"identity": str(HybridIdentity.generate())},
        {"identity": "AGE-SECRET-KEY-1"},
        {"desk": "00000000"},
    ],
    ids=["other key", "no key", "other identity", "no identity", "no such desk"],
)
def test_a_set_up_file_holds_the_keys_of_its_desk_or_makes_no_vault(
    doors: Doors, location: App, root: Root, tmp_path: Path, change: Mapping[str, Any]
) -> None:
    invited = location.administer_office.invite("Balie 2", tmp_path, root)
    wrong = replace(read_setup(invited.path, invited.number), **change)
    path = tmp_path / "wrong.desk"
    number = location.administer_office.setups.write(path, wrong)

    with pytest.raises(NotASetupError):
        doors.join(tmp_path / "x", PASSPHRASE, path, number, "Jansen", Quiet())
    assert not (tmp_path / "x").exists()


def test_a_set_up_file_opens_with_its_own_number_only(
    doors: Doors, location: App, root: Root, tmp_path: Path
) -> None:
    invited = location.administer_office.invite("Balie 2", tmp_path, root)

    with pytest.raises(WrongSetupNumberError):
        doors.join(tmp_path / "x", PASSPHRASE, invited.path, "1" * 25, "Jansen", Quiet())
    invited.path.write_bytes(invited.path.read_bytes()[:-1])
    with pytest.raises(NotASetupError):
        doors.join(tmp_path / "x", PASSPHRASE, invited.path, invited.number, "Jansen", Quiet())

    assert not doors.exists(tmp_path / "x")
