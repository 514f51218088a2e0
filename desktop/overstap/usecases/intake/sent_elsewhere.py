"""What one desk sent to another office is known at all desks of ours: as a mark on the record,
which travels with its history. So every desk numbers above it, and knows who has to be asked to
destroy.

What was sent stays in the ledger of the desk that sent it; the mark says which version, and which
questions were answered in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.domain.revision import Revision
from overstap.usecases.ports.desks import Sealed
from overstap.usecases.ports.records import Snapshot, Write
from overstap.usecases.ports.vault import Vault

MARK = "handover.sent/"
"""On a record, followed by an office and by the id under which a desk writes: the version that the
desk sent there last; below zero where it took that back. Each desk writes its own mark only."""
WENT = "handover.went/"
"""On a record, followed by the same: the questions of that version, as keys with spaces between."""
_GROUP = 50


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """A version that another desk sent to ``office``; ``taken_back``: that has nothing any more.
    ``questions`` are those that were answered in it; empty where the desk did not say."""

    record: RecordId
    office: OfficeId
    revision: int
    taken_back: bool
    at: datetime
    questions: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class MarkSent:
    """Leaves our marks, and reads those of colleagues. Call it inside ``vault.writing()``."""

    vault: Vault
    replica: str
    author: str

    def __call__(self, office: OfficeId) -> None:
        """Mark what is drafted for ``office``."""
        drafted = self.vault.drafted(office)
        while some := tuple(islice(drafted, _GROUP)):
            known = self.vault.records(one.record for one in some)
            ours = (one for one in some if one.record in known and not known[one.record].origin)
            writes = [self._mark(one, known[one.record], office) for one in ours]
            self.vault.write(writes, self.author)

    def hear(self, revisions: Iterable[Sealed]) -> Iterator[Sealed]:
        """Pass a colleague's revisions on, and put into our ledger what each of them marks."""
        for one in revisions:
            body = one[3]
            if body and MARK.encode() in body:
                for mark in self._in(body):
                    self.vault.note_elsewhere(mark)
            yield one

    def theirs(self, record: Record) -> Iterator[SentElsewhere]:
        """What other desks say that they sent last of a record."""
        moments = {field: stated.at for field, stated in record.stated.items()}
        for field in record.stated:
            if field.startswith(MARK):
                yield from self._marked(record.id, field, record.answers, moments[field])

    def _in(self, body: bytes) -> Iterator[SentElsewhere]:
        """Whether the body is what it says is judged by who takes it over."""
        try:
            revision = Revision.from_bytes(body)
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        for field in revision.answers:
            if field.startswith(MARK):
                yield from self._marked(revision.record, field, revision.answers, revision.at)

    def _mark(self, one: Snapshot, record: Record, office: OfficeId) -> Write:
        place = f"{office}/{self.replica}"
        answers = {MARK + place: Answer(one.revision if one.stated else -one.revision)}
        if one.stated:
            questions = dict.fromkeys(field.partition("/")[0] for field in one.stated)
            answers[WENT + place] = Answer(" ".join(questions))
        return Write(one.record, answers, record.seen)

    def _marked(
        self, record: RecordId, field: Field, answers: Answers, at: datetime
    ) -> Iterator[SentElsewhere]:
        place = field.removeprefix(MARK)
        office, _, replica = place.partition("/")
        version, went = answers[field].value, answers.get(WENT + place)
        if replica != self.replica and isinstance(version, int):
            back = version < 0
            questions = tuple(went.text.split()) if went and not back else ()
            yield SentElsewhere(record, office, abs(version), back, at, questions)
