"""What this office printed of a household before, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.usecases.papers.paper_verdict import PaperVerdict
from overstap.usecases.ports.disclosures import Disclosures, PrintState
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class PaperHistory:
    """Reads the disclosure ledger."""

    vault: Vault
    ledger: Disclosures

    def taken_back(self, household: RecordId, audience: Audience, code: str) -> PaperVerdict | None:
        """Void where every print with that code was stopped; withdrawn where the gemeente that it
        was printed for was told since to destroy what it has."""
        prints = [e for e in self.ledger.prints(household) if e.code == code]
        left = [entry for entry in prints if entry.state is not PrintState.VOID]
        if prints and not left:
            return PaperVerdict.VOID
        if audience is not Audience.GEMEENTE or not left:
            return None
        told = self._withdrawn(household).get(left[0].recipient)
        return PaperVerdict.WITHDRAWN if told and left[0].at <= told else None

    def _withdrawn(self, household: RecordId) -> Mapping[str, datetime]:
        """When the offices that have nothing of a household any more were told so, by name."""
        names = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        last = {sent.office: sent for sent in self.ledger.deliveries(household)}
        return {
            names.get(office, ""): sent.created
            for office, sent in last.items()
            if sent.created and not sent.snapshot.stated
        }

    def newest_version(self, household: RecordId, audience: Audience) -> int:
        """The number of the newest version that left; 0 where none did."""
        made = (
            entry.version
            for entry in self.ledger.prints(household)
            if entry.audience is audience and entry.state is not PrintState.VOID
        )
        return max(made, default=0)
