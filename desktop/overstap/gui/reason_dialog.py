"""Asks for a reason before something is done that has to be accounted for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from overstap.gui.question_dialog import QuestionDialog
from overstap.gui.widgets import Labelled, primary_button
from overstap.i18n.texts import Texts

LONGEST = 120


class ReasonDialog(QuestionDialog):
    """What is done and what it means; ``given`` carries the reason."""

    given = Signal(str)

    def __init__(self, title: str, lead: str, texts: Texts, parent: QWidget) -> None:
        super().__init__(title, lead, parent)
        self._texts = texts
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self._named = Labelled(texts("rights.reason"), self.reason, texts("rights.reason.hint"))
        self.body.addWidget(self._named)
        self.do = primary_button(texts("rights.do"))
        self.do.clicked.connect(self._give)
        self.end_with(texts("register.cancel"), self.do)
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self.given.emit(reason)
        else:
            self._named.say(self._texts("rights.reason.missing"))
            self.fit()
            self.reason.setFocus()
