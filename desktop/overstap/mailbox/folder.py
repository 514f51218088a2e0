"""A mailbox in a folder, on a network share or on a stick."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fsspec.implementations.local import LocalFileSystem

from overstap.domain.mailboxes import Address
from overstap.kernel.task import Task
from overstap.mailbox.storage import BLOCK, Storage, said
from overstap.usecases.ports.mailboxes import Mailbox

_SPARE = 1 << 20
"""Bytes that stay free: a stick that is full to the brim loses its list of files."""


class Folder(Storage):
    """Written through to the disk, so that a stick may be pulled out afterwards."""

    def _upload(self, path: Path, target: str, task: Task) -> None:
        size, done = path.stat().st_size, 0
        if shutil.disk_usage(Path(target).parent).free < size + _SPARE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        Path(target).unlink(missing_ok=True)  # "x": never through a link that somebody laid there
        with path.open("rb") as source, Path(target).open("xb") as copy:
            while block := source.read(BLOCK):
                done += len(block)
                task.step("mailbox.send", done, size)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())

    def _rename(self, part: str, target: str) -> None:
        Path(part).replace(target)


@contextmanager
def connect(address: Address) -> Iterator[Mailbox]:
    """The folder; there is nothing to connect to."""
    root = Path(address.path).expanduser()
    with said(address.path):
        folder = Folder(LocalFileSystem(skip_instance_cache=True), root.as_posix(), address.path)
        folder._check_root()
    yield folder
