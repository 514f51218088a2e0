"""Asks whether something is so, before it is written down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overstap.gui.question_dialog import QuestionDialog
from overstap.gui.widgets import primary_button
from overstap.i18n.texts import Texts


class ConfirmDialog(QuestionDialog):
    """``key`` names its texts: ``.title``, ``.text``, ``.yes`` and ``.no``."""

    confirmed = Signal()

    def __init__(self, key: str, texts: Texts, parent: QWidget) -> None:
        super().__init__(texts(f"{key}.title"), texts(f"{key}.text"), parent)
        self.yes = primary_button(texts(f"{key}.yes"), "tick")
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        self.end_with(texts(f"{key}.no"), self.yes)
        self.yes.setFocus()
