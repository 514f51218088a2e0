"""The users of an unlocked vault: each has a slot of their own in the header.

Removing somebody makes a new master key for those who stay, without their passphrases, and
encrypts the database with it. That takes three steps: the header gets both keys (``mk`` and
``mk_next``), the database is re-encrypted in one transaction, the header keeps only the new one.
After a crash at any point exactly one of both keys opens the database, and ``resume`` does the
rest.
"""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

from overstap.crypto.passphrase import Cost, open_lock
from overstap.domain.roles import Role
from overstap.store import header, slots
from overstap.store.header import Opened
from overstap.usecases.people_ports import UnknownUserError, User, UserExistsError

Rekey = Callable[[bytes], None]
"""Encrypts the database with the key that follows from a master key."""


class SlotUsers:
    """Obeys ``usecases.people_ports.Users``."""

    def __init__(self, folder: Path, opened: Opened, rekey: Rekey) -> None:
        self._folder, self._header, self._rekey = folder, opened.header, rekey
        self.master = opened.master

    def all(self) -> tuple[User, ...]:
        """Everybody, in the order in which they came."""
        return tuple(User(s["user"], slots.roles_of(s)) for s in self._passphrases())

    def add(self, name: str, roles: Iterable[Role], passphrase: str, cost: Cost) -> None:
        """Give somebody a slot."""
        if any(slot["user"] == name for slot in self._passphrases()):
            raise UserExistsError(name=name)
        new = slots.passphrase_slot(name, roles, passphrase, self.master, cost)
        self._header["slots"].append(new)
        self._save()

    def change_passphrase(self, name: str, old: str, new: str, cost: Cost) -> None:
        """Lock the user's own identity with another passphrase; nothing else changes."""
        slot = self._slot(name)
        seed = open_lock(slot["lock"], old, slot["id"].encode())
        slot["lock"] = slots.lock_of(slot, seed, new, cost)
        self._save()

    def reset_passphrase(self, name: str, new: str, cost: Cost) -> None:
        """Give somebody who forgot it a new slot in the place of the old."""
        at = self._header["slots"].index(self._slot(name))
        roles = slots.roles_of(self._header["slots"][at])
        slot = slots.passphrase_slot(name, roles, new, self.master, cost)
        self._header["slots"][at] = slot
        self._save()

    def set_roles(self, name: str, roles: Iterable[Role]) -> None:
        """Give somebody these roles and no others."""
        self._slot(name)["roles"] = sorted(roles)
        self._save()

    def remove(self, name: str) -> None:
        """Shut somebody out, whatever they know or kept of this vault's header."""
        self._header["slots"].remove(self._slot(name))
        coming = secrets.token_bytes(32)
        for slot in self._header["slots"]:
            slot["mk_next"] = slots.sealed_to(slot, coming)
        self._save()
        self._rekey(coming)
        self._finish(coming)

    def resume(self, coming: bytes, *, database_has_it: bool) -> None:
        """Do the rest of a removal that was broken off."""
        if not database_has_it:
            self._rekey(coming)
        self._finish(coming)

    def write_again(self) -> None:
        """Put header and copy on the disk as they should be."""
        self._save()

    def _finish(self, coming: bytes) -> None:
        """The database has the new key: forget the old one."""
        for slot in self._header["slots"]:
            slot["mk"] = slot.pop("mk_next")
        self.master = coming
        self._save()

    def _passphrases(self) -> list[slots.Slot]:
        return [slot for slot in self._header["slots"] if slot["type"] == "passphrase"]

    def _slot(self, name: str) -> slots.Slot:
        for slot in self._passphrases():
            if slot["user"] == name:
                return slot
        raise UnknownUserError(name=name)

    def _save(self) -> None:
        header.save(self._folder, self._header, self.master)
