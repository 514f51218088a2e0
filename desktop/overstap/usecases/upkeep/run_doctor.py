"""Say whether this computer and this vault are in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from overstap.kernel.task import Task
from overstap.usecases.ports.vault import Vault
from overstap.usecases.upkeep.back_up import BackupState


@dataclass(frozen=True, slots=True)
class Finding:
    """One line, text ``doctor.<code>``. ``todo``: nothing is wrong, and something still has to be
    done."""

    code: str
    good: bool
    parameters: Mapping[str, object]
    todo: bool = False


ReadBackups = Callable[[], BackupState]

Inspect = Callable[[], tuple[Finding, ...]]
"""Looks at the computer: versions, fonts, free space."""


@dataclass(frozen=True, slots=True)
class RunDoctor:
    """Look at the computer, then at the vault."""

    vault: Vault
    backups: ReadBackups
    inspect: Inspect

    def __call__(self, task: Task) -> tuple[Finding, ...]:
        """All findings, good and bad."""
        wrong = self.vault.check(task)
        vault = [Finding(f"vault.{code}", False, {}) for code in wrong]
        state = _backup_findings(self.backups())
        return (*self.inspect(), *(vault or [Finding("vault.good", True, {})]), *state)

    def repair(self, task: Task) -> tuple[Finding, ...]:
        """Make again what can be made again, then look."""
        self.vault.repair(task)
        return self(task)


def _backup_findings(state: BackupState) -> tuple[Finding, Finding]:
    return (
        _dated("backup", state.last, good=not state.overdue),
        _dated("drill", state.drill.at if state.drill else None, good=not state.drill_overdue),
    )


def _dated(what: str, last: datetime | None, *, good: bool) -> Finding:
    if last is None:
        return Finding(f"{what}.none", good, {}, todo=good)
    return Finding(f"{what}.last", good, {"day": f"{last:%Y-%m-%d}"})
