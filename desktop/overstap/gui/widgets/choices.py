"""One of a few ways on, large enough to read before it is pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.widgets.pictures import Picture
from overstap.gui.widgets.sheets import column, words


class ChoiceCard(QPushButton):
    """A button with a drawing, a bold line and a line that explains it."""

    def __init__(
        self, picture: str, title: str, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("choicecard")
        self.setAccessibleName(title)
        self.setAccessibleDescription(lead)
        self.setAutoDefault(True)
        text = column(1)
        text.addWidget(words(title, "label", wrap=True))
        if lead:
            text.addWidget(words(lead, "hint", wrap=True))
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(*(theme.spacing(n) for n in (4, 3, 4, 3)))
        self._inside.setSpacing(theme.spacing(3))
        self._inside.addWidget(Picture(picture, theme.tokens().accent, 24))
        self._inside.addLayout(text, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        wanted = self._inside.sizeHint()
        width = self.width() if self.width() > theme.size(120) else wanted.width()
        return QSize(wanted.width(), max(wanted.height(), self._inside.heightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._inside.heightForWidth(self.width()))
