"""Backups: whole or not there, opened after writing, kept no longer than thirty days."""

import errno
import io
import json
import os
import shutil
import tarfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import PASSPHRASE, doors_in, take_in
from overstap.crypto.passphrase import FLOOR, WrongPassphraseError
from overstap.domain.backups import (
    DAILY,
    LONGEST,
    QUARTER,
    At,
    Every,
    Schedule,
    kept,
    overdue,
)
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.kernel.errors import CancelledError, StoreError
from overstap.kernel.task import Quiet
from overstap.store import backup_file
from overstap.store.backups import look, put_back
from overstap.store.errors import (
    DiskFullError,
    HeaderDamagedError,
    VaultExistsError,
    WrongRecoveryKeyError,
)
from overstap.store.files import write_whole
from overstap.store.vault import SqlVault
from overstap.usecases.app import App
from overstap.usecases.mailboxes.configure_mailboxes import NewMailbox
from overstap.usecases.own_office import Past
from overstap.usecases.ports.backups import BackupDamagedError, Contents, ForeignBackupError
from overstap.usecases.upkeep.back_up import BackUp, NoBackupFolderError, RehearseRecovery

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ages = st.lists(st.timedeltas(timedelta(), timedelta(days=90)), max_size=20)


def on(moment: datetime) -> date:
    """The day on the calendar here."""
    return moment.astimezone().date()


@given(ages)
def test_nothing_older_than_thirty_days_is_kept_but_a_single_last_one(
    old: list[timedelta],
) -> None:
    made = [NOW - age for age in old]

    keep = kept(made, NOW)

    assert keep <= set(made)
    assert not made or max(made) in keep
    assert all(NOW - moment <= LONGEST for moment in keep - {max(made, default=NOW)})


@given(ages)
def test_every_day_of_a_week_and_every_week_of_a_month_keeps_one(old: list[timedelta]) -> None:
    made = [NOW - age for age in old]

    keep = kept(made, NOW)

    recent = {moment.date() for moment in made if NOW - moment <= DAILY}
    weeks = {moment.isocalendar()[:2] for moment in made if NOW - moment <= LONGEST}
    assert recent <= {moment.date() for moment in keep}
    assert weeks <= {moment.isocalendar()[:2] for moment in keep}
    of_today = {moment for moment in made if on(moment) == on(NOW)}
    assert of_today <= keep
    assert len(keep) <= len(recent) + len(weeks) + len(of_today) + 1


@given(ages)
def test_letting_go_twice_is_letting_go_once(old: list[timedelta]) -> None:
    keep = kept([NOW - age for age in old], NOW)

    assert kept(keep, NOW) == keep


def test_a_drill_is_due_a_quarter_after_the_last_or_after_the_vault_began() -> None:
    long_ago, lately = NOW - timedelta(days=93), NOW - timedelta(days=91)

    assert overdue(None, long_ago, QUARTER, NOW)
    assert not overdue(lately, long_ago, QUARTER, NOW)
    assert not overdue(None, lately, QUARTER, NOW)


@pytest.mark.parametrize(
    ("schedule", "ago", "asked"),
    [
        (Schedule(Every.DAY, At.OPEN), timedelta(hours=1), False),
        (Schedule(Every.DAY, At.OPEN), timedelta(hours=20), True),
        (Schedule(Every.DAY, At.CLOSE), timedelta(days=3), False),
        (Schedule(Every.WEEK, At.OPEN), timedelta(days=6), False),
        (Schedule(Every.WEEK, At.OPEN), timedelta(days=7), True),
        (Schedule(Every.NEVER, At.OPEN), timedelta(days=90), False),
        (Schedule(Every.NEVER, At.OPEN), None, False),
        (Schedule(Every.WEEK, At.OPEN), None, True),
    ],
)
def test_a_schedule_asks_by_the_days_of_the_calendar(
    schedule: Schedule, ago: timedelta | None, asked: bool
) -> None:
    last = None if ago is None else NOW - ago

    assert schedule.asks(At.OPEN, last, NOW) is asked


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    return tmp_path / "sticks"


