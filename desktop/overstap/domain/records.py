"""A record is what is known of one resident or one household; everything shown comes from it."""

import re
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from overstap.domain.answers import Answer, Answers, Field, together

RecordId = str
"""``person-`` or ``household-`` and 32 hex digits. Means nothing, never changes, never reused."""

OfficeId = str
"""32 hex digits of an office (location or gemeente), given once when its card is first made."""

RECORD_ID = re.compile(r"(?:person|household)-[0-9a-f]{32}")
OFFICE_ID = re.compile(r"[0-9a-f]{32}")

Dot = tuple[str, int]
"""``(replica, seq)``: names one write for ever."""


class Subject(StrEnum):
    """Whom a record, and so a question, is about."""

    PERSON = "person"
    HOUSEHOLD = "household"


_SUBJECTS = {subject.value: subject for subject in Subject}
"""Looked up, because calling an enumeration costs ten times more."""


def new_record_id(subject: Subject) -> RecordId:
    """An id that no other desk gives."""
    return f"{subject}-{secrets.token_hex(16)}"


def subject_of(record: RecordId) -> Subject:
    """Whom the record is about."""
    subject = record.partition("-")[0]
    return _SUBJECTS.get(subject) or Subject(subject)


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer with who wrote it down and when. ``by`` is ``name (desk)`` as staff know it."""

    answer: Answer
    at: datetime
    by: str

    def to_json(self) -> dict[str, Any]:
        """The answer's JSON with ``"at"`` (ISO 8601, UTC) and ``"by"``, as it travels."""
        json = self.answer.to_json()
        json["at"], json["by"] = self.at.isoformat(), self.by
        return json

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` wrote.

        Raises:
            ValueError: it is something else.
        """
        at, by = json.get("at"), json.get("by")
        if not isinstance(at, str) or not isinstance(by, str):
            raise ValueError("a statement has a time and a name")  # noqa: TRY004
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a time has a zone")
        return cls(Answer.from_json(json), moment, by)


@dataclass(frozen=True, slots=True)
class Said:
    """What one write said and nobody replaced. ``writes`` are the names of those that say it (the
    first is shown, the others say it too or differ); none in a record that another office sent."""

    at: datetime
    by: str
    writes: tuple[Dot, ...]
    answers: Answers


_MARKS = ("progress.", "identity.")


def is_mark(key: Field) -> bool:
    """Whether it is no question, but says how far the work is or who is who."""
    return key.startswith(_MARKS)


@dataclass(frozen=True)
class Record:
    """The present state of one record: ``said`` write by write, every field once.

    ``disputes`` holds fields where desks answered differently without having seen each other,
    newest first; ``stated`` then shows the newest. ``origin`` is the office that writes it (it sent
    it, or it moved there); empty for our own. ``revision`` is the sender's number of a received
    record, 0 for our own; ``bundle`` the manifest hash of the bundle it came in. ``covered`` are
    questions that were answered, and whose answers are left out here; ``behind`` are the writes
    that answer them. ``corrected`` are fields of which the office that sent it took an earlier
    answer out: it is kept nowhere.
    """

    id: RecordId
    said: tuple[Said, ...] = ()
    disputes: Mapping[Field, tuple[Stated, ...]] = field(default_factory=dict)
    origin: OfficeId = ""
    revision: int = 0
    bundle: str = ""
    covered: frozenset[Field] = frozenset()
    behind: Mapping[Field, tuple[Dot, ...]] = field(default_factory=dict)
    corrected: tuple[Field, ...] = ()

    @classmethod
    def stating(cls, record: RecordId, stated: Mapping[Field, Stated]) -> Self:
        """A record that says this, without a history of its own."""
        said: dict[tuple[datetime, str], dict[Field, Answer]] = defaultdict(dict)
        for key, one in stated.items():
            said[one.at, one.by][key] = one.answer
        return cls(record, tuple(Said(at, by, (), answers) for (at, by), answers in said.items()))

    @cached_property
    def answers(self) -> Answers:
        """Field to answer, without who and when."""
        if len(self.said) == 1:
            return self.said[0].answers
        return together([said.answers for said in self.said])

    @cached_property
    def marks(self) -> tuple[Field, ...]:
        """The fields that are no questions, but say how far the work is and who is who."""
        return tuple(key for key in self.answers if key.startswith(_MARKS))

    @cached_property
    def stated(self) -> Mapping[Field, Stated]:
        """Field to answer, with who and when."""
        return {
            key: Stated(answer, said.at, said.by)
            for said in self.said
            for key, answer in said.answers.items()
        }

    @cached_property
    def seen(self) -> Mapping[Field, tuple[Dot, ...]]:
        """Per field the writes that this state shows: hand it back with the next write, so that
        what arrived in between is never overwritten."""
        shown = {key: said.writes for said in self.said if said.writes for key in said.answers}
        return {**shown, **self.behind}

    @cached_property
    def fields(self) -> Mapping[Field, Sequence[Field]]:
        """The fields stated of each question; of a group there are several."""
        found: dict[Field, list[Field]] = {}
        for key in self.answers:
            found.setdefault(key.partition("/")[0], []).append(key)
        return found

    def text(self, key: Field) -> str:
        """The text answered at ``key``; empty where there is none."""
        answer = self.answers.get(key)
        return answer.text if answer else ""
