"""Acknowledge an imported bundle to its sender with a signed receipt bundle."""

from dataclasses import dataclass, replace
from pathlib import Path

from overstap.domain.offices import BlockedSenderError, TrustState
from overstap.domain.replies import Reply
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.handover.send_bundle import Parcel, SendBundle
from overstap.usecases.handover.take_back import ERASURE, WITHDRAWAL
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault

NOTHING_TO_ADD = Reply()
ANSWERED = frozenset({"handover", MOVE, WITHDRAWAL, ERASURE})
"""Kinds of bundles whose sender waits for a receipt."""


class NotImportedError(RefusedError):
    """Only what was taken over can be acknowledged."""

    code = "receipt.not_imported"


@dataclass(frozen=True, slots=True)
class WriteReceipt:
    """Tell the sender, provably, that their bundle arrived and was taken over."""

    vault: Vault
    send: SendBundle
    reading: bool = False
    """Nothing that is taken over stays: the receipt says so."""

    def __call__(
        self, digest: str, folder: Path, task: Task, reply: Reply = NOTHING_TO_ADD
    ) -> Path:
        """Write the receipt for the bundle with manifest hash ``digest`` into ``folder``. The
        ``reply`` goes along.

        Raises:
            NotImportedError: no such bundle was imported here.
            BlockedSenderError: its sender was blocked since.
            StoreError: ``folder`` is full, gone or not writable.
        """
        entry = self._entry(digest)
        trust = self.vault.office(entry.office)
        if trust is None:
            raise NotImportedError
        if trust.state is TrustState.BLOCKED:
            raise BlockedSenderError(office=trust.card.name)
        reply = replace(reply, reading=self.reading)
        acknowledged = replace(entry, acknowledged=self.send.clock())
        lines = [{"bundle": digest, "at": entry.handled.isoformat(), **reply.to_json()}]
        parcel = Parcel(
            "receipt",
            trust.card,
            lines,
            len(lines),
            answers=digest,
            also=lambda: self.vault.log_bundle(acknowledged),
        )
        return self.send(parcel, folder, task).path

    def _entry(self, digest: str) -> BundleEntry:
        entry = self.vault.bundle(digest, Direction.RECEIVED)
        if entry is None:
            raise NotImportedError
        return entry
