"""A copy of every backup in a mailbox: far away from the computer that may burn or be stolen."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from overstap.domain.backups import is_called_so, kept
from overstap.domain.records import OfficeId
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.usecases.mailboxes.configure_mailboxes import Mailboxes
from overstap.usecases.ports.backups import BackupFile
from overstap.usecases.ports.mailboxes import VanishedError
from overstap.usecases.ports.vault import Vault

_CHOSEN, _SENT = "backup.mailbox", "backup.sent"


@dataclass(frozen=True, slots=True)
class BackUpAway:
    """Puts them in a folder of their own, where no office looks for bundles; lets old ones go."""

    vault: Vault
    mailboxes: Mailboxes
    clock: Clock

    def chosen(self) -> str:
        """The name of the mailbox; empty for none, also where it was taken away."""
        name = self.vault.setting(_CHOSEN) or ""
        return name if name in {config.name for config in self.mailboxes()} else ""

    def choose(self, name: str) -> None:
        """Send them to this mailbox from now on; to none for an empty name.

        Raises:
            UnknownMailboxError: there is none of that name.
        """
        peer = self.mailboxes.named(name).id if name else ""
        with self.vault.writing():
            self.vault.set_setting(_CHOSEN, name)
            self.vault.audit("backup_mailbox", peer=peer)

    def send(self, file: BackupFile, task: Task) -> None:
        """Put a copy in the mailbox, where one was chosen.

        Raises:
            StoreError, TrustError: it cannot be reached, is full, or is another server.
        """
        if not (name := self.chosen()):
            return
        with self.mailboxes.open(self.mailboxes.named(name)) as mailbox:
            mailbox.put(file.path, self._folder(), file.path.name, task)
            sent = {**self._sent(), file.path.name: file.made}
            keep = kept(sent.values(), self.clock())
            for old in [name for name, made in sent.items() if made not in keep]:
                mailbox.remove(self._folder(), old)
                del sent[old]
        with self.vault.writing():
            self.vault.set_setting(_SENT, {name: made.isoformat() for name, made in sent.items()})

    def fetch(self, folder: Path, task: Task) -> Path:
        """Bring the newest one back, to put it back or to rehearse with it.

        Raises:
            VanishedError: there is none.
            StoreError, TrustError: as ``send``.
        """
        vault = self.vault.setting("vault")
        with self.mailboxes.open(self.mailboxes.named(self.chosen())) as mailbox:
            there = (one for one in mailbox.files(self._folder()) if is_called_so(one.name, vault))
            found = sorted(there, key=lambda one: one.name)
            if not found:
                raise VanishedError(name=self.chosen())
            path = folder / found[-1].name
            mailbox.fetch(self._folder(), found[-1], path, task)
            return path

    def _sent(self) -> dict[str, datetime]:
        known = self.vault.setting(_SENT) or {}
        return {name: datetime.fromisoformat(made) for name, made in known.items()}

    def _folder(self) -> OfficeId:
        return f"backups of {self.vault.setting('vault')}"
