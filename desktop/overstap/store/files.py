"""Write files so that there is always a whole one: the old or the new."""

import errno
import os
from pathlib import Path

from overstap.kernel.errors import StoreError
from overstap.store.errors import DiskFullError, NotWritableError

HEADER = "vault.json"
"""The file that makes a folder a vault."""


def holds_vault(folder: Path) -> bool:
    """Whether there is something to unlock in the folder."""
    return (folder / HEADER).exists()


def write_whole(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step, on the disk before this returns.

    Raises:
        DiskFullError, NotWritableError: ``path`` is as it was.
    """
    temporary = path.with_name(f"{path.name}.new")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path) -> StoreError:
    """The error of ours that says what the operating system said."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(path=str(path))
    return NotWritableError(path=str(path))


def sync_folder(folder: Path) -> None:
    """What was renamed in it is on the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
