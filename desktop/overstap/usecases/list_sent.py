"""The bundles that we handed over, and which of them the other side took over."""

from dataclasses import dataclass
from datetime import datetime

from overstap.domain.records import RecordId, Subject, subject_of
from overstap.usecases.households import read_household
from overstap.usecases.moves import MOVE
from overstap.usecases.ports import BundleEntry, Direction, Vault


@dataclass(frozen=True, slots=True)
class SentBundle:
    """One bundle of ours. ``households`` are names by which staff call them, of those whose
    record went along or whose member's did; ``received`` is None until a receipt came."""

    digest: str
    number: int
    office: str
    households: tuple[str, ...]
    persons: int
    sent: datetime
    received: datetime | None
    read: datetime | None
    """When somebody read it there who kept nothing of it."""


@dataclass(frozen=True, slots=True)
class ListSent:
    """Reads the ledger of bundles."""

    vault: Vault

    def __call__(self, limit: int = 20) -> tuple[SentBundle, ...]:
        """The newest first, handovers and households that moved."""
        sent = [
            entry
            for entry in self.vault.bundles()
            if entry.direction is Direction.SENT and entry.kind in ("handover", MOVE)
        ]
        read = {k.bundle.digest: k.at for k in self.vault.replies() if k.reply.reading}
        return tuple(self._bundle(entry, read.get(entry.digest)) for entry in sent[:limit])

    def _bundle(self, entry: BundleEntry, read: datetime | None) -> SentBundle:
        trust = self.vault.office(entry.office)
        records = self.vault.records_in(entry.digest)
        persons = [r for r in records if subject_of(r) is Subject.PERSON]
        return SentBundle(
            digest=entry.digest,
            number=entry.number,
            office=trust.card.name if trust else "?",
            households=self._names(records),
            persons=len(persons),
            sent=entry.handled,
            received=entry.acknowledged,
            read=read,
        )

    def _names(self, records: tuple[RecordId, ...]) -> tuple[str, ...]:
        households = [r for r in records if subject_of(r) is Subject.HOUSEHOLD]
        return tuple(read_household(self.vault, one).name for one in households)
