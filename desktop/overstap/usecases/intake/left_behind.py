"""What residents leave behind when they go on as somebody else or elsewhere: the doubles that were
merged into them, and the homes in which nobody is any more. No list shows it, so it has to go when
they do."""

from collections.abc import Iterator

from overstap.domain.records import Record, RecordId, Subject, subject_of
from overstap.domain.residents import HOUSEHOLD, MERGED
from overstap.usecases.intake.households import Household
from overstap.usecases.ports.vault import Vault


def left_behind(vault: Vault, file: Household) -> tuple[Record, ...]:
    """Records of ours that nobody but the residents of a household can be asked about."""
    known = {record.id: record for record in file.records}
    waiting = list(file.records)
    while waiting:
        named = {*_behind(vault, waiting.pop())} - known.keys()
        found = [record for record in vault.records(named).values() if not record.origin]
        known |= {record.id: record for record in found}
        waiting += found
    return tuple(record for record in known.values() if record not in file.records)


def _behind(vault: Vault, record: Record) -> Iterator[RecordId]:
    """Its doubles, and its homes without anybody."""
    for field, answer in record.answers.items():
        if field.startswith(MERGED) and answer.text:
            yield field.removeprefix(MERGED)
    if subject_of(record.id) is Subject.PERSON:
        homes = {
            told.stated.answer.text for told in vault.told(record.id, HOUSEHOLD) if told.stated
        }
        yield from (home for home in homes if home and not vault.members(home))
