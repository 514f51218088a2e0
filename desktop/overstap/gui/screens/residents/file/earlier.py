"""Looks back at the answers to one question, and takes a wrong one out. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from overstap.domain.answers import Field
from overstap.domain.catalogue import Question
from overstap.domain.history import Told
from overstap.domain.records import Dot, RecordId, Stated
from overstap.domain.roles import Permission
from overstap.gui.editing import Run
from overstap.gui.screens.residents.file.state import AnswerHistory, Earlier
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.intake.redact import RedactReason
from overstap.usecases.words.speaker import Speaker


class EarlierScreen(Protocol):
    """What the presenter tells its view."""

    def show_earlier(self, history: AnswerHistory) -> None: ...


class EarlierAnswers:
    """One question at a time. ``taken_out`` is called after every answer that was."""

    def __init__(
        self, view: EarlierScreen, app: App, say: Speaker, run: Run, taken_out: Callable[[], None]
    ) -> None:
        self._view, self._app, self._say, self._run = view, app, say, run
        self._taken_out = taken_out
        self._record: RecordId = ""
        self._question: Question | None = None
        self._history = AnswerHistory("", (), ())

    def look(self, record: RecordId, question: Question, told: str = "") -> None:
        """Show what was answered; ``told`` is what was just done."""
        self._record, self._question = record, question
        if question.restricted:
            self._show_covered(told)
            return
        self._run(
            lambda _task: self._app.read_history(record, question.key),
            done=lambda found: self._show(found, told),
        )

    def uncover(self, reason: str) -> None:
        """Show restricted answers to somebody who says why."""
        record, question = self._record, self._question
        assert question is not None
        self._run(
            lambda _task: self._app.uncover.history(record, question.key, reason),
            done=lambda found: self._show(found, ""),
            failed=self._refused,
        )

    def take_out(self, place: tuple[Dot, Field], reason: str) -> None:
        """Take an answer out of the history for good, and tell who got it."""
        dot, field = place
        self._run(
            lambda task: self._take_out(field, dot, RedactReason(reason), task),
            done=self._went,
            failed=self._refused,
        )

    def _take_out(self, field: Field, dot: Dot, reason: RedactReason, _task: Task) -> int:
        self._app.redact(self._record, field, dot, reason)
        return len(self._app.send_corrections.pending())

    def _went(self, pending: int) -> None:
        texts = self._say.texts
        assert self._question is not None
        also = texts("earlier.also", count=pending) if pending else texts("earlier.nobody")
        self.look(self._record, self._question, f"{texts('earlier.done')} {also}")
        self._taken_out()

    def _refused(self, error: OverstapError) -> None:
        self._history = replace(self._history, told="", error=self._say.texts.error(error))
        self._view.show_earlier(self._history)

    def _show_covered(self, told: str) -> None:
        self._history = AnswerHistory(self._title(), (), (), told, covered=self._question)
        self._view.show_earlier(self._history)

    def _title(self) -> str:
        assert self._question is not None
        return self._say.texts("earlier.title", question=self._say.label(self._question))

    def _show(self, found: tuple[Told, ...], told: str) -> None:
        assert self._question is not None
        texts = self._say.texts
        self._history = AnswerHistory(
            self._title(),
            tuple(self._line(one, self._question) for one in found),
            tuple((reason, texts(f"redact.reason.{reason}")) for reason in RedactReason),
            told,
        )
        self._view.show_earlier(self._history)

    def _line(self, told: Told, question: Question) -> Earlier:
        texts = self._say.texts
        part = self._app.catalogue.find(told.field) or question
        about = f"{self._say.label(part)}: " if part is not question else ""
        if told.stated is None:
            removal = told.removal
            by = self._say.moment(removal.by, removal.at) if removal else ""
            why = texts(f"redact.reason.{removal.reason}") if removal else ""
            return Earlier("", texts("earlier.gone", by=by, why=why), texts("earlier.taken_out"))
        may = Permission.ERASE in self._app.permissions and not told.standing
        stated: Stated = told.stated
        return Earlier(
            about + self._say.value(part, stated.answer),
            self._say.provenance(stated),
            texts("earlier.now") if told.standing else "",
            (told.dot, told.field) if may else None,
        )
