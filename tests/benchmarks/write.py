"""How quick writing is, beside doing the least that could be called writing.

Peers, in the same run: writing the very same rows, made beforehand, into the same encrypted tables
with ``executemany``; a blind upsert of them; appending to a file with ``fdatasync``. Of the first
two the processor's time is compared: both wait equally long for the disk. The import is compared
once more with a peer that also makes the hashes on which the history rests.
Run: python tests/benchmarks/write.py [people]
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from crowd import Crowd, in_turns, new_vault, quantile, ratio, times, work_time

from overstap.domain.answers import Answer
from overstap.domain.records import Record, Stated
from overstap.domain.revision import Revision
from overstap.store.vault import SqlVault
from overstap.usecases.ports.records import Write

ANSWERS = 200
"""How many answers are saved one by one."""


TABLES = ("revision", "record", "person", "home", "double_key", "apart", "audit")


def copied(vault: SqlVault, bare: SqlVault) -> Callable[[], None]:
    """Writing every row that is in ``vault``, index of names too, to an empty one, in one
    transaction: what the database asks of anybody."""
    statements = {}
    with vault._transactions.reading() as session:
        run = session.connection().exec_driver_sql
        for table in TABLES:
            rows = [tuple(row) for row in run(f"SELECT * FROM {table}")]
            marks = ",".join("?" * len(rows[0])) if rows else ""
            statements[f"INSERT OR REPLACE INTO {table} VALUES({marks})"] = rows
        words = run("SELECT number, words, sounds FROM person")
        statements["INSERT INTO name_index(rowid, word, sound) VALUES(?, ?, ?)"] = [
            tuple(row) for row in words
        ]

    def write() -> None:
        with bare._transactions() as session:
            for statement, rows in statements.items():
                if rows:
                    session.connection().exec_driver_sql(statement, rows)

    return write


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

    ours = work_time(write)
    bare = new_vault(folder / "bare")
    peer = work_time(copied(vault, bare))
    bare.close()
    ratio(f"Import of {people} people in one transaction, beside the same rows", ours, peer, 3)
    proven = peer + work_time(hashing(vault))
    ratio("... that can be proven and taken out singly as well", ours, proven, 3)
    return vault


def hashing(vault: SqlVault) -> Callable[[], None]:
    """Working out what every revision in the vault says in bytes, and the hash of each answer in
    it: without these nobody could prove the history, or take a single answer out of it."""
    with vault._transactions.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT body FROM revision")
        revisions = [Revision.from_bytes(body) for (body,) in rows]

    def work() -> None:
        for revision in revisions:
            revision.to_bytes()
            assert revision.digest

    return work


def merges(folder: Path, vault: SqlVault) -> None:
    """Take a fifth of all households over again from another office, with one answer more."""
    homes = [[home, *vault.members(home)] for home in vault.households()]
    known = vault.records(record for home in homes for record in home)
    first = [_sent(known[record], 1) for home in homes for record in home]
    again = [_sent(known[record], 2, more=True) for home in homes[::5] for record in home]
    ours, peer = new_vault(folder / "gemeente"), new_vault(folder / "other")
    for gemeente in (ours, peer):
        gemeente.receive(first)
    took = work_time(lambda: ours.receive(again))
    least = work_time(upserts(ours, peer, [record.id for record in again]))
    ratio(f"Merge of {len(again)} into {len(first)} records, beside upsert", took, least, 2)
    ours.close()
    peer.close()


def upserts(vault: SqlVault, other: SqlVault, records: list[str]) -> Callable[[], None]:
    """Writing what ``vault`` now has of these records, and had before, over what ``other`` has."""
    now, before = [], []
    with vault._transactions.reading() as session:
        run = session.connection().exec_driver_sql
        for record in records:
            now += [tuple(r) for r in run("SELECT * FROM record WHERE record = ?", (record,))]
            before += [tuple(r) for r in run("SELECT * FROM brought WHERE record = ?", (record,))]
    before = [row for row in before if row[0] == now[0][3]]

    def write() -> None:
        with other._transactions() as session:
            run = session.connection().exec_driver_sql
            run("INSERT INTO brought VALUES(?, ?, ?)", before)
            run("INSERT OR REPLACE INTO record VALUES(?, ?, ?, ?, ?)", now)

    return write


def _sent(known: Record, revision: int, *, more: bool = False) -> Record:
    stated = dict(known.stated)
    if more:
        stated["talk.remark"] = Stated(Answer("Anders"), datetime.now(UTC), "Wit")
    record = Record.stating(known.id, stated)
    return replace(record, origin="a" * 32, revision=revision, bundle=f"{revision}" * 64)


def saves(folder: Path, vault: SqlVault) -> None:
    """One answer after another, each on disk before the next."""
    people = [line.person for line in vault.lines(vault.search("", ANSWERS).numbers)]
    turns = iter(people)

    def save() -> None:
        person = next(turns)
        seen = vault.record(person).seen
        vault.write([Write(person, {"education.question_3": Answer("Anders")}, seen)], "Wit")

    with (folder / "log").open("ab") as log:
        for name, sync in (("fdatasync", os.fdatasync), ("fsync", os.fsync)):
            ours, peer = in_turns(save, partial(_append, log, sync), len(people) // 2)
            ratio(f"One answer saved and durable, p50, beside append + {name}",
                  quantile(ours, 0.5), quantile(peer, 0.5), 2)  # fmt: skip
    opened = times(lambda: vault.records(people[:5]), 50)
    print(f"  reading a household of five: {quantile(opened, 0.5) * 1e3:.2f} ms")


def _append(log: BinaryIO, sync: Callable[[int], None]) -> None:
    log.write(bytes(400))
    log.flush()
    sync(log.fileno())


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
