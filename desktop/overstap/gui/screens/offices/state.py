"""What the offices screen shows, in words already."""

from dataclasses import dataclass

from overstap.domain.offices import BlockReason
from overstap.domain.records import OfficeId


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office in the list; ``office`` is empty for our own."""

    office: OfficeId
    name: str
    facts: str
    icon: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OwnState:
    """Our own card. ``written`` says where it was exported to; empty before that."""

    name: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    digits: str
    written: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk of an office."""

    name: str
    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class OfficeState:
    """Another office. ``groups`` are empty until its number was compared: the right digits are
    not shown before they were read out. ``next`` says what to do now."""

    office: OfficeId
    name: str
    tone: str
    word: str
    who: str
    next: str
    facts: tuple[tuple[str, str], ...]
    desks: tuple[DeskRow, ...]
    groups: tuple[str, ...]
    checkable: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands below a typed group: done or warning, and its word; empty while it is typed."""

    icon: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class CheckState:
    """The telephone check of an office. ``differs`` says what a wrong group means."""

    office: OfficeId
    name: str
    marks: tuple[Mark, ...]
    said: str
    differs: str
    right: bool


@dataclass(frozen=True, slots=True)
class OfficesState:
    """The list, and what stands beside it: our own card, an office, or the check of one."""

    rows: tuple[OfficeRow, ...]
    page: OwnState | OfficeState | CheckState
    reasons: tuple[tuple[BlockReason, str], ...] = ()
