"""What use cases need to write, open and trust bundles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from overstap.domain.offices import Card, Trust
from overstap.domain.records import OfficeId
from overstap.kernel.task import Task
from overstap.usecases.ports.journal import (
    Manifest,
    StreamPosition,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into a bundle, to whom. It follows ``position`` in ``stream``; ``destroy_by`` (ISO)
    is the last day on which its file may lie about, empty for none."""

    kind: str
    to: Card
    position: StreamPosition
    stream: str
    created: datetime
    destroy_by: str
    lines: Iterable[Mapping[str, Any]]
    attachments: Mapping[str, bytes] = field(default_factory=dict)


class OpenBundle(Protocol):
    """A bundle whose bytes, signature, addressee and parts are verified."""

    @property
    def manifest(self) -> Manifest: ...
    @property
    def sender(self) -> Card:
        """The newest card of the office that sent it."""

    @property
    def card(self) -> tuple[bytes, bytes]:
        """The sender's current card and its signature, as travelled along."""

    def lines(self) -> Iterator[dict[str, Any]]:
        """The records, parsed strictly, in order. Second pass over the file."""

    def attachment(self, name: str) -> bytes: ...


class Bundles(Protocol):
    """Writes and opens exchange files with the keys of this desk."""

    def write(self, folder: Path, letter: Letter, task: Task) -> Manifest:
        """Write a bundle; its file is ``manifest.file_name`` in ``folder``."""

    def open(self, path: Path, offices: Mapping[OfficeId, Trust], task: Task) -> OpenBundle: ...
    def claim(self, path: Path, task: Task) -> tuple[bytes, bytes]:
        """The card (with its signature) of whoever signed the bundle, as it travelled along. It
        says who they are, and proves nothing yet: nothing else of the bundle was read.

        Raises:
            FileError: it is no whole bundle for us.
            TrustError: the card and the signature do not fit together.
        """


class Cards(Protocol):
    """Identity cards: their files, their numbers and what makes us trust them."""

    def own(self) -> Card: ...
    def adopt(self, raw: bytes, signature: bytes) -> None:
        """Show this card as ours from now on."""

    def number(self, card: Card) -> str:
        """40 digits in eight groups of five; depends on the office and its root keys only."""

    def write(self, folder: Path) -> Path:
        """Our own card as a file, for others; it holds no secret."""

    def read(self, path: Path) -> tuple[bytes, bytes]:
        """A card's bytes and signature, not yet believed."""

    def accept(self, known: Trust | None, raw: bytes, signature: bytes) -> Trust:
        """What we hold about its office after seeing this card."""

    def confirm(self, trust: Trust, digits: str, by: str, at: datetime) -> Trust: ...


class Inbox(Protocol):
    """Where bundles lie before they are opened: a folder, and those set aside until their sender
    was checked."""

    def files(self, folder: Path | None) -> tuple[Path, ...]:
        """The bundle files in ``folder`` and those set aside, the oldest first. Empty where the
        folder is gone: a stick that was pulled out is no error."""

    def keep(self, path: Path) -> Path:
        """A copy of the file, still closed, beside the vault.

        Raises:
            FileError: it cannot be read.
            StoreError: there is no room for it.
        """

    def drop(self, path: Path) -> None:
        """Remove the file where it was set aside here; any other file stays."""

    def facts(self, path: Path) -> tuple[int, datetime]:
        """Size in bytes, and since when the file lies there."""
