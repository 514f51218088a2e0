"""Who the offices are, and whether we trust them. Knows what a card says, not how it is signed.

The first card of an office is taken in unverified: two people then compare its number by
telephone. A newer card must be signed by a root key that we know already, so new desks and
revocations need no telephone.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from overstap.domain.kinds import OfficeKind
from overstap.domain.records import OfficeId
from overstap.kernel.errors import TrustError

UNDERWAY = timedelta(days=31)
"""How long after its desk's last day a bundle may still be opened: it may lie on a stick."""

LONGEST_NAME = 200
"""Characters of what an office or a desk is called."""

_ROUNDS = 5200
"""Makes it costly to find a card whose number is nearly the same."""
_SEPARATORS = " .-\u00a0\u202f\u2013\t\n\r"


def as_name(text: str) -> str:
    """What an office or a desk may be called: without what shows nothing, moves the cursor or turns
    the direction of reading, so that a name can say nothing in somebody else's."""
    seen = (c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())[:LONGEST_NAME].strip()


class ForeignCardError(TrustError):
    """The card is not signed by a key that may sign it."""

    code = "card.foreign"


class OlderCardError(TrustError):
    """We have a newer card of this office."""

    code = "card.older"


class RenamedCardError(TrustError):
    """A newer card says that the office is called otherwise, or is of another kind or gemeente than
    the one whose number was compared."""

    code = "card.renamed"


class TwoCardsError(TrustError):
    """Two different cards say that they are the same version."""

    code = "card.two"


class NumberDiffersError(TrustError):
    """The number that was read out is not the card's."""

    code = "card.number_differs"


class OtherModeError(TrustError):
    """Training and live offices do not mix."""

    code = "sender.other_mode"


class BlockedSenderError(TrustError):
    """The office is blocked here."""

    code = "sender.blocked"


DESK_ROLES = frozenset({"sync", "handover", "receipt", "withdrawal", "erasure", "transfer"})
"""The kinds of bundle that a desk may sign."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk of an office: its signing key (OpenSSH text) and the days on which it is valid."""

    id: str
    name: str
    key: str
    recipient: str
    roles: frozenset[str]
    valid_from: date
    valid_until: date

    def valid_on(self, day: date) -> bool:
        """Whether the desk may sign on this day; the first and the last day count."""
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Card:
    """The identity card of an office, as read from its canonical JSON.

    ``roots`` are the keys (OpenSSH text) that may sign cards of this office; every desk has its own
    age recipient, so a bundle is closed for each desk, never with one shared key. ``revoked`` are
    keys (OpenSSH text) of desks that were lost or stolen. ``digest`` is the SHA-256 of the signed
    bytes, ``previous`` that of the card before.
    """

    office: OfficeId
    name: str
    kind: OfficeKind
    gm_code: str
    version: int
    roots: tuple[str, ...]
    desks: tuple[Desk, ...]
    revoked: frozenset[str]
    issued: date
    expires: date
    previous: str
    training: bool
    digest: str

    @property
    def is_called(self) -> tuple[str, OfficeKind, str]:
        """By what people know the office, and by what it is found for a household."""
        return self.name, self.kind, self.gm_code

    def signs(self, key: str) -> bool:
        """Whether the key is, or was, that of a desk of this office."""
        return key in self.revoked or any(desk.key == key for desk in self.desks)

    def open_desks(self, day: date) -> tuple[Desk, ...]:
        """The desks that may sign and receive on this day; none after the card expired."""
        if day > self.expires:
            return ()
        return tuple(d for d in self.desks if d.key not in self.revoked and d.valid_on(day))


