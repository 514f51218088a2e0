"""Make of a vault's tables what the first version had, with the same in them."""

from typing import Any

import orjson
from sqlalchemy.engine import Connection

FIRST = 1


def make_older(connection: Connection) -> None:
    """Undo every step that ``store.migrations`` has for tables of states and of what was taken
    back; no two offices may have taken back one record."""
    run = connection.exec_driver_sql
    run(
        "CREATE TABLE older ( record VARCHAR NOT NULL PRIMARY KEY, office VARCHAR NOT NULL,"
        " revision INTEGER NOT NULL, bundle VARCHAR NOT NULL, at DATETIME NOT NULL )"
    )
    run("INSERT INTO older SELECT record, office, revision, bundle, at FROM gone")
    run("DROP TABLE gone")
    run("ALTER TABLE older RENAME TO gone")
    for table in ("head", "testimony"):
        run(f"DROP TABLE {table}")
    for table, column in (("record", "state"), ("brought", "before")):
        rows = run(f"SELECT rowid, {column} FROM {table}").all()
        changed = [(orjson.dumps(_older(orjson.loads(r[1]))).decode(), r[0]) for r in rows if r[1]]
        if changed:
            run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed)


def _older(kept: dict[str, Any]) -> dict[str, Any]:
    """A state, or what was there before with its state."""
    if "state" in kept:
        return kept | {"state": _older(kept["state"])}
    stated, seen = {}, {}
    for at, by, writes, answers in kept["said"]:
        for field, answer in answers.items():
            stated[field] = {**answer, "at": at, "by": by}
            if writes:
                seen[field] = writes
    return {"stated": stated, "seen": seen, "disputes": kept["disputes"]}
