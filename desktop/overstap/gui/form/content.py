"""What a form shows: answers as they are now, and what there is to say about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from overstap.domain.answers import Answers, Field, Problem
from overstap.domain.calendars import Calendar
from overstap.domain.records import RecordId, Stated


@dataclass(frozen=True)
class FormContent:
    """The answers of one record, to questions of the form and to those they depend on.

    ``answers`` may be newer than ``stated``, which says who wrote them down and when. Restricted
    questions in ``covered`` come without their answer; ``closed`` says of some why one cannot ask
    for it there. ``reason`` is what was said before to see answers of this file. Those in
    ``hidden`` are not asked now. ``calendar`` is that of the resident, if another.
    """

    record: RecordId
    answers: Answers
    stated: Mapping[Field, Stated] = field(default_factory=dict)
    disputes: Mapping[Field, tuple[Stated, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    covered: frozenset[Field] = frozenset()
    hidden: frozenset[Field] = frozenset()
    calendar: Calendar | None = None
    closed: Mapping[Field, str] = field(default_factory=dict)
    reason: str = ""

    def about(self, key: Field) -> tuple[Problem, ...]:
        """What is wrong with the answer to the question ``key``, or with items of that group."""
        return tuple(p for p in self.problems if p.field.partition("/")[0] == key)

    def disputed(self, key: Field) -> Mapping[Field, tuple[Stated, ...]]:
        """Fields of the question ``key`` that desks answered differently."""
        return {f: said for f, said in self.disputes.items() if f.partition("/")[0] == key}
