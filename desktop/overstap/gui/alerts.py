"""The only place where an error becomes a window. Decides nothing about what happens next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.widgets import (
    Picture,
    column,
    link_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError, TrustError


class Alert(InReadingOrder, QDialog):
    """What happened in bold, then what it means and what to do; the code small, to be copied."""

    def __init__(
        self,
        texts: Texts,
        said: str,
        code: str,
        *,
        grave: bool = False,
        parent: QWidget,
        way_on: QPushButton | None = None,
    ) -> None:
        super().__init__(parent)
        happened, _, rest = said.partition(". ")
        self.setWindowTitle("Overstap")
        self.setAccessibleName(said)
        now = theme.tokens()
        picture = Picture("shield-bad" if grave else "warning", now.bad if grave else now.warn, 32)
        body = column(3)
        title = words(f"{happened}." if rest else happened, "cardtitle", wrap=True)
        body.addWidget(title)
        if rest:
            body.addWidget(words(rest, wrap=True))
        if code:
            body.addLayout(self._code(texts, code))
        side = row(4)
        side.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        side.addLayout(body, 1)
        close = primary_button(texts("desk.understood"))
        close.clicked.connect(self.accept)
        whole = column(5, 6)
        whole.addLayout(side)
        foot = row(3)
        foot.addStretch(1)
        if way_on is not None:
            way_on.clicked.connect(self.accept)
            foot.addWidget(way_on)
        foot.addWidget(close)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setFixedWidth(theme.size(520))
        close.setFocus()

    def _code(self, texts: Texts, code: str) -> QHBoxLayout:
        shown = words(texts("alert.code", code=code), "faint", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = link_button(texts("alert.copy"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        line = row(1)
        line.addWidget(shown, 1)
        line.addWidget(copy)
        return line


class Alerts:
    """The dialogs of one window, in one language."""

    def __init__(self, window: QWidget, texts: Texts) -> None:
        self._window = window
        self._texts = texts

    def speak(self, texts: Texts) -> None:
        """Use another language from now on."""
        self._texts = texts

    def show(self, error: OverstapError) -> None:
        """Say what happened, what it means and what to do next."""
        grave = isinstance(error, TrustError)
        Alert(
            self._texts, self._texts.error(error), error.code, grave=grave, parent=self._window
        ).open()

    __call__ = show

    def explain(self, said: str, way_on: str, go: Callable[[], object]) -> None:
        """Tell something that is no fault, and offer what to do about it now."""
        button = quiet_button(way_on, "arrow-right")
        button.clicked.connect(go)
        Alert(self._texts, said, "", parent=self._window, way_on=button).open()

    def crash(self, report: Path) -> None:
        """Say that the program made a mistake, and where the report of it is."""
        said = self._texts("alert.crash", report=report.name)
        Alert(self._texts, said, str(report), grave=True, parent=self._window).open()
