"""Our records: append a revision, unite histories, and keep the present state ready to read.

This is the one place where state changes. The present state of a record is computed from its
whole history each time, so it cannot drift from it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select, update

from overstap.domain.answers import Answer
from overstap.domain.history import History
from overstap.domain.names import skeleton, tokens
from overstap.domain.records import (
    Dot,
    OfficeId,
    Record,
    RecordId,
    Stated,
    Subject,
    subject_of,
)
from overstap.domain.residents import (
    BIRTH_DATE,
    CALL_NAME,
    GIVEN_NAMES,
    HOUSEHOLD,
    ORDER,
    ROOM,
    SURNAME,
    V_NUMBER,
    list_name,
)
from overstap.domain.revision import Change, Revision
from overstap.kernel.clock import Clock
from overstap.kernel.errors import TrustError
from overstap.store.errors import ErasedRecordError, UnknownRecordError
from overstap.store.tables import BroughtRow, ErasedRow, RecordRow, RevisionRow, TokenRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports import Snapshot, Write

_FIND_BY = (SURNAME, GIVEN_NAMES, CALL_NAME, ROOM)


class ForkedHistoryError(TrustError):
    """Two different writes have one name: a desk was cloned or put back from a backup."""

    code = "history.forked"


class HistoryGapError(TrustError):
    """Earlier writes are missing; their bundle has to come first."""

    code = "history.gap"


class RecordStore:
    """Reads and writes records. ``replica`` gives the id under which this desk writes."""

    def __init__(
        self, transactions: Transactions, clock: Clock, replica: Callable[[], str]
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._replica = replica

    # reading

    def record(self, record: RecordId) -> Record:
        """The present state.

        Raises:
            UnknownRecordError: there is none.
        """
        found = self.records([record])
        if record not in found:
            raise UnknownRecordError
        return found[record]

    def records(self, records: Iterable[RecordId]) -> dict[RecordId, Record]:
        """The present state of those that exist."""
        wanted = list(records)
        found: dict[RecordId, Record] = {}
        with self._transactions() as session:
            for start in range(0, len(wanted), 500):
                some = wanted[start : start + 500]
                query = select(RecordRow).where(col(RecordRow.record).in_(some))
                found |= {row.record: _record(row) for row in session.exec(query)}
        return {record: found[record] for record in wanted if record in found}

    def members(self, household: RecordId) -> tuple[RecordId, ...]:
        """The residents of a household in their order."""
        query = (
            select(RecordRow.record)
            .where(RecordRow.household == household)
            .order_by(col(RecordRow.place), col(RecordRow.record))
        )
        with self._transactions() as session:
            return tuple(session.exec(query))

    def households(self) -> tuple[RecordId, ...]:
        """All households that have members, by name of the first."""
        query = (
            select(RecordRow.household)
            .where(RecordRow.household != "")
            .group_by(col(RecordRow.household))
            .order_by(func.min(RecordRow.sort_name))
        )
        with self._transactions() as session:
            return tuple(session.exec(query))

    def count_persons(self) -> int:
        """How many residents there are."""
        query = select(func.count()).where(col(RecordRow.record).startswith(Subject.PERSON))
        with self._transactions() as session:
            return session.exec(query).one()

    # writing

    def write(self, writes: Sequence[Write], by: str) -> None:
        """Append one revision per write.

        Raises:
            ErasedRecordError: a record was destroyed.
        """
        now = self._clock()
        with self._transactions() as session:
            for write in writes:
                if session.get(ErasedRow, write.record):
                    raise ErasedRecordError
                seen = {f: write.seen[f] for f in write.answers if f in write.seen}
                self._append(session, write.record, Change.SET, write.answers, seen, now, by)
            self._project(session, [write.record for write in writes])

    def erase(self, record: RecordId, by: str) -> None:
        """Destroy a record here and wherever this revision arrives."""
        with self._transactions() as session:
            self._append(session, record, Change.ERASE, {}, {}, self._clock(), by)
            self._project(session, [record])

    def receive(self, office: OfficeId, snapshots: Sequence[Snapshot]) -> None:
        """Take over another office's records; a lower or equal revision changes nothing."""
        with self._transactions() as session:
            for snapshot in snapshots:
                row = session.get(RecordRow, snapshot.record)
                if row is not None and row.revision >= snapshot.revision:
                    continue
                if session.get(BroughtRow, (snapshot.bundle, snapshot.record)) is None:
                    before = _kept(row) if row else None
                    session.add(
                        BroughtRow(bundle=snapshot.bundle, record=snapshot.record, before=before)
                    )
                stated = {f: Stated.from_json(json) for f, json in snapshot.stated.items()}
                received = Record(
                    snapshot.record,
                    stated,
                    origin=office,
                    revision=snapshot.revision,
                    bundle=snapshot.bundle,
                )
                _save(session, received)

    def brought(self, bundle: str) -> tuple[RecordId, ...]:
        """The records that came with a bundle that can still be taken back."""
        query = select(BroughtRow.record).where(BroughtRow.bundle == bundle)
        with self._transactions() as session:
            return tuple(session.exec(query))

    def take_back(self, bundle: str) -> tuple[RecordId, ...]:
        """Put what came with a bundle back as it was before."""
        with self._transactions() as session:
            rows = session.exec(select(BroughtRow).where(BroughtRow.bundle == bundle)).all()
            for row in rows:
                if row.before is None:
                    session.exec(delete(RecordRow).where(col(RecordRow.record) == row.record))
                    session.exec(delete(TokenRow).where(col(TokenRow.record) == row.record))
                else:
                    _save(session, _record(RecordRow(record=row.record, **row.before)))
                session.delete(row)
            return tuple(row.record for row in rows)

    # history, for desks of one office

    def have(self) -> dict[str, int]:
        """Per replica the number of its last revision that we know."""
        query = select(RevisionRow.replica, func.max(RevisionRow.number)).group_by(
            col(RevisionRow.replica)
        )
        with self._transactions() as session:
            return dict(session.exec(query).all())

    def since(self, have: Mapping[str, int]) -> list[tuple[Dot, RecordId, str, bytes | None]]:
        """Every revision that somebody who has ``have`` lacks: dot, record, hash and body."""
        query = select(RevisionRow).order_by(col(RevisionRow.replica), col(RevisionRow.number))
        with self._transactions() as session:
            return [
                ((row.replica, row.number), row.record, row.hash, row.body)
                for row in session.exec(query)
                if row.number > have.get(row.replica, 0)
            ]

    def unite(self, theirs: Iterable[tuple[Dot, RecordId, str, bytes | None]]) -> set[RecordId]:
        """Take over another desk's revisions; gives the records that changed.

        Raises:
            ForkedHistoryError: one of them differs from what we have under its name.
            HistoryGapError: an earlier one of its replica is missing.
            ValueError: a body is not what its hash says.
        """
        touched: set[RecordId] = set()
        with self._transactions() as session:
            for dot, record, digest, body in theirs:
                known = session.get(RevisionRow, dot)
                if known is not None:
                    if known.hash != digest:
                        raise ForkedHistoryError
                    continue
                if body is not None and _hash(body) != digest:
                    raise ValueError("a revision is not what its hash says")
                self._add(session, dot, record, digest, body)
                if body is not None and Revision.from_bytes(body).change is Change.ERASE:
                    session.merge(ErasedRow(record=record))
                touched.add(record)
            session.flush()
            self._project(session, touched)
        return touched

    def rebuild(self) -> None:
        """Compute every projection of our own records again from history."""
        with self._transactions() as session:
            self._project(session, list(session.exec(select(RevisionRow.record).distinct())))

    # inside

    def _append(
        self,
        session: Session,
        record: RecordId,
        change: Change,
        answers: Mapping[str, Answer],
        seen: Mapping[str, tuple[Dot, ...]],
        now: datetime,
        by: str,
    ) -> None:
        replica = self._replica()
        number = 1 + (_last(session, replica)[0])
        ticks = max(int(now.timestamp() * 1000) << 16, _latest(session, record) + 1)
        revision = Revision((replica, number), record, change, answers, seen, ticks, now, by)
        body = revision.to_bytes()
        self._add(session, revision.dot, record, _hash(body), body)
        if change is Change.ERASE:
            session.merge(ErasedRow(record=record))

    def _add(
        self, session: Session, dot: Dot, record: RecordId, digest: str, body: bytes | None
    ) -> None:
        replica, number = dot
        last, chain = _last(session, replica)
        if number != last + 1:
            raise HistoryGapError
        linked = _hash(f"{chain}\n{record}\n{digest}".encode())
        session.add(
            RevisionRow(
                replica=replica, number=number, record=record, hash=digest, chain=linked, body=body
            )
        )
        session.flush()

    def _project(self, session: Session, records: Iterable[RecordId]) -> None:
        for record in set(records):
            if session.get(ErasedRow, record):
                _destroy(session, record)
                continue
            history = History.of(_revisions(session, record))
            _save(session, history.record(record))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _last(session: Session, replica: str) -> tuple[int, str]:
    query = (
        select(RevisionRow.number, RevisionRow.chain)
        .where(RevisionRow.replica == replica)
        .order_by(col(RevisionRow.number).desc())
        .limit(1)
    )
    return session.exec(query).first() or (0, "")


