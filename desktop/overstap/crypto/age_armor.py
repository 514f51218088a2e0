"""The text form of age files (strict PEM), streamed. Knows lines and base64; not what is inside.

Whitespace may stand before and after; in between every line is 64 characters of canonical base64,
but for the last. Source: C2SP age.md, "ASCII armor".
"""

import base64
import binascii
from typing import Protocol

from overstap.crypto.age_errors import ArmorError, HeaderError

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_BINARY_START = b"a"  # of "age-encryption.org"
_ARMOR_START = b"- \t\r\n"
_LINE = 64
_LINE_BYTES = 48
_MOST_WHITESPACE = 1024


class Source(Protocol):
    """What is read from; binary files are such."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


def armor(data: bytes) -> bytes:
    """The text form of an age file, for channels that carry only text."""
    text = base64.b64encode(data)
    lines = [text[i : i + _LINE] for i in range(0, len(text), _LINE)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def without_armor(source: Source) -> Source:
    """The binary file in ``source``, whether it is armored or not.

    Raises:
        HeaderError: it begins as neither.
        ArmorError: here or while reading: the armor is malformed.
    """
    start = source.read(1)
    whole = _Unread(start, source)
    if start in (b"", _BINARY_START):
        return whole
    if start not in _ARMOR_START:
        raise HeaderError
    return _Unarmored(whole)


class _Unread:
    """A stream with its first byte put back."""

    def __init__(self, start: bytes, source: Source) -> None:
        self._start, self._source = start, source

    def read(self, size: int, /) -> bytes:
        start, self._start = self._start[:size], self._start[size:]
        return start + self._source.read(size - len(start))

    def readline(self, size: int, /) -> bytes:
        start, self._start = self._start[:size], self._start[size:]
        if start == b"\n":
            return start
        return start + self._source.readline(size - len(start))


class _Unarmored:
    """The bytes inside the armor, a line at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._waiting = bytearray()
        self._last_line_seen = self._ended = False
        self._skip_whitespace()

    def read(self, size: int, /) -> bytes:
        while len(self._waiting) < size and self._more():
            pass
        return self._take(size)

    def readline(self, size: int, /) -> bytes:
        end = self._waiting.find(b"\n")
        while end < 0 and len(self._waiting) < size and self._more():
            end = self._waiting.find(b"\n")
        return self._take(size if end < 0 else min(end + 1, size))

    def _take(self, size: int) -> bytes:
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def _skip_whitespace(self) -> None:
        skipped = 0
        while not (line := self._source.readline(_MOST_WHITESPACE)).strip():
            skipped += len(line)
            if not line or skipped > _MOST_WHITESPACE:
                raise ArmorError
        if _without_ending(line) != _BEGIN:
            raise ArmorError

    def _more(self) -> bool:
        """Read one more line; false at the end of the armor."""
        if self._ended:
            return False
        line = _without_ending(self._source.readline(_LINE + 3))
        if line == _END:
            self._check_rest()
            self._ended = True
            return False
        if self._last_line_seen or not 0 < len(line) <= _LINE:
            raise ArmorError
        decoded = _decode(line)
        self._last_line_seen = len(decoded) < _LINE_BYTES
        self._waiting += decoded
        return True

    def _check_rest(self) -> None:
        rest = self._source.read(_MOST_WHITESPACE + 1)
        if rest.strip() or len(rest) > _MOST_WHITESPACE:
            raise ArmorError


def _without_ending(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r")


def _decode(line: bytes) -> bytes:
    try:
        decoded = base64.b64decode(line, validate=True)
    except binascii.Error as error:
        raise ArmorError from error
    if base64.b64encode(decoded) != line:
        raise ArmorError
    return decoded
