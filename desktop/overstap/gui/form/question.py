"""One question: its label, its editor, the reasons for having no answer, and what is around it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from overstap.domain.answers import (
    NOT_ASKED,
    Answer,
    Answers,
    Basis,
    Field,
    Problem,
    Status,
    Value,
)
from overstap.domain.catalogue import Kind, Question
from overstap.gui import theme
from overstap.gui.form.basis import BasisButton
from overstap.gui.form.choice import Options, in_a_row
from overstap.gui.form.content import FormContent
from overstap.gui.form.editor import Editor
from overstap.gui.form.groups import GroupEditor
from overstap.gui.form.make import make_editor
from overstap.gui.form.marks import Cover, Dispute, Help, Problems
from overstap.gui.form.understood import Understood
from overstap.gui.form.words import Words
from overstap.gui.widgets import FlowLayout, column, row, words

STATUSES = (Status.UNKNOWN, Status.DECLINED, Status.NOT_APPLICABLE, Status.NOT_ASKED)


class QuestionView(QWidget):
    """Shows one question. ``answered`` carries fields with their new answers; ``taken`` as well,
    where what was proposed for a wrong one was taken over."""

    answered = Signal(object)
    taken = Signal(object)
    next_asked = Signal()
    uncover_asked = Signal(str)
    earlier_asked = Signal()

    def __init__(
        self, question: Question, say: Words, editor: Editor | None = None, *, bare: bool = False
    ) -> None:
        """``editor`` stands in for the usual one. ``bare``: without the label and the reasons for
        having no answer, for where these are said larger."""
        super().__init__()
        self.question, self._say, self._wide = question, say, editor is not None
        self._bare = bare
        self._answer = NOT_ASKED
        self._answers: Answers = {}
        self._found: tuple[Problem, ...] = ()
        self._seen: object = None
        label = say.label(question)
        self._label = words(label, "label", wrap=True)
        self._basis = BasisButton(say.texts, label)
        self._basis.chosen.connect(self.choose_basis)
        self._editor = self._make_editor(label, editor)
        self._instead = QWidget()
        statuses = FlowLayout(self._instead, spacing=1)
        statuses.addWidget(words(say.texts("form.or"), "either"))
        self._answering = self._answer_line()
        told = [(str(status), say.texts(f"form.status.{status}")) for status in STATUSES]
        buttons = in_a_row(statuses, told, "status")
        self._statuses = Options(STATUSES, buttons, statuses, several=False)
        self._statuses.name(label)
        self._statuses.chosen.connect(self._choose_status)
        self._statuses.next_asked.connect(self.next_asked)
        self._label.setBuddy(self._editor)
        self._understood = Understood(question, say)
        self._understood.taken.connect(self._take_over)
        self._problems = Problems(question, say)
        self._problems.taken.connect(self._take)
        self._dispute = Dispute(question, say)
        self._dispute.settled.connect(self.answered)
        self._help = Help(question, say, advice=not bare)
        self._help.earlier_asked.connect(self.earlier_asked)
        self._cover = Cover(question, say) if question.restricted else None
        self._lay_out()
        if bare:
            self._label.hide()
            self._instead.hide()

    # what is shown

    def show_content(self, content: FormContent) -> None:
        """Show what is known of this question; what is being typed is left alone."""
        key, self._answers = self.question.key, content.answers
        answer = content.answers.get(key, NOT_ASKED)
        seen = (
            content.answers if isinstance(self._editor, GroupEditor) else content.answers.get(key),
            content.stated.get(key),
            content.disputed(key),
            content.about(key),
            (key in content.covered, content.closed.get(key), content.reason),
            content.calendar,
        )
        if seen == self._seen:
            return
        self._seen, self._answer, self._found = seen, answer, content.about(key)
        if isinstance(self._editor, GroupEditor):
            self._editor.show_answers(content.answers, content.calendar)
            self._instead.setHidden(self._bare or bool(self._editor.ids))
        else:
            self._editor.show_value(answer.value)
            self._understood.show_answer(answer, content.calendar)
        self._statuses.show_codes((str(answer.status),) if key in content.answers else ())
        self._basis.show_basis(answer.basis)
        self._basis.setVisible(self._rests_on_something(answer))
        self._dispute.show_dispute(content.disputed(key))
        self._help.show_stated(content.stated.get(key))
        self._cover_up(content)
        self._show_problems()

    def show_left(self) -> None:
        """One left the question: now what is wrong may be said."""
        self.flush()
        self._show_problems()

    def toggle_help(self) -> None:
        """Show or hide why we ask."""
        self._help.setVisible(self._help.isHidden())

    # what one does

    def focus(self) -> None:
        """Stand in the editor."""
        covered = self._cover is not None and not self._cover.isHidden()
        (self._cover if covered and self._cover else self._editor).setFocus()

    def choose_status(self, status: Status) -> None:
        """Say why there is no value; saying it again takes it back."""
        self._choose_status(() if self._answer.status is status else (str(status),))

    def choose_value(self, value: Value | None) -> None:
        """Answer with a value; None empties the answer."""
        if value is None:
            self._say_answer(NOT_ASKED)
            return
        told = Basis.STATED if self.question.statement else None
        self._say_answer(Answer(value, basis=self._answer.basis or told))

    def choose_basis(self, basis: Basis) -> None:
        """Say what the answer rests on."""
        self.flush()
        if self._answer.value is not None:
            self._say_answer(self._answer.with_basis(basis))

    def take_proposal(self) -> bool:
        """Take over what was proposed for a wrong answer; False where nothing is."""
        return self._problems.take()

    def open_basis(self) -> None:
        """Show the menu of what it can rest on."""
        self.flush()
        if isinstance(self._editor, GroupEditor):
            self._editor.open_basis()
        elif not self._basis.isHidden():
            self._basis.open()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        self._editor.flush()

    def forget(self) -> None:
        """Begin anew for another record."""
        self._seen = None
        self._understood.forget()
        self._editor.forget()
        self._help.hide()
        if self._cover is not None:
            self._cover.forget()

    def _typed_value(self, value: Value | None) -> None:
        self._understood.tell_typed()
        self.choose_value(value)

    def _take_over(self, meant: Value) -> None:
        self._editor.setFocus()
        self.choose_value(meant)

    def _rests_on_something(self, answer: Answer) -> bool:
        return self.question.statement and answer.value is not None

    def _take(self, field: Field, proposed: Value) -> None:
        wrong = self._answers.get(field, NOT_ASKED)
        self.taken.emit({field: Answer(proposed, basis=wrong.basis)})

    def _choose_status(self, codes: tuple[str, ...]) -> None:
        self.flush()
        self._say_answer(Answer(status=Status(codes[0])) if codes else NOT_ASKED)

    def _say_answer(self, answer: Answer) -> None:
        self.answered.emit({self.question.key: answer})

    def _show_problems(self) -> None:
        """While one is in it, what is wrong is not said yet; what is right again is, at once."""
        found = self._found
        typing = self.window().focusWidget()
        inside = typing is not None and self.isAncestorOf(typing)
        if found and inside and self._problems.isHidden():
            return
        self._problems.show_problems(found)
        wrong = any(not problem.warning for problem in found)
        self._bar.setProperty("tone", "bad" if wrong else "warn")
        self._bar.style().polish(self._bar)
        self._bar.setVisible(bool(found))
        if isinstance(self._editor, Editor):
            self._editor.mark(wrong=wrong)

    # how it is made

    def _make_editor(self, label: str, given: Editor | None) -> Editor | GroupEditor:
        if self.question.kind is Kind.GROUP:
            group = GroupEditor(self.question, self._say)
            group.items_edited.connect(self.answered)
            group.next_asked.connect(self.next_asked)
            return group
        editor = given or make_editor(self.question, self._say)
        editor.name(label)
        editor.edited.connect(self._typed_value)
        editor.next_asked.connect(self.next_asked)
        return editor

    def _lay_out(self) -> None:
        head = row(2)
        head.addWidget(self._label, 1)
        head.addStretch(0)  # takes the room of a label that is hidden
        head.addWidget(self._basis)
        whole = column(1)
        whole.addLayout(head)
        if self._cover is not None:
            self._cover.uncover_asked.connect(self.uncover_asked)
            whole.addWidget(self._cover)
        whole.addWidget(self._answering)
        for mark in (self._understood, self._problems, self._dispute, self._help):
            whole.addWidget(mark)
        self._bar = QFrame()
        self._bar.setObjectName("wrongbar")
        self._bar.hide()
        margin = QHBoxLayout(self)
        margin.setContentsMargins(0, 0, 0, 0)
        margin.setSpacing(0)
        strip = QWidget()
        strip.setFixedWidth(theme.spacing(4))
        beside = QVBoxLayout(strip)
        beside.setContentsMargins(0, 0, theme.spacing(3), 0)
        beside.addWidget(self._bar)
        margin.addWidget(strip)
        margin.addLayout(whole, 1)

    def _answer_line(self) -> QWidget:
        """The editor and, behind "of" or under it, the reasons for having no answer."""
        if isinstance(self._editor, GroupEditor):
            self._editor.foot.addWidget(self._instead)
            return self._editor
        whole = QWidget()
        wide = self._wide or self.question.kind is Kind.LONG_TEXT
        line = column(1) if wide else FlowLayout(spacing=1)
        line.addWidget(self._editor)
        line.addWidget(self._instead)
        whole.setLayout(line)
        return whole

    def _cover_up(self, content: FormContent) -> None:
        covered = self.question.key in content.covered
        if self._cover is not None:
            self._cover.close_for(content.closed.get(self.question.key, ""))
            self._cover.offer(content.reason)
            self._cover.setVisible(covered)
            self._answering.setHidden(covered)
            self._basis.setHidden(covered or not self._rests_on_something(self._answer))
