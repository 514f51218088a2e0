"""Make backups, know when it is time for one, and prove once a quarter that one can be put back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from overstap.domain.backups import OFTEN, QUARTER, At, Every, Schedule, kept, overdue
from overstap.i18n.texts import Texts
from overstap.kernel.clock import Clock
from overstap.kernel.errors import (
    FileError,
    OverstapError,
    RefusedError,
    StoreError,
    TrustError,
)
from overstap.kernel.task import Task
from overstap.usecases.ports.backups import BackupFile, Backups, Contents
from overstap.usecases.ports.vault import Vault
from overstap.usecases.upkeep.back_up_away import BackUpAway

CREATED = "created"
_FOLDER, _LAST, _DRILLS = "backup.folder", "backup.last", "backup.drills"
_SCHEDULE, _FAILED = "backup.schedule", "backup.failed"


class NoBackupFolderError(RefusedError):
    """Nobody said yet where backups go."""

    code = "backup.no_folder"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and opened again, and the old ones that went. ``not_sent``: why no
    copy of it came into the mailbox that was chosen for that."""

    file: BackupFile
    contents: Contents
    removed: tuple[BackupFile, ...]
    not_sent: OverstapError | None = None


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
    """Where backups go (None: nobody said yet), when they are made by themselves, the last one and
    the last drill, and whether it is time for either. ``laid_down``: IT decided when;
    ``failed``: when one that had to be made by itself could not."""

    folder: Path | None
    last: datetime | None
    overdue: bool
    drill: Drill | None
    drill_overdue: bool
    schedule: Schedule
    laid_down: bool
    failed: datetime | None


@dataclass(frozen=True, slots=True)
class LaidDown:
    """When backups are made by themselves and where they go, as IT decided; None: it did not.
    ``locked``: nobody here can choose another time."""

    schedule: Schedule | None = None
    locked: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class BackUp:
    """Write a backup where they go, and let the oldest go. ``away``: copies in a mailbox;
    ``laid_down``: what IT decided about when and where."""

    vault: Vault
    backups: Backups
    clock: Clock
    away: BackUpAway | None = None
    laid_down: LaidDown = LaidDown()

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
            self.vault.set_setting(_FAILED, None)
            self.vault.audit("backup", count=contents.persons)
        return BackedUp(made, contents, self._let_go(where, now), self._send(made, task))

    def all(self, folder: Path | None = None) -> tuple[BackupFile, ...]:
        """Those of this vault, newest first.

        Raises:
            NoBackupFolderError: see there.
        """
        return self.backups.all(self._folder(folder))

    def state(self) -> BackupState:
        """What a screen says about backups."""
        folder, now = self.laid_down.folder or self.vault.setting(_FOLDER), self.clock()
        last, created = _moment(self.vault.setting(_LAST)), _moment(self.vault.setting(CREATED))
        done = drills(self.vault)
        since = created or last or now
        return BackupState(
            folder=Path(folder) if folder else None,
            last=last,
            overdue=overdue(last, since, OFTEN, now),
            drill=done[0] if done else None,
            drill_overdue=overdue(done[0].at if done else None, since, QUARTER, now),
            schedule=self.schedule(),
            laid_down=self.laid_down.locked,
            failed=_moment(self.vault.setting(_FAILED)),
        )

    def schedule(self) -> Schedule:
        """When one is made by itself: as IT laid down, else as somebody chose, else every day."""
        laid_down, chosen = self.laid_down.schedule, self.vault.setting(_SCHEDULE)
        if laid_down is not None and (self.laid_down.locked or not chosen):
            return laid_down
        every, at = chosen or ("day", "open")
        return Schedule(Every(every), At(at))

    def set_schedule(self, schedule: Schedule) -> None:
        """Make them by themselves as ``schedule`` says, from now on."""
        with self.vault.writing():
            self.vault.set_setting(_SCHEDULE, [schedule.every, schedule.at])
            self.vault.audit("backup_schedule", reason=f"{schedule.every} {schedule.at}")

    def _send(self, made: BackupFile, task: Task) -> OverstapError | None:
        """What keeps a copy from the mailbox does not undo the backup."""
        try:
            if self.away is not None:
                self.away.send(made, task)
        except (FileError, StoreError, TrustError) as error:
            return error
        return None

    def _folder(self, folder: Path | None) -> Path:
        known = folder or self.laid_down.folder or self.vault.setting(_FOLDER)
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
class KeepBackups:
    """Backups that nobody has to think of: made when the vault opens or closes."""

    vault: Vault
    back_up: BackUp
    clock: Clock

    def __call__(self, at: At, task: Task) -> BackedUp | None:
        """Make one where the last one went, when it is time for it.

        Raises:
            BackupDamagedError, StoreError, TrustError: it could not be made or sent; that is
                remembered, and told until one succeeds.
        """
        state = self.back_up.state()
        if state.folder is None or not state.schedule.asks(at, state.last, self.clock()):
            return None
        try:
            done = self.back_up(None, task)
            if done.not_sent is not None:
                raise done.not_sent
        except (FileError, StoreError, TrustError) as error:
            with self.vault.writing():
                self.vault.set_setting(_FAILED, self.clock().isoformat())
                self.vault.audit("backup_failed", reason=error.code)
            raise
        return done


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
