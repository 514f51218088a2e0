"""What other offices still have to be told, whoever decided it and at whichever desk: take back,
destroy, or take an answer out. ``sync`` sends it by itself; by hand it goes into a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.task import Task
from overstap.usecases.handover.send_corrections import Correction, SendCorrections
from overstap.usecases.handover.take_back import Notices, Stale, Withdraw


class DueKind(StrEnum):
    """What an office has to do; text ``due.<value>``."""

    WITHDRAWAL = "withdrawal"
    ERASURE = "erasure"
    CORRECTION = "correction"


Write = Callable[[Path, Task], Path]


@dataclass(frozen=True, slots=True)
class Due:
    """One bundle that has to be written. ``household`` names it where it is about one; ``count``
    is how many answers or records it is about."""

    kind: DueKind
    office: OfficeId
    office_name: str
    household: str
    count: int
    write: Write


@dataclass(frozen=True, slots=True)
class SendDue:
    """Lists what is due; each of them writes itself, and is not due afterwards."""

    withdraw: Withdraw
    notices: Notices
    corrections: SendCorrections

    def __call__(self) -> tuple[Due, ...]:
        """Withdrawals first, then erasures, then corrections."""
        return (
            *map(self._withdrawal, self.withdraw.stale()),
            *(self._erasure(office, records) for office, records in self.notices.due().items()),
            *map(self._correction, self.corrections.pending()),
        )

    def _withdrawal(self, stale: Stale) -> Due:
        def write(folder: Path, task: Task) -> Path:
            return self.withdraw(stale.household, stale.office, folder, task).path

        return Due(DueKind.WITHDRAWAL, stale.office, stale.office_name, stale.name, 1, write)

    def _erasure(self, office: OfficeId, records: tuple[RecordId, ...]) -> Due:
        def write(folder: Path, task: Task) -> Path:
            return self.notices.erased(office, records, folder, task).path

        name = self.notices.name(office)
        return Due(DueKind.ERASURE, office, name, "", len(records), write)

    def _correction(self, due: Correction) -> Due:
        def write(folder: Path, task: Task) -> Path:
            return self.corrections(due, folder, task)

        count = sum(len(fields) for fields in due.records.values())
        return Due(DueKind.CORRECTION, due.office, due.name, "", count, write)
