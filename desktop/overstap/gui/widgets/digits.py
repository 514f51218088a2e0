"""Numbers in groups of five: shown big, and typed while somebody reads them out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from overstap.gui import theme
from overstap.gui.widgets.chips import StateIcon
from overstap.gui.widgets.labels import words

GROUP = 5
A_LINE = 4
"""Groups on one line: eight make two lines."""
_TYPED = 18


class BigNumber(QWidget):
    """Groups of digits to read out, each with its place."""

    def __init__(
        self, groups: Sequence[str], a_line: int = A_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = _grid(self)
        for number, group in enumerate(groups):
            digits = words(group)
            digits.setFont(_digits(24))
            digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words(str(number + 1), "faint"), 2 * (number // a_line), number % a_line)
            grid.addWidget(digits, 2 * (number // a_line) + 1, number % a_line)
        grid.setColumnStretch(a_line, 1)
        self.setAccessibleName(" ".join(groups))


class DigitBoxes(QWidget):
    """Boxes for groups of five digits. Typing goes on to the next box by itself; a whole number
    that is pasted or scanned is spread; ``edited`` carries what stands in all of them.

    ``name`` gives the name of box ``n`` of ``total`` for a screen reader; ``clean`` takes out
    what people put between digits. ``marked``: there is room for a state below every box.
    """

    edited = Signal(object)

    def __init__(
        self,
        total: int,
        name: Callable[[int, int], str],
        clean: Callable[[str], str],
        a_line: int = A_LINE,
        parent: QWidget | None = None,
        *,
        marked: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("digits")
        self._clean, self._a_line = clean, a_line
        self._grid = _grid(self)
        self._grid.setHorizontalSpacing(theme.spacing(3))
        self.boxes: list[QLineEdit] = []
        self._marks: list[StateIcon | None] = [None] * total
        for number in range(total):
            box = QLineEdit()
            box.setFont(_digits(_TYPED))
            width = QFontMetrics(box.font()).horizontalAdvance("00000") + theme.size(24)
            box.setFixedWidth(width)
            box.setStyleSheet(f"font-size: {theme.size(_TYPED)}px; font-family: monospace;")
            box.setAccessibleName(name(number + 1, total))
            box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            box.textEdited.connect(partial(self._typed, number))
            box.installEventFilter(self)
            self._grid.addWidget(box, 2 * (number // a_line), number % a_line)
            self.boxes.append(box)
        for line in range(-(-total // a_line) if marked else 0):
            self._grid.setRowMinimumHeight(2 * line + 1, theme.size(22))
        self._grid.setColumnStretch(a_line, 1)

    def groups(self) -> tuple[str, ...]:
        """What stands in the boxes."""
        return tuple(box.text() for box in self.boxes)

    def fill(self, digits: str) -> None:
        """Put a number that was typed before back into the boxes."""
        for number, box in enumerate(self.boxes):
            box.setText(digits[number * GROUP : (number + 1) * GROUP])

    def clear(self) -> None:
        """Empty all boxes and begin at the first."""
        for number, box in enumerate(self.boxes):
            box.clear()
            self.show_mark(number, "", "")
        self.boxes[0].setFocus()

    def show_mark(self, number: int, state: str, word: str) -> None:
        """A state below a box, as drawing and word; an empty state takes it away."""
        old = self._marks[number]
        box = self.boxes[number]
        if old is not None:
            self._grid.removeWidget(old)
            old.deleteLater()
        mark = StateIcon(state, word) if state else None
        if mark is not None:
            line, place = divmod(number, self._a_line)
            self._grid.addWidget(mark, 2 * line + 1, place)
        self._marks[number] = mark
        box.setAccessibleDescription(word)
        box.setProperty("wrong", state not in ("", "done"))
        box.style().polish(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty box goes back to the one before; Enter goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            for number, box in enumerate(self.boxes):
                if box is watched:
                    return self._pressed(number, event)
        return super().eventFilter(watched, event)

    def _pressed(self, number: int, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace and not self.boxes[number].text() and number:
            self.boxes[number - 1].setFocus()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._to(number + 1)
            return True
        return False

    def _typed(self, number: int, text: str) -> None:
        rest = self._clean(text)
        for box in self.boxes[number:]:
            box.setText(rest[:GROUP])
            rest = rest[GROUP:]
            if not rest:
                break
            number += 1
        if len(self.boxes[number].text()) == GROUP:
            self._to(number + 1)
        self.edited.emit(self.groups())

    def _to(self, number: int) -> None:
        if number < len(self.boxes):
            self.boxes[number].setFocus()
            self.boxes[number].selectAll()


def _digits(pixels: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme.size(pixels))
    font.setBold(True)
    return font


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.spacing(5))
    grid.setVerticalSpacing(theme.spacing(1))
    return grid
