"""Compare regions for a household."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.household import Dissent, views
from overstap.domain.records import RecordId
from overstap.domain.regions import Atlas, RegionView, compare
from overstap.kernel.clock import Clock
from overstap.usecases.intake.households import household_of
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, and what each adult thinks of the agreed preferences."""

    household: RecordId
    name: str
    names: Mapping[RecordId, str]
    regions: RegionView
    views: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class CompareRegions:
    """Say per region what it meets; nothing is decided and nothing is written. Of a region to
    avoid and of what a home needs it says only that there is an answer, but where ``shown`` holds
    ``AVOID`` or ``NEAR_CARE``: that is for ``uncover``, which writes down who looks."""

    vault: Vault
    atlas: Atlas
    here: str
    clock: Clock
    shown: frozenset[Field] = frozenset()

    def __call__(self, record: RecordId) -> Compared:
        """Compare for a household, or a resident's.

        Raises:
            StoreError: there is no such record.
        """
        file = household_of(self.vault, record)
        today = self.clock().date()
        return Compared(
            household=file.record.id,
            name=file.name,
            names=file.names,
            regions=compare(
                self.atlas,
                file.record,
                file.members,
                self.here,
                today,
                self.shown,
            ),
            views=views(file.members, today),
        )
