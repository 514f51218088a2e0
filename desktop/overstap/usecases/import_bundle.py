"""Receive a bundle: verdict in words, then preview, then all or nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from overstap.domain.answers import Field
from overstap.domain.offices import Card, TrustState
from overstap.domain.records import OfficeId, Record, RecordId, Stated, Subject, subject_of
from overstap.domain.residents import SYSTEM_FIELDS, household_name, list_name
from overstap.domain.streams import Order, judge
from overstap.kernel.clock import Clock
from overstap.kernel.errors import TrustError
from overstap.kernel.task import Task
from overstap.usecases.ports import (
    BundleEntry,
    Bundles,
    Cards,
    Direction,
    Manifest,
    OpenBundle,
    Vault,
)
from overstap.usecases.read_bundle import Arrived, read_handover, read_receipts


class Grade(StrEnum):
    """The verdict on a bundle that is genuine; what is not genuine is raised as an error."""

    NEWEST = "newest"
    AFTER_GAP = "after_gap"
    DUPLICATE = "duplicate"


_GRADES = {
    Order.NEXT: Grade.NEWEST,
    Order.GAP: Grade.AFTER_GAP,
    Order.DUPLICATE: Grade.DUPLICATE,
}


class OwnedElsewhereError(TrustError):
    """The sender sends a record that another office is the single writer of."""

    code = "import.owned_elsewhere"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentence: text ``verdict.<grade>``. ``missing`` are the numbers that did not arrive yet."""

    grade: Grade
    manifest: Manifest
    sender: Card
    missing: tuple[int, ...]


