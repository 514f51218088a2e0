"""What one desk sent to another office is known at all desks of ours: as a mark on the record,
which travels with its history. So every desk numbers above it, and knows who has to be asked to
destroy.

What was sent stays in the ledger of the desk that sent it; the mark says only which version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from overstap.domain.answers import Answer
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.usecases.ports import Snapshot, Vault, Write

MARK = "handover.sent/"
"""On a record, followed by an office and by the id under which a desk writes: the version that the
desk sent there last; below zero where it took that back. Each desk writes its own mark only."""
_GROUP = 50


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """A version that another desk sent to ``office``; ``taken_back``: that has nothing any more."""

    record: RecordId
    office: OfficeId
    revision: int
    taken_back: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class MarkSent:
    """Leaves our marks, and reads those of colleagues. Call it inside ``vault.writing()``."""

    vault: Vault
    replica: str
    author: str

    def __call__(self, office: OfficeId) -> None:
        """Mark what is drafted for ``office``."""
        drafted = self.vault.drafted(office)
        while some := tuple(islice(drafted, _GROUP)):
            known = self.vault.records(one.record for one in some)
            ours = (one for one in some if one.record in known and not known[one.record].origin)
            writes = [self._mark(one, known[one.record], office) for one in ours]
            self.vault.write(writes, self.author)

    def hear(self, records: Iterable[Record]) -> None:
        """Put into our ledger what colleagues marked since."""
        for record in records:
            for mark in self._marks(record):
                last = self.vault.last_sent(mark.record, mark.office)
                if last is None or last.revision < mark.revision:
                    self.vault.note_elsewhere(mark)

    def _mark(self, one: Snapshot, record: Record, office: OfficeId) -> Write:
        field = f"{MARK}{office}/{self.replica}"
        version = one.revision if one.stated else -one.revision
        return Write(one.record, {field: Answer(version)}, record.seen)

    def _marks(self, record: Record) -> Iterator[SentElsewhere]:
        for field, stated in record.stated.items():
            office, _, replica = field.removeprefix(MARK).partition("/")
            version = stated.answer.value
            if field.startswith(MARK) and replica != self.replica and isinstance(version, int):
                back = version < 0
                yield SentElsewhere(record.id, office, abs(version), back, stated.at)
