"""A household moves to another location: its file goes along, and that location alone writes it
from then on. Here it stays to be read, with the ledger of what was shared, until its period is
over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.answers import NOT_ASKED, Answer
from overstap.domain.catalogue import Catalogue
from overstap.domain.offices import Trust
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.domain.residents import MOVED_TO
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.handover.draft_handover import Draft
from overstap.usecases.handover.prepare_handover import (
    REVISION_FLOOR,
    audience_of,
    next_revision,
    sharer,
    snapshot_of,
)
from overstap.usecases.handover.send_bundle import Parcel
from overstap.usecases.handover.take_back import WITHDRAWAL, Notices, TakenBack
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.intake.moves import MOVE, underway
from overstap.usecases.ports.records import Snapshot, Write
from overstap.usecases.ports.vault import Vault


class NotMovedError(RefusedError):
    """It did not move from here, so it cannot come back."""

    code = "move.not_moved"


class MoveArrivedError(RefusedError):
    """The other location took it over; only that one can send it back."""

    code = "move.arrived"


class MoveStaysError(RefusedError):
    """A move was taken over or was not: no receipt takes that back."""

    code = "move.stays"


class NotALocationError(RefusedError):
    """Only from one location to another does a household move."""

    code = "move.not_a_location"


@dataclass(frozen=True, slots=True)
class PackMove:
    """Pack whole households for another location, and give up writing them."""

    vault: Vault
    catalogue: Catalogue
    author: str

    def __call__(
        self, draft: Draft, households: Sequence[RecordId], to: Trust, task: Task
    ) -> Parcel:
        """What is sent; once it is, the households are the other location's."""
        for done, household in enumerate(households):
            task.step("handover.collect", done, len(households))
            file = read_household(self.vault, household)
            draft.add(self._snapshots(file, to), file.members)

        def give_up() -> None:
            for household in households:
                records = read_household(self.vault, household).records
                mark_moved(self.vault, records, to.card.office, self.author)

        return Parcel(MOVE, to.card, draft.lines(), len(draft.records), also=give_up)

    def _snapshots(self, file: Household, to: Trust) -> list[Snapshot]:
        """Numbered above all that any office was sent of them."""
        share = sharer(self.catalogue, audience=audience_of(to))
        sent = (
            self.vault.last_sent(record.id, trust.card.office)
            for record in file.records
            for trust in self.vault.offices()
        )
        revision = next_revision(self.vault, sent)
        return [snapshot_of(share(record), record.id, revision) for record in file.records]


def mark_moved(vault: Vault, records: Iterable[Record], office: OfficeId, author: str) -> None:
    """From now on the office writes these; nobody but us does for an empty one."""
    answer = Answer(office) if office else NOT_ASKED
    vault.write([Write(one.id, {MOVED_TO: answer}, one.seen) for one in records], author)


@dataclass(frozen=True, slots=True)
class UndoMove:
    """Take a household back that the other location did not take over yet."""

    vault: Vault
    notices: Notices
    author: str

    def __call__(self, household: RecordId, folder: Path, task: Task) -> TakenBack:
        """Write a withdrawal for the other location into ``folder``, then write the file here.

        Raises:
            NotMovedError, MoveArrivedError: see there.
            StoreError: ``folder`` is full, gone or not writable; nothing was taken back.
        """
        file = read_household(self.vault, household)
        if not file.moved:
            raise NotMovedError
        if not underway(self.vault, file):
            raise MoveArrivedError
        office = file.record.text(MOVED_TO)
        sent = (self.vault.last_sent(record.id, office) for record in file.records)
        snapshots = [snapshot for snapshot in sent if snapshot]
        notice = self.notices.write(WITHDRAWAL, office, snapshots, folder, task)
        with self.vault.writing():
            mark_moved(self.vault, file.records, "", self.author)
            self.vault.audit("move-undone", record=household, peer=office)
        return notice


@dataclass(frozen=True, slots=True)
class TakeMove:
    """Take over a household that moves here, or learn that one arrived elsewhere. Call it inside
    ``vault.writing()``."""

    vault: Vault
    author: str

    def __call__(self, office: str, records: Sequence[Record]) -> None:
        """Write what came from the office of that name as ours. We number above what it sent."""
        self.vault.adopt(office, records)
        floor = self.vault.setting(REVISION_FLOOR) or 0
        highest = max((one.revision for one in records), default=0)
        self.vault.set_setting(REVISION_FLOOR, max(floor, highest))

    def confirm(self, digest: str, office: OfficeId) -> None:
        """The other location took it over, also where we took it back meanwhile."""
        records = self.vault.records(self.vault.records_in(digest)).values()
        lost = [record for record in records if record.text(MOVED_TO) != office]
        mark_moved(self.vault, lost, office, self.author)
