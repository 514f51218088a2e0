"""Slots: every way to unlock the master key of a vault. Knows dictionaries and keys; no files.

A slot is an age recipient that the master key is sealed to::

    {id, type: "recovery" | "passphrase" | "shares", user, roles, recipient, mk, [mk_next], [lock]}

``lock`` closes the user's own age identity with a passphrase. ``mk_next`` is there only while the
vault is being re-keyed: the same slot, sealed around the key that comes.
"""

import base64
import binascii
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from overstap.crypto import age
from overstap.crypto.passphrase import (
    Cost,
    LockDamagedError,
    WrongPassphraseError,
    open_lock,
    seal,
)
from overstap.domain.roles import EVERY_ROLE, Role

Identity = age.X25519Identity | age.HybridIdentity
Slot = dict[str, Any]

DAMAGED = (KeyError, TypeError, ValueError, binascii.Error, LockDamagedError, age.AgeError)
"""What reading a slot raises that is not as we wrote it."""


def recovery_slot(identity: age.HybridIdentity, master: bytes) -> Slot:
    """The slot of the identity that stands on paper alone."""
    return _slot("recovery", "recovery", "", identity, master)


def shares_slot(identity: age.HybridIdentity, master: bytes, needed: int, of: int) -> Slot:
    """The slot of an identity that several people have together."""
    return _slot("shares", "shares", "", identity, master) | {"needed": needed, "of": of}


def passphrase_slot(
    user: str, roles: Iterable[Role], passphrase: str, master: bytes, cost: Cost
) -> Slot:
    """A new user's slot, with an identity of their own."""
    identity = age.HybridIdentity.generate()
    slot = _slot(secrets.token_hex(8), "passphrase", user, identity, master)
    slot["roles"] = sorted(roles)
    return slot | {"lock": lock_of(slot, identity.seed, passphrase, cost)}


def lock_of(slot: Slot, seed: bytes, passphrase: str, cost: Cost) -> dict[str, Any]:
    """The slot's identity behind a passphrase; only this slot's."""
    return seal(seed, passphrase, slot["id"].encode(), cost)


def find_by_passphrase(slots: Iterable[Slot], passphrase: str) -> tuple[Slot, Identity]:
    """The first slot that the passphrase opens.

    Raises:
        WrongPassphraseError: none.
    """
    for slot in slots:
        if slot["type"] == "passphrase":
            try:
                seed = open_lock(slot["lock"], passphrase, slot["id"].encode())
            except WrongPassphraseError:
                continue
            return slot, age.HybridIdentity(seed)
    raise WrongPassphraseError


def find_by_identity(slots: Iterable[Slot], identity: Identity) -> Slot | None:
    """The slot that is sealed to this identity."""
    recipient = str(identity.recipient)
    return next((slot for slot in slots if slot["recipient"] == recipient), None)


def master_in(slot: Mapping[str, Any], identity: Identity, which: str = "mk") -> bytes:
    """The master key that the slot holds."""
    return age.decrypt(base64.b64decode(slot[which]), [identity])


def sealed_to(slot: Mapping[str, Any], master: bytes) -> str:
    """The master key, closed for this slot; needs no passphrase of its user."""
    recipient = age.parse_recipient(slot["recipient"])
    return base64.b64encode(age.encrypt(master, [recipient])).decode()


def roles_of(slot: Mapping[str, Any]) -> frozenset[Role]:
    """What its user may be; a slot from before there were roles has them all."""
    return frozenset(map(Role, slot.get("roles", EVERY_ROLE)))


def _slot(name: str, kind: str, user: str, identity: age.HybridIdentity, master: bytes) -> Slot:
    slot = {"id": name, "type": kind, "user": user, "recipient": str(identity.recipient)}
    return slot | {"mk": sealed_to(slot, master)}
