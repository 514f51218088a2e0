"""Writes edits one batch after the other, and keeps what could not be written yet.

Every batch goes with the writes that its author had on screen. An edit that was made while the one
before it was on its way has seen that one too, and nothing else that arrived in between.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.records import Dot, Record, RecordId
from overstap.kernel.errors import OverstapError

Seen = Mapping[Field, tuple[Dot, ...]]


class Write(Protocol):
    """Brings a batch into the vault beside the window; ``done`` or ``failed`` follows, later."""

    def __call__(
        self,
        record: RecordId,
        answers: Answers,
        seen: Seen,
        done: Callable[[Record], None],
        failed: Callable[[OverstapError], None],
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    answer: Answer
    seen: tuple[Dot, ...]


_Batch = dict[Field, _Waiting]


class Writer:
    """Keeps the order. ``failed`` hears why a batch is still waiting; the next edit tries again."""

    def __init__(self, write: Write, failed: Callable[[OverstapError], None]) -> None:
        self._write, self._failed = write, failed
        self._waiting: dict[RecordId, _Batch] = {}
        self._sent: tuple[RecordId, _Batch] | None = None

    @property
    def settled(self) -> bool:
        """Whether everything is in the vault."""
        return self._sent is None and not self._waiting

    def pending(self, record: RecordId) -> dict[Field, Answer]:
        """What was answered and is not in the vault yet."""
        sent = self._sent[1] if self._sent and self._sent[0] == record else {}
        both = {**sent, **self._waiting.get(record, {})}
        return {field: waiting.answer for field, waiting in both.items()}

    def put(self, record: RecordId, answers: Answers, shown: Seen) -> None:
        """Write ``answers``, given while ``shown`` was on screen."""
        batch = self._waiting.setdefault(record, {})
        for field, answer in answers.items():
            earlier = batch[field].seen if field in batch else ()
            batch[field] = _Waiting(answer, _both(shown.get(field, ()), earlier))
        self.send()

    def send(self) -> None:
        """Write what waits, unless something is on its way already."""
        if self._sent is not None or not self._waiting:
            return
        record = next(iter(self._waiting))
        batch = self._waiting.pop(record)
        self._sent = (record, batch)
        self._write(
            record,
            {field: waiting.answer for field, waiting in batch.items()},
            {field: waiting.seen for field, waiting in batch.items()},
            self._landed,
            self._refused,
        )

    def _landed(self, record: Record) -> None:
        written, self._sent = self._sent, None
        later = self._waiting.get(record.id, {})
        for field in written[1] if written else ():
            if field in later:
                own = record.seen.get(field, ())[:1]
                later[field] = _Waiting(later[field].answer, _both(own, later[field].seen))
        self.send()

    def _refused(self, error: OverstapError) -> None:
        if self._sent is not None:
            record, batch = self._sent
            self._sent = None
            for field, newer in self._waiting.get(record, {}).items():
                earlier = batch[field].seen if field in batch else ()
                batch[field] = _Waiting(newer.answer, _both(newer.seen, earlier))
            self._waiting = {record: batch} | {
                other: more for other, more in self._waiting.items() if other != record
            }
        self._failed(error)


def _both(some: tuple[Dot, ...], more: tuple[Dot, ...]) -> tuple[Dot, ...]:
    return tuple(dict.fromkeys((*some, *more)))