def _revisions(session: Session, record: RecordId) -> list[Revision]:
    query = select(RevisionRow.body).where(RevisionRow.record == record)
    return [Revision.from_bytes(body) for body in session.exec(query) if body is not None]


def _latest(session: Session, record: RecordId) -> int:
    return max((revision.ticks for revision in _revisions(session, record)), default=0)


def _destroy(session: Session, record: RecordId) -> None:
    """Only the hashes stay, so that the chains hold, and the revision that says so."""
    for row in session.exec(select(RevisionRow).where(RevisionRow.record == record)):
        if row.body and Revision.from_bytes(row.body).change is not Change.ERASE:
            row.body = None
    session.exec(delete(RecordRow).where(col(RecordRow.record) == record))
    session.exec(delete(TokenRow).where(col(TokenRow.record) == record))
    session.exec(delete(BroughtRow).where(col(BroughtRow.record) == record))
    session.exec(update(RecordRow).where(col(RecordRow.household) == record).values(household=""))


def _save(session: Session, record: Record) -> None:
    row = RecordRow(
        record=record.id,
        origin=record.origin,
        revision=record.revision,
        bundle=record.bundle,
        state=_state(record),
    )
    if subject_of(record.id) is Subject.PERSON:
        place = record.answers.get(ORDER)
        row.household = record.text(HOUSEHOLD)
        row.place = place.value if place and isinstance(place.value, int) else 0
        row.sort_name = " ".join(tokens(list_name(record.answers)))
        row.v_number = record.text(V_NUMBER)
        _index(session, record)
    session.merge(row)
    session.flush()


