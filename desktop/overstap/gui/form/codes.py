"""Codes out of a table: type a code, a Dutch name or another name, and choose from what is near."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from overstap.domain.answers import Value
from overstap.gui import theme
from overstap.gui.form.editor import Editor, LineField, Typed
from overstap.gui.widgets import FlowLayout, column, empty, quiet_button, tip

Suggest = Callable[[str], tuple[tuple[str, str], ...]]
"""Codes for what was typed, with what they are called: nearest first."""

Called = Callable[[str], str]
"""What a code is called; what is no code is called what it is."""

Beside = Callable[[str], str]
"""What stands beside the name of a code while one chooses; often empty."""

WIDTH = 220
MOST_IN_SIGHT = 8


class Suggestions(QListView):
    """The names near what was typed, over the form under their field. Never has the keyboard:
    a window that opens and closes takes it along on some desktops."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        field.destroyed.connect(self.deleteLater)  # for it moves to the window when it is shown

    def show_names(self, names: Sequence[str]) -> None:
        """Show them, standing on the first; nothing where there are none."""
        self._names.setStringList(list(names))
        if not names:
            self.hide()
            return
        self.setCurrentIndex(self._names.index(0))
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.resize(self._wanted(len(names)))
        under = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if under.y() + self.height() > window.height():
            under = self._field.mapTo(window, QPoint(0, -2 - self.height()))
        self.move(under)
        self.raise_()
        self.show()

    def walk(self, by: int) -> None:
        """Stand on another name."""
        row = (self.currentIndex().row() + by) % self._names.rowCount()
        self.setCurrentIndex(self._names.index(row))

    def _wanted(self, names: int) -> QSize:
        edge = theme.spacing(4)
        width = max(self._field.width(), self.sizeHintForColumn(0) + 2 * edge)
        return QSize(width, self.sizeHintForRow(0) * min(names, MOST_IN_SIGHT) + edge)


class CodeEditor(Typed):
    """One code. What is in no table stays as it was typed, and is judged elsewhere."""

    def __init__(
        self,
        suggest: Suggest,
        called: Called,
        beside: Beside = lambda _code: "",
        *,
        at_a_pause: bool = True,
    ) -> None:
        line = LineField(WIDTH)
        super().__init__(line, at_a_pause=at_a_pause)
        self._suggest, self._called, self._beside = suggest, called, beside
        self._found: tuple[tuple[str, str], ...] = ()
        self._list = Suggestions(line)
        self._list.clicked.connect(self._take)
        line.textEdited.connect(self._look_up)
        line.installEventFilter(self)

    def read(self, text: str) -> Value | None:
        typed = text.strip()
        if not typed:
            return None
        if self._value is not None and typed == self.write(self._value):
            return self._value
        found = self._suggest(typed)
        named = [code for code, name in found if name.casefold() == typed.casefold()]
        if named or len(found) == 1:
            return named[0] if named else found[0][0]
        return typed

    def write(self, value: Value | None) -> str:
        return "" if value is None else self._called(str(value))

    def flush(self) -> None:
        self._list.hide()
        super().flush()

    def pause_over(self) -> None:
        if self._list.isHidden():
            super().pause_over()

    def forget(self) -> None:
        self._list.hide()
        super().forget()

    def eventFilter(self, _line: QObject, event: QEvent) -> bool:
        """Arrows walk, Enter and Tab take and go on, Esc keeps what was typed."""
        if self._list.isHidden() or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.walk(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
            self.next_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            if key == Qt.Key.Key_Tab:
                self._take(self._list.currentIndex())
            return False
        return True

    def _look_up(self, typed: str) -> None:
        self._found = self._suggest(typed) if typed.strip() else ()
        shown = [(name, self._beside(code)) for code, name in self._found]
        self._list.show_names([f"{name} · {more}" if more else name for name, more in shown])

    def _take(self, index: QModelIndex) -> None:
        self._list.hide()
        self._pause.stop()
        self._value = self._found[index.row()][0]
        self.field.put(self.write(self._value))
        self.edited.emit(self._value)


class CodesEditor(Editor):
    """Several codes, in the order in which they were chosen."""

    def __init__(self, suggest: Suggest, called: Called, remove: str) -> None:
        super().__init__()
        self._called, self._remove = called, remove
        self._codes: tuple[str, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._line = CodeEditor(suggest, called, at_a_pause=False)
        under = column(2)
        under.addWidget(self._chips)
        under.addWidget(self._line, 0, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(under)
        self._line.edited.connect(self._add)
        self._line.next_asked.connect(self.next_asked)
        self.setFocusProxy(self._line)
        self._show_chips()

    def show_value(self, value: Value | None) -> None:
        codes = value if isinstance(value, tuple) else ()
        if codes != self._codes:
            self._codes = codes
            self._show_chips()

    def forget(self) -> None:
        self.show_value(None)
        self._line.forget()

    def flush(self) -> None:
        self._line.flush()

    def mark(self, *, wrong: bool) -> None:
        self._line.mark(wrong=wrong)

    def name(self, text: str) -> None:
        self._line.name(text)

    def _add(self, code: Value | None) -> None:
        if isinstance(code, str):
            self._line.show_value(None)
            self._line.field.put("")
            if code not in self._codes:
                self._change((*self._codes, code))

    def _drop(self, code: str) -> None:
        self._change(tuple(kept for kept in self._codes if kept != code))
        self._line.setFocus()

    def _change(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        self._show_chips()
        self.edited.emit(codes or None)

    def _show_chips(self) -> None:
        empty(self._flow)
        for code in self._codes:
            chip = quiet_button(self._called(code), "close")
            chip.setObjectName("member")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setAccessibleName(f"{self._remove}: {self._called(code)}")
            tip(chip, chip.accessibleName())
            chip.clicked.connect(lambda _on, code=code: self._drop(code))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._codes))
