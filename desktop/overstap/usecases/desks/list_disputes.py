"""Where desks of our office answered differently without having seen each other's answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import is_restricted
from overstap.domain.groups import RANK, REMOVED, items, part_field
from overstap.domain.records import Dot, Record, RecordId, Stated
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.lists.find_residents import FindResidents
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.ports.vault import Vault

NOTE = "handover.colleague/"
"""On a record, followed by a field: what a colleague is asked about a dispute there. It travels to
the other desks with the answers, and counts as long as the dispute does."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question to which desks answered differently, newest answer first. ``person`` is whose
    file to open for it; ``note`` what a colleague was asked about it. ``said`` is empty where it is
    ``covered``: shown only with a reason, in the file."""

    record: RecordId
    person: RecordId
    field: Field
    said: tuple[Stated, ...]
    note: Stated | None
    seen: Mapping[Field, tuple[Dot, ...]]

    @property
    def covered(self) -> bool:
        """Whether the answers are shown only with a reason."""
        return not self.said

    @property
    def repeats(self) -> bool:
        """Whether both answers can be kept: the question has room for more than one."""
        part = self.field.rpartition("/")[2]
        return "/" in self.field and part not in (REMOVED, RANK)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A resident, or a household as a whole, with what desks disagree about."""

    record: RecordId
    name: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class ListDisputes:
    """Reads the disputes of everybody who has one."""

    vault: Vault
    catalogue: Catalogue
    find_residents: FindResidents

    def __call__(self) -> tuple[Disputed, ...]:
        """By resident, the household's own questions before those of its members."""
        found = self.find_residents.listing(only=Selection(work=WorkList.DISPUTE))
        lines = self.vault.lines(found.matches.numbers)
        households = dict.fromkeys(line.household for line in lines)
        return tuple(
            disputed
            for household in households
            for disputed in self._of_household(read_household(self.vault, household))
        )

    def _of_household(self, file: Household) -> Iterator[Disputed]:
        first = file.member_ids[0] if file.member_ids else ""
        for record in file.records:
            if record.disputes:
                person = first if record.id == file.record.id else record.id
                disputes = (self._dispute(record, person, f) for f in sorted(record.disputes))
                yield Disputed(record.id, file.names[record.id], tuple(disputes))

    def _dispute(self, record: Record, person: RecordId, field: Field) -> Dispute:
        said: dict[Answer, Stated] = {}
        if not is_restricted(self.catalogue, field):
            for stated in record.disputes[field]:
                said.setdefault(stated.answer, stated)
        note = record.stated.get(NOTE + field)
        asked = note if note and note.answer.text else None
        return Dispute(record.id, person, field, tuple(said.values()), asked, record.seen)


def keep_both(dispute: Dispute, answers: Answers, item: str) -> dict[Field, Answer]:
    """What to write so that both answers stay: the newest where it is, the other in a new item of
    the group with the id ``item``, beside the same other parts."""
    newest, other = dispute.said[0].answer, dispute.said[-1].answer
    group, old, part = dispute.field.split("/")
    there = items(group, answers)
    parts = dict(there).get(old, {}) | {part: other, REMOVED: Answer(value=False)}
    if RANK in parts:
        parts[RANK] = Answer(value=len(there) + 1)
    copied = {part_field(group, item, name): answer for name, answer in parts.items()}
    return {dispute.field: newest, **copied}
