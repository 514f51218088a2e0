"""What tests may know of a screen: page objects that press keys and read what is in sight."""

from typing import Any, Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from keys_page import KeysPage
from overstap.domain.answers import Answer, Answers
from overstap.gui.form.question import QuestionView
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.residents.file import FilePane
from overstap.usecases.app import App


class FilePage(KeysPage):
    """The pane of a resident."""

    def __init__(self, qtbot: Any, pane: FilePane, jobs: JobRunner, app: App) -> None:
        super().__init__(qtbot, pane, jobs, 900, 700)
        self.pane, self._app = pane, app

    def open(self, person: str, section: str = "", field: str = "") -> Self:
        self.pane.open(person, section, field)
        return self.settle()

    @property
    def here(self) -> str:
        """The question that has the keyboard."""
        return self.pane.place()[2]

    def question(self, key: str) -> QuestionView:
        views = self.pane.findChildren(QuestionView)
        return next(view for view in views if view.question.key == key and view.isVisible())

    def shown(self, key: str) -> str:
        """What stands in the field of a question."""
        fields = self.question(key).findChildren(QLineEdit)
        return next(field.text() for field in fields if field.isVisible())

    def answers(self, record: str) -> Answers:
        """Everything the vault holds of a record."""
        return self._app.open_file(record).records[record].answers

    def stored(self, record: str, field: str) -> Answer | None:
        """What the vault holds."""
        return self.answers(record).get(field)


def unnamed(widget: QWidget) -> list[str]:
    """Controls in sight that a screen reader could not call by name."""
    silent = []
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() == Qt.FocusPolicy.NoFocus or not child.isVisible():
            continue
        known = QAccessible.queryAccessibleInterface(child)
        if known is not None and not known.text(QAccessible.Text.Name):
            silent.append(f"{type(child).__name__} {child.objectName()}")
    return silent
