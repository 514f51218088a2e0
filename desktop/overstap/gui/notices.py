"""A strip above every screen: what somebody should know, and where something can be done about it.

Calm: it takes no keyboard, waits for nobody, and goes when it is put away. Where the window is low
it gives way to the screen below, and is scrolled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.widgets import Picture, Scroll, empty, link_button, row, tip, words
from overstap.i18n.texts import Texts

MOST = 2
"""Shown at once; the next comes when one is put away, so that the screen below keeps its room."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in words; ``page`` of the administration, where one can go."""

    key: str
    said: str
    page: str = ""


class NoticeStrip(Scroll):
    """``page_asked``: where something can be done about a notice."""

    page_asked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._away: set[str] = set()
        self.lines: tuple[Line, ...] = ()
        self.body.setContentsMargins(*(theme.spacing(2),) * 4)
        self.body.setSpacing(theme.spacing(1))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def sizeHint(self) -> QSize:
        """As high as the notices are."""
        wide = self.viewport().width()
        return QSize(wide, self.body.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """None: the screen below goes first."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, without those that were put away."""
        wanted = tuple(line for line in lines if line.key not in self._away)
        if wanted != self.lines:
            self.lines = wanted
            empty(self.body)
            for line in wanted[:MOST]:
                self.body.addWidget(self._bar(line))
            self.updateGeometry()
        self.setVisible(bool(wanted))

    def _bar(self, line: Line) -> QFrame:
        bar = QFrame()
        bar.setObjectName("banner")
        bar.setProperty("tone", "warn")
        bar.setAccessibleName(line.said)
        whole = row(3)
        whole.setContentsMargins(*(theme.spacing(n) for n in (4, 1, 3, 1)))
        picture = Picture("warning", theme.tokens().warn, 20)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addWidget(words(line.said, wrap=True), 1)
        if line.page:
            whole.addWidget(self._go(line))
        whole.addWidget(self._close(line))
        bar.setLayout(whole)
        return bar

    def _go(self, line: Line) -> QWidget:
        go = link_button(self._texts("notice.go"), "arrow-right")
        go.setAccessibleName(f"{go.text()}: {line.said}")
        go.clicked.connect(lambda: self.page_asked.emit(line.page))
        return go

    def _close(self, line: Line) -> QWidget:
        close = link_button("", "close")
        close.setAccessibleName(f"{self._texts('notice.close')}: {line.said}")
        tip(close, self._texts("notice.close"))
        close.clicked.connect(lambda: self._put_away(line))
        return close

    def _put_away(self, line: Line) -> None:
        self._away.add(line.key)
        self.show_lines(self.lines)
