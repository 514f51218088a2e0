"""Open a bundle: two passes over the file, and nothing is believed before it is checked.

The first pass parses tar headers, the card and the manifest only, each after its signature:

1. it is a file, not empty, and begins as an age file;
2. one of our keys opens it, and its header and every chunk are authentic (age);
3. it is a strict tar of plain members, each of which is hashed; the card is kept;
4. the manifest is signed for the purpose ``bundle@overstap``;
5. the card that travelled along counts, where a root key that we know signed it: a newer one
   replaces ours from here on, so a revocation arrives with the very bundle it concerns;
6. the signer is a desk on the card of an office that we verified and did not block;
7. only now the manifest's JSON is parsed; a newer format is refused before the rest is used;
8. office and desk are those that the manifest names; the card is that office's own; the desk is
   not revoked, may send this kind, and was valid when it signed and not long since;
9. training and live do not mix;
10. our own key is among those that the sender meant (no forwarding), and the stream is the
    sender's own to us;
11. the members are exactly those that were signed.

The second pass (``lines``) decompresses within the signed sizes and parses strictly. Where a
bundle stands in its stream is for ``domain.streams``.
"""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from overstap.bundle import layout, manifest, strangers
from overstap.bundle.cards import parse_card
from overstap.bundle.errors import (
    DamagedError,
    ForgedError,
    IncompleteError,
    NotABundleError,
    NotForUsError,
    OversizedError,
)
from overstap.bundle.folder import reading
from overstap.bundle.manifest import Contents, Part
from overstap.bundle.senders import Addressee, senders
from overstap.bundle.tar import BLOCK, Member, OversizedTarError, TarError, members
from overstap.crypto import age
from overstap.crypto.signature import SignatureError, verify
from overstap.domain.offices import Card, Trust
from overstap.domain.records import OfficeId
from overstap.kernel.task import Task
from overstap.usecases.ports.journal import Manifest

_LONGEST = {
    layout.MANIFEST: layout.LONGEST_MANIFEST,
    layout.MANIFEST_SIGNATURE: layout.LONGEST_CARD,
    layout.CARD: layout.LONGEST_CARD,
    layout.CARD_SIGNATURE: layout.LONGEST_CARD,
}
"""The members that the first pass keeps."""
_SIGNED = (layout.MANIFEST, layout.MANIFEST_SIGNATURE)
_BEGINS = b"age-encryption.org/v1"
_BLOCK = 1 << 16
_SEAL = 16

AgeIdentity = age.X25519Identity | age.HybridIdentity


@dataclass(frozen=True, slots=True)
class _Members:
    """What the first pass found: size and hash of every member, and those that it kept."""

    found: Mapping[str, tuple[int, str]]
    kept: Mapping[str, bytes]

    def __getitem__(self, name: str) -> bytes:
        return self.kept.get(name, b"")


