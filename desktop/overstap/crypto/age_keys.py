"""Recipients and identities of age v1: X25519, hybrid ML-KEM-768 + X25519, and passphrases.

A recipient wraps the 16-byte file key in a stanza; an identity unwraps it. Source: C2SP age.md
(https://age-encryption.org/v1), RFC 9180 (HPKE), X-Wing.
"""

import base64
import hashlib
import os
import re
from dataclasses import dataclass
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from overstap.crypto import bech32
from overstap.crypto.age_errors import HeaderError, KeyFormatError

VERSION = b"age-encryption.org/v1"
FILE_KEY_SIZE = 16
WRAPPED_SIZE = FILE_KEY_SIZE + 16

_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_HYBRID_SHARE = 1088 + 32
_HYBRID_PUBLIC = 1184 + 32
_NONCE = bytes(12)
_WORK_FACTOR = re.compile(rb"[1-9][0-9]{0,2}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")

DEFAULT_WORK_FACTOR = 18
HIGHEST_WORK_FACTOR = 22
"""2**22 takes about 4 GiB and ten seconds; a file that asks for more is refused unread."""


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """32 bytes, HKDF-SHA256."""
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(key)


def to_base64(data: bytes) -> bytes:
    """Base64 without padding, as age writes it."""
    return base64.b64encode(data).rstrip(b"=")


def from_base64(text: bytes) -> bytes:
    """Read ``to_base64``, canonical only.

    Raises:
        HeaderError: it is not canonical base64 without padding.
    """
    if not _BASE64.fullmatch(text) or len(text) % 4 == 1:
        raise HeaderError
    data = base64.b64decode(text + b"=" * (-len(text) % 4))
    if to_base64(data) != text:
        raise HeaderError
    return data


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient's line in the header: its type with arguments, and the wrapped file key."""

    arguments: tuple[bytes, ...]
    body: bytes

    @property
    def type(self) -> bytes:
        """The first argument."""
        return self.arguments[0]


class Recipient(Protocol):
    """Somebody whom a file can be closed for. Files mix only recipients of one ``label``."""

    @property
    def label(self) -> str: ...

    def wrap(self, file_key: bytes) -> Stanza:
        """Close the file key for this recipient."""


class Identity(Protocol):
    """Somebody who can open files."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key; None where the stanza is for somebody else.

        Raises:
            HeaderError: the stanza is of our type and malformed.
        """


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """``age1...``"""

    raw: bytes
    label: str = "classical"

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise KeyFormatError

    def __str__(self) -> str:
        return bech32.encode("age", self.raw)

    def wrap(self, file_key: bytes) -> Stanza:
        """Close the file key with an ephemeral share."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.raw))
        except ValueError as error:
            raise KeyFormatError from error
        key = hkdf(secret, share + self.raw, VERSION + b"/X25519")
        body = ChaCha20Poly1305(key).encrypt(_NONCE, file_key, None)
        return Stanza((b"X25519", to_base64(share)), body)


@dataclass(frozen=True, slots=True, repr=False)
class X25519Identity:
    """``AGE-SECRET-KEY-1...``"""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise KeyFormatError

    @classmethod
    def generate(cls) -> Self:
        """A new one."""
        return cls(os.urandom(32))

    @property
    def recipient(self) -> X25519Recipient:
        """Whom others close files for."""
        private = X25519PrivateKey.from_private_bytes(self.raw)
        return X25519Recipient(private.public_key().public_bytes_raw())

    def __str__(self) -> str:
        return bech32.encode("age-secret-key-", self.raw).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key of an X25519 stanza for us."""
        if stanza.type != b"X25519":
            return None
        share = _share(stanza, 32)
        private = X25519PrivateKey.from_private_bytes(self.raw)
        try:
            secret = private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:  # a low-order share gives the all-zero secret
            raise HeaderError from error
        key = hkdf(secret, share + self.recipient.raw, VERSION + b"/X25519")
        return _open(key, stanza.body)


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """``age1pq1...``: closed also for whoever keeps it until there are quantum computers."""

    raw: bytes
    label: str = "postquantum"

    def __post_init__(self) -> None:
        if len(self.raw) != _HYBRID_PUBLIC:
            raise KeyFormatError
        self._public()

    def __str__(self) -> str:
        return bech32.encode("age1pq", self.raw)

    def wrap(self, file_key: bytes) -> Stanza:
        """Close the file key with HPKE base mode."""
        try:
            sealed = _suite().encrypt(file_key, self._public(), info=_HYBRID_INFO)
        except ValueError as error:
            raise KeyFormatError from error
        share, body = sealed[:_HYBRID_SHARE], sealed[_HYBRID_SHARE:]
        return Stanza((b"mlkem768x25519", to_base64(share)), body)

    def _public(self) -> MLKEM768X25519PublicKey:
        try:
            return MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(self.raw[:1184]),
                X25519PublicKey.from_public_bytes(self.raw[1184:]),
            )
        except ValueError as error:
            raise KeyFormatError from error


