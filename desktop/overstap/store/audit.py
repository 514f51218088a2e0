"""The audit chain: who did what to which record, and why; never what the record says.

Every entry's hash covers the chain before it, so an edit or a cut in the middle is noticed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from overstap.kernel.clock import Clock
from overstap.store.tables import AuditRow, CheckpointRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.audit import AuditEntry, Checkpoint

_ALLOWED = frozenset(
    {"record", "bundle", "peer", "count", "reason", "version", "field", "colleague", "roles"}
)
_LONGEST = 120


class AuditTrail:
    """Appends to the chain and proves it. ``user`` is who unlocked the vault."""

    def __init__(self, transactions: Transactions, clock: Clock, user: str) -> None:
        self._transactions = transactions
        self._clock = clock
        self._user = user

    def add(self, what: str, **details: str | int) -> None:
        """Append an entry.

        Raises:
            ValueError: a detail that might be an answer; a fault of ours.
        """
        if not details.keys() <= _ALLOWED or any(len(str(v)) > _LONGEST for v in details.values()):
            raise ValueError("details are ids, counts and codes")
        with self._transactions() as session:
            number, chain = end_of(session)
            at = self._clock().isoformat()
            entry = json.dumps(
                {"number": number + 1, "at": at, "user": self._user, "what": what, **details},
                sort_keys=True,
            )
            session.add(AuditRow(number=number + 1, entry=entry, chain=_link(chain, entry)))
            session.flush()

    def last(self, limit: int) -> tuple[Mapping[str, Any], ...]:
        """The newest entries, newest first."""
        query = select(AuditRow.entry).order_by(col(AuditRow.number).desc()).limit(limit)
        with self._transactions() as session:
            return tuple(json.loads(entry) for entry in session.exec(query))

    def newest_first(self) -> Iterator[AuditEntry]:
        """Every entry, read as it is asked for."""
        query = select(AuditRow.number, AuditRow.entry, AuditRow.chain)
        with self._transactions.reading() as session:
            rows = session.exec(query.order_by(col(AuditRow.number).desc())).all()
        return (_entry(*row) for row in rows)

    def head(self) -> tuple[int, str]:
        """The number of the last entry (0: none) and the hash over all of them."""
        with self._transactions.reading() as session:
            return end_of(session)

    def first_break(self) -> int | None:
        """The number of the first entry that does not stand where, or as, it was written."""
        chain = ""
        with self._transactions() as session:
            rows = session.exec(select(AuditRow).order_by(col(AuditRow.number)))
            for number, row in enumerate(rows, start=1):
                chain = _link(chain, row.entry)
                if row.number != number or row.chain != chain:
                    return number
        return None

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The signed heads, the oldest first."""
        with self._transactions.reading() as session:
            rows = session.exec(select(CheckpointRow).order_by(col(CheckpointRow.number)))
            return tuple(Checkpoint(row.number, row.chain, row.at, row.signature) for row in rows)

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed head."""
        row = CheckpointRow(
            number=checkpoint.number,
            chain=checkpoint.chain,
            at=checkpoint.at,
            signature=checkpoint.signature,
        )
        with self._transactions() as session:
            session.merge(row)


def _entry(number: int, entry: str, chain: str) -> AuditEntry:
    """What a row says; an edited one may say anything, and is shown as such."""
    try:
        said = json.loads(entry)
        at, user, what = datetime.fromisoformat(said["at"]), str(said["user"]), str(said["what"])
    except (ValueError, KeyError, TypeError):
        return AuditEntry(number, datetime.min.replace(tzinfo=UTC), "", "broken", {}, chain)
    details = {key: value for key, value in said.items() if key in _ALLOWED}
    return AuditEntry(number, at, user, what, details, chain)


def _link(chain: str, entry: str) -> str:
    return hashlib.sha256(f"{chain}\n{entry}".encode()).hexdigest()


def end_of(session: Session) -> tuple[int, str]:
    """The number of the last entry (0: none) and the hash over all of them."""
    query = select(AuditRow.number, AuditRow.chain).order_by(col(AuditRow.number).desc()).limit(1)
    return session.exec(query).first() or (0, "")
