"""Words on a screen: of every size, cut or broken where there is no room for all of them."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.widgets.pictures import pixmap
from overstap.gui.widgets.tips import tip


def words(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """A label. ``kind``: title, cardtitle, label, strong, hint, faint, key, number or error.

    Text is shown as it is: a name with ``<b>`` in it is that name.
    """
    label = QLabel(text)
    label.setObjectName(kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    return label


def breakable(path: str) -> str:
    """A path that goes on in the next line after any folder."""
    return re.sub(r"([/\\])", "\\1\u200b", path)


def at_left(label: QLabel) -> QLabel:
    """A name in any script at the left, under names in other scripts."""
    label.setAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    )
    return label


class Fault(QLabel):
    """What is wrong, behind a triangle: it is not told by its colour alone."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("error")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(theme.size(24), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            above = max(0, self.height() - self.heightForWidth(self.width())) // 2
            drop = (self.fontMetrics().height() - theme.size(16)) // 2
            drawing = pixmap("warning", theme.tokens().bad, 16)
            QPainter(self).drawPixmap(0, above + drop, drawing)


class Shrinking(QLabel):
    """A line that may be cut with an ellipsis; the whole of it stands under the mouse."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(40), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole, place = self.text(), self.contentsRect()
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, place.width())
        tip(self, whole if cut != whole else "")
        self.style().drawItemText(
            painter, place, int(self.alignment()), self.palette(), True, cut, self.foregroundRole()
        )


class Wrapping(QLabel):
    """A line that goes on in the next one only where it does not fit. Qt's own labels break
    earlier, to look well."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """All of it on one line."""
        self.ensurePolished()
        line = self.fontMetrics().size(0, self.text())
        return line.grownBy(self.contentsMargins())
