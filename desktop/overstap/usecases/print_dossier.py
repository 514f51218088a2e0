"""Compose and print the dossier of a household."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.code_tables import CodeTables
from overstap.domain.dossier import Dossier
from overstap.domain.offices import Trust
from overstap.domain.records import RecordId
from overstap.domain.residents import MATCHED_GEMEENTE
from overstap.i18n.texts import Texts
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.usecases.compose_dossier import Composer, Edition
from overstap.usecases.households import Household, read_household
from overstap.usecases.open_file import ReadChecklist
from overstap.usecases.ports import Press, Vault
from overstap.usecases.prepare_handover import sharer, snapshot_of

WriteFile = Callable[[Path, bytes], None]
"""Writes a whole file or none; raises StoreError where it cannot."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The written PDF and the version that stands on it."""

    path: Path
    version: int


@dataclass(frozen=True, slots=True)
class PrintDossier:
    """The dossier as a value, as a preview, and on disk: always the same PDF."""

    vault: Vault
    catalogue: Catalogue
    tables: CodeTables
    read_checklist: ReadChecklist
    press: Press
    write_file: WriteFile
    clock: Clock
    office_name: str
    training: bool

    def compose(self, household: RecordId, audience: Audience, texts: Texts) -> Dossier:
        """What the dossier says for ``audience``."""
        file = read_household(self.vault, household)
        checklists = {m.id: self.read_checklist(file, m) for m in file.members}
        composer = Composer(self.catalogue, self.tables, texts, audience)
        return composer.compose(file, checklists, self._edition(file, audience, texts))

    def preview(self, household: RecordId, audience: Audience, texts: Texts, task: Task) -> bytes:
        """The PDF, exactly as it would be printed. Nothing is remembered."""
        return self.press(self.compose(household, audience, texts), task)

    def __call__(
        self, household: RecordId, audience: Audience, texts: Texts, folder: Path, task: Task
    ) -> Printed:
        """Write the PDF into ``folder`` under a name without personal data; audited first.

        Raises:
            StoreError: ``folder`` is full, gone or not writable.
        """
        dossier = self.compose(household, audience, texts)
        pdf = self.press(dossier, task)
        short = household.partition("-")[2][:8]
        path = folder / f"dossier-{short}-v{dossier.version}-{audience}.pdf"
        self.vault.audit("print", record=household, version=dossier.version, reason=str(audience))
        self.write_file(path, pdf)
        return Printed(path, dossier.version)

    def _edition(self, file: Household, audience: Audience, texts: Texts) -> Edition:
        recipient = self._recipient(file)
        version, bundle = self._version(file, recipient)
        sender = self.vault.office(file.record.origin) if file.received else None
        return Edition(
            office=sender.card.name if sender else self.office_name,
            recipient=self._recipient_name(file, audience, recipient, texts),
            version=version,
            bundle=bundle,
            created=self.clock(),
            training=self.training,
        )

    def _recipient(self, file: Household) -> Trust | None:
        """The gemeente that the household is matched to, where we hold its card."""
        gemeente = file.record.text(MATCHED_GEMEENTE)
        matching = (t for t in self.vault.offices() if gemeente and t.card.gm_code == gemeente)
        return next(matching, None)

    def _recipient_name(
        self, file: Household, audience: Audience, recipient: Trust | None, texts: Texts
    ) -> str:
        if audience is not Audience.GEMEENTE:
            return texts(f"dossier.recipient.{audience}")
        if file.received:
            return self.office_name
        gemeente = self.tables.table("gemeenten").label(
            file.record.text(MATCHED_GEMEENTE), texts.language
        )
        return recipient.card.name if recipient else gemeente or texts("dossier.recipient.none")

    def _version(self, file: Household, recipient: Trust | None) -> tuple[int, str]:
        """The number on the paper and the bundle it went in; a version not sent yet has none."""
        if file.received:
            newest = max(file.records, key=lambda record: record.revision)
            return newest.revision, newest.bundle
        if recipient is None:
            return 1, ""
        sent = [self.vault.last_sent(record.id, recipient.card.office) for record in file.records]
        newest_sent = max((s for s in sent if s), key=lambda s: s.revision, default=None)
        if newest_sent is None:
            return 1, ""
        share = sharer(self.catalogue)
        for record, before in zip(file.records, sent, strict=True):
            now = snapshot_of(share(record), record.id, newest_sent.revision)
            if before is None or before.stated != now.stated:
                return newest_sent.revision + 1, ""
        return newest_sent.revision, newest_sent.bundle
