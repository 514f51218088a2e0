"""The foot of a section: what is open, putting it off with a reason, and finishing it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from overstap.gui import theme
from overstap.gui.screens.residents.file.state import FileState
from overstap.gui.widgets import (
    Picture,
    primary_button,
    quiet_button,
    row,
    state_colour,
    tip,
    words,
)
from overstap.i18n.texts import Texts

LONGEST_REASON = 80


class Footer(QStackedWidget):
    """``later_asked`` carries the reason."""

    later_asked = Signal(str)
    finish_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._finished: bool | None = None
        self._picture, self._text = Picture("busy", theme.tokens().accent, 16), words("", "hint")
        self._text.setWordWrap(True)
        self._later = quiet_button(texts("file.later"), "later")
        self._later.clicked.connect(self._ask_why)
        self.finish = primary_button(texts("file.finish"))
        tip(self.finish, "Ctrl+Enter")
        self.finish.clicked.connect(self.finish_asked)
        self._reopen = quiet_button(texts("file.reopen"), "pencil")
        self._reopen.clicked.connect(self.finish_asked)
        self._reopen.hide()
        self.addWidget(foot((self._picture, self._text), (self._later, self.finish, self._reopen)))
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.setAccessibleName(texts("file.later.why"))
        self._reason.setMinimumWidth(theme.size(80))
        put_off = quiet_button(texts("file.later.do"), "later")
        put_off.clicked.connect(self._put_off)
        stay = quiet_button(texts("file.cancel"))
        stay.clicked.connect(lambda: self.setCurrentIndex(0))
        self._reason.returnPressed.connect(put_off.setFocus)
        why = words(texts("file.later.why"), "hint")
        why.setBuddy(self._reason)
        self.addWidget(foot((why, self._reason), (put_off, stay)))
        if theme.large():  # the column says what is open, too
            for part in (self._picture, self._text, why):
                part.hide()
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)

    def show_state(self, state: FileState) -> None:
        """Show what is open; a finished section can be opened again."""
        self._picture.show_drawing(state.footer_state, state_colour(state.footer_state))
        self._text.setText(state.footer)
        self._later.setHidden(state.finished)
        self.finish.setHidden(state.finished)
        self._reopen.setHidden(not state.finished)

    def rest(self) -> None:
        """Ask for no reason any more."""
        self.setCurrentIndex(0)

    def _ask_why(self) -> None:
        self._reason.clear()
        self.setCurrentIndex(1)
        self._reason.setFocus()

    def _put_off(self) -> None:
        self.setCurrentIndex(0)
        self.later_asked.emit(self._reason.text())


def foot(said: Sequence[QWidget], buttons: Sequence[QWidget]) -> QWidget:
    """What there is to say left, of which the last part stretches, and what to press right."""
    whole = QWidget()
    line = row(2)
    for part in said:
        line.addWidget(part, 1 if part is said[-1] else 0)
    line.addStretch(0)
    for part in buttons:
        line.addWidget(part)
    whole.setLayout(line)
    return whole
