"""Our records: append a revision, unite histories, and keep the present state ready to read.

This is the one place where state changes. The present state of a record is what its whole history
says: computed from all of it when revisions arrive, and from the last state and the write when we
write, which gives the same (``domain.history.after``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from overstap.domain.answers import NOT_ASKED, Answers, Field, Packed
from overstap.domain.history import History, StandingAnswerError, Told, after
from overstap.domain.records import Dot, Record, RecordId, Said
from overstap.domain.residents import MERGED, MOVED_TO
from overstap.domain.revision import Change, Revision
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.store import forgetting, journal
from overstap.store.errors import ErasedRecordError, UnknownRecordError
from overstap.store.projection import Projection, moves_line
from overstap.store.states import chunks, erased_of, read_states
from overstap.store.tables import BroughtRow, ErasedRow, HomeRow, PersonRow, RevisionRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.records import Write


class RecordStore:
    """Reads and writes records. ``replica`` gives the id under which this desk writes."""

    def __init__(
        self, transactions: Transactions, clock: Clock, replica: Callable[[], str]
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._replica = replica
        self.projection = Projection()

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
        with self._transactions.reading() as session:
            found = read_states(session, wanted)
        return {record: found[record] for record in wanted if record in found}

    def before(self, record: RecordId, field: Field) -> Answers:
        """What the record said before the write that answered ``field``."""
        with self._transactions.reading() as session:
            revisions = journal.read_revisions(session, [record])[record]
        return History.of(revisions).before(field)

    def told(self, record: RecordId, question: Field) -> tuple[Told, ...]:
        """Everything that was ever answered to a question, the newest first."""
        with self._transactions.reading() as session:
            revisions = journal.read_revisions(session, [record])[record]
        return History.of(revisions).told(question)

    def members(self, household: RecordId) -> tuple[RecordId, ...]:
        """The residents of a household in their order."""
        query = (
            select(PersonRow.record)
            .where(PersonRow.household == household)
            .order_by(col(PersonRow.place), col(PersonRow.record))
        )
        with self._transactions.reading() as session:
            return tuple(session.exec(query))

    def households(self) -> tuple[RecordId, ...]:
        """All households that have members, by name of the first."""
        query = select(HomeRow.household).order_by(col(HomeRow.name), col(HomeRow.household))
        with self._transactions.reading() as session:
            return tuple(session.exec(query))

    # writing

    def write(self, writes: Sequence[Write], by: str) -> None:
        """Append one revision per write.

        Raises:
            ErasedRecordError: a record was destroyed.
        """
        now = self._clock()
        with self._transactions() as session:
            chain = journal.Chain(session, self._replica())
            for some in chunks(writes):
                self._append(session, chain, some, now, by)

    def adopt(self, office: str, records: Sequence[Record]) -> None:
        """Write another office's records as ours. Every answer keeps who wrote it down and when;
        ``office`` is that office's name.

        Raises:
            ErasedRecordError: a record was destroyed here.
        """
        with self._transactions() as session:
            revisions = journal.read_revisions(session, {record.id for record in records})
            if erased_of(session, (record.id for record in records)):
                raise ErasedRecordError
            chain = journal.Chain(session, self._replica())
            for record in records:
                known = revisions[record.id]
                seen = History.of(known).record(record.id).seen
                for said in self._adopted(record, seen, office):
                    pre = {field: seen[field] for field in said.answers if field in seen}
                    ticks, answers = _ticks(said.at, known), Packed.of(said.answers)
                    known.append(
                        Revision(
                            chain.next,
                            record.id,
                            Change.SET,
                            answers,
                            pre,
                            ticks,
                            said.at,
                            said.by,
                        )
                    )
                    chain.append(known[-1])
            chain.save()
            self._project(session, revisions)

    def _adopted(self, record: Record, seen: Mapping[Field, object], office: str) -> list[Said]:
        """What it says, the earliest first. A record that comes back is ours again."""
        said = [replace(one, by=f"{one.by}, {office}") for one in record.said]
        if MOVED_TO in seen:
            said.append(Said(self._clock(), office, (), {MOVED_TO: NOT_ASKED}))
        return sorted(said, key=lambda one: one.at)

    def erase(self, record: RecordId, by: str) -> None:
        """Destroy a record here and wherever this revision arrives."""
        now = self._clock()
        with self._transactions() as session:
            ticks = _ticks(now, journal.read_revisions(session, [record])[record])
            chain = journal.Chain(session, self._replica())
            chain.append(Revision(chain.next, record, Change.ERASE, {}, {}, ticks, now, by))
            chain.save()
            session.merge(ErasedRow(record=record))
            session.flush()
            self._destroy(session, record)

    def redact(
        self, record: RecordId, field: Field, dots: Collection[Dot], reason: str, by: str
    ) -> None:
        """Take what these writes answered to ``field`` out of the history, here and wherever this
        revision arrives.

        Raises:
            ErasedRecordError: the record was destroyed.
            StandingAnswerError: one of them counts now; it has to be corrected first.
        """
        now = self._clock()
        with self._transactions() as session:
            if erased_of(session, [record]):
                raise ErasedRecordError
            known = journal.read_revisions(session, [record])[record]
            if any(head.dot in dots for head in History.of(known).heads.get(field, ())):
                raise StandingAnswerError
            chain = journal.Chain(session, self._replica())
            ticks, redacts = _ticks(now, known), frozenset((dot, field) for dot in dots)
            chain.append(
                Revision(
                    chain.next,
                    record,
                    Change.REDACT,
                    {},
                    {},
                    ticks,
                    now,
                    by,
                    redacts=redacts,
                    reason=reason,
                )
            )
            chain.save()
            self._recompute(session, {record})

    # history, for desks of one office

    def have(self) -> dict[str, int]:
        """Per replica the number of its last revision that we know."""
        with self._transactions.reading() as session:
            return journal.have(session)

    def since(self, have: Mapping[str, int]) -> Iterator[journal.Entry]:
        """Every revision that somebody who has ``have`` lacks, one by one."""
        with self._transactions.reading() as session:
            yield from journal.since(session, have)

    def unite(self, theirs: Iterable[journal.Entry]) -> set[RecordId]:
        """Take over another desk's revisions; gives the records that changed.

        Raises:
            ForkedHistoryError: one of them differs from what we have under its name.
            HistoryGapError: an earlier one of its replica is missing.
            UnexplainedGapError: something is missing that no desk took out.
            UnlikeRevisionError: a body is not the write that it says.
        """
        with self._transactions() as session:
            touched: set[RecordId] = set()
            holed: list[journal.Entry] = []
            for arrived in chunks(theirs):
                new = journal.unknown_of(session, arrived)
                journal.add_all(session, new)
                holed += filter(journal.lacks_something, new)
                touched |= {record for _, record, *_ in new}
            journal.refuse_unexplained(session, holed)
            for some in chunks(sorted(touched)):
                self._recompute(session, set(some))
        return touched

    def rebuild(self) -> None:
        """Compute every projection of our own records again from history."""
        with self._transactions() as session:
            every = session.exec(select(RevisionRow.record).distinct()).all()
            for some in chunks(every):
                self._recompute(session, set(some))

    def reindex(self, task: Task) -> None:
        """Work out again what lists and searches need, of received records too."""
        with self._transactions() as session:
            self.projection.rebuild(session, task)

    # inside

    def _append(
        self,
        session: Session,
        chain: journal.Chain,
        writes: Sequence[Write],
        now: datetime,
        by: str,
    ) -> None:
        records = {write.record for write in writes}
        if erased_of(session, records):
            raise ErasedRecordError
        ticks, states = journal.latest(session, records), read_states(session, records)
        present: dict[RecordId, Record | None] = {**dict.fromkeys(ticks), **states}
        for write in writes:
            seen = {f: write.seen[f] for f in write.answers if f in write.seen}
            tick = ticks[write.record] = _later(now, ticks.get(write.record, 0))
            answers = Packed.of(write.answers)
            revision = Revision(chain.next, write.record, Change.SET, answers, seen, tick, now, by)
            chain.append(revision)
            new = write.record not in present
            state = Record(write.record) if new else present[write.record]
            present[write.record] = after(state, revision) if state else None
        chain.save()
        untold = {record for record, state in present.items() if state is None}
        told = [state for state in present.values() if state is not None]
        left = journal.read_revisions(session, untold) if untold else {}
        moved = {write.record for write in writes if any(map(moves_line, write.answers))}
        self.projection.save(session, [*told, *_present(left)], records - moved)

    def _recompute(self, session: Session, records: set[RecordId]) -> None:
        erased = erased_of(session, records)
        for record in erased:
            self._destroy(session, record)
        revisions = journal.read_revisions(session, records - erased)
        for record, known in revisions.items():
            self._take_out(session, record, known)
        self._project(session, revisions)

    def _take_out(self, session: Session, record: RecordId, known: Sequence[Revision]) -> None:
        """Destroy the answers that were taken out, also those that arrive later."""
        history = History.of(known)
        written = {revision.dot: revision for revision in known}
        for dot, field in history.redacted:
            if dot in written:
                journal.take_out(session, dot, [field])
                standing = history.heads.get(field)
                stands = standing[0].answers[field] if standing else None
                forgetting.forget_answer(session, record, field, written[dot], stands)

    def _project(self, session: Session, revisions: Mapping[RecordId, list[Revision]]) -> None:
        self.projection.save(session, _present(revisions))

    def _destroy(self, session: Session, record: RecordId) -> None:
        session.exec(delete(BroughtRow).where(col(BroughtRow.record) == record))
        forgetting.forget_record(session, record)
        journal.blank(session, record)
        doubles = _doubles(read_states(session, [record]).values())
        self.projection.remove(session, record)
        self.projection.save(session, read_states(session, doubles).values())


def _doubles(records: Iterable[Record]) -> list[RecordId]:
    """Who was merged into them."""
    fields = (field for record in records for field in record.answers)
    return [field.removeprefix(MERGED) for field in fields if field.startswith(MERGED)]


def _present(revisions: Mapping[RecordId, Sequence[Revision]]) -> list[Record]:
    return [History.of(known).record(record) for record, known in revisions.items()]


def _ticks(now: datetime, known: Iterable[Revision]) -> int:
    """Later than everything known of the record."""
    return _later(now, max((revision.ticks for revision in known), default=0))


def _later(now: datetime, latest: int) -> int:
    """Later than the clock says and than ``latest``."""
    return max(int(now.timestamp() * 1000) << 16, latest + 1)
