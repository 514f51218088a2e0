"""What was disclosed of a household: on paper, and in bundles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from overstap.domain.catalogue import Audience
from overstap.domain.records import OfficeId, RecordId
from overstap.usecases.ports.records import Snapshot


class PrintState(StrEnum):
    """``STARTED`` before anything leaves the program, so that no print is ever unrecorded."""

    STARTED = "started"
    MADE = "made"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """One printed dossier in the disclosure ledger. ``code`` is its typed code; ``content`` the
    digest of every answer shown, by ``record field``, so that a later version knows what changed;
    ``digest`` is of all that it says. ``bundle`` is the hash of the bundle that says the same,
    empty where there was none yet; ``day`` the date on the paper, ``at`` when it was printed,
    ``by`` who did."""

    household: RecordId
    audience: Audience
    version: int
    recipient: str
    code: str
    content: Mapping[str, str]
    digest: str
    bundle: str
    day: datetime
    at: datetime
    by: str
    state: PrintState = PrintState.STARTED
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an office was sent of one record, and when it left (None: unknown). ``taken_back``: it
    was asked to destroy what it had. ``ours``: this desk sent it."""

    office: OfficeId
    snapshot: Snapshot
    created: datetime | None
    taken_back: bool
    ours: bool


class Disclosures(Protocol):
    """What was disclosed of a household: on paper, and in bundles."""

    def log_print(self, entry: PrintEntry) -> int:
        """Remember a print before it is made; gives its number."""

    def settle_print(self, number: int, state: PrintState) -> None:
        """It was made, or it was stopped and never left."""

    def prints(self, household: RecordId) -> tuple[PrintEntry, ...]:
        """Newest first."""

    def deliveries(self, record: RecordId) -> tuple[Delivery, ...]:
        """In the order in which they were sent."""

    def erased(self) -> frozenset[RecordId]:
        """Records that were destroyed."""