@dataclass(frozen=True, slots=True, repr=False)
class HybridIdentity:
    """``AGE-SECRET-KEY-PQ-1...``: a 32-byte X-Wing seed."""

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise KeyFormatError

    @classmethod
    def generate(cls) -> Self:
        """A new one."""
        return cls(os.urandom(32))

    @property
    def recipient(self) -> HybridRecipient:
        """Whom others close files for."""
        lattice, curve = self._private()
        return HybridRecipient(
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    def __str__(self) -> str:
        return bech32.encode("age-secret-key-pq-", self.seed).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key of a hybrid stanza for us."""
        if stanza.type != b"mlkem768x25519":
            return None
        share = _share(stanza, _HYBRID_SHARE)
        lattice, curve = self._private()
        try:  # HPKE reports a low-order share as a wrong key; age wants it refused
            curve.exchange(X25519PublicKey.from_public_bytes(share[1088:]))
        except ValueError as error:
            raise HeaderError from error
        key = MLKEM768X25519PrivateKey(lattice, curve)
        try:
            return _suite().decrypt(share + stanza.body, key, info=_HYBRID_INFO)
        except InvalidTag:
            return None

    def _private(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        expanded = hashlib.shake_256(self.seed).digest(96)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            X25519PrivateKey.from_private_bytes(expanded[64:]),
        )


@dataclass(frozen=True, slots=True, repr=False)
class PassphraseIdentity:
    """A passphrase (scrypt), as recipient and identity.

    ``work_factor`` is log2 of scrypt's N, used when writing; a file that asks for more than
    ``highest_work_factor`` is refused before any work is done.
    """

    text: str
    work_factor: int = DEFAULT_WORK_FACTOR
    highest_work_factor: int = HIGHEST_WORK_FACTOR
    label: str = "passphrase"

    def wrap(self, file_key: bytes) -> Stanza:
        """Close the file key with the passphrase."""
        salt = os.urandom(16)
        body = ChaCha20Poly1305(self._key(salt, self.work_factor)).encrypt(_NONCE, file_key, None)
        return Stanza((b"scrypt", to_base64(salt), b"%d" % self.work_factor), body)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, where the passphrase fits."""
        if stanza.type != b"scrypt":
            return None
        if len(stanza.arguments) != 3 or not _WORK_FACTOR.fullmatch(stanza.arguments[2]):
            raise HeaderError
        salt, work_factor = from_base64(stanza.arguments[1]), int(stanza.arguments[2])
        wrong_size = len(salt) != 16 or len(stanza.body) != WRAPPED_SIZE
        if wrong_size or work_factor > self.highest_work_factor:
            raise HeaderError
        try:
            key = self._key(salt, work_factor)
        except MemoryError as error:
            raise HeaderError from error
        return _open(key, stanza.body)

    def _key(self, salt: bytes, work_factor: int) -> bytes:
        scrypt = Scrypt(VERSION + b"/scrypt" + salt, 32, 1 << work_factor, 8, 1)
        return scrypt.derive(self.text.encode(errors="surrogatepass"))


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Read ``AGE-SECRET-KEY-1...`` or ``AGE-SECRET-KEY-PQ-1...``.

    Raises:
        KeyFormatError: it is neither.
    """
    prefix, raw = _decode(text)
    if prefix == "age-secret-key-pq-":
        return HybridIdentity(raw)
    if prefix == "age-secret-key-":
        return X25519Identity(raw)
    raise KeyFormatError


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read ``age1...`` or ``age1pq1...``.

    Raises:
        KeyFormatError: it is neither.
    """
    if text != text.lower():
        raise KeyFormatError
    prefix, raw = _decode(text)
    if prefix == "age1pq":
        return HybridRecipient(raw)
    if prefix == "age":
        return X25519Recipient(raw)
    raise KeyFormatError


def _decode(text: str) -> tuple[str, bytes]:
    try:
        return bech32.decode(text.strip())
    except ValueError as error:
        raise KeyFormatError from error


def _share(stanza: Stanza, size: int) -> bytes:
    if len(stanza.arguments) != 2:
        raise HeaderError
    share = from_base64(stanza.arguments[1])
    if len(share) != size or len(stanza.body) != WRAPPED_SIZE:
        raise HeaderError
    return share


def _open(key: bytes, body: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(_NONCE, body, None)
    except InvalidTag:
        return None
