"""What the mailbox screen shows, as values. Words only."""

from dataclasses import dataclass, field

from overstap.domain.records import OfficeId


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """One mailbox."""

    name: str
    kind: str
    url: str
    offices: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, or went wrong. ``tone`` is ok, warn or bad."""

    tone: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The key of a server that a person has to compare first."""

    host: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in for a new mailbox."""

    name: str
    url: str
    secret: str = field(default="", repr=False)
    offices: frozenset[OfficeId] = frozenset()


@dataclass(frozen=True, slots=True)
class MailboxesState:
    """``last`` says when it was exchanged last; ``added`` empties the form. ``offices`` are those
    that a mailbox can be for, with their names."""

    rows: tuple[MailboxRow, ...]
    last: str
    notices: tuple[Notice, ...] = ()
    confirm: Fingerprint | None = None
    busy: bool = False
    added: bool = False
    offices: tuple[tuple[OfficeId, str], ...] = ()
