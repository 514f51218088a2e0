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


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The last entry of a desk's log: its number, and the hash over everything up to it."""

    number: int
    chain: str


@dataclass(frozen=True, slots=True)
class Ends:
    """What a bundle says of logs: the end of its writer's own, and the newest end that the writer
    saw of the log of each of the receiver's desks (desk id, end)."""

    own: LogEnd | None = None
    seen: tuple[tuple[str, LogEnd], ...] = ()


NO_ENDS = Ends()


@dataclass(frozen=True, slots=True)
class Testimony:
    """Desk ``desk`` of ``office`` said at ``at`` that it had seen ``end`` of our log."""

    office: str
    desk: str
    end: LogEnd
    at: datetime


class Witnesses(Protocol):
    """What desks know of the ends of each other's logs."""

    def ends_for(self, office: str) -> Ends:
        """What a bundle to this office says."""

    def head(self, office: str, desk: str) -> LogEnd | None:
        """The newest end that we saw of another desk's log."""

    def remember(self, office: str, desk: str, end: LogEnd, at: datetime) -> None:
        """Keep it as the newest."""

    def testimonies(self) -> tuple[Testimony, ...]:
        """The newest of every desk that saw our log, the furthest first."""

    def testify(self, said: Testimony) -> None:
        """Keep it as that desk's newest."""


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
