"""Go on with the intake that a colleague did not finish, so that it is known who did."""

from dataclasses import dataclass

from overstap.domain.answers import Answer
from overstap.domain.records import RecordId
from overstap.domain.workers import TAKEN_OVER, person_of, worker
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Leaves a trace in the history of the file and in the log; changes no answer."""

    vault: Vault
    author: str

    def __call__(self, household: RecordId) -> str:
        """Take over from who wrote in it last, whose name it gives.

        Raises:
            NotOursError: another office sent the household.
        """
        file = read_household(self.vault, household)
        if file.received:
            raise NotOursError
        before = person_of(worker(file.records))
        answer = {TAKEN_OVER: Answer(person_of(self.author))}
        with self.vault.writing():
            self.vault.write([Write(household, answer, file.record.seen)], self.author)
            self.vault.audit("take_over", record=household, colleague=before)
        return before
