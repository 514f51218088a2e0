"""The ledgers of exchange: which bundles went and came, what was in them, how far streams are."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import orjson
from sqlmodel import Session, col, delete, func, select, update

from overstap.domain.answers import Field
from overstap.domain.records import OfficeId, RecordId, Subject
from overstap.domain.replies import Reply
from overstap.store import forgetting
from overstap.store.elsewhere import ELSEWHERE, elsewhere
from overstap.store.statements import run, run_many
from overstap.store.tables import BroughtRow, BundleRow, ReplyRow, SentRow, StreamRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.journal import BundleEntry, Direction, KeptReply, StreamPosition
from overstap.usecases.ports.records import Elsewhere, Snapshot

_LAST = (
    "SELECT revision, bundle, stated FROM sent WHERE record = ? AND office = ?"
    " ORDER BY revision DESC LIMIT 1"
)
_DRAFT = "INSERT INTO sent(record, office, revision, bundle, stated) VALUES(?, ?, ?, '', ?)"
_NOTE = "INSERT OR IGNORE INTO sent(record, office, revision, bundle, stated) VALUES(?, ?, ?, ?, ?)"
_DRAFTED = (
    "SELECT record, revision, stated FROM sent WHERE bundle = '' AND office = ? ORDER BY rowid"
)


class ExchangeLedger:
    """Reads and writes the ledgers."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def position(self, stream: str, direction: Direction) -> StreamPosition:
        """The last bundle of the stream; number 0 before the first."""
        with self._transactions() as session:
            row = session.get(StreamRow, (stream, direction))
            return StreamPosition(row.number, row.digest) if row else StreamPosition(0, "")

    def draft(self, office: OfficeId, records: Sequence[Snapshot]) -> None:
        """Note what the next bundle to an office holds."""
        rows = [(r.record, office, r.revision, orjson.dumps(r.stated).decode()) for r in records]
        with self._transactions() as session:
            run_many(session, _DRAFT, rows)
            for one in records:
                forgetting.told(session, one.record, office, one.corrected)

    def drafted(self, office: OfficeId) -> Iterator[Snapshot]:
        """What was noted so; read one by one, because there may be as many as there are."""
        with self._transactions() as session:
            rows = session.connection().exec_driver_sql(_DRAFTED, (office,))
        for record, revision, stated in rows:
            yield Snapshot(record, revision, orjson.loads(stated))

    def note_elsewhere(self, sent: Elsewhere) -> None:
        """Note what another desk of ours sent: when, and which questions; not the answers."""
        stated = {} if sent.taken_back else dict.fromkeys(("", *sent.questions), ELSEWHERE)
        row = (sent.record, sent.office, sent.revision, elsewhere(sent.at))
        with self._transactions() as session:
            session.connection().exec_driver_sql(_NOTE, (*row, orjson.dumps(stated).decode()))

    def log_bundle(self, entry: BundleEntry) -> None:
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
            if entry.direction is Direction.SENT:
                drafts = (col(SentRow.office) == entry.office, col(SentRow.bundle) == "")
                session.exec(update(SentRow).where(*drafts).values(bundle=entry.digest))
            if entry.number > self.position(entry.stream, entry.direction).number:
                self._settle(session, entry)
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
        query = select(BundleRow).order_by(
            col(BundleRow.handled).desc(), col(BundleRow.number).desc()
        )
        with self._transactions() as session:
            return tuple(map(_entry, session.exec(query)))

    def sent_households(self) -> tuple[RecordId, ...]:
        """Households of which something was ever sent."""
        query = select(SentRow.record).where(col(SentRow.record).startswith(Subject.HOUSEHOLD))
        with self._transactions.reading() as session:
            return tuple(session.exec(query.distinct().order_by(col(SentRow.record))))

    def highest_sent(self) -> int:
        """The highest revision ever sent of any record; 0 for none."""
        with self._transactions() as session:
            return session.exec(select(func.max(SentRow.revision))).one() or 0

    def last_sent(self, record: RecordId, office: OfficeId) -> Snapshot | None:
        """What the office has of the record, as far as we sent it."""
        with self._transactions() as session:
            row = run(session, _LAST, (record, office)).fetchone()
            return Snapshot(record, row[0], orjson.loads(row[2]), row[1]) if row else None

    def corrections(self) -> tuple[tuple[OfficeId, RecordId, Field], ...]:
        """What other offices were sent, was taken out since, and they do not know yet."""
        with self._transactions.reading() as session:
            return tuple(forgetting.taken_out(session))

    def destroyed(self) -> tuple[tuple[OfficeId, RecordId], ...]:
        """What other offices were sent, was destroyed since, and they do not know yet."""
        with self._transactions.reading() as session:
            return tuple(forgetting.destroyed(session))

    def records_in(self, digest: str) -> tuple[RecordId, ...]:
        """The records that went in the bundle of that manifest hash."""
        with self._transactions() as session:
            return tuple(session.exec(select(SentRow.record).where(SentRow.bundle == digest)))

    def sent_in(self, digest: str, record: RecordId) -> Snapshot | None:
        """What went of a record in one bundle."""
        query = select(SentRow).where(SentRow.record == record, SentRow.bundle == digest)
        with self._transactions() as session:
            row = session.exec(query).first()
            return Snapshot(row.record, row.revision, row.stated, row.bundle) if row else None

    def bundle(self, digest: str, direction: Direction) -> BundleEntry | None:
        """One of them."""
        with self._transactions() as session:
            row = session.get(BundleRow, (digest, direction))
            return _entry(row) if row else None

    def acknowledge(self, digest: str, at: datetime, reply: Reply) -> None:
        """The other side took over a bundle of ours, took that back, or only read it; an unknown
        one is ignored, and so is a reader after it was taken over."""
        with self._transactions() as session:
            row = session.get(BundleRow, (digest, Direction.SENT))
            if row is None or (reply.reading and row.acknowledged):
                return
            row.acknowledged = None if reply.undone or reply.reading else at
            if reply.undone:
                forgetting.untell(session, digest, row.office)
            session.exec(delete(ReplyRow).where(col(ReplyRow.digest) == digest))
            if reply != Reply():
                session.add(ReplyRow(digest=digest, at=at, reply=reply.to_json()))

    def replies(self) -> tuple[KeptReply, ...]:
        """What came with receipts, newest first."""
        query = select(ReplyRow).order_by(col(ReplyRow.at).desc())
        with self._transactions() as session:
            found = [(self.bundle(row.digest, Direction.SENT), row) for row in session.exec(query)]
            return tuple(
                KeptReply(entry, row.at, Reply.from_json(row.reply))
                for entry, row in found
                if entry
            )

    def forget(self, entry: BundleEntry) -> None:
        """A received bundle was taken back: its stream stands where it stood before."""
        with self._transactions() as session:
            session.delete(session.get_one(BundleRow, (entry.digest, entry.direction)))
            session.flush()
            last = session.exec(
                select(BundleRow)
                .where(BundleRow.stream == entry.stream, BundleRow.direction == entry.direction)
                .order_by(col(BundleRow.number).desc())
                .limit(1)
            ).first()
            position = session.get_one(StreamRow, (entry.stream, entry.direction))
            if last is None:
                session.delete(position)
            else:
                position.number, position.digest = last.number, last.digest

    def _settle(self, session: Session, entry: BundleEntry) -> None:
        """What came before a later received bundle can no longer be taken back."""
        if entry.direction is Direction.RECEIVED:
            earlier = select(BundleRow.digest).where(
                BundleRow.stream == entry.stream, BundleRow.digest != entry.digest
            )
            session.exec(delete(BroughtRow).where(col(BroughtRow.bundle).in_(earlier)))


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
