"""The vault's header: one random master key, and the slots that unlock it.

A passphrase only unlocks its user's own age identity, so changing it needs nobody else. The
recovery slot's identity exists on paper alone: ``age -d`` recovers the master key with it. The
header names the vault, so the key of another vault is refused as such and never "succeeds".

There is a copy beside it (``.bak``), always the same. A damaged header is noticed by its MAC, and
the copy takes its place once it has opened the database.
"""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from overstap.crypto import age, keys
from overstap.crypto.passphrase import FLOOR, Cost, WrongPassphraseError
from overstap.domain.roles import EVERY_ROLE, Role
from overstap.kernel.errors import StoreError
from overstap.kernel.ids import mark_of
from overstap.store import slots
from overstap.store.errors import (
    ForeignFileError,
    HeaderDamagedError,
    MistypedRecoveryKeyError,
    NewerVaultError,
    NoVaultError,
    WrongRecoveryKeyError,
)
from overstap.store.files import HEADER, sync_folder, write_alike, write_whole
from overstap.store.slots import Identity, Slot
from overstap.usecases.ports.mailboxes import NO_KEY_STORE, KeyStore

FORMAT = "overstap-vault"
VERSION = 1
COPY = f"{HEADER}.bak"
ASIDE = f"{HEADER}.damaged"

Header = dict[str, Any]
_Find = Callable[[Header], tuple[Slot, Identity]]


@dataclass(frozen=True)
class Opened:
    """An unlocked header: the vault's id, its master key, and who unlocked it (empty: the recovery
    key did). ``next_master`` is there when the vault was being re-keyed; ``instead_of`` when this
    is the copy: what was wrong with the header."""

    vault: str
    master: bytes = field(repr=False)
    user: str
    roles: frozenset[Role]
    header: Header = field(repr=False)
    next_master: bytes | None = field(default=None, repr=False)
    instead_of: StoreError | None = field(default=None, repr=False)
    slot: str = ""
    """The id of what opened it."""


def create(folder: Path, passphrase: str, user: str, cost: Cost = FLOOR) -> tuple[Opened, str]:
    """Write a new header; gives the unlocked vault and the recovery key (``AGE-SECRET-KEY-PQ-1``),
    which is kept nowhere."""
    master = secrets.token_bytes(32)
    recovery = age.HybridIdentity.generate()
    header: Header = {
        "format": FORMAT,
        "v": VERSION,
        "vault": secrets.token_hex(16),
        "counter": 0,
        "slots": [
            slots.recovery_slot(recovery, master),
            slots.passphrase_slot(user, EVERY_ROLE, passphrase, master, cost),
        ],
    }
    save(folder, header, master)
    return Opened(header["vault"], master, user, EVERY_ROLE, header), str(recovery)


def unlock(
    folder: Path,
    passphrase: str,
    key_store: KeyStore = NO_KEY_STORE,
    last: Callable[[str], str] = lambda _vault: "",
) -> Opened:
    """Open with a passphrase; every user's slot is tried, with what this computer keeps for it.
    ``last``: of a vault's id, the id of the slot that opened it last here.

    Raises:
        WrongPassphraseError: it opens no slot.
        NoVaultError, ForeignFileError, NewerVaultError, HeaderDamagedError: see there.
    """

    def find(header: Header) -> tuple[Slot, Identity]:
        beside = beside_in(key_store, header)
        first = last(str(header.get("vault")))
        return slots.find_by_passphrase(header["slots"], passphrase, beside, first)

    return _unlock(folder, find)


def beside_in(key_store: KeyStore, header: Header) -> slots.Beside:
    """What the key store of this computer holds for slots of this vault."""
    return lambda slot: key_store.secret(f"{header['vault']}/{slot}") or ""


def unlock_with_recovery(folder: Path, recovery_key: str) -> Opened:
    """Open with the key of the recovery kit.

    Raises:
        WrongRecoveryKeyError: it is the key of another vault; ``Mistyped...``: it is none.
    """
    try:
        identity = age.parse_identity(recovery_key)
    except age.AgeError as error:
        raise MistypedRecoveryKeyError(vault=_mark(folder)) from error

    def find(header: Header) -> tuple[Slot, Identity]:
        slot = slots.find_by_identity(header["slots"], identity)
        if slot is None:
            raise WrongRecoveryKeyError(vault=mark_of(header["vault"]))
        return slot, identity

    return _unlock(folder, find)


