"""Version 3: a state is kept write by write, and no longer answer by answer."""

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy.engine import Connection

_SOME = 500


def change(connection: Connection) -> None:
    """Rewrite all present states, and those from before an import that can be taken back."""
    _rewrite(connection, "record", "state", _said)
    _rewrite(connection, "brought", "before", _before)


def _rewrite(
    connection: Connection, table: str, column: str, new: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    run, last = connection.exec_driver_sql, 0
    while rows := run(
        f"SELECT rowid, {column} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_SOME}",
        (last,),
    ).all():
        last = rows[-1][0]
        changed = [(orjson.dumps(new(orjson.loads(r[1]))).decode(), r[0]) for r in rows if r[1]]
        if changed:
            run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed)


def _before(before: dict[str, Any]) -> dict[str, Any]:
    return before | {"state": _said(before["state"])}


def _said(state: dict[str, Any]) -> dict[str, Any]:
    """Per write when, by whom, which writes it stands for, and the answers."""
    found: dict[Any, list[Any]] = {}
    for field, answer in state["stated"].items():
        writes = state["seen"].get(field, [])
        at, by = answer.pop("at"), answer.pop("by")
        key = at, by, tuple(map(tuple, writes))
        found.setdefault(key, [at, by, writes, {}])[3][field] = answer
    said = sorted(found.values(), key=lambda one: one[2])
    return {"said": said, "disputes": state["disputes"]}
