"""A line for a passphrase: hidden until it is asked for, with advice while somebody chooses one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from overstap.gui.widgets.buttons import link_button
from overstap.gui.widgets.labelled import Labelled
from overstap.gui.widgets.labels import words
from overstap.i18n.texts import Texts


class SecretLine(QLineEdit):
    """A passphrase: hidden until somebody asks to see it; tells that Caps Lock seems to be on."""

    capslock_noticed = Signal(bool)
    revealed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.installEventFilter(self)

    def reveal(self, on: bool) -> None:
        """Show what is typed, or hide it."""
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.revealed.emit(on)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            if typed.isalpha() and typed.upper() != typed.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.capslock_noticed.emit(typed.isupper() != shift)
        return False


def with_eye(texts: Texts, field: Labelled, line: SecretLine) -> Labelled:
    """Give a passphrase field its button to show it and its hint about Caps Lock."""
    eye = link_button(texts("door.show"), "eye")
    eye.setAutoDefault(False)
    eye.setCheckable(True)
    line.revealed.connect(eye.setChecked)
    eye.toggled.connect(line.reveal)
    eye.toggled.connect(lambda on: eye.setText(texts("door.hide" if on else "door.show")))
    hint = words(texts("door.capslock"), "warning", wrap=True)
    hint.hide()
    line.capslock_noticed.connect(hint.setVisible)
    field.beside.addWidget(eye)
    field.body.addWidget(hint)
    return field


def with_advice(
    texts: Texts,
    field: Labelled,
    line: SecretLine,
    advise: Callable[[str], str],
    suggest: Callable[[], str],
) -> Labelled:
    """Give the field of a new passphrase a sentence about what is typed, and a way to have one
    drawn, which is shown: it has to be read."""

    def fill_in() -> None:
        line.setText(suggest())
        line.reveal(True)
        line.setFocus()

    draw = link_button(texts("door.passphrase.suggest"), "refresh")
    draw.setAutoDefault(False)
    draw.clicked.connect(fill_in)
    line.textChanged.connect(lambda text: field.echo(advise(text) if text else ""))
    field.body.insertWidget(field.body.count() - 1, draw, 0, Qt.AlignmentFlag.AlignLeft)
    return field
