"""How far a household is: checklist, target dates, learning route, scenario and chain, per person.

Everything is worked out from the answers each time, so it cannot be out of date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain.catalogue import Catalogue, holding
from overstap.domain.chain import Chain, Person, Step, chain
from overstap.domain.checklist_rules import RULES
from overstap.domain.clocks import Clock as ClockRule
from overstap.domain.clocks import ClockState, next_clock, read_clocks
from overstap.domain.handover_scenario import Proposal, propose
from overstap.domain.household import Size, adult, household_size
from overstap.domain.learning_route import Indication, indication
from overstap.domain.readiness import Checklist, Facts, checklist
from overstap.domain.records import Record, RecordId
from overstap.domain.regions import Atlas
from overstap.domain.residents import MATCHED_GEMEENTE, list_name
from overstap.kernel.clock import Clock
from overstap.usecases.intake.households import Household, household_of
from overstap.usecases.ports.journal import Direction
from overstap.usecases.ports.vault import Vault

_PENSION_AGE = 67
"""Where the table does not know the year."""


@dataclass(frozen=True, slots=True)
class PersonReadiness:
    """How far one member is. ``adult`` is also true for who may be."""

    person: RecordId
    name: str
    adult: bool
    checklist: Checklist
    clocks: tuple[ClockState, ...]
    route: Indication
    scenario: Proposal

    @property
    def next_clock(self) -> ClockState | None:
        """The clock whose target date comes first."""
        return next_clock(self.clocks)


@dataclass(frozen=True, slots=True)
class HouseholdReadiness:
    """How far a household is, its members in their order."""

    household: RecordId
    name: str
    persons: tuple[PersonReadiness, ...]
    chain: Chain
    size: Size

    @property
    def next_clock(self) -> ClockState | None:
        """The clock of anyone whose target date comes first: what a list shows."""
        return next_clock(clock for person in self.persons for clock in person.clocks)

    def of(self, person: RecordId) -> PersonReadiness:
        """One member's."""
        return next(known for known in self.persons if known.person == person)


@dataclass(frozen=True, slots=True)
class ReadReadiness:
    """Work out how far a household is. ``here`` is the gemeente code of this office."""

    vault: Vault
    catalogue: Catalogue
    atlas: Atlas
    clock_rules: Sequence[ClockRule]
    chain_rules: Sequence[Step]
    here: str
    clock: Clock

    def __call__(self, record: RecordId) -> HouseholdReadiness:
        """How far the household ``record``, or the household of that resident, is.

        Raises:
            StoreError: there is no such record.
        """
        return self.of(household_of(self.vault, record))

    def of(self, file: Household, on: date | None = None) -> HouseholdReadiness:
        """How far a household is that was read already; ``on`` a day, today where it says none."""
        today = on or self.clock().date()
        handover = self._handover(file)
        members = tuple(self._person(file, member, handover, today) for member in file.members)
        persons = tuple(
            self._readiness(member, known, today)
            for member, known in zip(file.members, members, strict=True)
        )
        return HouseholdReadiness(
            household=file.record.id,
            name=file.name,
            persons=persons,
            chain=chain(self.chain_rules, members),
            size=household_size(file.record.answers, [m.answers for m in file.members], today),
        )

    def checklist(self, file: Household, person: Record) -> Checklist:
        """The checklist of one member alone."""
        today = self.clock().date()
        return self._person(file, person, self._handover(file), today).checklist

    def _person(
        self,
        file: Household,
        person: Record,
        handover: tuple[date | None, date | None],
        today: date,
    ) -> Person:
        answers = holding(self.catalogue, {**file.record.answers, **person.answers})
        sent_on, received_on = handover
        facts = Facts(
            answers=answers,
            members=tuple(member.answers for member in file.members),
            today=today,
            released=file.released or file.received,
            sent_on=sent_on,
            received_on=received_on,
        )
        return Person(
            record=person.id,
            adult=adult(person.answers, today),
            answers=answers,
            checklist=checklist(RULES, file.record, person, facts),
            clocks=read_clocks(self.clock_rules, answers, today),
        )

    def _readiness(self, record: Record, known: Person, today: date) -> PersonReadiness:
        return PersonReadiness(
            person=record.id,
            name=list_name(record.answers),
            adult=known.adult,
            checklist=known.checklist,
            clocks=known.clocks,
            route=indication(known.answers, today, self._pension_age(today)),
            scenario=propose(known.answers, self.here, self.atlas.labour_region, today),
        )

    def _pension_age(self, today: date) -> int:
        table = self.atlas.places.tables.table("pensioenleeftijd").by_code
        entry = table.get(str(today.year))
        return int(entry.more["years"]) if entry else _PENSION_AGE

    def _handover(self, file: Household) -> tuple[date | None, date | None]:
        """When the household was sent to its gemeente, and when that took it over."""
        record = file.record
        if file.received:
            entry = self.vault.bundle(record.bundle, Direction.RECEIVED)
            return (entry.created.date(), entry.handled.date()) if entry else (None, None)
        gemeente = record.text(MATCHED_GEMEENTE)
        for trust in self.vault.offices() if gemeente else ():
            sent = self.vault.last_sent(record.id, trust.card.office)
            if trust.card.gm_code == gemeente and sent:
                entry = self.vault.bundle(sent.bundle, Direction.SENT)
                taken = entry.acknowledged if entry else None
                sent_on = entry.handled.date() if entry else None
                return sent_on, taken.date() if taken else None
        return None, None
