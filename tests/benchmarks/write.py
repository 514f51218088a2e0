"""How quick writing is, beside doing the least that could be called writing.

Peers, in the same run: ``executemany`` of rows that were made beforehand, into the same kind of
encrypted file; a blind upsert; appending to a file with ``fdatasync``.
Run: python tests/benchmarks/write.py [people]
"""

import os
import sys
import tempfile
from pathlib import Path

from crowd import Crowd, new_vault, quantile, ratio, times

from overstap.domain.answers import Answer
from overstap.store.engine import Key, open_engine
from overstap.store.states import read_states
from overstap.store.vault import SqlVault
from overstap.usecases.ports import Snapshot, Write

ANSWERS = 200
"""How many answers are saved one by one."""


def raw_rows(vault: SqlVault) -> list[tuple[object, ...]]:
    """What was written, as bare rows."""
    with vault._transactions.reading() as session:
        run = session.connection().exec_driver_sql
        revisions = run("SELECT replica || number, record, body FROM revision").all()
        return [tuple(row) for row in revisions] + [
            (f"state {record}", record, state)
            for record, state in run("SELECT record, state FROM record")
        ]


def blind(folder: Path, rows: list[tuple[object, ...]], verb: str) -> float:
    """Seconds to write these rows in one transaction; the table is there already."""
    engine = open_engine(folder / "raw.db", Key(bytes(32)))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS raw(a PRIMARY KEY, b, c)")

    def write() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"{verb} INTO raw VALUES(?, ?, ?)", rows)

    took = times(write, 1)[0]
    engine.dispose()
    return took


def imports(folder: Path, count: int) -> SqlVault:
    """Register a crowd at once, as a list or another desk brings it."""
    vault = new_vault(folder / "vault")
    homes, writes, people = Crowd().writes(), list[Write](), 0
    while people < count:
        home = next(homes)
        writes += home
        people += len(home) - 1

    def write() -> None:
        with vault.writing():
            vault.write(writes, "Wit (Balie 1)")

    ours = times(write, 1)[0]
    peer = blind(folder, raw_rows(vault), "INSERT")
    ratio(f"Import of {people} people in one transaction, beside executemany", ours, peer, 3)
    return vault


def merges(folder: Path, vault: SqlVault) -> None:
    """Take over a fifth of everybody again from another office, a revision further."""
    gemeente = new_vault(folder / "gemeente")
    with vault._transactions.reading() as session:
        records = [
            record
            for (record,) in session.connection().exec_driver_sql("SELECT record FROM record")
        ]
        states = read_states(session, records)
    first = [_snapshot(record, states[record].stated, 1) for record in records]
    again = [_snapshot(s.record, states[s.record].stated, 2) for s in first[::5]]
    gemeente.receive("a" * 32, first)
    ours = times(lambda: gemeente.receive("a" * 32, again), 1)[0]
    rows = [(s.record, "a", str(s.stated)) for s in first]
    blind(folder, rows, "INSERT OR REPLACE")
    peer = blind(folder, rows[::5], "INSERT OR REPLACE")
    ratio(f"Merge of {len(again)} into {len(first)} records, beside upsert", ours, peer, 2)
    gemeente.close()


def _snapshot(record: str, stated: object, revision: int) -> Snapshot:
    json = {field: said.to_json() for field, said in stated.items()}  # type: ignore[attr-defined]
    return Snapshot(record, revision, json, bundle=f"{revision}" * 64)


def saves(folder: Path, vault: SqlVault) -> None:
    """One answer after another, each on disk before the next."""
    people = [line.person for line in vault.lines(vault.search("", ANSWERS).numbers)]
    turns = iter(people)

    def save() -> None:
        person = next(turns)
        seen = vault.record(person).seen
        vault.write([Write(person, {"person.room": Answer("C-001")}, seen)], "Wit")

    with (folder / "log").open("ab") as log:

        def append() -> None:
            log.write(bytes(400))
            log.flush()
            os.fdatasync(log.fileno())

        ours, peer = times(save, len(people)), times(append, len(people))
    ratio("One answer saved and durable, p50, beside append + fdatasync",
          quantile(ours, 0.5), quantile(peer, 0.5), 2)  # fmt: skip
    opened = times(lambda: vault.records(people[:5]), 50)
    print(f"  reading a household of five: {quantile(opened, 0.5) * 1e3:.2f} ms")


def main() -> None:
    """Print all lines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        vault = imports(Path(folder), count)
        saves(Path(folder), vault)
        merges(Path(folder), vault)
        vault.close()


if __name__ == "__main__":
    main()
