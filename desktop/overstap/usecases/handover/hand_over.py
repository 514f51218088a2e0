"""Write one signed and encrypted bundle with households: released ones for a trusted gemeente, or
ones that move to another location."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Card, Trust
from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.errors import RefusedError, StoreError
from overstap.kernel.task import Task
from overstap.usecases.handover.draft_handover import Draft
from overstap.usecases.handover.find_ready import Left
from overstap.usecases.handover.handover_checks import Check
from overstap.usecases.handover.move_household import PackMove
from overstap.usecases.handover.not_there import NEVER_CAME, ArrivedError, NotThere, unconfirmed
from overstap.usecases.handover.prepare_handover import (
    PrepareHandover,
    next_revision,
    sharer,
    smaller_of,
    snapshot_of,
)
from overstap.usecases.handover.send_bundle import Parcel, SendBundle
from overstap.usecases.handover.take_back import TakenBack, Withdraw
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

LAST_FOLDER = "handover.folder"
"""The setting that keeps where the last bundle was written."""


class HandoverBlockedError(RefusedError):
    """A preflight check failed; ``check`` is the first one, for ``subject``."""

    code = "handover.blocked"

    def __init__(self, check: Check) -> None:
        why = (f"handover.check.{check.code}.no",)
        super().__init__(check=why, subject=next(iter(check.parameters.values()), ""))
        self.check = check


class NothingNewError(RefusedError):
    """The gemeente has everything already."""

    code = "handover.nothing_new"


class NothingReadyError(RefusedError):
    """No household may go to the office now; how many are kept back, and why."""

    code = "handover.nothing_ready"

    def __init__(self, left: Iterable[Left]) -> None:
        why = Counter(map(_why, left))
        super().__init__(held=why["held"], unlinked=why["unlinked"], unreleased=why["unreleased"])


def _why(left: Left) -> str:
    """The first reason why a household does not go."""
    if left.failed("unrestricted"):
        return "held"
    return "unlinked" if left.failed("matched") else "unreleased"


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
        trust = self.prepare.office(office)
        self._check(households, trust)
        draft = Draft(self.vault, office)
        with self.vault.writing():
            if trust.card.kind is OfficeKind.LOCATION:
                parcel = self.move(draft, households, trust, task)
            else:
                parcel = self._handover(draft, households, trust.card, task)
            sent = self.send(parcel, folder, task)
            self.vault.set_setting(LAST_FOLDER, str(folder))
        return HandedOver(
            sent.path,
            sent.number,
            sent.digest,
            len(households),
            draft.persons,
            sent.destroy_by,
            tuple(self._withdraw(households, folder, task)),
        )

    def not_arrived(self, digest: str) -> None:
        """Note that the bundle of that manifest hash never came: what was in it can go again.

        Raises:
            ArrivedError: a receipt came for it, or it is no handover of ours.
        """
        entry = unconfirmed(self.vault, digest)
        if entry.kind != "handover":
            raise ArrivedError
        with self.vault.writing():
            self.vault.acknowledge(digest, self.send.clock(), NEVER_CAME)
            self.vault.audit("bundle-lost", bundle=digest, peer=entry.office, count=entry.records)

    def _check(self, households: Sequence[RecordId], trust: Trust) -> None:
        files = (read_household(self.vault, household) for household in households)
        for check in self.prepare.checks(files, trust):
            if check.blocks and not check.passed:
                raise HandoverBlockedError(check)

    def _handover(
        self, draft: Draft, households: Sequence[RecordId], to: Card, task: Task
    ) -> Parcel:
        """Draft the records that the office lacks."""
        news = _News(self.vault, self.prepare.catalogue, to.office)
        for done, household in enumerate(households):
            task.step("handover.collect", done, len(households))
            file = read_household(self.vault, household)
            draft.add(news.of(file), file.members)
        if not draft.records:
            raise NothingNewError
        return Parcel("handover", to, draft.lines(), len(draft.records))

    def _withdraw(
        self, households: Sequence[RecordId], folder: Path, task: Task
    ) -> Iterator[TakenBack]:
        """Ask who had the households before to destroy them. What cannot be written stays due."""
        for stale in self.withdraw.stale(households):
            with suppress(StoreError):
                yield self.withdraw(stale.household, stale.office, folder, task)


class _News:
    """What an office lacks. The choices that count for every household are read once."""

    def __init__(self, vault: Vault, catalogue: Catalogue, office: OfficeId) -> None:
        self._vault, self._office = vault, office
        self._share = sharer(catalogue, smaller_of(vault))
        self._not_there = NotThere.known_to(vault)
        self._corrected: dict[RecordId, list[Field]] = defaultdict(list)
        for to, record, field in vault.corrections():
            if to == office:
                self._corrected[record].append(field)

    def of(self, file: Household) -> Iterator[Snapshot]:
        """The records of one household that the office lacks, under one new revision number."""
        before = {r.id: self._vault.last_sent(r.id, self._office) for r in file.records}
        revision = next_revision(self._vault, before.values())
        for record in file.records:
            now = snapshot_of(self._share(record), record.id, revision)
            corrected = tuple(self._corrected.get(record.id, ()))
            old = before[record.id]
            if old is None or corrected or self._differs(old, now):
                yield replace(now, corrected=corrected)

    def _differs(self, old: Snapshot, now: Snapshot) -> bool:
        return old.stated != now.stated or self._not_there.lacks(old)
