"""Open what is known of one resident and their household."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import covered
from overstap.domain.read_back import Heard, to_read
from overstap.domain.readiness import Checklist
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import BIRTH_DATE, ROLE, list_name
from overstap.domain.rights import Flag, flags
from overstap.kernel.errors import RefusedError
from overstap.usecases.handover.used_versions import Used, UsedVersions
from overstap.usecases.intake.households import Household, household_of
from overstap.usecases.intake.moves import underway
from overstap.usecases.intake.section_states import Judge, Progress, SectionState, section_states
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the household, for the switch above the file. ``role`` is a choice code."""

    person: RecordId
    name: str
    birth_date: str
    role: str


@dataclass(frozen=True)
class ResidentFile:
    """Everything the file screen shows. ``records`` holds the person's and the household's, without
    the answers that are shown only with a reason: those are behind ``uncover``."""

    person: RecordId
    household: RecordId
    name: str
    records: Mapping[RecordId, Record]
    members: tuple[Member, ...]
    sections: tuple[SectionState, ...]
    checklist: Checklist
    to_read: tuple[tuple[RecordId, str], ...]
    """What anybody of the household still has to hear, by record and section."""
    released: bool
    read_only: bool
    """True for what another office writes: it sent it, or it moved there."""
    flags: tuple[Flag, ...]
    """Objections and restrictions of anybody in the household: nothing of it may be shared."""
    used: Used | None = None
    """What changed since the version that somebody here works with; None for our own."""
    moved: bool = False
    """It moved from here to another location."""
    can_come_back: bool = False
    """It moved, and nobody confirmed yet that it arrived."""


ReadChecklist = Callable[[Household, Record], Checklist]


class NobodyThereError(RefusedError):
    """Everybody who was in the household is in another one, or was somebody else."""

    code = "file.nobody"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Read a resident's file as it is now."""

    vault: Vault
    catalogue: Catalogue
    judge: Judge
    read_checklist: ReadChecklist
    used_versions: UsedVersions
    shown: set[RecordId] = field(default_factory=set)
    """Households that somebody looked at since the vault was unlocked."""

    def to_look_at(self, record: RecordId) -> ResidentFile:
        """As a call, for somebody who is going to see it: that goes into the log, once until the
        vault is locked."""
        file = self(record)
        if file.household not in self.shown:
            self.vault.audit_when_free("view", record=file.household)
            self.shown.add(file.household)
        return file

    def __call__(self, record: RecordId) -> ResidentFile:
        """The file of the resident ``record``, or of the first member of that household.

        Raises:
            NobodyThereError: the household has no members.
        """
        household = household_of(self.vault, record)
        if not household.members:
            raise NobodyThereError
        person = next((m for m in household.members if m.id == record), household.members[0])
        return ResidentFile(
            person=person.id,
            household=household.record.id,
            name=list_name(person.answers),
            records={r.id: covered(self.catalogue, r) for r in (household.record, person)},
            members=tuple(_member(member) for member in household.members),
            sections=section_states(self.catalogue, person, household, self.judge),
            checklist=self.read_checklist(household, person),
            to_read=tuple(
                (record, section.key)
                for record, section in to_read(self.catalogue, household.record, household.members)
            ),
            released=household.released,
            read_only=household.received,
            flags=flags(household.members),
            used=self.used_versions.since(household.record.id, {})
            if household.received and not household.moved
            else None,
            moved=household.moved,
            can_come_back=household.moved and underway(self.vault, household),
        )


def _member(member: Record) -> Member:
    return Member(member.id, list_name(member.answers), member.text(BIRTH_DATE), member.text(ROLE))


__all__ = ["Heard", "Member", "OpenFile", "Progress", "ResidentFile", "SectionState"]
