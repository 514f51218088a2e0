"""The header of an age file: the file key, wrapped for every recipient. Knows nothing of content.

::

    age-encryption.org/v1
    -> type argument argument       one stanza per recipient
    body in base64, lines of 64, the last one shorter (it may be empty)
    --- HMAC over everything up to here

Source: C2SP age.md, "The v1 file format".
"""

import hmac
import re
from collections.abc import Sequence

from overstap.crypto.age_armor import Source
from overstap.crypto.age_errors import (
    HeaderError,
    HeaderMacError,
    MixedRecipientsError,
    NoMatchError,
    TruncatedHeaderError,
)
from overstap.crypto.age_keys import (
    FILE_KEY_SIZE,
    VERSION,
    Identity,
    Recipient,
    Stanza,
    from_base64,
    hkdf,
    to_base64,
)

_MOST_STANZAS = 256
_LONGEST_LINE = 8192
_LONGEST_HEADER = 1 << 20
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")
_BODY_LINE = 64


def write_header(file_key: bytes, recipients: Sequence[Recipient]) -> bytes:
    """The header that gives ``file_key`` to each of the recipients.

    Raises:
        MixedRecipientsError: none, or kinds that do not go together.
    """
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


def read_file_key(source: Source, identities: Sequence[Identity]) -> bytes:
    """The file key; ``source`` then stands behind the header.

    Raises:
        HeaderError, NoMatchError, HeaderMacError: see there.
    """
    stanzas, covered, mac = _read_header(source)
    file_key = _unwrap(stanzas, identities)
    if not hmac.compare_digest(_mac(file_key, covered), mac):
        raise HeaderMacError
    return file_key


def _mac(file_key: bytes, covered: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, b"", b"header"), covered, "sha256")


class _Lines:
    """Reads header lines within bounds, and remembers them for the MAC."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.seen = bytearray()

    def version(self) -> None:
        line = self._source.readline(len(VERSION) + 1)
        if line != VERSION + b"\n":
            raise TruncatedHeaderError if VERSION.startswith(line) else HeaderError
        self.seen += line

    def next(self) -> bytes:
        line = self._source.readline(_LONGEST_LINE)
        if len(self.seen) + len(line) > _LONGEST_HEADER:
            raise HeaderError
        if not line.endswith(b"\n"):
            raise HeaderError if len(line) == _LONGEST_LINE else TruncatedHeaderError
        self.seen += line
        return line[:-1]


def _read_header(source: Source) -> tuple[list[Stanza], bytes, bytes]:
    """Stanzas, the bytes that the MAC covers, and the MAC."""
    lines = _Lines(source)
    lines.version()
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
