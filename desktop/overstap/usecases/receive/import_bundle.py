"""Take a bundle over in one transaction, or not at all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from overstap.domain.catalogue import Catalogue
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import TrustState
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.administration.administer_office import adopt_card
from overstap.usecases.administration.witness import TakeEnds
from overstap.usecases.desks.sync_desks import TakeSync
from overstap.usecases.handover.move_household import MoveStaysError, NotALocationError, TakeMove
from overstap.usecases.handover.read_bundle import read_handover, read_receipts
from overstap.usecases.handover.take_back import ERASURE, WITHDRAWAL, TakeNotice
from overstap.usecases.handover.used_versions import UsedVersions
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.ports.bundles import Cards, OpenBundle
from overstap.usecases.ports.journal import BundleEntry, Direction, Manifest
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.brought import (
    Brought,
    OwnedElsewhereError,
    TakenBackError,
    clashing,
    household_of,
    moved_away,
)
from overstap.usecases.receive.verify_bundle import Grade, Verdict, VerifyBundle

_GROUP = 500


class NotToReadError(RefusedError):
    """Who only reads bundles can take nothing back, destroy nothing and unite nothing."""

    code = "reading.not_to_read"


@dataclass(frozen=True, slots=True)
class Imported:
    """``records`` are those that changed; empty when the bundle was here already. ``left`` are
    those that were not chosen: the bundle can be opened again for them; and those whose household
    is not here, or which their sender took back, or sent before under the same version
    (``clashing``). ``disputed`` are those in which a colleague's
    desk answered differently. ``destroyed``: earlier answers were taken out."""

    verdict: Verdict
    records: tuple[RecordId, ...]
    left: tuple[RecordId, ...] = ()
    disputed: tuple[RecordId, ...] = ()
    destroyed: bool = False


@dataclass(frozen=True, slots=True)
class ImportBundle:
    """Take a bundle over in one transaction, or not at all."""

    vault: Vault
    verify: VerifyBundle
    cards: Cards
    take_sync: TakeSync
    take_notice: TakeNotice
    take_move: TakeMove
    take_ends: TakeEnds
    used_versions: UsedVersions
    catalogue: Catalogue
    clock: Clock

    def __call__(
        self, path: Path, task: Task, only: Collection[RecordId] | None = None
    ) -> Imported:
        """Import the bundle, or ``only`` some of its records (the household's own record comes
        with its members). A receipt marks ours as received.

        Raises:
            FileError, TrustError: as ``VerifyBundle``; nothing is stored.
            NotToReadError: it is no handover, and one came in to read only.
        """
        verdict, bundle = self.verify.open(path, task)
        if self.verify.reading and verdict.manifest.kind != "handover":
            raise NotToReadError
        with self.vault.writing():
            if verdict.manifest.kind == "receipt":
                imported = self._take_receipts(verdict, bundle)
            elif verdict.manifest.kind == "sync":
                imported = self._take_histories(verdict, bundle, task)
            elif verdict.manifest.kind in (WITHDRAWAL, ERASURE):
                imported = self._take_notice(verdict, bundle)
            elif verdict.manifest.kind == MOVE:
                imported = self._take_move(verdict, bundle, task)
            else:
                imported = self._take_records(verdict, bundle, only, task)
            if verdict.grade is not Grade.DUPLICATE:
                self._take_card(verdict.manifest.office, bundle)
                self.take_ends(verdict.manifest)
        if imported.destroyed or verdict.manifest.kind in (WITHDRAWAL, ERASURE, "sync"):
            self.take_notice.destroyer.shred()
        return imported

    def _take_records(
        self,
        verdict: Verdict,
        bundle: OpenBundle,
        only: Collection[RecordId] | None,
        task: Task,
    ) -> Imported:
        chosen = None if only is None else _with_homes(read_handover(bundle, self.catalogue), only)
        take = _Take(self.vault, verdict.manifest.office, chosen)
        arrived = read_handover(bundle, self.catalogue)
        while some := tuple(islice(arrived, _GROUP)):
            take.some(some)
            task.step("import.store", take.seen, verdict.manifest.records)
        old = verdict.grade in (Grade.DUPLICATE, Grade.LATE)
        if take.lost == take.seen > 0 and not old:
            raise TakenBackError
        self.used_versions.recount(take.changed)
        if take.taken or verdict.grade is not Grade.DUPLICATE:
            self._journal(verdict.manifest)
        return Imported(verdict, tuple(take.changed), tuple(take.left), destroyed=take.destroyed)

    def _take_move(self, verdict: Verdict, bundle: OpenBundle, task: Task) -> Imported:
        """All of it or nothing: a household does not stay at two locations."""
        if verdict.grade is Grade.DUPLICATE:
            return Imported(verdict, ())
        if {self.cards.own().kind, verdict.sender.kind} != {OfficeKind.LOCATION}:
            raise NotALocationError
        brought = Brought(self.vault, verdict.manifest.office)
        arrived = brought.whole(tuple(read_handover(bundle, self.catalogue)))
        task.step("import.store", 0, len(arrived))
        self._journal(verdict.manifest)
        self.take_move(verdict.sender.name, arrived)
        return Imported(verdict, tuple(record.id for record in arrived))

    def _take_receipts(self, verdict: Verdict, bundle: OpenBundle) -> Imported:
        if verdict.grade is Grade.DUPLICATE:
            return Imported(verdict, ())
        for receipt in read_receipts(bundle):
            entry = self.vault.bundle(receipt.digest, Direction.SENT)
            if entry is None or entry.office != verdict.manifest.office:
                continue
            if entry.kind == MOVE and (receipt.reply.undone or receipt.reply.reading):
                raise MoveStaysError
            if verdict.grade is not Grade.LATE or not self._answered(entry):
                self.vault.acknowledge(receipt.digest, receipt.at, receipt.reply)
                if entry.kind == MOVE:
                    self.take_move.confirm(receipt.digest, entry.office)
        self._journal(verdict.manifest)
        return Imported(verdict, ())

    def _answered(self, entry: BundleEntry) -> bool:
        """Whether a later receipt said what became of it already."""
        replies = (kept.bundle.digest for kept in self.vault.replies())
        return entry.acknowledged is not None or entry.digest in replies

    def _take_histories(self, verdict: Verdict, bundle: OpenBundle, task: Task) -> Imported:
        if verdict.grade is Grade.DUPLICATE:
            return Imported(verdict, ())
        taken = self.take_sync(bundle, task)
        self._journal(verdict.manifest)
        return Imported(verdict, taken.changed, disputed=taken.disputed)

    def _take_notice(self, verdict: Verdict, bundle: OpenBundle) -> Imported:
        if verdict.grade is Grade.DUPLICATE:
            return Imported(verdict, ())
        dropped = self.take_notice(verdict.manifest, bundle)
        self._journal(verdict.manifest)
        return Imported(verdict, dropped)

    def _journal(self, manifest: Manifest) -> None:
        entry = BundleEntry.of(manifest, Direction.RECEIVED, manifest.office, self.clock())
        self.vault.log_bundle(entry)
        self.vault.audit(
            "import", bundle=manifest.digest, peer=manifest.office, count=manifest.records
        )

    def _take_card(self, office: OfficeId, bundle: OpenBundle) -> None:
        """Keep the newer card that travelled along, so that revocations arrive by themselves."""
        raw, signature = bundle.card
        own = self.cards.own()
        if office == own.office:
            if bundle.sender.version > own.version:
                adopt_card(self.vault, self.cards, raw, signature)
            return
        known = self.vault.office(office)
        if known is None or known.state is not TrustState.VERIFIED:
            return
        newer = self.cards.accept(known, raw, signature)
        if newer != known:
            self.vault.save_office(newer)


def _with_homes(arrived: Iterable[Record], only: Collection[RecordId]) -> frozenset[RecordId]:
    """The chosen records, and the households that they belong to."""
    homes = {household_of(record) for record in arrived if record.id in only}
    return frozenset({*only, *homes})


class _Take:
    """Takes records over, group by group: all of them together may be more than memory holds."""

    def __init__(self, vault: Vault, sender: OfficeId, chosen: Collection[RecordId] | None) -> None:
        self._vault, self._brought, self._chosen = vault, Brought(vault, sender), chosen
        self.changed: list[RecordId] = []
        self.left: list[RecordId] = []
        self.seen = self.taken = self.lost = 0
        self.destroyed = False

    def some(self, arrived: Sequence[Record]) -> None:
        """Take over what is new of these, and was chosen.

        Raises:
            OwnedElsewhereError: one of them is ours or another office's.
        """
        newer, known = self._brought.newer(arrived)
        if moved_away(known.values()):
            raise OwnedElsewhereError
        chosen = [r for r in newer if self._chosen is None or r.id in self._chosen]
        self._vault.receive(chosen)
        taken = {record.id for record in chosen}
        there = {*known, *(record.id for record in newer)}
        lost = [record.id for record in arrived if record.id not in there]
        self.left += [r.id for r in newer if r.id not in taken] + lost
        self.left += clashing(arrived, known)
        self.lost += len(lost)
        self.changed += [
            r.id for r in chosen if r.id not in known or r.stated != known[r.id].stated
        ]
        self.seen += len(arrived)
        self.taken += len(chosen)
        self.destroyed = self.destroyed or any(record.corrected for record in chosen)
