"""Find a resident while typing."""

from dataclasses import dataclass

from overstap.domain.records import RecordId
from overstap.usecases.ports import Tier, Vault


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the list. ``name`` is "Surname, Given"; ``birth_date`` a BRP date of 8 digits or
    empty; ``matched`` the parts of ``name`` that were typed, as (start, end)."""

    person: RecordId
    household: RecordId
    name: str
    v_number: str
    birth_date: str
    room: str
    household_name: str
    household_size: int
    tier: Tier
    matched: tuple[tuple[int, int], ...]
    sections_done: int
    sections: int
    released: bool
    received: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, nearest first, of all residents that there are."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FindResidents:
    """Search names in any order, V-numbers and birth years."""

    vault: Vault

    def __call__(self, text: str, limit: int = 50) -> Found:
        """Residents for ``text``; everybody by name for an empty text."""
        raise NotImplementedError
