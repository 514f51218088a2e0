"""What use cases need for backups: files that hold a whole vault, still closed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from overstap.kernel.errors import FileError
from overstap.kernel.task import Task


class BackupDamagedError(FileError):
    """The file is no backup, is incomplete, or does not hold what was put in."""

    code = "backup.damaged"


class ForeignBackupError(FileError):
    """It is a backup of another vault."""

    code = "backup.foreign"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a vault holds, counted; proves that a backup is whole."""

    persons: int
    households: int
    revisions: int
    audit: int


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup on a disk or stick. ``vault`` begins the id of the vault that it is of."""

    path: Path
    vault: str
    made: datetime
    size: int


class Backups(Protocol):
    """Makes and looks at backups of the open vault."""

    def make(self, folder: Path, at: datetime, task: Task) -> tuple[BackupFile, Contents]:
        """Write a backup, and open it again to see that it is whole.

        Raises:
            BackupDamagedError: it is not; the file is gone again.
            StoreError: there is no room, or the folder cannot be written.
        """

    def all(self, folder: Path) -> tuple[BackupFile, ...]:
        """Those of this vault in the folder, newest first."""

    def remove(self, file: BackupFile) -> None:
        """Delete one."""

    def check(self, path: Path, recovery_key: str, task: Task) -> tuple[BackupFile, Contents]:
        """Put the backup back into a scratch folder, open it there with the recovery key alone, as
        one would after a disaster, and remove it again.

        Raises:
            BackupDamagedError, ForeignBackupError: see there.
            StoreError: the key does not open it, or there is no room.
        """
