"""Choose that a restricted answer goes to the gemeente, or that it stays after all."""

from dataclasses import dataclass

from overstap.domain.answers import NOT_ASKED, Answer, Field
from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.records import RecordId
from overstap.domain.sharing import OPENED
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.intake.uncover import LONGEST_REASON, NoReasonError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class NotRestrictedError(RefusedError):
    """The answer needs no reason to go, or may not go to a gemeente at all."""

    code = "sharing.not_restricted"


@dataclass(frozen=True, slots=True)
class OpenRestricted:
    """The choice is kept with the record, so every bundle and dossier after it agrees on it."""

    vault: Vault
    catalogue: Catalogue
    author: str

    def __call__(self, record: RecordId, question: Field, reason: str) -> None:
        """Let the answer go along from now on; who, when and why are written down.

        Raises:
            NoReasonError: nothing was said.
            NotRestrictedError: it is no restricted question for a gemeente.
            NotOursError: another office sent the record.
        """
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        self._write(record, question, Answer(said))
        self.vault.audit("open_restricted", record=record, field=question, reason=said)

    def close(self, record: RecordId, question: Field) -> None:
        """Let it stay after all; the next bundle takes it out at the gemeente.

        Raises:
            NotRestrictedError, NotOursError: see there.
        """
        self._write(record, question, NOT_ASKED)
        self.vault.audit("close_restricted", record=record, field=question)

    def _write(self, record: RecordId, question: Field, answer: Answer) -> None:
        asked = self.catalogue.find(question)
        if asked is None or not asked.by_choice or Audience.GEMEENTE not in asked.audiences:
            raise NotRestrictedError
        known = self.vault.record(record)
        if known.origin:
            raise NotOursError
        self.vault.write([Write(record, {OPENED + question: answer}, known.seen)], self.author)
