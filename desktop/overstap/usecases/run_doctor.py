"""Say whether this computer and this vault are in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overstap.kernel.task import Task
from overstap.usecases.ports import Vault


@dataclass(frozen=True, slots=True)
class Finding:
    """One line, text ``doctor.<code>``."""

    code: str
    good: bool
    parameters: Mapping[str, object]


Inspect = Callable[[], tuple[Finding, ...]]
"""Looks at the computer: versions, fonts, free space."""


@dataclass(frozen=True, slots=True)
class RunDoctor:
    """Look at the computer, then at the vault."""

    vault: Vault
    inspect: Inspect

    def __call__(self, task: Task) -> tuple[Finding, ...]:
        """All findings, good and bad."""
        wrong = self.vault.check(task)
        vault = [Finding(f"vault.{code}", False, {}) for code in wrong]
        return (*self.inspect(), *(vault or [Finding("vault.good", True, {})]))
