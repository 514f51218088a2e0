"""What is explained to the resident, and what is read out to them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.talk.state import Both, Half, ReadLine, Told
from overstap.gui.screens.talk.twice import INDENT, labels, twice
from overstap.gui.widgets import column, line, link_button, words
from overstap.i18n.texts import Texts


class ToldPage(QWidget):
    """A title and sentences, in both languages; when it was told before stands under it."""

    def __init__(self, told: Told, half: Half) -> None:
        super().__init__()
        whole = column(4)
        whole.addLayout(twice(told.title, "ask", half))
        for sentence in told.sentences:
            whole.addLayout(twice(sentence, "tell", half))
        self._when = words(told.when, "strong", wrap=True)
        if half is not Half.THEIRS:
            whole.addWidget(self._when)
        indent = theme.spacing(INDENT) if half is not Half.THEIRS else 0
        whole.setContentsMargins(indent, 0, 0, 0)
        self.setLayout(whole)

    def show_told(self, told: Told) -> None:
        """Show when it was told."""
        self._when.setText(told.when)
        self._when.setVisible(bool(told.when))


class ReadPage(QWidget):
    """Questions and answers of a topic. ``corrected`` carries the question that is to be asked
    again."""

    corrected = Signal(str)

    def __init__(self, texts: Texts, told: Told, topic: Both, half: Half) -> None:
        super().__init__()
        self._texts, self._half = texts, half
        self._lines: Sequence[ReadLine] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.spacing(6))
        self._grid.setVerticalSpacing(theme.spacing(2))
        whole = column(3)
        whole.addLayout(twice(topic, "ask", half))
        for sentence in told.sentences:
            whole.addLayout(twice(sentence, "tell", half))
        whole.addWidget(line())
        whole.addLayout(self._grid)
        indent = theme.spacing(INDENT) if half is not Half.THEIRS else 0
        whole.setContentsMargins(indent, 0, 0, 0)
        self.setLayout(whole)

    def show_lines(self, lines: Sequence[ReadLine]) -> None:
        """Show what was said."""
        if lines == self._lines:
            return
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._lines = lines
        for at, read in enumerate(lines):
            self._add(2 * at, read)

    def focus(self) -> None:
        """Nothing on it is to be done but going on."""

    def _add(self, at: int, read: ReadLine) -> None:
        asked, said = (
            labels(read.ask, "tellhint", self._half),
            labels(read.said, "said", self._half),
        )
        for place, label in enumerate(asked):
            self._grid.addWidget(label, at, place)
            self._grid.setColumnStretch(place, 1)
        for place, label in enumerate(said):
            self._grid.addWidget(label, at + 1, place)
        self._grid.setRowMinimumHeight(at + 1, theme.size(34))
        if self._half is not Half.THEIRS:
            again = link_button(self._texts("talk.correct"), "pencil")
            again.setAccessibleName(f"{again.text()}: {read.ask.staff}")
            again.clicked.connect(lambda _on, to=read.field: self.corrected.emit(to))
            self._grid.addWidget(again, at, len(asked), 2, 1)
