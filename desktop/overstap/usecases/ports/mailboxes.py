"""What exchanging through a mailbox needs from the machinery.

A mailbox is storage that offices share: a folder, a stick, or a server. It holds one folder per
receiving office, and in it closed bundles under names that say nothing.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.records import OfficeId
from overstap.kernel.errors import FileError
from overstap.kernel.task import Task

Secret = str
"""A password, or the secret key of an S3 account. Empty for none."""


class VanishedError(FileError):
    """The file is not there any more: somebody took it away in the meantime."""

    code = "mailbox.vanished"


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a mailbox; ``size`` in bytes. ``mark`` changes when the file does."""

    name: str
    size: int
    mark: str


class Mailbox(Protocol):
    """One mailbox, connected. Every method may raise one of the errors of ``mailbox.errors``."""

    def files(self, office: OfficeId) -> Sequence[Found]:
        """What lies in the folder of an office, also what is no bundle of ours."""

    def put(self, path: Path, office: OfficeId, name: str, task: Task) -> None:
        """A copy of the file at ``path``, which appears under its name when it is whole.

        Raises:
            VanishedError: there is nothing at ``path``.
        """

    def fetch(self, office: OfficeId, found: Found, to: Path, task: Task) -> None:
        """Copy a file to ``to``.

        Raises:
            VanishedError: it was removed meanwhile.
        """

    def remove(self, office: OfficeId, name: str) -> None:
        """Remove a file, and what was left of an upload under that name; fine where it is gone."""

    def try_out(self, office: OfficeId) -> None:
        """Write a small file and remove it, so that what is not allowed is known now."""


class OpenMailbox(Protocol):
    """Connects to mailboxes of every kind."""

    def __call__(self, config: MailboxConfig, secret: Secret) -> AbstractContextManager[Mailbox]:
        """The mailbox, for as long as the connection is needed."""


class KeyStore(Protocol):
    """The place where the operating system keeps passwords of this user."""

    def keep(self, name: str, secret: Secret) -> bool:
        """Keep a secret; False where this computer has no such place."""

    def secret(self, name: str) -> Secret | None:
        """None where it is not known, or the place is gone or stays closed."""

    def forget(self, name: str) -> None: ...


class NoKeyStore:
    """Where there is none, or none may be used."""

    def keep(self, _name: str, _secret: Secret) -> bool:
        """No."""
        return False

    def secret(self, _name: str) -> Secret | None:
        """None."""
        return None

    def forget(self, _name: str) -> None:
        """Nothing to forget."""


NO_KEY_STORE = NoKeyStore()


class Spool(Protocol):
    """Files of this desk that are on their way, beside the vault; all of them closed bundles."""

    def outbox(self) -> Path:
        """The folder with what waits to be sent; made when it is first needed.

        Raises:
            StoreError: it cannot be made.
        """

    def holds(self, path: Path) -> bool:
        """Whether the file is, or will be, in the outbox."""

    def drop(self, name: str) -> None:
        """What was sent need not lie here any more."""

    def landing(self) -> AbstractContextManager[Path]:
        """An empty folder for what is being fetched; gone afterwards."""