def test_a_backup_holds_everything_and_nothing_in_clear(location: App, sticks: Path) -> None:
    take_in(location, 2)

    done = location.back_up(sticks, Quiet())

    assert done.contents.persons == location.find_residents("").total > 0
    data = done.file.path.read_bytes()
    assert b"SQLite format 3" not in data
    assert all(hit.name.split()[0].encode() not in data for hit in location.find_residents("").hits)
    assert [path.name for path in sticks.iterdir()] == [done.file.path.name]
    assert look(done.file.path, PASSPHRASE)[1] == done.contents


def test_a_backup_goes_where_the_last_one_went(location: App, sticks: Path) -> None:
    with pytest.raises(NoBackupFolderError):
        location.back_up(None, Quiet())
    location.back_up(sticks, Quiet())

    location.back_up(None, Quiet())

    assert location.back_up.state().folder == sticks
    assert location.back_up.state().last == NOW
    assert not location.back_up.state().overdue


def test_a_second_backup_on_a_day_leaves_the_first(location: App, sticks: Path) -> None:
    first = location.back_up(sticks, Quiet())
    second = location.back_up(sticks, Quiet())

    assert second.removed == ()
    assert [one.path for one in location.back_up.all()] == [second.file.path, first.file.path]


def test_a_vault_that_was_put_back_opens_and_writes_under_a_new_name(
    location: App, doors: Doors, sticks: Path, tmp_path: Path
) -> None:
    households = take_in(location, 2)
    backup = location.back_up(sticks, Quiet()).file.path
    names = [hit.name for hit in location.find_residents("").hits]
    take_in(location, 1, seed=7)
    location.close()

    doors.restore_backup(backup, tmp_path / "beside" / "vault", PASSPHRASE, Quiet())
    beside = doors.unlock(tmp_path / "beside" / "vault", PASSPHRASE, Quiet())
    beside.close()
    (tmp_path / "location" / "vault.json").rename(tmp_path / "lost")
    shutil.rmtree(tmp_path / "beside")
    doors.restore_backup(backup, tmp_path / "new" / "vault", PASSPHRASE, Quiet())

    app = doors.unlock(tmp_path / "new" / "vault", PASSPHRASE, Quiet())
    assert (beside.past, app.past) == (Past.COPIED, Past.PUT_BACK)
    assert [hit.name for hit in app.find_residents("").hits] == names
    assert app.open_file(households[0]).household == households[0]
    assert [finding.code for finding in app.run_doctor(Quiet()) if not finding.good] == []
    app.close()


def test_nothing_is_put_back_over_something(location: App, sticks: Path, tmp_path: Path) -> None:
    backup = location.back_up(sticks, Quiet()).file.path
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")

    for folder in (full, tmp_path / "location"):
        with pytest.raises(VaultExistsError):
            put_back(backup, folder, PASSPHRASE)

    assert (full / "letter.txt").read_text() == "mine"


def test_a_wrong_passphrase_puts_nothing_back(location: App, sticks: Path, tmp_path: Path) -> None:
    backup = location.back_up(sticks, Quiet()).file.path

    with pytest.raises(WrongPassphraseError):
        put_back(backup, tmp_path / "new", "een gok die fout is")

    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".overstap-*"))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.6, 0.9, 0.999])
def test_a_torn_backup_is_never_taken_for_a_whole_one(
    location: App, sticks: Path, share: float
) -> None:
    backup = location.back_up(sticks, Quiet()).file.path
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole.rstrip(b"\0")) * share)])

    with pytest.raises(BackupDamagedError):
        look(backup, PASSPHRASE)


