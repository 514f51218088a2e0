"""One of a few ways on, large enough to read before it is pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.widgets.labels import at_left, words
from overstap.gui.widgets.pictures import Picture
from overstap.gui.widgets.sheets import column


class ChoiceCard(QPushButton):
    """A button with a drawing, a bold line and a line that explains it; at the right a ``number``
    where there is one."""

    def __init__(self, picture: str, title: str, lead: str = "", number: str = "") -> None:
        super().__init__()
        self.setObjectName("choicecard")
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = at_left(words("", "label", wrap=True))
        self._lead = words("", "hint", wrap=True)
        text = column(1)
        text.addWidget(self._title)
        text.addWidget(self._lead)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(*(theme.spacing(n) for n in (4, 3, 4, 3)))
        self._inside.setSpacing(theme.spacing(3))
        self._picture = Picture(picture, theme.tokens().accent, 24)
        self._inside.addWidget(self._picture)
        self._inside.addLayout(text, 1)
        self._number = words(number, "number")
        self._inside.addWidget(self._number)
        self._number.setVisible(bool(number))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.say(title, lead)

    def say(self, title: str, lead: str = "") -> None:
        """Change what stands on it."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.setAccessibleName(title)
        self.setAccessibleDescription(lead)
        self.updateGeometry()

    def draw(self, picture: str) -> None:
        """Change the drawing at the left."""
        self._picture.show_drawing(picture, theme.tokens().accent)

    def count(self, number: int) -> None:
        """Change the number at the right; none at all is said softly."""
        self._number.setText(str(number))
        self._number.setObjectName("number" if number else "faint")
        self._number.style().polish(self._number)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()
