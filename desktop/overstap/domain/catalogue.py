"""The question catalogue: everything that may be asked, and why, said once.

Read from ``resources/catalogue/*.toml`` by ``catalogue_file``. The screen, validation, sharing,
dossier and command line all read these values; labels come from the texts under the same keys.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from overstap.domain.answers import Answers, Field
from overstap.domain.dates import ages, is_possible
from overstap.domain.records import Subject
from overstap.domain.residents import BIRTH_DATE


class Kind(StrEnum):
    """What an answer looks like, and so how it is asked. READING is asked of nobody: it says that
    the answers of its section were read out (``domain.read_back``)."""

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
    READING = "reading"


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
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"


class Ages(StrEnum):
    """Whom a question is for. A person who may be under 18 or over gets both kinds."""

    ADULTS = "adults"
    MINORS = "minors"


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only where one of ``questions`` of the same record was answered with
    one of ``values``. Hidden answers are kept."""

    questions: tuple[Field, ...]
    values: frozenset[str]


@dataclass(frozen=True)
class Question:
    """One question. ``key`` is ``section.name``; a part of a group has ``section.group.part``.

    ``choices`` are codes, labelled ``choice.<key>.<code>`` or, for lists used by several
    questions, ``choice.<choice_list>.<code>``. ``table`` names the code table of CODE and CODES.
    ``audiences`` lists who may get it and how much; who is not in it gets nothing. A part of a
    group may go to fewer than its group.
    ``needed_for`` lists what it must be answered for (``handover``, ``housing``, ``broad_intake``).
    ``restricted`` answers are shown only with a reason; those ``by_choice`` are also handed over
    only where somebody chose so. ``third_party`` answers are about somebody who is not in the
    household. ``limit`` is the most characters, items or, for
    NUMBER, the highest number, and ``least`` the lowest. ``cluster`` joins short questions that
    stand as one list on screen and paper (text ``cluster.<cluster>``). ``retention`` says how long
    it is kept here (text ``retention.<retention>``). ``ggm`` is the attribute of the Gemeentelijk
    Gegevensmodel, ``topic`` the part of the brede intake.
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
    by_choice: bool = False
    statement: bool = True
    ranked: bool = False
    third_party: bool = False
    ages: Ages | None = None
    limit: int = 0
    least: int = 0
    cluster: str = ""
    retention: str = "file"
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

    @property
    def questions(self) -> Iterator[Question]:
        """Every question in the order of the talk, without the parts of groups."""
        return (question for section in self.sections for question in section.questions)

    def section(self, key: str) -> Section:
        """The section of that key."""
        return next(section for section in self.sections if section.key == key)

    def needed(self, subject: Subject, purpose: str) -> Iterator[Question]:
        """What has to be asked of a person or household before ``purpose``."""
        for section in self.sections:
            if section.subject is subject:
                yield from (q for q in section.questions if purpose in q.needed_for)


def applies(question: Question, answers: Answers) -> bool:
    """Whether the question holds, given the other answers. Hidden answers are kept."""
    condition = question.condition
    if condition is None:
        return True
    given = (answers.get(key) for key in condition.questions)
    return any(answer is not None and answer.value in condition.values for answer in given)


def holding(catalogue: Catalogue, answers: Answers) -> Answers:
    """The answers without those of questions that no longer apply: they are kept, not counted."""
    return {
        field: answer
        for field, answer in answers.items()
        if (question := catalogue.find(field)) is None or applies(question, answers)
    }


def asked(question: Question, answers: Answers, today: date) -> bool:
    """Whether the question is put to this person: it applies, and suits the ages they can have.
    What is read out is not asked."""
    put = question.kind is not Kind.READING
    return put and applies(question, answers) and _suits(question, answers, today)


def _suits(question: Question, answers: Answers, today: date) -> bool:
    birth = answers.get(BIRTH_DATE)
    if question.ages is None or birth is None or not is_possible(birth.text):
        return True
    known = ages(birth.text, today)
    if known is None:
        return True
    return known.highest >= 18 if question.ages is Ages.ADULTS else known.lowest < 18
