"""A button whose word may be longer than there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from overstap.gui import theme
from overstap.gui.widgets.tips import tip


class ShrinkingButton(QPushButton):
    """Says in one line what it opens, cut where there is no room: all of it shows when it opens,
    and stands under the mouse."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        icon = 0 if self.icon().isNull() else self.iconSize().width() + theme.spacing(2)
        room = inside.width() - icon
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        tip(self, self.text() if cut != self.text() else "")
        option.text = cut
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
