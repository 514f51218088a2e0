"""SQLCipher behind SQLAlchemy: a raw 256-bit key that stands in no URL and no log.

One connection writes; others only read, and see what was committed last while it writes.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import orjson
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from overstap.store.errors import DatabaseDamagedError, DiskFullError
from overstap.store.transactions import translated

_SETTINGS = (
    "temp_store=MEMORY",
    "cache_size=-65536",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_WRITER = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    *_SETTINGS,
)
_READER = (*_SETTINGS, "query_only=ON")


@dataclass
class Key:
    """The database's key: 32 bytes, which every new connection asks for."""

    value: bytes = field(repr=False)


@dataclass(frozen=True)
class Database:
    """One encrypted file: an engine that writes, one that reads, and bare readers for searching."""

    path: Path
    writer: Engine
    readers: Engine
    connect: Callable[[], sqlcipher.Connection]
    key: Key

    def rekey(self, key: bytes) -> None:
        """Encrypt every page with another key, in one transaction. Nobody may be reading.

        Raises:
            DiskFullError: there is no room for every page once more; the old key still opens it.
        """
        self.readers.dispose()
        try:
            with translated(), self.writer.connect() as connection:
                connection.connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").fetchall()
        finally:  # it has the new key, also where the pages do not, and a log that takes the room
            self.writer.dispose()
        if not self._opens_with(key):  # and it says "ok" either way
            raise DiskFullError(path=str(self.path))
        self.key.value = key
        self.forget_deleted()

    def _opens_with(self, key: bytes) -> bool:
        try:
            _connect(self.path, Key(key), _SETTINGS).close()
        except DatabaseDamagedError:
            return False
        return True

    def copy_to(self, path: Path) -> None:
        """Write all that was committed to a new file, encrypted with the same key; without what
        was deleted.

        Raises:
            DiskFullError: there is no room.
        """
        with translated():
            connection = _connect(self.path, self.key, _SETTINGS)
            try:
                connection.execute("VACUUM INTO ?", (str(path),))
            finally:
                connection.close()

    def whole(self) -> bool:
        """Whether every page is as it was written, and all that belongs together is there. The log
        is emptied first: SQLCipher raises false alarms while it holds something."""
        self._empty_log()
        with translated(), self.writer.connect() as connection:
            bare = connection.connection
            pages = bare.execute("PRAGMA cipher_integrity_check").fetchall()
            return not pages and bare.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    def forget_deleted(self) -> None:
        """Empty the log that may still hold what was deleted. What was committed stays so: where
        the disk has no room for emptying it, that happens when there is, at the latest on closing.
        """
        with suppress(DiskFullError):
            self._empty_log()

    def _empty_log(self) -> None:
        with translated(), self.writer.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection that is not in use; the keys go with them."""
        self.readers.dispose()
        self.writer.dispose()


def open_database(path: Path, key: bytes) -> Database:
    """The database at ``path`` (made where there is none).

    Raises:
        DatabaseDamagedError: the key does not open it, or it is no database.
    """
    kept = Key(key)
    connect = partial(_connect, path, kept, _READER)
    readers = _engine(connect, QueuePool)
    event.listen(readers, "begin", _begin_reading)
    return Database(path, open_engine(path, kept), readers, connect, kept)


def open_engine(path: Path, key: Key) -> Engine:
    """The one connection that writes, for one thread at a time. ``hide_parameters`` keeps answers
    out of tracebacks."""
    engine = _engine(partial(_connect, path, key, _WRITER), StaticPool)
    event.listen(engine, "begin", _begin_writing)
    return engine


def _engine(connect: Callable[[], sqlcipher.Connection], pool: type[Pool]) -> Engine:
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=pool,
        hide_parameters=True,
        json_deserializer=orjson.loads,
    )


def _begin_writing(connection: Connection) -> None:
    connection.connection.execute("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.connection.execute("BEGIN")


def _connect(path: Path, key: Key, settings: tuple[str, ...]) -> sqlcipher.Connection:
    connection = sqlcipher.connect(
        str(path), timeout=10, check_same_thread=False, isolation_level=None
    )
    try:
        _unlock(connection, key.value, settings)
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: sqlcipher.Connection, key: bytes, settings: tuple[str, ...]) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key prints to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # raw: no key derivation of its own
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this build has no SQLCipher: answers would be stored in clear")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        raise DatabaseDamagedError from error
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").fetchall()
