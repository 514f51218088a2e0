"""A button with a layout on it: as high as what stands on it, in the width that it has."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from overstap.gui import theme


class Face(QPushButton):
    """A row that can be pressed and stays so; ``body`` takes what stands on it.

    A push button asks its style how large it is, and never what stands on it: this one asks.
    """

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("face")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = QHBoxLayout(self)
        edge = theme.spacing(2)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.spacing(3))

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.body.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The style sheet gives every button a least height, which counts for more than hints."""
        super().resizeEvent(event)
        hint = self.body.sizeHint().height()
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else hint
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
            self.body.invalidate()  # else its parts stay where the first, lower height put them
            self.body.activate()

    def hasHeightForWidth(self) -> bool:
        return self.body.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.body.totalHeightForWidth(width)
