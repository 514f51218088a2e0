"""Make backups, know when it is time for one, and prove once a quarter that one can be put back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from overstap.domain.backups import OFTEN, QUARTER, kept, overdue
from overstap.i18n.texts import Texts
from overstap.kernel.clock import Clock
from overstap.kernel.errors import OverstapError, RefusedError
from overstap.kernel.task import Quiet, Task
from overstap.usecases.backup_ports import BackupFile, Backups, Contents
from overstap.usecases.ports import Vault

CREATED = "created"
_FOLDER, _LAST, _DRILLS = "backup.folder", "backup.last", "backup.drills"
_FAILED = "backup.failed"
PERIODS = {"daily": timedelta(hours=20), "weekly": timedelta(days=6, hours=20)}
"""A little less than a day or a week, for who closes earlier today than yesterday."""


class NoBackupFolderError(RefusedError):
    """Nobody said yet where backups go."""

    code = "backup.no_folder"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and opened again, and the old ones that went."""

    file: BackupFile
    contents: Contents
    removed: tuple[BackupFile, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """Somebody proved that a backup and the recovery kit give the vault back."""

    at: datetime
    by: str
    file: str
    made: datetime
    contents: Contents


@dataclass(frozen=True, slots=True)
class BackupState:
    """Where backups go (None: nobody said yet), the last one and the last drill, and whether it is
    time for either."""

    folder: Path | None
    last: datetime | None
    overdue: bool
    drill: Drill | None
    drill_overdue: bool


@dataclass(frozen=True, slots=True)
class BackUp:
    """Write a backup where they go, and let the oldest go."""

    vault: Vault
    backups: Backups
    clock: Clock

    def __call__(self, folder: Path | None, task: Task) -> BackedUp:
        """Make one in ``folder``, which is remembered; None: where the last one went.

        Raises:
            NoBackupFolderError, BackupDamagedError: see there.
            StoreError: there is no room, or the folder cannot be written.
        """
        where, now = self._folder(folder), self.clock()
        made, contents = self.backups.make(where, now, task)
        with self.vault.writing():
            self.vault.set_setting(_FOLDER, str(where))
            self.vault.set_setting(_LAST, now.isoformat())
            self.vault.audit("backup", count=contents.persons)
        return BackedUp(made, contents, self._let_go(where, now))

    def all(self, folder: Path | None = None) -> tuple[BackupFile, ...]:
        """Those of this vault, newest first.

        Raises:
            NoBackupFolderError: see there.
        """
        return self.backups.all(self._folder(folder))

    def state(self) -> BackupState:
        """What a screen says about backups."""
        folder, now = self.vault.setting(_FOLDER), self.clock()
        last, created = _moment(self.vault.setting(_LAST)), _moment(self.vault.setting(CREATED))
        done = drills(self.vault)
        since = created or last or now
        return BackupState(
            folder=Path(folder) if folder else None,
            last=last,
            overdue=overdue(last, since, OFTEN, now),
            drill=done[0] if done else None,
            drill_overdue=overdue(done[0].at if done else None, since, QUARTER, now),
        )

    def _folder(self, folder: Path | None) -> Path:
        known = folder or self.vault.setting(_FOLDER)
        if not known:
            raise NoBackupFolderError
        return Path(known)

    def _let_go(self, folder: Path, now: datetime) -> tuple[BackupFile, ...]:
        here = self.backups.all(folder)
        keep = kept((file.made for file in here), now)
        old = tuple(file for file in here if file.made not in keep)
        for file in old:
            self.backups.remove(file)
        return old


@dataclass(frozen=True, slots=True)
class BackUpByItself:
    """A backup when the vault is closed, as often as IT laid down (``policy``: ``backup``), in the
    folder that IT named, else where the last one went."""

    back_up: BackUp
    every: str
    folder: str

    def __call__(self) -> None:
        """Make one if it is time. Closing never fails for it: what went wrong is told at the next
        opening, and in the log."""
        state = self.back_up.state()
        where = Path(self.folder) if self.folder else state.folder
        if where is None or not self._time(state.last):
            return
        vault = self.back_up.vault
        try:
            self.back_up(where, Quiet())
        except OverstapError as error:
            with suppress(OverstapError), vault.writing():
                vault.set_setting(_FAILED, error.code)
                vault.audit("backup_failed", reason=error.code)
        else:
            vault.set_setting(_FAILED, None)

    def notices(self) -> tuple[str, ...]:
        """Texts ``vault.notice.<code>`` about the last one that should have been made."""
        return ("backup_failed",) if self.back_up.vault.setting(_FAILED) else ()

    def _time(self, last: datetime | None) -> bool:
        period = PERIODS.get(self.every)
        return period is not None and (last is None or self.back_up.clock() - last >= period)


@dataclass(frozen=True, slots=True)
class RehearseRecovery:
    """The recovery drill: a backup and the paper kit, as if this computer were gone."""

    vault: Vault
    backups: Backups
    write: Callable[[Path, bytes], None]
    me: str
    clock: Clock

    def __call__(self, file: Path, recovery_key: str, task: Task) -> Drill:
        """Put the backup back into a scratch folder, open it with the recovery key, count all that
        is in it, and write down that it worked.

        Raises:
            BackupDamagedError, ForeignBackupError: see there.
            StoreError: the recovery key is of another vault, or there is no room.
        """
        backup, contents = self.backups.check(file, recovery_key, task)
        done = Drill(self.clock(), self.me, file.name, backup.made, contents)
        said = {
            "at": done.at.isoformat(),
            "by": done.by,
            "file": done.file,
            "made": done.made.isoformat(),
            "contents": asdict(contents),
        }
        with self.vault.writing():
            known = self.vault.setting(_DRILLS) or []
            self.vault.set_setting(_DRILLS, [said, *known])
            self.vault.audit("drill", count=contents.persons)
        return done

    def all(self) -> tuple[Drill, ...]:
        """Every drill that worked, newest first."""
        return drills(self.vault)

    def write_record(self, drill: Drill, texts: Texts, folder: Path) -> Path:
        """The dated record as a text file, for whoever has to show it; nobody's answers."""
        path = folder / f"overstap-{texts('drill.file')}-{drill.at:%Y%m%d}.txt"
        counts = asdict(drill.contents)
        said = texts(
            "drill.record",
            day=f"{drill.at:%Y-%m-%d}",
            by=drill.by,
            file=drill.file,
            made=f"{drill.made:%Y-%m-%d %H:%M}",
            **counts,
        )
        self.write(path, f"{said}\n".encode())
        return path


def drills(vault: Vault) -> tuple[Drill, ...]:
    """Every drill that worked, newest first."""
    return tuple(
        Drill(
            datetime.fromisoformat(said["at"]),
            said["by"],
            said["file"],
            datetime.fromisoformat(said["made"]),
            Contents(**said["contents"]),
        )
        for said in vault.setting(_DRILLS) or []
    )


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
