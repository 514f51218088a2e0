"""Open a bundle: two passes over the file, and nothing is believed before it is checked.

The first pass parses tar headers and the manifest only:

1. it is a file, not empty, and begins as an age file;
2. one of our keys opens it, and its header and every chunk are authentic (age);
3. it is a strict tar of plain members, each of which is hashed;
4. the manifest is signed for the purpose ``bundle@overstap``;
5. the signature is of a desk on the card of an office that we verified, not blocked, not revoked;
6. only now its JSON is parsed; a newer format is refused before anything else in it is used;
7. the desk is the one that the manifest names, valid that day, and may send this kind;
8. training and live do not mix;
9. one of our own keys is among those that the sender meant (no forwarding);
10. the members are exactly those that were signed.

The second pass (``lines``) decompresses within the signed sizes and parses strictly.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from overstap.bundle import layout, manifest
from overstap.bundle.errors import (
    BlockedSenderError,
    DamagedError,
    ForgedError,
    IncompleteError,
    NotABundleError,
    NotForUsError,
    OtherModeError,
    OversizedError,
    ReaddressedError,
    RevokedDeskError,
    UnknownDeskError,
    UnknownSenderError,
    UnverifiedSenderError,
)
from overstap.bundle.folder import reading
from overstap.bundle.manifest import Contents, Part
from overstap.bundle.tar import Member, TarError, members
from overstap.crypto import age
from overstap.crypto.signature import SignatureError, verify
from overstap.domain.offices import Desk, Trust, TrustState
from overstap.domain.records import OfficeId
from overstap.kernel.task import Task
from overstap.usecases.ports import Manifest

_SIGNED = (layout.MANIFEST, layout.MANIFEST_SIGNATURE)
_BEGINS = b"age-encryption.org/v1"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who opens: this desk's identity, and whether it is a training desk."""

    identity: age.X25519Identity | age.HybridIdentity
    training: bool


