"""The ledgers of exchange: which bundles went and came, what was in them, how far streams are."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from overstap.domain.records import OfficeId, RecordId
from overstap.store.tables import BundleRow, SentRow, StreamRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports import BundleEntry, Direction, Snapshot, StreamPosition


class ExchangeLedger:
    """Reads and writes the ledgers."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def position(self, stream: str, direction: Direction) -> StreamPosition:
        """The last bundle of the stream; number 0 before the first."""
        with self._transactions() as session:
            row = session.get(StreamRow, (stream, direction))
            return StreamPosition(row.number, row.digest) if row else StreamPosition(0, "")

    def log_bundle(self, entry: BundleEntry, records: Sequence[Snapshot]) -> None:
        """Remember a bundle, what was sent in it, and move its stream on (never back)."""
        with self._transactions() as session:
            session.merge(
                BundleRow(
                    digest=entry.digest,
                    direction=entry.direction,
                    kind=entry.kind,
                    office=entry.office,
                    stream=entry.stream,
                    number=entry.number,
                    created=entry.created,
                    handled=entry.handled,
                    records=entry.records,
                    acknowledged=entry.acknowledged,
                )
            )
            for snapshot in records:
                session.merge(
                    SentRow(
                        record=snapshot.record,
                        office=entry.office,
                        revision=snapshot.revision,
                        bundle=snapshot.bundle,
                        stated={field: dict(json) for field, json in snapshot.stated.items()},
                    )
                )
            if entry.number > self.position(entry.stream, entry.direction).number:
                session.merge(
                    StreamRow(
                        stream=entry.stream,
                        direction=entry.direction,
                        number=entry.number,
                        digest=entry.digest,
                    )
                )

    def bundles(self) -> tuple[BundleEntry, ...]:
        """Newest first."""
        query = select(BundleRow).order_by(col(BundleRow.handled).desc())
        with self._transactions() as session:
            return tuple(map(_entry, session.exec(query)))

    def last_sent(self, record: RecordId, office: OfficeId) -> Snapshot | None:
        """What the office has of the record, as far as we sent it."""
        query = (
            select(SentRow)
            .where(SentRow.record == record, SentRow.office == office)
            .order_by(col(SentRow.revision).desc())
            .limit(1)
        )
        with self._transactions() as session:
            row = session.exec(query).first()
            return Snapshot(row.record, row.revision, row.stated, row.bundle) if row else None

    def acknowledge(self, digest: str, at: datetime) -> None:
        """The other side took over a bundle of ours; an unknown one is ignored."""
        with self._transactions() as session:
            row = session.get(BundleRow, (digest, Direction.SENT))
            if row is not None:
                row.acknowledged = at


def _entry(row: BundleRow) -> BundleEntry:
    return BundleEntry(
        digest=row.digest,
        direction=Direction(row.direction),
        kind=row.kind,
        office=row.office,
        stream=row.stream,
        number=row.number,
        created=row.created,
        handled=row.handled,
        records=row.records,
        acknowledged=row.acknowledged,
    )
