"""Is the vault as it should be? And make again what can be made again.

History is the truth: it is checked, never repaired. What lists and searches need follows from it,
so it can be compared with the same worked out anew, and replaced by it.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from sqlmodel import Session, col, select

from overstap.domain.revision import digest_of
from overstap.kernel.task import Task
from overstap.store import header, journal
from overstap.store.audit import AuditTrail
from overstap.store.engine import Database
from overstap.store.errors import DatabaseDamagedError
from overstap.store.records import RecordStore
from overstap.store.statements import run
from overstap.store.tables import ErasedRow, RevisionRow
from overstap.store.transactions import Transactions
from overstap.store.users import SlotUsers

_SHOWN = {
    "record": "SELECT record, origin, revision, bundle, state FROM record",
    "person": (
        "SELECT record, household, place, name, family, sort_name, v_number, birth_date, room,"
        " done, disputed, due, words, sounds FROM person"
    ),
    "home": "SELECT * FROM home",
    "double_key": "SELECT key, record FROM double_key JOIN person USING (number)",
}
"""All that follows from history. Numbers of residents mean nothing, so they may differ."""


class _Undone(Exception):  # noqa: N818 - no error: it ends a transaction that was only a look
    pass


class Health:
    """Checks and repairs one open vault."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        transactions: Transactions,
        users: SlotUsers,
        log: AuditTrail,
        records: RecordStore,
    ) -> None:
        self._folder, self._database, self._transactions = folder, database, transactions
        self._users, self._log, self._records = users, log, records

    def check(self, task: Task) -> tuple[str, ...]:
        """Codes of what is wrong, worst first; empty is good.

        Raises:
            DatabaseDamagedError: it is too damaged to be looked at.
        """
        task.step("doctor.pages")
        whole = self._database.whole()
        task.step("doctor.history")
        history = self._history_holds()
        found = {
            "integrity_broken": not whole,
            "history_broken": not history,
            "audit_broken": self._log.first_break() is not None,
            "header_damaged": not header.intact(self._folder, self._users.master),
        }
        task.step("doctor.lists")
        found["lists_differ"] = whole and history and not self._lists_hold(task)
        return tuple(code for code, wrong in found.items() if wrong)

    def repair(self, task: Task) -> None:
        """Work out anew what follows from history, and write the header again.

        Raises:
            DatabaseDamagedError: history itself is damaged; nothing can follow from it.
        """
        if not self._history_holds():
            raise DatabaseDamagedError
        task.step("doctor.lists")
        with self._transactions() as session:
            self._make_anew(session, task)
        self._users.write_again()

    def _history_holds(self) -> bool:
        """Every desk's run has no gaps, every revision is what its hash says, every link stands,
        and nothing is blank but what was destroyed."""
        query = select(RevisionRow).order_by(col(RevisionRow.replica), col(RevisionRow.number))
        with self._transactions.reading() as session:
            erased = set(session.exec(select(ErasedRow.record)))
            replica, number, link = "", 0, ""
            for row in session.exec(query):
                if row.replica != replica:
                    replica, number, link = row.replica, 0, ""
                number += 1
                link = journal.hash_of(f"{link}\n{row.record}\n{row.hash}".encode())
                if (row.number, row.chain) != (number, link) or not _said(row, erased):
                    return False
        return True

    def _lists_hold(self, task: Task) -> bool:
        same = False
        with suppress(_Undone), self._transactions() as session:
            before = _shown(session)
            self._make_anew(session, task)
            same = before == _shown(session)
            raise _Undone
        return same

    def _make_anew(self, session: Session, task: Task) -> None:
        self._records.rebuild()
        self._records.reindex(task)
        session.flush()


def _said(row: RevisionRow, erased: set[str]) -> bool:
    if row.body is None:
        return row.record in erased
    return digest_of(row.body) == row.hash


def _shown(session: Session) -> Mapping[str, list[tuple[Any, ...]]]:
    return {
        name: sorted(tuple(map(_comparable, row)) for row in run(session, sql))
        for name, sql in _SHOWN.items()
    }


def _comparable(value: object) -> str:
    """JSON without the order in which its parts were written."""
    text = str(value)
    if text.startswith("{"):
        return orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS).decode()
    return text
