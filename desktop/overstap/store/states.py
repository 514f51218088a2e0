"""The present state of records as it lies in the vault: JSON beside who sent it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

import orjson
from sqlmodel import Session

from overstap.domain.answers import Field, Packed, json_of
from overstap.domain.records import Record, RecordId, Said, Stated
from overstap.store.statements import run, run_many

Item = TypeVar("Item")

_ERASED = "SELECT record FROM erased WHERE record IN"
_READ = "SELECT record, origin, revision, bundle, state FROM record WHERE record IN"
_SAVE = (
    "INSERT INTO record(record, origin, revision, bundle, state) VALUES(?, ?, ?, ?, ?)"
    " ON CONFLICT(record) DO UPDATE SET origin = excluded.origin, revision = excluded.revision,"
    " bundle = excluded.bundle, state = excluded.state"
)


def chunks(items: Iterable[Item], size: int = 500) -> Iterator[list[Item]]:
    """The items in groups that one SQL statement can name."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


def read_states(session: Session, wanted: Iterable[RecordId]) -> dict[RecordId, Record]:
    """The present state of those that exist."""
    found: dict[RecordId, Record] = {}
    for some in chunks(wanted):
        marks = ",".join("?" * len(some))
        rows = run(session, f"{_READ} ({marks})", some)
        for record, origin, revision, bundle, state in rows:
            found[record] = record_of(record, origin, revision, bundle, orjson.loads(state))
    return found


def save_states(session: Session, records: Sequence[Record]) -> None:
    """Write present states over what was there."""
    rows = [(r.id, r.origin, r.revision, r.bundle, state_of(r)) for r in records]
    run_many(session, _SAVE, rows)


def state_of(record: Record) -> str:
    """A present state as JSON."""
    state = {
        "said": [
            [
                one.at.isoformat(),
                one.by,
                one.writes,
                json_of(one.answers),
            ]
            for one in record.said
        ],
        "disputes": {f: [s.to_json() for s in them] for f, them in record.disputes.items()},
    }
    return orjson.dumps(state).decode()


def record_of(
    record: RecordId, origin: str, revision: int, bundle: str, state: dict[str, Any]
) -> Record:
    """A present state from its columns; ``state`` is what ``state_of`` gave, parsed."""
    disputes = {f: tuple(map(Stated.from_json, them)) for f, them in state["disputes"].items()}
    said = tuple(_said(*one) for one in state["said"])
    return Record(record, said, disputes, origin, revision, bundle)


def _said(at: str, by: str, writes: list[tuple[str, int]], answers: dict[Field, Any]) -> Said:
    return Said(
        datetime.fromisoformat(at),
        by,
        tuple((replica, number) for replica, number in writes),
        Packed(answers),
    )


def erased_of(session: Session, records: Iterable[RecordId]) -> set[RecordId]:
    """Those of the records that were destroyed."""
    found: set[RecordId] = set()
    for some in chunks(records):
        marks = ",".join("?" * len(some))
        found |= {record for (record,) in run(session, f"{_ERASED} ({marks})", some)}
    return found
