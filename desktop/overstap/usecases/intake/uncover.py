"""Look at answers that are shown only with a reason."""

from dataclasses import dataclass, replace

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue, Question
from overstap.domain.covering import behind_one_cover, only, to_see
from overstap.domain.history import Told
from overstap.domain.records import Record, RecordId
from overstap.domain.regions import AVOID
from overstap.domain.residents import NEAR_CARE
from overstap.domain.roles import NotPermittedError, Permission
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.compare_regions import Compared, CompareRegions
from overstap.usecases.ports.vault import Vault

LONGEST_REASON = 120
"""Characters of it that the audit log keeps."""


class NoReasonError(RefusedError):
    """A restricted answer is shown to who says why, so that it can be accounted for."""

    code = "uncover.no_reason"


@dataclass(frozen=True, slots=True)
class Uncover:
    """The only way to what is covered, as far as ``permission`` goes. Who looked, at which question
    of whom and why is written down before anything is shown; never the answer."""

    vault: Vault
    catalogue: Catalogue
    regions: CompareRegions
    permission: Permission = Permission.UNCOVER

    def __call__(self, record: RecordId, field: Field, reason: str) -> Record:
        """What ``record`` says to the question of ``field`` and to those behind the same cover, and
        nothing else of it.

        Raises:
            NoReasonError: nothing was said.
            NotPermittedError: it takes another permission.
            UnknownRecordError: there is no such record.
        """
        known = self.vault.record(record)
        question = self.catalogue.question(field.partition("/")[0])
        self._account(record, question, reason)
        return only(known, behind_one_cover(self.catalogue, question))

    def history(self, record: RecordId, question: Field, reason: str) -> tuple[Told, ...]:
        """All that was ever answered to a question, the newest first.

        Raises:
            NoReasonError, NotPermittedError, UnknownRecordError: see there.
        """
        self.vault.record(record)
        self._account(record, self.catalogue.question(question), reason)
        return self.vault.told(record, question)

    def compare_regions(self, household: RecordId, reason: str) -> Compared:
        """Regions for a household, with what a home needs and, for who may see it, the region to
        avoid.

        Raises:
            NoReasonError, UnknownRecordError: see there.
        """
        asked = (self.catalogue.question(field) for field in (AVOID, NEAR_CARE))
        mine = [question for question in asked if self._may(question)]
        shown = frozenset(question.key for question in mine)
        compared = replace(self.regions, shown=shown)(household)
        for question in mine:
            self._account(compared.household, question, reason)
        return compared

    def _account(self, record: RecordId, question: Question, reason: str) -> None:
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        if not self._may(question):
            raise NotPermittedError.lacking(to_see(question))
        self.vault.audit("uncover", record=record, field=question.key, reason=said)

    def _may(self, question: Question) -> bool:
        return self.permission in (Permission.UNCOVER, to_see(question))
