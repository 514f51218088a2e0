"""What the pages that take over a list show, in words. Rows are counted as in the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.domain.answers import Field


@dataclass(frozen=True, slots=True)
class StartState:
    """No file yet; ``told`` says why an earlier one was not taken over."""

    told: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column: its title, some of its cells, the question it answers (empty: none) and what is
    wrong with that choice."""

    title: str
    cells: str
    field: Field
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ColumnsState:
    """Which column answers which question. ``choices`` are (question, label), none first."""

    title: str
    lead: str
    columns: tuple[ColumnRow, ...]
    choices: tuple[tuple[Field, str], ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class BusyState:
    """Something goes on that can be stopped; ``total`` 0 where it is not known."""

    title: str
    what: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A row to decide about: what it says, what is the matter, and whether it is left out."""

    row: int
    title: str
    details: tuple[str, ...]
    skipped: bool


@dataclass(frozen=True, slots=True)
class CheckState:
    """What taking over would do. ``faulty`` rows keep it from being done unless they are left out,
    ``known`` rows may be somebody who is here already; ``warnings`` keep nobody from anything.
    ``more`` says per kind how many rows are not shown."""

    title: str
    lead: str
    summary: str
    faulty: tuple[CheckRow, ...]
    known: tuple[CheckRow, ...]
    warnings: tuple[str, ...]
    more: Mapping[str, str]
    can_import: bool
    import_word: str


@dataclass(frozen=True, slots=True)
class DoneState:
    """Everybody on the list is registered."""

    title: str
    text: str


ImportState = StartState | ColumnsState | BusyState | CheckState | DoneState
