"""Households that move between locations: in which bundle, and whether it arrived."""

from overstap.domain.records import OfficeId, RecordId
from overstap.domain.residents import MOVED_TO
from overstap.usecases.intake.households import Household
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault

MOVE = "transfer"
"""The kind of bundle in which a household moves."""


def move_of(vault: Vault, household: RecordId, office: OfficeId) -> BundleEntry | None:
    """The last bundle in which a household of ours moved to an office."""
    return next(
        (
            entry
            for entry in vault.bundles()
            if entry.direction is Direction.SENT
            and (entry.kind, entry.office) == (MOVE, office)
            and household in vault.records_in(entry.digest)
        ),
        None,
    )


def underway(vault: Vault, file: Household) -> bool:
    """Whether a household that moved is on its way: nobody confirmed that it arrived."""
    entry = move_of(vault, file.record.id, file.record.text(MOVED_TO))
    return entry is not None and entry.acknowledged is None
