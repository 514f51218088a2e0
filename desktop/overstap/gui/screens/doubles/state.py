"""What the page of doubles shows, in words. ``person`` is the record of a resident."""

from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of two who may be one; ``details`` are number, birth, room and household."""

    person: RecordId
    name: str
    details: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two who may be one, and why."""

    one: Somebody
    other: Somebody
    why: tuple[str, ...]

    @property
    def names(self) -> str:
        """Both names, for a screen reader."""
        return f"{self.one.name}, {self.other.name}"


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that can be undone; ``gone`` is the record that went."""

    gone: RecordId
    title: str
    details: str


@dataclass(frozen=True, slots=True)
class SweepState:
    """What was found so far. ``found`` says it in a sentence; ``busy`` while it is looked for, with
    ``done`` of ``total`` residents looked at; ``more`` pairs are not shown."""

    found: str = ""
    pairs: tuple[PairRow, ...] = ()
    more: str = ""
    merges: tuple[MergeRow, ...] = ()
    busy: bool = False
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: what, and who wrote it down, when and on what basis."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A question that both answered, differently; ``right`` says which answer is chosen."""

    field: Field
    label: str
    left: Said
    right: Said
    chosen_right: bool


@dataclass(frozen=True, slots=True)
class PairState:
    """Two side by side. ``keeps_right`` says whose file goes on; ``filled`` are answers that only
    the other one has; ``refused`` says why they cannot be merged, empty where they can."""

    title: str
    why: tuple[str, ...]
    left: Somebody
    right: Somebody
    keeps_right: bool = False
    rows: tuple[ChoiceRow, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    note: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class MergedState:
    """It was done, undone or remembered. ``gone`` can be undone, where it is not empty; ``person``
    is whose file goes on."""

    title: str
    text: str
    person: RecordId
    gone: RecordId = ""


DoublesState = SweepState | PairState | MergedState
