"""Say what a bundle would change, before anything of it is stored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from overstap.domain.answers import NOT_ASKED, Answers, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import is_restricted
from overstap.domain.records import Record, RecordId, Stated, Subject, subject_of
from overstap.domain.replies import Reply
from overstap.domain.residents import NOT_SAME, SYSTEM_FIELDS, household_name, list_name
from overstap.kernel.task import Task
from overstap.usecases.desks.read_sync import read_sync
from overstap.usecases.handover.read_bundle import read_handover, read_notices, read_receipts
from overstap.usecases.handover.take_back import ERASURE, WITHDRAWAL
from overstap.usecases.handover.used_versions import Used, UsedVersions
from overstap.usecases.lists.likely_duplicates import LikelyDuplicate, LikelyDuplicates
from overstap.usecases.ports.bundles import OpenBundle
from overstap.usecases.ports.desks import Histories
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.brought import Brought, clashing, household_of
from overstap.usecases.receive.verify_bundle import Verdict, VerifyBundle


class Difference(StrEnum):
    """How an answer differs from the one we have."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs from what we have. ``name`` is the resident or household in words.
    Where it is ``covered`` it says who answered when, and not what."""

    record: RecordId
    name: str
    field: Field
    kind: Difference
    old: Stated | None
    new: Stated | None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class ArrivedHousehold:
    """A household that the bundle is about. ``records`` are those in the bundle, by name, and
    ``members`` everybody who belongs to it, also those whose answers stayed the same;
    ``before`` is the version that we have (0: none) and ``since`` when we took it over."""

    household: RecordId
    name: str
    version: int
    before: int
    since: datetime | None
    records: Mapping[RecordId, str]
    members: Mapping[RecordId, str]
    used: Used | None = None
    """What would have changed since the version that somebody here works with."""


@dataclass(frozen=True, slots=True)
class ArrivedReceipt:
    """What the other side says of ``bundle``, one of ours. ``names`` are those of the records in
    the reply, as far as we know them."""

    bundle: BundleEntry
    at: datetime
    reply: Reply
    names: Mapping[RecordId, str]


@dataclass(frozen=True, slots=True)
class ArrivedDouble:
    """An arriving resident, new to us, who may be ``duplicate``, who is here already."""

    record: RecordId
    name: str
    duplicate: LikelyDuplicate


@dataclass(frozen=True, slots=True)
class ArrivedWork:
    """What a colleague's desk brings: its name, how many saves we lack, and whom those are about
    (``names`` of those who are here already, ``unknown`` records that are not)."""

    desk: str
    saves: int
    names: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing would do. Nothing was stored. A receipt changes no answers; ``taken_back`` are
    the names of those whose files the sender takes back, and which would be destroyed here;
    ``work`` is what a bundle between desks of one office brings."""

    verdict: Verdict
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    new_residents: int = 0
    known_residents: int = 0
    households: tuple[ArrivedHousehold, ...] = ()
    receipts: tuple[ArrivedReceipt, ...] = ()
    doubles: tuple[ArrivedDouble, ...] = ()
    taken_back: tuple[str, ...] = ()
    work: ArrivedWork | None = None
    clashing: tuple[str, ...] = ()
    """Names of those whom another desk of the sender sent under the same version, with other
    answers. What is here stays."""


