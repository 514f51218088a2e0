"""The key store of the operating system: Windows Credential Manager, Keychain, Secret Service.

Other places that ``keyring`` can write to are not used: some of them are plain files.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.usecases.ports.mailboxes import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Overstap"
_TRUSTED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)


@dataclass(frozen=True, slots=True)
class SystemKeyStore:
    """Obeys ``usecases.ports.mailboxes.KeyStore``. A store that stays closed counts as none."""

    def keep(self, name: str, secret: Secret) -> bool:
        """Keep it, and read it back; False where that does not work here."""
        from keyring.errors import KeyringError

        store = _store()
        if store is None:
            return False
        try:
            store.set_password(SERVICE, name, secret)
            return bool(store.get_password(SERVICE, name) == secret)
        except KeyringError:
            return False

    def secret(self, name: str) -> Secret | None:
        """The secret, or None."""
        from keyring.errors import KeyringError

        store = _store()
        try:
            return store.get_password(SERVICE, name) if store else None
        except KeyringError:
            return None

    def forget(self, name: str) -> None:
        """Remove it, where it is."""
        from keyring.errors import KeyringError

        store = _store()
        try:
            if store:
                store.delete_password(SERVICE, name)
        except KeyringError:
            return


def _store() -> "KeyringBackend | None":
    """The best of the stores that are the operating system's own; None where there is none."""
    from keyring.backend import get_all_keyring

    own = [store for store in get_all_keyring() if type(store).__module__ in _TRUSTED]
    return max(own, key=lambda store: store.priority, default=None)
