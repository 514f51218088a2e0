"""What mailboxes of every kind have in common, on any file system of fsspec.

A bundle is written as ``<name>.part`` and renamed when it is whole: nobody ever reads half of it.
The name of the part follows from that of the bundle: what an upload left behind is written over by
the next attempt, and removed together with the bundle.
"""

import errno
import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from overstap.domain.mailboxes import folder_of
from overstap.domain.records import OfficeId
from overstap.kernel.errors import StoreError, TrustError
from overstap.kernel.task import Task
from overstap.mailbox.errors import (
    ForbiddenError,
    FullError,
    FullHereError,
    MissingFolderError,
    OversizedFileError,
    UnreachableError,
)
from overstap.usecases.ports.mailboxes import Found, VanishedError

PART = ".part"
LARGEST = 1 << 30
"""Bytes; more than the largest bundle that anybody opens."""
BLOCK = 1 << 20
PATIENCE = 20
"""Seconds to wait for a server."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Storage:
    """A mailbox in the folder ``root`` of a file system; obeys
    ``usecases.ports.mailboxes.Mailbox``.

    ``place`` is what a person calls it, for errors.
    """

    def __init__(self, files: Any, root: str, place: str) -> None:
        self._fs, self._root, self._place = files, root, place

    def files(self, office: OfficeId) -> Sequence[Found]:
        """What lies in the folder of an office; nothing while nobody ever wrote there."""
        with self._said():
            self._fs.invalidate_cache()
            try:
                listed = self._fs.ls(self._path(office), detail=True)
            except FileNotFoundError:
                self._check_root()
                return ()
        return tuple(
            Found(PurePosixPath(one["name"]).name, one["size"] or 0, _mark(one))
            for one in listed
            if one["type"] == "file"
        )

    def put(self, path: Path, office: OfficeId, name: str, task: Task) -> None:
        """Upload the file; it appears under its name when it is whole."""
        if not path.is_file():
            raise VanishedError(name=name)
        target = self._path(office, name)
        with self._said():
            self._check_root()
            self._make_folder(self._path(office))
            try:
                self._upload(path, f"{target}{PART}", task)
                self._rename(f"{target}{PART}", target)
            except BaseException:
                self._forget(f"{target}{PART}")
                raise

    def fetch(self, office: OfficeId, found: Found, to: Path, task: Task) -> None:
        """Download a file to ``to``; never more of it than was listed."""
        if found.size > LARGEST:
            raise OversizedFileError(name=found.name)
        with _writing(to, found) as file, self._said():
            try:
                self._download(self._path(office, found.name), file, found.size, task)
            except FileNotFoundError as error:
                raise VanishedError(name=found.name) from error

    def remove(self, office: OfficeId, name: str) -> None:
        """Remove a file and what an upload of it left behind."""
        with self._said():
            for path in (self._path(office, name), self._path(office, f"{name}{PART}")):
                try:
                    self._fs.rm_file(path)
                except FileNotFoundError:
                    continue

    def try_out(self, office: OfficeId) -> None:
        """Write a small file, under a name that nobody can lay ready, and remove it."""
        probe = self._path(office, f"probe-{secrets.token_hex(8)}{PART}")
        with self._said():
            self._check_root()
            self._make_folder(self._path(office))
            self._fs.pipe_file(probe, b"overstap")
            self._fs.rm_file(probe)

    # what a kind of storage does in its own way

    def _said(self) -> AbstractContextManager[None]:
        """Every failure inside in our own words."""
        return said(self._place)

    def _check_root(self) -> None:
        if not self._fs.exists(self._root):
            raise MissingFolderError(place=self._place)

    def _make_folder(self, path: str) -> None:
        self._fs.makedirs(path, exist_ok=True)

    def _upload(self, path: Path, target: str, task: Task) -> None:
        raise NotImplementedError

    def _rename(self, part: str, target: str) -> None:
        raise NotImplementedError

    def _download(self, path: str, to: BinaryIO, size: int, task: Task) -> None:
        done = 0
        with self._fs.open(path, "rb") as source:
            while block := source.read(BLOCK):
                done += len(block)
                task.step("mailbox.fetch", done, max(size, done))
                to.write(block)

    def _path(self, office: OfficeId, *name: str) -> str:
        return "/".join((self._root, folder_of(office), *name))

    def _forget(self, part: str) -> None:
        """Best effort: the connection may be gone; the next attempt writes over it."""
        try:
            with self._said():
                self._fs.rm_file(part)
        except (StoreError, TrustError):
            return  # what went wrong before it is what has to be said


@contextmanager
def said(place: str) -> Iterator[None]:
    """What the operating system says about files and connections, in our words."""
    try:
        yield
    except PermissionError as error:
        raise ForbiddenError(place=place) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFolderError(place=place) from error
    except OSError as error:
        full = error.errno in _FULL
        raise (FullError if full else UnreachableError)(place=place) from error


@contextmanager
def _writing(path: Path, found: Found) -> Iterator[BinaryIO]:
    """A file on this computer: its troubles are not those of the mailbox."""
    try:
        file = path.open("wb")
    except OSError as error:
        raise FullHereError from error
    with file:
        yield _Here(file, found)  # type: ignore[misc]


class _Here:
    """A file that says it when this computer is full, or when more comes than was listed."""

    def __init__(self, file: BinaryIO, found: Found) -> None:
        self._file, self._found = file, found
        self._left = found.size or LARGEST

    def write(self, block: bytes) -> int:
        """Write, or say that there is no room.

        Raises:
            VanishedError: it is another file by now, or a server that does not stop.
        """
        self._left -= len(block)
        if self._left < 0:
            raise VanishedError(name=self._found.name)
        try:
            return self._file.write(block)
        except OSError as error:
            raise FullHereError from error

    def flush(self) -> None:
        """Libraries flush; closing does so too."""


def _mark(info: dict[str, Any]) -> str:
    """What changes when the file does: its size, and its tag or time where there is one."""
    known = (info.get(key) for key in ("ETag", "etag", "mtime", "modified"))
    return f"{info['size']} {next((str(one) for one in known if one), '')}".strip()
