"""What destroying records needs from the machinery."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from overstap.domain.records import OfficeId, RecordId

FOR_EVER = (1 << 53) - 1
"""A revision that no snapshot has: what is erased never comes back."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that its single writer takes back up to, and with, a revision."""

    record: RecordId
    revision: int


class Destroyer(Protocol):
    """Destroys values for good, and remembers that it did."""

    def drop_received(
        self, office: OfficeId, notices: Iterable[Gone], bundle: str, at: datetime
    ) -> tuple[RecordId, ...]:
        """Destroy what the office sent of these records; gives those that were here."""

    def blank_ledgers(self, records: Iterable[RecordId]) -> None:
        """Keep that and when something was sent or printed; forget what it said."""

    def shred(self) -> None:
        """Leave nothing behind in the files of the vault. Call it after the transaction."""
