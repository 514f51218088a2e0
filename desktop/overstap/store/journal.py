"""The run of revisions of every desk: numbered without gaps, each linked to the one before.

Knows bodies and hashes; what they mean for the present state is ``records``' matter.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlmodel import Session, col, func, select

from overstap.domain.answers import Field
from overstap.domain.history import History
from overstap.domain.records import Dot, RecordId
from overstap.domain.revision import Change, Revision, digest_of, without
from overstap.kernel.clock import bearable
from overstap.kernel.errors import TrustError
from overstap.store.statements import run, run_many
from overstap.store.states import chunks
from overstap.store.tables import ErasedRow, RevisionRow

Entry = tuple[Dot, RecordId, str, bytes | None]
"""A revision as it travels between desks: dot, record, digest, and the body unless it was erased;
without the answers that were taken out of it."""

_ERASES = f'"{Change.ERASE}"'.encode()
_READ = "SELECT body FROM revision WHERE body IS NOT NULL AND record IN"
_SINCE = (
    "SELECT number, record, hash, body FROM revision WHERE replica = ? AND number > ?"
    " ORDER BY number"
)
_LAST = "SELECT number, chain FROM revision WHERE replica = ? ORDER BY number DESC LIMIT 1"
_NEWEST = (
    "SELECT record, max(number), body FROM revision WHERE body IS NOT NULL AND record IN ({marks})"
    " GROUP BY record, replica"
)
"""The last write of each replica (of the row with the highest number, says SQLite)."""
_ADD = "INSERT INTO revision(replica, number, record, hash, chain, body) VALUES(?, ?, ?, ?, ?, ?)"


class ForkedHistoryError(TrustError):
    """Two different writes have one name: a desk was cloned or put back from a backup."""

    code = "history.forked"


class HistoryGapError(TrustError):
    """Earlier writes are missing; their bundle has to come first."""

    code = "history.gap"


class UnexplainedGapError(TrustError):
    """Something was taken out of a colleague's history, and no desk says that it did so."""

    code = "history.unexplained"


class UnlikeRevisionError(TrustError):
    """A write is not what it says that it is, or this version cannot read it."""

    code = "history.unlike"


class Chain:
    """The end of one replica's run, to which revisions are added; ``save`` writes them."""

    def __init__(self, session: Session, replica: str) -> None:
        last = run(session, _LAST, (replica,)).fetchone()
        self.replica = replica
        self.number: int = last[0] if last else 0
        self._link: str = last[1] if last else ""
        self._session = session
        self._rows: list[tuple[str, int, RecordId, str, str, bytes | None]] = []

    @property
    def next(self) -> Dot:
        """The name of the write that comes next."""
        return self.replica, self.number + 1

    def append(self, revision: Revision) -> None:
        """Add a revision of our own, which is named ``next``."""
        self.add((revision.dot, revision.record, revision.digest, revision.to_bytes()))

    def add(self, entry: Entry) -> None:
        """Add a revision of anybody.

        Raises:
            HistoryGapError: it is not the next one.
        """
        dot, record, digest, body = entry
        if dot != self.next:
            raise HistoryGapError
        self.number += 1
        self._link = hash_of(f"{self._link}\n{record}\n{digest}".encode())
        self._rows.append((*dot, record, digest, self._link, body))

    def save(self) -> None:
        """Write what was added."""
        run_many(self._session, _ADD, self._rows)
        self._rows = []


