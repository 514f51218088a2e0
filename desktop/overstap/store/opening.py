"""Getting into a vault folder: the lock file, the header, the database's key, and what went wrong
before."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from overstap.crypto import keys
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.kernel.clock import Clock
from overstap.kernel.errors import StoreError
from overstap.store.attempts import Attempts
from overstap.store.engine import Database, open_database
from overstap.store.errors import (
    DatabaseDamagedError,
    InUseError,
    NoVaultError,
    WrongRecoveryKeyError,
)
from overstap.store.files import disk_error, holds_vault
from overstap.store.header import Opened, settle
from overstap.store.places import refuse_network

DATABASE = "vault.db"
_LOCK = "vault.lock"


@dataclass(frozen=True)
class Entered:
    """An open vault folder. ``failed`` attempts came before. ``has_next``: the database has the key
    that was coming, so taking something away from somebody broke off after that."""

    folder: Path
    lock: FileLock
    opened: Opened
    database: Database
    has_next: bool = False
    failed: int = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """Codes of what the person should know."""
        said = {
            "failed": self.failed,
            "repaired": self.opened.instead_of,
            "rekeyed": self.opened.next_master,
        }
        return tuple(code for code, true in said.items() if true)


def enter(folder: Path, unlock: Callable[[], Opened], clock: Clock) -> Entered:
    """Open the vault in ``folder``; nobody else can until ``lock`` is released.

    Raises:
        StoreError: no vault, on a network, in use, too many attempts, damaged, or whatever
            ``unlock`` raises.
    """
    if not holds_vault(folder):
        raise NoVaultError(path=str(folder))
    refuse_network(folder)
    lock = hold(folder)
    try:
        attempts = Attempts(folder, clock)
        attempts.allow()
        opened, database, has_next = _counted(lambda: _both(folder, unlock()), attempts)
        settle(folder, opened)
        return Entered(folder, lock, opened, database, has_next, attempts.forget())
    except BaseException:
        lock.release()
        raise


def hold(folder: Path) -> FileLock:
    """Keep every other program out.

    Raises:
        InUseError: another program is in.
        DiskFullError, NotWritableError: see there.
    """
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise InUseError from error
    except OSError as error:
        raise disk_error(error, folder) from error
    return lock


def destroy_folder(folder: Path) -> None:
    """Remove a vault that nobody is to open again; nothing happens where there is none.

    Raises:
        InUseError: another program is in.
        DiskFullError, NotWritableError: see there.
    """
    if not folder.exists():
        return
    lock = hold(folder)
    try:
        for path in folder.iterdir():
            if path.name != _LOCK:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        raise disk_error(error, folder) from error
    finally:
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def _counted(
    unlock: Callable[[], tuple[Opened, Database, bool]], attempts: Attempts
) -> tuple[Opened, Database, bool]:
    try:
        return unlock()
    except (WrongPassphraseError, WrongRecoveryKeyError):
        with suppress(StoreError):  # that it was wrong matters more than that it is not counted
            attempts.failed()
        raise


def _both(folder: Path, opened: Opened) -> tuple[Opened, Database, bool]:
    """With the database. A copy of the header that does not open it is from before somebody was
    shut out; then it is what was wrong with the header that counts."""
    try:
        return opened, *_open(folder, opened)
    except DatabaseDamagedError:
        raise opened.instead_of or DatabaseDamagedError from None


def _open(folder: Path, opened: Opened) -> tuple[Database, bool]:
    """The database, and whether the key that was coming is already the one that opens it."""
    if not (folder / DATABASE).exists():
        raise DatabaseDamagedError
    try:
        return _opened(folder, opened.master), False
    except DatabaseDamagedError:
        if opened.next_master is None:
            raise
    return _opened(folder, opened.next_master), True


def _opened(folder: Path, master: bytes) -> Database:
    database = open_database(folder / DATABASE, keys.derive(master, "db"))
    with database.writer.connect():
        return database
