"""The people who may unlock this vault: add, remove, change what they may do, new passphrases."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from overstap.crypto.passphrase import Cost, WeakPassphraseError, too_weak
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.kernel.errors import RefusedError
from overstap.usecases.people_ports import User, Users
from overstap.usecases.ports import Vault

LONGEST_NAME = 60


class LastAdministratorError(RefusedError):
    """Nobody would be left who can manage the users."""

    code = "user.last_administrator"


class OwnRemovalError(RefusedError):
    """Somebody else removes one."""

    code = "user.own_removal"


class UnnamedUserError(RefusedError):
    """A user has a name of 60 characters at most, and at least one role."""

    code = "user.unnamed"


@dataclass(frozen=True, slots=True)
class AdministerUsers:
    """``me`` is who unlocked the vault; ``cost`` measures what a passphrase may cost here."""

    vault: Vault
    users: Users
    me: str
    cost: Callable[[], Cost]

    def __call__(self) -> tuple[User, ...]:
        """Everybody, in the order in which they came."""
        return self.users.all()

    def add(self, name: str, roles: Collection[Role], passphrase: str) -> None:
        """Let somebody in from now on.

        Raises:
            UserExistsError, UnnamedUserError, WeakPassphraseError: see there.
        """
        said = name.strip()
        if not 0 < len(said) <= LONGEST_NAME or not roles:
            raise UnnamedUserError
        _strong(passphrase)
        self.users.add(said, roles, passphrase, self.cost())
        self.vault.audit("user_add", colleague=said, roles=_codes(roles))

    def set_roles(self, name: str, roles: Collection[Role]) -> None:
        """Give somebody these roles and no others, from the next time they unlock.

        Raises:
            UnknownUserError, UnnamedUserError, LastAdministratorError: see there.
        """
        if not roles:
            raise UnnamedUserError
        if Role.ADMINISTRATOR not in roles:
            self._keep_an_administrator(without=name)
        self.users.set_roles(name, roles)
        self.vault.audit("user_roles", colleague=name, roles=_codes(roles))

    def remove(self, name: str) -> None:
        """Shut somebody out: the vault gets a new key, sealed for those who stay.

        Raises:
            UnknownUserError, OwnRemovalError, LastAdministratorError: see there.
        """
        if name == self.me:
            raise OwnRemovalError
        self._keep_an_administrator(without=name)
        self.users.remove(name)
        self.vault.audit("user_remove", colleague=name)

    def reset_passphrase(self, name: str, new: str) -> None:
        """A new passphrase for who forgot theirs; their old one opens nothing any more.

        Raises:
            UnknownUserError, WeakPassphraseError: see there.
        """
        _strong(new)
        self.users.reset_passphrase(name, new, self.cost())
        self.vault.audit("passphrase_reset", colleague=name)

    def _keep_an_administrator(self, without: str) -> None:
        others = (user for user in self.users.all() if user.name != without)
        if not any(Role.ADMINISTRATOR in user.roles for user in others):
            raise LastAdministratorError


@dataclass(frozen=True, slots=True)
class ChangePassphrase:
    """Everybody's own: another passphrase, the rest of the vault stays as it is."""

    vault: Vault
    users: Users
    me: str
    cost: Callable[[], Cost]

    def __call__(self, old: str, new: str) -> None:
        """Lock one's own slot anew.

        Raises:
            WrongPassphraseError, WeakPassphraseError: see there.
            UnknownUserError: one came in with the recovery key; see ``reset_passphrase``.
        """
        _strong(new)
        self.users.change_passphrase(self.me, old, new, self.cost())
        self.vault.audit("passphrase_change")


def _strong(passphrase: str) -> None:
    if too_weak(passphrase):
        raise WeakPassphraseError


def _codes(roles: Collection[Role]) -> str:
    """In one word, in the order of the enumeration; short where it is all of them."""
    chosen = [role for role in EVERY_ROLE if role in roles]
    return "all" if len(chosen) == len(EVERY_ROLE) else " ".join(sorted(chosen))
