"""What the handover screen shows, in words already; nothing here can be operated."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from overstap.domain.answers import Field
from overstap.domain.records import OfficeId, RecordId


class Step(IntEnum):
    """Where one is on the way from choosing to sending."""

    RECIPIENT = 0
    CONTENT = 1
    CHECK = 2
    SEND = 3


class Act(StrEnum):
    """What a button beside a check does; its word is text ``handover.act.<act>``."""

    QUESTION = "question"
    READ_BACK = "read_back"
    RELEASE = "release"
    VERIFY = "verify"
    OFFICES = "offices"
    WITHDRAW = "withdraw"
    OPEN = "open"
    CLOSE = "close"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it does, to whom (a resident, household, office or bundle) and at which
    question. ``about`` says what it is about, where the word alone does not."""

    act: Act
    word: str
    target: str
    question: Field = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household to choose. ``why`` says why it cannot be chosen now; empty where it can."""

    household: RecordId
    name: str
    facts: str
    icon: str
    word: str
    chosen: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A gemeente to send to. ``why`` says why nothing can go there now, ``act`` how to mend it."""

    office: OfficeId
    name: str
    icon: str
    word: str
    chosen: bool
    why: str = ""
    act: Action | None = None


@dataclass(frozen=True, slots=True)
class SentRow:
    """A bundle that went."""

    title: str
    facts: str
    icon: str
    word: str
    act: Action | None = None


@dataclass(frozen=True, slots=True)
class ChooseState:
    """The first page. ``note`` says what is still missing before one can go on."""

    lead: str
    rows: tuple[HouseholdRow, ...]
    count: str
    recipients: tuple[RecipientRow, ...]
    sent: tuple[SentRow, ...]
    note: str = ""
    unknown: str = ""
    """What is said of the matched gemeente whose card is not here; empty where it is."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as the gemeente gets it. ``note``: how much of it goes, and on what ground."""

    label: str
    value: str
    note: str
    new: bool


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """The answers of one resident or household."""

    name: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class GoingSection:
    """What goes of one section. ``more`` is how many answers are not in ``blocks``."""

    key: str
    title: str
    names: str
    count: int
    new: int
    ground: str
    blocks: tuple[AnswerBlock, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StayingRow:
    """A question whose answer stays, of whom, why, and on what ground."""

    icon: str
    label: str
    who: str
    reason: str
    ground: str
    act: Action | None = None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: done, blocked or warning; ``detail`` says by whom, or what to do."""

    icon: str
    word: str
    detail: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientCard:
    """Who gets it, and why we believe that it is them. ``number`` is empty where nobody compared
    it: the right digits are never shown before they were read out."""

    name: str
    tone: str
    state: str
    who: str
    number: str
    act: Action | None = None


@dataclass(frozen=True, slots=True)
class FolderCard:
    """Where the bundle will be written. ``icon``: none (not chosen), done or blocked; ``mailbox``
    says whether there is one to put it in."""

    path: str
    icon: str
    word: str
    mailbox: bool


@dataclass(frozen=True, slots=True)
class PlanState:
    """The page on which one checks and sends."""

    title: str
    lead: str
    step: Step
    people: tuple[tuple[RecordId, str], ...]
    person: RecordId
    variant: str
    """full or smaller, of the one resident who was chosen; empty for a household or everybody."""
    sections: tuple[GoingSection, ...]
    going: int
    new: int
    only_new: bool
    again: bool
    staying: tuple[StayingRow, ...]
    unasked: tuple[str, ...]
    recipient: RecipientCard
    checks: tuple[CheckRow, ...]
    warnings: tuple[CheckRow, ...]
    passed: str
    folder: FolderCard
    note: str = ""


@dataclass(frozen=True, slots=True)
class SendingState:
    """Writing. ``total`` 0 means that the end is unknown."""

    title: str
    what: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class SentState:
    """It was written. ``dossiers`` are households and names to print; ``folder`` is empty where it
    goes through the mailbox."""

    title: str
    lead: str
    file: str
    folder: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    dossiers: tuple[tuple[RecordId, str], ...] = field(default=())
