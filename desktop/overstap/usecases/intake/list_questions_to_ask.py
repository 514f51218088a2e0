"""What still has to be asked, for a purpose: "nog te vragen"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import NOT_ASKED, Answers, Field, Status
from overstap.domain.catalogue import Audience, Catalogue, Question, asked
from overstap.domain.records import Record, RecordId
from overstap.kernel.clock import Clock
from overstap.usecases.intake.households import household_of
from overstap.usecases.ports.vault import Vault


class Purpose(StrEnum):
    """What it has to be asked for, text ``to_ask.<value>``. The last two: everything this reader
    may see."""

    HANDOVER = "handover"
    HOUSING = "housing"
    BROAD_INTAKE = "broad_intake"
    INTAKE = "intake"
    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One open question. ``status`` is ``unknown`` where somebody asked and got no answer yet:
    to be found out, not to be asked again the same way."""

    record: RecordId
    name: str
    section: str
    field: Field
    status: Status


@dataclass(frozen=True, slots=True)
class ListQuestionsToAsk:
    """Open questions of a household, in the order of the talk. Declined and not applicable are
    answers: nobody asks them again."""

    vault: Vault
    catalogue: Catalogue
    clock: Clock

    def __call__(self, record: RecordId, purpose: Purpose) -> tuple[ToAsk, ...]:
        """What is open of the household ``record``, or of the household of that resident.

        Raises:
            StoreError: there is no such record.
        """
        file = household_of(self.vault, record)
        return tuple(
            open_one
            for known in file.records
            for open_one in self._open(known, file.names, purpose)
        )

    def _open(
        self, record: Record, names: Mapping[RecordId, str], purpose: Purpose
    ) -> Iterator[ToAsk]:
        answers, today = record.answers, self.clock().date()
        for section in self.catalogue.sections:
            if not record.id.startswith(section.subject):
                continue
            for question in section.questions:
                status = _status(question, answers)
                wanted = _wanted(question, purpose) and asked(question, answers, today)
                if wanted and status is not None:
                    yield ToAsk(record.id, names[record.id], section.key, question.key, status)


_READERS = {
    Purpose.GEMEENTE: Audience.GEMEENTE,
    Purpose.CORPORATIE: Audience.CORPORATIE,
}


def _wanted(question: Question, purpose: Purpose) -> bool:
    if purpose is Purpose.INTAKE:
        return question.statement
    if purpose in _READERS:
        return _READERS[purpose] in question.audiences and not question.by_choice
    return purpose in question.needed_for


def _status(question: Question, answers: Answers) -> Status | None:
    """Why it is open; None where it was answered."""
    if any(field.startswith(f"{question.key}/") for field in answers):
        return None
    status = answers.get(question.key, NOT_ASKED).status
    return status if status in (Status.NOT_ASKED, Status.UNKNOWN) else None
