"""One question on a page: how it is asked, large, and how one answers."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overstap.domain.answers import Status, Value
from overstap.domain.catalogue import Kind
from overstap.gui import theme
from overstap.gui.form import Words
from overstap.gui.form.choice import ChoiceEditor, Options
from overstap.gui.form.editor import LineField
from overstap.gui.form.question import QuestionView
from overstap.gui.screens.talk.state import Asked, Half
from overstap.gui.screens.talk.twice import BigOption, big_options, coded, indented, twice
from overstap.gui.widgets import FlowLayout, column, empty, row, words

LARGER = 1.6
"""How much wider a field is than in the form: its type is that much larger."""


class Statuses(QWidget):
    """What one can say instead of an answer. ``chosen`` carries the status."""

    chosen = Signal(object)
    next_asked = Signal()

    def __init__(self, asked: Asked, half: Half) -> None:
        super().__init__()
        line = FlowLayout(self, 3) if theme.large() else row(3)
        buttons = [BigOption(choice.text, half, kind="bigstatus") for choice in asked.statuses]
        for button in buttons:
            line.addWidget(button)
        if not theme.large():
            self.setLayout(line)
        codes = [choice.code for choice in asked.statuses]
        self._options = Options(codes, buttons, self, several=False)
        self._options.name(asked.ask.staff)
        self._options.chosen.connect(self._choose)
        self._options.next_asked.connect(self.next_asked)

    def show_asked(self, asked: Asked) -> None:
        """Show which of them was said."""
        answer = asked.content.answers.get(asked.question.key)
        self._options.show_codes((str(answer.status),) if answer and answer.status else ())

    def _choose(self, codes: tuple[str, ...]) -> None:
        self.chosen.emit(Status(codes[0]) if codes else Status.NOT_ASKED)


class QuestionPage(QWidget):
    """Staff ask and fill in. ``answered`` carries fields with their answers."""

    answered = Signal(object)
    next_asked = Signal()

    def __init__(self, asked: Asked, say: Words, half: Half) -> None:
        super().__init__()
        whole = column(4)
        head = column(3)
        head.addLayout(twice(asked.ask, "ask", half))
        if asked.advice:
            head.addWidget(words(asked.advice, "hint", wrap=True))
        whole.addWidget(indented(head))
        editor = big_editor(asked, half)
        self._view = QuestionView(asked.question, say, editor, bare=True)
        self._view.setObjectName("large")
        for field in self._view.findChildren(LineField):
            field.setFixedWidth(round(field.minimumWidth() * LARGER))
        self._view.answered.connect(self.answered)
        self._view.taken.connect(self.answered)
        self._view.next_asked.connect(self.next_asked)
        whole.addWidget(self._view)
        self._statuses = Statuses(asked, half) if asked.statuses else None
        if self._statuses is not None:
            self._statuses.chosen.connect(self.choose_status)
            self._statuses.next_asked.connect(self.next_asked)
            foot = column(0)
            foot.addWidget(self._statuses)
            whole.addWidget(indented(foot))
        self.setLayout(whole)
        self.show_asked(asked)

    def show_asked(self, asked: Asked) -> None:
        """Show what is known; what is being typed is left alone."""
        self._view.show_content(asked.content)
        if self._statuses is not None:
            self._statuses.show_asked(asked)

    def focus(self) -> None:
        """Stand in the answer."""
        self._view.focus()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        self._view.flush()

    def toggle_help(self) -> None:
        """Show or hide why we ask."""
        self._view.toggle_help()

    def open_basis(self) -> None:
        """Choose what the answer rests on."""
        self._view.open_basis()

    def choose_value(self, value: Value | None) -> None:
        """The resident pressed a choice."""
        self._view.choose_value(value)

    def choose_status(self, status: Status) -> None:
        """There is no answer, and this is why."""
        self._view.choose_status(status)


class FacePage(QWidget):
    """The resident reads and presses. What has to be typed, staff type: it is shown here."""

    value_chosen = Signal(object)
    status_chosen = Signal(object)

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        half = Half.THEIRS
        whole = column(3)
        whole.addLayout(twice(asked.ask, "ask", half))
        self._editor = big_editor(asked, half)
        self._said = column(0)
        if self._editor is not None:
            self._editor.name(asked.ask.face)
            self._editor.edited.connect(self.value_chosen)
            whole.addWidget(self._editor)
        else:
            whole.addLayout(self._said)
        self._statuses = Statuses(asked, half) if asked.statuses else None
        if self._statuses is not None:
            self._statuses.chosen.connect(self.status_chosen)
            whole.addWidget(self._statuses)
        self.setLayout(whole)
        self.show_asked(asked)

    def show_asked(self, asked: Asked) -> None:
        """Show what is known."""
        answer = asked.content.answers.get(asked.question.key)
        if self._editor is not None:
            self._editor.show_value(answer.value if answer else None)
        else:
            empty(self._said)
            self._said.addLayout(twice(asked.said, "saidlarge", Half.THEIRS))
        if self._statuses is not None:
            self._statuses.show_asked(asked)


def big_editor(asked: Asked, half: Half) -> ChoiceEditor | None:
    """Large choices, where there are any to choose from."""
    if asked.question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return None
    several = asked.question.kind is Kind.CHOICES
    lay_out = partial(_lay_out, asked, half)
    return ChoiceEditor(coded(asked.choices), several=several, lay_out=lay_out)


def _lay_out(asked: Asked, half: Half, place: QWidget, _coded: object) -> list[BigOption]:
    return big_options(place, asked.choices, half)
