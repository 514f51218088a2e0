"""What the receive screen shows, as values. Words only: nothing of Qt, nothing of a bundle."""

from dataclasses import dataclass, field
from pathlib import Path

from overstap.domain.records import OfficeId, RecordId


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the four checks; ``state`` is done, later (look out), blocked or none (not seen)."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The banner. ``tone`` is ok, warn, accent or bad."""

    tone: str
    picture: str
    title: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that waits; ``verdict`` is the quick one in a few words."""

    path: Path
    name: str
    verdict: str
    tone: str
    picture: str


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A bundle that was taken over before."""

    digest: str
    title: str
    detail: str
    undoable: bool


@dataclass(frozen=True, slots=True)
class AdditionRow:
    """What another office asked of us; ``record`` is empty for a remark on a whole bundle."""

    record: RecordId
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class StartState:
    """Nothing is open: what waits, what came before, what was asked of us."""

    folder: str
    files: tuple[FileRow, ...] = ()
    received: tuple[ReceivedRow, ...] = ()
    additions: tuple[AdditionRow, ...] = ()
    reading: bool = False
    mailbox: bool = True
    """Whether one can exchange through a mailbox here."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the comparison. ``kind`` is new, changed or gone; ``head`` opens the lines of
    one resident, whose name is ``question`` and the number of lines ``note``. ``spoken`` is the
    whole line as one sentence."""

    kind: str
    question: str
    old: str = ""
    new: str = ""
    note: str = ""
    when: str = ""
    by: str = ""
    chip: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """``kind`` is all, new, changed or gone; ``text`` has the count in it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A resident (or household) in the bundle, to take over or to leave."""

    record: RecordId
    name: str
    detail: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LookState:
    """A genuine bundle is open and nothing of it is stored."""

    title: str
    lead: str
    verdict: VerdictView
    heading: str
    filters: tuple[FilterChoice, ...]
    filter: str
    rows: tuple[ChangeRow, ...]
    unchanged: str
    people: tuple[PersonRow, ...]
    asked: str
    receipts_to: str
    take: str
    can_take: bool
    can_ask: bool
    told: tuple[str, ...] = ()
    """Sentences of a receipt: what the other side took over, asks and remarks."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusedState:
    """The file was not opened. ``office`` is one whose number can be checked now; ``card`` is who
    the sender says to be, where their card can be taken from the file for that."""

    title: str
    lead: str
    verdict: VerdictView
    office: OfficeId = ""
    card: str = ""
    advice: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class ResultPerson:
    """Somebody who came in, to go to."""

    record: RecordId
    name: str


@dataclass(frozen=True, slots=True)
class ResultHousehold:
    """A household that came in: its dossier and its people."""

    household: RecordId
    name: str
    people: tuple[ResultPerson, ...]


@dataclass(frozen=True, slots=True)
class ResultState:
    """It was taken over, or that was undone. ``digest`` is empty when there is nothing to undo."""

    title: str
    verdict: VerdictView
    households: tuple[ResultHousehold, ...] = ()
    more_households: str = ""
    left: tuple[str, ...] = ()
    """Who stayed in the file: it can be opened again for them."""
    receipt: str = ""
    retry_receipt: bool = False
    digest: str = ""
    next: str = ""
    disputed: tuple[ResultPerson, ...] = ()
    """About whom desks of our office wrote different things."""


ReceiveState = StartState | LookState | RefusedState | ResultState


@dataclass(frozen=True, slots=True)
class Question:
    """One that can be asked in an addition."""

    field: str
    section: str
    label: str


@dataclass(frozen=True)
class AskForm:
    """What the addition dialog starts with: the people, and the questions of each kind."""

    people: tuple[tuple[RecordId, str], ...]
    questions: dict[str, tuple[Question, ...]]
    chosen: frozenset[tuple[RecordId, str]]
    remark: str = field(default="")
