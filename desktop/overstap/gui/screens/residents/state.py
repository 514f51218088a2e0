"""What the list of residents and the page that registers one show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from overstap.domain.answers import Field


@dataclass(frozen=True, slots=True)
class Row:
    """One resident in the list, in words. ``matched`` are parts of ``name``, as (start, end);
    ``state`` a drawing; ``late`` says that ``due`` has passed."""

    person: str
    name: str
    number: str
    details: str
    tier: str
    matched: tuple[tuple[int, int], ...]
    state: str
    state_word: str
    due: str
    late: bool

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = (self.name, self.number, self.details, self.tier, self.state_word, self.due)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ListState:
    """``count`` rows, of which the first ``rows`` are known already; ``total`` residents in all;
    ``narrowed`` names the list they are on, empty for everybody."""

    text: str
    count: int
    rows: tuple[Row, ...]
    total: str
    found: str
    nobody: bool
    """Whether there are no residents at all."""
    narrowed: str = ""
    leads_to: str = ""
    """The page of the administration where its residents are dealt with; empty: their files."""
    more: bool = False
    """There may be more, which is not known yet; so is ``found``."""


@dataclass(frozen=True, slots=True)
class LikelyState:
    """Who ``other`` in the list may be the same as ``person``, whose file is open; empty where
    nobody is."""

    person: str = ""
    other: str = ""
    title: str = ""
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Both."""
        return self.person, self.other


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the page that registers; ``choices`` are (code, label)."""

    field: Field
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: what was typed beside what is known."""

    label: str
    typed: str
    known: str
    same: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is here already and may be the same person."""

    person: str
    name: str
    why: tuple[str, ...]
    lines: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class RegisterState:
    """``persons`` as typed, per field; ``problems`` and ``echoes`` (a date in words) per person;
    ``candidates`` for any of them; ``reasons`` are (code, label), ``reason`` the chosen one."""

    title: str
    asked: tuple[Asked, ...]
    persons: tuple[Mapping[Field, str], ...]
    problems: tuple[Mapping[Field, str], ...] = ()
    echoes: tuple[Mapping[Field, str], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    refused: str = ""
    fresh: bool = field(default=False)
    """Whether the persons were changed by somebody other than the one who types."""
