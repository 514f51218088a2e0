"""Files in folders that others can pull away: a stick, a share. Whole files or none."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from overstap.bundle.errors import (
    DiskFullError,
    EmptyFileError,
    FolderError,
    NotAFileError,
    ReadOnlyError,
    RemovedError,
)
from overstap.kernel.errors import FileError, StoreError
from overstap.usecases.handover.send_folder import FolderFacts

PART = ".part"
_FORGOTTEN = 24 * 3600
"""Seconds after which an unfinished file is one that nobody is writing any more."""

_GONE = (errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE)
"""What systems say of a stick that was pulled out; its folder may still seem to be there."""
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(slots=True)
class NewFile:
    """A file that is being written, and the path at which it appears when it is complete."""

    file: BinaryIO
    path: Path


@contextmanager
def write_new(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it is complete and on the disk. Whatever goes
    wrong, also a stop by the person, leaves nothing behind.

    Raises:
        DiskFullError, RemovedError, ReadOnlyError, FolderError: see there.
    """
    with write_unnamed(path) as new:
        yield new.file


@contextmanager
def write_unnamed(path: Path) -> Iterator[NewFile]:
    """As ``write_new``, for a file whose name depends on what is in it: change ``path`` until the
    end."""
    part = path.with_name(f"{path.name}{PART}")
    _sweep(path)
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:  # never through a link that somebody laid there
            new = NewFile(file, path)
            yield new
            file.flush()
            os.fsync(file.fileno())
        part.replace(new.path)
    except OSError as error:
        _forget(part)
        raise _kind(error, path.parent)(path=str(path.parent)) from error
    except BaseException:
        _forget(part)
        raise


@contextmanager
def reading(path: Path, otherwise: type[FileError]) -> Iterator[BinaryIO]:
    """A file that is there and not empty.

    Raises:
        NotAFileError, EmptyFileError: it is a folder, missing, or empty.
        FileError: ``otherwise``, where it cannot be read.
    """
    try:
        if not path.is_file():
            raise NotAFileError(path=path.name)
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                raise EmptyFileError(path=path.name)
            yield file
    except OSError as error:
        raise otherwise(path=path.name) from error


def inspect(folder: Path) -> FolderFacts:
    """Whether a file can be written there, found out by writing one that has no name."""
    if not folder.is_dir():
        return FolderFacts(exists=False, writable=False, free=0)
    try:
        with tempfile.TemporaryFile(dir=folder):
            writable = True
        return FolderFacts(exists=True, writable=writable, free=shutil.disk_usage(folder).free)
    except OSError:
        return FolderFacts(exists=folder.is_dir(), writable=False, free=0)


def _kind(error: OSError, folder: Path) -> type[StoreError]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError
    if error.errno in _GONE or not folder.is_dir():
        return RemovedError
    return ReadOnlyError if error.errno in _READ_ONLY else FolderError


def _sweep(path: Path) -> None:
    """Remove what a stick that was pulled out, or a crash, left half written long ago."""
    try:
        for part in path.parent.glob(f"*{path.suffix}{PART}"):
            if time.time() - part.stat().st_mtime > _FORGOTTEN:
                part.unlink()
    except OSError:
        return  # the folder cannot be tidied; writing will say what is wrong with it


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, and the part with it
