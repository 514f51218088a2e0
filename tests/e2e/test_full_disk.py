"""The disk is full at any moment: what was said to be done is there, and nothing else changed."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE
from overstap.bundle import errors as bundle
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.mailbox.errors import FullError
from overstap.store.engine import Database
from overstap.store.errors import DiskFullError
from overstap.store.vault import SqlVault
from overstap.usecases.app import App
from writing import ACTS, COLLEAGUE, prepare

SIZE = 24_000_000
FREE = (0, 4_096, 16_384, 60_000, 200_000)
"""Bytes that are left when each act begins."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full; only who administers the computer can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("no disk can be made here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, free: int) -> None:
    """Leave so much, and no more."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    room = shutil.disk_usage(disk).free - free
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        file.write(b"\0" * max(0, room))


def test_whatever_is_done_on_a_full_disk_is_done_or_refused(
    location: App, gemeente: App, doors: Doors, small_disk: Path
) -> None:
    prepare(location, gemeente)
    location.close()
    shutil.copytree(location.folder, small_disk / "vault")
    app = doors.unlock(small_disk / "vault", PASSPHRASE, Quiet())
    refused = set()
    for name, act in ACTS.items():
        for free in FREE:
            folder = small_disk / f"{name}-{free}"
            folder.mkdir()
            fill(small_disk, free)
            try:
                act(app, folder)
            except (DiskFullError, bundle.DiskFullError, FullError):
                refused.add(name)
            else:
                break
            finally:
                (small_disk / "ballast").unlink(missing_ok=True)
                shutil.rmtree(folder)
        assert app.find_residents("").total, name
    assert len(refused) > len(ACTS) / 2
    assert [f.code for f in app.run_doctor(Quiet()) if not f.good and "disk" not in f.code] == []
    app.close()
    again = doors.unlock(small_disk / "vault", PASSPHRASE, Quiet())
    assert again.notices == ()
    again.close()


def test_a_transaction_that_finds_no_room_leaves_nothing_behind(
    location: App, gemeente: App
) -> None:
    """The database itself says that it is full, wherever the tests run."""
    prepare(location, gemeente)
    vault: Any = location.run_doctor.vault
    assert isinstance(vault, SqlVault)
    with vault._database.writer.connect() as connection:
        bare: Any = connection.connection
        (pages,) = bare.execute("PRAGMA page_count").fetchone()
    before = location.find_residents("").total
    for extra in range(0, 12, 3):
        limit(vault, pages + extra)
        with contextlib.suppress(DiskFullError):
            ACTS["register"](location, Path())
            before = location.find_residents("").total
        assert location.find_residents("").total == before
    limit(vault, 1 << 30)

    ACTS["register"](location, Path())

    assert location.find_residents("").total > before
    assert vault.check(Quiet()) == ()


def test_what_is_done_is_not_called_refused_because_the_log_has_no_room(
    location: App, gemeente: App, doors: Doors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A household that was destroyed, a key that the vault already has."""
    prepare(location, gemeente)
    before = location.find_residents("").total

    def no_room(_database: Database) -> None:
        raise DiskFullError(path="")

    with monkeypatch.context() as full:
        full.setattr(Database, "_empty_log", no_room)
        ACTS["erase"](location, tmp_path)
        location.administer_users.add("Bos", {Role.INTAKE}, COLLEAGUE)
        location.administer_users.remove("Bos")
    left = location.find_residents("").total
    location.close()

    again = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    assert again.find_residents("").total == left < before
    assert again.notices == ()
    again.close()
    with pytest.raises(WrongPassphraseError):
        doors.unlock(tmp_path / "location", COLLEAGUE, Quiet())


def limit(vault: SqlVault, pages: int) -> None:
    with vault._database.writer.connect() as connection:
        bare: Any = connection.connection
        bare.execute(f"PRAGMA max_page_count = {pages}").fetchall()
