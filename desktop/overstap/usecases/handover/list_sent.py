"""The bundles that we handed over, and which of them the other side took over."""

from dataclasses import dataclass
from datetime import datetime

from overstap.domain.records import RecordId, Subject, subject_of
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.ports.journal import BundleEntry, Direction, KeptReply
from overstap.usecases.ports.vault import Vault


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
    left: int
    """How many of the persons were not taken over there."""
    lost: bool
    """Nothing of it is there: it never came, or taking it over was undone."""
    again: bool
    """Whether one can say that it never came."""


@dataclass(frozen=True, slots=True)
class ListSent:
    """Reads the ledger of bundles."""

    vault: Vault

    def __call__(self, limit: int = 20) -> tuple[SentBundle, ...]:
        """The newest first, handovers and households that moved; all of them for 0."""
        sent = [
            entry
            for entry in self.vault.bundles()
            if entry.direction is Direction.SENT and entry.kind in ("handover", MOVE)
        ]
        replies = {kept.bundle.digest: kept for kept in self.vault.replies()}
        return tuple(
            self._bundle(entry, replies.get(entry.digest)) for entry in sent[: limit or None]
        )

    def _bundle(self, entry: BundleEntry, kept: KeptReply | None) -> SentBundle:
        trust = self.vault.office(entry.office)
        records = self.vault.records_in(entry.digest)
        persons = [r for r in records if subject_of(r) is Subject.PERSON]
        lost = kept is not None and kept.reply.undone
        return SentBundle(
            digest=entry.digest,
            number=entry.number,
            office=trust.card.name if trust else "?",
            households=self._names(records),
            persons=len(persons),
            sent=entry.handled,
            received=entry.acknowledged,
            read=kept.at if kept and kept.reply.reading else None,
            left=sum(subject_of(one) is Subject.PERSON for one in kept.reply.left) if kept else 0,
            lost=lost,
            again=entry.kind == "handover" and entry.acknowledged is None and not lost,
        )

    def _names(self, records: tuple[RecordId, ...]) -> tuple[str, ...]:
        households = [r for r in records if subject_of(r) is Subject.HOUSEHOLD]
        return tuple(read_household(self.vault, one).name for one in households)