class TrustState(StrEnum):
    """Unverified until two people compared the number by telephone."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    BLOCKED = "blocked"


class BlockReason(StrEnum):
    """Why nothing goes to or comes from an office any more; text ``blocked.<reason>``."""

    NUMBER_DIFFERED = "number_differed"
    KEYS_LOST = "keys_lost"
    CLOSED = "closed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """Who blocked an office, when and why."""

    reason: BlockReason
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Trust:
    """What we hold about another office: its newest card with signature, who checked it, and who
    blocked it."""

    card: Card
    raw: bytes
    signature: bytes
    state: TrustState
    verified_by: str
    verified_at: datetime | None
    block: Block | None = None


def gemeenten(offices: Iterable[Trust]) -> dict[str, Trust]:
    """The gemeenten among them by their code. Of two, the one whose number was compared: anybody
    may send a card that says such a code."""
    checked_last = sorted(offices, key=lambda trust: trust.state is TrustState.VERIFIED)
    cards = ((trust.card, trust) for trust in checked_last)
    return {card.gm_code: t for card, t in cards if card.kind is OfficeKind.GEMEENTE}


def card_number(card: Card) -> str:
    """40 digits in eight groups of five, to be read out. They depend on the office and its root
    keys only, so they stay the same when desks come and go."""
    value = hashlib.sha256(
        json.dumps([card.office, sorted(card.roots)], separators=(",", ":")).encode()
    ).digest()
    for _ in range(_ROUNDS):
        value = hashlib.sha256(value + b"overstap-card-number/1").digest()
    digits = f"{int.from_bytes(value, 'big') % 10**40:040d}"
    return " ".join(digits[i : i + 5] for i in range(0, 40, 5))


def accept(
    known: Trust | None, card: Card, raw: bytes, signature: bytes, signer: str, *, training: bool
) -> Trust:
    """What we, a ``training`` office or not, hold about an office after seeing this ``card``, which
    is ``raw`` with ``signature`` by the key ``signer``. A blocked office stays blocked. While no
    number was compared, a card of other root keys takes the place of the one we have: anybody may
    have made that one.

    Raises:
        OtherModeError: one of us is training, the other live.
        ForeignCardError: no root key that counts signed it: one on the card itself when it is the
            first, one that we know already when it is newer.
        OlderCardError, TwoCardsError: it goes back, or contradicts the one we have.
        RenamedCardError: it says that they are somebody else now.
    """
    if card.training != training:
        raise OtherModeError(office=card.name)
    if signer not in card.roots and known is None:
        raise ForeignCardError(office=card.name)
    first = Trust(card, raw, signature, TrustState.UNVERIFIED, "", None)
    if known is None:
        return first
    if known.card.digest == card.digest:
        return known
    if card.office != known.card.office:
        raise ForeignCardError(office=card.name)
    if signer not in known.card.roots:
        if known.state is TrustState.UNVERIFIED and signer in card.roots:
            return first
        raise ForeignCardError(office=card.name)
    if card.version == known.card.version:
        raise TwoCardsError(office=card.name)
    if card.version < known.card.version:
        raise OlderCardError(office=card.name)
    if card.is_called != known.card.is_called:
        raise RenamedCardError(office=known.card.name, name=f"{card.name} {card.gm_code}".strip())
    return replace(known, card=card, raw=raw, signature=signature)


def confirm(trust: Trust, digits: str, by: str, at: datetime) -> Trust:
    """Verified, where ``digits`` are the card's number; spaces, dots and dashes do not matter.

    Raises:
        NumberDiffersError: they are not.
        BlockedSenderError: the office is blocked; a telephone call does not change that.
    """
    if trust.state is TrustState.BLOCKED:
        raise BlockedSenderError(office=trust.card.name)
    if spoken_digits(digits) != card_number(trust.card).replace(" ", ""):
        raise NumberDiffersError(office=trust.card.name)
    return replace(trust, state=TrustState.VERIFIED, verified_by=by, verified_at=at)


def spoken_digits(text: str) -> str:
    """What was typed while somebody read a number out, without spaces, dots and dashes."""
    return "".join(sign for sign in text if sign not in _SEPARATORS)


def compare_groups(number: str, heard: Sequence[str]) -> tuple[bool | None, ...]:
    """Per group of five digits of ``number`` whether what was heard is the same; None while that
    has fewer than five signs. A right group says nothing about the others."""
    return tuple(
        None if len(digits) < len(group) else digits == group
        for group, digits in zip(number.split(), map(spoken_digits, heard), strict=True)
    )


def block(trust: Trust, reason: BlockReason, by: str, at: datetime) -> Trust:
    """Nothing goes to the office or comes from it any more."""
    return replace(trust, state=TrustState.BLOCKED, block=Block(reason, by, at))


def unblock(trust: Trust) -> Trust:
    """Known again, but unverified: whatever made us block it asks for a new telephone call."""
    return replace(trust, state=TrustState.UNVERIFIED, verified_by="", verified_at=None, block=None)
