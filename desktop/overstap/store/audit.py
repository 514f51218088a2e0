"""The audit chain: who did what to which record, and why; never what the record says.

Every entry's hash covers the chain before it, so an edit or a cut in the middle is noticed.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from overstap.kernel.clock import Clock
from overstap.store.tables import AuditRow
from overstap.store.transactions import Transactions

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
            number, chain = _head(session)
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

    def holds(self) -> bool:
        """Whether every entry stands where it was written, as it was written."""
        chain = ""
        with self._transactions() as session:
            rows = session.exec(select(AuditRow).order_by(col(AuditRow.number)))
            for number, row in enumerate(rows, start=1):
                chain = _link(chain, row.entry)
                if row.number != number or row.chain != chain:
                    return False
        return True


def _link(chain: str, entry: str) -> str:
    return hashlib.sha256(f"{chain}\n{entry}".encode()).hexdigest()


def _head(session: Session) -> tuple[int, str]:
    query = select(AuditRow.number, AuditRow.chain).order_by(col(AuditRow.number).desc()).limit(1)
    return session.exec(query).first() or (0, "")
