"""Slots: every way to unlock the master key of a vault. Knows dictionaries and keys; no files.

A slot is an age recipient that the master key is sealed to::

    {id, type: "recovery" | "passphrase" | "shares", user, roles, recipient, mk, [mk_next], [lock]}

``lock`` closes the user's own age identity with a passphrase; where ``bound`` is true, with a
secret beside it that the key store of the user's own computer holds (``Beside``). ``mk_next`` is
there only while the vault is being re-keyed: the same slot, sealed around the key that comes.
"""

import base64
import binascii
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from overstap.crypto import age
from overstap.crypto.passphrase import (
    BoundElsewhereError,
    Cost,
    LockDamagedError,
    WrongPassphraseError,
    open_lock,
    seal,
)
from overstap.domain.roles import EVERY_ROLE, Role

Identity = age.X25519Identity | age.HybridIdentity
Slot = dict[str, Any]
Beside = Callable[[str], str]
"""The secret that this computer keeps for the slot of that id; empty where it keeps none."""

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


def find_by_passphrase(
    slots: Iterable[Slot], passphrase: str, beside: Beside, first: str = ""
) -> tuple[Slot, Identity]:
    """The slot that the passphrase opens. Each try costs a full derivation, so the slot with the id
    ``first`` is tried first; the others follow in the order in which they came.

    Raises:
        WrongPassphraseError: none.
        BoundElsewhereError: none, and one could not be tried here.
    """
    elsewhere = False
    for slot in sorted(slots, key=lambda slot: slot.get("id") != first):
        if slot["type"] == "passphrase":
            try:
                seed = open_slot(slot, passphrase, beside)
            except BoundElsewhereError:
                elsewhere = True
            except WrongPassphraseError:
                continue
            else:
                return slot, age.HybridIdentity(seed)
    raise BoundElsewhereError if elsewhere else WrongPassphraseError


def open_slot(slot: Slot, passphrase: str, beside: Beside) -> bytes:
    """The seed of the slot's identity.

    Raises:
        WrongPassphraseError, BoundElsewhereError: see there.
    """
    return open_lock(slot["lock"], both(slot, passphrase, beside), slot["id"].encode())


def both(slot: Slot, passphrase: str, beside: Beside) -> str:
    """The passphrase, with what is kept on this computer where the slot is bound to it.

    Raises:
        BoundElsewhereError: it is not kept here.
    """
    if not slot.get("bound"):
        return passphrase
    kept = beside(slot["id"])
    if not kept:
        raise BoundElsewhereError
    return f"{passphrase}\n{kept}"


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
