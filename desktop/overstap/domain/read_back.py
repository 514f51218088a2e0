"""What was read back to the residents, topic by topic, and what changed since (AVG art. 5(1)(d)).

A topic is a section of the catalogue on one record. That it is right as it was read out is an
answer of the kind ``reading`` on that record: the day, the interpreter, a remark, and what was
read. So it is undone, merged and handed over like any answer; only what was read stays here.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Catalogue, Kind, Question, Section, applies
from overstap.domain.groups import REMOVED
from overstap.domain.records import Record, RecordId, subject_of
from overstap.domain.residents import INTERPRETER, READ_BACK, read_back_agreed


class Heard(StrEnum):
    """How far a topic is: nothing was said yet, it is still to be read out, it was but changed
    since, or the resident said that it is right."""

    NOTHING = "nothing"
    OPEN = "open"
    CHANGED = "changed"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Reading:
    """A topic that was read out. ``on`` is a BRP date, empty where there is only a remark yet;
    ``interpreter`` a choice of ``talk.interpreter``; ``content`` a digest of what was read, empty
    where it came from another office."""

    on: str = ""
    interpreter: str = ""
    remark: str = ""
    content: str = ""

    @property
    def answer(self) -> Answer:
        """As it is kept."""
        return Answer((self.on, self.interpreter, self.remark, self.content))

    @classmethod
    def of(cls, answer: Answer | None) -> Self | None:
        """Read ``answer``; None where there is none."""
        value = answer.value if answer is not None else None
        return cls(*value) if isinstance(value, tuple) and len(value) == 4 else None


def without_content(answer: Answer) -> Answer:
    """As it goes to another office: a digest could betray an answer that stays."""
    reading = Reading.of(answer)
    return replace(reading, content="").answer if reading is not None else answer


def reading_of(section: Section) -> Field:
    """Where it stands that this section was read out; empty for one that nobody reads out."""
    return next((q.key for q in section.questions if q.kind is Kind.READING), "")


def is_read_out(question: Question) -> bool:
    """Whether a resident said it, and others may hear it."""
    return question.statement and not question.by_choice


def said_in(section: Section, answers: Answers) -> dict[Field, Answer]:
    """What was said in a section and is read out; not what no longer applies or was removed."""
    asked = {q.key: q for q in section.questions if is_read_out(q) and applies(q, answers)}
    return {
        field: answer
        for field, answer in answers.items()
        if field.partition("/")[0] in asked
        and answer.status is not Status.NOT_ASKED
        and not _is_removed(field, answers)
    }


def read_out(section: Section, answers: Answers, on: date, remark: str = "") -> Reading:
    """The section as it is now, read out on that day by who ``answers`` say interprets."""
    interpreter = answers.get(INTERPRETER)
    said = interpreter.text if interpreter else ""
    return Reading(f"{on:%Y%m%d}", said, remark, _content(said_in(section, answers)))


def all_read_out(
    catalogue: Catalogue, household: Record, members: Sequence[Record], on: date
) -> Mapping[RecordId, Answers]:
    """Every topic of everybody, read out on that day; remarks that were made stay."""
    shared = {f: a for f, a in household.answers.items() if f == INTERPRETER}
    found: dict[RecordId, Answers] = {}
    for record in (household, *members):
        answers = {**record.answers, **shared}
        found[record.id] = {
            reading_of(section): read_out(section, answers, on, _remark(section, answers)).answer
            for section in _topics(catalogue, record)
        }
    return found


def is_stale(section: Section, answers: Answers) -> bool:
    """Whether something changed since the section was read out."""
    reading = Reading.of(answers.get(reading_of(section)))
    content = reading.content if reading else ""
    return bool(content) and content != _content(said_in(section, answers))


def heard(section: Section, record: Record, household: Record) -> Heard:
    """How far a topic is. Agreement with everything holds for a topic that was not read out by
    itself, until something is said after it."""
    said = said_in(section, record.answers)
    if not said:
        return Heard.NOTHING
    reading = Reading.of(record.answers.get(reading_of(section)))
    if reading is not None and reading.on:
        return Heard.CHANGED if is_stale(section, record.answers) else Heard.RIGHT
    agreed = household.stated.get(READ_BACK)
    if agreed is None or not read_back_agreed(household.answers):
        return Heard.OPEN
    later = any(record.stated[field].at > agreed.at for field in said)
    return Heard.CHANGED if later else Heard.RIGHT


def to_read(
    catalogue: Catalogue, household: Record, members: Sequence[Record]
) -> Iterator[tuple[RecordId, Section]]:
    """The topics that somebody still has to hear, the household's own first."""
    for record in (household, *members):
        for section in _topics(catalogue, record):
            if heard(section, record, household) in (Heard.OPEN, Heard.CHANGED):
                yield record.id, section


def is_read_back(catalogue: Catalogue, household: Record, members: Sequence[Record]) -> bool:
    """Whether the residents agree with everything as it is now."""
    agreed = read_back_agreed(household.answers)
    return agreed and next(to_read(catalogue, household, members), None) is None


def _topics(catalogue: Catalogue, record: Record) -> Iterator[Section]:
    subject = subject_of(record.id)
    return (s for s in catalogue.sections if s.subject is subject and reading_of(s))


def _remark(section: Section, answers: Answers) -> str:
    before = Reading.of(answers.get(reading_of(section)))
    return before.remark if before else ""


def _content(said: Answers) -> str:
    """Of the values alone: what they rest on is not read out."""
    told = {field: [answer.value, answer.status] for field, answer in said.items()}
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _is_removed(field: Field, answers: Answers) -> bool:
    item, _, _ = field.rpartition("/")
    mark = answers.get(f"{item}/{REMOVED}") if item else None
    return mark is not None and mark.value is True
