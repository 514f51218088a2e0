"""Which version a printed dossier is: numbered by what it says, not by when it was printed.

The same answers to the same audience, with the same checklist and indication beside them, are the
same version with the same date, so in one language its file is the same to the byte. What differs
from the version before is known from the disclosure ledger.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from overstap.domain.answers import Field
from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.offices import Trust, gemeenten
from overstap.domain.records import RecordId
from overstap.domain.residents import MATCHED_GEMEENTE, SYSTEM_FIELDS
from overstap.domain.sharing import Shared
from overstap.kernel.clock import Clock
from overstap.usecases.handover.prepare_handover import sharer, smaller_of, snapshot_of
from overstap.usecases.intake.households import Household
from overstap.usecases.ports.disclosures import Disclosures, PrintEntry, PrintState
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Version:
    """``content`` is which answers it shows, as the ledger keeps it, and ``digest`` of all that it
    says; ``changed`` since ``replaces``."""

    number: int
    replaces: int
    bundle: str
    day: datetime
    content: Mapping[str, str]
    digest: str
    changed: frozenset[tuple[RecordId, Field]]


@dataclass(frozen=True, slots=True)
class Editions:
    """Finds the version of what is shown now."""

    vault: Vault
    ledger: Disclosures
    catalogue: Catalogue
    clock: Clock

    def __call__(
        self, file: Household, audience: Audience, shown: Mapping[RecordId, Shared], digest: str
    ) -> Version:
        """The version that a dossier for ``audience`` is, if it is printed now; ``digest`` is that
        of all that it says."""
        content = content_of(shown)
        prints = [
            entry
            for entry in self.ledger.prints(file.record.id)
            if entry.audience is audience and entry.state is not PrintState.VOID
        ]
        number, bundle = self._sent(file, audience)
        same = next((entry for entry in prints if entry.digest == digest), None)
        if same:
            number, bundle, day = same.version, same.bundle, same.day
        else:
            number = max([number, *(entry.version + 1 for entry in prints)])
            day = self.clock().replace(hour=0, minute=0, second=0, microsecond=0)
        before = next((entry for entry in prints if entry.version < number), None)
        return Version(
            number=number,
            replaces=before.version if before else 0,
            bundle=bundle,
            day=day,
            content=content,
            digest=digest,
            changed=_changed(before, content) if before else frozenset(),
        )

    def matched(self, file: Household) -> Trust | None:
        """The gemeente that the household is matched to, where we hold its card."""
        gemeente = file.record.text(MATCHED_GEMEENTE)
        return gemeenten(self.vault.offices()).get(gemeente) if gemeente else None

    def _sent(self, file: Household, audience: Audience) -> tuple[int, str]:
        """The least number that the paper may have, and the bundle that says the same."""
        recipient = self.matched(file)
        if file.received:
            latest = max(file.records, key=lambda record: record.revision)
            return latest.revision, latest.bundle
        if recipient is None or audience is not Audience.GEMEENTE:
            return 1, ""
        sent = [self.vault.last_sent(record.id, recipient.card.office) for record in file.records]
        newest = max((s for s in sent if s), key=lambda s: s.revision, default=None)
        if newest is None:
            return 1, ""
        share = sharer(self.catalogue, smaller_of(self.vault))
        for record, before in zip(file.records, sent, strict=True):
            now = snapshot_of(share(record), record.id, newest.revision)
            if before is None or before.stated != now.stated:
                return newest.revision + 1, ""
        return newest.revision, newest.bundle


def content_of(shown: Mapping[RecordId, Shared]) -> dict[str, str]:
    """``record field`` to a digest of the answer shown; says nothing without the answer."""
    return {
        f"{record} {field}": answer_digest(stated.answer.to_json())
        for record, shared in shown.items()
        for field, (stated, _) in shared.goes.items()
        if field not in SYSTEM_FIELDS
    }


def answer_digest(answer: Mapping[str, object]) -> str:
    """A digest of one answer's JSON, short enough to keep of every answer on every print."""
    canonical = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _changed(before: PrintEntry, content: Mapping[str, str]) -> frozenset[tuple[RecordId, Field]]:
    different = (key for key, digest in content.items() if before.content.get(key) != digest)
    return frozenset((record, field) for record, _, field in (k.partition(" ") for k in different))
