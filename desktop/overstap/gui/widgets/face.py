"""A button with a layout on it: as high as what stands on it, in the width that it has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.widgets.labels import Wrapping, at_left
from overstap.gui.widgets.pictures import Picture


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

    def hasHeightForWidth(self) -> bool:
        return self.body.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.body.totalHeightForWidth(width)


class LineButton(Face):
    """A whole sentence that can be pressed; it goes on in the next line where it is long."""

    def __init__(self, text: str, picture: str = "") -> None:
        super().__init__(text, "")
        self.setObjectName("linebutton")
        self.setCheckable(False)
        self.setAutoDefault(False)
        edge = theme.spacing(1)  # its words stand nearly under what is above it
        self.body.setContentsMargins(edge, theme.spacing(2), edge, theme.spacing(2))
        if picture:
            self.body.addWidget(Picture(picture, theme.tokens().accent, 18))
        self.body.addWidget(at_left(Wrapping(text, "link")), 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
