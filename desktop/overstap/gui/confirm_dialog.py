"""Asks whether something is so, before it is written down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from overstap.gui import theme
from overstap.gui.widgets import column, primary_button, quiet_button, row, words
from overstap.i18n.texts import Texts


class ConfirmDialog(QDialog):
    """``key`` names its texts: ``.title``, ``.text``, ``.yes`` and ``.no``."""

    confirmed = Signal()

    def __init__(self, key: str, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        title = texts(f"{key}.title")
        self.setWindowTitle(title)
        self.yes = primary_button(texts(f"{key}.yes"), "tick")
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        leave = quiet_button(texts(f"{key}.no"))
        leave.clicked.connect(self.reject)
        foot = row(3)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.yes)
        whole = column(4, 6)
        whole.addWidget(words(title, "cardtitle", wrap=True))
        whole.addWidget(words(texts(f"{key}.text"), wrap=True))
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setMinimumWidth(theme.size(460))
        self.yes.setFocus()
