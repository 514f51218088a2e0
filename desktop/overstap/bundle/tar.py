"""A deliberately small tar: regular files with short plain names; nothing else goes in or out.

Any ``tar`` reads what this writes. Reading streams, and refuses links, folders, long names,
duplicates and everything that a hostile archive needs. Source: POSIX.1-1988 ustar.
"""

import re
from collections.abc import Iterator
from typing import Protocol

BLOCK = 512
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MAGIC = b"ustar\x0000"
_MOST_MEMBERS = 2000
_MOST_BYTES = 1 << 30
_MOST_PADDING = 64


class TarError(ValueError):
    """It is not such an archive."""


class TruncatedTarError(TarError):
    """It ends too early."""


class OversizedTarError(TarError):
    """It holds more than any of ours does."""


class Sink(Protocol):
    """Something to write to."""

    def write(self, data: bytes, /) -> int: ...


class Source(Protocol):
    """Something to read from: exactly ``size`` bytes, fewer only at the end."""

    def read(self, size: int = -1, /) -> bytes: ...


class TarWriter:
    """Writes an archive, one whole member at a time."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def add(self, name: str, data: bytes) -> None:
        """One file."""
        self._sink.write(_header(name, len(data)))
        self._sink.write(data)
        self._sink.write(bytes(-len(data) % BLOCK))

    def close(self) -> None:
        """The end of the archive."""
        self._sink.write(bytes(2 * BLOCK))


class Member:
    """One file of an archive that is being read."""

    def __init__(self, source: Source, name: str, size: int) -> None:
        self.name = name
        self.size = size
        self._source = source
        self._left = size

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that are left for -1."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._source.read(wanted)
        if len(data) != wanted:
            raise TruncatedTarError(self.name)
        self._left -= wanted
        return data

    def skip(self) -> None:
        """Read what is left, and the padding, which must be zero."""
        while self._left:
            self.read(1 << 16)
        padding = -self.size % BLOCK
        if self._source.read(padding) != bytes(padding):
            raise TarError(self.name)


def members(source: Source) -> Iterator[Member]:
    """The files in order; each can be read until the next is asked for.

    Raises:
        TarError: it is not such an archive, or too large.
    """
    seen: set[str] = set()
    total = 0
    while (header := source.read(BLOCK)) != bytes(BLOCK):
        member = _member(source, header)
        total += member.size
        if len(seen) >= _MOST_MEMBERS or total > _MOST_BYTES:
            raise OversizedTarError(member.name)
        if member.name in seen:
            raise TarError(member.name)
        seen.add(member.name)
        yield member
        member.skip()
    _only_padding(source)


def _only_padding(source: Source) -> None:
    for _ in range(_MOST_PADDING):
        block = source.read(BLOCK)
        if not block:
            return
        if block != bytes(BLOCK):
            raise TarError("data after the end")
    raise TarError("too much padding")


def _header(name: str, size: int) -> bytes:
    if not _NAME.fullmatch(name) or not 0 <= size < 8**11:
        raise TarError(name)
    header = bytearray(BLOCK)
    header[: len(name)] = name.encode()
    header[100:108] = b"0000644\0"
    header[108:116] = header[116:124] = b"0000000\0"
    header[124:136] = b"%011o\0" % size
    header[136:148] = b"%011o\0" % 0
    header[148:156] = b" " * 8
    header[156:157] = b"0"
    header[257:265] = _MAGIC
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def _member(source: Source, header: bytes) -> Member:
    if len(header) != BLOCK:
        raise TruncatedTarError("header")
    name = header[:100].rstrip(b"\0").decode("ascii", "replace")
    try:
        size = int(header[124:135], 8)
    except ValueError as error:
        raise TarError(name) from error
    if not _NAME.fullmatch(name) or size < 0 or _header(name, size) != header:
        raise TarError(name)  # what we would not write ourselves, we do not read
    return Member(source, name, size)
