"""A household and its members, read together: most of what people do is about them at once."""

from dataclasses import dataclass
from functools import cached_property

from overstap.domain.records import Record, RecordId
from overstap.domain.release import is_released
from overstap.domain.residents import household_name
from overstap.usecases.ports import Vault


@dataclass(frozen=True)
class Household:
    """The household's own record and its members', in the order of registration."""

    record: Record
    members: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The household first, then its members."""
        return (self.record, *self.members)

    @cached_property
    def name(self) -> str:
        """The family name that staff call it by."""
        return household_name([member.answers for member in self.members])

    @cached_property
    def released(self) -> bool:
        """Whether a case manager released exactly what is answered now."""
        return is_released(self.record, self.members)

    @property
    def received(self) -> bool:
        """Whether another office sent it: that office alone writes it."""
        return bool(self.record.origin)


def read_household(vault: Vault, household: RecordId) -> Household:
    """The household with all its members."""
    members = vault.members(household)
    records = vault.records([household, *members])
    return Household(records[household], tuple(records[member] for member in members))
