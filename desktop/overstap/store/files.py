"""Write files so that there is always a whole one: the old or the new."""

import errno
import os
from collections.abc import Sequence
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
    write_alike([path], data)


def write_alike(paths: Sequence[Path], data: bytes) -> None:
    """Replace all of ``paths``, in one folder, by ``data``: one after the other, but none before
    there was room for all.

    Raises:
        DiskFullError, NotWritableError: they are as they were.
    """
    written = {path: path.with_name(f"{path.name}.new") for path in paths}
    try:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as file:  # never through a link that somebody laid there
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, temporary in written.items():
            temporary.replace(path)
        sync_folder(paths[0].parent)
    except OSError as error:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
        raise disk_error(error, paths[0]) from error


def open_to_others(folder: Path) -> bool:
    """Whether everybody on the computer can get at the files in it; a group that shares it is for
    who administers the computer to decide. On Windows a profile's folders are closed."""
    return os.name == "posix" and bool(folder.stat().st_mode & 0o007)


def make_closed(folder: Path) -> None:
    """Make a folder that nobody else can enter; one that is there stays as it is.

    Raises:
        DiskFullError, NotWritableError: see there.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise disk_error(error, folder) from error


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