class Difference(StrEnum):
    """How an answer differs from the one we have."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs from what we have. ``name`` is the resident or household in words."""

    record: RecordId
    name: str
    field: Field
    kind: Difference
    old: Stated | None
    new: Stated | None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing would do. Nothing was stored. A receipt changes no answers."""

    verdict: Verdict
    changes: tuple[Change, ...]
    unchanged: int
    new_residents: int
    known_residents: int


@dataclass(frozen=True, slots=True)
class Imported:
    """``records`` are those that changed; empty when the bundle was here already."""

    verdict: Verdict
    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class VerifyBundle:
    """Open a bundle far enough to say whether it is genuine, whole, for us and the newest."""

    vault: Vault
    bundles: Bundles

    def __call__(self, path: Path, task: Task) -> Verdict:
        """The verdict; nothing is stored.

        Raises:
            FileError: it is no bundle, or it is damaged, incomplete or of a newer version.
            TrustError: it is not what an office that we checked sent to us.
        """
        return self.open(path, task)[0]

    def open(self, path: Path, task: Task) -> tuple[Verdict, OpenBundle]:
        """The verdict and the bundle itself."""
        offices = {trust.card.office: trust for trust in self.vault.offices()}
        bundle = self.bundles.open(path, offices, task)
        manifest = bundle.manifest
        position = self.vault.position(manifest.stream, Direction.RECEIVED)
        order = judge(position.number, position.digest, manifest)
        missing = range(position.number + 1, manifest.number) if order is Order.GAP else ()
        sender = offices[manifest.office].card
        return Verdict(_GRADES[order], manifest, sender, tuple(missing)), bundle


@dataclass(frozen=True, slots=True)
class PreviewImport:
    """Say what is new and what changed before anything is stored."""

    vault: Vault
    verify: VerifyBundle

    def __call__(self, path: Path, task: Task) -> ImportPreview:
        """Compare every answer in the bundle with what we have.

        Raises:
            FileError, TrustError: as ``VerifyBundle``.
        """
        verdict, bundle = self.verify.open(path, task)
        if verdict.manifest.kind != "handover":
            return ImportPreview(verdict, (), 0, 0, 0)
        arrived = tuple(read_handover(bundle))
        known = known_records(self.vault, verdict.manifest.office, arrived)
        changes = tuple(_changes(arrived, known))
        answers = sum(len(_shown(record.stated)) for record in arrived)
        residents = [r.record for r in arrived if subject_of(r.record) is Subject.PERSON]
        seen_before = sum(resident in known for resident in residents)
        return ImportPreview(
            verdict=verdict,
            changes=changes,
            unchanged=answers - sum(change.new is not None for change in changes),
            new_residents=len(residents) - seen_before,
            known_residents=seen_before,
        )


@dataclass(frozen=True, slots=True)
class ImportBundle:
    """Take a bundle over in one transaction, or not at all."""

    vault: Vault
    verify: VerifyBundle
    cards: Cards
    clock: Clock

    def __call__(
        self, path: Path, task: Task, only: Collection[RecordId] | None = None
    ) -> Imported:
        """Import the bundle, or ``only`` some of its records. A receipt marks ours as received.

        Raises:
            FileError, TrustError: as ``VerifyBundle``; nothing is stored.
        """
        verdict, bundle = self.verify.open(path, task)
        if verdict.grade is Grade.DUPLICATE:
            return Imported(verdict, ())
        with self.vault.writing():
            if verdict.manifest.kind == "receipt":
                changed = self._take_receipts(verdict.manifest, bundle)
            else:
                changed = self._take_records(verdict.manifest, bundle, only, task)
            self._take_card(verdict.manifest.office, bundle)
        return Imported(verdict, changed)

    def _take_records(
        self,
        manifest: Manifest,
        bundle: OpenBundle,
        only: Collection[RecordId] | None,
        task: Task,
    ) -> tuple[RecordId, ...]:
        arrived = [r for r in read_handover(bundle) if only is None or r.record in only]
        task.step("import.store", 0, len(arrived))
        known = known_records(self.vault, manifest.office, arrived)
        snapshots = [replace(r.snapshot, bundle=manifest.digest) for r in arrived]
        self.vault.receive(manifest.office, snapshots)
        self._journal(manifest)
        return tuple(
            r.record for r in arrived if r.record not in known or r.stated != known[r.record].stated
        )

    def _take_receipts(self, manifest: Manifest, bundle: OpenBundle) -> tuple[RecordId, ...]:
        for receipt in read_receipts(bundle):
            self.vault.acknowledge(receipt.digest, receipt.at)
        self._journal(manifest)
        return ()

    def _journal(self, manifest: Manifest) -> None:
        entry = BundleEntry.of(manifest, Direction.RECEIVED, manifest.office, self.clock())
        self.vault.log_bundle(entry, ())
        self.vault.audit(
            "import", bundle=manifest.digest, peer=manifest.office, count=manifest.records
        )

    def _take_card(self, office: OfficeId, bundle: OpenBundle) -> None:
        """Keep the newer card that travelled along, so that revocations arrive by themselves."""
        known = self.vault.office(office)
        if known is None or known.state is not TrustState.VERIFIED:
            return
        raw, signature = bundle.card
        newer = self.cards.accept(known, raw, signature)
        if newer != known:
            self.vault.save_office(newer)


def known_records(
    vault: Vault, sender: OfficeId, arrived: Sequence[Arrived]
) -> dict[RecordId, Record]:
    """Those of the arrived records that we have already.

    Raises:
        OwnedElsewhereError: one of them is ours or another office's.
    """
    known = vault.records(record.record for record in arrived)
    if any(record.origin != sender for record in known.values()):
        raise OwnedElsewhereError
    return known


def _changes(arrived: Sequence[Arrived], known: Mapping[RecordId, Record]) -> Iterator[Change]:
    names = _names(arrived)
    for record in arrived:
        before = known.get(record.record)
        old = _shown(before.stated) if before else {}
        new = _shown(record.stated)
        for field in sorted({*old, *new}):
            kind = _difference(old.get(field), new.get(field))
            if kind:
                name = names[record.record]
                yield Change(record.record, name, field, kind, old.get(field), new.get(field))


def _difference(old: Stated | None, new: Stated | None) -> Difference | None:
    if old is None:
        return Difference.NEW
    if new is None:
        return Difference.GONE
    return Difference.CHANGED if old.answer != new.answer else None


def _shown(stated: Mapping[Field, Stated]) -> dict[Field, Stated]:
    return {field: value for field, value in stated.items() if field not in SYSTEM_FIELDS}


def _names(arrived: Sequence[Arrived]) -> dict[RecordId, str]:
    answers = {r.record: {f: s.answer for f, s in r.stated.items()} for r in arrived}
    persons = {r: a for r, a in answers.items() if subject_of(r) is Subject.PERSON}
    names = {record: list_name(person) for record, person in persons.items()}
    for record in answers.keys() - persons.keys():
        members = [p for p in persons.values() if p["household.household"].text == record]
        names[record] = household_name(members)
    return names
