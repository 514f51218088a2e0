"""Register a household with its first residents; add a member later."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers
from overstap.domain.records import RecordId, Subject, new_record_id
from overstap.domain.residents import HOUSEHOLD, ORDER
from overstap.kernel.errors import RefusedError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class NobodyToRegisterError(RefusedError):
    """A household begins with at least one resident."""

    code = "register.nobody"


class NotOursError(RefusedError):
    """The record was received: only the office that sent it writes it."""

    code = "record.not_ours"


@dataclass(frozen=True, slots=True)
class Registered:
    """The new records; ``persons`` in the order given."""

    household: RecordId
    persons: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class RegisterHousehold:
    """Write a household and its residents in one transaction."""

    vault: Vault
    author: str

    def __call__(self, persons: Sequence[Answers], household: Answers) -> Registered:
        """Register ``persons`` (at least one) together; the first is head of the household."""
        if not persons:
            raise NobodyToRegisterError
        home = new_record_id(Subject.HOUSEHOLD)
        members = [_member(home, order, answers) for order, answers in enumerate(persons)]
        with self.vault.writing():
            self.vault.write([Write(home, household, {}), *members], self.author)
            self.vault.audit("register", record=home, count=len(members))
        return Registered(home, tuple(member.record for member in members))


@dataclass(frozen=True, slots=True)
class AddMember:
    """Write one more resident of a household."""

    vault: Vault
    author: str

    def __call__(self, household: RecordId, answers: Answers) -> RecordId:
        """Add a resident with ``answers`` behind those who are there."""
        if self.vault.record(household).origin:
            raise NotOursError
        member = _member(household, len(self.vault.members(household)), answers)
        with self.vault.writing():
            self.vault.write([member], self.author)
            self.vault.audit("register", record=member.record, count=1)
        return member.record


def _member(household: RecordId, order: int, answers: Answers) -> Write:
    place = {HOUSEHOLD: Answer(household), ORDER: Answer(order)}
    return Write(new_record_id(Subject.PERSON), {**answers, **place}, {})
