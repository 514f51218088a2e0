"""Identity cards: show ours, import theirs, confirm by telephone."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.offices import Card, Trust
from overstap.domain.records import OfficeId


@dataclass(frozen=True, slots=True)
class CardView:
    """``number`` is 40 digits in eight groups of five, to read out on the telephone."""

    card: Card
    number: str


@dataclass(frozen=True, slots=True)
class KnownOffice:
    trust: Trust
    number: str


class ShowCard:
    def __call__(self) -> CardView:
        raise NotImplementedError

    def export(self, folder: Path) -> Path:
        """Write our card (with signature) as one file ``<name>.card``; it holds no secret."""
        raise NotImplementedError


class ImportCard:
    def __call__(self, path: Path) -> KnownOffice:
        """Remember a card; a first one stays unverified until its number was compared."""
        raise NotImplementedError


class ConfirmCard:
    def __call__(self, office: OfficeId, digits: str) -> KnownOffice:
        """``digits`` as heard on the telephone; spaces and dots do not matter.

        Raises:
            TrustError: the number differs.
        """
        raise NotImplementedError


class ListOffices:
    def __call__(self) -> tuple[KnownOffice, ...]:
        raise NotImplementedError
