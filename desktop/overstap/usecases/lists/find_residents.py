"""Find a resident while typing, list everybody, and see which work waits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from overstap.domain.catalogue import Catalogue
from overstap.domain.records import RecordId
from overstap.kernel.clock import Clock
from overstap.usecases.ports.lists import Line, Matches, Selection, Tier, WorkList
from overstap.usecases.ports.vault import Vault

NOTICE = timedelta(days=14)
"""How long before a target date it asks for attention."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the list. ``name`` is "Surname, Given"; ``birth_date`` a BRP date of 8 digits or
    empty; ``matched`` the parts of ``name`` that were typed, as (start, end); ``due`` the next
    target date (ISO) or empty."""

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
    disputed: bool = False
    gemeente: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, nearest first, of all residents that there are."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everybody in a list, as numbers only: ask ``FindResidents.page`` for what is on screen."""

    text: str
    matches: Matches

    def __len__(self) -> int:
        return len(self.matches.numbers)


@dataclass(frozen=True, slots=True)
class FindResidents:
    """Search names in any order and script, V-numbers, birth years and rooms."""

    vault: Vault
    catalogue: Catalogue
    clock: Clock

    def __call__(self, text: str, limit: int = 50, only: Selection | None = None) -> Found:
        """Residents for ``text``; for an empty text everybody by name, or by target date."""
        matches = self.vault.search(text, limit, self.complete(only))
        hits = self.page(Listing(text, matches), 0, len(matches.numbers))
        return Found(hits, self.count())

    def listing(self, text: str = "", only: Selection | None = None, most: int = 0) -> Listing:
        """All that are found, or no more than ``most``, for a list that shows a page at a time."""
        return Listing(text, self.vault.search(text, most, self.complete(only)))

    def page(self, listing: Listing, start: int, count: int) -> tuple[Hit, ...]:
        """Rows ``start`` up to ``start + count``; who is gone meanwhile is left out."""
        numbers = listing.matches.numbers[start : start + count]
        places = {number: place for place, number in enumerate(numbers, start)}
        shown = self.vault.lines(numbers)
        tiers = (listing.matches.tier(places[line.number]) for line in shown)
        return tuple(
            self._hit(line, tier, listing.text) for line, tier in zip(shown, tiers, strict=True)
        )

    def count(self) -> int:
        """How many residents there are."""
        return self.vault.count_persons()

    def count_work(self) -> Mapping[WorkList, int]:
        """How many residents each list of work holds."""
        return self.vault.count_work(self.complete(None))

    def stop(self) -> None:
        """Break off a search that runs in another thread: the next key was pressed."""
        self.vault.stop_search()

    def complete(self, only: Selection | None) -> Selection:
        """The selection with what the lists of work have to know."""
        until = (self.clock().date() + NOTICE).isoformat()
        sections = len(self.catalogue.sections)
        return replace(only or Selection(), sections=sections, until=until)

    def _hit(self, line: Line, tier: Tier, text: str) -> Hit:
        return Hit(
            person=line.person,
            household=line.household,
            name=line.name,
            v_number=line.v_number,
            birth_date=line.birth_date,
            room=line.room,
            household_name=line.household_name,
            household_size=line.household_size,
            tier=tier,
            matched=_matched(line.name, text),
            sections_done=line.sections_done,
            sections=len(self.catalogue.sections),
            released=line.released,
            received=line.received,
            disputed=line.disputed,
            gemeente=line.gemeente,
            due=line.due,
        )


def _matched(name: str, text: str) -> tuple[tuple[int, int], ...]:
    words = [re.escape(word) for word in text.split()]
    if not words:
        return ()
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE)
    return tuple(found.span() for found in pattern.finditer(name))