@dataclass(frozen=True, slots=True)
class PreviewImport:
    """Say what is new and what changed before anything is stored. What is shown only with a
    reason stays covered."""

    vault: Vault
    catalogue: Catalogue
    verify: VerifyBundle
    duplicates: LikelyDuplicates
    histories: Histories
    used_versions: UsedVersions

    def __call__(self, path: Path, task: Task) -> ImportPreview:
        """Compare every answer in the bundle with what we have.

        Raises:
            FileError, TrustError: as ``VerifyBundle``.
            OwnedElsewhereError: see there.
        """
        verdict, bundle = self.verify.open(path, task)
        if verdict.manifest.kind == "receipt":
            return ImportPreview(verdict, receipts=tuple(self._receipts(verdict, bundle)))
        if verdict.manifest.kind in (WITHDRAWAL, ERASURE):
            return ImportPreview(verdict, taken_back=self._taken_back(verdict, bundle))
        if verdict.manifest.kind == "sync":
            return ImportPreview(verdict, work=self._work(verdict, bundle))
        brought = Brought(self.vault, verdict.manifest.office)
        whole = tuple(read_handover(bundle, self.catalogue))
        arrived, known = brought.newer(whole)
        names = self._names(arrived)
        changes = tuple(_changes(arrived, known, names))
        answers = sum(len(_shown(record.stated)) for record in arrived)
        residents = list(_persons(arrived))
        seen_before = sum(resident in known for resident in residents)
        return ImportPreview(
            verdict=verdict,
            changes=tuple(map(self._covered, changes)),
            unchanged=answers - sum(change.new is not None for change in changes),
            new_residents=len(residents) - seen_before,
            known_residents=seen_before,
            households=tuple(self._households(arrived, names)),
            clashing=self._clashing(whole, known),
            doubles=tuple(self._doubles([r for r in arrived if r.id not in known], names)),
        )

    def _covered(self, change: Change) -> Change:
        if not is_restricted(self.catalogue, change.field):
            return change
        old, new = (
            replace(stated, answer=NOT_ASKED) if stated else None
            for stated in (change.old, change.new)
        )
        return replace(change, old=old, new=new, covered=True)

    def _clashing(
        self, whole: Sequence[Record], known: Mapping[RecordId, Record]
    ) -> tuple[str, ...]:
        names = record_names(self.vault, clashing(whole, known))
        return tuple(dict.fromkeys(names.values()))

    def _taken_back(self, verdict: Verdict, bundle: OpenBundle) -> tuple[str, ...]:
        known = self.vault.records(notice.record for notice in read_notices(bundle))
        return tuple(
            list_name(record.answers)
            for record in known.values()
            if subject_of(record.id) is Subject.PERSON and record.origin == verdict.manifest.office
        )

    def _work(self, verdict: Verdict, bundle: OpenBundle) -> ArrivedWork:
        have, saves, records = self.histories.have(), 0, set()
        for (replica, number), record, _, _ in read_sync(bundle)[1]:
            if number > have.get(replica, 0):
                saves += 1
                records.add(record)
        names = record_names(self.vault, sorted(records))
        desks = {desk.id: desk.name for desk in verdict.sender.desks}
        return ArrivedWork(
            desks.get(verdict.manifest.desk, verdict.sender.name),
            saves,
            tuple(sorted({n for r, n in names.items() if subject_of(r) is Subject.PERSON})),
            len(records) - len(names),
        )

    def _doubles(
        self, new: Sequence[Record], names: Mapping[RecordId, str]
    ) -> Iterator[ArrivedDouble]:
        for record in new:
            if subject_of(record.id) is Subject.PERSON:
                found = (
                    duplicate
                    for duplicate in self.duplicates(record.answers, record.id)
                    if NOT_SAME + duplicate.person not in record.answers
                )
                for duplicate in islice(found, 1):
                    yield ArrivedDouble(record.id, names[record.id], duplicate)

    def _names(self, arrived: Sequence[Record]) -> dict[RecordId, str]:
        """Residents by their name in the bundle; households by all members that are known now."""
        new: defaultdict[RecordId, dict[RecordId, Answers]] = defaultdict(dict)
        names = {}
        for record in arrived:
            members = new[household_of(record)]
            if subject_of(record.id) is Subject.PERSON:
                members[record.id] = record.answers
                names[record.id] = list_name(record.answers)
        for household, persons in new.items():
            here = self.vault.records(self.vault.members(household))
            members = {r: record.answers for r, record in here.items()} | persons
            names[household] = household_name(list(members.values()))
        return names

    def _households(
        self, arrived: Sequence[Record], names: Mapping[RecordId, str]
    ) -> Iterator[ArrivedHousehold]:
        grouped: dict[RecordId, list[Record]] = {}
        for record in arrived:
            grouped.setdefault(household_of(record), []).append(record)
        for household, records in grouped.items():
            members = self.vault.members(household)
            here = self.vault.records([household, *members])
            newest = max(here.values(), key=lambda record: record.revision, default=None)
            entry = self.vault.bundle(newest.bundle, Direction.RECEIVED) if newest else None
            yield ArrivedHousehold(
                household=household,
                name=names[household],
                version=max(record.revision for record in records),
                before=newest.revision if newest else 0,
                since=entry.handled if entry else None,
                records={record.id: names[record.id] for record in records},
                members={
                    person: names[person] if person in names else list_name(here[person].answers)
                    for person in dict.fromkeys((*members, *_persons(records)))
                },
                used=self.used_versions.since(household, {r.id: r for r in records}),
            )

    def _receipts(self, verdict: Verdict, bundle: OpenBundle) -> Iterator[ArrivedReceipt]:
        for receipt in read_receipts(bundle):
            entry = self.vault.bundle(receipt.digest, Direction.SENT)
            if entry is not None and entry.office == verdict.manifest.office:
                named = [*(a.record for a in receipt.reply.asked), *receipt.reply.left]
                names = record_names(self.vault, named)
                yield ArrivedReceipt(entry, receipt.at, receipt.reply, names)


def _persons(arrived: Sequence[Record]) -> Iterator[RecordId]:
    return (r.id for r in arrived if subject_of(r.id) is Subject.PERSON)


def record_names(vault: Vault, records: Sequence[RecordId]) -> dict[RecordId, str]:
    """Those of the records that are here, in words."""
    names = {}
    for record, known in vault.records(dict.fromkeys(records)).items():
        if subject_of(record) is Subject.PERSON:
            names[record] = list_name(known.answers)
        else:
            members = vault.records(vault.members(record)).values()
            names[record] = household_name([member.answers for member in members])
    return names


def _changes(
    arrived: Sequence[Record],
    known: Mapping[RecordId, Record],
    names: Mapping[RecordId, str],
) -> Iterator[Change]:
    for record in arrived:
        before = known.get(record.id)
        old = _shown(before.stated) if before else {}
        new = _shown(record.stated)
        for field in sorted({*old, *new}):
            kind = _difference(old.get(field), new.get(field))
            if kind:
                name = names[record.id]
                yield Change(record.id, name, field, kind, old.get(field), new.get(field))


def _difference(old: Stated | None, new: Stated | None) -> Difference | None:
    if old is None:
        return Difference.NEW
    if new is None:
        return Difference.GONE
    return Difference.CHANGED if old.answer != new.answer else None


def _shown(stated: Mapping[Field, Stated]) -> dict[Field, Stated]:
    return {
        field: value
        for field, value in stated.items()
        if field not in SYSTEM_FIELDS and not field.startswith(NOT_SAME)
    }
