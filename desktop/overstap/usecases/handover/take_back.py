"""Take back what other offices have: after a new link, or because a file is destroyed.

Both travel as a notice: a signed bundle that names records, and up to which revision they are taken
back. The other office destroys them and answers with a receipt.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Trust, TrustState
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.domain.residents import HOLD, MATCHED_GEMEENTE, MOVED_TO
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.handover.not_there import NEVER_CAME, ArrivedError, NotThere, unconfirmed
from overstap.usecases.handover.read_bundle import read_notices
from overstap.usecases.handover.send_bundle import Parcel, SendBundle
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.intake.left_behind import left_behind
from overstap.usecases.intake.moves import move_of
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.bundles import OpenBundle
from overstap.usecases.ports.destruction import FOR_EVER, Destroyer, Gone
from overstap.usecases.ports.journal import Direction, Manifest
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

WITHDRAWAL = "withdrawal"
ERASURE = "erasure"


class HoldReason(StrEnum):
    """Why a file is kept although its period is over; text ``retention.hold.<reason>``."""

    COMPLAINT = "complaint"
    COURT = "court"
    INSPECTION = "inspection"
    RESIDENT = "resident"
    OTHER = "other"


class EraseReason(StrEnum):
    """Why a file is destroyed; text ``retention.reason.<reason>``."""

    RETENTION = "retention"
    REQUEST = "request"
    MISTAKE = "mistake"


class NothingToTakeBackError(RefusedError):
    """The office has nothing of this household."""

    code = "withdraw.nothing"


class HeldError(RefusedError):
    """Somebody noted that the file has to be kept."""

    code = "erase.held"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The notice for one office."""

    path: Path
    office: OfficeId
    office_name: str
    records: int


@dataclass(frozen=True, slots=True)
class Stale:
    """An office that still has a household which is now linked to another gemeente."""

    household: RecordId
    name: str
    office: OfficeId
    office_name: str


@dataclass(frozen=True, slots=True)
class Underway:
    """A notice of ``kind`` that its office has not confirmed yet."""

    digest: str
    kind: str
    office: str
    number: int
    sent: datetime


@dataclass(frozen=True, slots=True)
class Notices:
    """Writes notices, and keeps in the ledger that the office has nothing any more."""

    vault: Vault
    send: SendBundle

    def holders(
        self, records: Sequence[Record], among: Collection[OfficeId] | None = None
    ) -> dict[OfficeId, list[Snapshot]]:
        """Per gemeente (of those ``among``) the last that it got of each record, where it was not
        taken back yet. A location that a household moved to writes it itself."""
        found: dict[OfficeId, list[Snapshot]] = {}
        for office in self.gemeenten() if among is None else among:
            sent = (self.vault.last_sent(record.id, office) for record in records)
            kept = [snapshot for snapshot in sent if snapshot and snapshot.stated]
            if kept:
                found[office] = kept
        return found

    def gemeenten(self) -> dict[OfficeId, Trust]:
        """Those whose card we hold."""
        known = self.vault.offices()
        return {t.card.office: t for t in known if t.card.kind is OfficeKind.GEMEENTE}

    def due(self) -> dict[OfficeId, tuple[RecordId, ...]]:
        """Per office what was destroyed at another desk of ours, and it was not told yet. Not of an
        office that is blocked."""
        found: dict[OfficeId, tuple[RecordId, ...]] = {}
        gemeenten = self.gemeenten()
        told = {o for o, trust in gemeenten.items() if trust.state is TrustState.VERIFIED}
        for office, record in self.vault.destroyed():
            if office in told:
                found[office] = (*found.get(office, ()), record)
        return found

    def erased(
        self, office: OfficeId, records: Sequence[RecordId], folder: Path, task: Task
    ) -> TakenBack:
        """Tell an office that these were destroyed."""
        sent = (self.vault.last_sent(record, office) for record in records)
        return self.write(ERASURE, office, [one for one in sent if one], folder, task)

    def name(self, office: OfficeId) -> str:
        """What an office is called."""
        trust = self.vault.office(office)
        return trust.card.name if trust else office

    def write(
        self, kind: str, office: OfficeId, snapshots: Sequence[Snapshot], folder: Path, task: Task
    ) -> TakenBack:
        """Write the notice, then remember that it went."""
        trust = self.vault.office(office)
        assert trust is not None
        taken = [Snapshot(s.record, s.revision + 1, {}) for s in snapshots]
        parcel = Parcel(kind, trust.card, _lines(kind, taken), len(taken))
        with self.vault.writing():
            self.vault.draft(office, taken)
            path = self.send(parcel, folder, task).path
        return TakenBack(path, office, trust.card.name, len(taken))


