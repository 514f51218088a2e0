"""The question catalogue: everything that may be asked, and why, said once.

Read from ``resources/catalogue/*.toml`` by ``catalogue_file``. The screen, validation, sharing,
dossier and command line all read these values; labels come from the texts under the same keys.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from overstap.domain.answers import Answers, Field
from overstap.domain.records import Subject


class Kind(StrEnum):
    """What an answer looks like, and so how it is asked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    V_NUMBER = "v_number"
    BSN = "bsn"
    PHONE = "phone"
    EMAIL = "email"
    GROUP = "group"


class Audience(StrEnum):
    """For whom an answer may leave the office where it was given."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    RESIDENT = "resident"
    LOCATION = "location"


class Sensitivity(StrEnum):
    """Normal, national identifier, health (AVG art. 9), or otherwise sensitive."""

    NORMAL = "normal"
    IDENTIFIER = "identifier"
    HEALTH = "health"
    SENSITIVE = "sensitive"


class Share(StrEnum):
    """How much of an answer an audience gets."""

    FULL = "full"
    YEAR = "year"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only where ``question`` of the same record was answered with one of
    ``values``. Hidden answers are kept."""

    question: Field
    values: frozenset[str]


@dataclass(frozen=True)
class Question:
    """One question. ``key`` is ``section.name``; a part of a group has ``section.group.part``.

    ``choices`` are codes, labelled ``choice.<key>.<code>`` or, for lists used by several
    questions, ``choice.<choice_list>.<code>``. ``table`` names the code table of CODE and CODES.
    ``audiences`` lists who may get it and how much; who is not in it gets nothing.
    ``needed_for`` lists purposes for which it must be answered (``handover``, ``intake``).
    ``restricted`` answers are shown only with a reason. ``limit`` is the most characters, items
    or, for NUMBER, the highest number.
    """

    key: Field
    kind: Kind
    subject: Subject
    purpose: str
    ground: str
    audiences: Mapping[Audience, Share]
    sensitivity: Sensitivity = Sensitivity.NORMAL
    choices: tuple[str, ...] = ()
    choice_list: str = ""
    table: str = ""
    condition: Condition | None = None
    parts: tuple["Question", ...] = ()
    needed_for: frozenset[str] = frozenset()
    restricted: bool = False
    statement: bool = True
    ranked: bool = False
    limit: int = 0
    topic: str = ""
    ggm: str = ""

    @property
    def name(self) -> str:
        """The last part of the key."""
        return self.key.rpartition(".")[2]


@dataclass(frozen=True)
class Section:
    """Questions that are talked through together, in the order of the talk."""

    key: str
    subject: Subject
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Catalogue:
    """All sections in order. ``version`` travels with what was answered by it."""

    version: str
    sections: tuple[Section, ...]

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        asked = [question for section in self.sections for question in section.questions]
        return {q.key: q for question in asked for q in (question, *question.parts)}

    def question(self, key: str) -> Question:
        """The question of that key; a part of a group is ``section.group.part``."""
        return self._questions[key]

    def find(self, field: Field) -> Question | None:
        """The question that the answer at ``field`` belongs to; None for what is no question.

        For a part of a group's item (``section.group/item/part``) that is the group.
        """
        return self._questions.get(field.partition("/")[0])

    def section(self, key: str) -> Section:
        """The section of that key."""
        return next(section for section in self.sections if section.key == key)

    def needed(self, subject: Subject, purpose: str) -> Iterator[Question]:
        """What has to be asked of a person or household before ``purpose``."""
        for section in self.sections:
            if section.subject is subject:
                yield from (q for q in section.questions if purpose in q.needed_for)


def applies(question: Question, answers: Answers) -> bool:
    """Whether the question is asked, given the other answers. Hidden answers are kept."""
    condition = question.condition
    if condition is None:
        return True
    answer = answers.get(condition.question)
    return answer is not None and answer.value in condition.values
