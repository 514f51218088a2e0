"""A box to tick whose words go on in the next line where they are long. Qt's own never do."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from overstap.gui import theme
from overstap.gui.widgets.labels import Wrapping
from overstap.gui.widgets.sheets import row


class Tick(QCheckBox):
    """The words beside it tick it too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        said = Wrapping(text)
        said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = row(0)
        edge = theme.spacing(1)
        self._inside.setContentsMargins(theme.size(18) + theme.spacing(3), edge, 0, edge)
        self._inside.addWidget(said)
        self.setLayout(self._inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.totalHeightForWidth(width)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)
