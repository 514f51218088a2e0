"""What somebody should know when the vault opens: what happened to it, and what is overdue."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from overstap.usecases.upkeep.back_up import BackupState

BACKUP = "backup"
"""The page of the administration about backups and drills."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know, text ``key``. ``page``: where in the administration one can do
    something about it. ``everybody``: also tell who may not."""

    key: str
    page: str = ""
    everybody: bool = False
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadNotices:
    """``told``: what happened to the vault while it was opened."""

    told: tuple[str, ...]
    backups: Callable[[], BackupState]

    def __call__(self) -> tuple[Notice, ...]:
        """The gravest first."""
        happened = (Notice(f"vault.notice.{code}", everybody=True) for code in self.told)
        return (*happened, *_about_backups(self.backups()))


def _about_backups(state: BackupState) -> Iterator[Notice]:
    if state.failed is not None:
        yield Notice("notice.backup.failed", BACKUP, everybody=True)
    elif state.overdue and state.last is None:
        yield Notice("notice.backup.none", BACKUP)
    elif state.overdue and state.last is not None:
        yield Notice("notice.backup.overdue", BACKUP, parameters={"day": state.last})
    if state.drill_overdue:
        yield Notice("notice.drill.overdue", BACKUP)
