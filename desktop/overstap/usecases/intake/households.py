"""A household and its members, read together: most of what people do is about them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from overstap.domain.records import Record, RecordId, Subject
from overstap.domain.release import is_released
from overstap.domain.residents import HOUSEHOLD, MOVED_TO, household_name, list_name
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True)
class Household:
    """The household's own record and its members', in the order of registration."""

    record: Record
    members: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The household first, then its members."""
        return (self.record, *self.members)

    @property
    def member_ids(self) -> tuple[RecordId, ...]:
        """The ids of its members, in their order."""
        return tuple(member.id for member in self.members)

    @cached_property
    def name(self) -> str:
        """The family name that staff call it by."""
        return household_name([member.answers for member in self.members])

    @cached_property
    def names(self) -> Mapping[RecordId, str]:
        """Every record in words: the members as lists name them, the household by its name."""
        names = {member.id: list_name(member.answers) for member in self.members}
        return {self.record.id: self.name, **names}

    @cached_property
    def released(self) -> bool:
        """Whether a case manager released exactly what is answered now."""
        return is_released(self.record, self.members)

    @property
    def received(self) -> bool:
        """Whether another office alone writes it: it sent it, or it moved there."""
        return bool(self.record.origin)

    @property
    def moved(self) -> bool:
        """Whether it moved from here to another location."""
        return bool(self.record.text(MOVED_TO))


def read_household(vault: Vault, household: RecordId) -> Household:
    """The household with all its members. Where it was destroyed while a colleague's desk put
    somebody into it, it says nothing, and they can still be opened, moved and destroyed.

    Raises:
        StoreError: there is no such household.
    """
    found = vault.members(household)
    records = vault.records([household, *found])
    members = tuple(records[member] for member in found)
    if household in records:
        record = records[household]
    elif members:
        record = replace(Record.stating(household, {}), origin=members[0].origin)
    else:
        record = vault.record(household)
    return Household(record, members)


def household_of(vault: Vault, record: RecordId) -> Household:
    """The household of that id, or the one that a resident of that id belongs to.

    Raises:
        StoreError: there is no such record.
    """
    if record.startswith(Subject.HOUSEHOLD):
        return read_household(vault, record)
    return read_household(vault, vault.record(record).text(HOUSEHOLD))
