"""Open what is known of one resident and their household."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Field, Problem
from overstap.domain.readiness import Checklist
from overstap.domain.records import Record, RecordId


class Progress(StrEnum):
    """How far a section is: four states, because two are not enough at the desk."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SectionState:
    """``open`` are the keys of questions still to ask, in order; ``record`` holds the answers."""

    key: str
    record: RecordId
    progress: Progress
    open: tuple[Field, ...]
    later_reason: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the household, for the switch above the file. ``role`` is a choice code."""

    person: RecordId
    name: str
    birth_date: str
    role: str


@dataclass(frozen=True)
class ResidentFile:
    """Everything the file screen shows. ``records`` holds the person's and the household's."""

    person: RecordId
    household: RecordId
    name: str
    records: Mapping[RecordId, Record]
    members: tuple[Member, ...]
    sections: tuple[SectionState, ...]
    checklist: Checklist
    released: bool
    read_only: bool
    """True for what another office sent: its single writer is that office."""
