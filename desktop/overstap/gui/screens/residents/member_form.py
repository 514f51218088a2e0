"""The few questions of one person who is being registered."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit

from overstap.domain.answers import Field
from overstap.gui import theme
from overstap.gui.screens.residents.state import Asked
from overstap.gui.widgets import Card, Labelled, line_edit, link_button, row, words


class MemberForm(Card):
    """``typed`` and ``left``: the question, and what stands there."""

    typed = Signal(str, str)
    left = Signal(str)
    dropped = Signal()
    finished = Signal()
    """Enter in the last question."""

    def __init__(
        self, title: str, drop: str, asked: tuple[Asked, ...], said: Mapping[Field, str]
    ) -> None:
        super().__init__()
        self.fields: dict[Field, Labelled] = {}
        self._echoes: dict[Field, str] = {}
        head = row(2)
        head.addWidget(words(title, "label"), 1)
        if drop:
            away = link_button(drop, "close")
            away.clicked.connect(self.dropped)
            head.addWidget(away)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(5))
        grid.setVerticalSpacing(theme.spacing(3))
        columns = 2 if theme.size(100) < 150 else 1
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        place = 0
        for question in asked:
            field = self._field(question, said.get(question.field, ""))
            self.fields[question.field] = field
            span = 1 if question.width or question.choices else columns
            grid.addWidget(field, *divmod(place, columns), 1, span)
            place += span
        self.body.addLayout(grid)

    def begin(self) -> None:
        """Put the cursor in the first question without an answer."""
        editors = [field.editor for field in self.fields.values()]
        blank = (e for e in editors if isinstance(e, QLineEdit) and not e.text())
        next(blank, editors[0]).setFocus()

    def show_state(self, problems: Mapping[Field, str], echoes: Mapping[Field, str]) -> None:
        """What is wrong, and how a date was understood."""
        for key, field in self.fields.items():
            field.say(problems.get(key, ""))
            field.echo(echoes.get(key, ""))

    def _field(self, question: Asked, said: str) -> Labelled:
        editor = self._choice(question, said) if question.choices else self._line(question, said)
        return Labelled(question.label, editor, question.hint)

    def _line(self, question: Asked, said: str) -> QLineEdit:
        editor = line_edit(question.width)
        editor.setText(said)
        editor.textEdited.connect(lambda text: self.typed.emit(question.field, text))
        editor.editingFinished.connect(lambda: self.left.emit(question.field))
        editor.returnPressed.connect(lambda: self._next(question.field))
        return editor

    def _choice(self, question: Asked, said: str) -> QComboBox:
        editor = QComboBox()
        editor.addItem("", "")
        for code, label in question.choices:
            editor.addItem(label, code)
        editor.setCurrentIndex(max(0, editor.findData(said)))
        editor.activated.connect(
            lambda _at: self.typed.emit(question.field, str(editor.currentData()))
        )
        return editor

    def _next(self, field: Field) -> None:
        """Enter goes to the next question, also for a scanner that ends with it."""
        keys = list(self.fields)
        after = keys.index(field) + 1
        if after < len(keys):
            self.fields[keys[after]].editor.setFocus()
        else:
            self.finished.emit()
