"""The few shapes every screen is made of. They know the theme, and no resident or use case."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.kernel import resources


def icon(name: str, colour: str) -> QIcon:
    """The drawing ``name`` in the colour of the text beside it."""
    return QIcon(_pixmap(name, colour, 44))


def primary_button(text: str) -> QPushButton:
    """The one filled button of a screen."""
    button = quiet_button(text)
    button.setObjectName("primary")
    return button


def quiet_button(text: str) -> QPushButton:
    """Any other button."""
    button = QPushButton(text)
    button.setAccessibleName(text)
    return button


class Card(QFrame):
    """A white sheet; ``body`` takes what stands on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        edge = theme.spacing(5)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.spacing(2))


class Chip(QLabel):
    """A word with a soft ground; ``tone`` is neutral, accent, ok, warn or bad."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        now = theme.tokens()
        front, ground = {
            "accent": (now.accent, now.accent_soft),
            "ok": (now.ok, now.ok_soft),
            "warn": (now.warn, now.warn_soft),
            "bad": (now.bad, now.bad_soft),
        }.get(tone, (now.text2, now.sunken))
        self.setStyleSheet(
            f"color: {front}; background: {ground}; border-radius: 5px; padding: 3px 8px;"
        )


class StateIcon(QWidget):
    """A state as drawing and word: none, busy, later, done, blocked or warning."""

    def __init__(self, state: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = theme.tokens()
        colour = {
            "none": now.text3,
            "busy": now.accent,
            "later": now.warn,
            "done": now.ok,
        }.get(state, now.bad)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        picture, label = QLabel(), QLabel(word)
        picture.setPixmap(_pixmap(state, colour, 16))
        label.setStyleSheet(f"color: {colour};")
        line.addWidget(picture)
        line.addWidget(label, 1)
        self.setAccessibleName(word)


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    drawing = (resources.folder() / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
