"""Statements that go straight to the driver: past SQLAlchemy, which takes 30 microseconds for each,
several times what most of them cost the database.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as sqlcipher
from sqlmodel import Session

Row: TypeAlias = tuple[Any, ...]


def run(
    session: Session, statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> sqlcipher.Cursor:
    """Run one statement in the transaction of ``session``. What the session was told to add has to
    be flushed first."""
    return _driver(session).execute(statement, parameters)


def run_many(session: Session, statement: str, rows: Sequence[Row]) -> None:
    """Run it once for each row."""
    if rows:
        _driver(session).executemany(statement, rows)


def _driver(session: Session) -> sqlcipher.Connection:
    """Asked once in a transaction: SQLAlchemy looks at a dozen things before it tells."""
    if "driver" not in session.info:
        session.info["driver"] = session.connection().connection.driver_connection
    return session.info["driver"]
