"""The age v1 file format: close bytes for recipients, open them with identities.

Knows keys and bytes; not files, records or screens. A file is a header that wraps a random file
key for every recipient, then the content in authenticated chunks of 64 KiB, so content of any size
streams through constant memory. ASCII armor is read too. Source: C2SP age.md
(https://age-encryption.org/v1); ``age`` 1.3 opens what this writes and the other way round.
"""

import io
import os
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from overstap.crypto.age_armor import Source, armor, without_armor
from overstap.crypto.age_errors import (
    AgeError,
    ArmorError,
    HeaderError,
    HeaderMacError,
    KeyFormatError,
    MixedRecipientsError,
    NoMatchError,
    PayloadError,
    TruncatedError,
    TruncatedHeaderError,
    TruncatedPayloadError,
)
from overstap.crypto.age_header import read_file_key, write_header
from overstap.crypto.age_keys import (
    FILE_KEY_SIZE,
    HybridIdentity,
    HybridRecipient,
    Identity,
    PassphraseIdentity,
    Recipient,
    X25519Identity,
    X25519Recipient,
    hkdf,
    parse_identity,
    parse_recipient,
)

CHUNK = 65536
_TAG = 16
_NONCE = 16


def encrypt(data: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Close ``data`` so that each of the recipients can open it."""
    target = io.BytesIO()
    with Writer(target, recipients) as writer:
        writer.write(data)
    return target.getvalue()


def decrypt(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Open a binary or armored file with the first identity that fits.

    Raises:
        AgeError: the subclass tells why not.
    """
    return Reader(io.BytesIO(data), identities).read()


def encrypt_stream(source: BinaryIO, target: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """Close all of ``source`` into ``target``, in constant memory."""
    with Writer(target, recipients) as writer:
        while block := source.read(CHUNK):
            writer.write(block)


def decrypt_stream(source: Source, target: BinaryIO, identities: Sequence[Identity]) -> None:
    """Open ``source`` into ``target``, in constant memory.

    What was written to ``target`` before an error is genuine but not complete: throw it away.

    Raises:
        AgeError: the subclass tells why not.
    """
    reader = Reader(source, identities)
    while block := reader.read(CHUNK):
        target.write(block)


class Writer:
    """Writes one age file. Used in ``with``, it ends the file only when nothing went wrong, so a
    file that was broken off can never be taken for a whole one."""

    def __init__(self, target: BinaryIO, recipients: Sequence[Recipient]) -> None:
        file_key, nonce = os.urandom(FILE_KEY_SIZE), os.urandom(_NONCE)
        target.write(write_header(file_key, recipients) + nonce)
        self._target = target
        self._chunks = _Chunks(hkdf(file_key, nonce, b"payload"))
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Close some more; gives the number of bytes, as files do."""
        self._waiting += data
        while len(self._waiting) > CHUNK:  # strictly: the last chunk may not be empty
            self._target.write(self._chunks.close(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Write the last chunk."""
        self._target.write(self._chunks.close(bytes(self._waiting), last=True))
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()


class Reader:
    """Reads one age file. Gives only authenticated bytes, and reports the end only after the last
    chunk was authenticated: bytes before that may be the beginning of a file that was cut off."""

    def __init__(self, source: Source, identities: Sequence[Identity]) -> None:
        self._source = without_armor(source)
        file_key = read_file_key(self._source, identities)
        nonce = _read_fully(self._source, _NONCE)
        if len(nonce) != _NONCE:
            raise TruncatedHeaderError
        self._chunks = _Chunks(hkdf(file_key, nonce, b"payload"))
        self._waiting = b""
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """``size`` bytes, fewer only at the end; all that is left for -1.

        Raises:
            PayloadError: the content was changed or cut off.
        """
        blocks, have = [self._waiting], len(self._waiting)
        while (size < 0 or have < size) and (block := self._next()):
            blocks.append(block)
            have += len(block)
        data = b"".join(blocks)
        cut = len(data) if size < 0 else size
        self._waiting = data[cut:]
        return data[:cut]

    def _next(self) -> bytes:
        """The next chunk; empty at the end, which is then certain."""
        if self._ended:
            return b""
        first = self._chunks.count == 0
        sealed = _read_fully(self._source, CHUNK + _TAG)
        full = len(sealed) == CHUNK + _TAG
        opened = self._chunks.open(sealed, last=False) if full else None
        if opened is None:
            opened = self._open_last(sealed, first=first)
            self._ended = True
        return opened

    def _open_last(self, sealed: bytes, *, first: bool) -> bytes:
        opened = self._chunks.open(sealed, last=True)
        more = self._source.read(1)
        if opened is None and not more:
            raise TruncatedPayloadError
        if opened is None or more or not (opened or first):
            raise PayloadError
        return opened


class _Chunks:
    """Closes or opens the chunks of one file, in order."""

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(key)
        self.count = 0

    def close(self, data: bytes, *, last: bool) -> bytes:
        sealed = self._cipher.encrypt(self._nonce(last=last), data, None)
        self.count += 1
        return sealed

    def open(self, sealed: bytes, *, last: bool) -> bytes | None:
        try:
            data = self._cipher.decrypt(self._nonce(last=last), sealed, None)
        except (InvalidTag, ValueError):
            return None
        self.count += 1
        return data

    def _nonce(self, *, last: bool) -> bytes:
        return self.count.to_bytes(11, "big") + bytes([last])


def _read_fully(source: Source, size: int) -> bytes:
    """``size`` bytes, fewer only at the end, also from sources that give a little at a time."""
    data = source.read(size)
    while 0 < len(data) < size and (more := source.read(size - len(data))):
        data += more
    return data


__all__ = [
    "AgeError",
    "ArmorError",
    "HeaderError",
    "HeaderMacError",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "KeyFormatError",
    "MixedRecipientsError",
    "NoMatchError",
    "PassphraseIdentity",
    "PayloadError",
    "Reader",
    "Recipient",
    "TruncatedError",
    "TruncatedHeaderError",
    "TruncatedPayloadError",
    "Writer",
    "X25519Identity",
    "X25519Recipient",
    "armor",
    "decrypt",
    "decrypt_stream",
    "encrypt",
    "encrypt_stream",
    "parse_identity",
    "parse_recipient",
]
