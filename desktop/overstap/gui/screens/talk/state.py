"""What the talk shows, as frozen values. Knows no Qt and no vault."""

from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.answers import Field
from overstap.domain.catalogue import Question
from overstap.domain.records import RecordId
from overstap.gui.form.content import FormContent


class Page(StrEnum):
    """The kinds of page in a talk."""

    START = "start"
    NOTICE = "notice"
    NO_RIGHT = "no_right"
    QUESTION = "question"
    READ = "read"
    AGREE = "agree"


BEGIN, READING = "begin", "read"
"""Topics before and after the sections of the catalogue."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the talk: its kind, its topic, and the section or question that it is about."""

    page: Page
    topic: str
    about: str = ""

    @property
    def field(self) -> Field:
        """A name for it that a place in the window can hold."""
        return self.about if self.page is Page.QUESTION else f"{self.page}:{self.about}"


@dataclass(frozen=True, slots=True)
class Both:
    """A sentence in the language of the window, and in the resident's. ``theirs`` is empty where
    that is the same language; ``own`` is false where another language had to stand in; ``grave``: a
    mistake in the translation could do harm."""

    staff: str
    theirs: str = ""
    rtl: bool = False
    own: bool = True
    grave: bool = False

    @property
    def face(self) -> str:
        """What the resident reads where nothing stands beside it."""
        return self.theirs if self.theirs and self.own else " / ".join(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """Both sentences, of which the second may be missing."""
        return (self.staff, self.theirs) if self.theirs else (self.staff,)


class Half(StrEnum):
    """Who reads it: both beside each other, or one of the two."""

    BOTH = "both"
    STAFF = "staff"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice code and what it is called."""

    code: str
    text: Both


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the talk: a drawing, a word for how far it is, and whether one is in it."""

    key: str
    title: Both
    state: str
    word: str
    current: bool


@dataclass(frozen=True)
class Asked:
    """A question as it is put. ``said`` is the answer in words; empty where there is none."""

    question: Question
    ask: Both
    choices: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    content: FormContent
    said: Both
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What was said on one question, to read out."""

    field: Field
    ask: Both
    said: Both


@dataclass(frozen=True)
class Told:
    """Something that is explained, and when it was."""

    title: Both
    sentences: tuple[Both, ...]
    when: str = ""


@dataclass(frozen=True)
class TalkState:
    """Everything in sight. ``place`` says how far one is in the topic; ``mark`` that nobody checked
    the translation yet, or that there is none; ``remark`` what the resident said of a topic that is
    read out."""

    person: RecordId
    name: str
    number: str
    topics: tuple[Topic, ...]
    step: Step
    place: Both
    mark: Both | None
    band: str
    next_text: str
    first: bool
    household: FormContent
    told: Told | None = None
    asked: tuple[Asked, ...] = ()
    lines: tuple[ReadLine, ...] = ()
    remark: str = ""
