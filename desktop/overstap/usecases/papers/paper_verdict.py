"""What the check of a printed dossier found, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId


class PaperVerdict(StrEnum):
    """Text ``paper.<verdict>``; what it means in ``paper.<verdict>.means``.

    ``NEWEST``: genuine, and what is known here says the same (the sender itself also looks at the
    number of the version, for a checklist may have changed). ``GENUINE``: the signature is right,
    and nothing is known here to compare it with. ``NEWER``: genuine, and newer than what is here.
    ``OTHER``: the code is of a household that is known here, but not of these answers, and a typed
    code carries no signature.
    """

    NEWEST = "newest"
    GENUINE = "genuine"
    NEWER = "newer"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    ALTERED = "altered"
    OTHER = "other"
    UNVERIFIED = "unverified"
    UNKNOWN_SENDER = "unknown_sender"

    @property
    def good(self) -> bool:
        """Whether one may go by the paper."""
        return self in (PaperVerdict.NEWEST, PaperVerdict.GENUINE, PaperVerdict.NEWER)

    @property
    def signed(self) -> bool:
        """Whether it says that the signature in the QR code is the sender's."""
        unsigned = (PaperVerdict.ALTERED, PaperVerdict.OTHER, PaperVerdict.UNKNOWN_SENDER)
        return self not in unsigned


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What is known of a paper. ``sections`` says, per section on it, in the
    catalogue's order, whether the answers here are the same (None: nothing here to compare with).
    Empty and 0 where it is not known."""

    verdict: PaperVerdict
    sender: str = ""
    household: RecordId = ""
    name: str = ""
    audience: Audience | None = None
    version: int = 0
    as_of: datetime | None = None
    code: str = ""
    newest_version: int = 0
    sections: tuple[tuple[str, bool | None], ...] = ()
