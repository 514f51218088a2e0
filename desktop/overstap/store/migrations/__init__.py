"""Bring an older vault up to this version: step by step, all or nothing, after a backup.

A step changes the tables by statements of its own and never by ``store.tables``, which goes on
changing: what a step does stays what it was when it was released. After all steps a vault has the
tables of a new one; a test compares them, from a vault of every version ever released.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import Connection

from overstap.domain.backups import LONGEST
from overstap.kernel.task import Quiet
from overstap.store import backup_file
from overstap.store.backups import FileBackups
from overstap.store.errors import NewerVaultError
from overstap.store.migrations import step_2, step_3, step_4

BEFORE = "before-upgrade"
"""The folder in the vault's own where the backup goes that is made before anything changes."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the version before to version ``to``."""

    to: int
    change: Callable[[Connection], None]


STEPS = (Step(2, step_2.change), Step(3, step_3.change), Step(4, step_4.change))


def steps_from(schema: int, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """What there is to do for a vault of version ``schema``, in order.

    Raises:
        NewerVaultError: a newer version of the program wrote it.
    """
    if schema > steps[-1].to:
        raise NewerVaultError
    return tuple(step for step in steps if step.to > schema)


def back_up_first(backups: FileBackups, now: datetime) -> Path:
    """Make a backup beside the vault and open it again.

    Raises:
        BackupDamagedError, StoreError: it did not work, so nothing may change.
    """
    made, _ = backups.make(backups.vault_folder / BEFORE, now, Quiet())
    return made.path


def let_go(folder: Path, now: datetime) -> None:
    """Remove what was kept longer than any backup: what was destroyed must not live on there."""
    for path in (folder / BEFORE).glob(f"*{backup_file.SUFFIX}"):
        kept = backup_file.described(path)
        if kept is not None and now - kept.made > LONGEST + timedelta(days=1):
            path.unlink(missing_ok=True)
