"""What came in, and what other offices asked of us with their receipts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.records import Record, RecordId
from overstap.usecases.handover.prepare_handover import sharer, smaller_of, snapshot_of
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.journal import BundleEntry, Direction, KeptReply
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.preview_import import record_names
from overstap.usecases.receive.undo_import import UndoImport


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was taken over. ``office`` is the name of its sender: of a desk, where it is
    one of our own. ``undoable``: nothing was built on it yet."""

    entry: BundleEntry
    office: str
    undoable: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """A question that ``office`` still needs an answer to; ``field`` is empty for a remark of
    theirs on a whole bundle, which ``number`` names."""

    office: str
    number: int
    at: datetime
    record: RecordId
    name: str
    field: Field
    remark: str


@dataclass(frozen=True, slots=True)
class ListReceived:
    """The journal of what came in."""

    vault: Vault
    cards: Cards
    undo: UndoImport

    def __call__(self, limit: int = 20) -> tuple[Received, ...]:
        """The newest first; all of them for 0."""
        offices = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        entries = [e for e in self.vault.bundles() if e.direction is Direction.RECEIVED]
        return tuple(
            Received(
                entry,
                offices.get(entry.office) or self._desk(entry),
                self.undo.allowed(entry.digest),
            )
            for entry in entries[: limit or None]
        )

    def _desk(self, entry: BundleEntry) -> str:
        """Which of our own desks wrote the bundle; the office where that desk is gone."""
        own = self.cards.own()
        writer = entry.stream.removeprefix(f"{own.office}/").partition("/")[0]
        return next((desk.name for desk in own.desks if desk.id == writer), own.name)


@dataclass(frozen=True, slots=True)
class ListAdditions:
    """What other offices asked of us, and was not answered since. Compares what was sent then
    with what would be sent now: clocks of two offices say nothing about each other."""

    vault: Vault
    catalogue: Catalogue

    def __call__(self) -> tuple[Addition, ...]:
        """The newest first."""
        offices = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        return tuple(
            addition
            for kept in self.vault.replies()
            for addition in self._open(kept, offices.get(kept.bundle.office, ""))
        )

    def _open(self, kept: KeptReply, office: str) -> Iterator[Addition]:
        asked = {one.record for one in kept.reply.asked}
        records = self.vault.records(asked)
        names = record_names(self.vault, list(asked))
        number = kept.bundle.number
        if kept.reply.remark:
            yield Addition(office, number, kept.at, "", "", "", kept.reply.remark)
        for one in kept.reply.asked:
            record = records.get(one.record)
            if record is not None and self._unchanged(record, one.field, kept.bundle.digest):
                name = names[one.record]
                yield Addition(office, number, kept.at, one.record, name, one.field, "")

    def _unchanged(self, record: Record, field: Field, bundle: str) -> bool:
        sent = self.vault.sent_in(bundle, record.id)
        before = sent.stated if sent else {}
        now = snapshot_of(
            sharer(self.catalogue, smaller_of(self.vault))(record), record.id, 0
        ).stated
        return _about(field, now) == _about(field, before)


def _about(field: Field, stated: Mapping[Field, Mapping[str, Any]]) -> dict[Field, object]:
    question = field.partition("/")[0]
    return {known: json for known, json in stated.items() if known.partition("/")[0] == question}
