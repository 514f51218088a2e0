"""The people who may unlock this vault: add, remove, change what they may do, new passphrases."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from overstap.crypto.passphrase import Cost, WeakPassphraseError
from overstap.domain.roles import Role, codes
from overstap.kernel.errors import RefusedError
from overstap.usecases.administration.advise_passphrase import advise
from overstap.usecases.ports.people import UnknownUserError, User, Users
from overstap.usecases.ports.vault import Vault

LONGEST_NAME = 60
BLOCKED = "users.blocked"
"""The setting with the roles of who is blocked, by name."""


class LastAdministratorError(RefusedError):
    """Nobody would be left who can manage the users."""

    code = "user.last_administrator"


class OwnRemovalError(RefusedError):
    """Somebody else removes one."""

    code = "user.own_removal"


class BlockedUserError(RefusedError):
    """Somebody of that name is blocked: they come in again by being unblocked."""

    code = "user.blocked"


class ForbiddenRoleError(RefusedError):
    """IT does not let that role be given on this computer."""

    code = "user.forbidden_role"


class NotHereError(RefusedError):
    """IT does not let a passphrase be bound to this computer."""

    code = "user.not_bound_here"


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
    allowed: frozenset[str] = frozenset(Role)
    """Roles that may be given on this computer."""

    def __call__(self) -> tuple[User, ...]:
        """Everybody, in the order in which they came."""
        return self.users.all()

    def blocked(self) -> tuple[User, ...]:
        """Who cannot come in now, with the roles that wait for them."""
        known = self.vault.setting(BLOCKED) or {}
        return tuple(User(name, frozenset(map(Role, roles))) for name, roles in known.items())

    def add(self, name: str, roles: Collection[Role], passphrase: str) -> None:
        """Let somebody in from now on.

        Raises:
            UserExistsError, BlockedUserError, UnnamedUserError, WeakPassphraseError,
            ForbiddenRoleError: see there.
        """
        said = name.strip()
        if not 0 < len(said) <= LONGEST_NAME or not roles:
            raise UnnamedUserError
        if said in {user.name for user in self.blocked()}:
            raise BlockedUserError(name=said)
        self._allow(roles)
        _strong(passphrase)
        with self.vault.writing():
            self.vault.audit("user_add", colleague=said, roles=codes(roles))
            self.users.add(said, roles, passphrase, self.cost())

    def set_roles(self, name: str, roles: Collection[Role]) -> None:
        """Give somebody these roles and no others, from the next time they unlock.

        Raises:
            UnknownUserError, UnnamedUserError, LastAdministratorError, ForbiddenRoleError: see
            there.
        """
        if not roles:
            raise UnnamedUserError
        if Role.ADMINISTRATOR not in roles:
            self._keep_an_administrator(without=name)
        had = next((user.roles for user in self.users.all() if user.name == name), frozenset())
        self._allow(set(roles) - had)
        self.users.set_roles(name, roles)
        self.vault.audit("user_roles", colleague=name, roles=codes(roles))

    def remove(self, name: str) -> None:
        """Shut somebody out: the vault gets a new key, sealed for those who stay. Who was blocked
        is out already; their roles wait no longer.

        Raises:
            UnknownUserError, OwnRemovalError, LastAdministratorError: see there.
        """
        if name == self.me:
            raise OwnRemovalError
        if name in self._waiting():
            self.forget(name)
            return
        self._keep_an_administrator(without=name)
        self.users.remove(name)
        self.vault.audit("user_remove", colleague=name)

    def block(self, name: str) -> None:
        """Shut somebody out for a while, as ``remove`` does; their roles wait for them.

        Raises:
            UnknownUserError, OwnRemovalError, LastAdministratorError: see there.
        """
        roles = next((user.roles for user in self.users.all() if user.name == name), frozenset())
        self.remove(name)
        self._remember({**self._waiting(), name: sorted(roles)})
        self.vault.audit("user_block", colleague=name)

    def unblock(self, name: str, passphrase: str) -> None:
        """Let somebody in again who was blocked, with a new passphrase and their old roles.

        Raises:
            UnknownUserError, WeakPassphraseError: see there.
        """
        waiting = self._waiting()
        if name not in waiting:
            raise UnknownUserError(name=name)
        _strong(passphrase)
        with self.vault.writing():
            self.vault.audit("user_unblock", colleague=name)
            roles = waiting.pop(name)
            self._remember(waiting)
            self.users.add(name, map(Role, roles), passphrase, self.cost())

    def forget(self, name: str) -> None:
        """Keep no roles any more for who is blocked."""
        waiting = self._waiting()
        if waiting.pop(name, None) is not None:
            self._remember(waiting)

    def reset_passphrase(self, name: str, new: str) -> None:
        """A new passphrase for who forgot theirs; their old one opens nothing any more.

        Raises:
            UnknownUserError, WeakPassphraseError: see there.
        """
        _strong(new)
        self.users.reset_passphrase(name, new, self.cost())
        self.vault.audit("passphrase_reset", colleague=name)

    def _allow(self, roles: Collection[Role]) -> None:
        forbidden = [f"role.{role}" for role in sorted(roles) if role not in self.allowed]
        if forbidden:
            raise ForbiddenRoleError(roles=tuple(forbidden))

    def _waiting(self) -> dict[str, list[str]]:
        return dict(self.vault.setting(BLOCKED) or {})

    def _remember(self, waiting: dict[str, list[str]]) -> None:
        with self.vault.writing():
            self.vault.set_setting(BLOCKED, waiting)

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
    may_bind: bool = False
    """Whether IT lets a passphrase be bound to this computer."""

    def __call__(self, old: str, new: str) -> None:
        """Lock one's own slot anew.

        Raises:
            WrongPassphraseError, WeakPassphraseError: see there.
            UnknownUserError: one came in with the recovery key; see ``reset_passphrase``.
        """
        _strong(new)
        self.users.change_passphrase(self.me, old, new, self.cost())
        self.vault.audit("passphrase_change")

    @property
    def bound(self) -> bool:
        """Whether one's own passphrase is good on one's own computer alone."""
        return any(user.name == self.me for user in self.users.all()) and self.users.bound(self.me)

    def bind(self, passphrase: str) -> None:
        """Let one's passphrase be good on this computer and account alone: whoever takes the vault
        along cannot even guess. The recovery key stays the way back.

        Raises:
            NotHereError, NoKeyStoreError, WrongPassphraseError, UnknownUserError: see there.
        """
        if not self.may_bind:
            raise NotHereError
        self.users.bind(self.me, passphrase, self.cost())
        self.vault.audit("passphrase_bound")

    def unbind(self, passphrase: str) -> None:
        """Let it be good everywhere again.

        Raises:
            WrongPassphraseError, UnknownUserError: see there.
        """
        with self.vault.writing():
            self.vault.audit("passphrase_unbound")
            self.users.unbind(self.me, passphrase, self.cost())


def _strong(passphrase: str) -> None:
    if advise(passphrase).refused:
        raise WeakPassphraseError
