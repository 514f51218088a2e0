"""The present state of records as it lies in the vault: JSON beside who sent it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import orjson
from sqlmodel import Session, col, select

from overstap.domain.records import Record, RecordId, Stated
from overstap.store.tables import RecordRow

Item = TypeVar("Item")

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
        query = select(
            RecordRow.record, RecordRow.origin, RecordRow.revision, RecordRow.bundle,
        ).add_columns(col(RecordRow.state)).where(col(RecordRow.record).in_(some))  # fmt: skip
        for record, origin, revision, bundle, state in session.execute(query):
            found[record] = record_of(record, origin, revision, bundle, state)
    return found


def save_states(session: Session, records: Sequence[Record]) -> None:
    """Write present states over what was there."""
    rows = [(r.id, r.origin, r.revision, r.bundle, _json(r)) for r in records]
    if rows:
        session.connection().exec_driver_sql(_SAVE, rows)


def _json(record: Record) -> str:
    state = {
        "stated": {field: stated.to_json() for field, stated in record.stated.items()},
        "seen": record.seen,
        "disputes": {f: [s.to_json() for s in said] for f, said in record.disputes.items()},
    }
    return orjson.dumps(state).decode()


def record_of(
    record: RecordId, origin: str, revision: int, bundle: str, state: dict[str, Any]
) -> Record:
    """A present state from its columns."""
    return Record(
        id=record,
        stated={f: Stated.from_json(json) for f, json in state["stated"].items()},
        seen={f: tuple((r, n) for r, n in dots) for f, dots in state["seen"].items()},
        disputes={
            f: tuple(Stated.from_json(json) for json in said)
            for f, said in state["disputes"].items()
        },
        origin=origin,
        revision=revision,
        bundle=bundle,
    )