class VerifiedBundle:
    """A bundle that passed all steps; obeys ``usecases.ports.bundles.OpenBundle``."""

    def __init__(self, path: Path, identity: AgeIdentity, contents: Contents, sender: Trust):
        self._path = path
        self._identity = identity
        self._contents = contents
        self._sender = sender

    @property
    def manifest(self) -> Manifest:
        """What the signed list says."""
        return self._contents.manifest

    @property
    def sender(self) -> Card:
        """The newest card of the office that sent it."""
        return self._sender.card

    @property
    def card(self) -> tuple[bytes, bytes]:
        """The sender's newest card: the one that travelled along, unless ours is newer."""
        return self._sender.raw, self._sender.signature

    def attachment(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            DamagedError: there is none, or the file changed since it was verified.
            OversizedError: it is larger than an attachment may be.
        """
        with _archive(self._path, self._identity) as archive:
            for member in archive:
                if member.name == name:
                    if member.size > layout.LONGEST_ATTACHMENT:
                        raise OversizedError
                    data = member.read()
                    self._check(self._part(name), hashlib.sha256(data).hexdigest())
                    return data
        raise DamagedError

    def lines(self) -> Iterator[dict[str, Any]]:
        """The records, in order, through constant memory. An error can come after the first of
        them: take over all or nothing.

        Raises:
            OversizedError: it expands beyond what was signed.
            MalformedError: a line is no JSON that means one thing.
            DamagedError: it is no gzip of JSON lines, or the file changed since.
        """
        with _archive(self._path, self._identity) as archive:
            for member in archive:
                if layout.is_changes(member.name):
                    yield from self._records(member, self._part(member.name))

    def _records(self, member: Member, part: Part) -> Iterator[dict[str, Any]]:
        packed = hashlib.sha256()
        count = 0
        for line in _lines(_expanded(member, part, packed.update)):
            count += 1
            value = layout.strict(line)
            if not isinstance(value, dict) or count > part.records:
                raise DamagedError
            yield value
        if count != part.records:
            raise DamagedError
        self._check(part, packed.hexdigest())

    def _part(self, name: str) -> Part:
        for part in self._contents.parts:
            if part.name == name:
                return part
        raise DamagedError

    def _check(self, part: Part, digest: str) -> None:
        if part.sha256 != digest:
            raise DamagedError


def open_bundle(
    path: Path, identity: AgeIdentity, to: Addressee, offices: Mapping[OfficeId, Trust], task: Task
) -> VerifiedBundle:
    """Verify the bundle at ``path`` against the ``offices`` that we know.

    Raises:
        FileError, TrustError: the first step that fails, each with its own kind.
    """
    untrusted = _first_pass(path, identity, task)
    raw = untrusted[layout.MANIFEST]
    try:
        signer = verify(raw, untrusted[layout.MANIFEST_SIGNATURE], layout.NAMESPACE)
    except SignatureError as error:
        raise ForgedError from error
    card, signature = untrusted[layout.CARD], untrusted[layout.CARD_SIGNATURE]
    known = senders(offices, card, signature, training=to.training)
    known.check_key(signer)
    contents = manifest.read(raw)
    sender = known.sender(signer, contents, to)
    if untrusted.found != {part.name: (part.size, part.sha256) for part in contents.parts}:
        raise DamagedError
    if any(part.records and not layout.is_changes(part.name) for part in contents.parts):
        raise DamagedError
    if sum(part.expanded for part in contents.parts) > layout.MOST_EXPANDED:
        raise OversizedError
    return VerifiedBundle(path, identity, contents, sender)


def claimed_card(path: Path, identity: AgeIdentity, task: Task) -> tuple[bytes, bytes]:
    """The card (with its signature) of whoever signed the bundle at ``path``: what they say to be.
    Of the bundle nothing but that card is parsed.

    Raises:
        FileError: it is no whole bundle for us.
        TrustError: nobody on the card signed it, or the card is not its office's own.
    """
    untrusted = _first_pass(path, identity, task)
    card, signature = untrusted[layout.CARD], untrusted[layout.CARD_SIGNATURE]
    try:
        signed = untrusted[layout.MANIFEST], untrusted[layout.MANIFEST_SIGNATURE]
        signer = verify(*signed, layout.NAMESPACE)
    except SignatureError as error:
        raise ForgedError from error
    if not parse_card(card, signature).signs(signer):
        raise ForgedError
    return card, signature


def _first_pass(path: Path, identity: AgeIdentity, task: Task) -> _Members:
    found: dict[str, tuple[int, str]] = {}
    kept: dict[str, bytes] = {}
    done = 0
    with _archive(path, identity) as archive:
        total = path.stat().st_size
        for member in archive:
            keep = bytearray()
            if member.size > _LONGEST.get(member.name, member.size):
                raise OversizedError
            digest = hashlib.sha256()
            while block := member.read(_BLOCK):
                done += len(block)
                task.step("bundle.verify", done, total)
                digest.update(block)
                if member.name in _LONGEST:
                    keep += block
            if member.name in _LONGEST:
                kept[member.name] = bytes(keep)
            if member.name not in _SIGNED:
                found[member.name] = member.size, digest.hexdigest()
    return _Members(found, kept)


@contextmanager
def _archive(path: Path, identity: AgeIdentity) -> Iterator[Iterator[Member]]:
    """The members of the archive, with every failure in our own words."""
    with reading(path, DamagedError) as file:
        look = file.read(strangers.LOOK_AT)
        start = look[: len(_BEGINS)]
        if not _BEGINS.startswith(start):
            raise NotABundleError(path=path.name, kind=(strangers.kind_of(look),))
        if start != _BEGINS:
            raise IncompleteError
        file.seek(0)
        try:
            yield members(age.Reader(file, [identity]))
        except age.NoMatchError as error:
            raise NotForUsError from error
        except age.HeaderError as error:
            raise (DamagedError if file.read(1) else IncompleteError) from error
        except age.TruncatedError as error:
            raise (IncompleteError if _cut_off(file) else DamagedError) from error
        except OversizedTarError as error:
            raise OversizedError from error
        except (age.AgeError, TarError) as error:
            raise DamagedError from error


def _cut_off(file: BinaryIO) -> bool:
    """Whether the last chunk fails because it is not whole. A whole archive is a number of blocks
    of 512 bytes, so its size tells a file that was cut from one that was changed."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    while not (line := file.readline()).startswith(b"---"):
        if not line:
            return True
    sealed = size - file.tell() - _SEAL  # the nonce is as long as a seal
    last = sealed % (age.CHUNK + _SEAL)
    return sealed <= 0 or last == 0 or (last - _SEAL) % BLOCK != 0


def _expanded(member: Member, part: Part, seen: Callable[[bytes], None]) -> Iterator[bytes]:
    """The decompressed blocks of a member; never more than was signed."""
    unpacker = zlib.decompressobj(31)
    left = part.expanded
    while packed := member.read(_BLOCK):
        seen(packed)
        while packed:
            if unpacker.eof:
                raise DamagedError
            try:
                data = unpacker.decompress(packed, min(left + 1, layout.LONGEST_LINE))
            except zlib.error as error:
                raise DamagedError from error
            if len(data) > left:
                raise OversizedError
            left -= len(data)
            packed = unpacker.unconsumed_tail or unpacker.unused_data
            yield data
    if left or not unpacker.eof:
        raise DamagedError


def _lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        if any(len(line) > layout.LONGEST_LINE for line in (*lines, rest)):
            raise OversizedError
        yield from lines
    if rest:
        raise DamagedError
