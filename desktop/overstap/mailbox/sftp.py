"""A mailbox on a server with OpenSSH. The server's key is the one that a person confirmed.

With a password only that is used; without one the keys of this user and their agent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem
from paramiko.ssh_exception import NoValidConnectionsError

from overstap.domain.mailboxes import Address
from overstap.kernel.task import Task
from overstap.mailbox.errors import (
    ChangedHostError,
    LoginError,
    RefusedByServerError,
    UnknownHostError,
    UnreachableError,
)
from overstap.mailbox.storage import PATIENCE, Storage, said
from overstap.usecases.ports.mailboxes import Mailbox, Secret

_HOME = "/~"
_FAILURE = "Failure"
"""All that the protocol has to say about a full disk or quota."""


class Sftp(Storage):
    """Uploads beside the name and renames over it, which OpenSSH does in one step."""

    def _upload(self, path: Path, target: str, task: Task) -> None:
        def step(done: int, total: int) -> None:
            task.step("mailbox.send", done, total)

        self._fs.ftp.put(str(path), target, callback=step)

    def _rename(self, part: str, target: str) -> None:
        self._fs.ftp.posix_rename(part, target)

    def _download(self, path: str, to: BinaryIO, size: int, task: Task) -> None:
        def step(done: int, total: int) -> None:
            task.step("mailbox.fetch", done, total)

        self._fs.ftp.getfo(path, to, callback=step)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            with said(self._place):
                yield
        except (paramiko.SSHException, EOFError) as error:
            raise UnreachableError(place=self._place) from error


class PinnedKey(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    """Lets us in only where the server shows the key with this fingerprint."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint
        self.client: paramiko.SSHClient | None = None
        """The client that asked, to be closed when the connection fails later on."""

    def missing_host_key(
        self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey
    ) -> None:
        """Judge the key; no list of known hosts is read, so every key comes by here."""
        self.client = client
        if not self._fingerprint:
            raise UnknownHostError(host=hostname, fingerprint=key.fingerprint)
        if key.fingerprint != self._fingerprint:
            raise ChangedHostError(host=hostname, fingerprint=key.fingerprint)


@contextmanager
def connect(address: Address, secret: Secret, fingerprint: str) -> Iterator[Mailbox]:
    """The mailbox, logged in.

    Raises:
        UnknownHostError, ChangedHostError: the key of the server is not the confirmed one.
        LoginError, UnreachableError: see there.
    """
    pinned = PinnedKey(fingerprint)
    try:
        files = _log_in(address, secret, pinned)
        root = address.path.removeprefix(_HOME).lstrip("/") or "."
        if not address.path.startswith(_HOME):
            root = address.path or "/"
        files.ftp.get_channel().settimeout(PATIENCE)
        yield Sftp(files, root, address.host)
    finally:
        if pinned.client is not None:
            pinned.client.close()


def _log_in(address: Address, secret: Secret, pinned: PinnedKey) -> SFTPFileSystem:
    try:
        return SFTPFileSystem(
            address.host,
            port=address.port or 22,
            username=address.user or None,
            password=secret or None,
            allow_agent=not secret,
            look_for_keys=not secret,
            timeout=PATIENCE,
            banner_timeout=PATIENCE,
            auth_timeout=PATIENCE,
            host_key_policy=pinned,
            skip_instance_cache=True,
        )
    except paramiko.AuthenticationException as error:
        raise LoginError(place=address.host) from error
    except NoValidConnectionsError as error:
        raise UnreachableError(place=address.host) from error
    except paramiko.SSHException as error:
        refused = pinned.client is not None
        raise (RefusedByServerError if refused else UnreachableError)(place=address.host) from error
    except (OSError, EOFError) as error:
        raise UnreachableError(place=address.host) from error
