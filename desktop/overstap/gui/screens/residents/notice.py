"""Stands above a file: somebody else in the list may be the same resident."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from overstap.gui import theme
from overstap.gui.screens.residents.state import LikelyState
from overstap.gui.widgets import Picture, column, link_button, row, tip, words
from overstap.i18n.texts import Texts


class LikelyNotice(QFrame):
    """``compare_asked`` and ``apart_asked``: the resident, and who may be the same."""

    compare_asked = Signal(str, str)
    apart_asked = Signal(str, str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "warn")
        self._state = LikelyState()
        self._title, self._why = words("", "strong", wrap=True), words("", "hint", wrap=True)
        said = column(0)
        said.addWidget(self._title)
        said.addWidget(self._why)
        self._why.setHidden(theme.large())
        self.compare = link_button(texts("doubles.compare"), "arrow-right")
        self.compare.clicked.connect(lambda: self.compare_asked.emit(*self._state.pair))
        self.apart = link_button(texts("doubles.apart"))
        self.apart.clicked.connect(lambda: self.apart_asked.emit(*self._state.pair))
        ways = row(1)
        ways.addWidget(self.apart)
        ways.addWidget(self.compare)
        whole = row(3)
        whole.setContentsMargins(*(theme.spacing(n) for n in (4, 1, 3, 1)))
        picture = Picture("warning", theme.tokens().warn, 20)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(said, 1)
        whole.addLayout(ways)
        self.setLayout(whole)
        self.hide()

    def show_state(self, state: LikelyState) -> None:
        """Show who it may be; nothing where it is nobody."""
        self._state = state
        self._title.setText(state.title)
        self._why.setText(state.why)
        tip(self._title, state.why)
        for button in (self.compare, self.apart):
            button.setAccessibleName(f"{button.text()}: {state.title}")
        self.setVisible(bool(state.other))
