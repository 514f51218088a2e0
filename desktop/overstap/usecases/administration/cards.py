"""Identity cards: show ours, import theirs, confirm by telephone."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.offices import BlockReason, Card, Trust, block, unblock
from overstap.domain.records import OfficeId
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.handover.prepare_handover import UnknownOfficeError
from overstap.usecases.ports.bundles import Bundles, Cards
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class CardView:
    """``number`` is 40 digits in eight groups of five, to read out on the telephone."""

    card: Card
    number: str


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """Another office, and the number that its people should read out. ``expired``: its card is
    too old to exchange anything with."""

    trust: Trust
    number: str
    expired: bool = False


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Our own card, to show and to give away."""

    cards: Cards

    def __call__(self) -> CardView:
        """The card and its number."""
        card = self.cards.own()
        return CardView(card, self.cards.number(card))

    def export(self, folder: Path) -> Path:
        """Write our card (with signature) as one file ``*.card``; it holds no secret."""
        return self.cards.write(folder)


class OwnCardError(RefusedError):
    """It is our own card: one does not exchange with oneself."""

    code = "card.own"


@dataclass(frozen=True, slots=True)
class ImportCard:
    """Remember the card of another office."""

    vault: Vault
    cards: Cards
    bundles: Bundles

    def from_bundle(self, path: Path, task: Task) -> KnownOffice:
        """The card of whoever signed the bundle at ``path``; unverified like any first card.

        Raises:
            FileError, TrustError: as for a card, or there is none in it.
        """
        return self._take(*self.bundles.claim(path, task))

    def __call__(self, path: Path) -> KnownOffice:
        """A first card stays unverified until its number was compared.

        Raises:
            FileError: it is no card.
            TrustError: it is signed by somebody else, older than what we have, or of the other
                mode (training or live).
            OwnCardError: see there.
        """
        return self._take(*self.cards.read(path))

    def _take(self, raw: bytes, signature: bytes) -> KnownOffice:
        with self.vault.writing():
            known = {trust.card.office: trust for trust in self.vault.offices()}
            trust = self.cards.accept(None, raw, signature)
            if trust.card.office == self.cards.own().office:
                raise OwnCardError
            before = known.get(trust.card.office)
            if before:
                trust = self.cards.accept(before, raw, signature)
            self.vault.save_office(trust)
            self.vault.audit("card-imported", peer=trust.card.office, version=trust.card.version)
        return KnownOffice(trust, self.cards.number(trust.card))


@dataclass(frozen=True, slots=True)
class ConfirmCard:
    """Somebody read the number out and it was the same."""

    vault: Vault
    cards: Cards
    clock: Clock
    author: str

    def __call__(self, office: OfficeId, digits: str) -> KnownOffice:
        """``digits`` as heard on the telephone; spaces and dots do not matter.

        Raises:
            TrustError: the number differs.
            UnknownOfficeError: there is no card of that office.
        """
        known = self.vault.office(office)
        if known is None:
            raise UnknownOfficeError
        trust = self.cards.confirm(known, digits, self.author, self.clock())
        with self.vault.writing():
            self.vault.save_office(trust)
            self.vault.audit("card-verified", peer=office, version=trust.card.version)
        return KnownOffice(trust, self.cards.number(trust.card))


@dataclass(frozen=True, slots=True)
class BlockOffice:
    """Stop exchanging with an office, and start again."""

    vault: Vault
    cards: Cards
    clock: Clock
    author: str

    def __call__(self, office: OfficeId, reason: BlockReason) -> KnownOffice:
        """From now on nothing is handed over to it and its bundles are refused.

        Raises:
            UnknownOfficeError: there is no card of that office.
        """
        trust = block(self._known(office), reason, self.author, self.clock())
        return self._keep(trust, "office-blocked", reason=str(reason))

    def undo(self, office: OfficeId) -> KnownOffice:
        """The office is known again; its number has to be compared anew.

        Raises:
            UnknownOfficeError: there is no card of that office.
        """
        return self._keep(unblock(self._known(office)), "office-unblocked")

    def _known(self, office: OfficeId) -> Trust:
        known = self.vault.office(office)
        if known is None:
            raise UnknownOfficeError
        return known

    def _keep(self, trust: Trust, what: str, **details: str) -> KnownOffice:
        with self.vault.writing():
            self.vault.save_office(trust)
            self.vault.audit(what, peer=trust.card.office, **details)
        return KnownOffice(trust, self.cards.number(trust.card))


@dataclass(frozen=True, slots=True)
class ListOffices:
    """All offices whose card we hold."""

    vault: Vault
    cards: Cards
    clock: Clock

    def __call__(self) -> tuple[KnownOffice, ...]:
        """In the order of their names."""
        known = sorted(self.vault.offices(), key=lambda trust: trust.card.name.casefold())
        today = self.clock().date()
        return tuple(
            KnownOffice(trust, self.cards.number(trust.card), today > trust.card.expires)
            for trust in known
        )
