"""Offices that exchange through a mailbox: everything pending goes, nothing comes in unseen."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbox_servers import PASSWORD, OpenSsh, dav_server, s3_server
from offices import PASSPHRASE, answer, take_in
from overstap.domain.offices import BlockReason
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.mailbox.errors import FullError, MissingFolderError
from overstap.mailbox.folder import Folder
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.mailboxes.configure_mailboxes import (
    NameTakenError,
    NewMailbox,
    UnknownMailboxError,
)
from overstap.usecases.mailboxes.sync_mailboxes import MailboxReport, NoMailboxError


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    return share


@pytest.fixture
def both(location: App, gemeente: App, share: Path) -> tuple[App, App]:
    for app in (location, gemeente):
        app.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    return location, gemeente


@pytest.fixture
def second(doors: Doors, location: App, share: Path, tmp_path: Path) -> Iterator[App]:
    root = Root(tmp_path / "location" / "office-root.age", PASSPHRASE)
    invited = location.administer_office.invite("Balie 2", tmp_path, root)
    app = doors.join(
        tmp_path / "second", PASSPHRASE, invited.path, invited.number, "Jansen", Quiet()
    ).app
    for desk in (location, app):
        desk.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    yield app
    app.close()


def exchange(app: App) -> MailboxReport:
    (report,) = app.sync_mailboxes(Quiet()).mailboxes
    assert report.error is None
    return report


def lying(share: Path) -> list[str]:
    return sorted(path.name for path in share.rglob("*") if path.is_file())


def kinds(report: MailboxReport) -> list[str]:
    return [one.kind for one in report.sent]


def test_a_handover_travels_is_looked_at_and_its_receipt_clears_the_mailbox(
    both: tuple[App, App], share: Path
) -> None:
    location, gemeente = both
    households = take_in(location)
    location.hand_over(households, gemeente.office.id, location.outbox(), Quiet())

    assert kinds(exchange(location)) == ["handover"]
    arrived = exchange(gemeente)

    (arrival,) = arrived.arrivals.waiting
    assert (arrival.kind, arrival.sender) == ("handover", "Voorbeeldlocatie")
    assert gemeente.list_received() == (), "nothing is imported unseen"
    (waiting,) = gemeente.read_inbox(Quiet()).files
    assert waiting.path == arrival.path

    gemeente.import_bundle(waiting.path, Quiet())
    gemeente.read_inbox.settle(waiting.path)
    assert kinds(exchange(gemeente)) == ["receipt"]
    taken = exchange(location)

    assert [one.kind for one in taken.arrivals.taken] == ["receipt"]
    assert location.list_sent()[0].received is not None
    assert len(lying(share)) == 1, "only the receipt is left until its last day"
    assert list(location.outbox().iterdir()) == []


def test_every_desk_of_a_gemeente_fetches_a_handover_also_after_the_first_receipt(
    both: tuple[App, App], doors: Doors, share: Path, tmp_path: Path
) -> None:
    location, gemeente = both
    root = Root(tmp_path / "gemeente" / "office-root.age", PASSPHRASE)
    invited = gemeente.administer_office.invite("Balie 2", tmp_path, root)
    setup = (invited.path, invited.number, "Bos")
    other = doors.join(tmp_path / "other", PASSPHRASE, *setup, Quiet()).app
    other.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    location.import_card(gemeente.show_card.export(tmp_path))
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    (first,) = exchange(gemeente).arrivals.waiting
    gemeente.import_bundle(first.path, Quiet())
    exchange(gemeente)
    exchange(location)

    fetched = [one for one in exchange(other).arrivals.waiting if one.kind == "handover"]
    other.import_bundle(fetched[0].path, Quiet())
    other.close()

    assert location.list_sent()[0].received is not None
    assert len(fetched) == 1
    assert other.office.desk == "Balie 2"


def test_desks_of_one_office_take_each_others_work_over_at_once(
    location: App, second: App, share: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person

    assert kinds(exchange(location)) == ["sync"]
    taken = exchange(second)

    assert taken.arrivals.taken[0].records > 0
    assert second.open_file(person).name == location.open_file(person).name


def test_a_newer_bundle_for_the_desks_replaces_the_one_before(
    location: App, second: App, share: Path
) -> None:
    person = location.open_file(take_in(location)[0]).person
    exchange(location)
    answer(location, person, "person.room", "A-1")

    exchange(location)

    assert len(lying(share)) == 1
    exchange(second)
    assert second.open_file(person).records[person].text("person.room") == "A-1"


def test_exchanging_again_does_nothing_again(both: tuple[App, App], share: Path) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    exchange(gemeente)
    before = lying(share)

    again = [exchange(location), exchange(gemeente)]

    assert lying(share) == before
    assert [(one.sent, one.arrivals.waiting) for one in again] == [((), []), ((), [])]


def test_half_foreign_doubled_and_broken_files_are_survived_and_said(
    both: tuple[App, App], share: Path
) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    folder = share / gemeente.office.id
    (sent,) = folder.iterdir()
    whole = sent.read_bytes()
    (folder / f"{sent.stem} (1).overstap").write_bytes(whole)
    (folder / "half.overstap").write_bytes(whole[: len(whole) // 2])
    (folder / "busy.overstap.part").write_bytes(whole)
    (folder / "notes.txt").write_text("boodschappen")
    (folder / f"{200 * 'a'}.overstap").write_bytes(whole)
    (folder / "broken.overstap").write_bytes(b"age-encryption.org/v1\n" + whole[30:])

    arrivals = exchange(gemeente).arrivals

    assert len({one.path for one in arrivals.waiting}) == 1
    assert (arrivals.unfinished, arrivals.foreign) == (2, 2)
    assert [one.name for one in arrivals.troubles] == ["broken.overstap"]
    assert len(lying(share)) == 7, "readers leave the files of others alone"

    (folder / "half.overstap").write_bytes(whole)
    later = exchange(gemeente).arrivals
    assert (later.unfinished, later.troubles) == (1, [])


def test_a_bundle_of_an_office_that_nobody_checked_waits_closed(
    location: App, gemeente: App, share: Path
) -> None:
    for app in (location, gemeente):
        app.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    gemeente.block_office(location.office.id, BlockReason.OTHER)
    gemeente.block_office.undo(location.office.id)
    exchange(location)

    (arrival,) = exchange(gemeente).arrivals.waiting

    assert arrival.kind == "", "nobody opened it"
    assert gemeente.list_received() == ()


def test_an_import_that_was_undone_is_fetched_again(both: tuple[App, App], tmp_path: Path) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    (arrival,) = exchange(gemeente).arrivals.waiting
    imported = gemeente.import_bundle(arrival.path, Quiet())
    gemeente.read_inbox.settle(arrival.path)

    gemeente.undo_import(imported.verdict.manifest.digest, tmp_path, Quiet())

    assert len(exchange(gemeente).arrivals.waiting) == 1


@dataclass
class Running:
    """A clock that a test turns forward."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


