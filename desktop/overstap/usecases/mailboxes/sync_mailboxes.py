"""Exchange through the mailboxes: send what is pending, fetch what arrived. One step for a person.

Histories of our own desks and receipts are taken over at once. What another office hands over, or
takes back, waits in the inbox: a person looks at it first.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.offices import TrustState
from overstap.domain.records import OfficeId
from overstap.kernel.clock import Clock
from overstap.kernel.errors import OverstapError, RefusedError, StoreError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.desks.sync_desks import NoOtherDeskError, NothingToSyncError, WriteSync
from overstap.usecases.handover.send_due import SendDue
from overstap.usecases.mailboxes.arrivals import Arrivals, TakeArrivals, Trouble
from overstap.usecases.mailboxes.configure_mailboxes import Mailboxes
from overstap.usecases.mailboxes.outbox import Dispatch, Outgoing
from overstap.usecases.ports.journal import Direction
from overstap.usecases.ports.mailboxes import Mailbox
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.write_receipt import ANSWERED, WriteReceipt

STATE = "mailbox.state"
"""Kinds of bundles that get a receipt."""


class NoMailboxError(RefusedError):
    """There is no mailbox to exchange through."""

    code = "mailbox.none"


@dataclass(frozen=True, slots=True)
class MailboxReport:
    """What happened at one mailbox. ``error`` broke it off; what was done before it stays done.
    ``vanished`` are bundles that somebody removed from the outbox."""

    name: str
    sent: tuple[Outgoing, ...] = ()
    arrivals: Arrivals = field(default_factory=Arrivals)
    error: OverstapError | None = None
    vanished: tuple[Trouble, ...] = ()

    def joined(self, sent: Self) -> Self:
        """What was fetched, with what was sent afterwards."""
        return replace(sent, arrivals=self.arrivals)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """``troubles`` are bundles of ours that could not be made, by what they are for."""

    mailboxes: tuple[MailboxReport, ...]
    troubles: tuple[Trouble, ...]

    @property
    def error(self) -> OverstapError | None:
        """The first reason why a mailbox was not reached."""
        return next((box.error for box in self.mailboxes if box.error), None)


@dataclass(frozen=True, slots=True)
class MailboxState:
    """How many mailboxes there are, when they were last exchanged with, and whether that failed;
    ``error`` is the code of why."""

    count: int
    at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class SyncMailboxes:
    """Exchange with every mailbox; one that fails does not keep the others."""

    vault: Vault
    mailboxes: Mailboxes
    dispatch: Dispatch
    take_arrivals: TakeArrivals
    write_sync: WriteSync
    write_receipt: WriteReceipt
    send_due: SendDue
    office: OfficeId
    clock: Clock

    def __call__(self, task: Task) -> SyncReport:
        """Do it once.

        Raises:
            NoMailboxError: there is none.
            CancelledError: it was stopped; what was done stays done, the rest comes next time.
        """
        configs = self.mailboxes()
        if not configs:
            raise NoMailboxError
        fetched = [self._exchange(config, task, fetch=True) for config in configs]
        troubles = self._prepare(task) if any(box.error is None for box in fetched) else ()
        sent = [
            box if box.error else self._exchange(config, task, fetch=False)
            for config, box in zip(configs, fetched, strict=True)
        ]
        boxes = (one.joined(two) for one, two in zip(fetched, sent, strict=True))
        report = SyncReport(tuple(boxes), troubles)
        error = report.error.code if report.error else ""
        self.vault.set_setting(STATE, {"at": self.clock().isoformat(), "error": error})
        return report

    def state(self) -> MailboxState:
        """How it stands."""
        kept = self.vault.setting(STATE) or {"at": "", "error": ""}
        at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
        return MailboxState(len(self.mailboxes()), at, kept["error"])

    def _exchange(self, config: MailboxConfig, task: Task, *, fetch: bool) -> MailboxReport:
        try:
            task.step("mailbox.connect")
            with self.mailboxes.open(config) as mailbox:
                if fetch:
                    return MailboxReport(config.name, arrivals=self._fetch(config, mailbox, task))
                return self._send(config, mailbox, task)
        except (StoreError, TrustError, RefusedError) as error:
            return MailboxReport(config.name, error=error)

    def _fetch(self, config: MailboxConfig, mailbox: Mailbox, task: Task) -> Arrivals:
        ours = {one.name for one in self.dispatch.outbox.waiting() if one.office == self.office}
        return self.take_arrivals(config, mailbox, ours, self.clock().date(), task)

    def _send(self, config: MailboxConfig, mailbox: Mailbox, task: Task) -> MailboxReport:
        done = self.dispatch(config, mailbox, self.clock().date(), task)
        gone = [Trouble(str(error.parameters["name"]), error) for error in done.vanished]
        return MailboxReport(config.name, done.placed, vanished=tuple(gone))

    def _prepare(self, task: Task) -> tuple[Trouble, ...]:
        """Write what every side still lacks into the outbox."""
        troubles = [*self._histories(task), *self._due(task)]
        for entry in self.vault.bundles():
            answered = entry.direction is Direction.RECEIVED and entry.kind in ANSWERED
            if answered and entry.acknowledged is None and self._is_reached(entry.office):
                troubles += self._receipt(entry.digest, task)
        return tuple(troubles)

    def _due(self, task: Task) -> list[Trouble]:
        """Tell other offices what they have to destroy, or to take out."""
        troubles = []
        for due in self.send_due():
            if self._is_reached(due.office):
                try:
                    due.write(self.dispatch.outbox.spool.outbox(), task)
                except (RefusedError, TrustError) as error:
                    troubles.append(Trouble(due.kind, error))
        return troubles

    def _is_reached(self, office: OfficeId) -> bool:
        trust = self.vault.office(office)
        verified = trust is not None and trust.state is TrustState.VERIFIED
        return verified and bool(self.mailboxes.reach([office]))

    def _receipt(self, digest: str, task: Task) -> list[Trouble]:
        try:
            self.write_receipt(digest, self.dispatch.outbox.spool.outbox(), task)
        except (RefusedError, TrustError) as error:
            return [Trouble("receipt", error)]
        return []

    def _histories(self, task: Task) -> list[Trouble]:
        if not self.mailboxes.reach([self.office]):
            return []
        try:
            self.write_sync(self.dispatch.outbox.spool.outbox(), task)
        except (NoOtherDeskError, NothingToSyncError):
            return []
        except (RefusedError, TrustError) as error:
            return [Trouble("sync", error)]
        return []
