"""What is remembered of bundles that were exchanged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from overstap.domain.records import OfficeId
from overstap.domain.replies import Reply
from overstap.usecases.ports.audit import NO_ENDS, Ends


class Direction(StrEnum):
    """Whether a bundle left or came in."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """The last bundle of a stream: its number (from 1; 0 is none yet) and its manifest's hash."""

    number: int
    digest: str


SUFFIX = ".overstap"
"""How the name of a bundle's file ends."""


def code_of(digest: str) -> str:
    """By what people know a bundle: how the hash of its manifest begins, and how its file is
    called."""
    return digest[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the signed list of a bundle says, verified."""

    kind: str
    office: OfficeId
    desk: str
    card_version: int
    stream: str
    number: int
    previous: str
    created: datetime
    records: int
    destroy_by: str
    digest: str
    ends: Ends = NO_ENDS
    households: int = 0
    persons: int = 0
    """Whose files it is about; 0 where it says nothing of that, as older ones do."""

    @property
    def file_name(self) -> str:
        """Of the file in which it was written."""
        return f"{code_of(self.digest)}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One line in the journal of exchanged bundles. ``acknowledged``: when the receipt for it came
    in (of a sent one) or was written (of a received one); None until then."""

    digest: str
    direction: Direction
    kind: str
    office: OfficeId
    stream: str
    number: int
    created: datetime
    handled: datetime
    records: int
    acknowledged: datetime | None = None

    @classmethod
    def of(
        cls, manifest: Manifest, direction: Direction, office: OfficeId, handled: datetime
    ) -> Self:
        """The line that remembers the bundle of this manifest; ``office`` is the other side."""
        return cls(
            digest=manifest.digest,
            direction=direction,
            kind=manifest.kind,
            office=office,
            stream=manifest.stream,
            number=manifest.number,
            created=manifest.created,
            handled=handled,
            records=manifest.records,
        )


@dataclass(frozen=True, slots=True)
class KeptReply:
    """What ``bundle``'s receiver asked, left or remarked, and when it took the bundle over."""

    bundle: BundleEntry
    at: datetime
    reply: Reply
