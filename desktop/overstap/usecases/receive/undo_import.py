"""Take back a whole import, as long as nothing was built on it."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.offices import TrustState
from overstap.domain.records import Record, RecordId
from overstap.domain.replies import Reply
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.handover.used_versions import UsedVersions
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.write_receipt import NotImportedError, WriteReceipt


class BuiltOnError(RefusedError):
    """Something came after the import, so what was there before is no longer the truth."""

    code = "undo.built_on"


class NothingToUndoError(RefusedError):
    """The import brought nothing new, or what was there before is known no more."""

    code = "undo.nothing"


@dataclass(frozen=True, slots=True)
class Undone:
    """``records`` are as they were before the import. ``notice`` takes the receipt back; None
    where no receipt was written, or the sender is blocked by now."""

    records: tuple[RecordId, ...]
    notice: Path | None


@dataclass(frozen=True, slots=True)
class UndoImport:
    """Put every record back as it was before a bundle was imported. The bundle can come again."""

    vault: Vault
    write_receipt: WriteReceipt
    used_versions: UsedVersions

    def allowed(self, digest: str) -> bool:
        """Whether the import of that manifest hash can be taken back."""
        entry = self.vault.bundle(digest, Direction.RECEIVED)
        if entry is None or entry.kind != "handover":
            return False
        return bool(self.vault.brought(digest)) and self._is_last(entry)

    def __call__(self, digest: str, folder: Path, task: Task) -> Undone:
        """Undo the import of the bundle with that manifest hash. A receipt that was written is
        taken back with a second one in ``folder``.

        Raises:
            NotImportedError: no such bundle was imported here.
            BuiltOnError: a later bundle came in.
            NothingToUndoError: it brought nothing, as far as is still known.
            StoreError: ``folder`` is full, gone or not writable; nothing was undone.
        """
        entry = self.vault.bundle(digest, Direction.RECEIVED)
        if entry is None or entry.kind != "handover":
            raise NotImportedError
        if not self._is_last(entry):
            raise BuiltOnError
        if not self.vault.brought(digest):
            raise NothingToUndoError
        notice = None
        if entry.acknowledged and not self._blocked(entry):
            notice = self.write_receipt(digest, folder, task, Reply(undone=True))
        with self.vault.writing():
            records = self.vault.take_back(digest)
            self.used_versions.recount(records)
            self.vault.audit("import-undone", bundle=digest, peer=entry.office, count=len(records))
        return Undone(records, notice)

    def _blocked(self, entry: BundleEntry) -> bool:
        trust = self.vault.office(entry.office)
        return trust is not None and trust.state is TrustState.BLOCKED

    def _is_last(self, entry: BundleEntry) -> bool:
        """Whether no later bundle of the stream, nor of another one, changed what it brought or put
        somebody into it."""
        if self.vault.position(entry.stream, Direction.RECEIVED).digest != entry.digest:
            return False
        brought = self.vault.records(self.vault.brought(entry.digest))
        return all(one.bundle == entry.digest and not self._grew(one) for one in brought.values())

    def _grew(self, record: Record) -> bool:
        """Whether somebody came into a household after it did."""
        members = self.vault.records(self.vault.members(record.id)).values()
        return any(member.revision > record.revision for member in members)
