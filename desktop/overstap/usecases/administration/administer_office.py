"""What an office's administrator does with the root key from the safe: every change of our card."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from overstap.domain.offices import Card, TrustState
from overstap.kernel.errors import RefusedError
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.desks import DeskSetup, DeskSetups
from overstap.usecases.ports.vault import Vault

_FORMER = "desks.former"


class RevokeReason(StrEnum):
    """Why a desk may sign no more; text ``desks.reason.<reason>``."""

    LOST = "lost"
    STOLEN = "stolen"
    REPLACED = "replaced"
    CLOSED = "closed"


class UnknownOwnDeskError(RefusedError):
    """Our card names no such desk."""

    code = "desk.unknown"


class OwnDeskError(RefusedError):
    """A desk does not revoke itself; another one does."""

    code = "desk.own"


@dataclass(frozen=True, slots=True)
class Root:
    """Where the root key lies and what opens it, as the administrator gave them."""

    file: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The set-up file for a new desk, and the one-time number that is told apart from it."""

    path: Path
    number: str
    desk: str


@dataclass(frozen=True, slots=True)
class AdministerOffice:
    """Invite and revoke desks, prolong the card, rotate the root key. Each makes a new version of
    our card, which travels in every bundle from then on."""

    vault: Vault
    cards: Cards
    setups: DeskSetups
    own_desk: str

    def invite(self, name: str, folder: Path, root: Root) -> Invitation:
        """Make the file with which a new desk called ``name`` begins, in one step.

        Raises:
            StoreError: the folder cannot be written, or the passphrase is wrong; our card stays.
        """
        key = self.setups.root(root.file, root.passphrase)
        own = self.cards.own()
        desk, secret, identity = self.setups.new_desk(name)
        raw, signature = key.issue(replace(own, desks=(*own.desks, desk)))
        trusted = tuple(t for t in self.vault.offices() if t.state is not TrustState.UNVERIFIED)
        path = folder / f"balie-{desk.id}.desk"
        setup = DeskSetup(desk.id, secret, identity, raw, signature, trusted)
        number = self.setups.write(path, setup)
        self._adopt(raw, signature, "desk-invited", desk.id)
        return Invitation(path, number, desk.id)

    def revoke(self, desk: str, root: Root, reason: RevokeReason = RevokeReason.LOST) -> None:
        """A lost or stolen desk may sign nothing any more, as soon as the card arrives.

        Raises:
            UnknownOwnDeskError, OwnDeskError: see there.
        """
        lost = next((d for d in self.cards.own().desks if d.id == desk), None)
        if lost is None:
            raise UnknownOwnDeskError
        if desk == self.own_desk:
            raise OwnDeskError
        key = lost.key

        def without(card: Card) -> Card:
            kept = tuple(d for d in card.desks if d.id != desk)
            return replace(card, desks=kept, revoked=card.revoked | {key})

        self._change(root, without, "desk-revoked", desk, reason)

    def prolong(self, root: Root) -> None:
        """Issue the same card again, for the usual time from today."""
        self._change(root, lambda card: card, "card-prolonged")

    def rotate(self, root: Root, new_file: Path) -> None:
        """Write a new root key to ``new_file`` and put it on the card beside the old one.

        The number to compare changes, because it follows from the root keys. Offices that know the
        old key need not compare it again: the old key signed for the new one.
        """
        key = self.setups.root(root.file, root.passphrase)
        raw, signature = key.rotate(self.cards.own(), new_file, root.passphrase)
        self._adopt(raw, signature, "root-rotated")

    def _change(
        self,
        root: Root,
        change: Callable[[Card], Card],
        what: str,
        desk: str = "",
        reason: str = "",
    ) -> None:
        key = self.setups.root(root.file, root.passphrase)
        raw, signature = key.issue(change(self.cards.own()))
        self._adopt(raw, signature, what, desk, reason)

    def _adopt(
        self, raw: bytes, signature: bytes, what: str, desk: str = "", reason: str = ""
    ) -> None:
        adopt_card(self.vault, self.cards, raw, signature)
        told = {"reason": reason} if reason else {}
        self.vault.audit(what, peer=desk, version=self.cards.own().version, **told)


def former_desks(vault: Vault) -> dict[str, str]:
    """Desks of ours (id to name) that were revoked."""
    return dict(vault.setting(_FORMER) or {})


def adopt_card(vault: Vault, cards: Cards, raw: bytes, signature: bytes) -> None:
    """Keep a card as our own, and what the desks were called that it names no more."""
    before = {desk.id: desk.name for desk in cards.own().desks}
    cards.adopt(raw, signature)
    now = {desk.id for desk in cards.own().desks}
    gone = {desk: name for desk, name in before.items() if desk not in now}
    with vault.writing():
        vault.set_setting(_FORMER, former_desks(vault) | gone)
        vault.set_setting("card", raw.decode())
        vault.set_setting("card.signature", signature.decode())
