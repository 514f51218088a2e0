"""A small window that asks one thing. Those of the program look alike: they are made from this."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.widgets import at_left, column, quiet_button, row, words

WIDTH = 480


class QuestionDialog(InReadingOrder, QDialog):
    """What it is about and what that means; ``body`` takes what is asked, the foot the ways out."""

    def __init__(self, title: str, lead: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.body = column(4)
        self.body.addWidget(at_left(words(title, "cardtitle", wrap=True)))
        if lead:
            self.body.addWidget(words(lead, wrap=True))
        self._foot = row(3)
        self._foot.addStretch(1)
        whole = column(6, 6)
        whole.addLayout(self.body)
        whole.addStretch(1)
        whole.addLayout(self._foot)
        self.setLayout(whole)
        self.setFixedWidth(theme.size(WIDTH))

    def end_with(self, leave: str, do: QPushButton) -> None:
        """Two ways out: leave it, and at the right do it."""
        left = quiet_button(leave)
        left.clicked.connect(self.reject)
        for button in (left, do):
            self._foot.addWidget(button)

    def sizeHint(self) -> QSize:
        """As high as its sentences are in its width."""
        wide = self.minimumWidth()
        return QSize(wide, self.heightForWidth(wide))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt would make it no higher than two thirds of the screen."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Make it as high as what it says now."""
        self.resize(self.sizeHint())