def _lines(kind: str, taken: Sequence[Snapshot]) -> Iterator[Mapping[str, Any]]:
    for snapshot in taken:
        revision = FOR_EVER if kind == ERASURE else snapshot.revision
        yield {"record": snapshot.record, "revision": revision}


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Ask an office to destroy a household that is no longer linked to it."""

    vault: Vault
    notices: Notices

    def __call__(
        self, household: RecordId, office: OfficeId, folder: Path, task: Task
    ) -> TakenBack:
        """Write the withdrawal for ``office`` into ``folder``.

        Raises:
            NothingToTakeBackError: it has nothing.
            NotOursError: another office sent us the household.
            StoreError: ``folder`` is full, gone or not writable.
        """
        file = read_household(self.vault, household)
        if file.received and not file.moved:
            raise NotOursError
        snapshots = self.notices.holders(file.records).get(office, [])
        if not snapshots:
            raise NothingToTakeBackError
        return self.notices.write(WITHDRAWAL, office, snapshots, folder, task)

    def stale(self, only: Collection[RecordId] | None = None) -> tuple[Stale, ...]:
        """Every household, or each of ``only``, that an office has which it is not linked to any
        more."""
        gemeenten = self.notices.gemeenten()
        found = []
        asked = self.vault.sent_households() if only is None else only
        for household in asked:
            if not self.vault.records([household]):
                continue
            file = read_household(self.vault, household)
            matched = file.record.text(MATCHED_GEMEENTE)
            for office in self.notices.holders(file.records, gemeenten):
                card = gemeenten[office].card
                elsewhere = bool(card.gm_code and matched and card.gm_code != matched)
                if elsewhere or (file.moved and self._arrived(file)):
                    found.append(Stale(household, file.name, office, card.name))
        return tuple(found)

    def _arrived(self, file: Household) -> bool:
        """Whether the location that a household moved to took it over; it hands over from then
        on."""
        entry = move_of(self.vault, file.record.id, file.record.text(MOVED_TO))
        return entry is not None and entry.acknowledged is not None

    def underway(self) -> tuple[Underway, ...]:
        """Withdrawals and erasures that no receipt came for, the newest first; not those that were
        written again."""
        names = {t.card.office: t.card.name for t in self.vault.offices()}
        again = NotThere.known_to(self.vault).undone
        return tuple(
            Underway(e.digest, e.kind, names.get(e.office, "?"), e.number, e.handled)
            for e in self.vault.bundles()
            if e.direction is Direction.SENT
            and e.kind in (WITHDRAWAL, ERASURE)
            and e.acknowledged is None
            and e.digest not in again
        )

    def again(self, digest: str, folder: Path, task: Task) -> TakenBack:
        """Write a notice that never came once more.

        Raises:
            ArrivedError: a receipt came for it, or it is no notice of ours.
            NothingToTakeBackError: something else went there since, of all that it names.
            StoreError: ``folder`` is full, gone or not writable; it stays as it was.
        """
        entry = unconfirmed(self.vault, digest)
        if entry.kind not in (WITHDRAWAL, ERASURE):
            raise ArrivedError
        sent = (self.vault.last_sent(r, entry.office) for r in self.vault.records_in(digest))
        taken = [one for one in sent if one and one.bundle == digest]
        if not taken:
            raise NothingToTakeBackError
        with self.vault.writing():
            self.vault.acknowledge(digest, self.notices.send.clock(), NEVER_CAME)
            return self.notices.write(entry.kind, entry.office, taken, folder, task)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was destroyed here, and the notices that have to reach other offices."""

    records: tuple[RecordId, ...]
    notices: tuple[TakenBack, ...]


@dataclass(frozen=True, slots=True)
class EraseHousehold:
    """Destroy a household here, at our other desks, and at every office that got it; with what its
    residents left behind."""

    vault: Vault
    notices: Notices
    destroyer: Destroyer
    author: str

    def __call__(self, household: RecordId, folder: Path, reason: str, task: Task) -> Erased:
        """Write the notices into ``folder`` first, then destroy; ``reason`` is a code.

        Raises:
            HeldError: it has to be kept.
            StoreError: ``folder`` is full, gone or not writable; nothing was destroyed.
        """
        file = read_household(self.vault, household)
        ours = not file.received or file.moved
        if ours and file.record.text(HOLD):
            raise HeldError
        everything = (*file.records, *left_behind(self.vault, file)) if ours else file.records
        records = tuple(record.id for record in everything)
        sent = self._notify(everything, folder, task) if ours else ()
        task.step("erase.destroy", 0, len(records))
        with self.vault.writing():
            self.destroyer.blank_ledgers(records)
            if not ours:
                gone = [Gone(record.id, FOR_EVER) for record in file.records]
                now = self.notices.send.clock()
                self.destroyer.drop_received(file.record.origin, gone, "", now)
            else:
                for record in records:
                    self.vault.erase(record, self.author)
            self.vault.audit("erase-household", record=household, reason=reason)
        self.destroyer.shred()
        return Erased(records, sent)

    def _notify(self, records: Sequence[Record], folder: Path, task: Task) -> tuple[TakenBack, ...]:
        return tuple(
            self.notices.write(ERASURE, office, snapshots, folder, task)
            for office, snapshots in self.notices.holders(records).items()
        )


@dataclass(frozen=True, slots=True)
class TakeNotice:
    """Destroy what a sender takes back. Call it inside ``vault.writing()``."""

    destroyer: Destroyer
    clock: Clock

    def __call__(self, manifest: Manifest, bundle: OpenBundle) -> tuple[RecordId, ...]:
        """Gives the records that were here.

        Raises:
            ContentError: a line is something else.
        """
        notices = tuple(read_notices(bundle))
        dropped = self.destroyer.drop_received(
            manifest.office, notices, manifest.digest, self.clock()
        )
        self.destroyer.blank_ledgers(dropped)
        return dropped
