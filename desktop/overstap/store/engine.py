"""SQLCipher behind SQLAlchemy: a raw 256-bit key that stands in no URL and no log."""

from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

from overstap.store.errors import DatabaseDamagedError

_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


def open_engine(path: Path, key: bytes) -> Engine:
    """One connection to the database at ``path`` (made where there is none), for one thread at a
    time. ``hide_parameters`` keeps answers out of tracebacks.

    Raises:
        DatabaseDamagedError: the key does not open it, or it is no database.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=_connector(path, key),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _connector(path: Path, key: bytes) -> Callable[[], sqlcipher.Connection]:
    def connect() -> sqlcipher.Connection:
        connection = sqlcipher.connect(
            str(path), timeout=10, check_same_thread=False, isolation_level=None
        )
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _unlock(connection: sqlcipher.Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key prints to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # raw: no key derivation of its own
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this build has no SQLCipher: answers would be stored in clear")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        raise DatabaseDamagedError from error
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
