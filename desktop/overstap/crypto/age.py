"""The age v1 file format: close bytes for recipients, open them with identities.

Knows keys and bytes; not files, records or screens. A file is a header that wraps a random file
key for every recipient, then the content in authenticated chunks of 64 KiB, so content of any size
streams through constant memory. ASCII armor is read too. Source: C2SP age.md
(https://age-encryption.org/v1); ``age`` 1.3 opens what this writes and the other way round.
"""

import base64
import binascii
import hmac
import io
import os
import re
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

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
)
from overstap.crypto.age_keys import (
    FILE_KEY_SIZE,
    VERSION,
    HybridIdentity,
    HybridRecipient,
    Identity,
    PassphraseIdentity,
    Recipient,
    Stanza,
    X25519Identity,
    X25519Recipient,
    from_base64,
    hkdf,
    parse_identity,
    parse_recipient,
    to_base64,
)

CHUNK = 65536
_TAG = 16
_MOST_STANZAS = 256
_LONGEST_LINE = 8192
_LONGEST_HEADER = 1 << 20
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")
_BODY_LINE = 64
_ARMOR_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_ARMOR_START = b"- \t\r\n"
_ARMOR_END = b"-----END AGE ENCRYPTED FILE-----"


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


def decrypt_stream(source: BinaryIO, target: BinaryIO, identities: Sequence[Identity]) -> None:
    """Open ``source`` into ``target``, in constant memory.

    What was written to ``target`` before an error is genuine but not complete: throw it away.

    Raises:
        AgeError: the subclass tells why not.
    """
    reader = Reader(source, identities)
    while block := reader.read(CHUNK):
        target.write(block)


def armor(data: bytes) -> bytes:
    """The text form of an age file, for channels that carry only text."""
    text = base64.b64encode(data)
    lines = [text[i : i + _BODY_LINE] for i in range(0, len(text), _BODY_LINE)]
    return b"\n".join([_ARMOR_BEGIN, *lines, _ARMOR_END, b""])


class Writer:
    """Writes one age file. Used in ``with``, it ends the file only when nothing went wrong, so a
    file that was broken off can never be taken for a whole one."""

    def __init__(self, target: BinaryIO, recipients: Sequence[Recipient]) -> None:
        file_key, nonce = os.urandom(FILE_KEY_SIZE), os.urandom(16)
        target.write(_write_header(file_key, recipients) + nonce)
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

    def __init__(self, source: BinaryIO, identities: Sequence[Identity]) -> None:
        self._source = _without_armor(source)
        stanzas, covered, mac = _read_header(self._source)
        file_key = _unwrap(stanzas, identities)
        if not hmac.compare_digest(_mac(file_key, covered), mac):
            raise HeaderMacError
        nonce = self._source.read(16)
        if len(nonce) != 16:
            raise TruncatedError
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
        sealed = self._source.read(CHUNK + _TAG)
        first = self._chunks.count == 0
        full = len(sealed) == CHUNK + _TAG
        opened = self._chunks.open(sealed, last=False) if full else None
        if opened is None:
            opened = self._chunks.open(sealed, last=True)
            self._ended = True
        if opened is None and not self._source.read(1):
            raise TruncatedError
        if opened is None or (self._ended and self._source.read(1)):
            raise PayloadError
        if not opened and not first:
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


def _mac(file_key: bytes, covered: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, b"", b"header"), covered, "sha256")


def _write_header(file_key: bytes, recipients: Sequence[Recipient]) -> bytes:
    labels = {recipient.label for recipient in recipients}
    alone = "passphrase" not in labels or len(recipients) == 1
    if len(labels) != 1 or not alone:
        raise MixedRecipientsError
    lines = [VERSION + b"\n"]
    for recipient in recipients:
        stanza = recipient.wrap(file_key)
        lines.append(b"-> " + b" ".join(stanza.arguments) + b"\n")
        body = to_base64(stanza.body)
        ends = range(0, len(body) + 1, _BODY_LINE)  # a full last line is followed by an empty one
        lines += [body[i : i + _BODY_LINE] + b"\n" for i in ends]
    covered = b"".join(lines) + b"---"
    return covered + b" " + to_base64(_mac(file_key, covered)) + b"\n"


class _Lines:
    """Reads header lines within bounds, and remembers them for the MAC."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.seen = bytearray()

    def next(self) -> bytes:
        line = self._source.readline(_LONGEST_LINE)
        if not line.endswith(b"\n") or len(self.seen) + len(line) > _LONGEST_HEADER:
            raise HeaderError
        self.seen += line
        return line[:-1]


def _read_header(source: BinaryIO) -> tuple[list[Stanza], bytes, bytes]:
    """Stanzas, the bytes that the MAC covers, and the MAC."""
    lines = _Lines(source)
    if lines.next() != VERSION:
        raise HeaderError
    stanzas: list[Stanza] = []
    while not (line := lines.next()).startswith(b"---"):
        stanzas.append(_read_stanza(line, lines))
        if len(stanzas) > _MOST_STANZAS:
            raise HeaderError
    mac = from_base64(line[4:])
    if not line.startswith(b"--- ") or len(mac) != 32 or not stanzas:
        raise HeaderError
    covered = bytes(lines.seen[: -len(line) - 1]) + b"---"
    return stanzas, covered, mac


def _read_stanza(line: bytes, lines: _Lines) -> Stanza:
    arguments = tuple(line[3:].split(b" "))
    if not line.startswith(b"-> ") or not all(map(_ARGUMENT.fullmatch, arguments)):
        raise HeaderError
    body = [lines.next()]
    while len(body[-1]) == _BODY_LINE:
        body.append(lines.next())
    if len(body[-1]) > _BODY_LINE:
        raise HeaderError
    return Stanza(arguments, from_base64(b"".join(body)))


def _unwrap(stanzas: list[Stanza], identities: Sequence[Identity]) -> bytes:
    if len(stanzas) > 1 and any(stanza.type == b"scrypt" for stanza in stanzas):
        raise HeaderError
    for identity in identities:
        for stanza in stanzas:
            file_key = identity.unwrap(stanza)
            if file_key is None:
                continue
            if len(file_key) != FILE_KEY_SIZE:
                raise HeaderError
            return file_key
    raise NoMatchError


def _without_armor(source: BinaryIO) -> BinaryIO:
    """The binary file inside the armor; ``source`` itself where there is none."""
    start = source.read(1)
    if start == VERSION[:1] or not start:
        return _Unread(start, source)  # type: ignore[return-value]
    if start not in _ARMOR_START:
        raise HeaderError
    return io.BytesIO(_read_armor(start + source.read()))


def _read_armor(text: bytes) -> bytes:
    lines = text.strip().replace(b"\r\n", b"\n").split(b"\n")
    if len(lines) < 3 or lines[0] != _ARMOR_BEGIN or lines[-1] != _ARMOR_END:
        raise ArmorError
    *full, last = lines[1:-1]
    if any(len(line) != _BODY_LINE for line in full) or not 0 < len(last) <= _BODY_LINE:
        raise ArmorError
    body = b"".join([*full, last])
    try:
        data = base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise ArmorError from error
    if base64.b64encode(data) != body:
        raise ArmorError
    return data


class _Unread:
    """A stream with its first byte put back."""

    def __init__(self, start: bytes, source: BinaryIO) -> None:
        self._start, self._source = start, source

    def read(self, size: int = -1) -> bytes:
        start, self._start = self._start, b""
        return start + self._source.read(size - len(start) if size > 0 else size)

    def readline(self, size: int) -> bytes:
        start, self._start = self._start, b""
        return start + self._source.readline(size - len(start))


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