def _mark(folder: Path) -> str:
    try:
        return mark_of(str(_read(folder / HEADER).get("vault", "")))
    except StoreError:
        return "?"


def save(folder: Path, header: Header, master: bytes) -> None:
    """Write the header, then its copy.

    Raises:
        DiskFullError, NotWritableError: both are as they were.
    """
    header["counter"] += 1
    header["mac"] = base64.b64encode(_mac(header, master)).decode()
    data = json.dumps(header, indent=1, sort_keys=True).encode()
    write_alike([folder / HEADER, folder / COPY], data)


def keep_aside(folder: Path) -> None:
    """Keep header and copy as they are now, so that going back needs no room on the disk.

    Raises:
        DiskFullError, NotWritableError: there was no room.
    """
    for path in (folder / HEADER, folder / COPY):
        write_whole(_aside(path), path.read_bytes())


def put_back(folder: Path) -> None:
    """As they were when they were kept aside."""
    for path in (folder / HEADER, folder / COPY):
        _aside(path).replace(path)
    sync_folder(folder)


def drop_aside(folder: Path) -> None:
    """What was kept aside is needed no more."""
    for path in (folder / HEADER, folder / COPY):
        _aside(path).unlink(missing_ok=True)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.before")


def intact(folder: Path, master: bytes) -> bool:
    """Whether the header on the disk is as it was written."""
    try:
        return _holds(_read(folder / HEADER), master)
    except StoreError:
        return False


def _unlock(folder: Path, find: _Find) -> Opened:
    """Use the header. Where it does not open, the copy shows whether it is damaged."""
    try:
        return _open(_read(folder / HEADER), find)
    except (HeaderDamagedError, WrongPassphraseError, WrongRecoveryKeyError) as refusal:
        return _with_copy(folder, find, refusal)


def settle(folder: Path, opened: Opened) -> None:
    """Make header and copy alike again, now that the database is open with what is in one."""
    path, copy = folder / HEADER, folder / COPY
    drop_aside(folder)
    if opened.instead_of is not None:
        path.replace(folder / ASIDE)
        write_whole(path, copy.read_bytes())
    data = path.read_bytes()  # after a crash between both, the copy is behind
    if not copy.exists() or copy.read_bytes() != data:
        write_whole(copy, data)


def _with_copy(folder: Path, find: _Find, refusal: StoreError) -> Opened:
    path, copy = folder / HEADER, folder / COPY
    if not copy.exists() or copy.read_bytes() == path.read_bytes():
        raise refusal
    try:
        opened = _open(_read(copy), find)
    except StoreError:
        raise refusal from None
    if intact(folder, opened.master):
        raise refusal  # the copy is merely older: what it still opens was taken away
    return replace(opened, instead_of=refusal)


def _open(header: Header, find: _Find) -> Opened:
    try:
        slot, identity = find(header)
        master = slots.master_in(slot, identity)
        coming = slots.master_in(slot, identity, "mk_next") if "mk_next" in slot else None
        user, roles = slot["user"], slots.roles_of(slot)
        if not _holds(header, master):
            raise HeaderDamagedError
        return Opened(header["vault"], master, user, roles, header, coming, slot=slot["id"])
    except slots.DAMAGED as error:
        raise HeaderDamagedError from error


def _read(path: Path) -> Header:
    try:
        header = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise NoVaultError(path=str(path.parent)) from error
    except IsADirectoryError as error:
        raise ForeignFileError(path=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise HeaderDamagedError from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ForeignFileError(path=str(path))
    if type(header.get("v")) is not int or header["v"] > VERSION:
        raise NewerVaultError
    return header


def _holds(header: Mapping[str, Any], master: bytes) -> bool:
    try:
        return keys.same(_mac(header, master), base64.b64decode(header.get("mac", "")))
    except (TypeError, ValueError):
        return False


def _mac(header: Mapping[str, Any], master: bytes) -> bytes:
    covered = {key: value for key, value in header.items() if key != "mac"}
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":")).encode()
    return keys.mac(keys.derive(master, "header"), canonical)
