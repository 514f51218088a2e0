"""What tests may know of a screen: page objects that press keys and read what is in sight."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from overstap.domain.answers import Answer, Answers
from overstap.gui.form.question import QuestionView
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.residents.file import FilePane
from overstap.usecases.app import App


class FilePage:
    """The pane of a resident, used with keys alone."""

    def __init__(self, qtbot, pane: FilePane, jobs: JobRunner, app: App) -> None:
        self.pane, self._qtbot, self._jobs, self._app = pane, qtbot, jobs, app
        qtbot.addWidget(pane)
        pane.resize(900, 700)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)

    def open(self, person: str, section: str = "", field: str = "") -> "FilePage":
        self.pane.open(person, section, field)
        return self.settle()

    def settle(self) -> "FilePage":
        """Until nothing runs or waits. Without a screen, a list that closes takes the window's
        keyboard with it."""
        self._qtbot.waitUntil(lambda: not self._jobs.busy)
        QApplication.processEvents()
        self.pane.activateWindow()
        self._qtbot.waitUntil(self.pane.isActiveWindow)
        return self

    def keys(self, text: str) -> "FilePage":
        """Type into whatever has the keyboard."""
        for letter in text:
            QTest.keyClick(self.focus, letter)
        return self

    def press(self, *names: str) -> "FilePage":
        """Press keys by name: "Enter", "F8", "Alt+2", "Ctrl+Z"."""
        for name in names:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= _HELD[modifier]
            QTest.keyClick(self.focus, getattr(Qt.Key, f"Key_{_KEYS.get(key, key)}"), modifiers)
            QApplication.processEvents()
        return self

    @property
    def focus(self) -> QWidget:
        """Where keys go: to an open list or menu first, as with a real keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.pane

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

    def words(self) -> list[str]:
        """Everything one can read now, from top to bottom."""
        kinds = (QLabel, QPushButton)
        found = [child for kind in kinds for child in self.pane.findChildren(kind)]
        seen = [child for child in found if child.isVisible() and child.text()]
        return [c.text() for c in sorted(seen, key=lambda c: c.mapTo(self.pane, QPoint()).y())]

    def reads(self, part: str) -> bool:
        return any(part in text for text in self.words())

    def answers(self, record: str) -> Answers:
        """Everything the vault holds of a record."""
        return self._app.open_file(record).records[record].answers

    def stored(self, record: str, field: str) -> Answer | None:
        """What the vault holds."""
        return self.answers(record).get(field)


_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {"Enter": "Return", "Esc": "Escape", "-": "Minus", "=": "Equal"}


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
