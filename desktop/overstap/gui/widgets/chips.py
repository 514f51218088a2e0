"""A state or a fact in one word. Never by colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.widgets.labels import words
from overstap.gui.widgets.pictures import Picture


class Chip(QLabel):
    """A word with a soft ground; ``tone`` is neutral, accent, ok, warn or bad."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("chip")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class StateIcon(QWidget):
    """A state as drawing and word: none, busy, later, done, blocked or warning."""

    def __init__(self, state: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colour = state_colour(state)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.spacing(2))
        label = words(word)
        label.setStyleSheet(f"color: {colour}; font-size: {theme.size(12)}px;")
        line.addWidget(Picture(state, colour, 16))
        line.addWidget(label, 1)
        self.setAccessibleName(word)


def state_colour(state: str) -> str:
    """The colour of a state's drawing and word."""
    now = theme.tokens()
    return {
        "none": now.text3,
        "busy": now.accent,
        "later": now.warn,
        "warning": now.warn,
        "done": now.ok,
    }.get(state, now.bad)
