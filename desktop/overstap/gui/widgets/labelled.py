"""An editor under its name, with room for help before it and for what is wrong after it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from overstap.gui import theme
from overstap.gui.widgets.labels import Fault, words
from overstap.gui.widgets.sheets import column, row


class Labelled(QWidget):
    """The name stays in sight; a fault is a bar, an edge, a triangle and a sentence."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        name = words(label, "label", wrap=True)
        name.setBuddy(editor)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self._hint = hint
        self._bar = QFrame()
        self._bar.setObjectName("wrongbar")
        self._bar.hide()
        self.body = column(1)
        self.body.addWidget(name)
        if hint:
            self.body.addWidget(words(hint, "hint", wrap=True))
        self.beside = row(2)
        self.beside.addWidget(editor, 1)
        self.beside.addStretch(0)  # takes what an editor of fixed width leaves
        self.body.addLayout(self.beside)
        self._echo = words("", "hint", wrap=True)
        self._echo.hide()
        self.body.addWidget(self._echo)
        self._problem = Fault()
        self._problem.hide()
        self.body.addWidget(self._problem)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.spacing(2))
        whole.addWidget(self._bar)
        self.body.addStretch(1)
        whole.addLayout(self.body, 1)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return self._problem.text()

    def echo(self, understood: str) -> None:
        """Show how an answer was understood; nothing for an empty text."""
        self._echo.setText(understood)
        self._echo.setVisible(bool(understood))

    def say(self, problem: str) -> None:
        """Show what is wrong; nothing for an empty text."""
        if problem == self.problem:
            return
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._bar.setVisible(bool(problem))
        self.editor.setAccessibleDescription(problem or self._hint)
        self.editor.setProperty("wrong", bool(problem))
        for part in (self.editor, *self.editor.findChildren(QLineEdit)):
            part.style().unpolish(part)
            part.style().polish(part)


def line_edit(width: int = 0) -> QLineEdit:
    """A line to type on; ``width`` in characters shows how much is expected."""
    line = QLineEdit()
    if width:
        line.setMaximumWidth(theme.size(width * 10 + 24))
    return line
