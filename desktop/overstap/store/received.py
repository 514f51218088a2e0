"""Records that other offices sent: taken over whole, and put back while that is still possible."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from overstap.domain.records import OfficeId, Record, RecordId, Stated
from overstap.store.projection import Projection
from overstap.store.states import chunks, record_of
from overstap.store.tables import BroughtRow, GoneRow, RecordRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports import Snapshot


class ReceivedStore:
    """Takes snapshots over. What was there before stays beside them, per bundle."""

    def __init__(self, transactions: Transactions, projection: Projection) -> None:
        self._transactions = transactions
        self._projection = projection

    def receive(self, office: OfficeId, snapshots: Sequence[Snapshot]) -> None:
        """Take over another office's records; a lower or equal revision changes nothing."""
        with self._transactions() as session:
            before = _rows(session, (snapshot.record for snapshot in snapshots))
            gone = _gone(session, (snapshot.record for snapshot in snapshots))
            newer = [
                s
                for s in snapshots
                if _is_newer(s, before.get(s.record)) and s.revision > gone.get(s.record, 0)
            ]
            session.add_all(_brought(session, newer, before))
            session.flush()
            self._projection.save(session, [_received(office, snapshot) for snapshot in newer])

    def brought(self, bundle: str) -> tuple[RecordId, ...]:
        """The records that came with a bundle that can still be taken back."""
        query = select(BroughtRow.record).where(BroughtRow.bundle == bundle)
        with self._transactions.reading() as session:
            return tuple(session.exec(query))

    def take_back(self, bundle: str) -> tuple[RecordId, ...]:
        """Put what came with a bundle back as it was before."""
        with self._transactions() as session:
            rows = session.exec(select(BroughtRow).where(BroughtRow.bundle == bundle)).all()
            back = [record_of(row.record, **row.before) for row in rows if row.before is not None]
            for row in rows:
                if row.before is None:
                    self._projection.remove(session, row.record)
            self._projection.save(session, back)
            taken = tuple(row.record for row in rows)
            for row in rows:
                session.delete(row)
        return taken


def _rows(session: Session, records: Iterable[RecordId]) -> dict[RecordId, dict[str, Any]]:
    found = {}
    for some in chunks(records):
        for row in session.exec(select(RecordRow).where(col(RecordRow.record).in_(some))):
            found[row.record] = row.model_dump(exclude={"record"})
    return found


def _gone(session: Session, records: Iterable[RecordId]) -> dict[RecordId, int]:
    found: dict[RecordId, int] = {}
    for some in chunks(records):
        query = select(GoneRow).where(col(GoneRow.record).in_(some))
        found |= {row.record: row.revision for row in session.exec(query)}
    return found


def _is_newer(snapshot: Snapshot, before: dict[str, Any] | None) -> bool:
    return before is None or before["revision"] < snapshot.revision


def _brought(
    session: Session, snapshots: Sequence[Snapshot], before: dict[RecordId, dict[str, Any]]
) -> list[BroughtRow]:
    known: set[tuple[str, RecordId]] = set()
    for bundle in {snapshot.bundle for snapshot in snapshots}:
        query = select(BroughtRow.record).where(BroughtRow.bundle == bundle)
        known |= {(bundle, record) for record in session.exec(query)}
    return [
        BroughtRow(bundle=s.bundle, record=s.record, before=before.get(s.record))
        for s in snapshots
        if (s.bundle, s.record) not in known
    ]


def _received(office: OfficeId, snapshot: Snapshot) -> Record:
    return Record(
        snapshot.record,
        {field: Stated.from_json(json) for field, json in snapshot.stated.items()},
        origin=office,
        revision=snapshot.revision,
        bundle=snapshot.bundle,
    )
