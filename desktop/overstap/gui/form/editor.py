"""What every editor does: show a value, and say when a person changed it."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from overstap.domain.answers import Value
from overstap.gui import theme
from overstap.gui.widgets import row

PAUSE_MS = 400
"""So long after the last key, what was typed is an answer."""


class Editor(QWidget):
    """Edits one value. ``edited`` carries the new value, or None when it was emptied; it is never
    emitted by showing. ``next_asked`` asks for the next question."""

    edited = Signal(object)
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def show_value(self, value: Value | None) -> None:
        """Show ``value``; what is being typed right now is left alone."""
        raise NotImplementedError

    def forget(self) -> None:
        """Begin anew for another record: nothing of the last one can come back."""
        self.show_value(None)

    def flush(self) -> None:
        """Say now what is typed but not said yet."""

    def mark(self, *, wrong: bool) -> None:
        """Show, or stop showing, that the value is wrong."""

    def name(self, text: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(text)


class Typed(Editor):
    """An editor one types in: ``read`` and ``write`` turn text into a value and back."""

    def __init__(self, field: "LineField | NoteField", *, at_a_pause: bool = True) -> None:
        """``at_a_pause``: what was typed is said after a pause, and not only when one leaves."""
        super().__init__()
        self.field = field
        self._value: Value | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.pause_over)
        line = row()
        line.addWidget(field, 1)
        line.addStretch(0)  # takes what a field of a fixed width leaves
        self.setLayout(line)
        self.setFocusProxy(field)
        if at_a_pause:
            field.typed.connect(self._pause.start)
        field.left.connect(self._leave)
        field.next_asked.connect(self._next)

    def read(self, text: str) -> Value | None:
        """The value of what was typed; None for nothing."""
        return text.strip() or None

    def write(self, value: Value | None) -> str:
        """How a value is shown."""
        return "" if value is None else str(value)

    def show_value(self, value: Value | None) -> None:
        if self._pause.isActive():
            return
        self._value = value
        if self.read(self.field.content()) != value or not self.field.hasFocus():
            self.field.put(self.write(value))

    def forget(self) -> None:
        self._pause.stop()
        self._value = None
        self.field.begin("")

    def flush(self) -> None:
        self._pause.stop()
        value = self.read(self.field.content())
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def pause_over(self) -> None:
        """Nobody typed for a while."""
        self.flush()

    def mark(self, *, wrong: bool) -> None:
        if self.field.property("wrong") != wrong:
            self.field.setProperty("wrong", wrong)
            self.field.style().polish(self.field)

    def name(self, text: str) -> None:
        self.field.setAccessibleName(text)

    def _leave(self) -> None:
        self.flush()
        self.field.put(self.write(self._value))

    def _next(self) -> None:
        self.flush()
        self.next_asked.emit()


class LineField(QLineEdit):
    """One line. Keeps its own undo while there is something to undo in it."""

    typed = Signal()
    left = Signal()
    next_asked = Signal()

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setMinimumWidth(min(theme.size(width), theme.size(120)))
        self.setFixedWidth(theme.size(width))
        self.textEdited.connect(lambda _text: self.typed.emit())
        self.returnPressed.connect(self.next_asked)

    def content(self) -> str:
        """What stands in it."""
        return self.text()

    def put(self, text: str) -> None:
        """Show other text, if it is other."""
        if text != self.text():
            self.setText(text)

    def begin(self, text: str) -> None:
        """Show text as the first there ever was: nothing to undo."""
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        if _asks_too_much(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteField(QPlainTextEdit):
    """Several lines: Enter goes on to the next question, Ctrl+Enter begins a new line."""

    typed = Signal()
    left = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumWidth(theme.size(240))
        self.setFixedHeight(theme.size(76))
        self._shown = ""
        self.textChanged.connect(self._changed)

    def content(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show other text, if it is other."""
        if text != self.toPlainText():
            self.begin(text)

    def begin(self, text: str) -> None:
        """Show text as the first there ever was: nothing to undo."""
        self._shown = text
        self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        history = self.document()
        if _asks_too_much(event, undo=history.isUndoAvailable(), redo=history.isRedoAvailable()):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            if event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            ):
                self.insertPlainText("\n")
            else:
                self.next_asked.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _changed(self) -> None:
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.typed.emit()


def _asks_too_much(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether it is an undo or redo that the field itself has nothing for: the window has."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


def is_enter(event: QEvent) -> bool:
    """Whether it is either of the keys that go on."""
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return isinstance(event, QKeyEvent) and event.key() in keys
