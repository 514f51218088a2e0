"""Who the offices are, and whether we trust them. Knows what a card says, not how it is signed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from overstap.domain.records import OfficeId


class OfficeKind(StrEnum):
    """Where the desk stands in the chain."""

    LOCATION = "location"
    GEMEENTE = "gemeente"


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


@dataclass(frozen=True, slots=True)
class Card:
    """The identity card of an office, as read from its canonical JSON.

    ``roots`` are the keys (OpenSSH text) that may sign cards of this office; every desk has its own
    age recipient, so a bundle is closed for each desk, never with one shared key. ``digest`` is the
    SHA-256 of the signed bytes.
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


class TrustState(StrEnum):
    """Unverified until two people compared the number by telephone."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Trust:
    """What we hold about another office: its newest card with signature, and who checked it."""

    card: Card
    raw: bytes
    signature: bytes
    state: TrustState
    verified_by: str
    verified_at: datetime | None
