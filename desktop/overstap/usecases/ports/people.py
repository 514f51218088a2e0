"""What use cases need to know and change about the people who may unlock a vault."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from overstap.crypto.passphrase import Cost
from overstap.domain.roles import Role
from overstap.kernel.errors import RefusedError


class UserExistsError(RefusedError):
    """Somebody of that name has a passphrase already."""

    code = "user.exists"


class NoKeyStoreError(RefusedError):
    """The operating system has no place for secrets here, or keeps it closed."""

    code = "user.no_key_store"


class UnknownUserError(RefusedError):
    """Nobody of that name has a passphrase here."""

    code = "user.unknown"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a passphrase of their own."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many shares of the way back there are, and how many of them are needed."""

    needed: int
    of: int


class Users(Protocol):
    """The people who may unlock this vault. ``store.users`` implements it."""

    def all(self) -> tuple[User, ...]:
        """Everybody, in the order in which they came."""

    def add(self, name: str, roles: Iterable[Role], passphrase: str, cost: Cost) -> None:
        """Let somebody in from now on.

        Raises:
            UserExistsError: the name is taken.
        """

    def change_passphrase(self, name: str, old: str, new: str, cost: Cost) -> None:
        """Somebody's new passphrase.

        Raises:
            WrongPassphraseError: the old one is another.
        """

    def reset_passphrase(self, name: str, new: str, cost: Cost) -> None:
        """A new passphrase for who forgot the old one.

        Raises:
            UnknownUserError: there is nobody of that name.
        """

    def set_roles(self, name: str, roles: Iterable[Role]) -> None:
        """Give somebody these roles and no others."""

    def remove(self, name: str) -> None:
        """Shut somebody out: the vault gets a new key, which they cannot know."""

    def share_recovery(self, needed: int, of: int) -> tuple[str, ...]:
        """Make a new identity that opens the vault, and divide it; gives the shares in words."""

    def sharing(self) -> Sharing | None:
        """What was divided; None for nothing."""

    def unshare_recovery(self) -> None:
        """Let what was divided open nothing any more."""

    def bound(self, name: str) -> bool:
        """Whether somebody's passphrase is good on their own computer alone."""

    def bind(self, name: str, passphrase: str, cost: Cost) -> None:
        """Let it be so from now on: beside the passphrase goes a secret that this computer keeps.

        Raises:
            NoKeyStoreError, WrongPassphraseError: see there.
        """

    def unbind(self, name: str, passphrase: str, cost: Cost) -> None:
        """Let it be good everywhere.

        Raises:
            WrongPassphraseError: see there.
        """
