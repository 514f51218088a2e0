"""Find households to hand over: those that can go now stand first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.catalogue import Catalogue
from overstap.domain.offices import Trust, gemeenten
from overstap.domain.read_back import is_read_back
from overstap.domain.records import OfficeId, RecordId
from overstap.domain.residents import (
    MATCHED_GEMEENTE,
)
from overstap.usecases.handover.not_there import NotThere
from overstap.usecases.handover.prepare_handover import sharer, smaller_of, snapshot_of
from overstap.usecases.intake.hold_back import held_back
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.ports.vault import Vault


class Standing(StrEnum):
    """What a household waits for before it can be handed over, in the order of the list."""

    READY = "ready"
    RELEASE = "release"
    READ_BACK = "read_back"
    UNMATCHED = "unmatched"
    RESTRICTED = "restricted"
    SENT = "sent"
    """The gemeente has everything."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row. ``gemeente`` is the matched one's code, ``office`` its office where we hold the
    card, else empty; ``again``: an earlier version went there."""

    household: RecordId
    name: str
    size: int
    gemeente: str
    office: OfficeId
    standing: Standing
    again: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The first rows, of all that were found."""

    rows: tuple[Candidate, ...]
    found: int
    ready: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What counts for every household: gemeenten by their code, and what they lack."""

    gemeenten: Mapping[str, Trust]
    not_there: NotThere


@dataclass(frozen=True, slots=True)
class FindHouseholds:
    """Search our own households by the names of their members."""

    vault: Vault
    catalogue: Catalogue

    def __call__(self, text: str, limit: int = 100) -> Candidates:
        """Households for ``text``; all of them for an empty text."""
        known = self._known()
        files = (read_household(self.vault, household) for household in self._ids(text, limit))
        rows = [self._row(file, known) for file in files if not file.received]
        order = list(Standing)
        rows.sort(key=lambda row: (order.index(row.standing), row.name.casefold()))
        ready = sum(row.standing is Standing.READY for row in rows)
        return Candidates(tuple(rows[:limit]), len(rows), ready)

    def one(self, household: RecordId) -> Candidate:
        """How that household stands."""
        return self._row(read_household(self.vault, household), self._known())

    def _known(self) -> "_Known":
        return _Known(gemeenten(self.vault.offices()), NotThere.known_to(self.vault))

    def _ids(self, text: str, limit: int) -> Sequence[RecordId]:
        if not text.strip():
            return self.vault.households()
        lines = self.vault.lines(self.vault.search(text, limit).numbers)
        return tuple(dict.fromkeys(line.household for line in lines))

    def _row(self, file: Household, known: "_Known") -> Candidate:
        gemeente = file.record.text(MATCHED_GEMEENTE)
        trust = known.gemeenten.get(gemeente)
        office = trust.card.office if trust else ""
        sent = tuple(self._sent(file, office, known.not_there)) if office else ()
        return Candidate(
            household=file.record.id,
            name=file.name,
            size=len(file.members),
            gemeente=gemeente,
            office=office,
            standing=_standing(self.catalogue, file, bool(sent) and all(sent)),
            again=bool(sent),
        )

    def _sent(self, file: Household, office: OfficeId, not_there: NotThere) -> Iterator[bool]:
        """Per record whether the office has it as it is now; nothing where nothing was sent: the
        household's own record is in every first bundle."""
        if self.vault.last_sent(file.record.id, office) is None:
            return
        share = sharer(self.catalogue, smaller_of(self.vault))
        for record in file.records:
            old = self.vault.last_sent(record.id, office)
            now = snapshot_of(share(record), record.id, 0)
            yield old is not None and old.stated == now.stated and not not_there.lost(old)


def _standing(catalogue: Catalogue, file: Household, sent: bool) -> Standing:
    if held_back(file):
        return Standing.RESTRICTED
    if not file.record.text(MATCHED_GEMEENTE):
        return Standing.UNMATCHED
    if not is_read_back(catalogue, file.record, file.members):
        return Standing.READ_BACK
    if not file.released:
        return Standing.RELEASE
    return Standing.SENT if sent else Standing.READY
