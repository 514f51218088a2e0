"""What goes to another office is drafted in the ledger, household by household, and written into
the bundle from there: what was sent is what is known, and it is never all in memory at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from overstap.domain.answers import Field
from overstap.domain.records import OfficeId, Record, RecordId, Subject, subject_of
from overstap.domain.residents import NOT_SAME
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

_Apart = dict[RecordId, dict[Field, Mapping[str, Any]]]


@dataclass(slots=True)
class Draft:
    """The draft of one bundle to ``office``. Use it inside ``vault.writing()``."""

    vault: Vault
    office: OfficeId
    records: set[RecordId] = field(default_factory=set)
    """What it holds so far."""
    _corrected: dict[RecordId, tuple[Field, ...]] = field(default_factory=dict)
    _apart: _Apart = field(default_factory=dict)

    @property
    def persons(self) -> int:
        """How many of the records are residents'."""
        return sum(subject_of(record) is Subject.PERSON for record in self.records)

    def add(self, snapshots: Iterable[Snapshot], people: Iterable[Record] = ()) -> None:
        """Add what goes of one household, of which ``people`` are the members."""
        new = tuple(snapshots)
        self.vault.draft(self.office, new)
        self.records.update(one.record for one in new)
        self._corrected |= {one.record: one.corrected for one in new if one.corrected}
        self._apart |= {one.id: apart for one in people if (apart := _apart(one))}

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """The lines of the bundle in which it travels; ``read_bundle`` reads them."""
        for one in self.vault.drafted(self.office):
            stated = {**one.stated, **self._two_people(one.record)}
            line = {"record": one.record, "revision": one.revision, "stated": stated}
            corrected = self._corrected.get(one.record)
            yield line | ({"corrected": list(corrected)} if corrected else {})

    def _two_people(self, record: RecordId) -> Mapping[Field, Mapping[str, Any]]:
        """That two residents are not the same person goes along where both do; of who stays,
        nothing. The ledger does not keep it: by itself it is no reason to send a record again."""
        apart = self._apart.get(record, {})
        return {
            key: json for key, json in apart.items() if key.removeprefix(NOT_SAME) in self.records
        }


def _apart(record: Record) -> dict[Field, Mapping[str, Any]]:
    said = record.stated.items()
    return {key: stated.to_json() for key, stated in said if key.startswith(NOT_SAME)}