def hash_of(data: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(data).hexdigest()


def unknown_of(session: Session, theirs: Sequence[Entry]) -> list[Entry]:
    """Those that we do not have yet.

    Raises:
        ForkedHistoryError: one of them differs from what we have under its name.
        UnlikeRevisionError: a body is not the write that it says, or of another record.
    """
    known = _hashes(session, [dot for dot, *_ in theirs])
    new = []
    for entry in theirs:
        dot, _, digest, _ = entry
        if known.get(dot, digest) != digest:
            raise ForkedHistoryError
        if dot not in known:
            if not _is_what_it_says(entry):
                raise UnlikeRevisionError
            new.append(entry)
    return new


def _is_what_it_says(entry: Entry) -> bool:
    """Whether the body is that write of that record, at a moment that one can count on from. The
    desk signs the chain, which holds the record and the digest; the name of the write follows from
    its place there."""
    dot, record, digest, body = entry
    if body is None:
        return True
    try:
        revision = Revision.from_bytes(body)
        named = (revision.dot, revision.record, digest_of(body)) == (dot, record, digest)
        return named and bearable(revision.at)
    except ValueError:
        return False


def _hashes(session: Session, dots: Sequence[Dot]) -> dict[Dot, str]:
    """Those of the revisions that we have of these."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for replica, number in dots:
        numbers[replica].append(number)
    found: dict[Dot, str] = {}
    for replica, asked in numbers.items():
        marks = ",".join("?" * len(asked))
        query = f"SELECT number, hash FROM revision WHERE replica = ? AND number IN ({marks})"
        rows = run(session, query, (replica, *asked))
        found |= {(replica, number): digest for number, digest in rows}
    return found


def add_all(session: Session, entries: Iterable[Entry]) -> None:
    """Add revisions of other desks, and remember which records they destroyed."""
    chains: dict[str, Chain] = {}
    for entry in entries:
        (replica, _), record, _, body = entry
        if replica not in chains:
            chains[replica] = Chain(session, replica)
        chains[replica].add(entry)
        if (
            body is not None
            and _ERASES in body
            and Revision.from_bytes(body).change is Change.ERASE
        ):
            session.merge(ErasedRow(record=record))
    for chain in chains.values():
        chain.save()
    session.flush()


def have(session: Session) -> dict[str, int]:
    """Per replica the number of its last revision that we know."""
    last = func.max(RevisionRow.number)
    query = select(RevisionRow.replica, last).group_by(col(RevisionRow.replica))
    return dict(session.exec(query).all())


def since(session: Session, known: Mapping[str, int]) -> Iterator[Entry]:
    """Every revision that somebody who has ``known`` lacks, in the order in which to add them; read
    one by one, because there may be as many as were ever written."""
    run = session.connection().exec_driver_sql
    for replica, last in sorted(have(session).items()):
        if last > known.get(replica, 0):
            for number, *rest in run(_SINCE, (replica, known.get(replica, 0))):
                record, digest, body = rest
                yield (replica, number), record, digest, body


def read_revisions(
    session: Session, records: Iterable[RecordId]
) -> defaultdict[RecordId, list[Revision]]:
    """All revisions of these records that were not erased; an empty list for a new record."""
    found: defaultdict[RecordId, list[Revision]] = defaultdict(list)
    for some in chunks(records):
        marks = ",".join("?" * len(some))
        for (body,) in run(session, f"{_READ} ({marks})", some):
            revision = Revision.kept(body)
            found[revision.record].append(revision)
    return found


def latest(session: Session, records: Iterable[RecordId]) -> dict[RecordId, int]:
    """The highest ticks of each record that has any: those of a replica's later writes are
    higher."""
    found: dict[RecordId, int] = {}
    for some in chunks(records):
        marks = ",".join("?" * len(some))
        for record, _, body in run(session, _NEWEST.format(marks=marks), some):
            found[record] = max(found.get(record, 0), Revision.kept(body).ticks)
    return found


def blank(session: Session, record: RecordId) -> None:
    """Destroy what the revisions of a record say. Only the hashes stay, so that the chains hold,
    and the revision that says so."""
    for row in session.exec(select(RevisionRow).where(RevisionRow.record == record)):
        if row.body and Revision.from_bytes(row.body).change is not Change.ERASE:
            row.body = None
    session.flush()


def erasures(session: Session) -> list[Revision]:
    """The revisions that destroyed a record."""
    query = (
        select(RevisionRow.body)
        .join(ErasedRow, col(ErasedRow.record) == col(RevisionRow.record))
        .where(col(RevisionRow.body).is_not(None))
    )
    return [Revision.from_bytes(body) for body in session.exec(query) if body]


def take_out(session: Session, dot: Dot, fields: Collection[Field]) -> None:
    """Destroy what one revision answered to these fields; its digest stays what it was."""
    row = session.get_one(RevisionRow, dot)
    if row.body is not None:
        row.body = without(row.body, fields)
    session.flush()


def lacks_something(entry: Entry) -> bool:
    """Whether an answer may have been taken out of it."""
    *_, body = entry
    return body is None or b'"gone"' in body


def refuse_unexplained(session: Session, entries: Sequence[Entry]) -> None:
    """Somebody who only passes on what colleagues wrote cannot blank it.

    Raises:
        UnexplainedGapError: a body or an answer is missing that nobody said to have taken out.
    """
    blank_ones = {record for _, record, _, body in entries if body is None}
    erased = session.exec(select(ErasedRow.record).where(col(ErasedRow.record).in_(blank_ones)))
    if blank_ones - set(erased):
        raise UnexplainedGapError
    opened = [Revision.from_bytes(body) for *_, body in entries if body is not None]
    missing = [revision for revision in opened if revision.gone]
    known = read_revisions(session, {revision.record for revision in missing})
    for revision in missing:
        explained = History.of(known[revision.record]).redacted
        if any((revision.dot, field) not in explained for field in revision.gone):
            raise UnexplainedGapError
