"""The rail on the left: where one can go, and how much is waiting there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from overstap.gui import theme
from overstap.gui.widgets import icon


class RailButton(QToolButton):
    """A drawing over its word; a bar shows where one is, a number what is waiting."""

    def __init__(self, text: str, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self.setText(text)
        self.setAccessibleName(text)
        self.setIcon(icon(picture, theme.tokens().nav_text))
        self.setIconSize(QSize(theme.size(22), theme.size(22)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_waiting(self, count: int, sentence: str) -> None:
        """Show how many wait; ``sentence`` says it to a screen reader and under the mouse."""
        self._waiting = count
        self.setAccessibleDescription(sentence if count else "")
        self.setToolTip(sentence if count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(theme.MARK_LINE))
            painter.drawRoundedRect(
                QRectF(0, self.height() * 0.25, 3, self.height() * 0.5), 1.5, 1.5
            )
        if self._waiting:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        number = str(self._waiting) if self._waiting < 100 else "99+"
        painter.setFont(theme.font(11, bold=True))
        high = theme.size(16)
        wide = max(high, painter.fontMetrics().horizontalAdvance(number) + theme.size(10))
        place = QRectF(self.width() / 2 + theme.size(4), theme.size(4), wide, high)
        painter.setBrush(QColor(theme.BADGE))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(QColor(theme.BADGE_TEXT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
