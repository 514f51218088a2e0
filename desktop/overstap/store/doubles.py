"""Gathers residents who may be the same person as somebody; ``domain.doubles`` judges them."""

from collections.abc import Iterable

from sqlmodel import Session, col, or_, select

from overstap.domain.answers import Answers
from overstap.domain.findable import keys_to_look_under
from overstap.domain.records import RecordId
from overstap.domain.residents import V_NUMBER
from overstap.store.statements import run
from overstap.store.tables import ApartRow, PersonRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.lists import Number

_MOST = 200
"""Who shares most keys comes first; further down are namesakes of the same year."""


class Doubles:
    """Looks under the keys where likely doubles lie."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def __call__(self, answers: Answers, leave_out: RecordId) -> tuple[Number, ...]:
        """Numbers of candidates, those with the same V-number first; neither ``leave_out`` nor whom
        somebody said it is not."""
        with self._transactions.reading() as session:
            found = dict.fromkeys(_same_v_number(session, answers))
            found |= dict.fromkeys(_under(session, keys_to_look_under(answers)))
            hidden = _apart_from(session, leave_out) if leave_out else set()
        return tuple(number for number in found if number not in hidden)

    def apart(self) -> frozenset[tuple[RecordId, RecordId]]:
        """Every two of whom somebody said that they are two people, the lower id first."""
        with self._transactions.reading() as session:
            rows = run(session, "SELECT one, other FROM apart")
            return frozenset((one, other) for one, other in rows)

    def keep_apart(self, one: RecordId, other: RecordId) -> None:
        """Remember of two received records that they are two people."""
        lower, higher = sorted((one, other))
        with self._transactions() as session:
            session.merge(ApartRow(one=lower, other=higher))

    def merged(self) -> tuple[RecordId, ...]:
        """Residents without a line in the lists: only who went on as somebody else has none."""
        with self._transactions.reading() as session:
            rows = run(session, _MERGED)
            return tuple(record for (record,) in rows)


_MERGED = (
    "SELECT record FROM record WHERE record BETWEEN 'person-' AND 'person-~'"
    " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.record = record.record)"
)


def _same_v_number(session: Session, answers: Answers) -> Iterable[Number]:
    answer = answers.get(V_NUMBER)
    if answer is None or not answer.text:
        return ()
    return session.exec(select(PersonRow.number).where(PersonRow.v_number == answer.text)).all()


def _under(session: Session, keys: frozenset[str]) -> Iterable[Number]:
    whole = [key for key in keys if not key.endswith("|")]
    begun = [key for key in keys if key.endswith("|")]
    if not keys:
        return ()
    conditions = [f"key IN ({','.join('?' * len(whole))})"] if whole else []
    conditions += ["key BETWEEN ? AND ?"] * len(begun)
    parameters = [*whole, *(end for key in begun for end in (key, key + "~"))]
    rows = run(
        session,
        f"SELECT number FROM double_key WHERE {' OR '.join(conditions)}"
        " GROUP BY number ORDER BY count(*) DESC LIMIT ?",
        (*parameters, _MOST),
    )
    return [number for (number,) in rows]


def _apart_from(session: Session, record: RecordId) -> set[Number]:
    """The number of the record itself, and of those whom somebody said it is not."""
    pairs = select(ApartRow.one, ApartRow.other).where(
        or_(ApartRow.one == record, ApartRow.other == record)
    )
    records = {record, *(side for pair in session.exec(pairs) for side in pair)}
    query = select(PersonRow.number).where(col(PersonRow.record).in_(records))
    return set(session.exec(query))
