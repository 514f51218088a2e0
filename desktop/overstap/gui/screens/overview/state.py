"""What the overview of a household shows, in words already."""

from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Field
from overstap.domain.records import RecordId
from overstap.gui.checklist.state import CheckGroup


class Page(StrEnum):
    """A page of the overview, text ``overview.page.<value>``."""

    CHAIN = "chain"
    READINESS = "readiness"
    ASK = "ask"
    REGIONS = "regions"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class MemberTab:
    """Somebody of the household to look at."""

    person: RecordId
    name: str
    current: bool


# the chain


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step on the line of time: its place, and its state as a drawing and a word. ``detail``
    says all there is to say of it; ``path`` are the steps that lead to it."""

    key: str
    lane: str
    first: int
    last: int
    row: int
    title: str
    state: str
    word: str
    detail: str
    path: tuple[str, ...]
    dashed: bool


@dataclass(frozen=True, slots=True)
class LaneHead:
    """A lane: its name, a drawing and how many rows it has."""

    lane: str
    title: str
    picture: str
    rows: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in the list: for the keyboard and for who does not see the line of time."""

    key: str
    title: str
    word: str
    state: str


@dataclass(frozen=True, slots=True)
class StepList:
    """Steps that are equally far; ``nothing`` says so where there are none."""

    title: str
    state: str
    rows: tuple[StepRow, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ChainState:
    """One line of time with three lanes. ``now`` is the column of today; ``spoken`` is what a
    screen reader says of the picture."""

    columns: tuple[str, ...]
    now: int
    lanes: tuple[LaneHead, ...]
    cards: tuple[StepCard, ...]
    lines: tuple[tuple[str, str], ...]
    lists: tuple[StepList, ...]
    spoken: str


# readiness


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A target date in neutral words."""

    text: str
    state: str
    word: str
    source: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A rule that held: its id, why, and its source."""

    rule: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A question to go to, with what is to be read there."""

    record: RecordId
    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class RouteState:
    """The learning route indication. ``remark`` is that of staff; ``ask_remark`` leads to it."""

    route: str
    strength: str
    reasons: tuple[ReasonRow, ...]
    inputs: tuple[tuple[str, str], ...]
    missing: tuple[Jump, ...]
    version: str
    remark: str
    ask_remark: Jump


@dataclass(frozen=True, slots=True)
class ScenarioState:
    """How the handover could go, why, and what staff chose."""

    proposed: str
    reasons: tuple[ReasonRow, ...]
    chosen: str
    missing: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class ReadinessState:
    """How far one member is. A child has no ``route`` and no ``scenario``."""

    person: RecordId
    name: str
    read_only: bool
    groups: tuple[CheckGroup, ...]
    clocks: tuple[ClockRow, ...]
    route: RouteState | None
    scenario: ScenarioState | None


# what is to be asked


@dataclass(frozen=True, slots=True)
class AskGroup:
    """Open questions of one record."""

    name: str
    questions: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class AskState:
    """What is open for a purpose. ``purposes`` are (value, word)."""

    purpose: str
    purposes: tuple[tuple[str, str], ...]
    count: str
    groups: tuple[AskGroup, ...]


# regions


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A criterion, need or wish, and how an area meets it; ``state`` is a drawing."""

    text: str
    state: str
    reach: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area in the list with what it meets in few words."""

    code: str
    name: str
    facts: str
    marks: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class AreaState:
    """One area with every ground."""

    name: str
    lies_in: str
    marks: tuple[str, ...]
    grounds: tuple[GroundRow, ...]


@dataclass(frozen=True, slots=True)
class RegionsState:
    """Areas beside each other, never people. ``level`` is the kind in the list; ``covered``
    says that there are restricted answers, and asks for a reason to see them unless ``closed`` says
    who may."""

    level: str
    areas: tuple[AreaRow, ...]
    nothing: str
    area: AreaState | None
    present: str
    covered: str
    besides: tuple[str, ...]
    views: tuple[str, ...]
    closed: str = ""


# the household


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with what tells them apart."""

    person: RecordId
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A split, join or move that can be undone, and what that would do."""

    id: str
    title: str
    undoing: str


@dataclass(frozen=True, slots=True)
class HouseholdState:
    """Who belongs to it, who is expected, and what was done with it here."""

    members: tuple[MemberRow, ...]
    size: str
    expected: tuple[str, ...]
    ask_expected: Jump
    done: tuple[DoneRow, ...]
    read_only: bool


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """Another household that was searched for."""

    household: RecordId
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one may take along."""

    key: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SplitState:
    """Splitting, as far as it was chosen. ``traces`` keep it from happening until each was
    changed, or looked at (``checked``)."""

    leaving: tuple[Choice, ...]
    protected: bool
    shared: tuple[Choice, ...]
    traces: tuple[Jump, ...] = ()
    checked: bool = False
    offices: str = ""
    result: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class MoveState:
    """Moving members to another household that was found."""

    leaving: tuple[Choice, ...]
    text: str
    found: tuple[FoundHousehold, ...]
    chosen: FoundHousehold | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """An answer of this household beside that of the other."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class JoinState:
    """Bringing another household into this one."""

    text: str
    found: tuple[FoundHousehold, ...]
    chosen: FoundHousehold | None = None
    arriving: str = ""
    differing: tuple[Side, ...] = ()
    filled: tuple[Side, ...] = ()
    error: str = ""


Regrouping = SplitState | MoveState | JoinState | None
"""What one is doing with the household."""


@dataclass(frozen=True, slots=True)
class OverviewState:
    """The overview of one household with the page in sight; the other pages are empty."""

    household: RecordId
    title: str
    lead: str
    page: Page
    members: tuple[MemberTab, ...]
    chain: ChainState | None = None
    readiness: ReadinessState | None = None
    ask: AskState | None = None
    regions: RegionsState | None = None
    home: HouseholdState | None = None
    doing: Regrouping = None
    error: str = ""