def test_after_their_last_day_bundles_are_removed_by_sender_and_reader(
    location: App, gemeente: App, doors: Doors, share: Path, tmp_path: Path
) -> None:
    location.close()
    gemeente.close()
    clock = Running()
    later = Doors(doors.settings_file, clock=clock)
    apps = [later.unlock(tmp_path / name, PASSPHRASE, Quiet()) for name in ("location", "gemeente")]
    for app in apps:
        app.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    location, gemeente = apps
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    exchange(gemeente)

    clock.now += timedelta(days=32)

    assert exchange(gemeente).arrivals.removed == 1
    assert lying(share) == []
    exchange(location)
    assert list(location.outbox().iterdir()) == []
    for app in apps:
        app.close()


def test_a_last_day_that_nobody_can_read_ends_no_exchange(both: tuple[App, App]) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    exchange(gemeente)
    (config,) = gemeente.mailboxes()
    key = f"mailbox.seen.{config.id}"
    ((name, kept),) = gemeente.import_bundle.vault.setting(key).items()

    gemeente.import_bundle.vault.set_setting(key, {name: [*kept[:3], "soon"]})

    assert exchange(gemeente).arrivals.removed == 0


def test_a_full_mailbox_keeps_what_waits_and_says_so(
    both: tuple[App, App], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    usage = type("Usage", (), {"free": 100})
    with monkeypatch.context() as full:
        full.setattr("overstap.mailbox.folder.shutil.disk_usage", lambda _path: usage)
        (report,) = location.sync_mailboxes(Quiet()).mailboxes

    assert isinstance(report.error, FullError)
    assert lying(share) == []
    assert kinds(exchange(location)) == ["handover"]


def test_a_stick_that_is_gone_is_said_and_does_not_keep_other_mailboxes(
    location: App, gemeente: App, share: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    location.mailboxes.add(NewMailbox("Stick", str(stick)), Quiet())
    location.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    shutil.rmtree(stick)

    gone, reached = location.sync_mailboxes(Quiet()).mailboxes

    assert isinstance(gone.error, MissingFolderError)
    assert kinds(reached) == ["handover"]
    assert location.sync_mailboxes.state().error == "mailbox.missing"
    stick.mkdir()
    again, _ = location.sync_mailboxes(Quiet()).mailboxes
    assert kinds(again) == ["handover"], "it waited for this mailbox"


def test_an_upload_that_broke_off_goes_on_with_the_next_exchange(
    both: tuple[App, App], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())

    def broken(_self: object, part: str, _target: str) -> None:
        assert Path(part).exists()
        raise ConnectionResetError

    with monkeypatch.context() as cut:
        cut.setattr(Folder, "_rename", broken)
        cut.setattr(Folder, "_forget", lambda _self, _part: None)
        (report,) = location.sync_mailboxes(Quiet()).mailboxes
    assert report.error is not None
    assert [name.endswith(".part") for name in lying(share)] == [True]

    assert kinds(exchange(location)) == ["handover"]
    assert [name.endswith(".part") for name in lying(share)] == [False]


def test_a_bundle_that_somebody_removed_from_the_outbox_is_said_once(
    both: tuple[App, App],
) -> None:
    location, gemeente = both
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())
    for path in location.outbox().iterdir():
        path.unlink()

    assert [one.error.code for one in exchange(location).vanished] == ["mailbox.vanished"]
    assert exchange(location).vanished == ()


def test_a_mailbox_for_some_offices_holds_nothing_for_others(
    location: App, gemeente: App, share: Path
) -> None:
    elsewhere = NewMailbox("Elders", str(share), offices=frozenset({"f" * 32}))
    location.mailboxes.add(elsewhere, Quiet())
    location.hand_over(take_in(location), gemeente.office.id, location.outbox(), Quiet())

    assert exchange(location).sent == ()


def test_a_handover_travels_over_storage_of_every_kind(
    location: App, gemeente: App, share: Path, tmp_path: Path
) -> None:
    ssh = OpenSsh(tmp_path)
    with ssh.up(), ssh.login(), dav_server(share) as dav, s3_server(share) as s3:
        for name, url, secret, fingerprint in (
            ("SFTP", ssh.url, "", ssh.fingerprint),
            ("WebDAV", dav, PASSWORD, ""),
            ("S3", s3, PASSWORD, ""),
        ):
            for app in (location, gemeente):
                app.mailboxes.add(NewMailbox(name, url, secret, fingerprint), Quiet())
            households = take_in(location, seed=len(url))
            location.hand_over(households, gemeente.office.id, location.outbox(), Quiet())

            assert kinds(exchange(location)) == ["handover"]
            (arrival,) = exchange(gemeente).arrivals.waiting
            assert gemeente.import_bundle(arrival.path, Quiet()).records
            assert kinds(exchange(gemeente)) == ["receipt"]
            assert len(exchange(location).arrivals.taken) == 1

            for app in (location, gemeente):
                app.mailboxes.remove(name)


def test_mailboxes_have_different_names_and_can_be_removed(location: App, share: Path) -> None:
    with pytest.raises(NoMailboxError):
        location.sync_mailboxes(Quiet())
    location.mailboxes.add(NewMailbox("Postbus", str(share)), Quiet())
    with pytest.raises(NameTakenError):
        location.mailboxes.add(NewMailbox(" Postbus ", str(share)), Quiet())

    location.mailboxes.remove("Postbus")

    assert location.mailboxes() == ()
    with pytest.raises(UnknownMailboxError):
        location.mailboxes.remove("Postbus")


def test_what_is_due_at_a_gemeente_goes_with_the_next_exchange_and_is_confirmed(
    both: tuple[App, App], share: Path
) -> None:
    location, gemeente = both
    (household,) = take_in(location)
    location.hand_over([household], gemeente.office.id, location.outbox(), Quiet())
    exchange(location)
    exchange(gemeente)
    take_over_what_waits(gemeente)
    exchange(gemeente)
    exchange(location)

    answer(location, household, "household.matched_gemeente", "GM0363")
    assert kinds(exchange(location)) == ["withdrawal"]
    assert kinds(exchange(location)) == [], "only once"
    exchange(gemeente)
    take_over_what_waits(gemeente)
    exchange(gemeente)
    exchange(location)

    assert gemeente.find_residents("").total == 0
    assert location.withdraw.underway() == ()


def take_over_what_waits(app: App) -> None:
    """As a person does who looked at it first."""
    for waiting in app.read_inbox(Quiet()).files:
        app.import_bundle(waiting.path, Quiet())
        app.read_inbox.settle(waiting.path)
