"""What the pane of a resident shows, as frozen values. Knows no Qt and no vault."""

from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Field
from overstap.domain.catalogue import Question
from overstap.domain.records import Dot, RecordId
from overstap.gui.checklist.state import CheckGroup
from overstap.gui.form.content import FormContent

CHECKLIST = "checklist"
RELEASE = "release"
PAGES = (CHECKLIST, RELEASE)
"""Pages beside the sections of the catalogue."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who it is. ``facts`` are number, birth and language in words; ``number`` may be empty."""

    name: str
    number: str
    facts: tuple[str, ...]
    gemeente: str


@dataclass(frozen=True, slots=True)
class MemberChip:
    """Somebody of the household: their name and, in words, role and age."""

    person: RecordId
    name: str
    about: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of the column of sections: ``state`` is a drawing, ``word`` says it."""

    page: str
    title: str
    state: str
    word: str
    keys: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A line of the error summary that leads to its question."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A question and its answer in words; ``by`` says who wrote it down and when. What was not
    ``answered`` is said fainter."""

    label: str
    value: str
    by: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Answers of a section to read or to read out."""

    title: str
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How far reading back and releasing are, and what one may do about it; ``no_release``: why
    one may not release."""

    agreed: str
    released: str
    is_agreed: bool
    is_released: bool
    error: str = ""
    may_agree: bool = True
    may_hand_over: bool = True
    no_release: str = ""


class Ask(StrEnum):
    """What one can do for a resident who asks for a right, text ``rights.<value>``."""

    SET = "set"
    LIFT = "lift"
    ACCESS = "access"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class RightItem:
    """A line of the menu of rights; ``right`` is which of them is set or lifted."""

    ask: Ask
    right: str
    text: str


@dataclass(frozen=True)
class FileState:
    """Everything in sight. ``content`` is there on a section one may write; ``sheets`` where one
    reads; ``groups`` on the checklist; ``reading`` on the last page. ``held_back`` says why nothing
    may leave, ``told`` what was done last, ``worker`` which
    colleague did not finish it."""

    person: RecordId
    household: RecordId
    head: Head
    members: tuple[MemberChip, ...]
    rows: tuple[PageRow, ...]
    done: int
    total: int
    done_text: str
    page: str
    title: str
    lead: str
    content: FormContent | None = None
    footer: str = ""
    footer_state: str = "none"
    finished: bool = False
    summary: tuple[Jump, ...] = ()
    received_from: str = ""
    moved: bool = False
    may_come_back: bool = False
    used: tuple[str, str] = ("", "")
    """Which version somebody works with, and what changed since."""
    may_use: bool = False
    read_only: bool = False
    may_print: bool = True
    sheets: tuple[ReadSheet, ...] = ()
    groups: tuple[CheckGroup, ...] = ()
    reading: Reading | None = None
    rights: tuple[RightItem, ...] = ()
    held_back: str = ""
    told: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer of before, or of now. ``said`` is empty where it was taken out; ``word`` is how it
    stands. Who may, can take it out where it has a ``place``."""

    said: str
    by: str
    word: str = ""
    place: tuple[Dot, Field] | None = None


@dataclass(frozen=True, slots=True)
class AnswerHistory:
    """All that was answered to a question. ``reasons`` are codes with their words; ``told`` is what
    was just done, and ``error`` why it was not. ``covered`` is the question where one has to say
    why one wants to see it."""

    title: str
    lines: tuple[Earlier, ...]
    reasons: tuple[tuple[str, str], ...]
    told: str = ""
    error: str = ""
    covered: Question | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is here already, in words."""

    person: RecordId
    text: str