class VerifiedBundle:
    """A bundle that passed all steps; obeys ``usecases.ports.OpenBundle``."""

    def __init__(self, path: Path, receiver: Receiver, contents: Contents) -> None:
        self._path = path
        self._receiver = receiver
        self._contents = contents

    @property
    def manifest(self) -> Manifest:
        """What the signed list says."""
        return self._contents.manifest

    @property
    def card(self) -> tuple[bytes, bytes]:
        """The sender's card as it travelled along."""
        return self.attachment(layout.CARD), self.attachment(layout.CARD_SIGNATURE)

    def attachment(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            DamagedError: there is none, or the file changed since it was verified.
        """
        with _opened(self._path, self._receiver) as archive:
            for member in archive:
                if member.name == name:
                    data = member.read()
                    self._check(name, data)
                    return data
        raise DamagedError

    def lines(self) -> Iterator[dict[str, Any]]:
        """The records, in order.

        Raises:
            OversizedError: it expands beyond what was signed.
            DamagedError: it is no gzip of JSON lines, or the file changed since.
        """
        with _opened(self._path, self._receiver) as archive:
            for member in archive:
                if member.name.startswith("changes-"):
                    packed = member.read()
                    self._check(member.name, packed)
                    yield from _lines(_expanded(packed, self._part(member.name)))

    def _part(self, name: str) -> Part:
        return next(part for part in self._contents.parts if part.name == name)

    def _check(self, name: str, data: bytes) -> None:
        if self._part(name).sha256 != hashlib.sha256(data).hexdigest():
            raise DamagedError


def open_bundle(
    path: Path, receiver: Receiver, offices: Mapping[OfficeId, Trust], task: Task
) -> VerifiedBundle:
    """Verify the bundle at ``path`` against the ``offices`` that we know.

    Raises:
        FileError, TrustError: the first step that fails, each with its own kind.
    """
    found: dict[str, tuple[int, str]] = {}
    signed: dict[str, bytes] = {}
    with _opened(path, receiver) as archive:
        for member in archive:
            task.step("bundle.verify", len(found))
            if member.name in _SIGNED:
                if member.size > layout.LONGEST_MANIFEST:
                    raise OversizedError
                signed[member.name] = member.read()
            else:
                found[member.name] = member.size, _digest(member)
    untrusted = signed.get(layout.MANIFEST, b"")
    try:
        signer = verify(untrusted, signed.get(layout.MANIFEST_SIGNATURE, b""), layout.NAMESPACE)
    except SignatureError as error:
        raise ForgedError from error
    trust, desk = _sender(signer, offices)
    contents = manifest.read(untrusted)
    _check_desk(contents.manifest, trust, desk)
    if contents.training != receiver.training or trust.card.training != receiver.training:
        raise OtherModeError(office=trust.card.name)
    if layout.recipient_id(str(receiver.identity.recipient)) not in contents.to:
        raise ReaddressedError(office=trust.card.name)
    if found != {part.name: (part.size, part.sha256) for part in contents.parts}:
        raise DamagedError
    return VerifiedBundle(path, receiver, contents)


class _opened:  # noqa: N801
    """The members of the archive, with every failure in our own words."""

    def __init__(self, path: Path, receiver: Receiver) -> None:
        self._reading = reading(path, DamagedError)
        self._receiver = receiver

    def __enter__(self) -> Iterator[Member]:
        file = self._reading.__enter__()
        start = file.read(len(_BEGINS))
        file.seek(0)
        if not _BEGINS.startswith(start):
            raise NotABundleError
        if start != _BEGINS:
            raise IncompleteError
        return _translated(lambda: members(age.Reader(file, [self._receiver.identity])))

    def __exit__(self, *about: Any) -> None:
        self._reading.__exit__(*about)


def _translated(open_members: Callable[[], Iterator[Member]]) -> Iterator[Member]:
    try:
        yield from open_members()
    except age.NoMatchError as error:
        raise NotForUsError from error
    except age.TruncatedError as error:
        raise IncompleteError from error
    except TarError as error:
        raise DamagedError from error
    except age.AgeError as error:
        raise DamagedError from error


def _digest(member: Member) -> str:
    digest = hashlib.sha256()
    while block := member.read(1 << 16):
        digest.update(block)
    return digest.hexdigest()


def _sender(signer: str, offices: Mapping[OfficeId, Trust]) -> tuple[Trust, Desk]:
    """Whose desk signed. A key that is on no card is decided before any JSON is read."""
    for trust in offices.values():
        desk = next((desk for desk in trust.card.desks if desk.key == signer), None)
        if signer in trust.card.revoked:
            raise RevokedDeskError(office=trust.card.name)
        if desk is None:
            continue
        if trust.state is TrustState.BLOCKED:
            raise BlockedSenderError(office=trust.card.name)
        if trust.state is not TrustState.VERIFIED:
            raise UnverifiedSenderError(office=trust.card.name)
        return trust, desk
    raise UnknownSenderError


def _check_desk(sent: Manifest, trust: Trust, desk: Desk) -> None:
    day = sent.created.date()
    fits = sent.office == trust.card.office and sent.desk == desk.id
    if not fits or sent.kind not in desk.roles or not desk.valid_from <= day <= desk.valid_until:
        raise UnknownDeskError(office=trust.card.name)


def _expanded(packed: bytes, part: Part) -> bytes:
    limit = min(part.expanded, max(layout.LONGEST_LINE, len(packed) * layout.HIGHEST_RATIO))
    if part.expanded > min(limit, layout.MOST_EXPANDED):
        raise OversizedError
    unpacker = zlib.decompressobj(31)
    try:
        data = unpacker.decompress(packed, limit + 1)
    except zlib.error as error:
        raise DamagedError from error
    if len(data) > limit:
        raise OversizedError
    if len(data) != part.expanded or not unpacker.eof or unpacker.unused_data:
        raise DamagedError
    return data


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    *lines, rest = data.split(b"\n")
    if rest:
        raise DamagedError
    for line in lines:
        if len(line) > layout.LONGEST_LINE:
            raise OversizedError
        try:
            value = layout.strict(line)
        except ValueError as error:
            raise DamagedError from error
        if not isinstance(value, dict):
            raise DamagedError
        yield value
