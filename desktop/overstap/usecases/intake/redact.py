"""Look back at what was answered to a question, and take a wrong answer out of it for good.

A corrected answer stays in the history: who reads the file later sees what was thought then. Where
that itself does harm (AVG art. 16 and 17) it is taken out here, at our other desks, and at every
office that got it.
"""

from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Answer, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import is_restricted
from overstap.domain.history import StandingAnswerError, Told
from overstap.domain.records import Dot, RecordId
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.vault import Vault


class RedactReason(StrEnum):
    """Why an earlier answer is taken out; text ``redact.reason.<reason>``."""

    WRONG = "wrong"
    OTHER_PERSON = "other_person"
    NOT_NEEDED = "not_needed"
    REQUEST = "request"


class NoSuchAnswerError(RefusedError):
    """That answer is not in the history, or was taken out already."""

    code = "history.unknown"


class CoveredHistoryError(RefusedError):
    """The answers are shown only with a reason: ``uncover.history`` asks for one."""

    code = "history.covered"


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """What was answered to one question of a record of ours, the newest first."""

    vault: Vault
    catalogue: Catalogue

    def __call__(self, record: RecordId, question: Field) -> tuple[Told, ...]:
        """Empty for what another office sent: that office keeps the history.

        Raises:
            CoveredHistoryError: the question is restricted.
        """
        if is_restricted(self.catalogue, question):
            raise CoveredHistoryError
        return self.vault.told(record, question)


@dataclass(frozen=True, slots=True)
class Redact:
    """Take an earlier answer out of the history; it cannot be undone."""

    vault: Vault
    author: str

    def __call__(self, record: RecordId, field: Field, dot: Dot, reason: RedactReason) -> int:
        """Take out what the write ``dot`` answered to ``field``, and wherever else the same was
        said before; gives how many times that was.

        Raises:
            NotOursError: another office sent the record.
            NoSuchAnswerError: it is not there.
            StandingAnswerError: it counts now; it has to be corrected first.
        """
        if self.vault.record(record).origin:
            raise NotOursError
        said = {
            told.dot: (told.stated.answer, told.standing)
            for told in self.vault.told(record, field)
            if told.stated
        }
        if dot not in said:
            raise NoSuchAnswerError
        same = [one for one, (answer, _) in said.items() if _alike(answer, said[dot][0])]
        if any(said[one][1] for one in same):
            raise StandingAnswerError
        self.vault.redact(record, field, same, reason, self.author)
        return len(same)


def _alike(one: Answer, other: Answer) -> bool:
    """The same said, whatever it rests on."""
    return (one.value, one.status) == (other.value, other.status)
