"""Compare regions for a household."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.domain.household import Dissent, views
from overstap.domain.records import RecordId
from overstap.domain.regions import Atlas, RegionView, compare
from overstap.kernel.clock import Clock
from overstap.usecases.households import household_of
from overstap.usecases.ports import Vault


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
    """Say per region what it meets; nothing is decided and nothing is written but who looked at a
    restricted answer."""

    vault: Vault
    atlas: Atlas
    here: str
    clock: Clock

    def __call__(self, record: RecordId, reason: str = "") -> Compared:
        """Compare for a household, or a resident's. With a ``reason`` (audited) the regions to
        avoid are shown too; without, only that there is such an answer.

        Raises:
            StoreError: there is no such record.
        """
        file = household_of(self.vault, record)
        today = self.clock().date()
        if reason:
            self.vault.audit("restricted", record=file.record.id, reason=reason[:120])
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
                with_restricted=bool(reason),
            ),
            views=views(file.members, today),
        )
