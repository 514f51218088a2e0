"""What a sender brings: only what is its to bring, and only what we lack."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from overstap.domain.records import OfficeId, Record, RecordId, Subject, subject_of
from overstap.domain.residents import HOUSEHOLD, MOVED_TO
from overstap.kernel.errors import TrustError
from overstap.usecases.ports.vault import Vault


class OwnedElsewhereError(TrustError):
    """The sender sends a record that another office is the single writer of, or somebody into a
    household that another office is the single writer of."""

    code = "import.owned_elsewhere"


class TakenBackError(TrustError):
    """The sender took back before what it sends, or its household is not here."""

    code = "import.taken_back"


@dataclass(slots=True)
class Brought:
    """The records of one bundle, group by group: all of them may be more than memory holds. A
    household comes before its members."""

    vault: Vault
    sender: OfficeId
    _homes: set[RecordId] = field(default_factory=set)
    """Households of the sender that are here, or come along."""

    def newer(self, arrived: Sequence[Record]) -> tuple[tuple[Record, ...], dict[RecordId, Record]]:
        """Those of the arrived records that we lack and that have a household, and what we have of
        all of them and of their households.

        Raises:
            OwnedElsewhereError: one of them is ours or another office's.
        """
        homes = {household_of(record) for record in arrived}
        known = self.vault.records({*homes, *(record.id for record in arrived)})
        if any(record.origin != self.sender for record in known.values()):
            raise OwnedElsewhereError
        newer = self.vault.newer(arrived)
        self._homes |= homes & known.keys()
        self._homes |= {one.id for one in newer if subject_of(one.id) is Subject.HOUSEHOLD}
        return tuple(one for one in newer if household_of(one) in self._homes), known

    def whole(self, arrived: Sequence[Record]) -> tuple[Record, ...]:
        """All of the arrived records, which are whole households.

        Raises:
            OwnedElsewhereError: as ``newer``, or a household is not among them.
            TakenBackError: some are not newer than what is here, or were taken back.
        """
        newer, _ = self.newer(arrived)
        there = {record.id for record in arrived}
        if any(household_of(record) not in there for record in arrived):
            raise OwnedElsewhereError
        if len(newer) != len(arrived):
            raise TakenBackError
        return newer


def clashing(arrived: Sequence[Record], known: Mapping[RecordId, Record]) -> tuple[RecordId, ...]:
    """Records that are here under the same version from another bundle, which says something else:
    two desks of the sender sent before they had exchanged. What came first counts."""
    there = ((one, known[one.id]) for one in arrived if one.id in known)
    return tuple(
        one.id
        for one, here in there
        if one.revision == here.revision and one.bundle != here.bundle and one.stated != here.stated
    )


def moved_away(known: Collection[Record]) -> bool:
    """Whether one of them was ours and moved to another location."""
    return any(record.text(MOVED_TO) for record in known)


def household_of(arrived: Record) -> RecordId:
    """The household that an arrived record is about."""
    return arrived.id if subject_of(arrived.id) is Subject.HOUSEHOLD else arrived.text(HOUSEHOLD)
