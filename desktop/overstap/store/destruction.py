"""Destroying: after it no value of a record is left anywhere in the vault or beside it."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from overstap.domain.records import OfficeId, RecordId
from overstap.store.engine import Database
from overstap.store.projection import Projection
from overstap.store.states import chunks
from overstap.store.tables import (
    BroughtRow,
    GoneRow,
    PersonRow,
    PrintRow,
    RecordRow,
    SentRow,
    SettingRow,
)
from overstap.store.transactions import Transactions
from overstap.usecases.handover.used_versions import USED
from overstap.usecases.ports.destruction import Gone


class Destruction:
    """Obeys ``usecases.ports.destruction.Destroyer``."""

    def __init__(
        self, transactions: Transactions, projection: Projection, database: Database
    ) -> None:
        self._transactions = transactions
        self._projection = projection
        self._database = database

    def drop_received(
        self, office: OfficeId, notices: Iterable[Gone], bundle: str, at: datetime
    ) -> tuple[RecordId, ...]:
        """Destroy what the office sent of these records, and of who lives in one of them; gives
        those that were here."""
        dropped = []
        with self._transactions() as session:
            for gone in notices:
                row = session.get(RecordRow, gone.record)
                if row is not None and row.origin == office and row.revision <= gone.revision:
                    members = _members(session, gone.record, office)
                    for left in (gone, *members):
                        self._forget(session, left.record)
                        dropped.append(left.record)
                    for left in members:
                        _remember(session, office, left, bundle, at)
                if row is None or row.origin == office:
                    _remember(session, office, gone, bundle, at)
                    _forget_before(session, office, gone)
        return tuple(dropped)

    def blank_ledgers(self, records: Iterable[RecordId]) -> None:
        """Keep that and when something was sent or printed; forget what it said."""
        with self._transactions() as session:
            for some in chunks(records):
                session.exec(update(SentRow).where(col(SentRow.record).in_(some)).values(stated={}))
                session.exec(
                    update(PrintRow)
                    .where(col(PrintRow.household).in_(some))
                    .values(content={}, code="")
                )
                session.exec(delete(BroughtRow).where(col(BroughtRow.record).in_(some)))
                used = [f"{USED}{record}" for record in some]
                session.exec(delete(SettingRow).where(col(SettingRow.key).in_(used)))

    def shred(self) -> None:
        """Empty the log that may still hold what was deleted."""
        self._database.forget_deleted()

    def _forget(self, session: Session, record: RecordId) -> None:
        session.exec(delete(BroughtRow).where(col(BroughtRow.record) == record))
        session.exec(delete(SettingRow).where(col(SettingRow.key) == f"{USED}{record}"))
        self._projection.remove(session, record)


def _forget_before(session: Session, office: OfficeId, gone: Gone) -> None:
    """A notice that comes late leaves what is newer; undoing that does not bring back what was
    taken back before it."""
    session.flush()
    for row in session.exec(select(BroughtRow).where(BroughtRow.record == gone.record)):
        was = row.before
        if was and was["origin"] == office and was["revision"] <= gone.revision:
            row.before = None
    session.flush()


def _members(session: Session, household: RecordId, office: OfficeId) -> list[Gone]:
    """Who the office sent into the household, each as far as it is here: without it nobody would
    open or destroy them."""
    query = (
        select(RecordRow.record, RecordRow.revision)
        .join(PersonRow, col(PersonRow.record) == col(RecordRow.record))
        .where(PersonRow.household == household, RecordRow.origin == office)
    )
    return [Gone(record, revision) for record, revision in session.exec(query)]


def _remember(session: Session, office: OfficeId, gone: Gone, bundle: str, at: datetime) -> None:
    known = session.get(GoneRow, (gone.record, office))
    if known is None or known.revision < gone.revision:
        session.merge(
            GoneRow(
                record=gone.record,
                office=office,
                revision=gone.revision,
                bundle=bundle,
                at=at,
            )
        )
