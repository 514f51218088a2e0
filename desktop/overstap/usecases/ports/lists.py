"""What lists and searching need from the vault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from overstap.domain.answers import Answers
from overstap.domain.records import Record, RecordId


class Tier(IntEnum):
    """How a resident was found; lower is nearer."""

    PREFIX = 1
    SOUND = 2
    FUZZY = 3


Number = int
"""A resident in the lists of this vault: small, so that a list can hold everybody. Means nothing
elsewhere, and not for longer than a list is shown."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Found residents, nearest first. Those from ``sound`` on were found by their sound, and those
    from ``fuzzy`` on by likeness."""

    numbers: Sequence[Number]
    sound: int
    fuzzy: int

    def tier(self, at: int) -> Tier:
        """How the one at this place was found."""
        if at < self.sound:
            return Tier.PREFIX
        return Tier.SOUND if at < self.fuzzy else Tier.FUZZY


class WorkList(StrEnum):
    """Why residents ask for attention, text ``work.<value>``. Only our own, but for DISPUTE and
    CHANGED: somebody here worked with a version, and another office sent a newer one."""

    NEW = "new"
    INCOMPLETE = "incomplete"
    TO_READ_BACK = "to_read_back"
    TO_RELEASE = "to_release"
    TO_HAND_OVER = "to_hand_over"
    DISPUTE = "dispute"
    CLOCK = "clock"
    WAITING = "waiting"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Selection:
    """Narrows a list. Everybody where it says nothing. ``sections`` is how many sections a file
    has; ``until`` up to which day (ISO) a target date asks for attention."""

    work: WorkList | None = None
    gemeente: str = ""
    sections: int = 0
    until: str = ""

    @property
    def by_date(self) -> bool:
        """Whether everybody in it is listed by target date, not by name."""
        return self.work is WorkList.CLOCK


EVERYBODY = Selection()


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of a resident, ready to read. ``sections_done`` are those finished for the
    resident and for the household; ``due`` the next target date (ISO) or empty."""

    number: Number
    person: RecordId
    household: RecordId
    name: str
    v_number: str
    birth_date: str
    room: str
    household_name: str
    household_size: int
    sections_done: int
    read_back: bool
    released: bool
    received: bool
    disputed: bool
    gemeente: str
    due: str


@dataclass(frozen=True, slots=True)
class ListRules:
    """What lists go by. ``next_due`` gives the next target date of a person (ISO, empty for none)
    from the answers of person and household together; ``is_read_back`` whether a household agrees
    with everything as it is now. ``version`` changes when the rules do."""

    next_due: Callable[[Answers], str]
    is_read_back: Callable[[Record, Sequence[Record]], bool]
    version: str
