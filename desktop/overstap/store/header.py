"""The vault's header: one random master key, and every way to unlock it.

A way is a *slot*: an age recipient that the master key is sealed to. A passphrase only unlocks its
user's own age identity, so changing it re-keys nothing else. The recovery slot's identity exists
on paper alone: ``age -d`` recovers the master key with it. The header names the vault, so the key
of another vault is refused as such and never "succeeds".
"""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from overstap.crypto import age, keys
from overstap.crypto.passphrase import (
    FLOOR,
    Cost,
    LockDamagedError,
    WrongPassphraseError,
    open_lock,
    seal,
)
from overstap.store.errors import (
    ForeignFileError,
    HeaderDamagedError,
    NewerVaultError,
    NoVaultError,
    WrongRecoveryKeyError,
)
from overstap.store.files import HEADER, write_whole

FORMAT = "overstap-vault"
VERSION = 1


@dataclass(frozen=True)
class Opened:
    """An unlocked header: the vault's id, its master key, and who unlocked it."""

    vault: str
    master: bytes
    user: str


def create(folder: Path, passphrase: str, user: str, cost: Cost = FLOOR) -> tuple[Opened, str]:
    """Write a new header; gives the unlocked vault and the recovery key (``AGE-SECRET-KEY-PQ-1``),
    which is kept nowhere."""
    master = secrets.token_bytes(32)
    recovery = age.HybridIdentity.generate()
    header: dict[str, Any] = {
        "format": FORMAT,
        "v": VERSION,
        "vault": secrets.token_hex(16),
        "counter": 1,
        "slots": [
            _slot("recovery", "recovery", "", recovery, master),
            _passphrase_slot(user, passphrase, master, cost),
        ],
    }
    _save(folder, header, master)
    return Opened(header["vault"], master, user), str(recovery)


def unlock(folder: Path, passphrase: str) -> Opened:
    """Open with a passphrase; every user's slot is tried.

    Raises:
        WrongPassphraseError: it opens no slot.
        NoVaultError, ForeignFileError, NewerVaultError, HeaderDamagedError: see there.
    """
    return _with_copy(folder, lambda header: _unlock(header, passphrase))


def unlock_with_recovery(folder: Path, recovery_key: str) -> Opened:
    """Open with the key of the recovery kit.

    Raises:
        WrongRecoveryKeyError: it is the key of another vault, or no key at all.
    """
    try:
        identity = age.parse_identity(recovery_key)
    except age.AgeError as error:
        raise WrongRecoveryKeyError from error
    return _with_copy(folder, lambda header: _recover(header, identity))


def change_passphrase(folder: Path, old: str, new: str, cost: Cost = FLOOR) -> None:
    """Give the user of ``old`` a new passphrase; nothing else is re-keyed."""
    header = _read(folder / HEADER)
    opened = _unlock(header, old)
    for slot in header["slots"]:
        if slot["type"] == "passphrase" and slot["user"] == opened.user:
            seed = open_lock(slot["lock"], old, slot["id"].encode())
            slot["lock"] = seal(seed, new, slot["id"].encode(), cost)
    header["counter"] += 1
    _save(folder, header, opened.master)


def _passphrase_slot(user: str, passphrase: str, master: bytes, cost: Cost) -> dict[str, Any]:
    identity = age.HybridIdentity.generate()
    slot = _slot(secrets.token_hex(8), "passphrase", user, identity, master)
    return slot | {"lock": seal(identity.seed, passphrase, slot["id"].encode(), cost)}


def _slot(
    name: str, kind: str, user: str, identity: age.HybridIdentity, master: bytes
) -> dict[str, Any]:
    sealed = age.encrypt(master, [identity.recipient])
    return {
        "id": name,
        "type": kind,
        "user": user,
        "recipient": str(identity.recipient),
        "mk": base64.b64encode(sealed).decode(),
    }


def _with_copy(folder: Path, use: Any) -> Opened:
    """Use the header; where it is damaged, the copy from before the last change."""
    path = folder / HEADER
    try:
        return _use(path, use)
    except HeaderDamagedError:
        copy = folder / f"{HEADER}.bak"
        if not copy.exists():
            raise
        return _use(copy, use)


def _use(path: Path, use: Any) -> Opened:
    header = _read(path)
    try:
        opened: Opened = use(header)
    except (KeyError, TypeError, binascii.Error, LockDamagedError) as error:
        raise HeaderDamagedError from error
    if not keys.same(_mac(header, opened.master), base64.b64decode(header.get("mac", ""))):
        raise HeaderDamagedError
    return opened


def _unlock(header: Mapping[str, Any], passphrase: str) -> Opened:
    for slot in header["slots"]:
        if slot["type"] != "passphrase":
            continue
        try:
            seed = open_lock(slot["lock"], passphrase, slot["id"].encode())
        except WrongPassphraseError:
            continue
        return _open_slot(header, slot, age.HybridIdentity(seed))
    raise WrongPassphraseError


def _recover(
    header: Mapping[str, Any], identity: age.X25519Identity | age.HybridIdentity
) -> Opened:
    for slot in header["slots"]:
        if slot["recipient"] == str(identity.recipient):
            return _open_slot(header, slot, identity)
    raise WrongRecoveryKeyError


def _open_slot(
    header: Mapping[str, Any],
    slot: Mapping[str, Any],
    identity: age.X25519Identity | age.HybridIdentity,
) -> Opened:
    try:
        master = age.decrypt(base64.b64decode(slot["mk"]), [identity])
    except age.AgeError as error:
        raise HeaderDamagedError from error
    return Opened(header["vault"], master, slot["user"])


def _read(path: Path) -> dict[str, Any]:
    try:
        header = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise NoVaultError(path=str(path.parent)) from error
    except IsADirectoryError as error:
        raise ForeignFileError(path=str(path)) from error
    except ValueError as error:
        raise HeaderDamagedError from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ForeignFileError(path=str(path))
    if type(header.get("v")) is not int or header["v"] > VERSION:
        raise NewerVaultError
    return header


def _save(folder: Path, header: dict[str, Any], master: bytes) -> None:
    header["mac"] = base64.b64encode(_mac(header, master)).decode()
    data = json.dumps(header, indent=1, sort_keys=True).encode()
    write_whole(folder / HEADER, data, keep_previous=True)


def _mac(header: Mapping[str, Any], master: bytes) -> bytes:
    covered = {key: value for key, value in header.items() if key != "mac"}
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":")).encode()
    return keys.mac(keys.derive(master, "header"), canonical)
