"""What use cases need of the audit chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what, text ``audit.<what>``, and to what. ``details`` holds ids, counts and codes;
    ``chain`` the hash over everything up to this entry."""

    number: int
    at: datetime
    user: str
    what: str
    details: Mapping[str, str | int]
    chain: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the chain at a moment, signed by this desk."""

    number: int
    chain: str
    at: datetime
    signature: bytes


class AuditLog(Protocol):
    """The chain itself; only ``Vault.audit`` adds to it."""

    def newest_first(self) -> Iterator[AuditEntry]: ...
    def head(self) -> tuple[int, str]:
        """The number of the last entry (0: none) and the hash over all of them."""

    def first_break(self) -> int | None:
        """The number of the first entry that is not as it was written; None of a whole chain."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The oldest first."""

    def save_checkpoint(self, checkpoint: Checkpoint) -> None: ...
