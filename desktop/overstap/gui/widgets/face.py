"""A button with a layout on it: as high as what stands on it, in the width that it has."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from overstap.gui import theme


class Face(QPushButton):
    """A row that can be pressed and stays so; ``body`` takes what stands on it."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.body = QHBoxLayout(self)
        edge = theme.spacing(2)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.spacing(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        """A push button asks its style for its height, and never what stands on it."""
        high = self.body.sizeHint().height()
        if self.body.hasHeightForWidth():
            high = self.body.totalHeightForWidth(self.width())
        if high != self.height():
            self.setFixedHeight(high)
