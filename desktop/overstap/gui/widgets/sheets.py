"""What stands on a screen: cards, banners, headers, and what is empty."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.widgets.labels import at_left, words
from overstap.gui.widgets.pictures import Picture


def line() -> QFrame:
    """A divider."""
    drawn = QFrame()
    drawn.setObjectName("line")
    return drawn


def column(spacing: int = 2, margins: int = 0) -> QVBoxLayout:
    """A column with steps of the scale between its parts and around it."""
    layout = QVBoxLayout()
    _set(layout, spacing, margins)
    return layout


def row(spacing: int = 2, margins: int = 0) -> QHBoxLayout:
    """A row with steps of the scale between its parts and around it."""
    layout = QHBoxLayout()
    _set(layout, spacing, margins)
    return layout


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            empty(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class Card(QFrame):
    """A white sheet; ``body`` takes what stands on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        edge = theme.spacing(5)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.spacing(2))


class Scroll(QScrollArea):
    """A page longer than the window; ``body`` takes what stands on it. No sideways scrolling.

    Without ``margins`` nothing touches the bar while there is one.
    """

    def __init__(self, margins: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QWidget()
        page.setObjectName("page")
        self.body = QVBoxLayout(page)
        _set(self.body, 2, margins)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not margins:
            self.verticalScrollBar().rangeChanged.connect(self._keep_off_bar)

    def _keep_off_bar(self, _first: int, last: int) -> None:
        gap = theme.spacing(2) if last else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(gap if mirrored else 0, 0, 0 if mirrored else gap, 0)


class Header(QWidget):
    """The top of a screen: its title, one line under it, and room at the right (``side``)."""

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.lead = words(title, "title", wrap=True), words(lead, "hint", wrap=True)
        left = column(1)
        left.addWidget(self.title)
        left.addWidget(self.lead)
        self.side = row(2)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (6, 4, 5, 4)))
        whole.addLayout(left, 1)
        whole.addLayout(self.side)
        self.setMinimumHeight(theme.size(76))
        self.lead.setVisible(bool(lead))  # only now: a label without a home would be a window

    def say(self, title: str, lead: str = "") -> None:
        """Change what stands there."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))


class Banner(QFrame):
    """One message over the width, with a picture; ``body`` takes more under it.

    ``tone`` is accent, ok, warn or bad: shown by picture, edge and words, not by colour alone.
    """

    def __init__(
        self,
        tone: str,
        title: str,
        text: str = "",
        picture: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        now = theme.tokens()
        colour = {"ok": now.ok, "warn": now.warn, "bad": now.bad}.get(tone, now.accent)
        drawing = picture or {"ok": "shield", "warn": "warning", "bad": "shield-bad"}.get(
            tone, "help"
        )
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        whole.setSpacing(theme.spacing(4))
        whole.addWidget(Picture(drawing, colour, 28), 0, Qt.AlignmentFlag.AlignTop)
        self.body = column(1)
        self.body.addWidget(at_left(words(title, "cardtitle", wrap=True)))
        self._text = words(text, wrap=True)
        if text:
            self.body.addWidget(self._text)
        whole.addLayout(self.body, 1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, text: str) -> None:
        """Say something else under the title."""
        self._text.setText(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """As high as its sentences are in the width that it has."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self.isVisible() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Empty(QWidget):
    """What a screen shows when there is nothing: a drawing, what is so, and what to do now."""

    def __init__(self, picture: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        _set(self.body, 2, 8)
        drawing = Picture(picture, theme.tokens().text3, 44)
        said = words(title, "cardtitle", wrap=True)
        more = words(text, "hint", wrap=True)
        self.body.addStretch(1)
        self.body.addWidget(drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (said, more):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setMaximumWidth(theme.size(420))
            middle = row(0)  # an alignment instead would cut wrapped words to one line
            middle.addStretch(1)
            middle.addWidget(part, 100)
            middle.addStretch(1)
            self.body.addLayout(middle)
        self.body.addStretch(2)


class Meter(QProgressBar):
    """How many of how many; the number stands beside it in words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)


def _set(layout: QHBoxLayout | QVBoxLayout, spacing: int, margins: int) -> None:
    edge = theme.spacing(margins)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(theme.spacing(spacing))
