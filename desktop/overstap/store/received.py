"""Records that other offices sent: taken over whole, and put back while that is still possible."""

from collections.abc import Sequence

from sqlmodel import Session, select

from overstap.domain.records import Record, RecordId
from overstap.store import forgetting
from overstap.store.projection import Projection
from overstap.store.statements import run, run_many
from overstap.store.states import chunks, record_of
from overstap.store.tables import BroughtRow
from overstap.store.transactions import Transactions

_KEEP = (
    "INSERT OR IGNORE INTO brought(bundle, record, before) VALUES(?, ?, (SELECT"
    """ '{"origin":' || json_quote(origin) || ',"revision":' || revision || ',"bundle":'"""
    """ || json_quote(bundle) || ',"state":' || state || '}' FROM record WHERE record = ?))"""
)
"""What was there before, unless an earlier record of the same bundle replaced it already."""
_REACHED = (
    "SELECT record, '', revision FROM record WHERE record IN ({marks})"
    " UNION ALL SELECT record, office, revision FROM gone WHERE record IN ({marks})"
)
"""How far a record is here, and how far offices took it back."""


class ReceivedStore:
    """Takes snapshots over. What was there before stays beside them, per bundle."""

    def __init__(self, transactions: Transactions, projection: Projection) -> None:
        self._transactions = transactions
        self._projection = projection

    def receive(self, records: Sequence[Record]) -> None:
        """Take over another office's records. A lower or equal revision changes nothing, also of
        a record that was taken back since."""
        with self._transactions() as session:
            for some in chunks(records):
                newer = _newer(session, some)
                if newer:
                    kept = [(r.bundle, r.id, r.id) for r in newer]
                    run_many(session, _KEEP, kept)
                for record in newer:
                    forgetting.forget_before(session, record)
                self._projection.save(session, newer)

    def newer(self, records: Sequence[Record]) -> list[Record]:
        """Those that ``receive`` would take over."""
        with self._transactions.reading() as session:
            return [one for some in chunks(records) for one in _newer(session, some)]

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


def _newer(session: Session, records: Sequence[Record]) -> list[Record]:
    """Those with a higher revision than the one here, and than the one that their own sender took
    back."""
    marks = ",".join("?" * len(records))
    asked = tuple(record.id for record in records)
    rows = run(session, _REACHED.format(marks=marks), asked * 2)
    reached = {(record, office): revision for record, office, revision in rows}
    return [
        one
        for one in records
        if all(one.revision > reached.get((one.id, office), -1) for office in ("", one.origin))
    ]
