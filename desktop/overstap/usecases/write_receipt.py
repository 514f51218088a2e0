"""Acknowledge an imported bundle to its sender with a signed receipt bundle."""

from dataclasses import dataclass, replace
from pathlib import Path

from overstap.domain.offices import BlockedSenderError, TrustState
from overstap.domain.replies import Reply
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.ids import NewId
from overstap.kernel.task import Task
from overstap.usecases.hand_over import CARRIED_FOR, Stream
from overstap.usecases.ports import BundleEntry, Bundles, Direction, Vault

NOTHING_TO_ADD = Reply()


class NotImportedError(RefusedError):
    """Only what was taken over can be acknowledged."""

    code = "receipt.not_imported"


@dataclass(frozen=True, slots=True)
class WriteReceipt:
    """Tell the sender, provably, that their bundle arrived and was taken over."""

    vault: Vault
    bundles: Bundles
    stream_to: Stream
    clock: Clock
    new_id: NewId

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
        now, stream = self.clock(), self.stream_to(entry.office)
        path = folder / f"{self.new_id()[:16]}.overstap"
        manifest = self.bundles.write(
            path,
            kind="receipt",
            to=trust.card,
            position=self.vault.position(stream, Direction.SENT),
            stream=stream,
            created=now,
            destroy_by=(now + CARRIED_FOR).date().isoformat(),
            lines=[{"bundle": digest, "at": entry.handled.isoformat(), **reply.to_json()}],
            attachments={},
            task=task,
        )
        sent = BundleEntry.of(manifest, Direction.SENT, entry.office, now)
        with self.vault.writing():
            self.vault.log_bundle(sent, ())
            self.vault.log_bundle(replace(entry, acknowledged=now), ())
            self.vault.audit("receipt", bundle=digest, peer=entry.office)
        return path

    def _entry(self, digest: str) -> BundleEntry:
        entry = self.vault.bundle(digest, Direction.RECEIVED)
        if entry is None:
            raise NotImportedError
        return entry
