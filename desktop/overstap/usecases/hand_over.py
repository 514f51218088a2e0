"""Write one signed and encrypted bundle with households: released ones for a trusted gemeente, or
ones that move to another location."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from overstap.domain.answers import Field
from overstap.domain.offices import OfficeKind, Trust
from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.errors import RefusedError, StoreError
from overstap.kernel.task import Task
from overstap.usecases.handover_checks import Check
from overstap.usecases.households import Household, read_household
from overstap.usecases.move_household import PackMove
from overstap.usecases.ports import Snapshot, Vault
from overstap.usecases.prepare_handover import (
    HandoverPlan,
    PrepareHandover,
    handover_lines,
    next_revision,
    sharer,
    smaller_of,
    snapshot_of,
    two_people,
)
from overstap.usecases.send_bundle import Parcel, SendBundle
from overstap.usecases.take_back import TakenBack, Withdraw

LAST_FOLDER = "handover.folder"
"""The setting that keeps where the last bundle was written."""


class HandoverBlockedError(RefusedError):
    """A preflight check failed; ``check`` is the first one, for ``subject``."""

    code = "handover.blocked"

    def __init__(self, check: Check) -> None:
        super().__init__(check=check.code, subject=next(iter(check.parameters.values()), ""))
        self.check = check


class NothingNewError(RefusedError):
    """The gemeente has everything already."""

    code = "handover.nothing_new"


class NothingReadyError(RefusedError):
    """No household may go to the office now; how many are kept back, and why."""

    code = "handover.nothing_ready"

    def __init__(self, plans: Iterable[HandoverPlan]) -> None:
        why = Counter(map(_why, plans))
        super().__init__(held=why["held"], unlinked=why["unlinked"], unreleased=why["unreleased"])


def _why(plan: HandoverPlan) -> str:
    """The first reason why a household does not go."""
    failed = {check.code for check in plan.checks if check.blocks and not check.passed}
    if "unrestricted" in failed:
        return "held"
    return "unlinked" if "matched" in failed else "unreleased"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The bundle file and its name in words: number in the stream and hash of its manifest.
    ``destroy_by`` is the last day on which the file may still lie about."""

    path: Path
    number: int
    digest: str
    households: int
    persons: int
    destroy_by: date
    withdrawn: tuple[TakenBack, ...] = ()
    """Notices for the gemeenten that the households were linked to before."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Check again, write the file, then remember what was sent: in that order."""

    vault: Vault
    prepare: PrepareHandover
    send: SendBundle
    withdraw: Withdraw
    move: PackMove

    def __call__(
        self, households: Sequence[RecordId], office: OfficeId, folder: Path, task: Task
    ) -> HandedOver:
        """Write what is new for ``office`` into ``folder``, under a name that says nothing.

        Raises:
            HandoverBlockedError: a check of ``PrepareHandover`` failed.
            NothingNewError: nothing changed since the last bundle.
            StoreError: ``folder`` is full, gone or not writable; nothing is remembered as sent.
        """
        plan = self.prepare(households, office)
        blocking = next((c for c in plan.checks if c.blocks and not c.passed), None)
        if blocking:
            raise HandoverBlockedError(blocking)
        files = [read_household(self.vault, household) for household in households]
        if plan.office.card.kind is OfficeKind.LOCATION:
            parcel = self.move(files, plan.office, task)
        else:
            parcel = self._handover(files, plan.office, task)
        sent = self.send(parcel, folder, task)
        self.vault.set_setting(LAST_FOLDER, str(folder))
        persons = {snapshot.record for snapshot in parcel.sent} - set(households)
        return HandedOver(
            sent.path,
            sent.number,
            sent.digest,
            len(files),
            len(persons),
            sent.destroy_by,
            tuple(self._withdraw(households, folder, task)),
        )

    def _handover(self, files: Sequence[Household], office: Trust, task: Task) -> Parcel:
        snapshots = self._new_snapshots(files, office.card.office, task)
        if not snapshots:
            raise NothingNewError
        apart = two_people(files, {snapshot.record for snapshot in snapshots})
        lines = handover_lines(snapshots, apart)
        return Parcel("handover", office.card, lines, len(snapshots), snapshots)

    def _withdraw(
        self, households: Sequence[RecordId], folder: Path, task: Task
    ) -> Iterator[TakenBack]:
        """Ask who had the households before to destroy them. What cannot be written stays due."""
        for stale in self.withdraw.stale(households):
            with suppress(StoreError):
                yield self.withdraw(stale.household, stale.office, folder, task)

    def _new_snapshots(
        self, files: Sequence[Household], office: OfficeId, task: Task
    ) -> list[Snapshot]:
        new = []
        for done, file in enumerate(files):
            task.step("handover.collect", done, len(files))
            new += self._changed(file, office)
        return new

    def _changed(self, file: Household, office: OfficeId) -> list[Snapshot]:
        """The records of one household that the office lacks, under one new revision number."""
        share = sharer(self.prepare.catalogue, smaller_of(self.vault))
        before = {r.id: self.vault.last_sent(r.id, office) for r in file.records}
        revision = next_revision(self.vault, before.values())
        corrected: dict[RecordId, list[Field]] = defaultdict(list)
        for to, record, field in self.vault.corrections():
            if to == office:
                corrected[record].append(field)
        now = [
            replace(
                snapshot_of(share(record), record.id, revision),
                corrected=tuple(corrected.get(record.id, ())),
            )
            for record in file.records
        ]
        return [
            new
            for new in now
            if (old := before[new.record]) is None or old.stated != new.stated or new.corrected
        ]
