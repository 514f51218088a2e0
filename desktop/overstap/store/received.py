"""Records that other offices sent: taken over whole, and put back while that is still possible."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from overstap.domain.records import OfficeId, Record, RecordId, Stated
from overstap.store import forgetting
from overstap.store.projection import Projection
from overstap.store.states import chunks, record_of
from overstap.store.tables import BroughtRow, GoneRow, RecordRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports import Snapshot

_KEEP = (
    "INSERT OR IGNORE INTO brought(bundle, record, before) VALUES(?, ?, (SELECT json_object("
    "'origin', origin, 'revision', revision, 'bundle', bundle, 'state', json(state))"
    " FROM record WHERE record = ?))"
)
"""What was there before, unless an earlier record of the same bundle replaced it already."""


class ReceivedStore:
    """Takes snapshots over. What was there before stays beside them, per bundle."""

    def __init__(self, transactions: Transactions, projection: Projection) -> None:
        self._transactions = transactions
        self._projection = projection

    def receive(self, office: OfficeId, snapshots: Sequence[Snapshot]) -> None:
        """Take over another office's records. A lower or equal revision changes nothing, also of
        a record that was taken back since."""
        with self._transactions() as session:
            records = [snapshot.record for snapshot in snapshots]
            known = _revisions(session, RecordRow, records)
            gone = _revisions(session, GoneRow, records)
            newer = [
                s
                for s in snapshots
                if s.revision > known.get(s.record, -1) and s.revision > gone.get(s.record, -1)
            ]
            if newer:
                kept = [(s.bundle, s.record, s.record) for s in newer]
                session.connection().exec_driver_sql(_KEEP, kept)
            for snapshot in newer:
                forgetting.forget_before(session, snapshot)
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


def _revisions(
    session: Session, table: type[RecordRow] | type[GoneRow], records: Iterable[RecordId]
) -> dict[RecordId, int]:
    found: dict[RecordId, int] = {}
    for some in chunks(records):
        query = select(table.record, table.revision).where(col(table.record).in_(some))
        found |= dict(session.exec(query).all())
    return found


def _received(office: OfficeId, snapshot: Snapshot) -> Record:
    return Record(
        snapshot.record,
        {field: Stated.from_json(json) for field, json in snapshot.stated.items()},
        origin=office,
        revision=snapshot.revision,
        bundle=snapshot.bundle,
    )
