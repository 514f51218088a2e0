"""What exchange between the desks of one office needs from the machinery."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from overstap.domain.offices import Card, Desk, Trust
from overstap.domain.records import Dot, RecordId

Have = Mapping[str, int]
"""Per replica the number of the last revision that somebody has; what is missing is 0."""

Sealed = tuple[Dot, RecordId, str, bytes | None]
"""A revision as it is kept and travels: dot, record, hash of the body, and the body; None where
it was erased."""


@dataclass(frozen=True, slots=True)
class Run:
    """All that one replica wrote up to ``number``, hashed into ``chain`` and signed by its desk.

    The replica's id follows from the desk's key and ``nonce``: no other desk can write under it.
    """

    replica: str
    number: int
    chain: str
    nonce: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Peer:
    """What another desk told us that it has, and when we heard it last."""

    replica: str
    desk: str
    have: Have
    heard: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a record was destroyed: who wrote so, and when."""

    dot: Dot
    record: RecordId
    at: datetime
    by: str


class Histories(Protocol):
    """The histories of our own records, as desks of one office exchange them."""

    def replica(self) -> tuple[str, str]:
        """The id under which this desk writes now, and its nonce."""

    def begin(self, replica: str, nonce: str) -> None:
        """Write under another id from now on."""

    def have(self) -> dict[str, int]: ...
    def since(self, have: Have) -> Iterator[Sealed]:
        """Every revision that somebody who has ``have`` lacks, read one by one."""

    def unite(self, theirs: Iterable[Sealed]) -> set[RecordId]:
        """Take over revisions; gives the records that changed.

        Raises:
            TrustError: two different writes have one name, or earlier ones are missing.
        """

    def erasures(self) -> tuple[Erasure, ...]:
        """Every record of ours that was destroyed here, at whichever desk that was decided."""

    def chain(self, replica: str, number: int) -> str:
        """The hash over a replica's revisions up to ``number``; empty where we lack that one."""

    def runs(self) -> tuple[Run, ...]: ...
    def save_run(self, run: Run) -> None: ...
    def peers(self) -> tuple[Peer, ...]: ...
    def save_peer(self, peer: Peer) -> None: ...
    def forget_peers(self, replicas: Iterable[str]) -> None: ...


class RunSeals(Protocol):
    """Signs the end of what this desk wrote, and checks those of others."""

    def new_replica(self) -> tuple[str, str]:
        """An id that only this desk's key can sign for, and its nonce."""

    def sign(self, replica: str, number: int, chain: str, nonce: str) -> Run: ...
    def check(self, run: Run, card: Card) -> None:
        """Whether the desk on the card signed it, whose replica it is.

        Raises:
            ForgedRunError: none did.
        """


@dataclass(frozen=True, slots=True)
class DeskSetup:
    """All that a new desk of an office begins with. ``key`` and ``identity`` are its own secrets;
    ``offices`` those that the inviting desk trusts."""

    desk: str
    key: bytes = field(repr=False)
    identity: str = field(repr=False)
    card: bytes
    signature: bytes
    offices: tuple[Trust, ...]


class OfficeRoot(Protocol):
    """The office's root key, unlocked for as long as one change of the card takes."""

    def issue(self, card: Card) -> tuple[bytes, bytes]:
        """Sign the card as the version after the one it was; gives its bytes and signature."""

    def rotate(self, card: Card, file: Path, passphrase: str) -> tuple[bytes, bytes]:
        """As ``issue``, with a new root key beside ours, which is written to ``file``."""


class DeskSetups(Protocol):
    """Unlocks the root key and makes the files that new desks begin with."""

    def root(self, file: Path, passphrase: str) -> OfficeRoot:
        """Unlock the root key.

        Raises:
            NotARootKeyError: the file is no root key of this office.
            StoreError: the passphrase does not open it.
        """

    def new_desk(self, name: str) -> tuple[Desk, bytes, str]:
        """A desk with its signing key and age identity, both secret."""

    def write(self, path: Path, setup: DeskSetup) -> str:
        """Write the set-up file, signed by this desk; gives the one-time number that opens it."""
