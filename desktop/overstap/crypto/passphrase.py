"""Lock a secret with a passphrase, expensively to guess. Knows no files and no users.

Argon2id (RFC 9106) turns the passphrase into a key; ChaCha20-Poly1305 closes the secret. The
settings stand beside the box, so they can grow with the years.
"""

import base64
import os
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from overstap.kernel.errors import StoreError

SHORTEST = 15
FEWEST_WORDS = 4
_CONTEXT = b"overstap-vault/1"


class WrongPassphraseError(StoreError):
    """The passphrase does not open it."""

    code = "vault.wrong_passphrase"


class BoundElsewhereError(WrongPassphraseError):
    """It opens nothing here. There is somebody whose passphrase is good on one computer alone, and
    this is another one, or another account of it."""

    code = "vault.bound_elsewhere"


class WeakPassphraseError(StoreError):
    """Too short to keep anybody out: 15 characters or 4 words at least."""

    code = "vault.weak_passphrase"


class LockDamagedError(StoreError):
    """The lock is malformed, or asks for more memory or time than any of ours does."""

    code = "vault.lock_damaged"


@dataclass(frozen=True, slots=True)
class Cost:
    """How expensive a guess is: memory in KiB, passes, lanes."""

    m: int
    t: int
    p: int


FLOOR = Cost(m=64 * 1024, t=3, p=4)
"""RFC 9106's second recommended option. No less memory and no fewer passes are written or read."""

CEILING = Cost(m=1024 * 1024, t=16, p=16)
"""A lock that asks for more would hang or exhaust this machine."""


def calibrate(seconds: float = 0.7, most: int = 256 * 1024) -> Cost:
    """The highest memory, by doubling, at which this machine needs about ``seconds``."""
    cost = FLOOR
    while cost.m < most:
        start = time.perf_counter()
        _derive("calibrate", bytes(16), cost)
        if time.perf_counter() - start > seconds / 2:
            break
        cost = replace(cost, m=cost.m * 2)
    return cost


def too_weak(passphrase: str) -> bool:
    """Whether it is shorter than 15 characters and has fewer than four words (NIST SP 800-63B:
    length counts, rules of composition do not)."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    return len(text) < SHORTEST and len([w for w in text.split() if len(w) > 2]) < FEWEST_WORDS


def seal(secret: bytes, passphrase: str, context: bytes, cost: Cost = FLOOR) -> dict[str, Any]:
    """Lock ``secret``; ``context`` (such as an owner's id) has to be the same to open it.

    Raises:
        ValueError: ``open_lock`` would refuse this cost.
    """
    if not _reasonable(cost):
        raise ValueError(cost)
    salt, nonce = os.urandom(16), os.urandom(12)
    box = ChaCha20Poly1305(_derive(passphrase, salt, cost)).encrypt(nonce, secret, context)
    return {
        "kdf": "argon2id",
        "m": cost.m,
        "t": cost.t,
        "p": cost.p,
        "salt": _text(salt),
        "nonce": _text(nonce),
        "box": _text(box),
    }


def open_lock(lock: Mapping[str, Any], passphrase: str, context: bytes) -> bytes:
    """The secret.

    Raises:
        WrongPassphraseError: the passphrase, or the context, is another.
        LockDamagedError: it is no lock of ours.
    """
    try:
        cost = Cost(m=lock["m"], t=lock["t"], p=lock["p"])
        salt, nonce, box = (_bytes(lock[part]) for part in ("salt", "nonce", "box"))
        kdf = lock["kdf"]
    except (KeyError, TypeError, ValueError) as error:
        raise LockDamagedError from error
    if kdf != "argon2id" or not _reasonable(cost) or len(salt) != 16 or len(nonce) != 12:
        raise LockDamagedError
    try:
        return ChaCha20Poly1305(_derive(passphrase, salt, cost)).decrypt(nonce, box, context)
    except InvalidTag as error:
        raise WrongPassphraseError from error


def _reasonable(cost: Cost) -> bool:
    if any(type(number) is not int for number in (cost.m, cost.t, cost.p)):
        return False
    memory, passes = FLOOR.m <= cost.m <= CEILING.m, FLOOR.t <= cost.t <= CEILING.t
    return memory and passes and 1 <= cost.p <= CEILING.p


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    text = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")
    return Argon2id(
        salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m, ad=_CONTEXT
    ).derive(text)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
