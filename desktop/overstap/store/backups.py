"""Backups of an open vault, and putting one back."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from overstap.kernel.errors import CancelledError
from overstap.kernel.task import Task
from overstap.store import backup_file, header
from overstap.store.engine import Database, open_database
from overstap.store.errors import VaultExistsError
from overstap.store.files import HEADER, disk_error, holds_vault
from overstap.store.header import Opened
from overstap.store.opening import DATABASE
from overstap.store.places import refuse_network
from overstap.store.recovery import recovery_key_in
from overstap.store.sessions import BACKUP, SESSION
from overstap.store.tables import SettingRow
from overstap.store.transactions import Transactions
from overstap.store.users import SlotUsers
from overstap.usecases.ports.backups import (
    BackupDamagedError,
    BackupFile,
    Contents,
    ForeignBackupError,
)


@dataclass(frozen=True)
class FileBackups:
    """Obeys ``usecases.ports.backups.Backups``."""

    vault_folder: Path
    vault: str
    users: SlotUsers
    database: Database

    def make(self, folder: Path, at: datetime, task: Task) -> tuple[BackupFile, Contents]:
        """Write a backup, and open it again."""
        at = self._free_moment(folder, at)
        path = folder / backup_file.name_of(self.vault, at)
        task.step("backup.write")
        with _scratch(folder) as scratch:
            self.database.copy_to(scratch / DATABASE)
            _forget_session(scratch / DATABASE, self.database.key.value)
            counts = backup_file.count(self.database)
            about = backup_file.about(self.vault, at, counts, self.users.master)
            parts = {HEADER: self.vault_folder / HEADER, DATABASE: scratch / DATABASE}
            backup_file.write(path, parts, about)
        try:
            task.step("backup.verify")
            with _unpacked(path, folder) as (said, scratch):
                counts = backup_file.believed(path, scratch, said, self.users.master)
        except (BackupDamagedError, CancelledError):
            path.unlink(missing_ok=True)
            raise
        return BackupFile(path, self.vault[:8], at, path.stat().st_size), counts

    def _free_moment(self, folder: Path, at: datetime) -> datetime:
        """The first second at which there is no backup yet: none takes the place of another."""
        while (folder / backup_file.name_of(self.vault, at)).exists():
            at += timedelta(seconds=1)
        return at

    def all(self, folder: Path) -> tuple[BackupFile, ...]:
        """Those of this vault, newest first."""
        found = map(backup_file.described, folder.glob(f"*{backup_file.SUFFIX}"))
        ours = [one for one in found if one and one.vault == self.vault[:8]]
        return tuple(sorted(ours, key=lambda one: one.made, reverse=True))

    def remove(self, file: BackupFile) -> None:
        """Delete one."""
        try:
            file.path.unlink(missing_ok=True)
        except OSError as error:
            raise disk_error(error, file.path) from error

    def check(self, path: Path, recovery_key: str, task: Task) -> tuple[BackupFile, Contents]:
        """Put it back into a scratch folder and open it there with the recovery key alone."""
        task.step("backup.verify")
        with _unpacked(path, path.parent) as (said, scratch):
            if said.get("vault") != self.vault:
                raise ForeignBackupError(path=str(path))
            key = recovery_key_in(recovery_key) or recovery_key
            opened = header.unlock_with_recovery(scratch, key)
            return _believed(path, scratch, said, opened)


def _forget_session(path: Path, key: bytes) -> None:
    """Whatever was written after the backup, a vault that is made of it is known as put back."""
    database = open_database(path, key)
    with Transactions(database.writer)() as session:
        session.merge(SettingRow(key=SESSION, value=json.dumps(BACKUP)))
    database.close()


def look(path: Path, key: str) -> tuple[BackupFile, Contents]:
    """What putting a backup back would give; nothing stays on the disk.

    Raises:
        BackupDamagedError: it is no whole backup.
        StoreError: the key does not open it, or there is no room.
    """
    with _unpacked(path, path.parent) as (said, scratch):
        return _opened(path, scratch, said, key)


def put_back(path: Path, folder: Path, key: str) -> tuple[BackupFile, Contents]:
    """Make a vault of a backup in a new or empty folder, after it was opened there.

    Raises:
        VaultExistsError: the folder holds something; it is left as it is.
        NetworkFolderError: it lies on another computer's disk.
        BackupDamagedError, StoreError: as ``look``; the folder stays as it was.
    """
    if holds_vault(folder) or (folder.exists() and any(folder.iterdir())):
        raise VaultExistsError(path=str(folder))
    refuse_network(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error, folder) from error
    with _unpacked(path, folder.parent) as (said, scratch):
        found = _opened(path, scratch, said, key)
        try:
            if folder.exists():
                folder.rmdir()
            scratch.rename(folder)
        except OSError as error:
            raise disk_error(error, folder) from error
    return found


def _opened(
    path: Path, scratch: Path, said: dict[str, Any], key: str
) -> tuple[BackupFile, Contents]:
    return _believed(path, scratch, said, _unlock(scratch, key))


def _believed(
    path: Path, scratch: Path, said: dict[str, Any], opened: Opened
) -> tuple[BackupFile, Contents]:
    counts = backup_file.believed(path, scratch, said, opened.master)
    made = datetime.fromisoformat(said["made"])
    return BackupFile(path, opened.vault, made, path.stat().st_size), counts


def _unlock(folder: Path, key: str) -> Opened:
    recovery_key = recovery_key_in(key)
    if recovery_key:
        return header.unlock_with_recovery(folder, recovery_key)
    return header.unlock(folder, key)


@contextmanager
def _unpacked(path: Path, beside: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    with _scratch(beside) as scratch:
        yield backup_file.unpack(path, scratch), scratch


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """A folder that is gone afterwards; on the same disk, where there is room for a backup."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".overstap-", dir=beside))
    except OSError as error:
        raise disk_error(error, beside) from error
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
