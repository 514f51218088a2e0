"""The mailboxes of this desk: add, list, try, remove. Their passwords stay out of files.

A password goes to the key store of the operating system. Where there is none it stays in the vault,
which is encrypted with the same care as the residents' answers.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from overstap.domain.kinds import StorageKind
from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.records import OfficeId
from overstap.kernel.errors import RefusedError
from overstap.kernel.ids import NewId
from overstap.kernel.task import Task
from overstap.usecases.mailboxes.outbox import Outbox
from overstap.usecases.ports.mailboxes import KeyStore, Mailbox, OpenMailbox, Secret
from overstap.usecases.ports.vault import Vault

_KEPT = "mailbox.list"


class UnknownMailboxError(RefusedError):
    """No mailbox has that name."""

    code = "mailbox.unknown"


class NameTakenError(RefusedError):
    """Another mailbox has that name."""

    code = "mailbox.name_taken"


class ForbiddenMailboxError(RefusedError):
    """IT does not allow mailboxes of that kind on this computer."""

    code = "mailbox.kind_forbidden"


class NoNameError(RefusedError):
    """A mailbox has a name, by which it is shown."""

    code = "mailbox.no_name"


@dataclass(frozen=True, slots=True)
class NewMailbox:
    """What a person filled in. ``fingerprint`` is that of the server's key, once confirmed."""

    name: str
    url: str
    secret: Secret = ""
    fingerprint: str = ""
    offices: frozenset[OfficeId] = frozenset()


@dataclass(frozen=True, slots=True)
class Added:
    """``in_vault``: this computer has no key store, so the password is kept in the vault."""

    config: MailboxConfig
    in_vault: bool


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Keeps where the mailboxes are, and opens them."""

    vault: Vault
    key_store: KeyStore
    connect: OpenMailbox
    outbox: Outbox
    office: OfficeId
    new_id: NewId
    allowed: frozenset[str] = frozenset(StorageKind)
    """Kinds that this computer may use."""

    def __call__(self) -> tuple[MailboxConfig, ...]:
        """In the order in which they were added."""
        return tuple(MailboxConfig.from_json(one) for one in self.vault.setting(_KEPT) or ())

    def named(self, name: str) -> MailboxConfig:
        """The mailbox of that name.

        Raises:
            UnknownMailboxError: there is none.
        """
        for config in self():
            if config.name == name:
                return config
        raise UnknownMailboxError(name=name)

    def add(self, new: NewMailbox, task: Task) -> Added:
        """Connect, write a small file and remove it; only where that works the mailbox is kept.

        Raises:
            AddressError, NameTakenError, ForbiddenMailboxError: see there.
            TrustError: the server is unknown (its fingerprint is in the error), or another one.
            StoreError: it cannot be reached, refuses the password, or is full.
        """
        name = " ".join(new.name.split())
        if not name:
            raise NoNameError
        if any(config.name == name for config in self()):
            raise NameTakenError(name=name)
        config = MailboxConfig(
            self.new_id()[:16], name, new.url.strip(), new.fingerprint, new.offices
        )
        self._allow(config)
        task.step("mailbox.test")
        with self.connect(config, new.secret) as mailbox:
            mailbox.try_out(self.office)
        in_vault = bool(new.secret) and not self.key_store.keep(self._key(config), new.secret)
        with self.vault.writing():
            if in_vault:
                self.vault.set_setting(_secret(config), new.secret)
            self._keep((*self(), config))
            self.vault.audit("mailbox-added", peer=config.id)
        return Added(config, in_vault)

    def test(self, name: str, task: Task) -> None:
        """Connect, write a small file and remove it.

        Raises:
            TrustError, StoreError: as ``add``.
        """
        task.step("mailbox.test")
        with self.open(self.named(name)) as mailbox:
            mailbox.try_out(self.office)

    def remove(self, name: str) -> None:
        """Forget a mailbox and its password. What lies in it stays until its last day."""
        gone = self.named(name)
        self.key_store.forget(self._key(gone))
        with self.vault.writing():
            for key in (_secret(gone), f"mailbox.seen.{gone.id}"):
                self.vault.set_setting(key, None)
            self._keep(config for config in self() if config != gone)
            self.vault.audit("mailbox-removed", peer=gone.id)

    @contextmanager
    def open(self, config: MailboxConfig) -> Iterator[Mailbox]:
        """The mailbox, connected with the password that was kept.

        Raises:
            ForbiddenMailboxError: it was added before IT forbade it.
        """
        self._allow(config)
        secret = self.vault.setting(_secret(config))
        if secret is None and config.address.kind is not StorageKind.FOLDER:
            secret = self.key_store.secret(self._key(config))
        with self.connect(config, secret or "") as mailbox:
            yield mailbox

    def reach(self, offices: Collection[OfficeId]) -> tuple[OfficeId, ...]:
        """Those of the offices that some mailbox reaches."""
        known = self()
        return tuple(one for one in offices if any(config.reaches(one) for config in known))

    def _allow(self, config: MailboxConfig) -> None:
        if config.address.kind not in self.allowed:
            raise ForbiddenMailboxError(kind=(f"mailbox.kind.{config.address.kind}",))

    def _key(self, config: MailboxConfig) -> str:
        """The vault is named too: one user may have several."""
        return f"{self.vault.setting('vault')}/{config.id}"

    def _keep(self, configs: "Iterator[MailboxConfig] | tuple[MailboxConfig, ...]") -> None:
        self.vault.set_setting(_KEPT, [config.to_json() for config in configs])


def _secret(config: MailboxConfig) -> str:
    return f"mailbox.secret.{config.id}"