@pytest.mark.parametrize("place", [0.3, 0.5, 0.7, 0.9])
def test_one_changed_bit_in_the_database_is_noticed(
    location: App, sticks: Path, place: float
) -> None:
    backup = location.back_up(sticks, Quiet()).file.path
    data = bytearray(backup.read_bytes())
    with tarfile.open(backup) as archive:
        member = archive.getmember("vault.db")
    data[member.offset_data + int(member.size * place)] ^= 1
    backup.write_bytes(bytes(data))

    with pytest.raises(BackupDamagedError):
        look(backup, PASSPHRASE)


def test_an_archive_with_something_else_in_it_is_refused(
    location: App, sticks: Path, tmp_path: Path
) -> None:
    backup = location.back_up(sticks, Quiet()).file.path
    with tarfile.open(backup, "a") as archive:
        archive.add(Path(__file__), "../outside.py")

    with pytest.raises(BackupDamagedError):
        put_back(backup, tmp_path / "new", PASSPHRASE)

    assert not (tmp_path / "outside.py").exists()


def test_counts_that_somebody_edited_are_not_believed(location: App, sticks: Path) -> None:
    backup = location.back_up(sticks, Quiet()).file.path
    edited = backup.read_bytes().replace(b'"persons": 0', b'"persons": 9')
    assert edited != backup.read_bytes()
    backup.write_bytes(edited)

    with pytest.raises(BackupDamagedError):
        look(backup, PASSPHRASE)


