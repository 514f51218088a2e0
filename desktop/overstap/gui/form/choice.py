"""Choices as buttons: one of them, or several. One Tab stop; arrows walk, a digit chooses."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from overstap.domain.answers import Value
from overstap.gui import theme
from overstap.gui.form.editor import Editor
from overstap.gui.widgets import FlowLayout, icon

NONE = "none"
"""Among several choices: this one excludes the others."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Option(QPushButton):
    """One choice. Shows a tick when chosen, so that colour is not needed to see it."""

    walked = Signal(int)
    numbered = Signal(int)
    next_asked = Signal()

    def __init__(self, text: str, kind: str = "choice") -> None:
        super().__init__(text)
        self.setObjectName(kind)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(theme.size(14), theme.size(14)))
        self._tick = icon("tick", theme.tokens().accent)
        self.toggled.connect(self._show_tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in _STEPS:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.walked.emit(-_STEPS[key] if mirrored and sideways else _STEPS[key])
        elif plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.numbered.emit(key - Qt.Key.Key_1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def _show_tick(self, chosen: bool) -> None:
        self.setIcon(self._tick if chosen else QIcon())


Coded = Sequence[tuple[str, str]]
"""Choices: what is stored, and what stands on the button."""


def in_a_row(row: FlowLayout, options: Coded, kind: str = "choice") -> list[Option]:
    """A button for each choice, beside each other."""
    buttons = [Option(text, kind) for _, text in options]
    for button in buttons:
        row.addWidget(button)
    return buttons


class Options(QObject):
    """Buttons that belong together. ``chosen`` carries the codes in the order of the choices."""

    chosen = Signal(object)
    next_asked = Signal()
    moved = Signal(object)
    """Tab comes to this button from now on."""

    def __init__(
        self, codes: Sequence[str], buttons: Sequence[Option], parent: QObject, *, several: bool
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._codes, self._buttons = list(codes), list(buttons)
        self._at = 0
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _on, place=place: self._choose(place))
            button.walked.connect(lambda by, place=place: self._walk(place, by))
            button.numbered.connect(self._press)
            button.next_asked.connect(self.next_asked)
        self._one_tab_stop(0)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen now."""
        pairs = zip(self._codes, self._buttons, strict=True)
        return tuple(code for code, button in pairs if button.isChecked())

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show these as chosen."""
        for code, button in zip(self._codes, self._buttons, strict=True):
            button.setChecked(code in codes)
        first = next((p for p, button in enumerate(self._buttons) if button.isChecked()), 0)
        self._one_tab_stop(first)

    @property
    def stop(self) -> QWidget:
        """The button that Tab comes to."""
        return self._buttons[self._at]

    def name(self, text: str) -> None:
        """Buttons are called after their question too."""
        for button in self._buttons:
            button.setAccessibleDescription(text)

    def _choose(self, place: int) -> None:
        button, code = self._buttons[place], self._codes[place]
        if button.isChecked():
            for other_code, other in zip(self._codes, self._buttons, strict=True):
                excluded = not self._several or NONE in (code, other_code)
                if other is not button and excluded:
                    other.setChecked(False)
        self._one_tab_stop(place)
        self.chosen.emit(self.codes)

    def _press(self, place: int) -> None:
        if place < len(self._buttons):
            self._buttons[place].setFocus()
            self._buttons[place].click()

    def _walk(self, place: int, by: int) -> None:
        to = (place + by) % len(self._buttons)
        self._one_tab_stop(to)
        self._buttons[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _one_tab_stop(self, at: int) -> None:
        self._at = at
        for place, button in enumerate(self._buttons):
            here = place == at
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.moved.emit(self._buttons[at])


class ChoiceEditor(Editor):
    """One of a few, or several: pressing the chosen one again empties the answer."""

    def __init__(
        self,
        options: Coded,
        *,
        several: bool,
        lay_out: Callable[[QWidget, Coded], Sequence[Option]] | None = None,
    ) -> None:
        """``lay_out`` makes the buttons in the editor; they stand in a row otherwise."""
        super().__init__()
        self._several = several
        buttons = lay_out(self, options) if lay_out else in_a_row(FlowLayout(self), options)
        codes = [code for code, _ in options]
        self._options = Options(codes, buttons, self, several=several)
        self._options.moved.connect(self.setFocusProxy)
        self.setFocusProxy(self._options.stop)
        self._options.chosen.connect(self._say)
        self._options.next_asked.connect(self.next_asked)

    def show_value(self, value: Value | None) -> None:
        codes = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        self._options.show_codes(codes)

    def name(self, text: str) -> None:
        self._options.name(text)

    def _say(self, codes: tuple[str, ...]) -> None:
        if self._several:
            self.edited.emit(codes or None)
        else:
            self.edited.emit(codes[0] if codes else None)
