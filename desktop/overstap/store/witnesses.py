"""What desks know of the ends of each other's logs; obeys ``usecases.ports.audit.Witnesses``."""

from datetime import datetime

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from overstap.store.audit import end_of
from overstap.store.tables import HeadRow, TestimonyRow
from overstap.store.transactions import Transactions, translated
from overstap.usecases.ports.audit import Ends, LogEnd, Testimony


class LogWitnesses:
    """Tells others only what was committed: an entry that is undone was never there."""

    def __init__(self, transactions: Transactions, committed: Engine) -> None:
        self._transactions, self._committed = transactions, committed

    def ends_for(self, office: str) -> Ends:
        """What a bundle to this office says."""
        query = select(HeadRow).where(HeadRow.office == office).order_by(col(HeadRow.desk))
        with translated(), Session(self._committed) as session, session.begin():
            number, chain = end_of(session)
            seen = tuple((row.desk, LogEnd(row.number, row.chain)) for row in session.exec(query))
        return Ends(LogEnd(number, chain) if number else None, seen)

    def head(self, office: str, desk: str) -> LogEnd | None:
        """The newest end that we saw of another desk's log."""
        with self._transactions.reading() as session:
            row = session.get(HeadRow, (office, desk))
            return LogEnd(row.number, row.chain) if row else None

    def remember(self, office: str, desk: str, end: LogEnd, at: datetime) -> None:
        """Keep it as the newest."""
        row = HeadRow(office=office, desk=desk, number=end.number, chain=end.chain, at=at)
        with self._transactions() as session:
            session.merge(row)

    def testimonies(self) -> tuple[Testimony, ...]:
        """The newest of every desk that saw our log, the furthest first."""
        query = select(TestimonyRow).order_by(col(TestimonyRow.number).desc())
        with self._transactions.reading() as session:
            return tuple(
                Testimony(row.office, row.desk, LogEnd(row.number, row.chain), row.at)
                for row in session.exec(query)
            )

    def testify(self, said: Testimony) -> None:
        """Keep it as that desk's newest."""
        row = TestimonyRow(
            office=said.office,
            desk=said.desk,
            number=said.end.number,
            chain=said.end.chain,
            at=said.at,
        )
        with self._transactions() as session:
            session.merge(row)
