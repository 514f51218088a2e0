"""Who signed a bundle, and whether that desk may. Decides in an order that believes nothing early:
a key that is on no card we hold, or that a card signed by a root we know brings along, ends it
before any JSON of the bundle is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from overstap.bundle import layout
from overstap.bundle.cards import signed_card, signer_of
from overstap.bundle.errors import (
    DeskRoleError,
    ExpiredDeskError,
    ForgedError,
    ReaddressedError,
    RevokedDeskError,
    UnknownDeskError,
    UnknownSenderError,
    UnverifiedSenderError,
)
from overstap.bundle.manifest import Contents
from overstap.domain.offices import (
    UNDERWAY,
    BlockedSenderError,
    Card,
    ForeignCardError,
    OlderCardError,
    OtherModeError,
    Trust,
    TrustState,
    accept,
)
from overstap.domain.records import OfficeId
from overstap.usecases.ports.journal import Manifest


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom the bundle should be for: our office, this desk's recipient (age), and our mode."""

    office: OfficeId
    recipient: str
    training: bool
    today: date


@dataclass(frozen=True, slots=True)
class Senders:
    """The offices that may have sent it. ``card`` is the one that travelled along; None when no
    root key that we know signed it."""

    offices: Mapping[OfficeId, Trust]
    card: Card | None

    def check_key(self, signer: str) -> None:
        """Stop at a key that no office we trust may have signed with.

        Raises:
            TrustError: unknown, unverified or blocked.
        """
        candidates = [t for t in self.offices.values() if t.card.signs(signer)]
        if not candidates and self.card:
            raise UnknownDeskError(office=self.card.name)
        if not candidates:
            raise UnknownSenderError
        if not any(trust.state is TrustState.VERIFIED for trust in candidates):
            _refuse_state(candidates[0])

    def sender(self, signer: str, contents: Contents, to: Addressee) -> Trust:
        """The office that sent it to ``to``, as the newest card says. What one card claims about
        the key of another office's desk counts for nothing.

        Raises:
            TrustError: it is not what one of its desks may send us.
        """
        sent = contents.manifest
        trust = self.offices.get(sent.office)
        if trust is None:
            raise UnknownSenderError
        _refuse_state(trust)
        if self.card is None or self.card.office != sent.office:
            raise ForeignCardError(office=trust.card.name)
        _check_desk(signer, sent, trust.card, to.today)
        if contents.training != to.training or trust.card.training != to.training:
            raise OtherModeError(office=trust.card.name)
        if layout.recipient_id(to.recipient) not in contents.to:
            raise ReaddressedError(office=trust.card.name)
        if not _own_stream(sent, to.office):
            raise ForgedError
        return trust


def senders(
    offices: Mapping[OfficeId, Trust], raw: bytes, signature: bytes, *, training: bool
) -> Senders:
    """The offices that we know, after taking in the card that travelled along, ``raw``.

    Raises:
        TrustError: it contradicts a card that we have, or is of the other mode.
        NotACardError: a root key that we know signed something that is no card.
    """
    try:
        root = signer_of(raw, signature)
    except ForeignCardError:
        return Senders(offices, None)
    if not any(root in trust.card.roots for trust in offices.values()):
        return Senders(offices, None)
    card, _ = signed_card(raw, signature)
    known = offices.get(card.office)
    if known is None or root not in known.card.roots:
        return Senders(offices, None)
    try:
        newest = accept(known, card, raw, signature, root, training=training)
    except OlderCardError:
        newest = known  # the bundle was underway while a newer card came
    return Senders({**offices, card.office: newest}, card)


def _own_stream(sent: Manifest, to: OfficeId) -> bool:
    """``office/desk>to``, or ``office/desk/replica>to`` since a desk that was put back from a
    backup begins a new stream."""
    writer, _, receiver = sent.stream.partition(">")
    office, _, rest = writer.partition("/")
    desk, _, replica = rest.partition("/")
    return (office, desk, receiver) == (sent.office, sent.desk, to) and "/" not in replica


def _refuse_state(trust: Trust) -> None:
    if trust.state is TrustState.BLOCKED:
        raise BlockedSenderError(office=trust.card.name)
    if trust.state is not TrustState.VERIFIED:
        raise UnverifiedSenderError(office=trust.card.name)


def _check_desk(signer: str, sent: Manifest, card: Card, today: date) -> None:
    if signer in card.revoked:
        raise RevokedDeskError(office=card.name)
    desk = next((d for d in card.desks if d.id == sent.desk and d.key == signer), None)
    if desk is None:
        raise UnknownDeskError(office=card.name)
    if sent.kind not in desk.roles:
        raise DeskRoleError(office=card.name)
    until = min(desk.valid_until, card.expires)
    if not desk.valid_from <= sent.created.date() <= until or today > until + UNDERWAY:
        raise ExpiredDeskError(office=card.name)
