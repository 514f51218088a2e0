"""The folder or stick that a bundle is written to: which one last time, and whether it will do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overstap.usecases.handover.hand_over import LAST_FOLDER
from overstap.usecases.ports.vault import Vault

ROOM = 1_000_000
"""Bytes that have to be free at the least: a card, a manifest and a few dossiers."""

PER_ANSWER = 200
"""Bytes to count for one answer, before it is compressed."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """``problem`` is the key of a text ``folder.<problem>``, empty where the folder will do;
    ``free`` and ``needed`` are bytes."""

    path: Path
    problem: str
    free: int
    needed: int


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What the system says about a folder; ``free`` in bytes."""

    exists: bool
    writable: bool
    free: int


InspectFolder = Callable[[Path], FolderFacts]


@dataclass(frozen=True, slots=True)
class SendFolder:
    """Remembers and looks; writes nothing that stays."""

    vault: Vault
    inspect: InspectFolder

    def last(self) -> Path | None:
        """Where the last bundle was written; None before the first."""
        kept = self.vault.setting(LAST_FOLDER)
        return Path(kept) if isinstance(kept, str) else None

    def check(self, folder: Path, answers: int) -> FolderState:
        """Whether a bundle of so many answers can be written there."""
        facts, needed = self.inspect(folder), ROOM + PER_ANSWER * answers
        return FolderState(folder, _problem(facts, needed), facts.free, needed)


def _problem(facts: FolderFacts, needed: int) -> str:
    if not facts.exists:
        return "gone"
    if not facts.writable:
        return "read_only"
    return "full" if facts.free < needed else ""
