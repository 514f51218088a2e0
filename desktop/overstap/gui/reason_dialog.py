"""Asks for a reason before something is done that has to be accounted for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.widgets import Labelled, column, primary_button, quiet_button, row, words
from overstap.i18n.texts import Texts

LONGEST = 120


class ReasonDialog(InReadingOrder, QDialog):
    """What is done and what it means; ``given`` carries the reason."""

    given = Signal(str)

    def __init__(self, title: str, lead: str, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setWindowTitle(title)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self._named = Labelled(texts("rights.reason"), self.reason, texts("rights.reason.hint"))
        self.do = primary_button(texts("rights.do"))
        self.do.clicked.connect(self._give)
        leave = quiet_button(texts("register.cancel"))
        leave.clicked.connect(self.reject)
        foot = row(3)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.do)
        whole = column(4, 6)
        whole.addWidget(words(title, "cardtitle", wrap=True))
        whole.addWidget(words(lead, wrap=True))
        whole.addWidget(self._named)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setMinimumWidth(theme.size(480))
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self.given.emit(reason)
        else:
            self._named.say(self._texts("rights.reason.missing"))
            self.reason.setFocus()
