"""One connection, one transaction at a time: all that is in it is kept, or nothing is."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from overstap.kernel.errors import StoreError
from overstap.store.errors import (
    DatabaseDamagedError,
    DiskFullError,
    InUseError,
    NotWritableError,
)

_FAULTS = {
    "SQLITE_FULL": DiskFullError,
    "SQLITE_BUSY": InUseError,
    "SQLITE_LOCKED": InUseError,
    "SQLITE_READONLY": NotWritableError,
    "SQLITE_CORRUPT": DatabaseDamagedError,
    "SQLITE_NOTADB": DatabaseDamagedError,
    "SQLITE_IOERR": DatabaseDamagedError,
}


class Transactions:
    """Hands out the session of the running transaction, or begins one. Threads wait in turn to
    write; who only reads waits for nobody."""

    def __init__(self, engine: Engine, readers: Engine | None = None) -> None:
        self._engine = engine
        self._readers = readers
        self._lock = threading.RLock()
        self._session: Session | None = None
        self._writing = threading.local()
        self._waiting: deque[Callable[[], None]] = deque()

    @contextmanager
    def __call__(self) -> Iterator[Session]:
        """The session; the outermost ``with`` commits, or undoes everything on an exception.

        Raises:
            StoreError: the disk is full, or the database is damaged, in use or read-only.
        """
        with self._lock:
            if self._session is not None:
                yield self._session
                return
            try:
                with self._outermost() as session:
                    yield session
            finally:
                self._do_waiting()

    @contextmanager
    def _outermost(self) -> Iterator[Session]:
        with translated(), Session(self._engine) as session:
            self._session = session
            self._writing.here = True
            try:
                with session.begin():
                    yield session
            finally:
                self._session = None
                self._writing.here = False

    def when_free(self, write: Callable[[], None]) -> None:
        """Write now, or right after whoever is writing; waits for nobody."""
        self._waiting.append(write)
        if self._lock.acquire(blocking=False):
            try:
                if self._session is None:
                    self._do_waiting()
            finally:
                self._lock.release()

    def _do_waiting(self) -> None:
        """In one transaction. What cannot be written now waits for the next one."""
        waiting = tuple(self._waiting)
        if not waiting:
            return
        with suppress(StoreError):
            with self._outermost():
                for write in waiting:
                    write()
            for _ in waiting:
                self._waiting.popleft()

    @property
    def open_here(self) -> bool:
        """Whether this thread is inside a transaction that writes."""
        return getattr(self._writing, "here", False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The running transaction of this thread, so that it sees its own writes; else a look at
        what was committed last, beside whoever is writing.

        Raises:
            StoreError: the database is damaged.
        """
        if self._readers is None or self.open_here:
            with self() as session:
                yield session
            return
        with translated(), Session(self._readers) as session, session.begin():
            yield session


@contextmanager
def translated() -> Iterator[None]:
    """The database's errors as ours."""
    try:
        yield
    except DatabaseError as error:
        raise _fault(error.orig) or error from error
    except sqlcipher.DatabaseError as error:
        raise _fault(error) or error from error


def _fault(original: BaseException | None) -> StoreError | None:
    if isinstance(original, sqlcipher.Error):
        name = getattr(original, "sqlite_errorname", None) or str(original)
        for start, kind in _FAULTS.items():
            if name.startswith(start):
                return kind(path="")
        if "full" in str(original):
            return DiskFullError(path="")
        if "locked" in str(original):
            return InUseError()
        if "readonly" in str(original):
            return NotWritableError(path="")
        if "malformed" in str(original) or "not a database" in str(original):
            return DatabaseDamagedError()
    return None