def test_a_backup_that_did_not_succeed_is_gone(
    location: App, sticks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(path: Path, parts: Any, about: bytes) -> None:
        path.write_bytes(about)

    monkeypatch.setattr(backup_file, "write", torn)

    with pytest.raises(BackupDamagedError):
        location.back_up(sticks, Quiet())

    assert list(sticks.iterdir()) == []
    assert location.back_up.state().last is None


def test_a_full_stick_is_said_and_left_as_it_was(
    location: App, sticks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_one = location.back_up(sticks, Quiet()).file.path

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    kept_one = kept_one.rename(kept_one.with_name("overstap-00000000-20261101-090000.backup"))
    monkeypatch.setattr("overstap.store.backup_file.os.fsync", full)

    with pytest.raises(DiskFullError):
        location.back_up(sticks, Quiet())

    assert list(sticks.iterdir()) == [kept_one]


@pytest.fixture
def vault(tmp_path: Path) -> Any:
    vault, recovery = SqlVault.create(tmp_path / "vault", PASSPHRASE, "Wit")
    (tmp_path / "recovery").write_text(recovery)
    yield vault
    vault.close()


def writes_nothing(path: Path, data: bytes) -> None:
    raise AssertionError(path, data)


def test_old_backups_go_when_a_new_one_was_made(vault: SqlVault, sticks: Path) -> None:
    now = [NOW]
    back_up = BackUp(vault, vault.backups, lambda: now[0])
    for _ in range(3):
        back_up(sticks, Quiet())
        now[0] += timedelta(days=20)

    assert [(now[0] - file.made).days for file in back_up.all()] == [20, 40]
    assert back_up.state().overdue


def test_a_drill_proves_that_backup_and_kit_are_enough(
    vault: SqlVault, sticks: Path, tmp_path: Path
) -> None:
    backup = BackUp(vault, vault.backups, lambda: NOW)(sticks, Quiet()).file.path
    rehearse = RehearseRecovery(vault, vault.backups, writes_nothing, "Wit", lambda: NOW)

    done = rehearse(backup, (tmp_path / "recovery").read_text(), Quiet())

    assert (done.by, done.made, done.contents) == ("Wit", NOW, Contents(0, 0, 0, 1))
    assert rehearse.all() == (done,)
    assert vault.audit_trail(1)[0]["what"] == "drill"
    assert list(sticks.iterdir()) == [backup]


def test_a_drill_needs_this_vaults_kit_and_this_vaults_backup(
    vault: SqlVault, sticks: Path, tmp_path: Path
) -> None:
    other, other_key = SqlVault.create(tmp_path / "other", PASSPHRASE, "Smit")
    theirs = BackUp(other, other.backups, lambda: NOW)(sticks, Quiet()).file.path
    ours = BackUp(vault, vault.backups, lambda: NOW)(sticks, Quiet()).file.path
    rehearse = RehearseRecovery(vault, vault.backups, writes_nothing, "Wit", lambda: NOW)

    with pytest.raises(WrongRecoveryKeyError):
        rehearse(ours, other_key, Quiet())
    with pytest.raises(WrongRecoveryKeyError):
        rehearse(ours, PASSPHRASE, Quiet())
    with pytest.raises(ForeignBackupError):
        rehearse(theirs, other_key, Quiet())

    assert rehearse.all() == ()
    other.close()


def test_a_backup_from_before_somebody_was_removed_still_opens_for_who_stayed(
    vault: SqlVault, sticks: Path
) -> None:
    vault.users.add("Smit", {Role.INTAKE}, "zeven gele trams vandaag", FLOOR)
    before = BackUp(vault, vault.backups, lambda: NOW)(sticks, Quiet()).file.path
    vault.users.remove("Smit")
    after = BackUp(vault, vault.backups, lambda: NOW + timedelta(days=1))(sticks, Quiet())

    assert look(before, PASSPHRASE)[0].made == NOW
    assert look(after.file.path, PASSPHRASE)[1] == after.contents
    with pytest.raises(WrongPassphraseError):
        look(after.file.path, "zeven gele trams vandaag")


def test_any_tar_reads_a_backup(location: App, sticks: Path, tmp_path: Path) -> None:
    backup = location.back_up(sticks, Quiet()).file.path

    shutil.unpack_archive(backup, tmp_path / "seen", format="tar", filter="data")

    about = json.loads((tmp_path / "seen" / "about.json").read_text())
    assert about["format"] == "overstap-backup"
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == [
        "about.json",
        "vault.db",
        "vault.json",
    ]


class Stopping:
    """Stops what goes on at a step with this name."""

    def __init__(self, at: str) -> None:
        self._at = at

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        if what == self._at:
            raise CancelledError


@pytest.mark.parametrize("at", ["backup.write", "backup.verify"])
def test_a_backup_that_is_stopped_leaves_nothing_behind(
    location: App, sticks: Path, at: str
) -> None:
    with pytest.raises(CancelledError):
        location.back_up(sticks, Stopping(at))

    assert not sticks.exists() or list(sticks.iterdir()) == []
    assert location.back_up.state().last is None


def later(location: App, days: float) -> App:
    """The same desk, some days on."""

    def clock() -> datetime:
        return NOW + timedelta(days=days)

    back_up = replace(location.back_up, clock=clock)
    keep = replace(location.keep_backups, back_up=back_up, clock=clock)
    notices = replace(location.read_notices, backups=back_up.state)
    return replace(location, back_up=back_up, keep_backups=keep, read_notices=notices)


def told(app: App) -> list[str]:
    return [notice.key.removeprefix("notice.") for notice in app.read_notices()]


def test_nothing_is_made_by_itself_before_somebody_chose_a_folder(location: App) -> None:
    assert location.keep_backups(At.OPEN, Quiet()) is None


def test_a_backup_makes_itself_once_a_day_and_when_it_was_chosen(
    location: App, sticks: Path
) -> None:
    location.back_up(sticks, Quiet())
    tomorrow = later(location, 1)

    assert location.keep_backups(At.OPEN, Quiet()) is None
    assert tomorrow.keep_backups(At.CLOSE, Quiet()) is None
    assert tomorrow.keep_backups(At.OPEN, Quiet()) is not None
    assert tomorrow.keep_backups(At.OPEN, Quiet()) is None
    tomorrow.back_up.set_schedule(Schedule(Every.WEEK, At.CLOSE))
    assert later(location, 3).keep_backups(At.CLOSE, Quiet()) is None
    assert later(location, 9).keep_backups(At.CLOSE, Quiet()) is not None
    assert len(location.back_up.all()) == 2  # one of each day, one of each week


def test_one_that_could_not_be_made_is_told_until_one_succeeds(location: App, sticks: Path) -> None:
    location.back_up(sticks, Quiet())
    shutil.rmtree(sticks)
    sticks.write_text("a file stands where the folder was")
    tomorrow = later(location, 1)

    with pytest.raises(StoreError):
        tomorrow.keep_backups(At.OPEN, Quiet())
    assert told(tomorrow) == ["backup.failed"]
    sticks.unlink()
    tomorrow.keep_backups(At.OPEN, Quiet())

    assert told(tomorrow) == []


def test_what_is_overdue_is_told_and_what_is_new_is_not(location: App, sticks: Path) -> None:
    assert told(location) == []
    assert told(later(location, 8)) == ["backup.none"]
    location.back_up(sticks, Quiet())
    assert told(later(location, 7)) == []
    assert told(later(location, 100)) == ["backup.overdue", "drill.overdue"]


def test_in_the_mailbox_too_old_copies_go(location: App, sticks: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    location.mailboxes.add(NewMailbox("Regio", str(tmp_path / "share")), Quiet())
    location.back_up_away.choose("Regio")

    for days in (0, 1, 2, 60):
        desk = later(location, days)
        away = replace(location.back_up_away, clock=desk.back_up.clock)
        replace(desk.back_up, away=away)(sticks, Quiet())

    assert len(list((tmp_path / "share").rglob("*.backup"))) == 1


@pytest.mark.parametrize(
    "name", ["zzz.backup", "z\\..\\..\\zzz.backup", "overstap-zzzzzzzz-1.backup"]
)
def test_only_what_is_called_as_a_backup_is_brought_back(
    location: App, sticks: Path, tmp_path: Path, name: str
) -> None:
    """On Windows such a name could lead out of the folder that somebody chose."""
    (tmp_path / "share").mkdir()
    location.mailboxes.add(NewMailbox("Regio", str(tmp_path / "share")), Quiet())
    location.back_up_away.choose("Regio")
    made = location.back_up(sticks, Quiet()).file
    [away] = (tmp_path / "share").rglob("*.backup")
    (away.parent / name).write_bytes(b"something else")

    back = location.back_up_away.fetch(tmp_path, Quiet())

    assert back == tmp_path / made.path.name


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_backup_and_a_paper_are_not_written_through_a_link(
    location: App, sticks: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    name = location.back_up(sticks, Quiet()).file.path.name
    (sticks / name).unlink()
    for laid in (f"{name}.part", f"{name}.about", "dossier.pdf.new"):
        (sticks / laid).symlink_to(precious)

    location.back_up(sticks, Quiet())
    write_whole(sticks / "dossier.pdf", b"%PDF")

    assert precious.read_text() == "mine"
    assert (sticks / name).is_file()


def test_a_backup_that_nests_without_end_is_damaged(doors: Doors, tmp_path: Path) -> None:
    deep = tmp_path / "deep.backup"
    with tarfile.open(deep, "w") as archive:
        for name in ("about.json", "vault.json", "vault.db"):
            part = tarfile.TarInfo(name)
            part.size = 200_000
            archive.addfile(part, io.BytesIO(b"[" * part.size))

    with pytest.raises(BackupDamagedError):
        doors.look_at_backup(deep, PASSPHRASE, Quiet())


def test_a_header_that_nests_without_end_is_damaged(lone_office: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(lone_office / "location", vault)
    for header in vault.glob("vault.json*"):
        header.write_bytes(b"[" * 200_000)

    with pytest.raises(HeaderDamagedError):
        doors_in(tmp_path).unlock(vault, PASSPHRASE, Quiet())
