"""Look at an answer that is shown only with a reason."""

from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.covering import only
from overstap.domain.history import Told
from overstap.domain.records import Record, RecordId
from overstap.domain.regions import AVOID
from overstap.kernel.errors import RefusedError
from overstap.usecases.compare_regions import Compared, CompareRegions
from overstap.usecases.ports import Vault

LONGEST_REASON = 120
"""Characters of it that the audit log keeps."""


class NoReasonError(RefusedError):
    """A restricted answer is shown to who says why, so that it can be accounted for."""

    code = "uncover.no_reason"


@dataclass(frozen=True, slots=True)
class Uncover:
    """The only way to what is covered. Who looked, at which question of whom and why is written
    down before anything is shown; never the answer."""

    vault: Vault
    regions: CompareRegions

    def __call__(self, record: RecordId, field: Field, reason: str) -> Record:
        """What ``record`` says to the question of ``field``, and nothing else of it.

        Raises:
            NoReasonError: nothing was said.
            UnknownRecordError: there is no such record.
        """
        known = self.vault.record(record)
        self._account(record, field, reason)
        return only(known, field.partition("/")[0])

    def history(self, record: RecordId, question: Field, reason: str) -> tuple[Told, ...]:
        """All that was ever answered to a question, the newest first.

        Raises:
            NoReasonError, UnknownRecordError: see there.
        """
        self.vault.record(record)
        self._account(record, question, reason)
        return self.vault.told(record, question)

    def compare_regions(self, household: RecordId, reason: str) -> Compared:
        """Regions for a household, with the one to avoid.

        Raises:
            NoReasonError, UnknownRecordError: see there.
        """
        compared = self.regions(household)
        self._account(compared.household, AVOID, reason)
        return compared

    def _account(self, record: RecordId, field: Field, reason: str) -> None:
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        self.vault.audit("uncover", record=record, field=field, reason=said)