def _index(session: Session, record: Record) -> None:
    session.exec(delete(TokenRow).where(col(TokenRow.record) == record.id))
    words = {token for key in _FIND_BY for token in tokens(record.text(key))}
    words |= {record.text(BIRTH_DATE)[:4]} - {"", "0000"}
    session.add_all(TokenRow(token=w, record=record.id, skeleton=skeleton(w)) for w in words)


def _state(record: Record) -> dict[str, Any]:
    return {
        "stated": {field: stated.to_json() for field, stated in record.stated.items()},
        "seen": {field: [list(dot) for dot in dots] for field, dots in record.seen.items()},
        "disputes": {f: [s.to_json() for s in said] for f, said in record.disputes.items()},
    }


def _kept(row: RecordRow) -> dict[str, Any]:
    return {
        "origin": row.origin,
        "revision": row.revision,
        "bundle": row.bundle,
        "state": row.state,
    }


def _record(row: RecordRow) -> Record:
    state = row.state
    return Record(
        id=row.record,
        stated={f: Stated.from_json(json) for f, json in state["stated"].items()},
        seen={f: tuple((r, n) for r, n in dots) for f, dots in state["seen"].items()},
        disputes={
            f: tuple(Stated.from_json(json) for json in said)
            for f, said in state["disputes"].items()
        },
        origin=row.origin,
        revision=row.revision,
        bundle=row.bundle,
    )
