"""A page that is scrolled, over a line of buttons that stay in sight."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.widgets.sheets import Scroll, row


class Footed(QWidget):
    """``body`` takes what is scrolled, ``foot`` the buttons. ``margins`` as of ``Scroll``: a page
    that fills the window has them, one on a page does not."""

    def __init__(self, margins: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Scroll(margins)
        self.body = self.page.body
        self.body.setSpacing(theme.spacing(4))
        self.foot = row(3)
        if margins:
            self.foot.setContentsMargins(*(theme.spacing(n) for n in (margins, 2, margins, 4)))
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0 if margins else theme.spacing(3))
        self.whole.addWidget(self.page, 1)
        self.whole.addLayout(self.foot)
