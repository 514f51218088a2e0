"""What a form has to be able to say. ``usecases.words.speaker.Speaker`` can."""

from collections.abc import Mapping
from typing import Protocol

from overstap.domain.answers import Answer, Problem
from overstap.domain.calendars import Calendar
from overstap.domain.catalogue import Question
from overstap.domain.records import Stated
from overstap.i18n.texts import Texts


class Words(Protocol):
    """Says questions and answers in the language of the window."""

    @property
    def texts(self) -> Texts: ...
    def label(self, question: Question) -> str: ...
    def why(self, question: Question) -> str:
        """Why we ask it, and on what ground."""

    def advice(self, question: Question) -> str:
        """What to mind when asking it; often empty."""

    def who(self, question: Question) -> str:
        """Who may see the answer."""

    def value(self, question: Question, answer: Answer) -> str: ...
    def item(self, group: Question, parts: Mapping[str, Answer]) -> tuple[str, ...]:
        """What is said in one item of a group, part by part."""

    def option(self, question: Question, code: str) -> str:
        """What a choice or code is called."""

    def suggest(self, question: Question, typed: str) -> tuple[tuple[str, str], ...]:
        """Codes for what was typed, with what they are called: nearest first."""

    def typed_date(self, text: str) -> str:
        """Eight digits of a date; what is none stays as it was typed."""

    def beside(self, question: Question, code: str) -> str:
        """What stands beside a suggested code: the regions of a place; often empty."""

    def echo(self, question: Question, answer: Answer, calendar: Calendar | None = None) -> str:
        """What was understood, where that is not what was typed; often empty."""

    def offer(self, question: Question, answer: Answer, calendar: Calendar | None) -> str:
        """Whether another calendar was meant, as a question; empty where it cannot be."""

    def bases(self, parts: Mapping[str, Answer]) -> str:
        """What the answers of an item of a group rest on."""

    def problem(self, problem: Problem) -> str: ...
    def provenance(self, stated: Stated) -> str:
        """Who wrote it down, and when."""
