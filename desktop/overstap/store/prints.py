"""The disclosure ledger: what left on paper, and what left in bundles."""

from sqlmodel import Session, col, select

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.store.elsewhere import moment_of
from overstap.store.tables import BundleRow, ErasedRow, GoneRow, PrintRow, SentRow
from overstap.store.transactions import Transactions
from overstap.usecases.handover.take_back import ERASURE, WITHDRAWAL
from overstap.usecases.ports.disclosures import Delivery, PrintEntry, PrintState
from overstap.usecases.ports.journal import Direction
from overstap.usecases.ports.records import Snapshot

_PAPER = "paper"
"""Digest and bundle, kept among the answers, whose keys are two words; older entries have none."""


class DisclosureLedger:
    """Reads and writes the ledger of prints; reads that of bundles."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def log_print(self, entry: PrintEntry) -> int:
        """Append an entry; gives its number."""
        with self._transactions() as session:
            row = PrintRow(
                household=entry.household,
                audience=entry.audience,
                version=entry.version,
                recipient=entry.recipient,
                code=entry.code,
                content={**entry.content, _PAPER: [entry.digest, entry.bundle]},
                day=entry.day,
                at=entry.at,
                by=entry.by,
                state=entry.state,
            )
            session.add(row)
            session.flush()
            assert row.number is not None
            return row.number

    def settle_print(self, number: int, state: PrintState) -> None:
        """Say how it ended."""
        with self._transactions() as session:
            row = session.get(PrintRow, number)
            assert row is not None
            row.state = state

    def prints(self, household: RecordId) -> tuple[PrintEntry, ...]:
        """Newest first."""
        query = (
            select(PrintRow)
            .where(PrintRow.household == household)
            .order_by(col(PrintRow.number).desc())
        )
        with self._transactions() as session:
            return tuple(map(_entry, session.exec(query)))

    def deliveries(self, record: RecordId) -> tuple[Delivery, ...]:
        """Every snapshot of the record that left, oldest first."""
        query = select(SentRow).where(SentRow.record == record).order_by(col(SentRow.revision))
        with self._transactions() as session:
            return tuple(_delivery(session, row) for row in session.exec(query).all())

    def erased(self) -> frozenset[RecordId]:
        """Ids of what was destroyed here, our own and what its sender took back."""
        with self._transactions() as session:
            ours = session.exec(select(ErasedRow.record))
            return frozenset(ours) | frozenset(session.exec(select(GoneRow.record)))


def _delivery(session: Session, row: SentRow) -> Delivery:
    bundle = session.get(BundleRow, (row.bundle, Direction.SENT))
    stated = {field: said for field, said in row.stated.items() if field}
    snapshot = Snapshot(row.record, row.revision, stated, row.bundle)
    created = bundle.created if bundle else moment_of(row.bundle)
    back = bundle.kind in (WITHDRAWAL, ERASURE) if bundle else not row.stated
    return Delivery(row.office, snapshot, created, taken_back=back, ours=bundle is not None)


def _entry(row: PrintRow) -> PrintEntry:
    content = dict(row.content)
    digest, bundle = content.pop(_PAPER, ("", ""))
    return PrintEntry(
        household=row.household,
        audience=Audience(row.audience),
        version=row.version,
        recipient=row.recipient,
        code=row.code,
        content=content,
        digest=digest,
        bundle=bundle,
        day=row.day,
        at=row.at,
        by=row.by,
        state=PrintState(row.state),
        number=row.number or 0,
    )
