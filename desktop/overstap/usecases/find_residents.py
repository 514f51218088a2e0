"""Find a resident while typing."""

import re
from dataclasses import dataclass

from overstap.domain.catalogue import Catalogue
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import BIRTH_DATE, HOUSEHOLD, ROOM, V_NUMBER, list_name
from overstap.usecases.households import Household, read_household
from overstap.usecases.ports import Match, Tier, Vault
from overstap.usecases.section_states import Judge, Progress, section_states


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
    catalogue: Catalogue
    judge: Judge

    def __call__(self, text: str, limit: int = 50) -> Found:
        """Residents for ``text``; everybody by name for an empty text."""
        matches = self.vault.search(text, limit)
        persons = self.vault.records(match.record for match in matches)
        households: dict[RecordId, Household] = {}
        for person in persons.values():
            home = person.text(HOUSEHOLD)
            if home not in households:
                households[home] = read_household(self.vault, home)
        hits = tuple(self._hit(match, persons[match.record], households, text) for match in matches)
        return Found(hits, self.vault.count_persons())

    def _hit(
        self, match: Match, person: Record, households: dict[RecordId, Household], text: str
    ) -> Hit:
        household = households[person.text(HOUSEHOLD)]
        states = section_states(self.catalogue, person, household.record, self.judge)
        name = list_name(person.answers)
        return Hit(
            person=person.id,
            household=household.record.id,
            name=name,
            v_number=person.text(V_NUMBER),
            birth_date=person.text(BIRTH_DATE),
            room=person.text(ROOM),
            household_name=household.name,
            household_size=len(household.members),
            tier=match.tier,
            matched=_matched(name, text),
            sections_done=sum(state.progress is Progress.DONE for state in states),
            sections=len(states),
            released=household.released,
            received=household.received,
        )


def _matched(name: str, text: str) -> tuple[tuple[int, int], ...]:
    words = [re.escape(word) for word in text.split()]
    if not words:
        return ()
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE)
    return tuple(found.span() for found in pattern.finditer(name))
