"""Say otherwise about an item of the checklist, because staff know what no question asks."""

from dataclasses import dataclass

from overstap.domain.checklist_rules import RULES
from overstap.domain.readiness import Said, said_answers
from overstap.domain.records import RecordId, Subject
from overstap.domain.residents import HOUSEHOLD
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class UnknownItemError(RefusedError):
    """The checklist has no such item."""

    code = "checklist.unknown_item"


@dataclass(frozen=True, slots=True)
class SetChecklistItem:
    """Write what staff say about an item, on the record that the item is about."""

    vault: Vault
    author: str

    def __call__(self, person: RecordId, item: str, said: Said) -> None:
        """Set an item of ``person`` (or of their household, where it is about that); without a
        state it is given back to what the answers say.

        Raises:
            UnknownItemError: see there.
            NotOursError: another office sent the record.
        """
        rule = next((r for group in RULES.values() for r in group if r.key == item), None)
        if rule is None:
            raise UnknownItemError(item=item)
        record = self.vault.record(person)
        if rule.subject is Subject.HOUSEHOLD:
            record = self.vault.record(record.text(HOUSEHOLD))
        if record.origin:
            raise NotOursError
        answers = said_answers(item, said)
        self.vault.write([Write(record.id, answers, record.seen)], self.author)
