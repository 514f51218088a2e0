"""The users of an unlocked vault: each has a slot of their own in the header.

Taking anything away from somebody makes a new master key for those who stay, without their
passphrases, and encrypts the database with it: a header from before, put back out of a copy or a
backup, opens nothing. That takes three steps: the header gets both keys (``mk`` and
``mk_next``), the database is re-encrypted in one transaction, the header keeps only the new one.
After a crash at any point exactly one of both keys opens the database, and ``resume`` does the
rest.
"""

import copy
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from overstap.crypto import age, shares
from overstap.crypto.passphrase import Cost
from overstap.domain.roles import Role
from overstap.kernel.errors import StoreError
from overstap.store import header, slots
from overstap.store.header import Header, Opened
from overstap.usecases.ports.mailboxes import NO_KEY_STORE, KeyStore
from overstap.usecases.ports.people import (
    NoKeyStoreError,
    Sharing,
    UnknownUserError,
    User,
    UserExistsError,
)

Rekey = Callable[[bytes], None]
"""Encrypts the database with the key that follows from a master key."""


class SlotUsers:
    """Obeys ``usecases.ports.people.Users``."""

    def __init__(
        self, folder: Path, opened: Opened, rekey: Rekey, key_store: KeyStore = NO_KEY_STORE
    ) -> None:
        self._folder, self._header, self._rekey = folder, opened.header, rekey
        self._key_store = key_store
        self.master = opened.master

    def all(self) -> tuple[User, ...]:
        """Everybody, in the order in which they came."""
        return tuple(User(s["user"], slots.roles_of(s)) for s in self._passphrases())

    def add(self, name: str, roles: Iterable[Role], passphrase: str, cost: Cost) -> None:
        """Give somebody a slot."""
        if any(slot["user"] == name for slot in self._passphrases()):
            raise UserExistsError(name=name)
        new = slots.passphrase_slot(name, roles, passphrase, self.master, cost)
        with self._changing() as changed:
            changed["slots"].append(new)

    def change_passphrase(self, name: str, old: str, new: str, cost: Cost) -> None:
        """Lock the user's own identity with another passphrase; the old one opens nothing."""
        slot = self._slot(name)
        seed = slots.open_slot(slot, old, self._beside)
        with self._taking_away() as changed:
            together = slots.both(slot, new, self._beside)
            _slot_in(changed, name)["lock"] = slots.lock_of(slot, seed, together, cost)

    def bound(self, name: str) -> bool:
        """Whether somebody's passphrase is good on their own computer alone."""
        return bool(self._slot(name).get("bound"))

    def bind(self, name: str, passphrase: str, cost: Cost) -> None:
        """From now on somebody's passphrase is good on this computer alone."""
        slot = self._slot(name)
        seed = slots.open_slot(slot, passphrase, self._beside)
        key = f"{self._header['vault']}/{slot['id']}"
        if not self._key_store.keep(key, secrets.token_hex(32)):
            raise NoKeyStoreError
        try:
            with self._taking_away() as changed:
                mine = _slot_in(changed, name)
                mine["bound"] = True
                together = slots.both(mine, passphrase, self._beside)
                mine["lock"] = slots.lock_of(mine, seed, together, cost)
        except StoreError:
            self._key_store.forget(key)
            raise

    def unbind(self, name: str, passphrase: str, cost: Cost) -> None:
        """From now on it is good everywhere."""
        slot = self._slot(name)
        seed = slots.open_slot(slot, passphrase, self._beside)
        with self._changing() as changed:
            mine = _slot_in(changed, name)
            mine.pop("bound", None)
            mine["lock"] = slots.lock_of(mine, seed, passphrase, cost)
        self._key_store.forget(f"{self._header['vault']}/{slot['id']}")

    def reset_passphrase(self, name: str, new: str, cost: Cost) -> None:
        """Give somebody who forgot it a new slot in the place of the old."""
        old = self._slot(name)
        slot = slots.passphrase_slot(name, slots.roles_of(old), new, self.master, cost)
        with self._taking_away() as changed:
            changed["slots"][self._header["slots"].index(old)] = slot

    def set_roles(self, name: str, roles: Iterable[Role]) -> None:
        """Give somebody these roles and no others."""
        wanted = frozenset(roles)
        less = slots.roles_of(self._slot(name)) - wanted
        with self._taking_away() if less else self._changing() as changed:
            _slot_in(changed, name)["roles"] = sorted(wanted)

    def remove(self, name: str) -> None:
        """Shut somebody out, whatever they know or kept of this vault's header."""
        with self._taking_away() as changed:
            changed["slots"].remove(_slot_in(changed, name))

    def resume(self, coming: bytes, *, database_has_it: bool) -> None:
        """Do the rest of a new key that was broken off."""
        if not database_has_it:
            self._rekey(coming)
        self._finish(coming)

    def share_recovery(self, needed: int, of: int) -> tuple[str, ...]:
        """Make a new identity that opens the vault, and divide it."""
        identity = age.HybridIdentity.generate()
        with self._taking_away() if self.sharing() else self._changing() as changed:
            _drop_shares(changed)
            changed["slots"].append(slots.shares_slot(identity, self.master, needed, of))
        return shares.split(identity.seed, needed, of)

    def sharing(self) -> Sharing | None:
        """What was divided; None for nothing."""
        found = (slot for slot in self._header["slots"] if slot["type"] == "shares")
        return next((Sharing(slot["needed"], slot["of"]) for slot in found), None)

    def unshare_recovery(self) -> None:
        """Let what was divided open nothing any more."""
        with self._taking_away() as changed:
            _drop_shares(changed)

    def write_again(self) -> None:
        """Put header and copy on the disk as they should be."""
        self._save()

    def _finish(self, coming: bytes) -> None:
        """The database has the new key: forget the old one. Where there is no room to write that
        down, the next header that is written says so, or the next unlocking does it."""
        self.master = coming
        for slot in self._header["slots"]:
            slot["mk"] = slot.pop("mk_next")
        with suppress(StoreError):
            self._save()

    def _passphrases(self) -> list[slots.Slot]:
        return [slot for slot in self._header["slots"] if slot["type"] == "passphrase"]

    def _beside(self, slot: str) -> str:
        return header.beside_in(self._key_store, self._header)(slot)

    def _slot(self, name: str) -> slots.Slot:
        return _slot_in(self._header, name)

    @contextmanager
    def _changing(self) -> Iterator[Header]:
        """A header to change; it holds from the moment that it is on the disk, or not at all."""
        changed = copy.deepcopy(self._header)
        yield changed
        header.save(self._folder, changed, self.master)
        self._header = changed

    @contextmanager
    def _taking_away(self) -> Iterator[Header]:
        """A header to change, under a new master key."""
        before, coming = self._header, secrets.token_bytes(32)
        header.keep_aside(self._folder)
        try:
            with self._changing() as changed:
                yield changed
                for slot in changed["slots"]:
                    slot["mk_next"] = slots.sealed_to(slot, coming)
            try:
                self._rekey(coming)
            except StoreError:  # nothing was taken away
                self._header = before
                header.put_back(self._folder)
                raise
        finally:
            header.drop_aside(self._folder)
        self._finish(coming)

    def _save(self) -> None:
        header.save(self._folder, self._header, self.master)


def _drop_shares(header: Header) -> None:
    header["slots"] = [slot for slot in header["slots"] if slot["type"] != "shares"]


def _slot_in(header: Header, name: str) -> slots.Slot:
    for slot in header["slots"]:
        if slot["type"] == "passphrase" and slot["user"] == name:
            found: slots.Slot = slot
            return found
    raise UnknownUserError(name=name)
