"""What waits for the mailbox: bundles that were written into the outbox, until they may go.

Whoever writes a bundle into the folder of the outbox puts it in the mailbox at the next exchange:
handovers, receipts, withdrawals and erasure notices are written there as into any other folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.offices import Trust
from overstap.domain.records import OfficeId
from overstap.kernel.task import Task
from overstap.usecases.ports.bundles import Bundles, Letter, OpenBundle
from overstap.usecases.ports.journal import Direction, Manifest
from overstap.usecases.ports.mailboxes import Mailbox, Spool, VanishedError
from overstap.usecases.ports.vault import Vault

SYNC = "sync"
_KEPT = "mailbox.outgoing"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A bundle in the outbox. ``digest`` is its manifest's hash, ``placed`` the mailboxes (ids)
    that it lies in, ``destroy_by`` (ISO) the last day on which it may lie there."""

    name: str
    office: OfficeId
    digest: str
    kind: str
    destroy_by: str
    placed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outbox:
    """Remembers what lies in the outbox; obeys ``Bundles``, so that nobody needs to tell it."""

    vault: Vault
    bundles: Bundles
    spool: Spool

    def write(self, folder: Path, letter: Letter, task: Task) -> Manifest:
        """Write a bundle, and remember it where it is written into the outbox."""
        manifest = self.bundles.write(folder, letter, task)
        if self.spool.holds(folder / manifest.file_name):
            new = Outgoing(
                manifest.file_name,
                letter.to.office,
                manifest.digest,
                letter.kind,
                letter.destroy_by,
            )
            self.keep((*self.waiting(), new))
        return manifest

    def open(self, path: Path, offices: Mapping[OfficeId, Trust], task: Task) -> OpenBundle:
        """Open and verify a bundle."""
        return self.bundles.open(path, offices, task)

    def claim(self, path: Path, task: Task) -> tuple[bytes, bytes]:
        """Who the sender of a bundle says to be."""
        return self.bundles.claim(path, task)

    def waiting(self) -> tuple[Outgoing, ...]:
        """What lies in the outbox or still in a mailbox, in the order in which it was written."""
        known = self.vault.setting(_KEPT) or ()
        return tuple(Outgoing(**{**one, "placed": tuple(one["placed"])}) for one in known)

    def keep(self, waiting: Iterable[Outgoing]) -> None:
        """Remember that this, and nothing else, is on its way."""
        self.vault.set_setting(_KEPT, [asdict(one) for one in waiting])

    def change(self, old: Outgoing, new: Outgoing | None) -> None:
        """One of them changed, or is done with."""
        kept = (new if one == old else one for one in self.waiting())
        self.keep(one for one in kept if one is not None)


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What was put into a mailbox now, and what somebody had removed from the outbox."""

    placed: tuple[Outgoing, ...]
    vanished: tuple[VanishedError, ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Puts what waits into a mailbox, and takes out what has done its work. Only our own files."""

    vault: Vault
    outbox: Outbox

    def __call__(
        self, config: MailboxConfig, mailbox: Mailbox, today: date, task: Task
    ) -> Dispatched:
        """Each step is remembered before the next one: what is broken off goes on where it was."""
        self._tidy(config, mailbox, today)
        new = [
            one
            for one in self.outbox.waiting()
            if config.id not in one.placed and config.reaches(one.office) and self._went(one)
        ]
        placed, vanished = [], []
        for done, one in enumerate(new):
            task.step("mailbox.send", done, len(new))
            try:
                self._place(one, config, mailbox, task)
                placed.append(one)
            except VanishedError as error:
                self.outbox.change(one, None)
                vanished.append(error)
        self._tidy(config, mailbox, today)
        return Dispatched(tuple(placed), tuple(vanished))

    def _place(self, one: Outgoing, config: MailboxConfig, mailbox: Mailbox, task: Task) -> None:
        path = self.outbox.spool.outbox() / one.name
        mailbox.put(path, one.office, one.name, task)
        self.outbox.change(one, replace(one, placed=(*one.placed, config.id)))

    def _went(self, one: Outgoing) -> bool:
        """Whether the ledger knows it: a crash can leave a bundle behind that never counted."""
        return self.vault.bundle(one.digest, Direction.SENT) is not None

    def _tidy(self, config: MailboxConfig, mailbox: Mailbox, today: date) -> None:
        waiting = self.outbox.waiting()
        syncs = [one for one in waiting if one.kind == SYNC and self._went(one)]
        for one in waiting:
            newer = [sync for sync in syncs[-1:] if sync != one and config.id in sync.placed]
            if not self._is_over(one, today) and not (one.kind == SYNC and newer):
                continue
            if config.id in one.placed:
                mailbox.remove(one.office, one.name)
            left = tuple(box for box in one.placed if box != config.id)
            if left:
                self.outbox.change(one, replace(one, placed=left))
                continue
            self.outbox.spool.drop(one.name)
            self.outbox.change(one, None)
            if one.kind == SYNC and not newer:
                self.vault.set_setting("sync.told", None)  # nobody may have read it: say it again

    def _is_over(self, one: Outgoing, today: date) -> bool:
        """A receipt comes from one desk: where there are more, each of them fetches it until its
        last day."""
        entry = self.vault.bundle(one.digest, Direction.SENT)
        if entry is None or date.fromisoformat(one.destroy_by) < today:
            return True
        return entry.acknowledged is not None and not self._several_desks(one.office, today)

    def _several_desks(self, office: OfficeId, today: date) -> bool:
        trust = self.vault.office(office)
        return trust is not None and len(trust.card.open_desks(today)) > 1
