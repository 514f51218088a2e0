"""A QR code, black on white in every scheme, so that every scanner reads it."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from overstap.gui import theme

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


class QrCode(QWidget):
    """Draws ``text``; ``said`` is what a screen reader hears."""

    def __init__(self, text: str, said: str, pixels: int = 132, parent: QWidget | None = None):
        super().__init__(parent)
        self._modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
        self._module = max(2, theme.size(pixels) // (len(self._modules) + 2 * QUIET))
        edge = self._module * (len(self._modules) + 2 * QUIET)
        self.setFixedSize(QSize(edge, edge))
        self.setAccessibleName(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    at = QRect(
                        (x + QUIET) * self._module,
                        (y + QUIET) * self._module,
                        self._module,
                        self._module,
                    )
                    painter.fillRect(at, QColor(Qt.GlobalColor.black))
        painter.end()
