"""Tell other offices to take out what we took out (AVG art. 19): a small handover that changes
nothing else. The answer that counts now goes along only where it was released.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Trust, TrustState
from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.task import Task
from overstap.usecases.handover.draft_handover import Draft
from overstap.usecases.handover.prepare_handover import next_revision, sharer
from overstap.usecases.handover.send_bundle import Parcel, SendBundle
from overstap.usecases.intake.households import household_of
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

Taken = Mapping[RecordId, Sequence[Field]]


@dataclass(frozen=True, slots=True)
class Correction:
    """What an office still has to take out."""

    office: OfficeId
    name: str
    records: Taken


@dataclass(frozen=True, slots=True)
class SendCorrections:
    """Write what is due; what was written is not due any more."""

    vault: Vault
    catalogue: Catalogue
    send: SendBundle

    def pending(self) -> tuple[Correction, ...]:
        """Per office what it has and has to take out. Not of an office that is blocked, nor of what
        was taken back from it."""
        found: dict[OfficeId, dict[RecordId, list[Field]]] = defaultdict(lambda: defaultdict(list))
        for office, record, field in self.vault.corrections():
            last = self.vault.last_sent(record, office)
            if last and any("at" in json for json in last.stated.values()):
                found[office][record].append(field)
        offices = {office: self.vault.office(office) for office in found}
        return tuple(
            Correction(office, trust.card.name, found[office])
            for office, trust in offices.items()
            if trust is not None
            and trust.state is TrustState.VERIFIED
            and trust.card.kind is OfficeKind.GEMEENTE
        )

    def __call__(self, correction: Correction, folder: Path, task: Task) -> Path:
        """Write the bundle for one office into ``folder``.

        Raises:
            StoreError: ``folder`` is full, gone or not writable; it stays due.
        """
        trust = self.vault.office(correction.office)
        assert trust is not None
        snapshots = [
            self._corrected(record, fields, trust) for record, fields in correction.records.items()
        ]
        draft = Draft(self.vault, correction.office)
        with self.vault.writing():
            draft.add(snapshots)
            parcel = Parcel("handover", trust.card, draft.lines(), len(draft.records))
            return self.send(parcel, folder, task).path

    def _corrected(self, record: RecordId, fields: Sequence[Field], trust: Trust) -> Snapshot:
        """What the office has, but for these fields."""
        last = self.vault.last_sent(record, trust.card.office)
        assert last is not None
        stated = {key: json for key, json in last.stated.items() if "at" in json}
        if household_of(self.vault, record).released:
            shared = sharer(self.catalogue)(self.vault.record(record))
            now = {key: shared.stated(key) for key in fields if key not in stated}
            stated = stated | {key: said.to_json() for key, said in now.items() if said}
        revision = next_revision(self.vault, [last])
        return Snapshot(record, revision, stated, corrected=tuple(fields))
